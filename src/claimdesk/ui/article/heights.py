"""The heights of all paragraphs, estimated or measured, with quick sums (a Fenwick tree)."""

from collections.abc import Iterable


class Heights:
    """Paragraph heights in order; sums from the top and look-ups by place take log(n) steps."""

    def __init__(self, heights: Iterable[float]) -> None:
        self._heights = list(heights)
        self._sums = list(self._heights)
        for i in range(len(self._sums)):
            above = i | (i + 1)
            if above < len(self._sums):
                self._sums[above] += self._sums[i]
        self._widest = 1 << max(0, len(self._sums).bit_length() - 1)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, i: int) -> float:
        return self._heights[i]

    @property
    def total(self) -> float:
        """Return the height of all paragraphs together."""
        return self.top(len(self._heights))

    def set(self, i: int, height: float) -> float:
        """Give one paragraph its height and return by how much it grew."""
        grown = height - self._heights[i]
        if grown:
            self._heights[i] = height
            while i < len(self._sums):
                self._sums[i] += grown
                i |= i + 1
        return grown

    def top(self, i: int) -> float:
        """Return where paragraph ``i`` starts: the sum of the heights before it."""
        total = 0.0
        while i > 0:
            total += self._sums[i - 1]
            i &= i - 1
        return total

    def at(self, y: float) -> tuple[int, float]:
        """Return the paragraph that covers ``y`` and its top, the last one below the end."""
        i, top, step = 0, 0.0, self._widest
        while step:
            if i + step <= len(self._sums) and top + self._sums[i + step - 1] <= y:
                i += step
                top += self._sums[i - 1]
            step >>= 1
        if i >= len(self._heights):
            i = max(0, len(self._heights) - 1)
            top = self.top(i)
        return i, top

    def tops(self) -> list[float]:
        """Return where each paragraph starts, and the total at the end, in one sweep."""
        result, top = [0.0], 0.0
        for height in self._heights:
            top += height
            result.append(top)
        return result
