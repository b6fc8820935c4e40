"""The leading verdict of a claim, and how the verdicts of several people stand to each other."""

import pytest

from claimdesk.core.model import Agreement, Because, Id, Opinion, Verdict
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    claims,
    highlights,
    reviewers,
    verdicts,
)
from claimdesk.store.store import Session
from store.conftest import Review
from store.world import do

CONFIRMED, DENIED, UNVERIFIED = Verdict.CONFIRMED, Verdict.DENIED, Verdict.UNVERIFIED


def _led(review: Review) -> tuple[Verdict | None, str, Agreement]:
    row = review.store.read(claims.row, review.second)
    assert row is not None
    return row.verdict, row.reviewer, row.agreement


def _say(review: Review, name: str, verdict: Verdict, reason: str = "") -> None:
    def edit(session: Session) -> None:
        one = reviewers.named(session, name)
        assessments.record(session, review.second, one, Opinion(verdict, reason=reason))

    do(review.store, edit)


def test_the_latest_verdict_leads(review: Review) -> None:
    assert _led(review) == (None, "", Agreement.NOT_REVIEWED)
    _say(review, "Ann", CONFIRMED)
    assert _led(review) == (CONFIRMED, "Ann", Agreement.SINGLE)
    _say(review, "Ben", CONFIRMED)
    assert _led(review) == (CONFIRMED, "Ben", Agreement.AGREE)
    do(review.store, assessments.decide, [review.second], DENIED)
    assert _led(review) == (DENIED, "Nina Marsh", Agreement.DIFFER)
    do(review.store, assessments.withdraw, [review.second])
    assert _led(review) == (CONFIRMED, "Ben", Agreement.AGREE)


def test_the_final_verdict_leads_over_all_others(review: Review) -> None:
    _say(review, "Ann", CONFIRMED)
    _say(review, "Ben", DENIED)

    def settle(session: Session) -> None:
        chief = reviewers.named(session, "Chief")
        opinion = Opinion(UNVERIFIED, Because.NOT_CHECKABLE, "Nobody can know.", "2024-01-01")
        adjudications.record(session, review.second, chief, opinion)

    do(review.store, settle)
    do(review.store, assessments.decide, [review.second], DENIED)
    row = review.store.read(claims.row, review.second)
    assert row is not None
    assert (row.verdict, row.reviewer, row.agreement) == (
        UNVERIFIED,
        "Chief",
        Agreement.ADJUDICATED,
    )
    assert (row.reason, row.as_of, row.because) == (
        "Nobody can know.",
        "2024-01-01",
        Because.NOT_CHECKABLE,
    )


def test_a_final_verdict_leads_where_nobody_else_decided(review: Review) -> None:
    opinion = Opinion(DENIED)
    do(review.store, adjudications.record, review.second, review.store.reviewer_id, opinion)
    assert _led(review) == (DENIED, "Nina Marsh", Agreement.ADJUDICATED)


def test_verdicts_of_the_same_moment_have_one_leader_everywhere(review: Review) -> None:
    def edit(session: Session) -> list[Id]:
        people = [reviewers.named(session, name) for name in ("Ann", "Ben", "Cem")]
        for one, verdict in zip(people, (CONFIRMED, DENIED, UNVERIFIED), strict=True):
            assessments.record(session, review.second, one, Opinion(verdict))
            key = ("assessment", assessments._id(review.second, one))
            session.action.write(key, {"decided_ms": 7})
        return people

    do(review.store, edit)
    assert _led(review) == (UNVERIFIED, "Cem", Agreement.DIFFER)
    assert len(review.store.read(claims.rows)) == 2


@pytest.mark.parametrize("count", [1, 2, 5])
def test_every_claim_stands_once_in_every_list(review: Review, count: int) -> None:
    for number in range(count):
        _say(review, f"Person {number}", list(Verdict)[number % 3])
    assert [row.number for row in review.store.read(claims.rows)] == [1, 2]
    found = review.store.read(highlights.rows, review.version_id)
    assert len(found) == 3
    assert review.store.read(articles.rows)[0].reviewed == 2


def test_all_leading_verdicts_at_once_are_those_of_the_list(review: Review) -> None:
    third = do(review.store, claims.add, "A third.")
    for name, verdict in (("Ann", CONFIRMED), ("Ben", DENIED), ("Ann", UNVERIFIED)):
        _say(review, name, verdict)
    for _ in range(2):
        listed = {row.id: row.verdict for row in review.store.read(claims.rows)}
        assert review.store.read(claims.decided) == listed
        assert listed[third] is None
        settled = Opinion(UNVERIFIED)
        do(review.store, adjudications.record, review.second, review.store.reviewer_id, settled)
    do(review.store, claims.remove, [third])
    assert third not in review.store.read(claims.decided)


def test_the_columns_are_built_once() -> None:
    assert verdicts.leading() is verdicts.leading()
