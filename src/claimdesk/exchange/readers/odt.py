"""OpenDocument texts: paragraphs, lists, tables and notes, who wrote it and when."""

from xml.etree.ElementTree import Element

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers import notes
from claimdesk.exchange.readers.file_dates import made_on
from claimdesk.exchange.readers.kinds import Wish
from claimdesk.exchange.readers.markup import tidy
from claimdesk.exchange.readers.odt_lists import Lists, list_styles
from claimdesk.exchange.readers.packed import Packed, attribute, found, local

_EMPTY = mark("There is no text in it.")
_LOCKED = mark("It is protected by a password; save it without one and import it again.")
_LEFT_OUT = mark("Left out: pictures, headers, footers, comments and deleted text.")
_SILENT = ("annotation", "tracked-changes", "sequence-decls", "forms", "index-title-template")
_MOST_BLANKS = 100


def read_odt(data: bytes, _wish: Wish) -> ReadArticle:
    """Read an OpenDocument text."""
    with Packed(data) as packed:
        if b"encryption-data" in packed.read("META-INF/manifest.xml"):
            raise ReviewError(Code.REFUSED, _LOCKED)
        root = packed.xml("content.xml")
        styles = _part(packed, "styles.xml")
        about = _part(packed, "meta.xml")
    writer = _Writer(Lists(list_styles((styles, root))))
    body = next((one for one in root.iter() if local(one.tag) == "text" and len(one)), root)
    writer.write(body)
    text = tidy(notes.at_end("".join(writer.pieces), notes.numbered(writer.notes)))
    if not text:
        raise ReviewError(Code.EMPTY, _EMPTY)
    return ReadArticle(
        text,
        title=found(about, "title"),
        author=found(about, "initial-creator") or found(about, "creator"),
        language=found(about, "language"),
        media_type="application/vnd.oasis.opendocument.text",
        remarks=(
            _LEFT_OUT,
            *notes.remark(len(writer.notes)),
            *made_on(found(about, "creation-date") or found(about, "date")),
        ),
    )


def _part(packed: Packed, name: str) -> Element:
    return packed.xml(name) if name in packed.names else Element("none")


class _Writer:
    """Writes the text of elements; the tree is bounded in depth, so it may call itself."""

    def __init__(self, lists: Lists) -> None:
        self.pieces: list[str] = []
        self.notes: list[str] = []
        self._lists = lists
        self._cells = 0
        self._in_cell = 0

    def write(self, element: Element) -> None:
        """Write an element and all in it."""
        name = local(element.tag)
        if name in _SILENT:
            return
        self._begin(name, element)
        if name == "note":
            self._note(element)
        else:
            self._put(element.text)
            for inner in element:
                self.write(inner)
                self._put(inner.tail)
        self._end(name)

    def _begin(self, name: str, element: Element) -> None:
        match name:
            case "s":
                count = attribute(element, "c")
                self.pieces.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS))
            case "tab":
                self.pieces.append("\t")
            case "line-break":
                self.pieces.append("\n")
            case "list":
                self._lists.begin(element)
            case "list-item":
                self.pieces.append(self._lists.label(element))
            case "table-row":
                self._cells = 0
            case "table-cell":
                self.pieces.append(" | " if self._cells else "")
                self._cells += 1
                self._in_cell += 1

    def _end(self, name: str) -> None:
        match name:
            case "p" | "h":
                close = "\n" if self._lists.depth else "\n\n"
                self.pieces.append(" " if self._in_cell else close)
            case "list":
                self._lists.end()
                self.pieces.append("" if self._lists.depth else "\n")
            case "table-row" | "table":
                self.pieces.append("\n")
            case "table-cell":
                self._in_cell -= 1

    def _note(self, element: Element) -> None:
        body = _Writer(Lists(self._lists.styles))
        for inner in element:
            if local(inner.tag) == "note-body":
                body.write(inner)
        self.notes.append("".join(body.pieces))
        self.pieces.append(f"[{len(self.notes)}]")

    def _put(self, text: str | None) -> None:
        if text:
            self.pieces.append(" ".join(f"|{text}|".split())[1:-1])
