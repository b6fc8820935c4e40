"""What is new since a moment or against another copy: rows of both sides, and counts."""

import os
from pathlib import Path

import pytest

from claimdesk.core.chronicle import Tally
from claimdesk.core.deeds import Did
from claimdesk.core.errors import Code
from claimdesk.core.model import ReviewerRow, Verdict
from claimdesk.store import assessments, chronicle, claims, passages, since
from claimdesk.store.chronicle import Wish
from claimdesk.store.opening import STAGES, Stage
from claimdesk.store.store import Store
from store.conftest import Opener, Review
from store.world import OTHER, do, refusal


@pytest.fixture
def copy(review: Review, opened: Opener, tmp_path: Path) -> Path:
    """Return a copy of the review in which somebody else went on."""
    path = tmp_path / "copy.claimdesk"
    review.store.backup(path)
    other = opened(path, OTHER)
    do(other, claims.add, "A third.")
    do(other, assessments.decide, [review.first], Verdict.DENIED)
    other.close()
    return path


def unwatched(_done: int, _total: int) -> None:
    pass


def test_records_are_counted_as_new_changed_or_removed(review: Review) -> None:
    store = review.store
    moment = do(store, lambda session: session.now_ms)
    fourth = do(store, claims.add, "A fourth.")
    do(store, claims.add, "A third.")
    do(store, claims.change, review.second, claimant="The police")
    do(store, claims.remove, [fourth])
    do(store, assessments.decide, [review.first], Verdict.DENIED)
    do(store, passages.unlink, review.first, review.own)
    assert store.read(since.tally, Wish(since_ms=moment)) == (
        Tally("claim", 1, 1, 0),
        *(Tally("passage", 0, 0, 1), Tally("link", 0, 0, 1), Tally("assessment", 0, 1, 0)),
    )
    assert store.read(since.tally, Wish(since_ms=2_000_000_000_000)) == ()


def test_my_last_work_ends_with_the_last_entry_of_my_latest_session(
    review: Review, opened: Opener
) -> None:
    store, late = review.store, 2_000_000_000_000
    last = store.read(chronicle.page).rows[0].when_ms
    assert store.read(since.last_work, store.reviewer_id, late) == last + 1
    assert store.read(since.last_work, OTHER.id, late) is None
    store.close()
    again = opened(review.path)
    do(again, claims.add, "A third.")
    assert again.read(since.last_work, again.reviewer_id, last + 1) == last + 1


def test_two_copies_differ_in_what_only_one_of_them_has(review: Review, copy: Path) -> None:
    do(review.store, claims.remove, [review.second])
    found = since.between(review.path, copy, None, unwatched)
    assert [(row.about.kind, row.did) for row in found.here.rows] == [("claim", Did.REMOVED)]
    assert found.here.tallies == (Tally("claim", 0, 0, 1),)
    assert [(row.about.kind, row.reviewer) for row in found.there.rows] == [
        *(("assessment", "Omar Bell"), ("claim", "Omar Bell"), ("reviewer", "Omar Bell")),
    ]
    assert found.there.tallies == (Tally("claim", 1, 0, 0), Tally("assessment", 1, 0, 0))
    assert (found.here.entries, found.there.entries) == (1, 3)


def test_a_copy_just_made_differs_in_nothing(review: Review, tmp_path: Path) -> None:
    path = tmp_path / "copy.claimdesk"
    review.store.backup(path)
    found = since.between(review.path, path, None, unwatched)
    assert found.here == found.there == since.Side((), (), 0)


def test_another_project_is_refused(review: Review, tmp_path: Path, me: ReviewerRow) -> None:
    path = tmp_path / "other.claimdesk"
    Store.create(path, "Other", me, durable=False).close()
    sentence = refusal(lambda: since.between(review.path, path, None, unwatched))
    assert sentence == "“other.claimdesk” is another project, not a copy of this one."


def test_what_is_no_project_or_open_here_or_missing_is_told(review: Review, tmp_path: Path) -> None:
    bad = tmp_path / "bad.claimdesk"
    bad.write_text("not a project at all")
    missing = tmp_path / "missing.claimdesk"
    refusal(lambda: since.between(review.path, bad, None, unwatched), Code.NOT_PROJECT)
    refusal(lambda: since.between(review.path, review.path, None, unwatched), Code.ALREADY_OPEN)
    refusal(lambda: since.between(review.path, missing, None, unwatched), Code.MISSING)


def test_a_copy_that_changes_while_it_is_checked_is_told(review: Review, copy: Path) -> None:
    def change(done: int, _total: int) -> None:
        if done > STAGES.index(Stage.PAGES):
            os.utime(copy, ns=(1, 1))

    refusal(lambda: since.between(review.path, copy, None, change), Code.CHANGED)
