"""Older formats: a whole new file takes the place of the old one, which stays in the backups."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from claimdesk.core.errors import Code
from claimdesk.core.model import Verdict
from claimdesk.store import (
    assessments,
    backups,
    claims,
    evidence,
    file,
    migration,
    projects,
    revisions,
    schema,
)
from claimdesk.store.migration import migrated
from store.conftest import Opener, Review
from store.format0 import written_back
from store.world import OTHER, do, live, refusal, sql, tables, unite

DATA = Path(__file__).parents[1] / "data"
"""A file of every format there was, for ever, with the DDL of those that were called frozen."""


@pytest.fixture
def present(review: Review, opened: Opener) -> Path:
    """A project with edits, a removal and an undo, of the present format."""
    store = review.store
    _, change = store.run("Edit", lambda session: claims.remove(session, [review.second]))
    do(store, claims.change, review.first, text="The bridge was shut.")
    store.revert(change)
    do(store, claims.remove, [review.second])
    store.close()
    store = opened(who=OTHER)
    do(store, assessments.decide, [review.first], Verdict.DENIED)
    store.close()
    return review.path


@pytest.fixture
def old(present: Path, tmp_path: Path) -> Path:
    return written_back(present, tmp_path / "old.claimdesk")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def test_an_old_file_becomes_what_it_would_be_today(
    present: Path, old: Path, folder: Path, opened: Opener
) -> None:
    old.chmod(0o640)
    migrated(old, folder)

    assert file.check(old) == file.check(present)
    assert tables(old) == tables(present)
    ids = "SELECT id FROM revision ORDER BY n"
    assert sql(old, ids) == sql(present, ids)  # so the two can still be united
    assert old.stat().st_mode & 0o777 == 0o640
    do(opened(old), claims.add, "Work goes on.")


def test_the_old_file_stays_in_the_backups_as_it_was(
    old: Path, folder: Path, present: Path
) -> None:
    before = sql(old, "SELECT * FROM revision")
    migrated(old, folder)

    (project,) = sql(present, "SELECT id FROM project")
    (kept,) = backups.listed(backups.folder_of(folder, project[0]))
    assert kept.remark == migration.REMARK
    assert sql(kept.path, "SELECT * FROM revision") == before
    assert sql(kept.path, "PRAGMA user_version") == [(0,)]
    assert {one.name for one in old.parent.iterdir()} == {
        *("backups", old.name, present.name),
    }


def test_the_file_of_format_0_from_the_archive_opens(
    tmp_path: Path, folder: Path, opened: Opener
) -> None:
    path = tmp_path / "archive.claimdesk"
    shutil.copy(DATA / "format0.claimdesk", path)
    migrated(path, folder)
    store = opened(path)
    assert store.read(projects.progress).claims == 3
    assert [row.text for row in store.read(claims.rows)] == [
        *("The bridge was closed on Monday.", "Ten people were hurt.", "Nobody died."),
    ]


@pytest.fixture
def archived(tmp_path: Path) -> Path:
    """A file of format 1 as the program of that time wrote it: all kinds of records in it."""
    path = tmp_path / "archive.claimdesk"
    shutil.copy(DATA / "format1.claimdesk", path)
    return path


def of_format_1(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table of format 1, with the columns format 1 had."""
    with closing(sqlite3.connect(":memory:")) as frozen, closing(sqlite3.connect(path)) as found:
        frozen.executescript((DATA / "format1.sql").read_text(encoding="utf-8"))
        columns = {
            name: [row[1] for row in frozen.execute(f"PRAGMA table_info({name})")]
            for (name,) in frozen.execute("SELECT name FROM sqlite_schema WHERE type='table'")
            if name != "meta"
        }
        del columns["revision"][0]  # the number of the row says nothing
        return {
            table: sorted(found.execute(f"SELECT {_quoted(names)} FROM {table}"), key=repr)
            for table, names in columns.items()
        }


def _quoted(names: list[str]) -> str:
    return ",".join(f'"{name}"' for name in names)


def test_the_file_of_format_1_from_the_archive_has_all_of_that_format(archived: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as frozen:
        frozen.executescript((DATA / "format1.sql").read_text(encoding="utf-8"))
        expected = schema.rows(frozen)
    with closing(sqlite3.connect(archived)) as connection:
        assert schema.rows(connection) == expected
    assert all(of_format_1(archived).values())


def test_the_file_of_format_1_from_the_archive_loses_nothing_and_opens(
    archived: Path, folder: Path, opened: Opener
) -> None:
    before = of_format_1(archived)
    assert "format 1" in refusal(lambda: file.check(archived), Code.TOO_OLD)
    migrated(archived, folder)

    assert of_format_1(archived) == before  # with the ids of all entries: copies can be united
    assert sql(archived, "PRAGMA user_version") == [(schema.FORMAT,)]
    store = opened(archived)
    assert [row.text for row in store.read(claims.rows)] == [
        *("The bridge was closed on Monday.", "Ten people were hurt.", "Nobody died."),
    ]
    (source,) = store.read(evidence.rows)
    assert source.attachment_sha256 is not None
    assert store.read(evidence.attachment, source.attachment_sha256) == b"%PDF-1.4 order"
    do(store, claims.add, "Work goes on.")


def test_two_copies_migrated_apart_can_be_united(old: Path, folder: Path) -> None:
    other = old.with_name("other.claimdesk")
    shutil.copy(old, other)
    migrated(old, folder)
    migrated(other, folder)
    before = live(old)
    unite(old, other)
    assert live(old) == before


def test_a_link_to_an_old_file_stays_a_link(old: Path, folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.claimdesk"
    link.symlink_to(old)
    migrated(link, folder)
    assert link.is_symlink()
    assert file.check(old)


def test_a_file_of_the_present_format_is_not_migrated(present: Path, folder: Path) -> None:
    before = present.read_bytes()
    assert "brought up to date" in refusal(lambda: migrated(present, folder), Code.NOT_PROJECT)
    assert present.read_bytes() == before


def rewritten(path: Path, column: str, value: object) -> None:
    """Change one column of the last entry, with a fingerprint that fits."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        names = revisions.COLUMNS.split(",")
        query = f"SELECT n, {revisions.COLUMNS} FROM revision ORDER BY n DESC LIMIT 1"
        number, *row = connection.execute(query).fetchone()
        row[names.index(column)] = value
        one = revisions.fingerprint(tuple(row[1:]))
        connection.execute(f"UPDATE revision SET id=?, {column}=? WHERE n=?", (one, value, number))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: sql(path, "UPDATE revision SET wall_ms=1 WHERE n=3"),
        lambda path: sql(path, "UPDATE session SET started_ms=1"),
        lambda path: sql(path, "UPDATE content SET data=zeroblob(size)"),
        lambda path: sql(path, "DELETE FROM revision WHERE n=3"),
        lambda path: sql(path, "CREATE VIEW v AS SELECT 1"),
        lambda path: sql(path, "ALTER TABLE session ADD COLUMN more TEXT"),
        lambda path: rewritten(path, "patch", "no JSON"),
        lambda path: rewritten(path, "patch", "[]"),
        lambda path: rewritten(path, "patch", '{"unknown": 1}'),
        lambda path: rewritten(path, "patch", '{"unknown":1}'),
        lambda path: rewritten(path, "parents", b"p" * 16),
    ],
)
def test_a_damaged_old_file_is_refused_and_stays(old: Path, folder: Path, spoil: object) -> None:
    assert callable(spoil)
    spoil(old)
    before = old.read_bytes()
    assert "old.claimdesk" in refusal(lambda: migrated(old, folder), Code.DAMAGED)
    assert old.read_bytes() == before
    assert not list(old.parent.glob(".*"))


def test_a_file_that_cannot_be_replaced_stays_and_leaves_nothing_behind(
    old: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_about: object) -> None:
        raise PermissionError(13, "no")

    before = old.read_bytes()
    monkeypatch.setattr(shutil, "copymode", refuse)
    refusal(lambda: migrated(old, folder), Code.NO_PERMISSION)
    assert old.read_bytes() == before
    assert not list(old.parent.glob(".*"))


def test_only_formats_there_is_a_way_from_are_old() -> None:
    assert [number for number in range(-2, 5) if migration.is_old(number)] == [0, 1]
    assert min(migration.STEPS) == schema.OLDEST


def test_an_old_file_is_told_from_a_damaged_one(old: Path) -> None:
    assert "brings it up to date" in refusal(lambda: file.check(old), Code.TOO_OLD)
    sql(old, "PRAGMA user_version=-1")
    assert "format number" in refusal(lambda: file.check(old), Code.NOT_PROJECT)


def test_a_file_that_is_open_is_not_migrated(old: Path, folder: Path, opened: Opener) -> None:
    migrated(old, folder)
    opened(old)
    refusal(lambda: migrated(old, folder), Code.ALREADY_OPEN)
