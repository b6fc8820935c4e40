"""The kinds of file an article can be read from, and how a file's kind is told.

Light: nothing is loaded for it but this table. The first bytes decide where they can, then the
suffix. Installed packages add kinds as entry points of the group ``claimdesk.readers``: the name
is a suffix without its dot, the value a function ``(bytes, Wish) -> ReadArticle``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points

from claimdesk.core.i18n import mark

GROUP = "claimdesk.readers"


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file should be read: the encoding if one was named, and whether as a whole page."""

    encoding: str | None = None
    whole_page: bool = False
    """Everything on a web page, not only what looks like the article."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: its stable name, what people call it, its suffixes, who reads it.

    ``reader`` is "module:function"; ``extra`` is the optional part of the installation it needs.
    """

    id: str
    title: str
    suffixes: tuple[str, ...]
    reader: str
    extra: str = ""


_HERE = "claimdesk.exchange.readers."
TEXT = Kind("text", mark("Plain text"), (".txt", ".text"), _HERE + "text:read_text")
MARKDOWN = Kind("markdown", mark("Markdown"), (".md", ".markdown"), _HERE + "text:read_markdown")
_HTML = Kind(
    "html", mark("Web pages"), (".html", ".htm", ".xhtml"), _HERE + "html:read_html", "html"
)
_MHTML = Kind("mhtml", mark("Web archives"), (".mht", ".mhtml"), _HERE + "mhtml:read_mhtml", "html")
_DOCX = Kind("docx", mark("Word documents"), (".docx",), _HERE + "docx:read_docx", "docx")
_ODT = Kind("odt", mark("OpenDocument texts"), (".odt", ".ott"), _HERE + "odt:read_odt")
_RTF = Kind("rtf", mark("Rich text (RTF)"), (".rtf",), _HERE + "rtf:read_rtf")
_PDF = Kind("pdf", mark("PDF"), (".pdf",), _HERE + "pdf:read_pdf", "pdf")
_EPUB = Kind("epub", mark("Books (EPUB)"), (".epub",), _HERE + "epub:read_epub")
_EML = Kind("eml", mark("Mails"), (".eml",), _HERE + "mail:read_eml")
_SRT = Kind("srt", mark("Subtitles (SRT)"), (".srt",), _HERE + "subtitles:read_srt")
_VTT = Kind("vtt", mark("Subtitles (WebVTT)"), (".vtt",), _HERE + "subtitles:read_vtt")
KINDS = (TEXT, MARKDOWN, _HTML, _MHTML, _DOCX, _ODT, _RTF, _PDF, _EPUB, _EML, _SRT, _VTT)
"""All kinds that are built in, in the order they are offered."""

TABLE = Kind("table", mark("Tables"), (".csv", ".tsv"), _HERE + "text:read_table")
"""Read when somebody names one as an article, but not expected to be one."""

_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_HEAD = 4096
_MOST_COMMENTS = 9


def kind_of(data: bytes, suffix: str) -> Kind:
    """Return the kind of a file by its bytes and its suffix; what nothing claims is text."""
    suffix = suffix.lower()
    if suffix in TABLE.suffixes:
        return TABLE
    by_suffix = _by_suffix().get(suffix)
    if by_suffix in (TEXT, MARKDOWN):
        return by_suffix
    return _by_content(data) or by_suffix or _added(suffix) or TEXT


def is_readable(suffix: str) -> bool:
    """Return whether files with this suffix are expected to be articles."""
    suffix = suffix.lower()
    return suffix in _by_suffix() or _added(suffix) is not None


def is_page(kind_id: str) -> bool:
    """Return whether files of this kind hold more than the article, so that one may choose."""
    return kind_id in (_HTML.id, _MHTML.id)


def has_encoding(kind_id: str) -> bool:
    """Return whether the encoding of files of this kind may have to be named."""
    named = (TEXT, MARKDOWN, TABLE, _HTML, _MHTML, _EML, _SRT, _VTT)
    return kind_id in {kind.id for kind in named}


def _by_suffix() -> Mapping[str, Kind]:
    return {suffix: kind for kind in KINDS for suffix in kind.suffixes}


def _by_content(data: bytes) -> Kind | None:
    head = data[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        return _by_members(data)
    for kind, begins in (
        (_RTF, head.startswith(b"{\\rtf")),
        (_PDF, b"%PDF-" in head[:1024]),
        (_VTT, head.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT")),
        (_MHTML, b"\nSnapshot-Content-Location:" in head),
        (_HTML, _PAGE.match(_behind_comments(head))),
    ):
        if begins:
            return kind
    return None


def _by_members(data: bytes) -> Kind | None:
    """Return the kind of a packed file by what is in it, told without unpacking it."""
    first = data[30:120]
    if first.startswith(b"mimetypeapplication/epub+zip"):
        return _EPUB
    if first.startswith(b"mimetypeapplication/vnd.oasis.opendocument.text"):
        return _ODT
    return _DOCX if b"word/document.xml" in data else None


def _behind_comments(head: bytes) -> bytes:
    """Return the first bytes without what may stand before the first element."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for opening, closing in ((b"<?xml", b"?>"), *((b"<!--", b"-->"),) * _MOST_COMMENTS):
        if head.startswith(opening):
            head = head.partition(closing)[2].lstrip()
    return head


def _added(suffix: str) -> Kind | None:
    for entry in entry_points(group=GROUP):
        if f".{entry.name.lower()}" == suffix:
            return Kind(entry.name, entry.name, (suffix,), entry.value)
    return None
