"""How the text falls into paragraphs: where each starts, which are headings, right to left, cut.

The text shown has the same length as the stored text, so positions stay exact.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimdesk.core.positions import Positions

PIECE = 8000
"""Longest stretch laid out as one; longer paragraphs are cut at blanks about this far apart."""

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
    "\u200f\u202b\u202e\u2067]"
)
_HEADING_MOST = 90
_BODY_LEAST = 120


@dataclass(frozen=True, slots=True)
class Shape:
    """The paragraphs of a text in document positions (UTF-16 units)."""

    shown: str = ""
    starts: Sequence[int] = (0,)
    lengths: Sequence[int] = (0,)
    mixed: frozenset[int] = field(default_factory=frozenset)
    """Paragraphs with right-to-left letters."""
    headings: frozenset[int] = field(default_factory=frozenset)
    joined: frozenset[int] = field(default_factory=frozenset)
    """Paragraphs that end at a cut of ours: no gap after them."""


def shape_of(text: str, positions: Positions) -> Shape:
    """Return the paragraphs of a normalised text."""
    cuts = _cuts(text)
    shown = _cut(text, cuts)
    paragraphs = shown.split("\n")
    starts, lengths, index = [], [], 0
    for paragraph in paragraphs:
        start = positions.to_utf16(index)
        index += len(paragraph)
        starts.append(start)
        lengths.append(positions.to_utf16(index) - start)
        index += 1
    return Shape(
        shown,
        starts,
        lengths,
        _mixed(text, paragraphs),
        _headings(paragraphs),
        frozenset(bisect_right(starts, positions.to_utf16(cut)) - 1 for cut in cuts),
    )


def _cuts(text: str) -> list[int]:
    """Return the blanks at which paragraphs are cut because they are too long to lay out."""
    cuts: list[int] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        while end - start > 2 * PIECE:
            blank = text.rfind(" ", start + PIECE // 2, start + PIECE)
            if blank < 0:
                break
            cuts.append(blank)
            start = blank + 1
        start = end + 1
    return cuts


def _cut(text: str, cuts: Sequence[int]) -> str:
    if not cuts:
        return text
    ends = [*cuts, len(text)]
    starts = [0, *(cut + 1 for cut in cuts)]
    return "\n".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _mixed(text: str, paragraphs: Sequence[str]) -> frozenset[int]:
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return frozenset()
    return frozenset(i for i, p in enumerate(paragraphs) if _RIGHT_TO_LEFT.search(p))


def _headings(paragraphs: Sequence[str]) -> frozenset[int]:
    return frozenset(
        i
        for i, paragraph in enumerate(paragraphs)
        if _looks_like_heading(paragraph) and _body_follows(paragraphs, i)
    )


def _looks_like_heading(paragraph: str) -> bool:
    """Return whether a paragraph is a short line without an end mark."""
    return (
        3 < len(paragraph) < _HEADING_MOST
        and paragraph[0].isupper()
        and paragraph[-1].isalnum()
        and "http" not in paragraph
    )


def _body_follows(paragraphs: Sequence[str], i: int) -> bool:
    following = next((p for p in paragraphs[i + 1 : i + 4] if p.strip()), "")
    return len(following) > _BODY_LEAST
