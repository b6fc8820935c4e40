"""A file is looked at in stages; each thing that can be wrong has a code and a sentence."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReviewerRow
from claimdesk.store import claims, file
from claimdesk.store.file import check, check_open, recognise
from claimdesk.store.store import Store
from store.conftest import Review
from store.world import do, refusal, sql


@pytest.fixture
def closed(review: Review) -> Path:
    """Return a project with some work in it that nobody has open."""
    review.store.close()
    return review.path


def _patch(path: Path, place: int, data: bytes) -> None:
    with path.open("r+b") as stream:
        stream.seek(place)
        stream.write(data)


def _untouched(path: Path, code: Code) -> str:
    """Return the sentence of a refusal that left file and folder as they were."""
    before = {one.name: one.read_bytes() for one in path.parent.iterdir() if one.is_file()}
    sentence = refusal(lambda: recognise(path), code)
    assert path.name in sentence
    refusal(lambda: check(path), code)
    after = {one.name: one.read_bytes() for one in path.parent.iterdir() if one.is_file()}
    assert after == before
    return sentence


def test_a_sound_file_is_recognised_and_verified(closed: Path) -> None:
    recognise(closed)
    found = check(closed)
    assert (found.articles, found.claims) == (1, 2)
    assert found.revisions == sql(closed, "SELECT count(*) FROM revision")[0][0]
    assert found.content_bytes == sql(closed, "SELECT sum(size) FROM content")[0][0]


def test_an_open_file_is_verified_while_work_goes_on(review: Review) -> None:
    seen: list[tuple[int, int]] = []

    def progress(*done: int) -> None:
        seen.append((done[0], done[1]))
        do(review.store, claims.add, f"Meanwhile {len(seen)}")

    assert check_open(review.path, progress).claims == 2
    assert [done for done, _ in seen] == [0, 1, 2, 3, 4, 5]
    assert check_open(review.path).claims == 8


def test_a_verification_can_be_stopped(closed: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise ReviewError(Code.CANCELLED, "Stopped.")

    refusal(lambda: check(closed, stop), Code.CANCELLED)
    refusal(lambda: check_open(closed, stop), Code.CANCELLED)


def test_a_file_that_is_not_there(tmp_path: Path, me: ReviewerRow) -> None:
    _untouched(tmp_path / "nothing", Code.MISSING)
    refusal(lambda: recognise(tmp_path / "no folder" / "nothing"), Code.MISSING)
    refusal(lambda: Store.open(tmp_path / "nothing", me), Code.MISSING)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    refusal(lambda: recognise(tmp_path / "a\0b"), Code.BAD_NAME)
    refusal(lambda: recognise(tmp_path / ("n" * 300)), Code.BAD_NAME)


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    _untouched(tmp_path / "folder", Code.DIRECTORY)


def test_a_file_below_a_file(closed: Path) -> None:
    refusal(lambda: recognise(closed / "below"), Code.MISSING)


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert "finished downloading" in _untouched(tmp_path / "empty", Code.EMPTY)


def test_a_file_that_is_too_big(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "MAX_BYTES", 1000)
    _untouched(closed, Code.TOO_BIG)


def test_a_file_that_may_not_be_read(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_about: object, **_settings: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    refusal(lambda: recognise(closed), Code.NO_PERMISSION)


def test_what_lies_beside_a_file_and_may_not_be_read(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = Path.open

    def refuse(path: Path, *about: Any) -> object:
        if path.name.endswith("-journal"):
            raise PermissionError(13, "Permission denied")
        return really(path, *about)

    monkeypatch.setattr(Path, "open", refuse)
    assert "-journal" in refusal(lambda: recognise(closed), Code.NO_PERMISSION)


@pytest.mark.parametrize("size", [*range(1, 101), 511, 4095, 4096, 4097, 8191])
def test_a_file_that_is_cut_short(closed: Path, size: int) -> None:
    closed.write_bytes(closed.read_bytes()[:size])
    assert "cut short" in _untouched(closed, Code.TRUNCATED)


def test_a_file_with_bytes_at_its_end(closed: Path) -> None:
    closed.write_bytes(closed.read_bytes() + b"more")
    _untouched(closed, Code.TRUNCATED)


@pytest.mark.parametrize(
    "data",
    [b"Some text.", b"PK\3\4" + b"\0" * 200, b"SQLite format 2\0" + b"\0" * 200, b"\0" * 4096],
)
def test_a_file_of_another_kind(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(data)
    _untouched(path, Code.NOT_PROJECT)


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    sql(path, "CREATE TABLE t (x)")
    assert "not a Claimdesk project" in _untouched(path, Code.NOT_PROJECT)


@pytest.mark.parametrize("number", [0, 1, 0x434C444C])
def test_a_wrong_application_id(closed: Path, number: int) -> None:
    _patch(closed, 68, number.to_bytes(4, "big"))
    _untouched(closed, Code.NOT_PROJECT)


@pytest.mark.parametrize("number", [2, 99, 2**31 - 1])
def test_a_newer_format(closed: Path, number: int) -> None:
    _patch(closed, 60, number.to_bytes(4, "big"))
    assert f"format {number}" in _untouched(closed, Code.TOO_NEW)


@pytest.mark.parametrize("number", [0, -1])
def test_a_format_number_that_was_never_given(closed: Path, number: int) -> None:
    _patch(closed, 60, number.to_bytes(4, "big", signed=True))
    _untouched(closed, Code.NOT_PROJECT)


def test_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "utf16.claimdesk"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA encoding='UTF-16le'")
        file.lay_out(connection)
    _untouched(path, Code.ENCODING)


@pytest.mark.parametrize(
    ("place", "data"),
    [(16, b"\0\0"), (16, b"\x10\x01"), (18, b"\1\2"), (18, b"\3\3"), (21, b"\0"), (23, b"\x21")],
)
def test_a_damaged_header(closed: Path, place: int, data: bytes) -> None:
    _patch(closed, place, data)
    _untouched(closed, Code.DAMAGED)


def test_the_largest_page_size_is_known(closed: Path) -> None:
    copy = closed.with_name("large pages")
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute("PRAGMA page_size=65536")
        connection.execute("VACUUM INTO ?", (str(copy),))
    assert copy.read_bytes()[16:18] == b"\0\1"
    assert check(copy).claims == 2


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TABLE extra (x)",
        "CREATE VIEW extra AS SELECT * FROM claim",
        "CREATE TRIGGER extra AFTER UPDATE ON claim BEGIN DELETE FROM note; END",
        "CREATE INDEX extra ON claim (text)",
        "DROP INDEX ix_tag_name",
        "ALTER TABLE claim ADD COLUMN extra TEXT",
        "ALTER TABLE claim RENAME COLUMN text TO words",
        "DROP TABLE note",
        "CREATE VIRTUAL TABLE extra USING fts5(x)",
    ],
)
def test_a_structure_that_is_not_ours(closed: Path, change: str) -> None:
    sql(closed, change)
    assert "structure" in _untouched(closed, Code.BAD_SCHEMA)


@pytest.mark.parametrize(
    "change", ["DELETE FROM project", "INSERT INTO project (id, title) VALUES (zeroblob(16), 'x')"]
)
def test_a_file_that_does_not_describe_one_project(closed: Path, change: str) -> None:
    sql(closed, change)
    _untouched(closed, Code.DAMAGED)


def test_a_file_another_program_left_in_wal_mode_is_settled(closed: Path, me: ReviewerRow) -> None:
    with closing(sqlite3.connect(closed)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("INSERT INTO meta VALUES ('note', 'written in WAL mode')")
        other.commit()
    assert closed.read_bytes()[18:20] == b"\2\2"
    with Store.open(closed, me, durable=False) as store:
        do(store, claims.add, "Third")
    assert closed.read_bytes()[18:20] == b"\1\1"
    assert [one.name for one in closed.parent.iterdir()] == [closed.name]
    assert check(closed).claims == 3


def test_a_file_another_program_works_on_in_wal_mode_is_locked(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO meta VALUES ('note', 'written in WAL mode')")
        refusal(lambda: recognise(closed), Code.LOCKED)
        other.rollback()


def test_an_empty_journal_means_nothing(closed: Path) -> None:
    beside = closed.with_name(closed.name + "-journal")
    beside.touch()
    check(closed)


def test_an_error_of_sqlite_is_worded_by_its_number() -> None:
    error = sqlite3.OperationalError("something")
    assert file.worded(error, "x").code is Code.DAMAGED
    assert file.is_expected(error)
    assert not file.is_expected(sqlite3.ProgrammingError("closed"))
    for number, code in (
        (sqlite3.SQLITE_IOERR_FSYNC, Code.IO),
        (sqlite3.SQLITE_FULL, Code.DISK_FULL),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, Code.LOCKED),
        (sqlite3.SQLITE_LOCKED, Code.LOCKED),
        (sqlite3.SQLITE_READONLY_DIRECTORY, Code.NO_PERMISSION),
        (sqlite3.SQLITE_READONLY_DBMOVED, Code.CHANGED),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, Code.NO_PERMISSION),
        (sqlite3.SQLITE_PERM, Code.NO_PERMISSION),
        (sqlite3.SQLITE_CORRUPT_INDEX, Code.DAMAGED),
        (sqlite3.SQLITE_NOTADB, Code.NOT_PROJECT),
    ):
        error.sqlite_errorcode = number
        worded = file.worded(error, "p.claimdesk")
        assert worded.code is code
        assert "p.claimdesk" in worded.sentence
        assert file.is_expected(error)
    error.sqlite_errorcode = sqlite3.SQLITE_CONSTRAINT_UNIQUE
    assert not file.is_expected(error)
