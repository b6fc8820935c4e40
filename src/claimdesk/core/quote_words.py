"""What a quote says, whatever marks, brackets and omissions whoever copied it has put in."""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

import regex

from claimdesk.core.word_index import WORD

_OMISSION = regex.compile(
    r"\s*(?:\[\s*(?:\.{2,}|…)\s*\]|\(\s*(?:\.{2,}|…)\s*\)|(?<![/\\\w])\.{3,}(?![/\\\w])"
    r"|(?<=\w)\.{3,}(?=[\s\"'”’»]|$)|…)\s*"
)
_INSERTION = regex.compile(r"\[[^\[\]]{1,80}\]")
_BRACKETS = regex.compile(r"[\[\]]")
_OUTER = "\"'“”„«»‘’‚‹› \t\n\u00a0"

_ONE_KIND = {
    ord(mark): plain
    for marks, plain in (
        ("“”„‟«»″＂❝❞", '"'),
        ("‘’‚‛′ʼ`´＇❛❜‹›", "'"),
        ("‐‑‒–—―−﹘﹣－", "-"),
        ("…", "..."),
        ("ﬁ", "fi"),
        ("ﬂ", "fl"),
        ("ﬀ", "ff"),
        ("ﬃ", "ffi"),
        ("ﬄ", "ffl"),
    )
    for mark in marks
}
_UNSEEN = regex.compile(r"[\p{Cf}\ufe0e\ufe0f]")
_DASHES = regex.compile(r"\s*-+\s*")
_AT_THE_ENDS = " .,;:!?()[]-"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a quote: its parts in order; an edited one is never word for word."""

    parts: tuple[str, ...]
    is_edited: bool = False


def readings(exact: str) -> Iterator[Reading]:
    """Yield the ways to read a quote, the most faithful first; none if it has no words."""
    exact = without_marks(exact)
    if not WORD.search(exact):
        return
    yield Reading((exact,))
    whole = plain(exact)
    for source, is_edited in ((exact, False), (_INSERTION.sub(" … ", exact), True)):
        parts = parts_of(source)
        if parts and (len(parts) > 1 or plain(parts[0]) != whole):
            yield Reading(parts, is_edited)
    if "[" in exact:
        yield Reading((_BRACKETS.sub("", exact),), is_edited=True)


def without_marks(exact: str) -> str:
    """Return a quote without the quotation marks and blanks around it."""
    return exact.strip(_OUTER)


def parts_of(exact: str) -> tuple[str, ...]:
    """Return what stands between omissions."""
    return tuple(part for part in _OMISSION.split(exact) if WORD.search(part))


def plain(text: str) -> str:
    """Return a text with one kind of quotation marks, dashes and blanks."""
    text = _UNSEEN.sub("", text.translate(_ONE_KIND))
    if not text.isascii():
        text = normalize("NFC", text)
    return " ".join(_DASHES.sub("-", text).split())


def only_words(text: str) -> str:
    """Return a text without what does not make it another quote."""
    return plain(text).replace('"', "").replace("'", "").strip(_AT_THE_ENDS).casefold()
