"""PDF: the text of its pages, lines joined to paragraphs, and said that they were.

A PDF knows no paragraphs. Where one ends is told from letters (their size, and whether they are
bold), from the room between lines, from bullets, and from short lines that end a sentence.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import pypdfium2

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers import notes
from claimdesk.exchange.readers.file_dates import made_on
from claimdesk.exchange.readers.kinds import Wish
from claimdesk.exchange.readers.markup import tidy
from claimdesk.exchange.readers.pdf_lines import ITEM, Line, laid_out
from claimdesk.exchange.readers.pdf_tables import with_rows

_LOCKED = mark("It is protected by a password; save it without one and import it again.")
_DAMAGED = mark("It is damaged, or not a PDF.")
_PICTURES = mark(
    "It holds pictures of pages and no text; have the text recognised (OCR) and import it again."
)
_TOO_MANY = mark("It has more than {most} pages; import a part of it.")
_JOINED = mark(
    "Lines were joined to paragraphs; words divided at line ends were put together: {n}."
)
_LEFT_OUT = mark("Left out: pictures, and with them emoji that are drawn as pictures.")
_RUNNING = mark("Left out: lines that stand at the edge of every page, {n} in all.")
_ROWS = mark(
    "Rows of tables, told by the gaps between their words: {count}. Look whether they are right."
)
_BLANK_PAGES = mark("Pages without text, perhaps pictures: {pages}.")
_MOST_PAGES = 5000
_PASSWORD = 4
"""FPDF_ERR_PASSWORD of pdfium."""
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_DIVIDED = re.compile(r"(?<=[^\W\d_])(?:[-\u00ad\u2010]\n|\ufffe\n?|\u0002\n?)(?=[^\W\d_])")
_ENDS = (".", "!", "?", "…", ":", "”", "»", '"', "。", "।", "۔")
_SHORT = 0.75
"""A line shorter than this part of the usual one ends a paragraph if it ends a sentence."""
_OTHER_SIZE = 0.08
"""By which part letters differ in size where a heading or a note begins."""
_APART = 1.35
"""How many times the usual distance lines of different paragraphs stand apart."""
_INDENTED = 0.8
"""How far in, in sizes of a letter, a line begins that begins a paragraph or belongs to a list."""
_ROW = "\x1e"
"""Between two rows of a table, until lines are joined."""
_EDGE = 2
"""Lines at the top and at the bottom of a page that may be the same on every page."""
_MOST_LAID_OUT = 1_500_000
"""Characters of which the places are asked; in a larger file only line ends count."""


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
    inked, left_out = without_running_lines(pages)
    inner, feet = without_notes(inked)
    inner = with_rows(inner)
    text, divided = joined(inner)
    text = "\n\n".join((text, *(joined(note)[0] for note in feet)))
    about = document.get_metadata_dict()
    date = _DATE.match(about.get("CreationDate", ""))
    remarks = [_JOINED.format(n=divided), _LEFT_OUT]
    if left_out:
        remarks.append(_RUNNING.format(n=left_out))
    rows = sum(1 for line in inner if line.is_row)
    if rows:
        remarks.append(_ROWS.format(count=rows))
    remarks += notes.remark(len(feet))
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


def without_running_lines(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """Return the pages without the lines on the edge of every page, and how many those are."""
    inked = [page for page in pages if page]
    counted = Counter(edge for page in inked for edge in set(_edges(page).values()))
    running = {one for one, n in counted.items() if n > 1 and n >= len(inked) - 1}
    kept: list[list[Line]] = []
    left_out = 0
    for page in inked:
        edges = _edges(page)
        kept.append([line for line in page if edges.get(id(line)) not in running])
        left_out += len(page) - len(kept[-1])
    return (kept, left_out) if any(kept) else ([list(page) for page in inked], 0)


def without_notes(pages: Sequence[Sequence[Line]]) -> tuple[list[Line], list[list[Line]]]:
    """Return the lines of all pages, and apart from them the notes at the foot of each."""
    inner: list[Line] = []
    feet: list[list[Line]] = []
    for page in pages:
        foot = next((n for n, line in enumerate(page) if _is_foot(line, page[n:])), len(page))
        inner += page[:foot]
        for line in page[foot:]:
            if line.is_note:
                feet.append([])
            feet[-1].append(line)
    return inner, feet


def _is_foot(line: Line, rest: Sequence[Line]) -> bool:
    """Return whether a line and the rest of its page are notes: no letters are larger."""
    return line.is_note and all(one.size <= line.size for one in rest)


def joined(lines: Sequence[Line]) -> tuple[str, int]:
    """Return lines as paragraphs, and how many divided words were put together."""
    lines = [line for line in lines if line.text]
    lengths = sorted(len(line.text) for line in lines)
    usual = lengths[len(lengths) * 3 // 4] if lengths else 0
    pitches = _pitches(lines)
    pieces = [lines[0].text] if lines else []
    for before, line in pairwise(lines):
        if before.is_row and line.is_row:
            pieces += (_ROW, line.text)
            continue
        is_end = _ends(before, line, pitches) or (
            before.text.endswith(_ENDS) and len(before.text) < _SHORT * usual
        )
        pieces += ("\n\n" if is_end else "\n", line.text)
    text, divided = _DIVIDED.subn(_mended, "".join(pieces))
    return tidy(re.sub(r"(?<!\n)\n(?!\n)", " ", text).replace(_ROW, "\n")), divided


def _ends(before: Line, line: Line, pitches: Mapping[float, float]) -> bool:
    """Return whether a paragraph ends between two lines, by how they look."""
    if ITEM.match(line.text) or before.is_row or line.is_row:
        return True
    if not before.size or not line.size:
        return False
    if abs(before.size - line.size) > _OTHER_SIZE * before.size or before.bold != line.bold:
        return True
    if before.base - line.base > _APART * pitches.get(line.size, line.size):
        return True
    return _is_indented(before, line) or _had_room(before, line)


def _is_indented(before: Line, line: Line) -> bool:
    """Return whether a line begins further in, neither hanging from an item nor centred."""
    is_further = line.indent - before.indent > _INDENTED * line.height > 0
    return is_further and not (_are_centred(before, line) or ITEM.match(before.text))


def _had_room(before: Line, line: Line) -> bool:
    """Return whether a word more would have stood in a line of a list, which is indented."""
    if before.indent < _INDENTED * before.height or not line.words or ITEM.match(before.text):
        return False
    first = line.words[0]
    has_room = first.right - first.left + line.height < before.room
    return has_room and not _are_centred(before, line)


def _are_centred(before: Line, line: Line) -> bool:
    """Return whether lines of different lengths have the same middle."""
    middles = abs(before.left + before.right - line.left - line.right) / 2
    return middles < _INDENTED * line.height / 2 < abs(before.left - line.left)


def _pitches(lines: Sequence[Line]) -> dict[float, float]:
    """Return for each size of letters how far the bases of lines in a paragraph are apart."""
    steps: dict[float, list[float]] = {}
    for before, line in pairwise(lines):
        if before.size and before.size == line.size and before.base > line.base:
            steps.setdefault(line.size, []).append(before.base - line.base)
    return {size: sorted(found)[len(found) // 4] for size, found in steps.items()}


def _edges(page: Sequence[Line]) -> dict[int, tuple[bool, str]]:
    """Return the lines at the edges of a page: at which, and with every number the same."""
    foot = {id(line): (False, _alike(line)) for line in page[-_EDGE:]}
    return foot | {id(line): (True, _alike(line)) for line in page[:_EDGE]}


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
            found = laid_out(text_page, characters)
        else:
            text = text_page.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n")
            found = [Line(line.strip()) for line in text.split("\n")]
        yield [line for line in found if line.text]
        text_page.close()
        page.close()
