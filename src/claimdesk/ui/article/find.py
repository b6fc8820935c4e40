"""Find words in the stored text, all hits at once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimdesk.core.positions import Positions

_ALIKE = {c: f"[{group}]" for group in ("'’‘ʼ", '"“”„«»', "-‐‑–—") for c in group}


@dataclass(slots=True)
class Hits:
    """Where the words stand, in document positions; ``now`` is the hit the reader is at."""

    starts: Sequence[int]
    ends: Sequence[int]
    now: int = 0

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def current(self) -> tuple[int, int]:
        """Return the stretch of the hit the reader is at."""
        return self.starts[self.now], self.ends[self.now]

    def between(self, start: int, end: int) -> Iterator[int]:
        """Yield the numbers of the hits that touch a stretch."""
        number = bisect_right(self.ends, start)
        while number < len(self.starts) and self.starts[number] < end:
            yield number
            number += 1

    def step(self, by: int) -> None:
        """Go on to another hit, round the end."""
        self.now = (self.now + by) % len(self.starts)


def pattern_of(needle: str, *, case: bool) -> re.Pattern[str]:
    """Return what to look for: any blanks, quotes and dashes match their relatives."""
    words = ("".join(_ALIKE.get(c, re.escape(c)) for c in word) for word in needle.split())
    return re.compile(r"\s+".join(words), 0 if case else re.IGNORECASE)


def hits_of(text: str, positions: Positions, needle: str, *, case: bool) -> Hits | None:
    """Return all hits in the text, None if there are none."""
    if not needle.strip():
        return None
    starts, ends = [], []
    for match in pattern_of(needle, case=case).finditer(text):
        starts.append(positions.to_utf16(match.start()))
        ends.append(positions.to_utf16(match.end()))
    return Hits(starts, ends) if starts else None


def nearest(hits: Hits, position: int) -> int:
    """Return the first hit at or after a position, the first of all if there is none."""
    number = bisect_left(hits.starts, position)
    return number if number < len(hits) else 0
