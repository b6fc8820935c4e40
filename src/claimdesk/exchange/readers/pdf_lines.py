"""The lines of a page of a PDF: their words in reading order, and how they look.

A PDF says where each letter stands, and not what it belongs to. Letters of another font, such as
emoji, may come before the line they stand in; small figures in a line of their own.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_double
from dataclasses import dataclass, field, replace
from itertools import groupby

import pypdfium2
from pypdfium2 import raw

ITEM = re.compile(r"[•▪◦‣●■]\s|\(?\d{1,2}[.)]\s")
"""How an item of a list begins."""
_BOLD = 600
"""Weight of letters from which on they are bold; usual ones have 400."""
_RAISED = 0.5
"""How far, in sizes of a letter, what still stands in the same line is raised."""
_SMALL = 0.8
"""Part of the usual size below which a figure is the mark of a note."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DIVIDERS = (0x02, 0xFFFE)
"""What stands for a hyphen at the end of a line, after which no line end need stand."""
_LINE_ENDS = (0x0A, 0x0D, *_DIVIDERS)
_MOST_LINES = 400
"""Lines of a page that are measured against each other."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, where it begins and ends, and on what it stands, in points."""

    text: str
    left: float
    right: float
    base: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; places and sizes in points, 0 where not known."""

    text: str
    size: float = 0.0
    """Of its letters, as the file gives it; to be compared with those of other lines only."""
    bold: bool = False
    base: float = 0.0
    height: float = 0.0
    words: tuple[Word, ...] = field(default=(), repr=False)
    indent: float = 0.0
    """How far right of where lines of the page begin at the left."""
    room: float = 0.0
    """How far left of where lines over and under it end, were it as far in on the right side."""
    is_row: bool = False
    """A row of a table."""
    is_note: bool = False
    """It begins with a small raised figure."""

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left if self.words else 0.0

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right if self.words else 0.0


def laid_out(text_page: "pypdfium2.PdfTextPage", characters: int) -> list[Line]:
    """Return the lines of a page with how they look."""
    lines: list[Line] = []
    for line in _lines(text_page, characters):
        if lines and _is_same(lines[-1], line):
            lines[-1] = _merged(lines[-1], line)
        else:
            lines.append(line)
    return _measured(lines)


def _lines(text_page: "pypdfium2.PdfTextPage", characters: int) -> Iterator[Line]:
    indices: list[int] = []
    codes: list[int] = []
    for index in range(characters):
        code = raw.FPDFText_GetUnicode(text_page, index)
        is_over = code in _LINE_ENDS
        if not is_over or code in _DIVIDERS:
            indices.append(index)
            codes.append(code)
        if is_over and indices:
            yield from _line(text_page, indices, codes)
            indices, codes = [], []
    yield from _line(text_page, indices, codes)


def _line(
    text_page: "pypdfium2.PdfTextPage", indices: Sequence[int], codes: Sequence[int]
) -> Iterator[Line]:
    """Yield the lines that these characters stand in: mostly one, of blanks none."""
    group: list[tuple[Word, list[int]]] = []
    for part in _parts(indices, codes):
        said = "".join(chr(codes[index - indices[0]]) for index in part)
        word = _word(text_page, said, part)
        if group and abs(word.base - group[0][0].base) > _RAISED * _height(text_page, part[0]):
            yield _of_words(text_page, group)
            group = []
        group.append((word, part))
    if group:
        yield _of_words(text_page, group)


def _of_words(
    text_page: "pypdfium2.PdfTextPage", group: Sequence[tuple[Word, Sequence[int]]]
) -> Line:
    words = _in_order([word for word, _ in group])
    inked = [index for _, part in group for index in part]
    first, middle, last = inked[0], inked[len(inked) // 2], inked[-1]
    weights = [raw.FPDFText_GetFontWeight(text_page, one) for one in (first, middle, last)]
    size = raw.FPDFText_GetFontSize(text_page, middle)
    is_small = raw.FPDFText_GetFontSize(text_page, first) < _SMALL * size
    return Line(
        " ".join(word.text for word in words),
        size=round(size, 1),
        bold=min(weights) >= _BOLD,
        base=_base(text_page, middle),
        height=_height(text_page, middle),
        words=tuple(words),
        is_note=is_small and words[0].text[:1].isdecimal(),
    )


def _parts(indices: Sequence[int], codes: Sequence[int]) -> Iterator[list[int]]:
    """Yield the indices of the characters of each word."""
    both = zip(indices, codes, strict=True)
    for is_blank, part in groupby(both, key=lambda one: chr(one[1]).isspace()):
        if not is_blank:
            yield [index for index, _ in part]


def _word(text_page: "pypdfium2.PdfTextPage", said: str, part: Sequence[int]) -> Word:
    whole = said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    left, right = _sides(text_page, part[0])[0], _sides(text_page, part[-1])[1]
    return Word(whole, left, right, _base(text_page, part[0]))


def _in_order(words: list[Word]) -> list[Word]:
    """Return words from left to right, where that is how they are read."""
    if any(_RIGHT_TO_LEFT.search(word.text) for word in words):
        return words
    return sorted(words, key=lambda word: word.left)


def _is_same(before: Line, line: Line) -> bool:
    """Return whether two lines, as the file gives them, stand side by side in one."""
    height = max(before.height, line.height)
    apart = line.left - before.right
    return abs(before.base - line.base) < _RAISED * height and -0.1 * height < apart


def _merged(before: Line, line: Line) -> Line:
    chief = before if len(before.text) > len(line.text) else line
    is_small = before.size < _SMALL * line.size and before.text.isdecimal()
    return replace(
        chief,
        text=f"{before.text} {line.text}",
        words=(*before.words, *line.words),
        is_note=before.is_note or is_small,
    )


def _measured(lines: list[Line]) -> list[Line]:
    """Return lines with how far they are from where others begin and end."""
    if len(lines) > _MOST_LINES or not lines:
        return lines
    begins = Counter(round(line.left) for line in lines)
    margin = min(left for left, n in begins.items() if n > 1 or len(begins) == len(lines))
    return [
        replace(
            line,
            indent=line.left - margin,
            room=_edge(line, lines) - max(0, line.left - margin) - line.right,
        )
        for line in lines
    ]


def _edge(line: Line, lines: Iterable[Line]) -> float:
    """Return where lines of the same letters over or under a line end."""
    over_and_under = (
        one.right
        for one in lines
        if one.size == line.size and one.left < line.right and line.left < one.right
    )
    return max([line.right, *over_and_under])


def _sides(text_page: "pypdfium2.PdfTextPage", index: int) -> tuple[float, float]:
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    return left.value, right.value


def _height(text_page: "pypdfium2.PdfTextPage", index: int) -> float:
    """Return the size of a letter as it is on the page; the file may scale it."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, index, matrix)
    size = float(raw.FPDFText_GetFontSize(text_page, index))
    return round(size * math.hypot(matrix.c, matrix.d), 1)


def _base(text_page: "pypdfium2.PdfTextPage", index: int) -> float:
    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    return round(y.value, 1)
