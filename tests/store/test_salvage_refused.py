"""Files of which little or nothing can be believed, read or written: nothing else is spoilt."""

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from claimdesk.core.errors import Code
from claimdesk.store import (
    file,
    revisions,
)
from claimdesk.store.salvage import salvaged
from store.conftest import Opener, Review
from store.damage import PAGE, Damage, a_sound_one
from store.world import OTHER, refusal, sql, tables

LAST = f"SELECT {revisions.COLUMNS} FROM revision ORDER BY n DESC LIMIT 1"


@pytest.fixture
def damage(review: Review, opened: Opener, tmp_path: Path) -> Damage:
    return a_sound_one(review, opened, tmp_path)


def test_a_place_that_cannot_be_written_to_is_named_and_not_the_file(damage: Damage) -> None:
    target = damage.target.parent / "no folder" / "new.claimdesk"
    assert "“new.claimdesk”" in refusal(lambda: salvaged(damage.sound, target), Code.MISSING)


def test_a_file_in_which_nothing_is_left_is_refused(damage: Damage) -> None:
    said = refusal(lambda: salvaged(damage.damaged(b"junk" * 5000), damage.target), Code.DAMAGED)
    assert "Nothing of a project" in said
    assert not damage.target.exists()
    assert refusal(lambda: salvaged(damage.damaged(b""), damage.target), Code.EMPTY)


def test_a_file_that_is_open_here_is_left_alone(damage: Damage, opened: Opener) -> None:
    opened(damage.sound)
    refusal(lambda: salvaged(damage.sound, damage.target), Code.ALREADY_OPEN)


def test_nothing_is_written_over(damage: Damage) -> None:
    damage.target.write_text("mine", encoding="utf-8")
    refusal(lambda: salvaged(damage.sound, damage.target), Code.EXISTS)
    assert damage.target.read_text(encoding="utf-8") == "mine"


def test_a_file_that_is_not_there_is_missing(damage: Damage, tmp_path: Path) -> None:
    refusal(lambda: salvaged(tmp_path / "no.claimdesk", damage.target), Code.MISSING)


def test_a_salvage_ends_at_its_deadline(damage: Damage) -> None:
    refusal(lambda: salvaged(damage.sound, damage.target, seconds=0), Code.TIMEOUT)
    assert [path.name for path in damage.target.parent.glob("*.part")] == []


def test_blocks_the_disk_does_not_give_are_left_out_and_counted(
    damage: Damage, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.read

    def reads(descriptor: int, size: int) -> bytes:
        if os.lseek(descriptor, 0, os.SEEK_CUR) == 5 * PAGE:
            raise OSError(errno.EIO, "Input/output error")
        return really(descriptor, size)

    monkeypatch.setattr(os, "read", reads)

    report = salvaged(damage.sound, damage.target)

    assert report.unreadable_bytes == PAGE
    assert not report.complete
    file.check(damage.target)


def test_half_written_pages_are_taken_back_in_the_copy_alone(damage: Damage) -> None:
    with closing(sqlite3.connect(damage.sound, isolation_level=None)) as writing:
        writing.execute("PRAGMA cache_size=5")
        writing.execute("PRAGMA cache_spill=5")
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("UPDATE revision SET patch = patch || ' '")
        crashed = damage.sound.with_name("crashed.claimdesk")
        shutil.copy(damage.sound, crashed)
        shutil.copy(f"{damage.sound}-journal", f"{crashed}-journal")
        writing.execute("ROLLBACK")
    before = {path.name: path.read_bytes() for path in damage.sound.parent.iterdir()}

    report = salvaged(crashed, damage.target)

    assert report.complete
    assert tables(damage.target) == tables(damage.sound)
    damage.target.unlink()
    assert {path.name: path.read_bytes() for path in damage.sound.parent.iterdir()} == before


def test_a_journal_that_names_another_file_is_not_heeded(damage: Damage, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("dear to me", encoding="utf-8")
    name = os.fsencode(victim)
    length, total = len(name).to_bytes(4, "big"), sum(name).to_bytes(4, "big")
    mark = bytes.fromhex("d9d505f920a163d7")
    damaged = damage.damaged(damage.data)
    journal = damaged.with_name(damaged.name + "-journal")
    journal.write_bytes(mark + bytes(504) + bytes(4) + name + length + total + mark)

    assert salvaged(damaged, damage.target).complete
    assert victim.read_text(encoding="utf-8") == "dear to me"


def test_an_entry_that_belies_its_fingerprint_counts_as_lost(damage: Damage) -> None:
    sql(damage.sound, "UPDATE revision SET wall_ms=1 WHERE n=(SELECT max(n) FROM revision)")
    assert salvaged(damage.sound, damage.target).lost == 1


def test_an_entry_from_an_impossible_time_and_a_changed_session_are_not_believed(
    damage: Damage,
) -> None:
    row = list(revisions.Revision(*sql(damage.sound, LAST)[0]).as_row()[1:])
    row[2] = 10**12
    one = revisions.fingerprint(tuple(row))
    sql(
        damage.sound,
        "UPDATE revision SET id=?, lamport=? WHERE n=(SELECT max(n) FROM revision)",
        one,
        row[2],
    )
    sql(damage.sound, "UPDATE session SET started_ms=1 WHERE reviewer_id=?", OTHER.id)

    report = salvaged(damage.sound, damage.target)

    assert report.authorless
    assert report.lost == 1


def test_values_no_table_takes_make_a_file_damaged_beyond_salvage(damage: Damage) -> None:
    row = list(revisions.Revision(*sql(damage.sound, LAST)[0]).as_row()[1:])
    row[-5:] = ["put", "claim", bytes(16), b"", '{"stage":"nonsense","text":"x"}']
    one = revisions.fingerprint(tuple(row))
    sets = "id=?, kind=?, entity=?, entity_id=?, parents=?, patch=?"
    sql(
        damage.sound,
        f"UPDATE revision SET {sets} WHERE n=(SELECT max(n) FROM revision)",
        one,
        *row[-5:],
    )

    said = refusal(lambda: salvaged(damage.sound, damage.target), Code.DAMAGED)
    assert damage.sound.name in said
    assert not damage.target.exists()


def test_a_file_that_may_not_be_read_is_told_in_words(
    damage: Damage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_about: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "open", refuse)
    refusal(lambda: salvaged(damage.sound, damage.target), Code.NO_PERMISSION)
