"""The guard: what becomes of a file that is open is told by its own code, and nothing is written.

Real files, real moves; only what needs another machine or the administrator is played.
"""

import errno
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from claimdesk.core.errors import Code
from claimdesk.core.model import ReadArticle, ReviewerRow
from claimdesk.store import articles, claims, file, guard, probe
from claimdesk.store.store import Session, Store
from store.conftest import Opener, Review
from store.world import do, refusal, sql


@pytest.fixture
def held(tmp_path: Path, me: ReviewerRow) -> Iterator[Store]:
    """Open a project with one claim, in a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    with Store.create(folder / "project.claimdesk", "Title", me, durable=False) as store:
        do(store, claims.add, "One")
        yield store


def rescued(store: Store, folder: Path) -> list[str]:
    """Return the claims of a copy made through the open file."""
    copy = folder / "rescued.claimdesk"
    store.backup(copy)
    file.check(copy)
    return [row[0] for row in sql(copy, "SELECT text FROM claim")]


@pytest.mark.parametrize(
    ("happens", "code"),
    [
        (lambda path: path.unlink(), Code.DELETED),
        (lambda path: shutil.rmtree(path.parent), Code.DELETED),
        (lambda path: path.rename(path.with_name("other")), Code.MOVED),
        (lambda path: shutil.move(path.parent, path.parent.with_name("away")), Code.MOVED),
    ],
    ids=["removed", "folder removed", "renamed", "folder moved"],
)
def test_a_file_that_is_gone_is_not_written_but_still_read_and_rescued(
    held: Store, tmp_path: Path, happens: Callable[[Path], object], code: Code
) -> None:
    happens(held.path)
    for _ in range(2):
        assert "save it under a new name" in refusal(lambda: do(held, claims.add, "Two"), code)
    assert [row.text for row in held.read(claims.rows)] == ["One"]
    assert rescued(held, tmp_path) == ["One"]


def test_a_moved_file_is_said_to_be_where_it_is_now_and_written_when_it_is_back(
    held: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = held.path.with_name("away.claimdesk")
    held.path.rename(away)
    assert f"renamed to “{away}”" in refusal(lambda: do(held, claims.add, "Two"), Code.MOVED)
    with monkeypatch.context() as patch:
        patch.delattr(os, "readlink")
        patch.setattr(os, "readlink", _fails(errno.ENOENT), raising=False)
        sentence = refusal(lambda: do(held, claims.add, "Two"), Code.MOVED)
        assert "moved or renamed while" in sentence
        patch.setattr(os, "listdir", _fails(errno.ENOENT))
        refusal(lambda: do(held, claims.add, "Two"), Code.DELETED)
    away.rename(held.path)
    do(held, claims.add, "Two")
    assert file.check_open(held.path).claims == 2


def _fails(number: int) -> Callable[..., object]:
    def fail(*_about: object, **_settings: object) -> object:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_replaced_file_is_not_written(review: Review, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    review.store.backup(copy)
    do(review.store, claims.add, "Third")
    copy.replace(review.path)
    before = review.path.read_bytes()
    assert "Another file" in refusal(lambda: do(review.store, claims.add, "New"), Code.REPLACED)
    assert review.path.read_bytes() == before
    assert len(review.store.read(claims.rows)) == 3
    assert len(rescued(review.store, tmp_path)) == 3


def test_what_another_program_wrote_is_not_written_over(review: Review) -> None:
    sql(review.path, "INSERT INTO meta VALUES ('x', 'y')")
    sentence = refusal(lambda: do(review.store, claims.add, "New"), Code.CHANGED)
    assert "reload it" in sentence
    assert len(review.store.read(claims.rows)) == 2


def _write_over(path: Path, data: bytes, *, old_time: bool) -> None:
    """Let another process put other bytes into the file; ours would drop SQLite's locks."""
    status = path.stat()
    over = path.with_name("over")
    over.write_bytes(data)
    subprocess.run(["/bin/sh", "-c", 'cat "$1" > "$2"', "sh", str(over), str(path)], check=True)
    over.unlink()
    if old_time:
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("old_time", [False, True], ids=["new time", "old time"])
@pytest.mark.parametrize("data", [b"x" * 300_000, b"SQLite format 3\0" + bytes(300_000)])
def test_a_file_written_over_in_place_is_not_written(
    review: Review, data: bytes, old_time: bool
) -> None:
    data = data.ljust(review.path.stat().st_size, b"z")
    _write_over(review.path, data, old_time=old_time)
    for _ in range(2):
        sentence = refusal(lambda: do(review.store, claims.add, "New"), Code.OVERWRITTEN)
        assert "backup" in sentence
    assert review.path.read_bytes() == data


@pytest.mark.parametrize("old_time", [False, True], ids=["new time", "old time"])
def test_another_project_written_over_this_one_is_not_taken_for_it(
    review: Review, tmp_path: Path, me: ReviewerRow, old_time: bool
) -> None:
    other = tmp_path / "other.claimdesk"
    with Store.create(other, "Other", me, durable=False) as store:
        do(store, articles.add, ReadArticle("x" * 400_000, "Long"))
    data = other.read_bytes()
    _write_over(review.path, data, old_time=old_time)
    refusal(lambda: do(review.store, claims.add, "New"), Code.OVERWRITTEN)
    assert review.path.read_bytes() == data
    refusal(lambda: review.store.backup(tmp_path / "rescued"), Code.OVERWRITTEN)
    assert not (tmp_path / "rescued").exists()


def test_a_copy_that_went_on_elsewhere_is_found_out_though_it_counts_and_weighs_the_same(
    review: Review, tmp_path: Path, me: ReviewerRow
) -> None:
    """Its size, time and number of commits are those of the file; only the last entry is not."""
    copy = tmp_path / "copy.claimdesk"
    shutil.copy(review.path, copy)
    do(review.store, claims.change, review.first, claimant="Mine")
    with Store(copy, me, durable=False) as other:
        other.run("Edit", lambda session: claims.change(session, review.first, claimant="His"))
    mine, his = review.path.stat(), copy.read_bytes()
    assert len(his) == mine.st_size
    counts = [sql(path, "PRAGMA data_version") for path in (review.path, copy)]
    assert counts[0] == counts[1]
    header = review.path.read_bytes()[24:28]
    his = his[:24] + header + his[28:92] + header + his[96:]
    _write_over(review.path, his, old_time=True)
    refusal(lambda: do(review.store, claims.add, "New"), Code.OVERWRITTEN)
    assert review.path.read_bytes() == his


@pytest.mark.parametrize("size", [0, 50, 4096, 20_000])
def test_a_file_cut_short_is_not_written(review: Review, size: int) -> None:
    os.truncate(review.path, size)
    sentence = refusal(lambda: do(review.store, claims.add, "New"), Code.TRUNCATED)
    assert "cut short" in sentence
    assert review.path.stat().st_size == size


def test_rights_and_attributes_of_a_file_may_change_and_work_goes_on(review: Review) -> None:
    review.path.chmod(0o600)
    do(review.store, claims.add, "New")
    os.link(review.path, review.path.with_name("second name"))
    do(review.store, claims.add, "Newer")
    assert file.check_open(review.path).claims == 4


def test_a_fresh_look_that_fails_counts_as_written_over(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    review.path.chmod(0o600)

    def fails(*_about: object, **_settings: object) -> object:
        raise sqlite3.OperationalError("not now")

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", fails)
        refusal(lambda: do(review.store, claims.add, "New"), Code.OVERWRITTEN)
    do(review.store, claims.add, "New")


@pytest.mark.parametrize(
    "number", [errno.ENODEV, errno.EIO, errno.ESTALE, errno.EACCES, errno.ENOTCONN]
)
def test_storage_that_does_not_answer_is_not_called_damage_and_work_goes_on_when_it_is_back(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", _fails(number))
        sentence = refusal(lambda: do(review.store, claims.add, "New"), Code.UNREACHABLE)
        assert "connect it again" in sentence
        assert len(review.store.read(claims.rows)) == 2
    assert len(rescued(review.store, tmp_path)) == 2
    do(review.store, claims.add, "New")


def test_a_stick_that_was_pulled_out_leaves_a_folder_of_another_disk(
    held: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    held.path.rename(held.path.with_name("away"))
    monkeypatch.setattr(guard, "_device_near", lambda _path: held.left.device + 1)
    refusal(lambda: do(held, claims.add, "New"), Code.UNREACHABLE)


def test_the_nearest_folder_that_is_there_tells_the_device(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert guard._device_near(tmp_path / "no" / "such" / "file") == tmp_path.stat().st_dev
    monkeypatch.setattr(Path, "stat", _fails(errno.EIO))
    assert guard._device_near(tmp_path / "file") == -1


def test_an_error_of_sqlite_is_worded_by_what_has_become_of_the_file(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = review.store._guard

    def code(number: int) -> Code:
        error = sqlite3.OperationalError("something")
        error.sqlite_errorcode = number
        return watch.worded(error).code

    assert code(sqlite3.SQLITE_CORRUPT) is Code.DAMAGED
    assert code(sqlite3.SQLITE_FULL) is Code.DISK_FULL
    assert code(sqlite3.SQLITE_IOERR_WRITE) is Code.IO
    assert code(sqlite3.SQLITE_CANTOPEN) is Code.NO_PERMISSION
    monkeypatch.setattr(guard, "_FAR_GROWN", 0)
    assert code(sqlite3.SQLITE_FULL) is Code.TOO_BIG
    read_only = SimpleNamespace(f_flag=os.ST_RDONLY)
    monkeypatch.setattr(os, "statvfs", lambda _path: read_only)
    assert code(sqlite3.SQLITE_CANTOPEN) is Code.READ_ONLY
    assert code(sqlite3.SQLITE_IOERR_FSYNC) is Code.READ_ONLY
    monkeypatch.delattr(os, "statvfs")
    assert code(sqlite3.SQLITE_CANTOPEN) is Code.NO_PERMISSION
    limited = SimpleNamespace(RLIMIT_FSIZE=1, RLIM_INFINITY=-1, getrlimit=lambda _what: (9, 9))
    monkeypatch.setattr(guard, "_resource", limited)
    assert code(sqlite3.SQLITE_IOERR_WRITE) is Code.TOO_BIG
    monkeypatch.setattr(guard, "_resource", None)
    assert code(sqlite3.SQLITE_IOERR_WRITE) is Code.IO
    review.path.rename(review.path.with_name("away"))
    assert code(sqlite3.SQLITE_IOERR) is Code.MOVED
    review.path.touch()
    assert code(sqlite3.SQLITE_IOERR) is Code.REPLACED


def test_an_edit_that_was_taken_back_after_it_reached_the_disk_does_not_stop_the_next(
    review: Review,
) -> None:
    """More than SQLite keeps in memory is written before the commit, and put back by a rollback."""
    before = review.path.stat()

    def too_much(session: Session) -> None:
        articles.add(session, ReadArticle("word " * 2_000_000, "Long"))
        session.sqlite.execute("UPDATE meta SET value=value")
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        do(review.store, too_much)
    assert review.path.stat().st_size == before.st_size
    do(review.store, claims.add, "New")
    assert file.check_open(review.path).claims == 3


def test_a_file_that_grew_in_a_failed_edit_is_not_taken_as_left(review: Review) -> None:
    def grows(session: Session) -> None:
        with review.path.open("ab") as stream:
            stream.write(bytes(4096))
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        do(review.store, grows)
    refusal(lambda: do(review.store, claims.add, "New"), Code.OVERWRITTEN)


def test_a_file_that_vanishes_with_its_commit_was_saved_all_the_same(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle = guard.Guard.settle

    def settled(watch: guard.Guard, connection: sqlite3.Connection) -> None:
        settle(watch, connection)
        monkeypatch.setattr(os, "stat", _fails(errno.EIO))

    monkeypatch.setattr(guard.Guard, "settle", settled)
    do(review.store, claims.add, "New")
    monkeypatch.undo()
    assert len(review.store.read(claims.rows)) == 3


def test_a_file_that_is_not_there_is_not_opened(tmp_path: Path, me: ReviewerRow) -> None:
    refusal(lambda: Store(tmp_path / "nothing", me), Code.MISSING)
    (tmp_path / "text").write_bytes(b"no project" * 1000)
    refusal(lambda: Store(tmp_path / "text", me), Code.NOT_PROJECT)


def test_the_first_edit_after_opening_sees_what_was_written_since(
    review: Review, opened: Opener
) -> None:
    review.store.close()
    store = opened()
    sql(review.path, "INSERT INTO meta VALUES ('x', 'y')")
    refusal(lambda: do(store, claims.add, "New"), Code.CHANGED)


def test_a_file_without_the_tables_of_a_project_is_written_over(review: Review) -> None:
    sql(review.path, "DROP TABLE revision")
    refusal(lambda: do(review.store, claims.add, "New"), Code.OVERWRITTEN)


def test_a_limit_of_the_project_keeps_a_file_from_growing_beyond_what_opens(review: Review) -> None:
    with closing(file.connect(review.path, writing=True)) as connection:
        ((most,),) = connection.execute("PRAGMA max_page_count")
    assert most * 4096 == probe.MAX_BYTES
