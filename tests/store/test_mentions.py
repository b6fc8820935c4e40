"""Where it is known what a word can be about, a search finds what telling everything finds."""

from functools import partial

import pytest

from claimdesk.core.chronicle import HistoryRow
from claimdesk.core.model import Id, ReadArticle, RelationKind, Subject, Verdict
from claimdesk.store import (
    articles,
    assessments,
    chronicle,
    claims,
    evidence,
    keep,
    mentions,
    notes,
    passages,
    relations,
    reshaping,
)
from claimdesk.store.chronicle import Wish
from claimdesk.store.store import Session, Store
from claimdesk.store.tables import Claim
from store.conftest import Review
from store.world import do

WORDS = (
    *("bridge", "ferry", "zeppelin", "harbour", "Monday", "tunnel", "ÉLAN", 'the "mayor"'),
    *("confirmed", "Nina", "elephant"),
)


@pytest.fixture
def busy(review: Review) -> Store:
    """Make a history in which words come, go, and are told of what joins them."""
    store, first, second = review.store, review.first, review.second

    def more(session: Session) -> tuple[Id, Id]:
        article = articles.add(session, ReadArticle("A ferry and a tunnel.", "Zeppelin"))
        row = articles.row(session, article)
        assert row is not None
        passage = passages.mark(session, row.version_id, 2, 7)
        passages.link(session, second, passage)
        return article, passage

    article, passage = do(store, more)
    quoted = do(store, partial(evidence.cite, passage_id=passage, title="Log of the harbour"))
    for edit in (
        partial(evidence.join, claim_id=first, evidence_id=quoted),
        partial(evidence.change, evidence_id=quoted, passage_id=review.own),
        lambda s: keep.change(s, Claim, first, article_id=article),
        lambda s: keep.change(s, Claim, first, article_id=None),
        partial(claims.change, claim_id=first, claimant='The "Mayor"'),
        partial(claims.change, claim_id=second, text="An élan was hurt."),
        partial(assessments.decide, claim_ids=[second], verdict=Verdict.CONFIRMED),
        partial(claims.set_tags, claim_id=first, names=["zeppelin"]),
        partial(relations.relate, from_id=first, to_id=second, kind=RelationKind.PART_OF),
        partial(reshaping.duplicate, claim_id=second),
        partial(articles.change, article_id=article, title="Airship"),
        partial(articles.remove, article_id=article),
        partial(claims.remove, claim_ids=[second]),
    ):
        do(store, edit)
    me = store.reviewer_id
    do(store, notes.add, Subject.CLAIM, first, me, "Ask about the tunnel.")
    return store


def found(store: Store, word: str, among: frozenset[bytes] | None) -> list[HistoryRow]:
    page = store.read(chronicle.page, Wish(text=word), size=10_000, among=among)
    assert page.next is None
    return list(page.rows)


@pytest.mark.parametrize("word", WORDS)
def test_a_search_among_what_can_be_meant_finds_all(busy: Store, word: str) -> None:
    among = busy.read(mentions.of, word)
    assert among is not None
    assert found(busy, word, among) == found(busy, word, None)
    assert bool(among) == (word != "elephant")


def test_of_common_words_nothing_is_told(busy: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mentions, "MOST", 1)
    assert busy.read(mentions.of, "bridge") is None
    monkeypatch.setattr(mentions, "MOST", 4)
    assert busy.read(mentions.of, "ferry") is None


def test_a_search_goes_page_by_page(busy: Store) -> None:
    among = busy.read(mentions.of, "ferry")
    rows: list[HistoryRow] = []
    place = None
    while True:
        page = busy.read(chronicle.page, Wish(text="ferry"), place, 3, among)
        rows += page.rows
        place = page.next
        if place is None:
            break
    assert rows == found(busy, "ferry", None)
