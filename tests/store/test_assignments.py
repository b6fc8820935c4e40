"""Who is asked for a verdict on which claim."""

from pathlib import Path

from claimdesk.core.apparatus import AssignmentRow
from claimdesk.core.listing import ClaimColumn, ClaimFilter, ClaimOrder
from claimdesk.core.model import Id, Verdict
from claimdesk.store import assessments, assignments, claims, file, listing, projects, reviewers
from claimdesk.store.outsiders import Wish, copy
from store.conftest import Opener, Review
from store.world import OTHER, do, refusal, sql

NOWHERE = Id(b"?" * 16)


def test_somebody_is_asked_until_released_and_done_with_the_verdict(review: Review) -> None:
    store, me = review.store, review.store.reviewer_id
    zoe = do(store, reviewers.named, "Zoe")
    both = [review.second, review.first]
    do(store, assignments.assign, both, zoe)
    do(store, assignments.assign, both, zoe)
    do(store, assignments.assign, both[:1], me)
    assert store.read(assignments.rows) == [
        AssignmentRow(review.first, zoe, "Zoe", done=False),
        AssignmentRow(review.second, me, "Nina Marsh", done=False),
        AssignmentRow(review.second, zoe, "Zoe", done=False),
    ]
    do(store, assessments.decide, both, Verdict.DENIED)
    assert [row.done for row in store.read(assignments.rows, review.second)] == [True, False]
    assert [row.claim_id for row in store.read(assignments.rows, reviewer_id=me)] == [review.second]
    do(store, assignments.release, both, me)
    assert len(store.read(assignments.rows)) == 2
    do(store, claims.remove, [review.first])
    assert len(store.read(assignments.rows)) == 1
    file.check(review.path)


def test_only_who_is_there_can_be_asked_on_what_is_there(review: Review) -> None:
    me = review.store.reviewer_id
    refusal(lambda: do(review.store, assignments.assign, [review.first], NOWHERE))
    refusal(lambda: do(review.store, assignments.assign, [NOWHERE], me))


def test_a_copy_without_names_still_says_that_somebody_is_asked(
    review: Review, tmp_path: Path
) -> None:
    store = review.store
    do(store, assignments.assign, [review.first, review.second], store.reviewer_id)
    target = tmp_path / "copy.claimdesk"
    copy(review.path, target, Wish(names=True))
    found = sql(target, "SELECT id, claim_id, reviewer_id FROM assignment")
    assert {one[1] for one in found} == {review.first, review.second}
    assert store.reviewer_id not in {one[2] for one in found}
    assert {one[0] for one in found} == {assignments._id(*one[1:]) for one in found}


def test_several_people_are_asked_and_released_as_one_action_also_a_newcomer(
    review: Review,
) -> None:
    store, me = review.store, review.store.reviewer_id
    zoe = do(store, reviewers.named, "Zoe")
    both = [review.first, review.second]
    do(store, assignments.assign, both, zoe)
    do(store, assignments.share, both, {me: True, zoe: False}, "Ada Lovelace")
    assert [(row.claim_id, row.reviewer) for row in store.read(assignments.rows)] == [
        *((review.first, "Ada Lovelace"), (review.first, "Nina Marsh")),
        *((review.second, "Ada Lovelace"), (review.second, "Nina Marsh")),
    ]
    assert "Ada Lovelace" in [row.name for row in store.read(reviewers.rows)]
    do(store, assignments.share, both, {me: False})
    assert {row.reviewer for row in store.read(assignments.rows)} == {"Ada Lovelace"}


def test_what_one_still_owes_is_gone_through_round_and_round(review: Review) -> None:
    store, me = review.store, review.store.reviewer_id
    third = do(store, claims.add, "Nobody knows.")
    assert store.read(assignments.next_owed, me, None) is None
    do(store, assignments.assign, [review.first, review.second, third], me)
    # the first is judged already
    assert store.read(assignments.next_owed, me, None) == review.second
    assert store.read(assignments.next_owed, me, review.second) == third
    assert store.read(assignments.next_owed, me, third) == review.second
    do(store, assessments.decide, [review.second, third], Verdict.DENIED)
    assert store.read(assignments.next_owed, me, review.first) is None


def test_the_list_says_who_is_asked_and_who_is_done_and_finds_both(review: Review) -> None:
    store, me = review.store, review.store.reviewer_id
    zoe = do(store, reviewers.named, "Zoe")
    do(store, assignments.assign, [review.first, review.second], zoe)
    do(store, assignments.assign, [review.first], me)
    lines = store.read(listing.rows, [review.first, review.second])
    assert lines[review.first].assigned == "Nina Marsh ✓, Zoe"
    assert lines[review.second].assigned == "Zoe"
    order = ClaimOrder(ClaimColumn.ASSIGNED)
    for wanted, expected in (
        (ClaimFilter(assigned=frozenset([me])), [review.first]),
        (ClaimFilter(assigned=frozenset([me]), unanswered=True), []),
        (ClaimFilter(assigned=frozenset([zoe]), unanswered=True), [review.first, review.second]),
        (ClaimFilter(unanswered=True), [review.first, review.second]),
    ):
        assert store.read(listing.ids, wanted, order) == expected


def test_in_a_blind_project_nobody_learns_who_is_done_before_giving_a_verdict(
    review: Review, opened: Opener
) -> None:
    do(review.store, assignments.assign, [review.first], review.store.reviewer_id)
    do(review.store, projects.set_blind, blind=True)
    review.store.close()
    store = opened(who=OTHER)
    do(store, projects.rename, "Bridge")
    do(store, assignments.assign, [review.first], store.reviewer_id)
    asked = store.read(listing.rows, [review.first])[review.first].assigned
    assert asked == "Nina Marsh, Omar Bell"
    unanswered = ClaimFilter(unanswered=True)
    do(store, assessments.decide, [review.first], Verdict.DENIED)
    assert store.read(listing.rows, [review.first])[review.first].assigned.count("✓") == 2
    assert store.read(listing.ids, unanswered, ClaimOrder()) == []
    store.close()
