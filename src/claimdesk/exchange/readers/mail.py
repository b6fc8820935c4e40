"""Mails (EML) and web archives (MHTML): the parts that are text, the headers that say whence."""

import email
import email.policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers.kinds import Wish
from claimdesk.exchange.readers.markup import text_of, tidy
from claimdesk.exchange.readers.text import decoded, decoded_as

_NO_TEXT = mark("There is no text in this mail.")
_NOT_MAIL = mark("It is not a mail: it has none of the headers of one.")
_ATTACHED = mark("Left out: attached “{name}”.")
_HTML_ONLY = mark("The mail has no plain text; the text of its page was taken.")
_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_MOST_PARTS = 1000


def read_eml(data: bytes, wish: Wish) -> ReadArticle:
    """Read a mail: its headers, its text, and of mails inside it theirs."""
    message = parsed(data)
    if not any(message[name] for name in ("From", "Subject", "Date")):
        raise ReviewError(Code.DAMAGED, _NOT_MAIL)
    body, remarks = _body(message, wish)
    if not body:
        raise ReviewError(Code.EMPTY, _NO_TEXT)
    head = "\n".join(f"{name}: {header(message, name)}" for name in _HEADERS if message[name])
    return ReadArticle(
        tidy(f"{head}\n\n{body}"),
        title=header(message, "Subject"),
        author=header(message, "From"),
        published=day(message),
        media_type="message/rfc822",
        remarks=remarks,
    )


def parsed(data: bytes) -> EmailMessage:
    """Return a mail or an archive, as far as it can be understood."""
    return email.message_from_bytes(data, policy=email.policy.default)


def parts(message: EmailMessage) -> list[EmailMessage]:
    """Return the parts that are no boxes of other parts."""
    found = []
    for part in message.walk():
        if not part.is_multipart():
            found.append(part)
        if len(found) == _MOST_PARTS:
            break
    return found


def header(message: EmailMessage, name: str) -> str:
    """Return a header in characters, on one line."""
    return " ".join(str(message[name] or "").split())


def day(message: EmailMessage) -> str:
    """Return the day of a mail, ISO 8601, empty if it names none."""
    try:
        return parsedate_to_datetime(header(message, "Date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def content(part: EmailMessage) -> bytes:
    """Return the bytes of a part."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _body(message: EmailMessage, wish: Wish) -> tuple[str, tuple[str, ...]]:
    plain: list[str] = []
    pages: list[str] = []
    remarks: list[str] = []
    for part in parts(message):
        kind, name = part.get_content_type(), part.get_filename()
        if name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            remarks.append(_ATTACHED.format(name=name or kind))
        elif kind == "text/html":
            pages.append(text_of(_text(part, wish)))
        else:
            plain.append(_text(part, wish).strip())
    if any(plain):
        return "\n\n".join(plain), tuple(remarks)
    return "\n\n".join(pages), (_HTML_ONLY, *remarks)


def _text(part: EmailMessage, wish: Wish) -> str:
    data, charset = content(part), wish.encoding or part.get_content_charset()
    if not data:
        return ""
    try:
        return decoded_as(data, charset) if charset else decoded(data)[0]
    except ReviewError:
        return decoded(data)[0]
