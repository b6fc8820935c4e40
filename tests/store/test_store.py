"""An open project: transactions, who edits, trouble with the disk and with other programs."""

import gc
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from claimdesk.core.errors import Code
from claimdesk.core.model import ClaimRow, ReadArticle, ReviewerRow, Verdict
from claimdesk.store import articles, assessments, claims, file, projects, reviewers
from claimdesk.store.store import Session, Store, open_reader
from claimdesk.store.tables import Claim
from store.conftest import Opener, Review
from store.world import OTHER, READS, TEXT, an_article, do, live, refusal, sql, tables


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
    _limit_pages(monkeypatch, 10)
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


def test_a_store_is_dropped_without_a_trace(opened: Opener, path: Path) -> None:
    store = opened()
    do(store, claims.add, "One")
    del store
    gc.collect()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


# --- other programs and other threads ----------------------------------------------------------


def test_a_reader_of_its_own_sees_what_is_committed_and_writes_nothing(review: Review) -> None:
    with open_reader(review.path) as reader:
        assert len(reader.read(claims.rows)) == 2
        do(review.store, claims.add, "Third")
        assert len(reader.read(claims.rows)) == 3
        refusal(
            lambda: reader.read(lambda session: session.sqlite.execute("DELETE FROM claim")),
            Code.NO_PERMISSION,
        )


def test_a_read_during_an_edit_sees_the_state_before_it(review: Review) -> None:
    with open_reader(review.path) as reader:

        def edit(session: Session) -> int:
            claims.add(session, "Third")
            return len(reader.read(claims.rows))

        assert do(review.store, edit) == 2
        assert len(reader.read(claims.rows)) == 3


def test_an_edit_waits_for_a_reader_to_finish(review: Review) -> None:
    reading, done = threading.Event(), threading.Event()

    def read(session: Session) -> None:
        claims.rows(session)
        reading.set()
        done.wait(0.5)

    def work() -> None:
        with open_reader(review.path) as reader:
            reader.read(read)

    thread = threading.Thread(target=work)
    thread.start()
    reading.wait()
    do(review.store, claims.add, "Third")
    thread.join()
    assert len(review.store.read(claims.rows)) == 3


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.readline()
"""


def test_a_file_another_program_writes_to_is_locked_and_nothing_hangs(
    review: Review, me: ReviewerRow
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(review.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        acts: tuple[Callable[[], object], ...] = (
            lambda: do(review.store, claims.add, "New"),
            lambda: Store.open(review.path, me),
        )
        for act in acts:
            start = time.monotonic()
            assert "try again" in refusal(act, Code.LOCKED)
            assert time.monotonic() - start < 4
        other.communicate("\n")
    do(review.store, claims.add, "New")
    file.check(review.path)


def test_what_another_program_wrote_is_not_written_over(review: Review, me: ReviewerRow) -> None:
    do(review.store, claims.add, "Mine")
    with Store.open(review.path, me, durable=False) as other:
        do(other, claims.add, "From elsewhere")
    assert "open it again" in refusal(lambda: do(review.store, claims.add, "New"), Code.CHANGED)
    assert len(review.store.read(claims.rows)) == 4
    refusal(lambda: do(review.store, claims.add, "New"), Code.CHANGED)
    with Store.open(review.path, me, durable=False) as again:
        do(again, claims.add, "New")
    file.check(review.path)


# --- trouble with the disk ---------------------------------------------------------------------


def _limit_pages(monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    connect = file.connect

    def limited(path: Path, *, writing: bool, durable: bool = True) -> sqlite3.Connection:
        connection = connect(path, writing=writing, durable=durable)
        connection.execute(f"PRAGMA max_page_count={pages}")
        return connection

    monkeypatch.setattr(file, "connect", limited)


def test_a_full_disk_stops_the_edit_and_nothing_is_half_written(
    review: Review, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = live(review.path)
    review.store.close()
    with monkeypatch.context() as patch:
        _limit_pages(patch, review.path.stat().st_size // 4096 + 2)
        store = opened()
        for _ in range(2):
            sentence = refusal(lambda: an_article(store, TEXT * 1000), Code.DISK_FULL)
            assert "nothing was changed" in sentence
            assert live(review.path) == before
        do(store, claims.change, review.first, claimant="Small")
    file.check(review.path)


def test_a_file_on_a_read_only_disk_is_read_and_edits_are_refused(
    review: Review, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    review.store.close()
    connect = file.connect

    def read_only(path: Path, *, writing: bool, durable: bool = True) -> sqlite3.Connection:
        return connect(path, writing=False, durable=durable)

    monkeypatch.setattr(file, "connect", read_only)
    store = opened()
    assert len(store.read(claims.rows)) == 2
    assert "may not be written to" in refusal(
        lambda: do(store, claims.add, "New"), Code.NO_PERMISSION
    )
    assert len(store.read(claims.rows)) == 2


def test_a_page_that_goes_bad_while_the_file_is_open_is_worded(
    review: Review, opened: Opener
) -> None:
    an_article(review.store, TEXT * 3000)
    review.store.close()
    ((root,),) = sql(review.path, "SELECT rootpage FROM sqlite_schema WHERE name='claim'")
    _overwrite(review.path, (root - 1) * 4096)
    store = opened()
    refusal(lambda: store.read(claims.rows), Code.DAMAGED)
    refusal(lambda: do(store, claims.add, "New"), Code.DAMAGED)


def _overwrite(path: Path, place: int) -> None:
    with path.open("r+b") as stream:
        stream.seek(place)
        stream.write(b"\xa5" * 512)


# --- backups -----------------------------------------------------------------------------------


def test_a_backup_is_a_complete_verified_copy(review: Review, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "copy.claimdesk"
    copy.parent.mkdir()
    found = review.store.backup(copy)
    assert found == file.check(copy)
    assert (found.articles, found.claims) == (1, 2)
    assert tables(copy) == tables(review.path)
    assert [one.name for one in copy.parent.iterdir()] == [copy.name]
    do(review.store, claims.add, "Third")
    review.store.backup(copy)
    assert tables(copy) == tables(review.path)


def test_a_backup_does_not_replace_the_project_itself(review: Review) -> None:
    refusal(lambda: review.store.backup(review.path))
    (review.path.parent / "link").symlink_to(review.path)
    refusal(lambda: review.store.backup(review.path.parent / "link"))
    do(review.store, claims.add, "Still open")
    file.check(review.path)


def test_a_backup_that_fails_leaves_the_one_before(review: Review, tmp_path: Path) -> None:
    copy = tmp_path / "copy.claimdesk"
    review.store.backup(copy)
    before = copy.read_bytes()
    refusal(lambda: review.store.backup(tmp_path / "no folder" / "copy"), Code.MISSING)
    with closing(sqlite3.connect(review.path)) as connection:
        connection.execute("UPDATE passage SET prefix='forged' WHERE start > 0")
        connection.commit()
    refusal(lambda: review.store.backup(copy), Code.DAMAGED)
    assert copy.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == [copy.name, review.path.name]


def test_a_backup_that_has_no_room_is_worded(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def full(*about: object, **settings: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*about, **settings)  # type: ignore[call-overload]
        if "claimdesk-" in str(about[0]):
            connection.execute("PRAGMA max_page_count=3")
        return connection

    monkeypatch.setattr(sqlite3, "connect", full)
    refusal(lambda: review.store.backup(tmp_path / "copy"), Code.DISK_FULL)
    assert [one.name for one in tmp_path.iterdir()] == [review.path.name]


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
