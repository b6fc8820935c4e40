"""A file for word processors that is written paragraph by paragraph and never held as a whole.

The library makes all but the text: styles, settings, the part with the comments. What it makes is
the frame; the paragraphs go straight into the archive.
"""

import io
from types import TracebackType
from typing import BinaryIO, Final, Self
from zipfile import ZIP_DEFLATED, ZipFile

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from claimdesk.core.errors import Code, ReviewError

_BODY = "word/document.xml"
_MOST: Final = 2_000_000_000
"""Bytes of text a file of this kind can hold; word processors give up long before."""


class WordFile:
    """The archive while it grows: paragraphs first, then all that they have called for."""

    def __init__(self, document: Document, stream: BinaryIO) -> None:
        self._document = document
        self._archive = ZipFile(stream, "w", ZIP_DEFLATED)
        xml = etree.tostring(document.element, encoding="unicode")
        self._head, mark, end = xml.partition("<w:sectPr")
        self._foot = mark + end
        self._relations: dict[str, str] = {}
        self._size = 0

    def __enter__(self) -> Self:
        """Begin the text."""
        self._body = self._archive.open(_BODY, "w")
        self.write('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + self._head)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the text and add the rest; of what was stopped nothing more is written."""
        if error is None:
            self.write(self._foot)
        self._body.close()
        if error is None:
            self._add_rest()
        self._archive.close()

    def write(self, paragraph: str) -> None:
        """Add a paragraph; TOO_BIG if the file cannot hold it any more."""
        data = paragraph.encode()
        self._size += len(data)
        if self._size > _MOST:
            raise ReviewError(
                Code.TOO_BIG, "The report is too long for a word processor; export fewer claims."
            )
        self._body.write(data)

    def relation(self, address: str) -> str:
        """Return the name by which a link leads to an address."""
        return self._relations.setdefault(address, f"link{len(self._relations)}")

    def comment(self, text: str, author: str, initials: str) -> int:
        """Add a comment and return its number."""
        return self._document.comments.add_comment(text, author, initials).comment_id

    def _add_rest(self) -> None:
        for address, name in self._relations.items():
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self._document.part.load_rel(kind, address, name, is_external=True)
        frame = io.BytesIO()
        self._document.save(frame)
        with ZipFile(frame) as made:
            for name in made.namelist():
                if name != _BODY:
                    self._archive.writestr(name, made.read(name))
