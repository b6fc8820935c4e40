"""Rows of tables in a PDF, which knows no tables: told by gaps between words that rows share.

Justified text in a narrow column has wide gaps too, but its words do not stand under each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from claimdesk.exchange.readers.pdf_lines import ITEM, Line, Word

CELL = " | "
"""What stands between two cells of a row."""
_COLUMN = 1.0
"""Gap between two words, in sizes of a letter, from which on they may be in two columns."""
_NARROW = 0.4
"""Such a gap where a row beside it has a wide one, and how much of it they share."""
_ALIGNED = 0.3
"""How far cells are out of line, in sizes of a letter, that stand under each other."""
_EVEN = 0.2
"""By how much gaps differ, in sizes of a letter, in a line that is justified."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that may be one: its place, and the end of the word before it."""

    left: float
    right: float
    after: float
    is_last: bool
    has_figure: bool


def with_rows(lines: Sequence[Line]) -> list[Line]:
    """Return lines with those that are rows of tables as such, their cells apart."""
    cells = [_cells(line, _COLUMN) for line in lines]
    near: dict[int, list[_Cell]] = {}
    for number, (above, below) in enumerate(pairwise(cells)):
        least = 2 if _is_even(lines[number]) and _is_even(lines[number + 1]) else 1
        if _shared(above, below, lines[number].height) >= least:
            for row in (number, number + 1):
                near.setdefault(row, []).extend((*above, *below))
    for head in [row - 1 for row in near if row and row - 1 not in near]:
        if _shared(_cells(lines[head], _NARROW), cells[head + 1], lines[head].height):
            near[head] = cells[head + 1]
    return [_row(line, near[n]) if n in near else line for n, line in enumerate(lines)]


def _row(line: Line, near: Sequence[_Cell]) -> Line:
    """Return a row, its words apart where gaps of it or of rows beside it are."""
    least = _NARROW * line.height
    starts = {
        word.left
        for before, word in _gaps(line, _NARROW)
        if any(min(word.left, one.left) - max(before.right, one.after) > least for one in near)
    }
    said = (f"{CELL if word.left in starts else ' '}{word.text}" for word in line.words)
    return replace(line, text="".join(said).strip(), is_row=True)


def _cells(line: Line, least: float) -> list[_Cell]:
    """Return all cells of a line but the first, if it were a row with such gaps."""
    cells = []
    gaps = _gaps(line, least)
    ends = [*(before.right for before, _ in gaps), line.right][1:]
    for (before, word), end in zip(gaps, ends, strict=True):
        words = [one for one in line.words if word.left <= one.left and one.right <= end]
        figure = any(letter.isdecimal() for one in words for letter in one.text)
        cells.append(_Cell(word.left, end, before.right, end == line.right, figure))
    return cells


def _gaps(line: Line, least: float) -> list[tuple[Word, Word]]:
    """Return the words around each wide gap, but for that behind the label of an item."""
    first = ITEM.fullmatch(f"{line.words[0].text} ") if line.words else None
    return [
        (before, word)
        for before, word in pairwise(line.words[1:] if first else line.words)
        if word.left - before.right > least * line.height
    ]


def _shared(above: Sequence[_Cell], below: Sequence[_Cell], height: float) -> int:
    """Return how many cells stand under each other."""
    return sum(1 for one in above if any(_is_aligned(one, other, height) for other in below))


def _is_aligned(one: _Cell, other: _Cell, height: float) -> bool:
    if min(one.left, other.left) - max(one.after, other.after) <= _NARROW * height:
        return False
    least = _ALIGNED * height
    middle = abs(one.left + one.right - other.left - other.right) / 2
    if abs(one.left - other.left) < least or middle < least:
        return True
    is_edge = one.is_last and other.is_last and not (one.has_figure and other.has_figure)
    return abs(one.right - other.right) < least and not is_edge


def _is_even(line: Line) -> bool:
    """Return whether the words of a line, three or more, are equally far apart."""
    gaps = [word.left - before.right for before, word in pairwise(line.words)]
    return len(gaps) > 1 and max(gaps) - min(gaps) < _EVEN * line.height
