"""Where the highlights lie: by paragraph, and in lanes so that overlapping ones are told apart.

Positions here are those of the text document (UTF-16 units), ends exclusive.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from claimdesk.core.model import HighlightRow, Id

Key = tuple[Id, Id | None]
"""What makes a highlight the same one: its passage and its claim."""

_NO_NUMBER = 1 << 60
_END = 1 << 60
_ALL = _END - 1


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
    """All highlights of the text, found by paragraph, position, key, passage or claim.

    Those loaded are taken in as far down as somebody looks: 20,000 take 60 ms, and the first paint
    needs those of the first paragraphs only. Whoever asks for more than paragraphs waits for all.
    """

    def __init__(self, starts: Sequence[int]) -> None:
        self._starts = starts
        self._loading: Iterator[int] = iter(())
        self._loaded = _END
        self._by_paragraph: defaultdict[int, list[Span]] = defaultdict(list)
        self._by_key: dict[Key, Span] = {}
        # A list for every passage and claim would double the time 20,000 highlights take.
        self._by_id: dict[Id, Span | list[Span]] = {}

    @property
    def is_whole(self) -> bool:
        """Return whether all that was loaded is taken in, so that nobody has to wait."""
        return self._loaded == _END

    def __len__(self) -> int:
        self.take_in()
        return len(self._by_key)

    def __iter__(self) -> Iterator[Span]:
        self.take_in()
        return iter(self._by_key.values())

    def get(self, key: Key) -> Span | None:
        """Return the highlight with this key, if there is one."""
        self.take_in()
        return self._by_key.get(key)

    def of(self, record_id: Id) -> list[Span]:
        """Return the highlights of a passage or of a claim."""
        self.take_in()
        spans = self._by_id.get(record_id, [])
        return spans if isinstance(spans, list) else [spans]

    def paragraph(self, position: int) -> int:
        """Return the number of the paragraph that holds a position."""
        return bisect_right(self._starts, position) - 1

    def paragraphs(self, span: Span) -> range:
        """Return the paragraphs a highlight touches."""
        return range(self.paragraph(span.start), self.paragraph(span.end - 1) + 1)

    def inside(self, paragraph: int) -> list[Span]:
        """Return the highlights that touch a paragraph, in reading order."""
        self.take_in(paragraph)
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
        self.take_in()
        marked = filter(None, self._by_paragraph.values())
        return [(spans[0].start, max(span.end for span in spans)) for spans in marked]

    def become(self, spans: Iterable[Span]) -> list[Span]:
        """Hold exactly these highlights, keep the lanes of those that stay, return what differs.

        A highlight that left is in the answer with the stretch it had.
        """
        wanted = {span.key: span for span in spans}
        if not len(self):
            self.load(sorted(wanted.values(), key=reading_order))
            self.take_in()
            return list(wanted.values())
        return self._exchange(self._by_key, wanted)

    def replace(self, ids: Iterable[Id], spans: Iterable[Span]) -> list[Span]:
        """Hold these in place of all of some passages and claims; return what differs."""
        self.take_in()
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

    def load(self, spans: Iterable[Span]) -> None:
        """Hold these highlights, which come in reading order, in an index that is empty."""
        self._loading, self._loaded = self._swept(spans), -1

    def take_in(self, paragraph: int = _ALL) -> None:
        """Take in what was loaded down to a paragraph."""
        if paragraph >= self._loaded:
            self._loaded = next((place for place in self._loading if place > paragraph), _END)

    def _swept(self, spans: Iterable[Span]) -> Iterator[int]:
        """Give each highlight the lowest free lane; yield the paragraph of the one that follows."""
        busy: list[tuple[int, int]] = []
        free: list[int] = []
        lanes = 0
        for span in spans:
            if span.key in self._by_key:
                continue
            paragraphs = self.paragraphs(span)
            yield paragraphs.start
            while busy and busy[0][0] <= span.start:
                heappush(free, heappop(busy)[1])
            if free:
                span.lane = heappop(free)
            else:
                span.lane = lanes
                lanes += 1
            heappush(busy, (span.end, span.lane))
            for paragraph in paragraphs:
                self._by_paragraph[paragraph].append(span)
            self._name(span)

    def _add(self, span: Span) -> None:
        used = {other.lane for other in self.overlapping(span.start, span.end)}
        span.lane = next(lane for lane in range(len(used) + 1) if lane not in used)
        for paragraph in self.paragraphs(span):
            insort(self._by_paragraph[paragraph], span, key=reading_order)
        self._name(span)

    def _name(self, span: Span) -> None:
        key = span.key
        self._by_key[key] = span
        for one in key:
            if one is None:
                continue
            held = self._by_id.setdefault(one, span)
            if isinstance(held, list):
                held.append(span)
            elif held is not span:
                self._by_id[one] = [held, span]

    def _remove(self, span: Span) -> None:
        for paragraph in self.paragraphs(span):
            self._by_paragraph[paragraph].remove(span)
        del self._by_key[span.key]
        for one in span.key:
            if one is not None:
                self._by_id[one] = [other for other in self.of(one) if other is not span]


def _same_place(span: Span, other: Span | None) -> bool:
    return other is not None and (span.start, span.end) == (other.start, other.end)
