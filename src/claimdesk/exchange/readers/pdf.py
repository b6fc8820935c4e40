"""PDF: the text of its pages, lines joined to paragraphs, and said that they were."""

import re

import pypdfium2

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
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
_BLANK_PAGES = mark("Pages without text, perhaps pictures: {pages}.")
_MOST_PAGES = 5000
_PASSWORD = 4
"""FPDF_ERR_PASSWORD of pdfium."""
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_DIVIDED = re.compile(r"(?<=[^\W\d_])(?:[-\u00ad\u2010]\n|\ufffe\n?|\u0002\n?)(?=[^\W\d_])")
_ENDS = (".", "!", "?", "…", ":", "”", "»", '"', "。", "।", "۔")
_SHORT = 0.75
"""A line shorter than this part of the usual one ends a paragraph if it ends a sentence."""


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
    pages = [_page(document, number) for number in range(len(document))]
    blank = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    if len(blank) == len(pages):
        raise ReviewError(Code.EMPTY, _PICTURES)
    text, divided = joined("\n\n".join(page for page in pages if page.strip()))
    about = document.get_metadata_dict()
    date = _DATE.match(about.get("CreationDate", ""))
    remarks = [_JOINED.format(n=divided)]
    if blank:
        remarks.append(_BLANK_PAGES.format(pages=", ".join(blank)))
    return ReadArticle(
        text,
        title=about.get("Title", ""),
        author=about.get("Author", ""),
        published="-".join(date.groups()) if date else "",
        media_type="application/pdf",
        remarks=tuple(remarks),
    )


def joined(text: str) -> tuple[str, int]:
    """Return lines as paragraphs, and how many divided words were put together."""
    text, divided = _DIVIDED.subn(_mended, text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line.strip() for line in text.split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[len(lengths) * 3 // 4]
    pieces: list[str] = []
    for line in lines:
        pieces.append(line)
        ends = not line or (line.endswith(_ENDS) and len(line) < _SHORT * usual)
        pieces.append("\n\n" if ends else " ")
    return tidy("".join(pieces)), divided


def _mended(found: re.Match[str]) -> str:
    """Return what stands for a hyphen at a line end: nothing, but itself before a capital."""
    soft = found[0].startswith("\u00ad")
    return "-" if not soft and found.string[found.end()].isupper() else ""


def _page(document: "pypdfium2.PdfDocument", number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    text: str = text_page.get_text_bounded()
    text_page.close()
    page.close()
    return text
