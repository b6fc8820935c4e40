"""What another program left beside a project is put in, or left out if it does not fit."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from claimdesk.core.errors import Code
from claimdesk.store import file, probe
from claimdesk.store.recovery import Cause, recovered
from store.conftest import Review
from store.world import folder_state, refusal, sql


@pytest.fixture
def sound(review: Review) -> Path:
    """Return a small project nobody has open."""
    review.store.close()
    return review.path


@pytest.fixture
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("new") / "recovered.claimdesk"


@pytest.fixture
def logged(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a copy of a project with a log another program has not put in."""
    with closing(sqlite3.connect(sound, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("INSERT INTO meta VALUES ('note', 'in the log')")
        copy = tmp_path_factory.mktemp("logged") / sound.name
        for suffix in ("", "-wal"):
            shutil.copy(f"{sound}{suffix}", f"{copy}{suffix}")
        yield copy


def test_finished_work_in_a_log_is_put_in(logged: Path, target: Path) -> None:
    before = folder_state(logged.parent)
    assert recovered(logged, target).cause is Cause.LOG
    assert sql(target, "SELECT value FROM meta WHERE key='note'") == [("in the log",)]
    assert file.check(target).claims == 2
    assert folder_state(logged.parent) == before


@pytest.mark.parametrize("suffix", ["-journal", "-wal"])
def test_what_does_not_fit_is_left_out(sound: Path, target: Path, suffix: str) -> None:
    stray = sound.with_name(sound.name + suffix)
    if suffix == "-wal":
        with closing(sqlite3.connect(target.with_name("other"), isolation_level=None)) as other:
            other.execute("PRAGMA journal_mode=WAL")
            other.execute("CREATE TABLE other (x)")
            shutil.copy(target.with_name("other-wal"), stray)
    else:
        page = (1).to_bytes(4, "big") + bytes(4096)
        stray.write_bytes(
            bytes.fromhex("d9d505f920a163d7")
            + b"".join(one.to_bytes(4, "big") for one in (0xFFFFFFFF, 0, 69, 512, 4096))
            + bytes(484)
            + page
            + (0).to_bytes(4, "big")
        )
    found = recovered(sound, target)
    assert (found.cause, found.kept.claims) == (Cause.STRAY, 2)


def test_a_sound_file_is_simply_copied(sound: Path, target: Path) -> None:
    assert recovered(sound, target).cause is Cause.NOTHING
    assert target.read_bytes() == sound.read_bytes()
    refusal(lambda: recovered(sound, target), Code.EXISTS)
    refusal(lambda: recovered(sound, target / "below"), Code.MISSING)


def test_what_cannot_be_recovered_says_why_and_leaves_nothing(sound: Path, target: Path) -> None:
    sql(sound, "UPDATE revision SET wall_ms=wall_ms+1 WHERE n=2")
    assert "fingerprint" in refusal(lambda: recovered(sound, target), Code.DAMAGED)
    sound.with_name(sound.name + "-wal").write_bytes(bytes(5000))
    assert "fingerprint" in refusal(lambda: recovered(sound, target), Code.DAMAGED)
    sound.write_bytes(b"text" * 2000)
    sound.with_name(sound.name + "-wal").unlink()
    refusal(lambda: recovered(sound, target), Code.NOT_PROJECT)
    assert not target.exists()


def test_a_file_that_is_being_saved_now_is_locked(sound: Path, target: Path) -> None:
    with closing(sqlite3.connect(sound, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        sound.with_name(sound.name + "-journal").write_bytes(b"\xd9" * 600)
        assert probe.journal(probe.status(sound)) is probe.Journal.HOT
        refusal(lambda: recovered(sound, target), Code.LOCKED)
