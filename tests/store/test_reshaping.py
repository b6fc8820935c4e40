"""Claims made of claims: merged, split, copied; and what becomes of what hangs on them."""

from dataclasses import astuple

from claimdesk.core.merging import Given, Outcome
from claimdesk.core.model import (
    EvidenceStance,
    Id,
    Opinion,
    RelationKind,
    Stage,
    Stance,
    Subject,
    Verdict,
    Voice,
)
from claimdesk.store import (
    adjudications,
    assessments,
    assignments,
    checklist,
    claims,
    dismissals,
    evidence,
    file,
    notes,
    passages,
    relations,
    reshaping,
    reviewers,
)
from claimdesk.store.store import Session, Store
from store.conftest import Review
from store.world import READS, do, refusal

NOWHERE = Id(b"?" * 16)


def state(store: Store) -> list[object]:
    return [store.read(read) for read in READS]


def numbers(store: Store) -> dict[str, int]:
    return {row.text: row.number for row in store.read(claims.rows)}


def hang_much(review: Review) -> Id:
    """Let one of everything hang on the second claim; return a third one."""
    store, kept, gone = review.store, review.first, review.second
    me = store.reviewer_id
    third = do(store, claims.add, "Nobody died.")
    source = do(store, evidence.add, title="Report")
    item = do(store, checklist.add, "Asked?")
    (link,) = (row for row in store.read(passages.links, gone))
    do(store, passages.change_link, link.id, stance=Stance.DISPUTES, speaker="The police")
    do(store, evidence.join, gone, source, EvidenceStance.REFUTES, "How many?")
    do(store, claims.tag, [gone], ["river"])
    do(store, relations.relate, gone, third, RelationKind.CAUSES)
    do(store, relations.relate, third, gone, RelationKind.REPORTS)
    do(store, relations.relate, kept, gone, RelationKind.SAME)
    asked = do(store, notes.add, Subject.CLAIM, gone, me, "Who counted?")
    do(store, notes.reply, asked, "The police.")
    do(store, checklist.tick, [gone], item, done=True)
    do(store, assignments.assign, [gone], me)
    do(store, dismissals.dismiss, gone, review.version_id, 0, 3)
    do(store, adjudications.decide, [gone], Opinion(Verdict.DENIED, reason="Counted."))
    return third


def test_what_a_merger_would_do_is_told_before_and_nothing_is_done(review: Review) -> None:
    store, kept, gone = review.store, review.first, review.second
    hang_much(review)
    before = state(store)
    planned = store.read(reshaping.plan, kept, [gone, kept])
    assert state(store) == before
    assert planned.kept == kept
    assert planned.joined == {
        "claim_evidence": 1,
        "claim_tag": 1,
        "claim_relation": 2,
        "note": 2,
        "claim_check": 1,
        "assignment": 1,
        "dismissal": 1,
    }
    assert planned.known == {"link": 1}
    assert planned.outcomes == (
        Outcome("Nina Marsh", Given(1, Verdict.CONFIRMED), ()),
        Outcome("", Given(2, Verdict.DENIED), ()),
    )


def test_a_claim_takes_over_what_hangs_on_those_merged_into_it(review: Review) -> None:
    store, kept, gone = review.store, review.first, review.second
    me = store.reviewer_id
    third = hang_much(review)
    before = state(store)

    _, change = store.run("Merge", lambda session: reshaping.merge(session, kept, [gone, kept]))

    assert [row.id for row in store.read(claims.rows)] == [kept, third]
    links = store.read(passages.links, kept)
    assert [(row.quote, row.stance) for row in links] == [
        ("closed on Monday", Stance.ASSERTS),
        ("Ten people were hurt", Stance.ASSERTS),  # said of the kept claim before, so it stays
    ]
    assert [astuple(row)[2:] for row in store.read(evidence.links, kept)] == [
        (EvidenceStance.REFUTES, "How many?")
    ]
    assert [row.name for row in store.read(claims.tags, kept)] == ["river"]
    assert [(row.claim_id, row.kind, row.outgoing) for row in store.read(relations.of, kept)] == [
        (third, RelationKind.CAUSES, True),
        (third, RelationKind.REPORTS, False),
    ]
    first, answer = store.read(notes.on, Subject.CLAIM, kept)
    assert (first.body, answer.body, answer.reply_to_id) == (
        *("Who counted?", "The police.", first.id),
    )
    assert [row.done for row in store.read(checklist.checks, kept)] == [True]
    assert [row.reviewer_id for row in store.read(assignments.rows, kept)] == [me]
    assert len(store.read(dismissals.rows, kept)) == 1
    (final,) = store.read(adjudications.rows)
    assert (final.claim_id, final.verdict, final.stale) == (kept, Verdict.DENIED, True)
    file.check(review.path)

    store.revert(change)
    assert state(store)[4:] == before[4:]
    file.check(review.path)


def test_a_reviewers_own_word_on_the_kept_claim_stays_and_of_others_the_latest_counts(
    review: Review,
) -> None:
    store = review.store
    third, fourth = (do(store, claims.add, text) for text in ("Third.", "Fourth."))

    def say(session: Session) -> None:
        ann, ben = (reviewers.named(session, name) for name in ("Ann", "Ben"))
        for claim_id, verdict in ((third, Verdict.DENIED), (fourth, Verdict.UNVERIFIED)):
            assessments.record(session, claim_id, ann, Opinion(verdict, reason=f"{verdict}"))
        assessments.record(session, third, ben, Opinion(Verdict.CONFIRMED))

    do(store, say)
    do(store, assessments.decide, [third], Verdict.DENIED)
    given = {row.reviewer: row for row in store.read(assessments.rows, fourth)}
    planned = store.read(reshaping.plan, review.first, [third, fourth])
    assert planned.outcomes == (
        Outcome("Ann", Given(4, Verdict.UNVERIFIED), (Given(3, Verdict.DENIED),)),
        Outcome("Ben", Given(3, Verdict.CONFIRMED), ()),
        Outcome("Nina Marsh", Given(1, Verdict.CONFIRMED), (Given(3, Verdict.DENIED),)),
    )
    assert [one.differs for one in planned.outcomes] == [True, False, True]
    do(store, reshaping.merge, review.first, [third, fourth])
    found = {row.reviewer: row for row in store.read(assessments.rows, review.first)}
    assert {name: row.verdict for name, row in found.items()} == {
        "Nina Marsh": Verdict.CONFIRMED,
        "Ann": Verdict.UNVERIFIED,
        "Ben": Verdict.CONFIRMED,
    }
    assert found["Ann"].decided_ms == given["Ann"].decided_ms
    file.check(review.path)


def test_only_claims_that_are_there_and_more_than_one_can_be_merged(review: Review) -> None:
    store = review.store
    refusal(lambda: do(store, reshaping.merge, review.first, []))
    refusal(lambda: do(store, reshaping.merge, review.first, [review.first]))
    refusal(lambda: do(store, reshaping.merge, review.first, [NOWHERE]))
    refusal(lambda: do(store, reshaping.merge, NOWHERE, [review.first]))
    refusal(lambda: store.read(reshaping.plan, review.first, [review.first]))


def test_some_passages_of_a_claim_become_a_claim_behind_it(review: Review) -> None:
    store = review.store
    source = do(store, evidence.add)
    do(store, evidence.join, review.first, source, EvidenceStance.SUPPORTS)
    do(store, claims.tag, [review.first], ["river"])
    do(store, claims.change, review.first, stage=Stage.DONE, priority=2)
    own, shared = store.read(passages.links, review.first)
    do(store, passages.change_link, shared.id, stance=Stance.DISPUTES)
    before = state(store)
    text = "People were hurt."
    made, change = store.run(
        "Split", lambda session: reshaping.split(session, review.first, text, [shared.id])
    )
    assert numbers(store) == {"The bridge was closed.": 1, text: 2, "Ten people were hurt.": 3}
    assert [row.passage_id for row in store.read(passages.links, review.first)] == [own.passage_id]
    (moved,) = store.read(passages.links, made)
    assert (moved.passage_id, moved.stance) == (shared.passage_id, Stance.DISPUTES)
    detail = store.read(claims.detail, made)
    assert detail is not None
    assert (detail.claimant, detail.stage, detail.priority) == ("The paper", Stage.OPEN, 2)
    assert [row.evidence_id for row in store.read(evidence.links, made)] == [source]
    assert [row.name for row in store.read(claims.tags, made)] == ["river"]
    assert store.read(assessments.rows, made) == []
    file.check(review.path)
    store.revert(change)
    assert state(store) == before
    (other,) = store.read(passages.links, review.second)
    refusal(lambda: do(store, reshaping.split, review.first, text, [other.id]))
    refusal(lambda: do(store, reshaping.split, review.first, text, [NOWHERE]))
    refusal(lambda: do(store, reshaping.split, review.first, " ", [own.id]))


def test_a_copy_of_a_claim_stands_behind_it_with_its_passages(review: Review) -> None:
    store = review.store
    for claim_id in (review.first, review.second):
        made = do(store, reshaping.duplicate, claim_id)
        copied, old = (store.read(passages.links, one) for one in (made, claim_id))
        assert [row.passage_id for row in copied] == [row.passage_id for row in old]
        assert store.read(assessments.rows, made) == []
    assert [row.text for row in store.read(claims.rows)] == [
        *["The bridge was closed."] * 2,
        *["Ten people were hurt."] * 2,
    ]
    refusal(lambda: do(store, reshaping.duplicate, NOWHERE))
    file.check(review.path)


def test_what_hangs_on_something_removed_does_not_come_over(review: Review) -> None:
    store = review.store
    source = do(store, evidence.add)
    do(store, evidence.join, review.second, source)
    do(store, evidence.remove, [source])
    do(store, passages.remove, review.own)
    do(store, reshaping.merge, review.second, [review.first])
    assert [row.quote for row in store.read(passages.links)] == ["Ten people were hurt"]
    assert store.read(evidence.links) == []
    file.check(review.path)


def test_several_claims_are_changed_tagged_and_moved_at_once(review: Review) -> None:
    store, both = review.store, [review.first, review.second]
    third = do(store, claims.add, "Nobody died.")
    do(store, claims.change_all, both, priority=3, recheck_on="2024-06-01")
    details = store.read(claims.details)
    assert [(row.priority, row.recheck_on) for row in details] == [
        *[(3, "2024-06-01")] * 2,
        (0, ""),
    ]
    do(store, claims.tag, [review.first], ["b"])
    do(store, claims.tag, both, ["a", " a "])
    assert [row.name for row in store.read(claims.tags)] == ["a", "a", "b"]
    do(store, claims.untag, both, [" a ", "c"])
    assert [row.name for row in store.read(claims.tags)] == ["b"]
    do(store, claims.move, both, None)
    assert [row.id for row in store.read(claims.rows)] == [third, *both]
    _, change = store.run("Move", lambda session: claims.move(session, both, third))
    assert numbers(store)["Nobody died."] == 3
    store.revert(change)
    assert numbers(store)["Nobody died."] == 1


def test_several_links_are_made_and_changed_at_once(review: Review) -> None:
    store = review.store
    third = do(store, claims.add, "Nobody died.")
    do(store, passages.link_all, third, [review.own, review.shared], Stance.MENTIONS)
    links = store.read(passages.links, third)
    assert [row.stance for row in links] == [Stance.MENTIONS] * 2
    some = [row.id for row in links]
    do(store, passages.change_links, some, voice=Voice.QUOTED, speaker="The mayor")
    do(store, passages.change_links, some[:1], speaker="A driver")
    (link,) = store.read(passages.links, review.second)
    do(store, passages.change_link, link.id, speaker="The mayor")
    assert [row.voice for row in store.read(passages.links, third)] == [Voice.QUOTED] * 2
    assert store.read(passages.speakers) == ["The mayor", "A driver"]
    do(store, claims.remove, [third, review.second])
    assert store.read(passages.speakers) == []
