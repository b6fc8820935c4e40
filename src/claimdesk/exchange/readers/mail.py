"""Mails (EML) and web archives (MHTML): the parts that are text, the headers that say whence."""

import email
import email.policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from itertools import islice

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
    if not any(header(message, name) for name in ("From", "Subject", "Date")):
        raise ReviewError(Code.DAMAGED, _NOT_MAIL)
    body = _Body(wish)
    texts = body.texts(message)
    if not texts:
        raise ReviewError(Code.EMPTY, _NO_TEXT)
    return ReadArticle(
        tidy("\n\n".join((_head(message), *texts))),
        title=header(message, "Subject"),
        author=header(message, "From"),
        published=day(message),
        media_type="message/rfc822",
        remarks=body.said,
    )


def parsed(data: bytes) -> EmailMessage:
    """Return a mail or an archive, as far as it can be understood."""
    return email.message_from_bytes(data, policy=email.policy.default)


def parts(message: EmailMessage) -> list[EmailMessage]:
    """Return the parts that are no boxes of other parts."""
    return list(islice((one for one in message.walk() if not one.is_multipart()), _MOST_PARTS))


def header(message: EmailMessage, name: str) -> str:
    """Return a header in characters, on one line; as it stands if nobody understands it."""
    try:
        said = message[name]
    except (ValueError, LookupError, OverflowError, AttributeError, TypeError):
        said = dict(message.raw_items()).get(name)  # the library stumbles over its own rules
    return " ".join(str(said or "").split())


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


class _Body:
    """Collects what is written in a mail, and in the mails inside it."""

    def __init__(self, wish: Wish) -> None:
        self.remarks: list[str] = []
        self._wish = wish
        self._parts = 0
        self._has_page = False

    @property
    def said(self) -> tuple[str, ...]:
        """What is to be said about it."""
        return (*((_HTML_ONLY,) if self._has_page else ()), *self.remarks)

    def texts(self, part: EmailMessage) -> list[str]:
        """Return the texts of a part and of those in it; of ways to say the same the plainest."""
        self._parts += 1
        if self._parts > _MOST_PARTS:
            return []
        if part.is_multipart():
            return self._inside(part)
        kind, name = part.get_content_type(), part.get_filename()
        if name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            self.remarks.append(_ATTACHED.format(name=name or kind))
            return []
        text = _text(part, self._wish)
        if kind == "text/html":
            self._has_page = self._has_page or bool(text)
            text = text_of(text)
        elif part.get_param("format") == "flowed":
            text = flowed(text, is_glued=part.get_param("delsp") == "yes")
        return [text.strip()] if text.strip() else []

    def _inside(self, part: EmailMessage) -> list[str]:
        inner = [one for one in part.get_payload() if isinstance(one, EmailMessage)]
        if part.get_content_type() == "multipart/alternative":
            return self._plainest(inner)
        texts = [text for one in inner for text in self.texts(one)]
        if part.get_content_type() == "message/rfc822":
            return [*(_head(one) for one in inner), *texts]
        return texts

    def _plainest(self, ways: list[EmailMessage]) -> list[str]:
        had_page = self._has_page
        for way in sorted(ways, key=lambda one: one.get_content_type() != "text/plain"):
            texts = self.texts(way)
            if texts:
                for other in ways:
                    self.remarks += () if other is way else _attached(other)
                return texts
            self._has_page = had_page
        return []


def flowed(text: str, *, is_glued: bool = False) -> str:
    """Return a text of RFC 3676 with its soft line ends undone; glued ones leave no blank."""
    lines: list[str] = []
    depth_before: int | None = None
    for raw in text.splitlines():
        words = raw.lstrip(">")
        depth = len(raw) - len(words)
        words = words.removeprefix(" ")
        goes_on = words.endswith(" ") and words != "-- "
        said = words[:-1] if goes_on and is_glued else words
        if words and depth_before == depth:
            lines[-1] += said
        else:
            lines.append(f"{'>' * depth} {said}" if depth else said)
        depth_before = depth if goes_on else None
    return "\n".join(line.rstrip() for line in lines)


def _head(message: EmailMessage) -> str:
    said = ((name, header(message, name)) for name in _HEADERS)
    return "\n".join(f"{name}: {words}" for name, words in said if words)


def _attached(part: EmailMessage) -> list[str]:
    """Return the remarks on what is in a part that was passed over."""
    return [
        _ATTACHED.format(name=one.get_filename() or one.get_content_type())
        for one in parts(part)
        if one.get_content_maintype() != "text"
    ]


def _text(part: EmailMessage, wish: Wish) -> str:
    data, charset = content(part), wish.encoding or part.get_content_charset()
    if not data:
        return ""
    try:
        return decoded_as(data, charset) if charset else decoded(data)[0]
    except ReviewError:
        return decoded(data)[0]
