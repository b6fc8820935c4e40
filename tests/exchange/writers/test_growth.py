"""What an export of twice as many claims costs: twice the work, counted in calls of functions."""

import sys
from collections.abc import Callable
from functools import partial
from io import BytesIO
from types import FrameType

from claimdesk.core.model import ReadArticle, Verdict
from claimdesk.exchange.format_list import LISTED
from claimdesk.exchange.formats import FORMATS
from claimdesk.exchange.outgoing import Choice
from claimdesk.store import articles, assessments, claims, evidence, passages
from claimdesk.store.store import Session, Store

SMALL = 20
MOST = 1.25
"""How much more than twice: some parts grow by steps, as tables that make themselves room."""


def fill(session: Session, number: int) -> None:
    """Add articles with twenty claims each, every one with a passage, a verdict and a source."""
    for place in range(number // SMALL):
        text = "\n".join(f"The bridge {n} of text {place} fell." for n in range(SMALL))
        article = articles.row(session, articles.add(session, ReadArticle(text, f"T {place}")))
        assert article is not None
        for n, line in enumerate(text.split("\n")):
            claim = claims.add(session, line)
            claims.change(session, claim, published_url=f"https://example.org/{place}/{n}")
            start = text.index(line)
            passage = passages.mark(session, article.version_id, start, start + len(line))
            passages.link(session, claim, passage)
            source = evidence.add(session, title=f"S {n}", url=f"https://example.org/{place}-{n}")
            evidence.join(session, claim, source)
            assessments.decide(session, [claim], Verdict.DENIED)


def calls(store: Store, name: str) -> int:
    """Return how many functions an export calls."""
    count = 0

    def profile(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    def write(session: Session) -> None:
        sys.setprofile(profile)
        try:
            FORMATS[name].stream(session, BytesIO(), Choice(reviewed=False, notes=True))
        finally:
            sys.setprofile(None)

    store.read(write)
    return count


def test_twice_the_claims_are_twice_the_work(new_store: Callable[[], Store]) -> None:
    stores = [new_store() for _ in range(3)]
    for place, store in enumerate(stores):
        store.run("Fill", partial(fill, number=SMALL * 2**place))
    for name in LISTED:
        if name != "pdf":  # which is written by a process of its own
            calls(stores[0], name)  # what is made once and kept is not counted
            small, middle, large = (calls(store, name) for store in stores)
            assert large - middle <= 2 * MOST * (middle - small), (name, small, middle, large)
