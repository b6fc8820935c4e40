"""The whole text of a page, a chapter or a mail: blocks become paragraphs, nothing is chosen.

It builds no tree, resolves no entity of the file's own and asks for nothing; so nesting, bombs and
foreign addresses come to nothing.
"""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset|"
    "figcaption|figure|footer|form|h[1-6]|header|hr|html|main|nav|ol|p|pre|section|summary|table|"
    "tbody|tfoot|thead|title|ul"
)
_LINE = re.compile("br|li|option")
_SILENT = re.compile(
    "audio|button|canvas|head|iframe|math|noscript|object|script|select|style|svg|template|"
    "textarea|video"
)
_WITHOUT_END = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_DEEPEST_LIST = 20
_ITEM, _ROW, _CELL = "\x1d", "\x1e", "\x1f"
"""Where an item, a row or a cell begins, until the paragraphs around are known."""
_MARKS = re.compile("[\x1d-\x1f]")
_ROWS, _CELLS = re.compile(r"[ \n]*\x1e[ \n]*"), re.compile(r"[ \n]*\x1f[ \n]*")


class _Text(HTMLParser):
    """Collects the text of a page, piece by piece."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent: list[str] = []
        self._lists: list[int | None] = []
        self._verbatim = 0
        self._rows = 0
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a line or a cell, or stop listening."""
        if self._silent or _SILENT.fullmatch(tag) or is_hidden(dict(attrs)):
            self._listen_no_more(tag)
            return
        if _BLOCK.fullmatch(tag):
            self.pieces.append("\n\n")
        elif _LINE.fullmatch(tag):
            self.pieces.append("\n")
        self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what began, also where it never began."""
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            return
        if _BLOCK.fullmatch(tag):
            self.pieces.append("\n\n")
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "pre":
            self._verbatim = max(0, self._verbatim - 1)

    def handle_data(self, data: str) -> None:
        """Take text, its blanks as a page shows them."""
        if not self._silent:
            data = _MARKS.sub(" ", data)
            self.pieces.append(data if self._verbatim else _BLANKS.sub(" ", data))

    def _begin(self, tag: str) -> None:
        match tag:
            case "ol" | "ul":
                if len(self._lists) < _DEEPEST_LIST:
                    self._lists.append(0 if tag == "ol" else None)
            case "li":
                self.pieces.append(self._bullet())
            case "pre":
                self._verbatim += 1
            case "table":
                self._rows = 0
            case "tr":
                self.pieces.append(_ROW if self._rows else "\n")
                self._rows, self._cells = self._rows + 1, 0
            case "td" | "th":
                self.pieces.append(_CELL if self._cells else "")
                self._cells += 1

    def _bullet(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return f"{_ITEM}- "
        self._lists[-1] = number + 1
        return f"{_ITEM}{number + 1}. "

    def _listen_no_more(self, tag: str) -> None:
        if not _WITHOUT_END.fullmatch(tag) and (not self._silent or tag == self._silent[0]):
            self._silent.append(tag)


def is_block(tag: str) -> bool:
    """Return whether an element begins a line of its own, or a cell."""
    return bool(_BLOCK.fullmatch(tag) or _LINE.fullmatch(tag) or tag in ("td", "th", "tr"))


def is_silent(tag: str) -> bool:
    """Return whether nothing in an element is text of the page."""
    return _SILENT.fullmatch(tag) is not None


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Return whether a browser does not show an element."""
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style


_LINE_ENDS = re.compile(r"[ \t]*\n[ \t]*")
_GAP = re.compile(r"\n{3,}")
_LABEL_ALONE = re.compile(rf"({_ITEM}(?:-|\d+\.))[ \n]+")
_LABEL_TWICE = re.compile(r"^(?:(-) [•◦▪‣·●○■–]+|(\d{1,4}\.) \2) *", re.MULTILINE)
"""A label and the same again, where a program writes what a browser shows by itself."""
_ITEMS_APART = re.compile(rf"({_ITEM}(?:(-)|\d)[^{_ITEM}\n]*)\n+(?={_ITEM}(?(2)-|\d))")


def text_of(page: str) -> str:
    """Return the text of a page in reading order, paragraphs apart by an empty line."""
    parser = _Text()
    parser.feed(page)
    parser.close()
    text = _CELLS.sub(" | ", _ROWS.sub("\n", "".join(parser.pieces)))
    text = _LINE_ENDS.sub("\n", _LABEL_ALONE.sub(r"\1 ", text))
    return tidy(_ITEMS_APART.sub(r"\1\n", text).replace(_ITEM, ""))


def tidy(text: str) -> str:
    """Return a text without blanks at the ends of lines and without more than one empty line."""
    text = _GAP.sub("\n\n", _LINE_ENDS.sub("\n", text.replace("\xa0", " ")))
    text = _LABEL_TWICE.sub(lambda found: f"{found[1] or found[2]} ", text)
    return re.sub(r"  +", " ", text).strip()
