"""Words for verdicts in other people's tables: only such as leave no doubt.

"Mostly false", "misleading" and the like are no verdict of ours; whoever imports says what they are
to mean.
"""

import re
from collections.abc import Mapping

from claimdesk.core.folding import fold
from claimdesk.core.model import Because, Verdict

_WORDS: Mapping[Verdict, str] = {
    Verdict.CONFIRMED: (
        "confirmed|true|correct|accurate|verified|supported|yes|bestätigt|wahr|richtig|korrekt|"
        "stimmt|vrai|confirmé|exact|verdadero|confirmado|vero|prawda|potwierdzone|подтверждено|"
        "верно|правда|підтверджено|вірно"
    ),
    Verdict.DENIED: (
        "denied|false|incorrect|wrong|refuted|debunked|fake|pants on fire|fabricated|no|widerlegt|"
        "falsch|unwahr|faux|démenti|infirmé|falso|desmentido|fałsz|nieprawda|опровергнуто|ложь|"
        "неправда|неверно|фейк|спростовано|хибно|брехня"
    ),
    Verdict.UNVERIFIED: (
        "unverified|unproven|unconfirmed|not verified|not confirmed|unclear|unknown|unbelegt|"
        "unbestätigt|nicht bestätigt|ungeklärt|non vérifié|non confirmé|sin verificar|"
        "no verificado|"
        "niepotwierdzone|не подтверждено|не проверено|неизвестно|не підтверджено|не перевірено|"
        "невідомо|not enough evidence|conflicting evidence|conflicting evidence cherrypicking|"
        "not checkable"
    ),
}
_BECAUSE: Mapping[str, Because] = {
    because.replace("_", " "): because for because in Because if because
} | {"conflicting evidence cherrypicking": Because.CONFLICTING_EVIDENCE}
_APART = re.compile(r"[\W_]+")
_QUOTATION = re.compile("[\"']")


def tidy(word: str) -> str:
    """Return a word of a table without case, accents and marks, unless it is nothing but marks."""
    folded = fold(word)
    return _APART.sub(" ", folded).strip() or folded.strip()


def in_essence(text: str) -> str:
    """Return what texts have in common that say the same; a minus, a "%" or a "$" makes another."""
    folded = " ".join(fold(text).split())
    return _QUOTATION.sub("", folded).rstrip(" .!…") or folded


_VERDICT_OF = {tidy(word): verdict for verdict, all_ in _WORDS.items() for word in all_.split("|")}


def verdict_of(word: str) -> Verdict | None:
    """Return the verdict a word must mean, or None."""
    return _VERDICT_OF.get(tidy(word))


def because_of(word: str) -> Because:
    """Return why a claim is unverified if a verdict's word says that as well."""
    return _BECAUSE.get(tidy(word), Because.NOT_SAID)
