"""Find a query in the stored text, a slice at a time, so that no text is too long for it."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

import regex

from claimdesk.core.positions import Positions
from claimdesk.core.query import TOO_SLOW, Query, QueryError, pattern_of
from claimdesk.core.text import grapheme_ceil, grapheme_floor

Stretch = tuple[int, int]

_WINDOW = 16_000
"""Characters that are searched in one call: 1 ms without a hit."""
_NARROW = 1_000
"""The window of an expression that was too slow for the wide one."""
_REACH = 4_000
"""Characters that a hit may go on behind its window."""
_AT_ONCE = 20
"""Steps that a search of a short text takes at once, however busy the machine is."""
_PATIENCE = 0.008
"""Seconds that an expression may take for one hit, or for a window without one."""


@dataclass(slots=True)
class Hits:
    """Where the query stands, in document positions; ``current`` is the hit the reader is at."""

    starts: Sequence[int]
    ends: Sequence[int]
    current: Stretch | None = None
    is_complete: bool = False

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def number(self) -> int:
        """Return which hit is the current one, from 1; 0 while the count has not come to it."""
        if self.current is None:
            return 0
        place = bisect_left(self.starts, self.current[0])
        is_counted = place < len(self) and self.stretch(place) == self.current
        return place + 1 if is_counted else 0

    def stretch(self, place: int) -> Stretch:
        """Return one hit."""
        return self.starts[place], self.ends[place]

    def between(self, start: int, end: int) -> Iterator[Stretch]:
        """Yield the hits that touch a stretch."""
        place = bisect_right(self.ends, start)
        while place < len(self) and self.starts[place] < end:
            yield self.stretch(place)
            place += 1
        if self.current and not self.number and self.current[0] < end and self.current[1] > start:
            yield self.current

    def step(self, by: int) -> int | None:
        """Go on to another hit, and round the end; tell how often it went round.

        None if that hit is not known yet.
        """
        rounds, place = divmod(self.number - 1 + by, max(1, len(self)))
        if not self.number or (rounds and not self.is_complete):
            return None
        self.current = self.stretch(place)
        return rounds


class Search:
    """One search: the hit nearest to where the reader is first, then all of them in order."""

    def __init__(self, text: str, positions: Positions, query: Query, origin: int = 0) -> None:
        """Prepare to look from a code point on; QueryError if the query cannot be read."""
        self._text = text
        self._positions = positions
        self._pattern = pattern_of(query)
        self._origin = origin
        self._window = _WINDOW
        self._starts, self._ends = array("I"), array("I")
        self._slices = iter(()) if query.is_blank else self._run()
        self.hits = Hits(self._starts, self._ends)

    def advance(self, milliseconds: float) -> bool:
        """Search on for a while; return whether there is more to do.

        QueryError if the expression is too slow to be of any use.
        """
        deadline = perf_counter() + milliseconds / 1000
        at_once = _AT_ONCE if len(self._text) <= _WINDOW else 0
        for done, _ in enumerate(self._slices):
            if done >= at_once and perf_counter() > deadline:
                return True
        self.hits.is_complete = True
        return False

    def _run(self) -> Iterator[None]:
        if len(self._text) > _WINDOW:
            yield from self._look_ahead()
        yield from self._collect()

    def _look_ahead(self) -> Iterator[None]:
        """Find the first hit from the origin on, whatever its number will be."""
        for found in self._found(self._origin):
            if found is not None:
                self.hits.current = self._units(found)
            yield
            if found is not None:
                return
        self._origin = 0

    def _collect(self) -> Iterator[None]:
        is_settled = False
        origin = self._positions.to_utf16(self._origin)
        for found in self._found(0):
            if found is not None:
                start, end = self._units(found)
                self._starts.append(start)
                self._ends.append(end)
                if not is_settled and start >= origin:
                    self.hits.current, is_settled = (start, end), True
            yield
        if not is_settled and self._starts:
            self.hits.current = self.hits.stretch(0)

    def _found(self, index: int) -> Iterator[Stretch | None]:
        """Yield all hits from an index on, in code points; None is a moment to pause."""
        while index < len(self._text):
            end = index + self._window
            try:
                match = self._pattern.search(self._text, index, end + _REACH, timeout=_PATIENCE)
            except TimeoutError:
                self._narrow()
                yield None
                continue
            hit = self._whole(match) if match is not None and match.start() < end else None
            if hit is not None:
                index = hit[1]
            elif match is not None and match.start() < end:
                index = match.start() + 1
            else:
                index = end
            yield hit

    def _narrow(self) -> None:
        """Look at less text at once; QueryError if it is little already."""
        if self._window == _NARROW:
            raise QueryError(TOO_SLOW)
        self._window = _NARROW

    def _whole(self, match: regex.Match[str]) -> Stretch | None:
        """Return what was found as whole graphemes, None if it is nothing or starts inside one."""
        start, end = match.span()
        if start == end or grapheme_floor(self._text, start) != start:
            return None
        return start, grapheme_ceil(self._text, end)

    def _units(self, hit: Stretch) -> Stretch:
        return self._positions.to_utf16(hit[0]), self._positions.to_utf16(hit[1])
