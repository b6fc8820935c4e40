"""A file is looked at in stages; each thing that can be wrong has a code and a sentence."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReviewerRow
from claimdesk.store import checking, claims, file, opening, probe, schema, sqlite
from claimdesk.store.file import check, check_open, recognise
from claimdesk.store.opening import Stage, examine
from claimdesk.store.store import Store, open_reader
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


def test_an_open_file_is_verified_and_neither_looked_at_nor_opened_again(
    review: Review, me: ReviewerRow
) -> None:
    assert check_open(review.path).claims == 2
    assert check(review.path).claims == 2
    assert "open in this program" in refusal(lambda: recognise(review.path), Code.ALREADY_OPEN)
    refusal(lambda: Store.open(review.path, me), Code.ALREADY_OPEN)
    refusal(lambda: open_reader(review.path, None), Code.ALREADY_OPEN)
    do(review.store, claims.add, "Still the only writer")
    review.store.close()
    assert check(review.path).claims == 3


def test_an_open_file_that_was_overwritten_is_worded(review: Review) -> None:
    review.path.write_bytes(b"text" * 2000)
    refusal(lambda: check(review.path), Code.NOT_PROJECT)


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
    monkeypatch.setattr(probe, "MAX_BYTES", 1000)
    _untouched(closed, Code.TOO_BIG)


@pytest.mark.parametrize("which", ["", "-journal"])
def test_a_file_that_may_not_be_read(
    closed: Path, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = str(closed) + which
    if which:
        Path(wanted).write_bytes(b"journal")
    really = os.open

    def refuse(path: str | Path, *about: Any, **settings: Any) -> int:
        if str(path) == wanted:
            raise PermissionError(13, "Permission denied")
        return really(path, *about, **settings)

    monkeypatch.setattr(os, "open", refuse)
    assert Path(wanted).name in refusal(lambda: recognise(closed), Code.NO_PERMISSION)


@pytest.mark.parametrize("suffix", ["-journal", "-wal"])
def test_what_lies_beside_a_file_and_cannot_be_looked_at(
    closed: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = Path.lstat

    def refuse(path: Path) -> os.stat_result:
        if path.name.endswith(suffix):
            raise PermissionError(13, "Permission denied")
        return really(path)

    monkeypatch.setattr(Path, "lstat", refuse)
    assert suffix in refusal(lambda: recognise(closed), Code.NO_PERMISSION)


def test_a_file_that_becomes_something_else_while_it_is_looked_at(
    closed: Path, tmp_path: Path
) -> None:
    found = probe.status(closed)
    closed.unlink()
    closed.mkdir()
    refusal(lambda: probe.header(found), Code.NOT_REGULAR)


def test_a_file_that_is_written_while_it_is_looked_at(closed: Path) -> None:
    def touch(stage: Stage) -> None:
        if stage is Stage.PASSAGES:
            os.utime(closed, ns=(1, 1))

    refusal(lambda: examine(closed, seconds=60, watch=touch), Code.CHANGED)


def test_a_file_whose_owner_writes_is_looked_at_again_but_not_for_ever(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, looks = opening.examine, 0

    def busy(path: Path, **how: object) -> object:
        nonlocal looks
        looks += 1
        if looks < quiet:
            raise ReviewError(Code.CHANGED, "It was changed.")
        return really(path, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "examine", busy)
    quiet = 3
    recognise(closed)
    assert looks == quiet
    quiet, looks = 1000, 0
    refusal(lambda: recognise(closed), Code.CHANGED)
    assert looks == file._TRIES


def test_a_look_that_takes_too_long_is_stopped(closed: Path) -> None:
    refusal(lambda: examine(closed, seconds=-1), Code.TIMEOUT)


def test_a_look_at_a_file_may_do_next_to_nothing(closed: Path) -> None:
    before = closed.read_bytes()
    for query in (
        *("DELETE FROM claim", "PRAGMA journal_mode=WAL", "ATTACH 'other' AS other"),
        *("SELECT load_extension('x')", "CREATE TABLE t (x)", "PRAGMA user_version=7"),
    ):
        with (
            pytest.raises(ReviewError),
            opening.hardened(closed, closed.name, 60) as connection,
        ):
            connection.execute(query).fetchall()
    assert closed.read_bytes() == before


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


@pytest.mark.parametrize("number", [schema.FORMAT + 1, 99, 2**31 - 1])
def test_a_newer_format(closed: Path, number: int) -> None:
    _patch(closed, 60, number.to_bytes(4, "big"))
    assert f"format {number}" in _untouched(closed, Code.TOO_NEW)


@pytest.mark.parametrize("number", [-2, -1])
def test_a_format_number_that_was_never_given(closed: Path, number: int) -> None:
    _patch(closed, 60, number.to_bytes(4, "big", signed=True))
    _untouched(closed, Code.NOT_PROJECT)


def test_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "utf16.claimdesk"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA encoding='UTF-16le'")
        schema.lay_out(connection)
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


def test_a_file_another_program_left_in_wal_mode_needs_recovery(closed: Path) -> None:
    sql(closed, "PRAGMA journal_mode=WAL")
    assert closed.read_bytes()[18:20] == b"\2\2"
    assert "recover" in _untouched(closed, Code.NEEDS_RECOVERY)


def test_a_file_another_program_works_on_in_wal_mode_needs_recovery(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("INSERT INTO meta VALUES ('note', 'written in WAL mode')")
        other.commit()
        _untouched(closed, Code.NEEDS_RECOVERY)


@pytest.mark.parametrize("data", [b"\0" * 512, b"\0"])
def test_a_used_up_journal_means_nothing(closed: Path, data: bytes) -> None:
    beside = closed.with_name(closed.name + "-journal")
    beside.write_bytes(data)
    check(closed)
    assert beside.read_bytes() == data


def test_a_journal_of_a_program_that_is_writing_now_means_nothing(review: Review) -> None:
    review.store.close()
    beside = review.path.with_name(review.path.name + "-journal")
    with closing(sqlite3.connect(review.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        beside.write_bytes(bytes.fromhex("d9d505f920a163d7") + b"\0" * 504)
        assert probe.journal(probe.status(review.path)) is probe.Journal.HOT
        assert checking.check(review.path).claims == 2
        assert check(review.path).claims == 2
    _untouched(review.path, Code.NEEDS_RECOVERY)


def test_an_empty_journal_means_nothing(closed: Path) -> None:
    beside = closed.with_name(closed.name + "-journal")
    beside.touch()
    check(closed)


def test_an_error_of_sqlite_is_worded_by_its_number() -> None:
    error = sqlite3.OperationalError("something")
    assert sqlite.worded(error, "x").code is Code.DAMAGED
    assert sqlite.is_expected(error)
    assert not sqlite.is_expected(sqlite3.ProgrammingError("closed"))
    for number, code in (
        (sqlite3.SQLITE_IOERR_FSYNC, Code.IO),
        (sqlite3.SQLITE_FULL, Code.DISK_FULL),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, Code.LOCKED),
        (sqlite3.SQLITE_LOCKED, Code.LOCKED),
        (sqlite3.SQLITE_READONLY_DIRECTORY, Code.NO_PERMISSION),
        (sqlite3.SQLITE_READONLY_DBMOVED, Code.MOVED),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, Code.NO_PERMISSION),
        (sqlite3.SQLITE_PERM, Code.NO_PERMISSION),
        (sqlite3.SQLITE_CORRUPT_INDEX, Code.DAMAGED),
        (sqlite3.SQLITE_NOTADB, Code.NOT_PROJECT),
        (sqlite3.SQLITE_INTERRUPT, Code.TIMEOUT),
        (sqlite3.SQLITE_READONLY_ROLLBACK, Code.NEEDS_RECOVERY),
    ):
        error.sqlite_errorcode = number
        worded = sqlite.worded(error, "p.claimdesk")
        assert worded.code is code
        assert "p.claimdesk" in worded.sentence
        assert sqlite.is_expected(error)
    error.sqlite_errorcode = sqlite3.SQLITE_CONSTRAINT_UNIQUE
    assert not sqlite.is_expected(error)
