"""Web pages saved by a browser: the article on them, or the whole page if that is wished."""

import codecs
import re

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers import notes
from claimdesk.exchange.readers.extraction import extract
from claimdesk.exchange.readers.kinds import Wish
from claimdesk.exchange.readers.markup import text_of
from claimdesk.exchange.readers.metadata import metadata
from claimdesk.exchange.readers.text import decoded, decoded_as

_NO_TEXT = mark("There is no text on this page; it may be put together by scripts in a browser.")
_EXTRACTED = mark(
    "Left out: what does not look like the article ({left} of {all} characters on the page)."
)
_WHOLE = mark("The whole page was read, with all that stands around the article.")
_NOT_FOUND = mark("No article was recognised; the whole page was read.")
_LOST = mark(
    "Quotations, posts or captions left out: {count}; reading the whole page brings them in."
)

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE
)
_HEAD = 4096
_BROWSERS_READ = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
"""What browsers take other names for."""
_PICTURES = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]{200,}")


def read_html(data: bytes, wish: Wish) -> ReadArticle:
    """Read a saved web page."""
    source, remarks = page_source(data, wish.encoding)
    return article_of(source, wish, remarks)


def article_of(source: str, wish: Wish, remarks: tuple[str, ...] = ()) -> ReadArticle:
    """Return the article on a page, with what the page says about itself."""
    source = _PICTURES.sub("data:,", source).replace("\x00", "\ufffd")
    about = metadata(source)
    whole = text_of(source)
    if not whole:
        raise ReviewError(Code.EMPTY, _NO_TEXT)
    text, said = (whole, (_WHOLE,)) if wish.whole_page else _extracted(source, whole)
    return about.article(text, (*remarks, *said))


def page_source(data: bytes, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    """Return a page in characters: as named, as the page says, or as it looks."""
    if encoding:
        return decoded_as(data, encoding), ()
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        found = _CHARSET.search(data[:_HEAD])
        if found:
            try:
                name = codecs.lookup(found[1].decode()).name
                return data.decode(_BROWSERS_READ.get(name, name)), ()
            except (LookupError, UnicodeError):
                pass  # pages say what is not so
    return decoded(data)


def _extracted(source: str, whole: str) -> tuple[str, tuple[str, ...]]:
    found = extract(source)
    if not found.text:
        return whole, (_NOT_FOUND,)
    text = notes.at_end(found.text, found.notes)
    left = max(0, len(whole) - len(text))
    remarks = [_EXTRACTED.format(left=left, all=len(whole))] if left else []
    remarks += [_LOST.format(count=found.lost)] if found.lost else []
    return text, (*remarks, *notes.remark(len(found.notes)))
