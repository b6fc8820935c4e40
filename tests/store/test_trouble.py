"""Trouble: other programs, full and read-only disks, damaged pages, backups that fail."""

import builtins
import io
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from claimdesk.core.errors import Code
from claimdesk.core.model import ReviewerRow
from claimdesk.store import checking, claims, file
from claimdesk.store.store import Reader, Session, Store
from store.conftest import Opener, Review
from store.world import TEXT, an_article, do, limit_pages, live, refusal, sql, tables

# --- other programs and other threads ----------------------------------------------------------


def test_a_reader_of_its_own_sees_what_is_committed_and_writes_nothing(review: Review) -> None:
    with Reader(review.path, viewer=None) as reader:
        assert len(reader.read(claims.rows)) == 2
        do(review.store, claims.add, "Third")
        assert len(reader.read(claims.rows)) == 3
        refusal(
            lambda: reader.read(lambda session: session.sqlite.execute("DELETE FROM claim")),
            Code.NO_PERMISSION,
        )


def test_a_read_during_an_edit_sees_the_state_before_it(review: Review) -> None:
    with Reader(review.path, viewer=None) as reader:

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
        with Reader(review.path, viewer=None) as reader:
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
            lambda: checking.check(review.path),
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
    with Store(review.path, me, durable=False) as other:
        do(other, claims.add, "From elsewhere")
    assert "reload it" in refusal(lambda: do(review.store, claims.add, "New"), Code.CHANGED)
    assert len(review.store.read(claims.rows)) == 4
    refusal(lambda: do(review.store, claims.add, "New"), Code.CHANGED)
    with Store(review.path, me, durable=False) as again:
        do(again, claims.add, "New")
    file.check(review.path)


def test_nothing_but_sqlite_opens_a_project_that_is_open(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any other handle, once closed, would drop SQLite's lock on the file."""
    opened: list[str] = []

    def watched(really: Callable[..., object]) -> Callable[..., object]:
        def call(path: object, *about: object, **settings: object) -> object:
            opened.append(str(path))
            return really(path, *about, **settings)

        return call

    for module in (builtins, io, os):
        monkeypatch.setattr(module, "open", watched(module.open))
    do(review.store, claims.add, "Third")
    review.store.read(claims.rows)
    review.store.backup(tmp_path / "copy.claimdesk")
    file.check_open(review.path)
    with Reader(review.path, viewer=None) as reader:
        reader.read(claims.rows)
    review.store.close()
    assert str(review.path) not in opened
    file.check(review.path)
    assert str(review.path) in opened


# --- trouble with the disk ---------------------------------------------------------------------


def test_a_full_disk_stops_the_edit_and_nothing_is_half_written(
    review: Review, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = live(review.path)
    review.store.close()
    with monkeypatch.context() as patch:
        limit_pages(patch, review.path.stat().st_size // 4096 + 2)
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
    review: Review, opened: Opener, me: ReviewerRow
) -> None:
    an_article(review.store, TEXT * 3000)
    review.store.close()
    ((root,),) = sql(review.path, "SELECT rootpage FROM sqlite_schema WHERE name='claim'")
    _overwrite(review.path, (root - 1) * 4096)
    refusal(opened, Code.DAMAGED)
    store = Store(review.path, me, durable=False)
    refusal(lambda: store.read(claims.rows), Code.DAMAGED)
    refusal(lambda: do(store, claims.add, "New"), Code.DAMAGED)
    store.close()


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
    assert sorted(one.name for one in tmp_path.glob("[!.]*")) == [copy.name, review.path.name]


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
    assert [one.name for one in tmp_path.glob("[!.]*")] == [review.path.name]
