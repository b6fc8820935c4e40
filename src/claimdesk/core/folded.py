"""A text folded for searching, with the way back to where each letter stands in the text itself.

Runs of blanks count as one blank, or as one line end if there is one among them. Positions are
code points.
"""

import re
from bisect import bisect_right
from functools import cache
from unicodedata import combining

from claimdesk.core.folding import fold

_ACCENTS = "[\u0300-\u036f]"
_BLANKS = r"\s\s+|[^\S \n]"


@cache
def _uneven() -> re.Pattern[str]:
    """Return what finds all that is not one character folded to one: blanks in a row, too."""
    letters = map(chr, (*range(0x80, 0xD800), *range(0xE000, 0x20000)))
    uneven = "".join(one for one in letters if len(fold(one)) != 1 and not combining(one))
    return re.compile(rf"(?s)[{re.escape(uneven)}]{_ACCENTS}*|.{_ACCENTS}+|{_BLANKS}")


class Folded:
    """A text and its folded form."""

    __slots__ = ("_ends", "_places", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        parts: list[str] = []
        self._places: list[int] = []
        self._ends: list[tuple[int, int, int]] = []
        last = length = 0
        for found in _uneven().finditer(text):
            start, end = found.span()
            before, unit = fold(text[last:start]), _one(found.group())
            parts += (before, unit)
            length += len(before)
            if len(unit) != end - start:
                self._places.append(length)
                self._ends.append((length + len(unit), start, end))
            length += len(unit)
            last = end
        parts.append(fold(text[last:]))
        self.words = "".join(parts)
        """The folded text, which is searched."""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the folded text, not an empty one, stands in the text."""
        if not self._places or end <= self._places[0]:
            return start, end
        return self._unfolded(start)[0], self._unfolded(end - 1)[1]

    def _unfolded(self, index: int) -> tuple[int, int]:
        """Return from where to where what became of this folded character stands in the text."""
        at = bisect_right(self._places, index) - 1
        if at < 0:
            return index, index + 1
        folded_end, start, end = self._ends[at]
        if index < folded_end:
            return start, end
        place = end + index - folded_end
        return place, place + 1


def _one(unit: str) -> str:
    if unit.isspace():
        return "\n" if "\n" in unit else " "
    return fold(unit)
