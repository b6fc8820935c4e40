"""An open project: transactions, who edits, trouble with the disk and with other programs."""

import gc
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from claimdesk.core.errors import Code
from claimdesk.core.model import ClaimRow, ReadArticle, ReviewerRow, Verdict
from claimdesk.store import articles, assessments, claims, file, projects, reviewers
from claimdesk.store.store import Session, Store
from claimdesk.store.tables import Claim
from store.conftest import Opener, Review
from store.world import OTHER, READS, do, limit_pages, refusal, sql, tables


def _fail(session: Session) -> None:
    claims.add(session, "Lost")
    articles.add(session, ReadArticle("Lost text."))
    raise RuntimeError("a bug")


# --- making and opening ------------------------------------------------------------------------


def test_a_new_project_has_its_title_and_the_reviewer_who_made_it(
    path: Path, me: ReviewerRow
) -> None:
    with Store.create(path, "  Bridge review ", me) as store:
        assert store.read(projects.row).title == "Bridge review"
        assert store.read(reviewers.rows) == [me]
        assert store.reviewer_id == me.id
        assert store.path == path
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert sql(path, "SELECT key, length(value) FROM meta") == [("created_ms", 13)]
    found = file.check(path)
    assert (found.articles, found.claims, found.content_bytes, found.revisions) == (0, 0, 0, 2)


def test_a_project_is_never_made_over_a_file(path: Path, me: ReviewerRow) -> None:
    path.write_text("mine")
    refusal(lambda: Store.create(path, "Title", me), Code.EXISTS)
    assert path.read_text() == "mine"


def test_a_project_that_could_not_be_made_leaves_nothing(path: Path, me: ReviewerRow) -> None:
    assert "needs a title" in refusal(lambda: Store.create(path, "  ", me))
    assert list(path.parent.iterdir()) == []
    refusal(lambda: Store.create(path / "a" / "b", "T", me), Code.MISSING)
    refusal(lambda: Store.create(path.with_name("a\0b"), "T", me), Code.BAD_NAME)
    refusal(lambda: Store.create(path.with_name("n" * 300), "T", me), Code.BAD_NAME)


def test_a_project_that_the_disk_has_no_room_for_leaves_nothing(
    path: Path, me: ReviewerRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit_pages(monkeypatch, 10)
    refusal(lambda: Store.create(path, "Title", me), Code.DISK_FULL)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "question?mode=memory.claimdesk",
        "hash#tag.claimdesk",
        "percent%20%41.claimdesk",
        "Überprüfung Києва 検証.claimdesk",
        "quote'\"; --.claimdesk",
        "line\nbreak.claimdesk",
        "n" * 200 + ".claimdesk",
        "bytes-\udcff\udcfe.claimdesk",
    ],
)
def test_any_file_name_is_opened_as_it_is(tmp_path: Path, me: ReviewerRow, name: str) -> None:
    folder = tmp_path / "a folder?#%25"
    folder.mkdir()
    with Store.create(folder / name, "Title", me, durable=False) as store:
        do(store, claims.add, "One")
        store.backup(tmp_path / "copy")
    with Store.open(folder / name, me) as store:
        assert len(store.read(claims.rows)) == 1
    assert [one.name for one in folder.iterdir()] == [name]
    assert file.check(folder / name).claims == 1


def test_a_file_deep_down_is_opened(tmp_path: Path, me: ReviewerRow) -> None:
    folder = tmp_path.joinpath(*["folder" * 20] * 3)
    folder.mkdir(parents=True)
    with Store.create(folder / "p.claimdesk", "Title", me, durable=False) as store:
        do(store, claims.add, "One")
    assert file.check(folder / "p.claimdesk").claims == 1


def test_a_path_that_says_where_from_here_is_opened(
    tmp_path: Path, me: ReviewerRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Store.create(Path("here.claimdesk"), "Title", me, durable=False) as store:
        do(store, claims.add, "One")
    assert (tmp_path / "here.claimdesk").exists()


# --- who edits ---------------------------------------------------------------------------------


def test_a_reviewer_is_introduced_by_the_first_edit_and_only_once(
    review: Review, opened: Opener
) -> None:
    review.store.close()
    his = opened(review.path, OTHER)
    his.read(claims.rows)
    assert len(his.read(reviewers.rows)) == 1
    _, change = his.run("Edit", lambda session: claims.add(session, "His"))
    assert change.records.keys() == {"claim"}
    do(his, claims.add, "His too")
    assert [row.name for row in his.read(reviewers.rows)] == ["Nina Marsh", "Omar Bell"]
    his.revert(change)
    assert len(his.read(reviewers.rows)) == 2
    entries = sql(review.path, "SELECT count(*) FROM revision WHERE entity='reviewer'")
    assert entries == [(2,)]
    file.check(review.path)


def test_another_name_of_the_same_reviewer_is_written_down(review: Review, opened: Opener) -> None:
    review.store.close()
    renamed = ReviewerRow(review.store.reviewer_id, "Nina Marsh-Bell", "NB")
    store = opened(review.path, renamed)
    do(store, claims.add, "New")
    assert store.read(reviewers.rows) == [renamed]
    row = store.read(claims.row, review.first)
    assert row is not None
    assert row.reviewer == "Nina Marsh-Bell"
    file.check(review.path)


def test_a_first_edit_that_fails_introduces_nobody_and_the_next_one_does(
    review: Review, opened: Opener
) -> None:
    review.store.close()
    store = opened(review.path, OTHER)
    with pytest.raises(RuntimeError, match="a bug"):
        do(store, _fail)
    assert len(store.read(reviewers.rows)) == 1
    do(store, assessments.decide, [review.first], Verdict.DENIED)
    assert len(store.read(reviewers.rows)) == 2


# --- transactions ------------------------------------------------------------------------------


def test_an_edit_that_fails_leaves_the_file_byte_for_byte_as_it_was(review: Review) -> None:
    do(review.store, claims.add, "Before")
    before = review.path.read_bytes()
    with pytest.raises(RuntimeError, match="a bug"):
        do(review.store, _fail)
    assert review.path.read_bytes() == before
    refusal(lambda: do(review.store, claims.add, "  "))
    assert review.path.read_bytes() == before
    do(review.store, claims.add, "After")
    assert [row.text for row in review.store.read(claims.rows)][2:] == ["Before", "After"]
    file.check(review.path)


def test_an_edit_sees_what_it_did_so_far(review: Review) -> None:
    def edit(session: Session) -> list[ClaimRow]:
        claims.change(session, review.first, claimant="Somebody")
        assessments.decide(session, [review.second], Verdict.DENIED)
        claims.add(session, "Third")
        return claims.rows(session)

    rows = do(review.store, edit)
    assert [row.claimant for row in rows] == ["Somebody", "", ""]
    assert rows[1].verdict is Verdict.DENIED
    assert rows == review.store.read(claims.rows)


def test_an_edit_or_a_read_inside_an_edit_fails_loudly(review: Review) -> None:
    with pytest.raises(sa.exc.TimeoutError):
        do(review.store, lambda _session: do(review.store, claims.add, "Inner"))
    with pytest.raises(sa.exc.TimeoutError):
        do(review.store, lambda _session: review.store.read(claims.rows))
    assert len(review.store.read(claims.rows)) == 2


def test_a_reading_session_writes_nothing(review: Review) -> None:
    before = review.path.read_bytes()
    with pytest.raises(RuntimeError, match="writes nothing"):
        review.store.read(lambda session: claims.add(session, "New"))
    with pytest.raises(RuntimeError, match="has no reviewer"):
        review.store.read(lambda session: session.reviewer_id)
    with pytest.raises(RuntimeError, match="has no reviewer"):
        review.store.read(lambda session: session.now_ms)
    review.store.read(lambda session: session.sqlite.execute("UPDATE claim SET text='x'"))
    assert review.path.read_bytes() == before


def test_nothing_gets_past_the_history(review: Review) -> None:
    before = tables(review.path)
    for statement in (
        sa.update(Claim).values(text="x"),
        sa.delete(Claim),
        sa.insert(Claim).values(id=b"x" * 16, text="x"),
    ):
        with pytest.raises(RuntimeError, match="past the history"):
            do(review.store, lambda session, one=statement: session.execute(one))

    def by_the_orm(session: Session) -> None:
        session.exec(select(Claim)).all()[0].text = "x"
        session.flush()

    with pytest.raises(RuntimeError, match="never by the ORM"):
        do(review.store, by_the_orm)
    assert tables(review.path) == before


def test_a_bug_in_a_statement_is_not_worded_as_trouble_with_the_disk(review: Review) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        do(review.store, lambda session: session.sqlite.execute("SELECT 1 FROM nowhere"))
    with pytest.raises(sa.exc.OperationalError, match="no such table"):
        review.store.read(
            lambda session: session.connection().execute(sa.text("SELECT 1 FROM nowhere"))
        )
    with pytest.raises(sqlite3.IntegrityError):
        do(review.store, claims.change, review.first, stage="no stage")
    with pytest.raises(sa.exc.IntegrityError):
        do(review.store, claims.add, "New", article_id=review.first)


def test_time_and_reviewer_of_an_edit_are_known(review: Review) -> None:
    who, now = do(review.store, lambda session: (session.reviewer_id, session.now_ms))
    assert who == review.store.reviewer_id
    assert now >= 1_700_000_000_000


def test_a_store_is_dropped_without_a_trace(path: Path, me: ReviewerRow) -> None:
    store = Store.create(path, "Project", me, durable=False)
    do(store, claims.add, "One")
    del store
    gc.collect()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


# --- every read --------------------------------------------------------------------------------


@pytest.mark.parametrize("read", READS, ids=lambda read: f"{read.__module__}.{read.__name__}")
def test_every_list_can_be_read_from_an_empty_project(
    opened: Opener, read: Callable[[Session], object]
) -> None:
    opened().read(read)


def test_rows_that_are_read_stay_when_the_file_is_closed(review: Review) -> None:
    rows = review.store.read(claims.rows)
    review.store.close()
    assert [row.number for row in rows] == [1, 2]
