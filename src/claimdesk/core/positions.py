"""Code points to UTF-16 units and back: Python counts the first, Qt and the Web the second."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Positions:
    """The places of one text in both counts, exact at every place."""

    __slots__ = ("_high_units", "_indexes", "length", "utf16_length")

    def __init__(self, text: str) -> None:
        self._indexes: Sequence[int] = ()
        self._high_units: Sequence[int] = ()
        if not text.isascii():
            self._indexes = array("I", (found.start() for found in _ASTRAL.finditer(text)))
            self._high_units = array("I", map(sum, enumerate(self._indexes)))
        self.length = len(text)
        self.utf16_length = self.length + len(self._indexes)

    def to_utf16(self, index: int) -> int:
        """Return the UTF-16 position of a code point index."""
        return index + bisect_left(self._indexes, index)

    def to_code_point(self, unit: int, *, up: bool = False) -> int:
        """Return the code point index of a UTF-16 position; inside a pair go down, or up."""
        before = bisect_left(self._high_units, unit)
        inside = before > 0 and self._high_units[before - 1] + 1 == unit
        return unit - before + (1 if inside and up else 0)
