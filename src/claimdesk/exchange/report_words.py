"""What reports call the choices of a review, and the sign that says the same as the colour."""

import re
from collections.abc import Iterable, Mapping

from claimdesk.core.model import (
    Because,
    EvidenceStance,
    RelationKind,
    Stance,
    Verdict,
    Voice,
)

VERDICTS: Mapping[Verdict | None, str] = {
    Verdict.CONFIRMED: "Confirmed",
    Verdict.DENIED: "Denied",
    Verdict.UNVERIFIED: "Unverified",
    None: "Not reviewed yet",
}
SIGNS: Mapping[Verdict | None, str] = {
    Verdict.CONFIRMED: "✓",
    Verdict.DENIED: "✕",
    Verdict.UNVERIFIED: "?",
    None: "○",
}
BECAUSE: Mapping[Because, str] = {
    Because.NOT_SAID: "",
    Because.NOT_ENOUGH_EVIDENCE: "not enough evidence",
    Because.CONFLICTING_EVIDENCE: "conflicting evidence",
    Because.NOT_CHECKABLE: "not checkable",
}
STANCES: Mapping[Stance, str] = {
    Stance.ASSERTS: "Asserts",
    Stance.SUPPORTS: "Supports",
    Stance.DISPUTES: "Disputes",
    Stance.MENTIONS: "Mentions",
}
VOICES: Mapping[Voice, str] = {
    Voice.NOT_SAID: "",
    Voice.ARTICLE: "in the article’s own voice",
    Voice.INDIRECT: "in indirect speech",
    Voice.QUOTED: "in quoted speech",
    Voice.POST: "in a post",
    Voice.UNNAMED: "by an unnamed source",
}
EVIDENCE_STANCES: Mapping[EvidenceStance, str] = {
    EvidenceStance.SUPPORTS: "+ Supports",
    EvidenceStance.REFUTES: "− Refutes",
    EvidenceStance.CONTEXT: "○ Context",
}
RELATIONS: Mapping[RelationKind, str] = {
    kind: kind.value.replace("_", " ").capitalize() for kind in RelationKind
}
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MARKS = frozenset("“”„\"«‘'‚")


def fit(text: str) -> str:
    """Return a text without what neither XML, HTML nor PDF can hold."""
    return _UNFIT.sub("�", text)


def listed(parts: Iterable[str]) -> str:
    """Return what there is of some short texts, with commas between them."""
    return ", ".join(part for part in parts if part)


def counted(number: int, one: str) -> str:
    """Return a number of things in words; ``one`` is what a single one is called."""
    return f"{number:,} {one if number == 1 else f'{one}s'}"


def quoted(text: str) -> str:
    """Return a text in quotation marks, unless it begins with some of its own."""
    return text if text[:1] in _MARKS else f"“{text}”"
