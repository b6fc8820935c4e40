"""Where the highlights lie: by paragraph, and in lanes so that overlapping ones are told apart.

Positions here are those of the text document (UTF-16 units), ends exclusive.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from claimdesk.core.model import HighlightRow, Id

Key = tuple[Id, Id | None]
"""What makes a highlight the same one: its passage and its claim."""

_NO_NUMBER = 1 << 60


@dataclass(slots=True, eq=False)
class Span:
    """A highlight in the document; the lane is given once and stays."""

    row: HighlightRow
    start: int
    end: int
    lane: int = 0

    @property
    def key(self) -> Key:
        """Return what makes this highlight the same one after a change."""
        return (self.row.passage_id, self.row.claim_id)

    @property
    def number(self) -> int:
        """Return the claim's number; a passage without a claim comes after all others."""
        return _NO_NUMBER if self.row.number is None else self.row.number


def reading_order(span: Span) -> tuple[int, int, int]:
    """Sort by start, the longer first, then by claim number."""
    return (span.start, -span.end, span.number)


def innermost_first(span: Span) -> tuple[int, int, int]:
    """Sort by length, the later start first, then by claim number."""
    return (span.end - span.start, -span.start, span.number)


class SpanIndex:
    """All highlights of the text, found by paragraph, position, key, passage or claim."""

    def __init__(self, starts: Sequence[int]) -> None:
        self._starts = starts
        self._by_paragraph: dict[int, list[Span]] = {}
        self._by_key: dict[Key, Span] = {}
        self._by_id: dict[Id, list[Span]] = {}

    def __len__(self) -> int:
        return len(self._by_key)

    def __iter__(self) -> Iterator[Span]:
        return iter(self._by_key.values())

    def get(self, key: Key) -> Span | None:
        """Return the highlight with this key, if there is one."""
        return self._by_key.get(key)

    def of(self, record_id: Id) -> list[Span]:
        """Return the highlights of a passage or of a claim."""
        return self._by_id.get(record_id, [])

    def paragraph(self, position: int) -> int:
        """Return the number of the paragraph that holds a position."""
        return bisect_right(self._starts, position) - 1

    def paragraphs(self, span: Span) -> range:
        """Return the paragraphs a highlight touches."""
        return range(self.paragraph(span.start), self.paragraph(span.end - 1) + 1)

    def inside(self, paragraph: int) -> list[Span]:
        """Return the highlights that touch a paragraph, in reading order."""
        return self._by_paragraph.get(paragraph, [])

    def at(self, position: int) -> list[Span]:
        """Return the highlights under a character, the innermost first."""
        spans = self.inside(self.paragraph(position))
        return sorted((s for s in spans if s.start <= position < s.end), key=innermost_first)

    def overlapping(self, start: int, end: int) -> list[Span]:
        """Return the highlights that share at least one character with a stretch."""
        found: dict[int, Span] = {}
        for paragraph in range(self.paragraph(start), self.paragraph(max(start, end - 1)) + 1):
            for span in self.inside(paragraph):
                if span.start < end and span.end > start:
                    found[id(span)] = span
        return list(found.values())

    def stretches(self) -> list[tuple[int, int]]:
        """Return the stretch from the first to the last highlight of each paragraph with any."""
        marked = filter(None, self._by_paragraph.values())
        return [(spans[0].start, max(span.end for span in spans)) for spans in marked]

    def become(self, spans: Iterable[Span]) -> list[Span]:
        """Hold exactly these highlights, keep the lanes of those that stay, return what differs.

        A highlight that left is in the answer with the stretch it had.
        """
        wanted = {span.key: span for span in spans}
        if not self._by_key:
            self._load(wanted.values())
            return list(wanted.values())
        return self._exchange(self._by_key, wanted)

    def replace(self, ids: Iterable[Id], spans: Iterable[Span]) -> list[Span]:
        """Hold these in place of all of some passages and claims; return what differs."""
        wanted = {span.key: span for span in spans}
        held = {span.key for one in ids for span in self.of(one)}
        return self._exchange(held | (wanted.keys() & self._by_key.keys()), wanted)

    def _exchange(self, held: Iterable[Key], wanted: Mapping[Key, Span]) -> list[Span]:
        touched = [
            self._by_key[key] for key in held if not _same_place(self._by_key[key], wanted.get(key))
        ]
        for span in touched:
            self._remove(span)
        for key, span in wanted.items():
            there = self._by_key.get(key)
            if there is None:
                self._add(span)
                touched.append(span)
            elif there.row != span.row:
                there.row = span.row
                touched.append(there)
        return touched

    def _load(self, spans: Iterable[Span]) -> None:
        """Fill the empty index in one sweep: each highlight takes the lowest free lane."""
        busy: list[tuple[int, int]] = []
        free: list[int] = []
        lanes = 0
        for span in sorted(spans, key=reading_order):
            while busy and busy[0][0] <= span.start:
                heappush(free, heappop(busy)[1])
            if free:
                span.lane = heappop(free)
            else:
                span.lane = lanes
                lanes += 1
            heappush(busy, (span.end, span.lane))
            for paragraph in self.paragraphs(span):
                self._by_paragraph.setdefault(paragraph, []).append(span)
            self._name(span)

    def _add(self, span: Span) -> None:
        used = {other.lane for other in self.overlapping(span.start, span.end)}
        span.lane = next(lane for lane in range(len(used) + 1) if lane not in used)
        for paragraph in self.paragraphs(span):
            insort(self._by_paragraph.setdefault(paragraph, []), span, key=reading_order)
        self._name(span)

    def _name(self, span: Span) -> None:
        self._by_key[span.key] = span
        for one in _ids(span):
            self._by_id.setdefault(one, []).append(span)

    def _remove(self, span: Span) -> None:
        for paragraph in self.paragraphs(span):
            self._by_paragraph[paragraph].remove(span)
        del self._by_key[span.key]
        for one in _ids(span):
            self._by_id[one].remove(span)


def _ids(span: Span) -> Iterator[Id]:
    return (one for one in span.key if one is not None)


def _same_place(span: Span, other: Span | None) -> bool:
    return other is not None and (span.start, span.end) == (other.start, other.end)
