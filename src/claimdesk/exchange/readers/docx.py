"""Word documents: the text with footnotes and tables, who wrote it and when."""

import io

import mammoth

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers.kinds import Wish
from claimdesk.exchange.readers.markup import text_of
from claimdesk.exchange.readers.packed import Packed, found

_PROPERTIES = "docProps/core.xml"
_EMPTY = mark("There is no text in it.")
_LEFT_OUT = mark("Left out: pictures, headers, footers and comments.")
_NOTES = mark("Footnotes and endnotes stand at the end.")
_CHANGES = mark("It holds tracked changes: what was inserted is in the text, what was deleted not.")


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
    text = text_of(made.value)
    if not text:
        raise ReviewError(Code.EMPTY, _EMPTY)
    if "↑" in text:
        text = "\n".join(line.removesuffix("↑").rstrip() for line in text.split("\n"))
        remarks.append(_NOTES)
    if b"<w:ins " in document or b"<w:del " in document:
        remarks.append(_CHANGES)
    return ReadArticle(
        text,
        title=found(about, "title") if about is not None else "",
        author=found(about, "creator") if about is not None else "",
        published=found(about, "created")[:10] if about is not None else "",
        language=found(about, "language") if about is not None else "",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        remarks=tuple(remarks),
    )
