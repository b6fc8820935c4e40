"""PDF: the text of its pages, lines joined to paragraphs, and said that they were.

A PDF knows no paragraphs. Where one ends is told from letters (their size, and whether they are
bold), from the room between lines, from bullets, and from short lines that end a sentence.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from ctypes import c_double
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers.file_dates import made_on
from claimdesk.exchange.readers.kinds import Wish
from claimdesk.exchange.readers.markup import tidy

_LOCKED = mark("It is protected by a password; save it without one and import it again.")
_DAMAGED = mark("It is damaged, or not a PDF.")
_PICTURES = mark(
    "It holds pictures of pages and no text; have the text recognised (OCR) and import it again."
)
_TOO_MANY = mark("It has more than {most} pages; import a part of it.")
_JOINED = mark(
    "Lines were joined to paragraphs; words divided at line ends were put together: {n}."
)
_RUNNING = mark("Left out: lines that stand at the edge of every page, {n} in all.")
_BLANK_PAGES = mark("Pages without text, perhaps pictures: {pages}.")
_MOST_PAGES = 5000
_PASSWORD = 4
"""FPDF_ERR_PASSWORD of pdfium."""
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_DIVIDED = re.compile(r"(?<=[^\W\d_])(?:[-\u00ad\u2010]\n|\ufffe\n?|\u0002\n?)(?=[^\W\d_])")
_ENDS = (".", "!", "?", "…", ":", "”", "»", '"', "。", "।", "۔")
_SHORT = 0.75
"""A line shorter than this part of the usual one ends a paragraph if it ends a sentence."""
_BOLD = 600
"""Weight of letters from which on they are bold; usual ones have 400."""
_OTHER_SIZE = 0.08
"""By which part letters differ in size where a heading or a note begins."""
_APART = 1.35
"""How many times the usual distance lines of different paragraphs stand apart."""
_ITEM = re.compile(r"[•▪◦‣●■]\s|\(?\d{1,2}[.)]\s")
_EDGE = 2
"""Lines at the top and at the bottom of a page that may be the same on every page."""
_MOST_LAID_OUT = 1_500_000
"""Characters of which the places are asked; in a larger file only line ends count."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; the size of its letters and its base in points, 0 where not known."""

    text: str
    size: float = 0.0
    bold: bool = False
    base: float = 0.0


def read_pdf(data: bytes, _wish: Wish) -> ReadArticle:
    """Read the text of a PDF."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise ReviewError(Code.REFUSED, _LOCKED) from error
        raise ReviewError(Code.DAMAGED, _DAMAGED) from error
    if len(document) > _MOST_PAGES:
        raise ReviewError(Code.TOO_BIG, _TOO_MANY.format(most=_MOST_PAGES))
    pages = list(_pages(document))
    blank = [str(number) for number, page in enumerate(pages, 1) if not page]
    if len(blank) == len(pages):
        raise ReviewError(Code.EMPTY, _PICTURES)
    inner, left_out = without_running_lines(pages)
    text, divided = joined(inner)
    about = document.get_metadata_dict()
    date = _DATE.match(about.get("CreationDate", ""))
    remarks = [_JOINED.format(n=divided)]
    if left_out:
        remarks.append(_RUNNING.format(n=left_out))
    if blank:
        remarks.append(_BLANK_PAGES.format(pages=", ".join(blank)))
    remarks += made_on("-".join(date.groups()) if date else "")
    return ReadArticle(
        text,
        title=about.get("Title", ""),
        author=about.get("Author", ""),
        media_type="application/pdf",
        remarks=tuple(remarks),
    )


def without_running_lines(pages: Sequence[Sequence[Line]]) -> tuple[list[Line], int]:
    """Return the lines of all pages without those on the edge of every page, and how many."""
    inked = [page for page in pages if page]
    edges = [{_alike(line) for line in _edge(page)} for page in inked]
    counted = Counter(one for edge in edges for one in edge)
    running = {one for one, n in counted.items() if n > 1 and n >= len(inked) - 1 and one}
    kept: list[Line] = []
    left_out = 0
    for page in inked:
        edge = {id(line) for line in _edge(page) if _alike(line) in running}
        kept += (line for line in page if id(line) not in edge)
        left_out += len(edge)
    return kept, left_out


def joined(lines: Sequence[Line]) -> tuple[str, int]:
    """Return lines as paragraphs, and how many divided words were put together."""
    lines = [line for line in lines if line.text]
    lengths = sorted(len(line.text) for line in lines)
    usual = lengths[len(lengths) * 3 // 4] if lengths else 0
    pitches = _pitches(lines)
    pieces = [lines[0].text] if lines else []
    for before, line in pairwise(lines):
        is_end = _ends(before, line, pitches) or (
            before.text.endswith(_ENDS) and len(before.text) < _SHORT * usual
        )
        pieces += ("\n\n" if is_end else "\n", line.text)
    text, divided = _DIVIDED.subn(_mended, "".join(pieces))
    return tidy(re.sub(r"(?<!\n)\n(?!\n)", " ", text)), divided


def _ends(before: Line, line: Line, pitches: Mapping[float, float]) -> bool:
    """Return whether a paragraph ends between two lines, by how they look."""
    if _ITEM.match(line.text):
        return True
    if not before.size or not line.size:
        return False
    if abs(before.size - line.size) > _OTHER_SIZE * before.size or before.bold != line.bold:
        return True
    return before.base - line.base > _APART * pitches.get(line.size, line.size)


def _pitches(lines: Sequence[Line]) -> dict[float, float]:
    """Return for each size of letters how far the bases of lines in a paragraph are apart."""
    steps: dict[float, list[float]] = {}
    for before, line in pairwise(lines):
        if before.size and before.size == line.size and before.base > line.base:
            steps.setdefault(line.size, []).append(before.base - line.base)
    return {size: sorted(found)[len(found) // 4] for size, found in steps.items()}


def _edge(page: Sequence[Line]) -> list[Line]:
    return [*page[:_EDGE], *page[-_EDGE:]]


def _alike(line: Line) -> str:
    """Return a line with every number the same: pages are counted."""
    return re.sub(r"\d+", "#", line.text)


def _mended(found: re.Match[str]) -> str:
    """Return what stands for a hyphen at a line end: nothing, but itself before a capital."""
    soft = found[0].startswith("\u00ad")
    return "-" if not soft and found.string[found.end()].isupper() else ""


def _pages(document: "pypdfium2.PdfDocument") -> Iterator[list[Line]]:
    """Yield the lines of each page that have anything in them."""
    asked = 0
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        characters = text_page.count_chars()
        asked += characters
        if asked <= _MOST_LAID_OUT:
            found = _laid_out(text_page, characters)
        else:
            text = text_page.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n")
            found = [Line(line.strip()) for line in text.split("\n")]
        yield [line for line in found if line.text]
        text_page.close()
        page.close()


def _laid_out(text_page: "pypdfium2.PdfTextPage", characters: int) -> list[Line]:
    """Return the lines of a page with how they look."""
    lines: list[Line] = []
    codes: list[int] = []
    inked: list[int] = []
    for index in range(characters):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in (0x0A, 0x0D):
            lines.append(_line(text_page, codes, inked))
            codes, inked = [], []
            continue
        codes.append(code)
        if not chr(code).isspace():
            inked.append(index)
    return [*lines, _line(text_page, codes, inked)]


def _line(text_page: "pypdfium2.PdfTextPage", codes: list[int], inked: list[int]) -> Line:
    text = "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass")
    words = text.decode("utf-16-le", "replace").strip()
    if not inked:
        return Line(words)
    first, last = inked[0], inked[-1]
    middle = inked[len(inked) // 2]
    weights = [raw.FPDFText_GetFontWeight(text_page, one) for one in (first, middle, last)]
    return Line(
        words,
        size=round(raw.FPDFText_GetFontSize(text_page, middle), 1),
        bold=min(weights) >= _BOLD,
        base=_base(text_page, middle),
    )


def _base(text_page: "pypdfium2.PdfTextPage", index: int) -> float:
    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    return round(y.value, 1)
