"""A project that is only looked at: it follows what its owner writes, and writes nothing."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from claimdesk.core.errors import Code
from claimdesk.core.model import ReviewerRow, Verdict
from claimdesk.store import assessments, claims, file
from claimdesk.store.view import View
from store.conftest import Review
from store.world import do, refusal, sql


@pytest.fixture
def view(review: Review, me: ReviewerRow, monkeypatch: pytest.MonkeyPatch) -> Iterator[View]:
    """Look at the project that is open in the same process, which no reviewer can do."""
    with View(review.path, me, "Omar has it open.") as looked_at:
        yield looked_at


def test_a_view_is_told_which_records_were_written(review: Review, view: View) -> None:
    assert view.news() is None
    third = do(review.store, claims.add, "Third")
    change = view.news()
    assert change is not None
    assert change.records["claim"] == {third}
    assert len(view.read(claims.rows)) == 3
    assert view.news() is None
    do(review.store, assessments.decide, [third], Verdict.DENIED)
    do(review.store, claims.add, "Fourth")
    change = view.news()
    assert change is not None
    assert change.touches("assessment")
    assert len(change.transactions) >= 2
    assert (view.why, view.reviewer_id) == ("Omar has it open.", review.store.reviewer_id)


def test_what_is_no_history_is_no_news(review: Review, view: View) -> None:
    sql(review.path, "INSERT INTO meta VALUES ('x', 'y')")
    assert view.news() is None


def test_a_view_writes_nothing(review: Review, view: View, tmp_path: Path) -> None:
    refusal(
        lambda: view.read(lambda session: session.sqlite.execute("DELETE FROM claim")),
        Code.NO_PERMISSION,
    )
    view.backup(tmp_path / "copy.claimdesk")
    assert file.check(tmp_path / "copy.claimdesk").claims == 2


def test_a_view_is_told_when_its_file_is_gone_or_another(
    review: Review, view: View, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    view.backup(copy)
    away = review.path.with_name("away")
    review.path.rename(away)
    refusal(view.news, Code.MOVED)
    copy.rename(review.path)
    refusal(view.news, Code.REPLACED)
    assert len(view.read(claims.rows)) == 2


def test_a_view_is_opened_after_a_look(review: Review, me: ReviewerRow, tmp_path: Path) -> None:
    review.store.close()
    with View.open(review.path, me, "It lies on a disk that can only be read.") as view:
        assert len(view.read(claims.rows)) == 2
    assert [one.name for one in tmp_path.iterdir()] == [review.path.name]
    (tmp_path / "text").write_bytes(b"text" * 100)
    refusal(partial(View.open, tmp_path / "text", me, ""), Code.NOT_PROJECT)


def test_a_view_of_a_damaged_file_is_closed_again(review: Review, me: ReviewerRow) -> None:
    review.store.close()
    sql(review.path, "DROP TABLE revision")
    with pytest.raises(Exception, match="revision"):
        View(review.path, me, "")
    review.path.unlink()
