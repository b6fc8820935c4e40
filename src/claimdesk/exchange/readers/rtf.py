"""RTF: its text, with halved characters put together again."""

from collections.abc import Callable

from striprtf.striprtf import rtf_to_text

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers.kinds import Wish
from claimdesk.exchange.readers.markup import tidy

_EMPTY = mark("There is no text in it.")
_NOT_RTF = mark("It is not RTF, whatever its name says.")
_LEFT_OUT = mark("Left out: pictures, headers, footers and all formatting.")


def read_rtf(data: bytes, wish: Wish) -> ReadArticle:
    """Read the text of an RTF file."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReviewError(Code.DAMAGED, _NOT_RTF)
    # RTF is ASCII; what is not is taken byte for byte and decoded by the code page it names.
    convert: Callable[..., str] = rtf_to_text
    source = data.decode("latin-1")
    text = tidy(mended(convert(source, encoding=wish.encoding or "cp1252", errors="replace")))
    if not text:
        raise ReviewError(Code.EMPTY, _EMPTY)
    return ReadArticle(text, media_type="application/rtf", remarks=(_LEFT_OUT,))


def mended(text: str) -> str:
    """Return the text with pairs of surrogates as the characters they mean, lone ones as �."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
