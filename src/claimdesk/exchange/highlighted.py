"""A text cut into pieces where highlights begin and end, so that overlaps can be set as lanes.

Reports in every format take their highlights from here; positions are code points.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from claimdesk.core.model import ClaimRow, LinkRow


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage in the text as one claim has it; ``lane`` is free of those it overlaps."""

    link: LinkRow
    claim: ClaimRow
    lane: int = 0

    @property
    def start(self) -> int:
        """Return where it begins."""
        return self.link.start

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.link.end


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that no highlight begins or ends inside; ``over`` lie on it, lowest lane first."""

    text: str
    over: tuple[Highlight, ...] = ()
    begins: tuple[Highlight, ...] = ()
    ends: tuple[Highlight, ...] = ()

    @property
    def innermost(self) -> Highlight:
        """Return the shortest highlight on it: what its ground is coloured by."""
        return min(self.over, key=lambda one: (one.end - one.start, -one.start, one.claim.number))


Paragraph = tuple[Piece, ...]

_SHORT = 90
_WORD = re.compile(r"\S")
"""A highlight begins and ends at its first and last word, not at a blank before or after them."""


def in_lanes(highlights: Iterable[Highlight]) -> list[Highlight]:
    """Give each highlight the lowest lane that is free, in reading order, the longer first."""
    found: list[Highlight] = []
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    lanes = 0
    for one in sorted(highlights, key=lambda one: (one.start, -one.end, one.claim.number)):
        while busy and busy[0][0] <= one.start:
            heappush(free, heappop(busy)[1])
        if free:
            lane = heappop(free)
        else:
            lane, lanes = lanes, lanes + 1
        heappush(busy, (one.end, lane))
        found.append(Highlight(one.link, one.claim, lane))
    return found


def paragraphs(text: str, highlights: Sequence[Highlight]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text that are not blank; the highlights come from ``in_lanes``."""
    waiting = list(reversed(highlights))
    open_ones: list[Highlight] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        while waiting and waiting[-1].start < end:
            open_ones.append(waiting.pop())
        if line.strip():
            yield tuple(_pieces(text, start, end, open_ones))
        start = end + 1
        open_ones = [one for one in open_ones if one.end > start]


def is_heading(text: str) -> bool:
    """Return whether a paragraph of an article is a short line without an end mark.

    A line with a colon may as well be the credit of a picture.
    """
    return len(text) < _SHORT and text[-1:].isalnum() and ":" not in text


def _pieces(text: str, start: int, end: int, here: Sequence[Highlight]) -> Iterator[Piece]:
    cuts = {start, end}
    for one in here:
        cuts.update(place for place in (one.start, one.end) if start < place < end)
    places = sorted(cuts)
    waiting = sorted(here, key=lambda one: one.start, reverse=True)
    over: list[Highlight] = []
    for first, last in pairwise(places):
        while waiting and waiting[-1].start <= first:
            over.append(waiting.pop())
        over.sort(key=lambda one: one.lane)
        has_words = _WORD.search(text, first, last) is not None
        yield Piece(
            text[first:last],
            tuple(over),
            tuple(one for one in over if has_words and not _WORD.search(text, one.start, first)),
            tuple(one for one in over if has_words and not _WORD.search(text, last, one.end)),
        )
        over = [one for one in over if one.end > last]
