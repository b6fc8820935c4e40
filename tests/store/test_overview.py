"""How far the review has come: counted by verdict, and each bar a filter that finds its claims."""

import pytest

from claimdesk.core.listing import ClaimFilter, ClaimOrder
from claimdesk.core.model import Id, Opinion, ReadArticle, Stage, Verdict
from claimdesk.store import (
    articles,
    assessments,
    claims,
    evidence,
    listing,
    overview,
    passages,
    projects,
    reviewers,
)
from claimdesk.store.overview import Bar, Grouping
from claimdesk.store.store import Reader, Session, Store
from store.conftest import Opener, Review
from store.world import OTHER, an_article, do


def told(store: Reader, grouping: Grouping) -> dict[str, dict[Verdict | None, int]]:
    return {bar.name: dict(bar.counts) for bar in store.read(overview.bars, grouping)}


@pytest.fixture
def busy(review: Review) -> Review:
    """Give the claims speakers, another article and another opinion."""
    store = review.store
    first, _, third = store.read(passages.links)
    do(store, passages.change_links, [first.id, third.id], speaker="The city")
    version_id = an_article(store, "Nobody was there.")
    passage = do(store, passages.mark, version_id, 0, 6)
    do(store, passages.link, review.second, passage, speaker="Nobody")
    do(store, claims.change, review.second, stage=Stage.DONE)
    do(store, claims.add, "Nobody says this.")

    def differ(session: Session) -> None:
        other = reviewers.named(session, OTHER.name)
        assessments.record(session, review.first, other, Opinion(Verdict.DENIED))

    do(store, differ)
    return review


def test_an_empty_project_has_no_bars(opened: Opener) -> None:
    store = opened()
    for grouping in Grouping:
        assert store.read(overview.bars, grouping) == []


def test_progress_has_all_claims_and_what_they_lack(busy: Review) -> None:
    store = busy.store
    source = do(store, evidence.add, title="A photo")
    do(store, evidence.join, busy.first, source)
    found = told(store, Grouping.PROGRESS)
    assert list(found) == ["all", "differ", "no_evidence", "no_passage"]
    assert sum(found["all"].values()) == 3
    assert found["all"][None] == 2
    assert sum(found["differ"].values()) == 1
    assert found["no_evidence"] == {None: 2}
    assert found["no_passage"] == {None: 1}


def test_speakers_and_articles_count_each_claim_once(busy: Review) -> None:
    store = busy.store
    leading = store.read(claims.rows)[0].verdict
    assert told(store, Grouping.SPEAKER) == {"The city": {leading: 1, None: 1}, "Nobody": {None: 1}}
    titles = [row.title for row in store.read(articles.rows)]
    assert told(store, Grouping.ARTICLE) == {titles[0]: {leading: 1, None: 1}, titles[1]: {None: 1}}
    do(store, articles.add, ReadArticle("Nothing marked", "Empty"))
    assert "Empty" not in told(store, Grouping.ARTICLE)
    do(store, claims.remove, [busy.second])
    assert told(store, Grouping.SPEAKER) == {"The city": {leading: 1}}


def test_reviewers_are_counted_by_what_they_said_themselves(busy: Review) -> None:
    (me, other) = (row.name for row in busy.store.read(reviewers.rows))
    assert told(busy.store, Grouping.REVIEWER) == {
        me: {Verdict.CONFIRMED: 1},
        other: {Verdict.DENIED: 1},
    }


def test_stages_come_in_their_order(busy: Review) -> None:
    found = told(busy.store, Grouping.STAGE)
    assert list(found) == list(Stage)
    assert sum(found[Stage.OPEN].values()) == 2
    assert found[Stage.DONE] == {None: 1}
    assert found[Stage.IN_PROGRESS] == {}


def test_the_filter_of_each_bar_finds_as_many_claims_as_it_counts(busy: Review) -> None:
    store = busy.store
    for grouping in Grouping:
        for bar in store.read(overview.bars, grouping):
            ids = store.read(listing.ids, bar.wanted, ClaimOrder())
            assert len(ids) == bar.claims
            if grouping is not Grouping.REVIEWER:
                for verdict, number in bar.counts.items():
                    wanted = with_verdict(bar, verdict)
                    assert store.read(listing.count, wanted) == number


def with_verdict(bar: Bar, verdict: Verdict | None) -> ClaimFilter:
    values = {name: getattr(bar.wanted, name) for name in ClaimFilter.__dataclass_fields__}
    return ClaimFilter(**{**values, "verdicts": frozenset([verdict])})


def test_what_a_blind_project_hides_counts_as_not_reviewed(busy: Review) -> None:
    store: Store = busy.store
    do(store, projects.set_blind, blind=True)
    somebody = Id(b"!" * 16)
    with Reader(busy.path, viewer=somebody) as reader:
        assert told(reader, Grouping.PROGRESS)["all"] == {None: 3}
        assert told(reader, Grouping.PROGRESS)["differ"] == {}
        assert told(reader, Grouping.REVIEWER) == {}
        assert told(reader, Grouping.SPEAKER)["The city"] == {None: 2}
        assert told(reader, Grouping.STAGE)[Stage.OPEN] == {None: 2}
