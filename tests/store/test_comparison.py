"""What a backup has and has not, compared with now."""

from pathlib import Path

import pytest

from claimdesk.core.model import Opinion, ReadArticle, Subject, Verdict
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    assignments,
    checklist,
    claims,
    evidence,
    notes,
)
from claimdesk.store.comparison import Counts, Item, Kind, compare
from store.conftest import Review
from store.world import do


@pytest.fixture
def then(review: Review, tmp_path: Path) -> Path:
    store = review.store
    do(store, notes.add, Subject.CLAIM, review.first, store.reviewer_id, "A note.")
    path = tmp_path / "then.claimdesk"
    store.backup(path)
    return path


def test_a_copy_just_made_differs_in_nothing(review: Review, then: Path) -> None:
    found = compare(then, review.path, None)
    assert found.same
    assert found.items == ()
    assert Counts(Kind.PASSAGE, 2, 2, 0, 0, 0) in found.counts


def test_what_was_added_removed_and_changed_since_is_counted_by_kind(
    review: Review, then: Path
) -> None:
    store = review.store
    do(store, claims.add, "A third.")
    do(store, claims.remove, [review.first])
    do(store, claims.change, review.second, claimant="The police")
    do(store, articles.add, ReadArticle("Another text.", "Another"))
    do(store, evidence.add, title="A photo")
    do(store, assessments.decide, [review.second], Verdict.DENIED)

    found = compare(then, review.path, None)

    assert not found.same
    assert [(one.kind, one.then, one.now) for one in found.counts] == [
        *((Kind.ARTICLE, 1, 2), (Kind.CLAIM, 2, 2), (Kind.PASSAGE, 2, 1), (Kind.VERDICT, 1, 1)),
        *((Kind.EVIDENCE, 0, 1), (Kind.NOTE, 1, 0)),
    ]
    assert [(one.added, one.removed, one.changed) for one in found.counts] == [
        *((1, 0, 0), (1, 1, 1), (0, 1, 0), (1, 1, 0), (1, 0, 0), (0, 1, 0)),
    ]


def test_what_would_come_back_is_named(review: Review, then: Path) -> None:
    store = review.store
    do(store, claims.remove, [review.first])
    do(store, claims.change, review.second, text="Eleven people were hurt.")

    assert set(compare(then, review.path, None).items) == {
        Item(Kind.CLAIM, "The bridge was closed.", removed=True),
        Item(Kind.CLAIM, "Ten people were hurt.", removed=False),
        Item(Kind.PASSAGE, "closed on Monday", removed=True),
        Item(Kind.VERDICT, "The bridge was closed.", removed=True, verdict=Verdict.CONFIRMED),
        Item(Kind.NOTE, "A note.", removed=True),
    }


def test_a_changed_verdict_is_told_as_it_was(review: Review, then: Path) -> None:
    do(review.store, assessments.decide, [review.first], Verdict.DENIED)
    assert compare(then, review.path, None).items == (
        Item(Kind.VERDICT, "The bridge was closed.", removed=False, verdict=Verdict.CONFIRMED),
    )


def test_what_hangs_on_a_claim_is_compared_with_it(review: Review, then: Path) -> None:
    store, first, second = review.store, review.first, review.second
    third = do(store, claims.add, "Nobody died.")
    do(store, adjudications.decide, [first], Opinion(Verdict.DENIED))
    do(store, checklist.tick, [second], do(store, checklist.add, "Asked?"), done=True)
    do(store, assignments.assign, [third], store.reviewer_id)
    found = {item.text for item in compare(then, review.path, None).items}
    assert found == {"The bridge was closed.", "Ten people were hurt."}
    now = then.with_name("now.claimdesk")
    store.backup(now)
    assert compare(now, review.path, None).same
    do(store, assignments.release, [third], store.reviewer_id)
    assert [item.text for item in compare(now, review.path, None).items] == ["Nobody died."]
