"""Who says what: speakers and their claims, by article, as far as the viewer may see verdicts."""

from claimdesk.core.model import Id, Stance, Verdict
from claimdesk.store import articles, claims, parties, passages, projects
from claimdesk.store.parties import Party
from claimdesk.store.store import Reader
from store.conftest import Review
from store.world import OTHER, an_article, do


def test_nobody_speaks_until_a_link_names_somebody(review: Review) -> None:
    assert review.store.read(parties.speakers) == []
    assert review.store.read(parties.claim_ids) == []
    assert review.store.read(parties.rows, []) == []


def test_each_claim_has_what_its_speakers_say_in_the_order_of_the_text(review: Review) -> None:
    store = review.store
    (article,) = store.read(articles.rows)
    for link in store.read(passages.links, review.first):
        do(store, passages.change_link, link.id, speaker="The city", stance=Stance.DISPUTES)
    (other,) = store.read(passages.links, review.second)
    do(store, passages.change_link, other.id, speaker="A paper")
    assert store.read(parties.speakers) == [Party("The city", 2), Party("A paper", 1)]
    assert store.read(parties.claim_ids) == [review.first, review.second]
    assert store.read(parties.claim_ids, None, 1) == [review.first]
    assert store.read(parties.count) == 2
    first, second = store.read(parties.rows, [review.first, review.second, Id(b"?" * 16)])
    assert (first.claim.number, first.claim.verdict) == (1, Verdict.CONFIRMED)
    assert [one.quote for one in first.said] == ["closed on Monday", "Ten people were hurt"]
    assert {one.stance for one in first.by("The city")} == {Stance.DISPUTES}
    assert first.by("A paper") == ()
    assert [(one.speaker, one.article_id) for one in second.said] == [("A paper", article.id)]
    do(store, claims.remove, [review.second])
    assert store.read(parties.claim_ids) == [review.first]


def test_one_article_has_only_its_own_speakers(review: Review) -> None:
    store = review.store
    version_id = an_article(store, "Nobody was there.")
    (first, second) = store.read(articles.rows)
    passage = do(store, passages.mark, version_id, 0, 6)
    do(store, passages.link, review.first, passage, Stance.MENTIONS, speaker="Nobody")
    assert store.read(parties.speakers, first.id) == []
    assert store.read(parties.speakers, second.id) == [Party("Nobody", 1)]
    assert store.read(parties.claim_ids, second.id) == [review.first]
    assert store.read(parties.count, second.id) == 1
    (row,) = store.read(parties.rows, [review.first], second.id)
    assert [one.passage_id for one in row.said] == [passage]
    do(store, articles.remove, second.id)
    assert store.read(parties.speakers) == []


def test_what_a_blind_project_hides_has_no_verdict_here(review: Review) -> None:
    store = review.store
    do(store, projects.set_blind, blind=True)
    for viewer, seen in ((store.reviewer_id, Verdict.CONFIRMED), (OTHER.id, None)):
        with Reader(review.path, viewer=viewer) as reader:
            (row,) = reader.read(parties.rows, [review.first])
            assert row.claim.verdict is seen
