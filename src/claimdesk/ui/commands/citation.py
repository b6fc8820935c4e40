"""A stretch of an article in words for somebody else: what it says, where it stands."""

from claimdesk.core.model import ArticleRow
from claimdesk.ui.base.words import tr

_ENDS = (".", "!", "?", "…")


def cited(row: ArticleRow, text: str, start: int, end: int) -> str:
    """Return the exact quote in quotation marks, its source, and its place in the text.

    The place is counted in Unicode code points of the stored text from 0, the end exclusive.
    """
    origin = ", ".join(part for part in (row.publisher, row.published) if part)
    known = [one if one.endswith(_ENDS) else f"{one}." for one in (row.title, origin) if one]
    source = " ".join((*known, row.source_url)).strip()
    place = tr("Characters {start}–{end}", start=start, end=end)
    return "\n".join((tr("“{quote}”", quote=text[start:end]), source, place))
