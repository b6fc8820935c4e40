"""Values and removed records come back as one action, or it is said in words why not."""

from functools import partial

import pytest

from claimdesk.core.chronicle import Hindrance
from claimdesk.core.deeds import Did
from claimdesk.core.ids import derived_id
from claimdesk.core.model import Because, EvidenceStance, Id, Opinion, Subject, Verdict
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    chronicle,
    claims,
    evidence,
    file,
    notes,
    passages,
    records,
    restoring,
)
from claimdesk.store.restoring import Old
from claimdesk.store.store import Session, Store
from store.conftest import Opener, Review
from store.world import OTHER, do, live, refusal


def mine(review: Review, reviewer_id: Id | None = None) -> Id:
    ends = {"claim_id": review.first, "reviewer_id": reviewer_id or review.store.reviewer_id}
    return records.id_of("assessment", ends)


def hindrance(store: Store, old: Old) -> Hindrance:
    return store.read(restoring.value_hindrance, old, store.reviewer_id)


def test_a_claims_old_text_comes_back_and_can_be_undone(review: Review) -> None:
    store = review.store
    do(store, claims.change, review.first, text="It was shut.")
    old = Old("claim", review.first, "text", "The bridge was closed.")
    _, change = store.run("Restore", lambda s: restoring.restore_value(s, old))
    assert store.read(claims.rows)[0].text == "The bridge was closed."
    store.revert(change)
    assert store.read(claims.rows)[0].text == "It was shut."


def test_my_old_verdict_comes_back_with_its_rules_and_a_new_time(review: Review) -> None:
    store = review.store
    do(store, assessments.decide, [review.first], Verdict.UNVERIFIED)
    do(store, assessments.describe, review.first, because=Because.NOT_CHECKABLE, reason="No.")
    before = store.read(assessments.rows)[0]
    do(store, restoring.restore_value, Old("assessment", mine(review), "verdict", "confirmed"))
    now = store.read(assessments.rows)[0]
    assert (now.verdict, now.because, now.reason) == (Verdict.CONFIRMED, Because.NOT_SAID, "No.")
    assert now.decided_ms > before.decided_ms
    why = Old("assessment", mine(review), "unverified_because", "not_checkable")
    assert hindrance(store, why) is Hindrance.NO_VERDICT
    do(store, restoring.restore_value, Old("assessment", mine(review), "reason", ""))
    do(store, restoring.restore_value, Old("assessment", mine(review), "verdict", "unverified"))
    do(store, restoring.restore_value, why)
    now = store.read(assessments.rows)[0]
    assert (now.because, now.reason) == (Because.NOT_CHECKABLE, "")


def test_nobody_brings_back_the_verdict_of_somebody_else(review: Review, opened: Opener) -> None:
    review.store.close()
    store = opened(review.path, OTHER)
    reviewer_id = derived_id("reviewer", b"Nina Marsh")
    old = Old("assessment", mine(review, reviewer_id), "reason", "A reason")
    assert hindrance(store, old) is Hindrance.OTHERS_VERDICT
    sentence = refusal(lambda: do(store, restoring.restore_value, old))
    assert sentence == "Only whoever gave a verdict can bring it back."


def test_nobody_brings_back_the_removed_verdict_of_somebody_else(
    review: Review, opened: Opener
) -> None:
    do(review.store, assessments.withdraw, [review.first])
    key = ("assessment", mine(review))
    review.store.close()
    store = opened(review.path, OTHER)
    assert (
        store.read(restoring.removal_hindrance, key, store.reviewer_id) is Hindrance.OTHERS_VERDICT
    )
    refusal(lambda: do(store, restoring.restore_removed, key))
    store.close()
    again = opened(review.path)
    assert do(again, restoring.restore_removed, key) == 1
    assert len(again.read(assessments.rows)) == 1


def test_an_adjudication_comes_back_to_whoever_gave_it(review: Review, opened: Opener) -> None:
    store = review.store
    final = Opinion(Verdict.DENIED, reason="Both agree")
    do(store, adjudications.record, review.first, store.reviewer_id, final)
    old = Old(
        "adjudication", records.id_of("adjudication", {"claim_id": review.first}), "reason", ""
    )
    before = store.read(adjudications.rows)[0]
    do(store, restoring.restore_value, old)
    (now,) = store.read(adjudications.rows)
    assert now.reason == ""
    assert now.decided_ms > before.decided_ms
    store.close()
    other = opened(review.path, OTHER)
    assert hindrance(other, Old(old.kind, old.id, "verdict", "denied")) is Hindrance.OTHERS_VERDICT


@pytest.mark.parametrize(
    ("field", "raw", "why"),
    [
        ("text", "The bridge was closed.", Hindrance.SAME),
        ("position", "a", Hindrance.FIXED),
        ("claimant", "Somebody", Hindrance.NONE),
        ("article_id", None, Hindrance.SAME),
    ],
)
def test_what_cannot_be_given_again_is_told(
    review: Review, field: str, raw: str | None, why: Hindrance
) -> None:
    assert hindrance(review.store, Old("claim", review.first, field, raw)) is why


def test_what_never_changes_and_what_is_removed_is_told(review: Review) -> None:
    store = review.store
    assert hindrance(store, Old("passage", review.own, "quote", "x")) is Hindrance.FIXED
    note = do(store, notes.add, Subject.CLAIM, review.first, store.reviewer_id, "Hm.")
    assert hindrance(store, Old("note", note, "body", "Oh.")) is Hindrance.NONE
    do(store, restoring.restore_value, Old("note", note, "body", "Oh."))
    assert store.read(notes.rows)[0].body == "Oh."
    do(store, claims.remove, [review.first])
    assert hindrance(store, Old("note", note, "body", "Hm.")) is Hindrance.REMOVED
    assert hindrance(store, Old("claim", review.first, "text", "Hm.")) is Hindrance.REMOVED
    nobody = Id(b"\1" * 16)
    assert hindrance(store, Old("claim", nobody, "text", "Hm.")) is Hindrance.REMOVED


def test_a_value_that_points_to_something_removed_does_not_come_back(review: Review) -> None:
    store = review.store
    source = do(store, evidence.add, title="A photo", passage_id=review.own)

    def let_go(session: Session) -> None:
        session.action.write(("evidence", source), {"passage_id": None})

    do(store, let_go)
    old = Old("evidence", source, "passage_id", review.own.hex())
    assert hindrance(store, old) is Hindrance.NONE
    do(store, passages.remove, review.own)
    assert hindrance(store, old) is Hindrance.TARGET_REMOVED


def test_a_removed_claim_comes_back_with_its_passages(review: Review) -> None:
    store = review.store
    before = live(review.path)
    do(store, claims.remove, [review.first])
    count, change = store.run(
        "Back", lambda s: restoring.restore_removed(s, ("claim", review.first))
    )
    assert count == 2
    assert live(review.path) == before
    file.check(review.path)
    store.revert(change)
    assert [row.id for row in store.read(claims.rows)] == [review.second]


def test_a_passage_brings_back_the_article_it_stands_in(review: Review) -> None:
    store = review.store
    before = live(review.path)
    do(store, passages.remove, review.own)
    do(store, articles.remove, store.read(articles.rows)[0].id)
    do(store, restoring.restore_removed, ("passage", review.own))
    assert live(review.path) == before
    file.check(review.path)


def test_a_removed_article_comes_back_with_what_hangs_on_it(review: Review) -> None:
    store = review.store
    article_id = store.read(articles.rows)[0].id
    before = live(review.path)
    do(store, articles.remove, article_id)
    do(store, restoring.restore_removed, ("article", article_id))
    assert live(review.path) == before


def test_a_link_brings_back_its_removed_claim(review: Review) -> None:
    store = review.store
    link = records.id_of("link", {"claim_id": review.second, "passage_id": review.shared})
    do(store, passages.unlink, review.second, review.shared)
    do(store, claims.remove, [review.second])
    do(store, restoring.restore_removed, ("link", link))
    assert [row.id for row in store.read(passages.links, review.second)] == [link]


def test_what_is_not_removed_does_not_come_back(review: Review) -> None:
    assert "not removed" in refusal(
        lambda: do(review.store, restoring.restore_removed, ("claim", review.first))
    )


def test_evidence_and_notes_come_back(review: Review) -> None:
    store = review.store
    source = do(store, evidence.add, title="A photo")
    do(store, evidence.join, review.first, source, EvidenceStance.SUPPORTS)
    note = do(store, notes.add, Subject.EVIDENCE, source, store.reviewer_id, "Blurred.")
    before = live(review.path)
    for key in (("evidence", source), ("note", note)):
        do(store, lambda session, key=key: session.action.remove(key))
    wish = chronicle.Wish(dids=frozenset((Did.REMOVED,)))
    assert len(store.read(chronicle.page, wish).rows) == 2
    do(store, restoring.restore_removed, ("note", note))
    assert live(review.path) == before


def test_a_value_that_is_none_of_the_choices_is_refused(review: Review) -> None:
    for old in (
        Old("claim", review.first, "stage", "nowhere"),
        Old("assessment", mine(review), "verdict", "perhaps"),
    ):
        sentence = refusal(partial(do, review.store, restoring.restore_value, old))
        assert sentence == "This value cannot be saved."
