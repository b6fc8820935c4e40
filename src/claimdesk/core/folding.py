"""Fold a text to what a reader means by it: whatever its case, quotation marks, dashes, accents.

Two texts that differ in nothing else are the same when folded, so words are looked for in folded
text, and lists are sorted by it.
"""

import re
from unicodedata import combining, normalize

_MARKS = {
    "'": "’‘ʼ´",
    '"': "“”„«»‟",
    "-": "‐‑‒–—−",
    "": "\u00ad\u200b\u2060\ufe0e\ufe0f",
    " ": "\u00a0\u202f",
}
_TOGETHER = {"æ": "ae", "œ": "oe", "ĳ": "ij", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t"}
"""Letters that no rule of Unicode takes apart, but a keyboard without them does."""
_OWN_LETTERS = frozenset("йїўѓќ")
"""Letters in their own right, no accented forms of others, though Unicode takes them apart."""


def _bare(letter: str) -> str:
    apart = normalize("NFD", letter)
    return "".join(_TOGETHER.get(one, one) for one in apart if not combining(one))


_FOLDED = (
    {
        letter: _bare(letter)
        for letter in map(chr, (*range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000)))
        if letter not in _OWN_LETTERS and letter == letter.casefold() and _bare(letter) != letter
    }
    | _TOGETHER
    | {mark: plain for plain, marks in _MARKS.items() for mark in marks}
)
_TO_FOLD = re.compile(f"[{''.join(_FOLDED)}]")
_ACCENT = re.compile("[\u0300-\u036f]")
_WITH_ACCENTS = re.compile(r"(?s).[\u0300-\u036f]+")


def fold(text: str) -> str:
    """Return the text without what does not count."""
    if text.isascii():
        return text.lower()
    text = text.casefold()
    if _ACCENT.search(text):
        # What one letter cannot carry by itself falls away, what it can is looked at below.
        text = _WITH_ACCENTS.sub(lambda found: normalize("NFC", found.group())[0], text)
    return _TO_FOLD.sub(lambda found: _FOLDED[found.group()], text)
