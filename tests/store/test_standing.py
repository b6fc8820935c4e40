"""How a claim stands, as the rules of the house see it: from nothing said to done."""

from claimdesk.core.model import Because, EvidenceStance, Id, Opinion, Stage, Verdict
from claimdesk.core.rules import Finding, Lack, findings
from claimdesk.store import (
    adjudications,
    assessments,
    assignments,
    checklist,
    claims,
    evidence,
    passages,
    standing,
)
from claimdesk.store.store import Store
from store.conftest import Opener, Review
from store.world import OTHER, do

TODAY = "2024-06-15"


def lacks(store: Store, claim_id: Id) -> list[Lack]:
    found = store.read(standing.of, claim_id, TODAY)
    assert found is not None
    return [one.code for one in findings(found)]


def test_a_claim_with_nothing_but_its_words_lacks_the_rest(review: Review) -> None:
    store = review.store
    bare = do(store, claims.add, "Nobody died.")
    do(store, checklist.add, "Asked?")
    assert lacks(store, bare) == [
        *(Lack.VERDICT, Lack.EVIDENCE, Lack.PASSAGE, Lack.CLAIMANT, Lack.DATE, Lack.CHECKS)
    ]
    assert store.read(standing.of, Id(b"?" * 16), TODAY) is None


def test_what_is_missing_is_said_in_one_sentence(review: Review) -> None:
    found = review.store.read(standing.of, review.second, TODAY)
    assert found is not None
    assert findings(found)[0] == Finding(Lack.VERDICT, "Nobody has given a verdict yet.")
    assert all(one.sentence.endswith(".") for one in findings(found))


def test_a_claim_that_was_worked_on_to_the_end_lacks_nothing(
    review: Review, opened: Opener
) -> None:
    store, claim = review.store, review.first
    source = do(store, evidence.add, confidential=True)
    item = do(store, checklist.add, "Asked?")
    do(store, evidence.join, claim, source, EvidenceStance.SUPPORTS)
    do(store, claims.change, claim, said_on="2024-06", stage=Stage.SECOND_REVIEW)
    do(store, assessments.describe, claim, reason="Seen.")
    do(store, assignments.assign, [claim], store.reviewer_id)
    assert lacks(store, claim) == [Lack.SECOND, Lack.OPEN_EVIDENCE, Lack.CHECKS]
    do(store, checklist.tick, [claim], item, done=True)
    do(store, evidence.change, source, confidential=False)
    assert lacks(store, claim) == [Lack.SECOND]
    store.close()

    store = opened(who=OTHER)
    do(store, assignments.assign, [claim], OTHER.id)
    assert lacks(store, claim) == [Lack.SECOND, Lack.ASSIGNED]
    do(store, assessments.decide, [claim], Verdict.UNVERIFIED)
    assert lacks(store, claim) == [Lack.AGREEMENT, Lack.REASON, Lack.BECAUSE]
    do(store, adjudications.decide, [claim], Opinion(Verdict.UNVERIFIED))
    assert lacks(store, claim) == [Lack.REASON, Lack.BECAUSE]
    because = Because.CONFLICTING_EVIDENCE
    do(store, adjudications.decide, [claim], Opinion(Verdict.UNVERIFIED, because, "Both."))
    assert lacks(store, claim) == []
    do(store, assessments.describe, claim, reason="Seen, too.")
    assert lacks(store, claim) == [Lack.FRESH]


def test_a_claim_is_due_on_the_day_in_the_month_or_year_that_is_said(review: Review) -> None:
    store, claim = review.store, review.first
    due = {}
    for day in ("2024-06-15", "2024-06-16", "2024-06", "2024-07", "2024", "2025", "in May", ""):
        do(store, claims.change, claim, recheck_on=day)
        due[day] = Lack.RECHECK in lacks(store, claim)
    assert [day for day, is_due in due.items() if is_due] == ["2024-06-15", "2024-06", "2024"]


def test_a_claim_whose_passages_are_gone_lacks_one(review: Review) -> None:
    do(review.store, passages.remove, review.own)
    do(review.store, passages.remove, review.shared)
    assert Lack.PASSAGE in lacks(review.store, review.first)
