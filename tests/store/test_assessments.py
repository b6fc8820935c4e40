"""Verdicts: mine, other people's, and the final one."""

import datetime as dt

import pytest

from claimdesk.core.model import (
    AssessmentRow,
    Because,
    Id,
    Opinion,
    Verdict,
)
from claimdesk.store import adjudications, assessments, claims, file, reviewers
from claimdesk.store.store import Session
from store.conftest import Opener, Review
from store.world import OTHER, do, refusal, sql, tables

TODAY = dt.datetime.fromtimestamp(1_700_000_000, dt.UTC).astimezone().date().isoformat()
FULL = Opinion(Verdict.UNVERIFIED, Because.CONFLICTING_EVIDENCE, "Two sources.", "2024-01-31")


def _mine(review: Review, claim_id: Id | None = None) -> AssessmentRow:
    found = review.store.read(assessments.mine, claim_id or review.first, review.store.reviewer_id)
    assert found is not None
    return found


def test_a_first_verdict_holds_as_of_today(review: Review) -> None:
    row = _mine(review)
    assert row == AssessmentRow(
        claim_id=review.first,
        reviewer_id=review.store.reviewer_id,
        reviewer="Nina Marsh",
        verdict=Verdict.CONFIRMED,
        because=Because.NOT_SAID,
        reason="",
        as_of=TODAY,
        decided_ms=row.decided_ms,
    )
    assert review.store.read(assessments.mine, review.second, row.reviewer_id) is None


def test_several_claims_are_decided_at_once(review: Review) -> None:
    do(review.store, assessments.decide, [review.first, review.second], Verdict.DENIED)
    assert [row.verdict for row in review.store.read(claims.rows)] == [Verdict.DENIED] * 2
    do(review.store, assessments.decide, [], Verdict.CONFIRMED)


def test_another_verdict_keeps_the_reason_and_the_date(review: Review) -> None:
    do(review.store, assessments.describe, review.first, reason="Seen.", as_of="2024-02-03")
    before = _mine(review).decided_ms
    do(review.store, assessments.decide, [review.first], Verdict.DENIED)
    row = _mine(review)
    assert (row.verdict, row.reason, row.as_of) == (Verdict.DENIED, "Seen.", "2024-02-03")
    assert row.decided_ms > before
    do(review.store, assessments.describe, review.first, as_of="")
    do(review.store, assessments.decide, [review.first], Verdict.CONFIRMED)
    assert _mine(review).as_of == TODAY


def test_why_a_claim_is_unverified_is_forgotten_when_it_no_longer_is(review: Review) -> None:
    do(review.store, assessments.decide, [review.first], Verdict.UNVERIFIED)
    do(review.store, assessments.describe, review.first, because=Because.NOT_CHECKABLE)
    do(review.store, assessments.decide, [review.first], Verdict.UNVERIFIED)
    assert _mine(review).because is Because.NOT_CHECKABLE
    do(review.store, assessments.decide, [review.first], Verdict.DENIED)
    do(review.store, assessments.decide, [review.first], Verdict.UNVERIFIED)
    assert _mine(review).because is Because.NOT_SAID


def test_a_reason_needs_a_verdict_and_a_because_an_unverified_one(review: Review) -> None:
    assert "Choose a verdict first" in refusal(
        lambda: do(review.store, assessments.describe, review.second, reason="x")
    )
    because = Because.NOT_ENOUGH_EVIDENCE
    assert "Only an unverified claim" in refusal(
        lambda: do(review.store, assessments.describe, review.first, because=because)
    )
    do(review.store, assessments.describe, review.first, because=Because.NOT_SAID, reason="y")
    assert _mine(review).reason == "y"


def test_saying_the_same_again_writes_nothing(review: Review) -> None:
    do(review.store, assessments.describe, review.first, reason="y")
    before = tables(review.path)
    _, change = review.store.run(
        "Edit",
        lambda session: assessments.describe(
            session, review.first, reason="y", because=Because.NOT_SAID, as_of=TODAY
        ),
    )
    assert not change
    assert tables(review.path) == before


def test_a_verdict_can_be_taken_back_and_given_anew(review: Review) -> None:
    do(review.store, assessments.describe, review.first, reason="Old", as_of="2020-01-01")
    do(review.store, assessments.withdraw, [review.first, review.second])
    assert review.store.read(assessments.rows) == []
    refusal(lambda: do(review.store, assessments.describe, review.first, reason="x"))
    do(review.store, assessments.decide, [review.first], Verdict.UNVERIFIED)
    row = _mine(review)
    assert (row.verdict, row.reason, row.as_of) == (Verdict.UNVERIFIED, "", TODAY)
    assert sql(review.path, "SELECT count(*) FROM assessment") == [(1,)]
    file.check(review.path)


def test_only_my_own_verdict_is_mine_to_take_back(review: Review, opened: Opener) -> None:
    review.store.close()
    his = opened(review.path, OTHER)
    do(his, assessments.withdraw, [review.first])
    do(his, assessments.decide, [review.first], Verdict.DENIED)
    assert [(row.reviewer, row.verdict) for row in his.read(assessments.rows, review.first)] == [
        ("Nina Marsh", Verdict.CONFIRMED),
        ("Omar Bell", Verdict.DENIED),
    ]
    do(his, assessments.withdraw, [review.first])
    assert [row.reviewer for row in his.read(assessments.rows)] == ["Nina Marsh"]


def test_no_verdict_is_given_on_a_claim_that_is_gone(review: Review) -> None:
    do(review.store, claims.remove, [review.first])
    refusal(lambda: do(review.store, assessments.decide, [review.first], Verdict.DENIED))
    refusal(lambda: do(review.store, assessments.describe, review.first, reason="x"))
    refusal(lambda: do(review.store, assessments.decide, [Id(b"?" * 16)], Verdict.DENIED))
    me = review.store.reviewer_id
    refusal(lambda: do(review.store, assessments.record, review.first, me, FULL))
    refusal(lambda: do(review.store, adjudications.record, review.first, me, FULL))
    assert review.store.read(assessments.rows) == []


def test_a_verdict_from_elsewhere_is_written_down_once(review: Review) -> None:
    def load(session: Session) -> Id:
        other = reviewers.named(session, "Zoe")
        assessments.record(session, review.second, other, FULL)
        assessments.record(session, review.second, other, Opinion(Verdict.DENIED))
        return other

    other = do(review.store, load)
    (row,) = review.store.read(assessments.rows, review.second)
    assert (row.reviewer_id, row.reviewer) == (other, "Zoe")
    assert (row.verdict, row.because, row.reason, row.as_of) == (
        FULL.verdict,
        FULL.because,
        FULL.reason,
        FULL.as_of,
    )
    file.check(review.path)


def test_a_verdict_that_was_removed_is_written_down_again_as_given(review: Review) -> None:
    me = review.store.reviewer_id
    do(review.store, assessments.withdraw, [review.first])
    do(review.store, assessments.record, review.first, me, FULL)
    row = _mine(review)
    assert (row.verdict, row.reason) == (FULL.verdict, FULL.reason)


def test_verdicts_stand_in_the_order_of_the_list_then_by_reviewer(review: Review) -> None:
    def load(session: Session) -> None:
        for name in ("Zoe", "Ann"):
            for claim_id in (review.second, review.first):
                one = reviewers.named(session, name)
                assessments.record(session, claim_id, one, Opinion(Verdict.DENIED))

    do(review.store, load)
    assert [(row.claim_id, row.reviewer) for row in review.store.read(assessments.rows)] == [
        (review.first, "Ann"),
        (review.first, "Nina Marsh"),
        (review.first, "Zoe"),
        (review.second, "Ann"),
        (review.second, "Zoe"),
    ]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_is_kept_as_itself(review: Review, verdict: Verdict) -> None:
    do(review.store, assessments.decide, [review.second], verdict)
    assert _mine(review, review.second).verdict is verdict
