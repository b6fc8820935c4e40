"""The claim list, line by line: what filters name, where a claim belongs, what an edit alters."""

from collections.abc import Callable
from typing import Any

import pytest

from claimdesk.core.change import Change
from claimdesk.core.listing import (
    NOT_REVIEWED,
    REVIEWED,
    ClaimColumn,
    ClaimFilter,
    ClaimOrder,
)
from claimdesk.core.model import (
    Id,
    ReadArticle,
    Stage,
    Stance,
    Verdict,
)
from claimdesk.store import (
    articles,
    assessments,
    claims,
    evidence,
    listing,
    passages,
    touched,
)
from claimdesk.store.store import Session
from store.conftest import Opener, Review
from store.world import a_link, do

ALL, REVIEW = ClaimFilter(), ClaimOrder()


def some_claims(session: Session, number: int) -> list[Id]:
    """Add claims that say next to nothing."""
    return [claims.add(session, f"Claim {n}") for n in range(number)]


def test_each_filter_lets_through_what_it_names(review: Review) -> None:
    do(review.store, claims.set_tags, review.first, ["war"])
    do(review.store, claims.change, review.first, recheck_on="2027-01")
    do(review.store, claims.change, review.second, stage=Stage.DONE)
    source = do(review.store, evidence.add, title="A photo")
    do(review.store, evidence.join, review.first, source)
    added = do(review.store, claims.add, "Nobody knows.")
    (article,) = review.store.read(articles.rows)
    for wanted, expected in (
        (ClaimFilter(stages=frozenset([Stage.DONE])), [review.second]),
        (ClaimFilter(claimants=frozenset(["The paper"])), [review.first]),
        (ClaimFilter(tags=frozenset(["war"])), [review.first]),
        (ClaimFilter(due_by="2027-02"), [review.first]),
        (ClaimFilter(reviewers=frozenset([review.store.reviewer_id])), [review.first]),
        (ClaimFilter(stances=frozenset(Stance)), [review.first, review.second]),
        (ClaimFilter(articles=frozenset([article.id])), [review.first, review.second]),
        (ClaimFilter(no_evidence=True), [review.second, added]),
        (ClaimFilter(no_passage=True), [added]),
        (
            ClaimFilter(verdicts=frozenset([None, Verdict.CONFIRMED])),
            [review.first, review.second, added],
        ),
        (ClaimFilter(differ=True), []),
    ):
        assert review.store.read(listing.ids, wanted, REVIEW) == expected
        assert review.store.read(listing.count, wanted) == len(expected)


def test_a_claim_is_put_into_a_long_list_where_it_belongs(opened: Opener) -> None:
    store = opened()

    def add(session: Session) -> list[Id]:
        return [claims.add(session, f"Claim {n % 50:02}") for n in range(200)]

    added = do(store, add)
    for order in (REVIEW, ClaimOrder(ClaimColumn.CLAIM, is_falling=True)):
        whole = store.read(listing.ids, ALL, order)
        found = store.read(listing.keys, added, order)
        for place in (0, 1, 31, 32, 33, 100, 198, 199):
            others = [*whole[:place], *whole[place + 1 :]]
            assert store.read(listing.place, found[whole[place]], others, order) == place


def test_a_line_shows_the_claim_with_its_number_tags_priority_and_day(review: Review) -> None:
    do(review.store, claims.set_tags, review.first, ["war", "Bridge"])
    do(review.store, claims.change, review.first, priority=2, recheck_on="2027-01")
    found = review.store.read(listing.rows, [review.first])[review.first]
    row = review.store.read(claims.row, review.first)
    assert row is not None
    assert (found.number, found.text, found.verdict) == (1, row.text, Verdict.CONFIRMED)
    assert (found.tags, found.priority, found.due) == ("Bridge, war", 2, "2027-01")
    assert type(found.stage) is Stage
    counted = review.store.read(listing.rows, [review.first], {review.first: 7})
    assert counted[review.first].number == 7
    do(review.store, claims.remove, [review.first])
    assert review.store.read(listing.rows, [review.first]) == {}


@pytest.mark.parametrize(
    "needle", ["zzz " * 500, "x" * 100_000, "#0", "0", "9" * 40, "#", "\\", "%"]
)
def test_whatever_is_typed_into_the_filter_is_looked_for(review: Review, needle: str) -> None:
    assert review.store.read(listing.ids, ClaimFilter(needle), REVIEW) == []


@pytest.mark.parametrize("needle", ["élan", "ÉLAN", "elan", "МІСТ", "міст"])
def test_words_in_any_script_are_found_whatever_their_case_and_accents(
    review: Review, needle: str
) -> None:
    added = do(review.store, claims.add, "Міст закрили.", claimant="Élan")
    assert review.store.read(listing.ids, ClaimFilter(needle), REVIEW) == [added]


def test_reviewed_and_not_reviewed_are_all_there_is(review: Review) -> None:
    def shown(verdicts: frozenset[Verdict | None]) -> list[Id]:
        return review.store.read(listing.ids, ClaimFilter(verdicts=verdicts), REVIEW)

    assert shown(REVIEWED) == [review.first]
    assert shown(NOT_REVIEWED) == [review.second]
    assert shown(REVIEWED | NOT_REVIEWED) == [review.first, review.second]
    assert shown(NOT_REVIEWED | {Verdict.DENIED}) == [review.second]
    by_verdict = ClaimOrder(ClaimColumn.VERDICT)
    reviewed = ClaimFilter(verdicts=REVIEWED)
    assert review.store.read(listing.ids, reviewed, by_verdict) == [review.first]


def test_claims_not_reviewed_can_be_sorted_by_verdict(review: Review) -> None:
    for column in (ClaimColumn.VERDICT, ClaimColumn.REVIEWER):
        for verdicts, found in ((NOT_REVIEWED, review.second), (REVIEWED, review.first)):
            wanted = ClaimFilter(verdicts=verdicts)
            assert review.store.read(listing.ids, wanted, ClaimOrder(column)) == [found]


def test_the_first_claim_nobody_has_reviewed_is_found_however_far_it_is(opened: Opener) -> None:
    store = opened()

    added = do(store, some_claims, 700)
    assert store.read(listing.first_open, added) == added[0]
    do(store, assessments.decide, added[:600], Verdict.DENIED)
    assert store.read(listing.first_open, added) == added[600]
    assert store.read(listing.first_open, added[:600]) is None
    assert store.read(listing.first_open, []) is None


def test_the_names_that_most_claims_have_are_offered(review: Review) -> None:
    for number, claimant in enumerate(("The city", "élan", "The city", "Zoo")):
        claim_id = do(review.store, claims.add, f"Claim {number}", claimant=claimant)
        do(review.store, claims.set_tags, claim_id, ["war", claimant])

    def names(column: ClaimColumn, most: int) -> list[str]:
        return review.store.read(listing.names, column, most)

    assert names(ClaimColumn.CLAIMANT, 9) == ["élan", "The city", "The paper", "Zoo"]
    assert names(ClaimColumn.CLAIMANT, 1) == ["The city"]
    assert names(ClaimColumn.TAGS, 2) == ["The city", "war"]


def test_an_edit_tells_which_lines_it_may_have_altered(review: Review) -> None:
    store = review.store

    def after(edit: Callable[..., object], *values: Any, **named: Any) -> set[Id] | None:
        change: Change = store.run("Edit", lambda session: edit(session, *values, **named))[1]
        return store.read(listing.after, change)

    assert after(claims.change, review.first, text="Other.") == {review.first}
    assert after(assessments.decide, [review.second], Verdict.DENIED) == {review.second}
    assert after(claims.set_tags, review.second, ["war"]) == {review.second}
    assert after(passages.remove, review.shared) == {review.first, review.second}
    assert after(claims.remove, [review.second]) == {review.second}
    evidence_id = do(store, evidence.add, title="Report")
    assert after(evidence.join, review.first, evidence_id) == {review.first}
    assert after(articles.add, ReadArticle("Other.", "Other")) is None
    added = do(store, some_claims, touched.MOST + 1)
    assert after(assessments.decide, added, Verdict.DENIED) is None

    def many_of_one(session: Session) -> None:
        for claim_id in added:
            passages.link(session, claim_id, review.own)

    do(store, many_of_one)
    assert after(passages.remove, review.own) is None
    a_link(store, review.first, review.version_id, "nobody")
