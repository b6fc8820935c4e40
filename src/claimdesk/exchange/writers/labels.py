"""What the formats of labelling tools share: texts with labelled stretches.

Positions are code points, ends exclusive; the label of a passage is the verdict on its claim.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from claimdesk.core.ids import as_text
from claimdesk.core.model import ArticleRow, LinkRow
from claimdesk.exchange.outgoing import Outgoing, OutgoingClaim, grouped
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.report_words import VERDICTS


class Labelled(NamedTuple):
    """A passage and the claim it is linked to."""

    link: LinkRow
    claim: OutgoingClaim

    @property
    def label(self) -> str:
        """Return the word it is labelled with."""
        return VERDICTS[self.claim.row.verdict]


Made = Callable[[ArticleRow, str, list[Labelled]], dict[str, Any]]


def objects(outgoing: Outgoing, tick: Tick, made: Made) -> Iterator[bytes]:
    """Yield an object for each article as JSON on one line, in UTF-8."""
    total = len(outgoing.articles)
    pairs = [Labelled(link, claim) for claim in outgoing.claims for link in claim.links]
    by_article = grouped(pairs, lambda one: one.link.article_id)
    for done, article in enumerate(outgoing.articles):
        tick(done, total)
        ordered = sorted(by_article.get(article.id, []), key=_order)
        data = made(article, outgoing.text(article), ordered)
        yield json.dumps(data, ensure_ascii=False).encode()
    tick(total, total)


def facts(article: ArticleRow) -> Iterator[tuple[str, str]]:
    """Yield what is known of an article, by name."""
    yield "article_id", as_text(article.id)
    for name in ("title", "author", "publisher", "published", "source_url", "language"):
        if value := getattr(article, name):
            yield name, value


def _order(one: Labelled) -> tuple[int, int, int]:
    return one.link.start, -one.link.end, one.claim.row.number
