"""Who is asked for a verdict on which claim."""

from pathlib import Path

from claimdesk.core.apparatus import AssignmentRow
from claimdesk.core.model import Id, Verdict
from claimdesk.store import assessments, assignments, claims, file, reviewers
from claimdesk.store.outsiders import Wish, copy
from store.conftest import Review
from store.world import do, refusal, sql

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
