"""What is looked for in an article: words as a reader means them, or a regular expression.

Words are found whatever their blanks, quotation marks and dashes look like, with or without the
accents they are written with there, and through invisible marks of hyphenation. An accent that is
typed is meant.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from math import prod
from unicodedata import normalize

import regex

_ALIKE = {c: rf"[{group}]\p{{M}}*+" for group in ("'’‘ʼ", '"“”„«»', "-‐‑–—") for c in group}
_INVISIBLE = regex.compile(r"[\u00ad\u200b\u2060\ufe0e\ufe0f]")
_BLANK = r"(?:\s\p{M}*+)+"
_JOINT = r"[\u00ad\u200b\u2060]*+"
_STYLE = r"[\ufe0e\ufe0f]?"

_STROKED = ("lł", "oø", "dđ", "hħ", "tŧ", "iı")
"""Letters that no rule of Unicode takes apart, but a keyboard without them does."""
_TOGETHER = {
    "ss": "ßẞ", "ae": "æÆǽǼǣǢ", "oe": "œŒ", "ij": "ĳĲ",
    "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "ffi": "ﬃ", "ffl": "ﬄ",
}  # fmt: skip
_LETTERS = regex.compile(r"(?is)(?:ffi|ffl|ff|fi|fl|ss|ae|oe|ij)(?!\p{M})|.\p{M}*")
_OWN_LETTERS = frozenset("йЙїЇўЎѓЃќЌ")
"""Letters in their own right, no accented forms of others, though Unicode takes them apart."""

_IN_WORD = r"[\p{L}\p{M}\p{N}_]"
_WITHOUT_BLANKS = (
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"  # a border anywhere
)
_BORDER = rf"(?:(?<!{_IN_WORD})|(?!{_IN_WORD})|(?<={_WITHOUT_BLANKS})|(?={_WITHOUT_BLANKS}))"
_COUNTS = regex.compile(r"\{(\d+)")
_MOST_COPIES = 20_000
"""The library writes a{9} out as nine a: of counts in counts it would fill the memory."""
TOO_SLOW = "This expression takes too long."
"""Said of an expression that is stopped."""
_UNREADABLE = (regex.error, ValueError, KeyError, RecursionError, OverflowError)


class QueryError(Exception):
    """What keeps a query from being carried out, in one sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for, and how exactly it is meant."""

    text: str
    case: bool = False
    whole_word: bool = False
    is_regex: bool = False

    @property
    def is_blank(self) -> bool:
        """Return whether there is nothing to look for."""
        return not (self.text if self.is_regex else _INVISIBLE.sub("", self.text)).strip()


def pattern_of(query: Query) -> regex.Pattern[str]:
    """Return what finds the query; QueryError if it cannot be read."""
    flags = regex.MULTILINE if query.case else regex.MULTILINE | regex.IGNORECASE
    if query.is_regex:
        body = query.text
        _check_size(body)
        _compiled(body, flags)  # on its own, before borders could close what it leaves open
    else:
        body = _words(query)
    return _compiled(f"{_BORDER}(?:{body}){_BORDER}" if query.whole_word else body, flags)


def _check_size(expression: str) -> None:
    if prod(min(_MOST_COPIES + 1, int(n) or 1) for n in _COUNTS.findall(expression)) > _MOST_COPIES:
        raise QueryError("This expression repeats too much.")


def _compiled(expression: str, flags: int) -> regex.Pattern[str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return regex.compile(expression, flags)
    except _UNREADABLE as error:
        known = str(error).partition(" at position")[0]
        why = known if isinstance(error, regex.error) else "it cannot be read"
        raise QueryError(f"This is not a valid expression: {why}.") from error


def _words(query: Query) -> str:
    text = normalize("NFC", _INVISIBLE.sub("", query.text))
    spelled = partial(_spelled, case=query.case)
    return _BLANK.join(_JOINT.join(map(spelled, _LETTERS.findall(word))) for word in text.split())


def _spelled(letters: str, *, case: bool) -> str:
    """Return the ways in which one letter, or a few that may be written as one, may stand."""
    if letters in _ALIKE:
        return _ALIKE[letters]
    if letters.casefold() in _TOGETHER:
        return f"(?:{'|'.join(_ways(letters, case=case))})"
    parts = normalize("NFD", letters)
    if len(parts) > 1:
        return rf"(?:{regex.escape(letters)}|{_STYLE.join(map(regex.escape, parts))})(?!\p{{M}})"
    return _letter(letters, case=case)


def _ways(letters: str, *, case: bool) -> Iterator[str]:
    """Yield every way to write neighbours apart and together."""
    if not letters:
        yield ""
    for length in range(1, len(letters) + 1):
        head, tail = letters[:length], letters[length:]
        if length == 1:
            first = _letter(head, case=case)
        else:
            forms = _TOGETHER[head.casefold()]
            meant = [c for c in forms if not case or c.islower() == head.islower()]
            first = f"[{''.join(meant)}]" if meant else "(?!)"
        for rest in _ways(tail, case=case):
            yield first + (_JOINT if rest else "") + rest


def _letter(letter: str, *, case: bool) -> str:
    accented, own_marks = _families()
    forms = [letter] if case else [letter, letter.lower(), letter.upper()]
    relatives = "".join(accented.get(form, "") for form in dict.fromkeys(forms))
    own = "".join(own_marks.get(form, "") for form in dict.fromkeys(forms))
    stop = f"(?![{own}])" if own else ""
    return rf"[{regex.escape(letter)}{relatives}]{stop}\p{{M}}*+"


@cache
def _families() -> tuple[dict[str, str], dict[str, str]]:
    """Return for each letter its accented forms, and the marks that make another letter of it."""
    accented = {pair[0]: pair[1] for pair in _STROKED}
    accented |= {pair[0].upper(): pair[1].upper() for pair in _STROKED}
    own_marks: dict[str, str] = {}
    for letter in map(chr, range(0xC0, 0x2000)):
        base, marks = normalize("NFD", letter)[0], normalize("NFD", letter)[1:]
        if letter in _OWN_LETTERS:
            own_marks[base] = own_marks.get(base, "") + marks
        elif marks:
            accented[base] = accented.get(base, "") + letter
    return accented, own_marks
