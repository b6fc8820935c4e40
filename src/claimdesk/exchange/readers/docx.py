"""Word documents: the text with footnotes and tables, who wrote it and when."""

import io
import re
from itertools import count

import mammoth

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers import notes
from claimdesk.exchange.readers.file_dates import made_on
from claimdesk.exchange.readers.kinds import Wish
from claimdesk.exchange.readers.markup import text_of
from claimdesk.exchange.readers.packed import Packed, found

_PROPERTIES = "docProps/core.xml"
_EMPTY = mark("There is no text in it.")
_LEFT_OUT = mark("Left out: pictures, headers, footers and comments.")
_CHANGES = mark("It holds tracked changes: what was inserted is in the text, what was deleted not.")
_BACK = re.compile(r"\s?<a href=\"#[^\"]*\">↑</a>")
"""How mammoth leads back from a note to its place in the text."""
_NOTE = re.compile(r"<li id=\"(?:foot|end)note-[^\"]*\">(?:\s*<p>)?")
"""How a note of mammoth begins, in the order of the numbers in the text."""


def read_docx(data: bytes, _wish: Wish) -> ReadArticle:
    """Read a Word document."""
    remarks = [_LEFT_OUT]
    with Packed(data) as packed:
        for name in sorted(packed.names):
            if name.endswith((".xml", ".rels")):
                packed.xml(name)  # refuses what mammoth would trust
        document = packed.read("word/document.xml")
        about = packed.xml(_PROPERTIES) if _PROPERTIES in packed.names else None
    made = mammoth.convert_to_html(
        io.BytesIO(data), convert_image=mammoth.images.img_element(lambda _image: {"src": ""})
    )
    page, found_notes = _with_numbers(_BACK.sub("", made.value))
    text = text_of(page)
    if not text:
        raise ReviewError(Code.EMPTY, _EMPTY)
    remarks += notes.remark(found_notes)
    if b"<w:ins " in document or b"<w:del " in document:
        remarks.append(_CHANGES)
    if about is not None:
        remarks += made_on(found(about, "created"))
    return ReadArticle(
        text,
        title=found(about, "title") if about is not None else "",
        author=found(about, "creator") if about is not None else "",
        language=found(about, "language") if about is not None else "",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        remarks=tuple(remarks),
    )


def _with_numbers(page: str) -> tuple[str, int]:
    """Return a page with its notes called as they are in the text, and how many there are."""
    numbers = count(1)
    return _NOTE.subn(lambda _: f"<p>[{next(numbers)}] ", page)
