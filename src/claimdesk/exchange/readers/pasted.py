"""What was copied in a browser or a word processor: the text of its page, lists and tables kept.

Nothing of it is fetched or run, and no tree is built (see ``markup``), so it is read at once.
"""

import re

from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers.markup import text_of
from claimdesk.exchange.readers.metadata import metadata

MOST_CHARACTERS = 3_000_000
"""Code points of a page that are read at once; of a longer one the plain text is taken."""
_HEADING = re.compile(r"<h1[\s>][^\x00]{0,2000}?</h1>", re.IGNORECASE)
"""The heading of an article: what is copied of a page rarely has the page's title with it."""
_LONGEST_TITLE = 300
_READ = mark("Read from the page that was copied: lists and tables as text, pictures left out.")


def read_pasted(page: str) -> ReadArticle | None:
    """Return the article in what was copied as a page; None where there is no text in it."""
    if not page.strip() or len(page) > MOST_CHARACTERS:
        return None
    text = text_of(page.replace("\x00", "\ufffd"))
    if not text:
        return None
    about = metadata(page)
    headings = _HEADING.findall(page)
    if not about.title and len(headings) == 1:
        about.title = " ".join(text_of(headings[0]).split())[:_LONGEST_TITLE]
    return about.article(text, (_READ,))
