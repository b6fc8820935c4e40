"""The heights of all paragraphs, estimated or measured, with quick sums."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

_BLOCK = 256


class Heights:
    """Paragraph heights in order, with the sum of each block of them.

    A tree of sums would take fewer steps, but steps in Python: for 30,000 paragraphs it was built
    in 8 ms at each change of size, this in 0.3 ms, and a sum takes 2 microseconds either way.
    """

    def __init__(self, heights: Iterable[float]) -> None:
        self._heights = list(heights)
        places = range(0, len(self._heights), _BLOCK)
        self._blocks = [sum(self._heights[place : place + _BLOCK]) for place in places]

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, i: int) -> float:
        return self._heights[i]

    @property
    def total(self) -> float:
        """Return the height of all paragraphs together."""
        return sum(self._blocks)

    def set(self, i: int, height: float) -> float:
        """Give one paragraph its height and return by how much it grew."""
        grown = height - self._heights[i]
        self._heights[i] = height
        self._blocks[i // _BLOCK] += grown
        return grown

    def top(self, i: int) -> float:
        """Return where paragraph ``i`` starts: the sum of the heights before it."""
        block = i // _BLOCK
        return sum(self._blocks[:block]) + sum(self._heights[block * _BLOCK : i])

    def at(self, y: float) -> tuple[int, float]:
        """Return the paragraph that covers ``y`` and its top, the last one below the end."""
        block, top = _covering(self._blocks, y)
        first = block * _BLOCK
        i, within = _covering(self._heights[first : first + _BLOCK], y - top)
        return first + i, top + within

    def tops(self) -> list[float]:
        """Return where each paragraph starts, and the total at the end, in one sweep."""
        return list(accumulate(self._heights, initial=0.0))


def _covering(heights: list[float], y: float) -> tuple[int, float]:
    """Return the number and the top of what covers ``y``, of the last one below the end."""
    tops = list(accumulate(heights[:-1], initial=0.0))
    i = max(0, bisect_right(tops, y) - 1)
    return i, tops[i]
