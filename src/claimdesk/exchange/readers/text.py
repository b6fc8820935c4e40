"""Plain text and Markdown: find the encoding, and say so where it was a guess.

A byte order mark is believed, then strict UTF-8, then chardet. What is not text is refused.
"""

import codecs
import re
from dataclasses import replace

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.core.text import grapheme_floor, trim
from claimdesk.exchange.wording import shown

_EMPTY = mark("There is no text in it.")
_BINARY = mark("It is not a text file; it may be a picture, a program or a packed file.")
_TABLE = mark("It is a table. To take claims from it, use Import claims instead.")
_OLD_OFFICE = mark(
    "It is a file of an old office program (such as .doc) or a mail of Outlook (.msg); save it as "
    ".docx, .odt or .eml and import that."
)
_NO_SUCH_ENCODING = mark("There is no encoding called “{encoding}”.")
_WRONG_ENCODING = mark("It is not written in the encoding {encoding}.")
_UNKNOWN_ENCODING = mark("Its encoding cannot be told; name the encoding and import it again.")
_GUESSED = mark("The encoding was guessed: {encoding}. If letters look wrong, name the right one.")
_DAMAGED_UTF8 = mark("Damaged places shown as “�”: {count}. The rest is sound UTF-8.")

# The longer marks first: the one of UTF-32 begins like the one of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32-LE"),
    (codecs.BOM_UTF32_BE, "UTF-32-BE"),
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF16_LE, "UTF-16-LE"),
    (codecs.BOM_UTF16_BE, "UTF-16-BE"),
)
_PACKED = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"SQLite format 3")
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the files of old office programs begin."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_MOST_CONTROLS = 0.01
_SAMPLE = 200_000
_BROKEN_PER_SOUND = 0.05

_LONGEST_HEADLINE = 160
_LONGEST_TITLE = 100
_HEADING_MARK = re.compile(r"#{1,6}\s+")
_NOT_A_HEADLINE = (".", ",", ";", ":", "…", "。", "।", "۔")


def read_text(data: bytes, encoding: str | None = None) -> ReadArticle:
    """Read an article from the bytes of a text file, in the encoding named or the one found."""
    text, remarks = text_in(data, encoding)
    return ReadArticle(text, title=_headline(text), remarks=remarks)


def read_table(data: bytes, encoding: str | None = None) -> ReadArticle:
    """Read a table as the text it is, and say where its claims come in."""
    read = read_text(data, encoding)
    return replace(read, media_type="text/csv", remarks=(_TABLE, *read.remarks))


def text_in(data: bytes, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file and what is to be said about its encoding.

    Raises EMPTY, BINARY or ENCODING with a sentence that begins with "It" or "There".
    """
    if not data:
        raise ReviewError(Code.EMPTY, _EMPTY)
    text, remarks = (decoded_as(data, encoding), ()) if encoding else decoded(data)
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise ReviewError(Code.BINARY, _BINARY)
    text = text.removeprefix("\ufeff")
    start, end = trim(text, 0, len(text))
    if start == end:
        raise ReviewError(Code.EMPTY, _EMPTY)
    return text, remarks


def read_markdown(data: bytes, encoding: str | None = None) -> ReadArticle:
    """Read a Markdown file as the text it is."""
    return replace(read_text(data, encoding), media_type="text/markdown")


def decoded_as(data: bytes, encoding: str) -> str:
    """Return the text in the encoding named; ENCODING if there is none or it does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        sentence = _WRONG_ENCODING.format(encoding=shown(encoding))
        raise ReviewError(Code.ENCODING, sentence) from error
    except (LookupError, ValueError) as error:
        sentence = _NO_SUCH_ENCODING.format(encoding=shown(encoding))
        raise ReviewError(Code.ENCODING, sentence) from error


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text and what is to be said about its encoding."""
    for order_mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(order_mark):
            return decoded_as(data[len(order_mark) :], encoding), ()
    if data.startswith(_OFFICE):
        raise ReviewError(Code.BINARY, _OLD_OFFICE)
    if data.startswith(_PACKED):
        raise ReviewError(Code.BINARY, _BINARY)
    if b"\x00" not in data:
        try:
            return data.decode(), ()
        except UnicodeDecodeError:
            text = data.decode(errors="replace")
            broken = text.count("\ufffd")
            sound = sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", text))
            if broken <= _BROKEN_PER_SOUND * sound:
                return text, (_DAMAGED_UTF8.format(count=broken),)
    return _guessed(data)


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    import chardet  # noqa: PLC0415 - its tables take a while to load and few files need them

    encoding = chardet.detect(data[:_SAMPLE])["encoding"]
    if encoding is None:
        raise ReviewError(Code.BINARY, _BINARY)
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError) as error:
        raise ReviewError(Code.ENCODING, _UNKNOWN_ENCODING) from error
    return text, (_GUESSED.format(encoding=encoding),)


def _headline(text: str) -> str:
    """Return the first line as a title if it reads like one and more text follows."""
    lines = (line.strip() for line in text.replace("\r", "\n").split("\n"))
    inked = (line for line in lines if line)
    first = _HEADING_MARK.sub("", next(inked, ""), count=1)
    like_headline = (
        len(first) <= _LONGEST_HEADLINE
        and not first.endswith(_NOT_A_HEADLINE)
        and any(character.isalpha() for character in first)
    )
    if not like_headline or next(inked, None) is None:
        return ""
    if len(first) <= _LONGEST_TITLE:
        return first
    blank = first.rfind(" ", 0, _LONGEST_TITLE)
    return first[: blank if blank > 0 else grapheme_floor(first, _LONGEST_TITLE)] + "…"
