"""Web archives (MHTML), as Chromium browsers save them: the page inside, without its pictures."""

from dataclasses import replace

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers import mail
from claimdesk.exchange.readers.html import article_of, page_source
from claimdesk.exchange.readers.kinds import Wish

_NO_PAGE = mark("There is no web page in this archive.")


def read_mhtml(data: bytes, wish: Wish) -> ReadArticle:
    """Read the first page of a web archive; the rest are its frames and pictures."""
    message = mail.parsed(data)
    for part in mail.parts(message):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            encoding = wish.encoding or part.get_content_charset()
            source, remarks = page_source(mail.content(part), encoding)
            article = article_of(source, wish, remarks)
            address = mail.header(message, "Snapshot-Content-Location")
            return replace(
                article,
                title=article.title or mail.header(message, "Subject"),
                url=article.url or address or mail.header(part, "Content-Location"),
                media_type="multipart/related",
            )
    raise ReviewError(Code.EMPTY, _NO_PAGE)
