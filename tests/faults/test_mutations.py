"""Files that mean harm: each answers in time with a code and a sentence, and nothing is touched.

Every case goes through the child process, whose clock is the bound on time; its memory is bound
by the system.
"""

import os
import random
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import new_id
from claimdesk.store import checking, opening, revisions, schema
from claimdesk.store.revisions import Revision
from store.conftest import Review
from store.world import folder_state, sql

MUTATIONS, MANY_MUTATIONS, THROUGH_THE_CHILD = 500, 2000, 10


@pytest.fixture
def sound(review: Review) -> Path:
    """Return a small project nobody has open."""
    review.store.close()
    return review.path


def refused(path: Path, code: Code) -> str:
    """Return the sentence of a refusal that left everything as it was."""
    before = folder_state(path.parent)
    found = checking.examined(path)
    assert found.trouble is not None
    assert found.trouble.code is code, found.trouble.sentence
    assert folder_state(path.parent) == before
    sentence = found.trouble.sentence
    assert "\n" not in sentence
    assert sentence.endswith((".", ")"))
    assert len(sentence) < 300
    return sentence


# --- what is no project --------------------------------------------------------------------------


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link_in_a_circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def _utf16(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA encoding='UTF-16le'")
        schema.lay_out(connection)


def _other_database(path: Path) -> None:
    path.unlink()
    sql(path, "CREATE TABLE t (x)")


def _patched(place: int, data: bytes) -> Callable[[Path], None]:
    def patch(path: Path) -> None:
        with path.open("r+b") as stream:
            stream.seek(place)
            stream.write(data)

    return patch


def _holes(path: Path) -> None:
    path.unlink()
    path.touch()
    os.truncate(path, 4 << 30)


def _holes_behind(path: Path) -> None:
    """Add holes up to 4 GB, which the header says are pages."""
    os.truncate(path, 4 << 30)
    _patched(28, (1 << 20).to_bytes(4, "big"))(path)


FILES: dict[str, tuple[Callable[[Path], object], Code]] = {
    "missing": (lambda path: path.unlink(), Code.MISSING),
    "folder": (_folder, Code.DIRECTORY),
    "circle": (_link_in_a_circle, Code.IO),
    "empty": (lambda path: os.truncate(path, 0), Code.EMPTY),
    "truncated": (lambda path: os.truncate(path, 12_288), Code.TRUNCATED),
    "truncated in the header": (lambda path: os.truncate(path, 60), Code.TRUNCATED),
    "text": (lambda path: path.write_text("Not a database.\n" * 500), Code.NOT_PROJECT),
    "zip": (lambda path: path.write_bytes(b"PK\3\4" + bytes(5000)), Code.NOT_PROJECT),
    "other database": (_other_database, Code.NOT_PROJECT),
    "other application": (_patched(68, b"GPKG"), Code.NOT_PROJECT),
    "newer format": (_patched(60, b"\0\0\0\3"), Code.TOO_NEW),
    "other encoding": (_utf16, Code.ENCODING),
    "other page size": (_patched(16, b"\x10\x01"), Code.DAMAGED),
    "4 GB of holes": (_holes, Code.NOT_PROJECT),
    "4 GB of holes behind": (_holes_behind, Code.DAMAGED),
    "more than 4 GB": (lambda path: os.truncate(path, (4 << 30) + 1), Code.TOO_BIG),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_project_is_refused(sound: Path, name: str) -> None:
    spoil, code = FILES[name]
    spoil(sound)
    refused(sound, code)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes and devices in folders")
@pytest.mark.parametrize("path", ["pipe", "/dev/zero", "/dev/tty"])
def test_pipes_and_devices_are_not_opened(tmp_path: Path, path: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    found = checking.examined(tmp_path / path)
    assert found.trouble is not None
    assert found.trouble.code is Code.NOT_REGULAR


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
def test_what_lies_beside_must_be_ordinary(sound: Path, suffix: str) -> None:
    sound.with_name(sound.name + suffix).symlink_to("/dev/zero")
    refused(sound, Code.BAD_SIDECAR)


def test_a_name_with_an_end_in_it() -> None:
    with pytest.raises(ReviewError, match="not valid"):
        checking.check(Path("a\0b"))


# --- what is a project outside and another thing inside -------------------------------------------

STATEMENTS = {
    "table": "CREATE TABLE extra (x)",
    "view": "CREATE VIEW extra AS SELECT * FROM claim",
    "trigger": "CREATE TRIGGER extra AFTER UPDATE ON claim BEGIN DELETE FROM note; END",
    "index": "CREATE INDEX extra ON claim (text)",
    "virtual table": "CREATE VIRTUAL TABLE extra USING fts5(x)",
    "dropped": "DROP TABLE note",
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_structure_of_its_own_is_refused(sound: Path, name: str) -> None:
    sql(sound, STATEMENTS[name])
    refused(sound, Code.BAD_SCHEMA)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("CHECK (deleted IN (0, 1))", "CHECK (deleted IN (0, 2))", Code.BAD_SCHEMA),
        ("STRICT", "", Code.BAD_SCHEMA),
        ("CREATE TABLE", "CREATE TABEL", Code.DAMAGED),
    ],
)
def test_a_changed_rule_is_refused(sound: Path, old: str, new: str, code: Code) -> None:
    with closing(sqlite3.connect(sound, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql=replace(sql, ?, ?) WHERE name='tag'", (old, new)
        )
    refused(sound, code)


def test_a_record_without_end_is_refused(sound: Path) -> None:
    """A huge value: larger than any text of a record may be, smaller than memory."""
    sql(sound, "UPDATE claim SET text=printf('%.*c', 30000000, 'x')")
    refused(sound, Code.DAMAGED)


def test_a_value_beyond_all_measure_is_refused(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql(sound, "UPDATE claim SET text=printf('%.*c', 3000000, 'x')")
    monkeypatch.setitem(opening._LIMITS, sqlite3.SQLITE_LIMIT_LENGTH, 1_000_000)
    with pytest.raises(ReviewError) as caught:
        opening.examine(sound, seconds=60)
    assert caught.value.code is Code.DAMAGED


@pytest.mark.parametrize(
    "patch",
    [
        '{"a":' * 50_000 + "1" + "}" * 50_000,
        "[" * 500_000,
        '{"text":' + "9" * 10_000 + "}",
        '{"text":1e999}',
        '{"text":"\\ud800"}',
    ],
    ids=["deep", "open", "long number", "no number", "lone surrogate"],
)
def test_json_that_means_harm_is_refused(sound: Path, patch: str) -> None:
    with closing(sqlite3.connect(sound, isolation_level=None)) as connection:
        last = max(revisions.everything(connection).values(), key=lambda one: one.lamport)
        rest = (
            *(last.session, last.seq + 1, last.lamport + 1, last.wall_ms, last.txn),
            *("put", "claim", bytes(new_id()), b"", patch),
        )
        forged = Revision(revisions.fingerprint(rest), *rest)
        revisions.insert(connection, forged)
    refused(sound, Code.DAMAGED)


def test_a_broken_fingerprint_is_found_in_its_stage(sound: Path) -> None:
    sql(sound, "UPDATE revision SET wall_ms=wall_ms+1 WHERE n=2")
    assert "fingerprint" in refused(sound, Code.DAMAGED)
    assert checking.examined(sound).stage is opening.Stage.HISTORY


def test_a_corrupted_page_is_found_in_its_stage(sound: Path) -> None:
    ((root,),) = sql(sound, "SELECT rootpage FROM sqlite_schema WHERE name='claim'")
    _patched((root - 1) * 4096, b"\xa5" * 512)(sound)
    refused(sound, Code.DAMAGED)
    assert checking.examined(sound).stage is opening.Stage.PAGES


# --- what lies beside ----------------------------------------------------------------------------


def _super_journal(victim: Path) -> bytes:
    name = str(victim).encode()
    page = b"\0\0\0\1" + bytes(4096) + b"\0\0\0\0"
    parts = (
        *(bytes.fromhex("d9d505f920a163d7"), (1).to_bytes(4, "big"), bytes(4)),
        *((9).to_bytes(4, "big"), (512).to_bytes(4, "big"), (4096).to_bytes(4, "big")),
        *(bytes(484), page, b"\0\0\0\0", name, len(name).to_bytes(4, "big")),
        *(sum(name).to_bytes(4, "big"), bytes.fromhex("d9d505f920a163d7")),
    )
    return b"".join(parts)


def test_a_journal_that_names_a_victim_leaves_it_alone(sound: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("do not delete me")
    journal = sound.with_name(sound.name + "-journal")
    journal.write_bytes(_super_journal(victim))
    assert "names another file" in refused(sound, Code.BAD_SIDECAR)
    with pytest.raises(ReviewError) as caught:
        checking.recover(sound, tmp_path / "new")
    assert caught.value.code is Code.BAD_SIDECAR
    assert victim.read_text() == "do not delete me"


def test_a_stray_log_and_a_header_of_wal_mode_need_recovery(sound: Path) -> None:
    beside = sound.with_name(sound.name + "-wal")
    beside.write_bytes(b"\x37\x7f\x06\x82" + bytes(5000))
    refused(sound, Code.NEEDS_RECOVERY)
    beside.unlink()
    _patched(18, b"\2\2")(sound)
    refused(sound, Code.NEEDS_RECOVERY)


# --- mutations -----------------------------------------------------------------------------------


def _mutated(data: bytes, written: list[int], chance: random.Random) -> bytes:
    """Return the data changed somewhere; where only zeros are, a change would be harmless."""
    changed = bytearray(data)
    match chance.randrange(5):
        case 0:
            for _ in range(chance.randrange(1, 4)):
                changed[chance.choice(written)] ^= 1 << chance.randrange(8)
        case 1:
            place, length = chance.choice(written), chance.randrange(1, 200)
            changed[place : place + length] = chance.randbytes(length)
        case 2:
            place, other = (chance.choice(written) // 4096 * 4096 for _ in range(2))
            changed[place : place + 4096] = changed[other : other + 4096]
        case 3:
            place = chance.choice(written) // 512 * 512
            changed[place : place + 512] = bytes(512)
        case _:
            del changed[chance.randrange(len(changed)) :]
    return bytes(changed)


def _content(path: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: connection.execute(f"SELECT * FROM {name}").fetchall()
            for _, name, *_ in schema.expected()
            if name != "meta" and not name.startswith(("ix_", "sqlite_"))
        }


def test_a_mutation_is_refused_or_changes_nothing(
    sound: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """Seeded, so that a failure comes again; a number of them go through the child, too."""
    number = MANY_MUTATIONS if pytestconfig.getoption("--long") else MUTATIONS
    data, whole = sound.read_bytes(), _content(sound)
    written = [place for place in range(len(data)) if data[place]]
    refusals = 0
    for seed in range(number):
        copy = tmp_path / "mutated.claimdesk"
        copy.write_bytes(_mutated(data, written, random.Random(seed)))
        try:
            opening.examine(copy, seconds=60)
        except ReviewError:
            refusals += 1
            accepted = False
        else:
            accepted = True
            assert _content(copy) == whole, f"seed {seed}"
        if seed % (number // THROUGH_THE_CHILD) == 0:
            assert (checking.examined(copy).trouble is None) is accepted, f"seed {seed}"
    assert refusals > number // 2
