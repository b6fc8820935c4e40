"""Who works on the project and how far they agree."""

import pytest

from claimdesk.core.model import Because, Id, Opinion, Verdict
from claimdesk.store import agreement, assessments, assignments, projects, reviewers
from claimdesk.store.store import Session
from store.conftest import Opener, Review
from store.world import OTHER, do


def judge(session: Session, claim_id: Id, verdict: Verdict) -> Id:
    other = reviewers.named(session, "Cleo Dahl")
    assessments.record(session, claim_id, other, Opinion(verdict, Because.NOT_SAID, "So it is."))
    return other


def test_a_project_judged_by_one_has_no_agreement_to_speak_of(review: Review) -> None:
    found = review.store.read(agreement.figures)
    assert (found.claims, found.agreed, found.judged_once) == (0, 0, 1)
    assert found.alpha is None
    assert found.pairs == ()
    (one,) = review.store.read(agreement.workers)
    assert (one.reviewer.name, one.verdicts, one.asked) == ("Nina Marsh", 1, 0)
    assert one.last_ms


def test_agreement_is_counted_on_what_both_judged(review: Review) -> None:
    do(review.store, assessments.decide, [review.second], Verdict.DENIED)
    do(review.store, judge, review.first, Verdict.CONFIRMED)
    cleo = do(review.store, judge, review.second, Verdict.UNVERIFIED)
    do(review.store, assignments.assign, [review.first, review.second], review.store.reviewer_id)
    found = review.store.read(agreement.figures)
    assert (found.claims, found.agreed, found.judged_once) == (2, 1, 0)
    (both,) = found.pairs
    assert {both.first, both.second} == {cleo, review.store.reviewer_id}
    assert (both.items, both.agreed) == (2, 1)
    assert both.kappa == pytest.approx(1 / 3)
    assert found.alpha == pytest.approx(0.4)
    first, second = review.store.read(agreement.workers)
    assert (first.reviewer.name, first.verdicts, first.asked) == ("Cleo Dahl", 2, 0)
    assert (second.reviewer.name, second.verdicts, second.asked) == ("Nina Marsh", 2, 0)


def test_who_has_given_no_verdict_is_there_with_what_is_asked(review: Review) -> None:
    other = do(review.store, reviewers.named, "Cleo Dahl")
    do(review.store, assignments.assign, [review.first, review.second], other)
    first, _ = review.store.read(agreement.workers)
    assert (first.verdicts, first.asked, first.last_ms) == (0, 2, None)


def test_what_is_hidden_is_not_counted(review: Review, opened: Opener) -> None:
    do(review.store, judge, review.first, Verdict.DENIED)
    do(review.store, projects.set_blind, blind=True)
    review.store.close()
    with opened(who=OTHER) as store:
        assert store.read(agreement.figures).claims == 0
        assert {one.verdicts for one in store.read(agreement.workers)} == {0}
