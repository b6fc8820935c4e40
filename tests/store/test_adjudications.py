"""Final verdicts: what they rest on, when that is so no more, what is still to be settled."""

import pytest

from claimdesk.core.apparatus import DisagreementRow
from claimdesk.core.listing import ClaimFilter, ClaimOrder
from claimdesk.core.model import AdjudicationRow, Agreement, Because, Id, Opinion, Verdict
from claimdesk.store import adjudications, assessments, claims, file, listing, projects
from claimdesk.store.store import Store
from store.conftest import Opener, Review
from store.world import OTHER, do, refusal

FULL = Opinion(Verdict.UNVERIFIED, Because.CONFLICTING_EVIDENCE, "Two reports.", "2024-05-01")


def final(store: Store, claim_id: Id) -> AdjudicationRow:
    (row,) = store.read(adjudications.rows, claim_id)
    return row


def test_the_final_verdict_given_elsewhere_is_written_down_once_per_claim(review: Review) -> None:
    me = review.store.reviewer_id
    do(review.store, adjudications.record, review.second, me, FULL)
    do(review.store, adjudications.record, review.second, me, Opinion(Verdict.DENIED))
    do(review.store, adjudications.record, review.first, me, Opinion(Verdict.DENIED))
    first, second = review.store.read(adjudications.rows)
    assert second == AdjudicationRow(
        claim_id=review.second,
        reviewer_id=me,
        reviewer="Nina Marsh",
        verdict=FULL.verdict,
        because=FULL.because,
        reason=FULL.reason,
        as_of=FULL.as_of,
        decided_ms=second.decided_ms,
        stale=False,
    )
    assert (first.claim_id, first.verdict, first.as_of) == (review.first, Verdict.DENIED, "")
    assert [row.because for row in review.store.read(claims.rows)] == [
        *(Because.NOT_SAID, Because.CONFLICTING_EVIDENCE)
    ]
    do(review.store, claims.remove, [review.first])
    assert [row.claim_id for row in review.store.read(adjudications.rows)] == [review.second]
    file.check(review.path)


def test_an_editor_settles_settles_again_and_takes_back(review: Review) -> None:
    store, both = review.store, [review.first, review.second]
    do(store, adjudications.decide, both, FULL)
    do(store, adjudications.decide, both[:1], Opinion(Verdict.CONFIRMED, reason="Seen."))
    row = final(store, review.first)
    assert (row.verdict, row.because, row.reason) == (
        *(Verdict.CONFIRMED, Because.NOT_SAID, "Seen."),
    )
    assert row.as_of == "2023-11-14"
    assert final(store, review.second).as_of == FULL.as_of
    do(store, adjudications.withdraw, [review.first])
    do(store, adjudications.withdraw, both)
    assert store.read(adjudications.rows) == []
    do(store, adjudications.decide, both, FULL)  # what was taken back can be given again
    assert len(store.read(adjudications.rows)) == 2
    nowhere = Id(b"?" * 16)
    refusal(lambda: do(store, adjudications.decide, [nowhere], FULL))
    do(store, claims.remove, [review.first])
    refusal(lambda: do(store, adjudications.decide, [review.first], FULL))
    file.check(review.path)


def test_a_final_verdict_is_stale_while_an_assessment_says_otherwise_than_then(
    review: Review, opened: Opener
) -> None:
    store, claim = review.store, review.first
    do(store, adjudications.decide, [claim], FULL)
    assert not final(store, claim).stale
    _, reasoned = store.run("Why", lambda s: assessments.describe(s, claim, reason="Seen."))
    assert final(store, claim).stale
    store.revert(reasoned)
    assert not final(store, claim).stale
    _, withdrawn = store.run("Take back", lambda s: assessments.withdraw(s, [claim]))
    assert final(store, claim).stale
    store.revert(withdrawn)
    store.close()
    store = opened(who=OTHER)
    do(store, assessments.decide, [claim], Verdict.CONFIRMED)
    assert final(store, claim).stale
    do(store, adjudications.decide, [claim], FULL)
    assert not final(store, claim).stale


def test_what_an_older_program_settled_is_not_called_stale(review: Review) -> None:
    store = review.store
    do(store, adjudications.decide, [review.first], FULL)
    key = ("adjudication", adjudications._id(review.first))
    store.run("Old", lambda session: session.action.write(key, {"basis": ""}))
    assert not final(store, review.first).stale


def test_claims_on_which_reviewers_differ_are_listed_until_they_are_settled(
    review: Review, opened: Opener
) -> None:
    store, me = review.store, review.store.reviewer_id
    assert store.read(adjudications.disagreements) == []
    do(store, assessments.decide, [review.second], Verdict.DENIED)
    store.close()
    store = opened(who=OTHER)
    do(store, assessments.decide, [review.first], Verdict.DENIED)
    do(store, assessments.decide, [review.second], Verdict.DENIED)
    said = (("Nina Marsh", Verdict.CONFIRMED), ("Omar Bell", Verdict.DENIED))
    expected = DisagreementRow(
        *(review.first, 1, "The bridge was closed.", said), None, stale=False
    )
    assert store.read(adjudications.disagreements) == [expected]
    do(store, adjudications.decide, [review.first], FULL)
    assert store.read(adjudications.disagreements) == []
    do(store, assessments.withdraw, [review.first])
    (row,) = store.read(adjudications.disagreements)
    assert (row.verdicts, row.final, row.stale) == (said[:1], Verdict.UNVERIFIED, True)
    agreement = {row.id: row.agreement for row in store.read(claims.rows)}
    assert agreement[review.first] is Agreement.ADJUDICATED
    store.close()
    store = opened()
    do(store, assessments.withdraw, [review.first])
    assert store.read(adjudications.disagreements)[0].verdicts == ()
    assert me == store.reviewer_id


@pytest.mark.parametrize("verdict", list(Verdict))
def test_only_an_unverified_claim_says_why_it_is_so(review: Review, verdict: Verdict) -> None:
    do(review.store, adjudications.decide, [review.first], Opinion(verdict, FULL.because))
    expected = FULL.because if verdict is Verdict.UNVERIFIED else Because.NOT_SAID
    assert final(review.store, review.first).because is expected


def test_where_reviewers_differ_is_followed_through_every_edit(
    review: Review, opened: Opener
) -> None:
    review.store.close()
    store = opened(who=OTHER)
    assert store.read(adjudications.differing) == frozenset()

    def follow(known: frozenset[Id], edit: object, *values: object) -> frozenset[Id]:
        _, change = store.run("Edit", lambda session: edit(session, *values))  # type: ignore[operator]
        found = store.read(adjudications.differing_after, change, known)
        assert found == store.read(adjudications.differing)
        return found

    both = [review.first, review.second]
    known = follow(frozenset(), assessments.decide, both, Verdict.DENIED)
    assert known == {review.first}
    assert store.read(listing.ids, ClaimFilter(differ=True), ClaimOrder()) == [review.first]
    known = follow(known, adjudications.decide, [review.first], FULL)
    assert known == frozenset()
    known = follow(known, adjudications.withdraw, [review.first])
    assert known == {review.first}
    known = follow(known, lambda session: projects.set_blind(session, blind=True))
    assert follow(known, claims.remove, [review.first]) == frozenset()
    store.close()
