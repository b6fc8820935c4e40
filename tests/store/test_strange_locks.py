"""What strangers may leave in the place of a lock, and where no lock can be made."""

import errno
import json
import os
import sys
from dataclasses import asdict, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.store import holder, lock
from claimdesk.store.lock import UnwritableError
from store.conftest import Review
from store.locks import held_by, leave
from store.world import refusal

GOOD = asdict(holder.me("Omar Bell"))
STRANGE = {
    "text": b"locked by me",
    "list": b"[]",
    "number": b"7",
    "deep": b"[" * 4000,
    "not UTF-8": b"\xff\xfe\x00",
    "missing": json.dumps({"reviewer": "x"}).encode(),
    "kind": json.dumps(GOOD | {"pid": "12"}).encode(),
    "flag for a number": json.dumps(GOOD | {"pid": True}).encode(),
    "no process": json.dumps(GOOD | {"pid": 0}).encode(),
    "huge process": json.dumps(GOOD | {"pid": 1 << 40}).encode(),
    "before time": json.dumps(GOOD | {"since_ms": -1}).encode(),
    "after time": json.dumps(GOOD | {"since_ms": 1 << 50}).encode(),
    "too long": json.dumps(GOOD | {"reviewer": "x" * 5000}).encode(),
    "too big": b"x" * 100_000,
}


@pytest.fixture
def project(review: Review) -> Path:
    """Return a project that nobody has open."""
    review.store.close()
    return review.path


@pytest.mark.parametrize("data", STRANGE.values(), ids=STRANGE)
def test_what_is_no_lock_is_left_as_it_is_and_said_to_name_nobody(
    project: Path, data: bytes
) -> None:
    beside = lock.beside(project)
    beside.write_bytes(data)
    assert held_by(project) is None
    assert beside.name in refusal(lambda: lock.take(project, "Nina"), Code.LOCKED)
    assert lock.take(project, "Nina", anyway=True) is None
    assert beside.read_bytes() == data


def test_what_a_lock_says_is_shown_on_one_line_and_not_at_length(project: Path) -> None:
    leave(project, reviewer="A\n\u202eB\0" + "x" * 500, machine="another")
    found = held_by(project)
    assert found is not None
    assert found.reviewer.startswith("A  B x")
    assert len(found.reviewer) == 200


def test_an_empty_lock_is_one_that_was_never_written(project: Path) -> None:
    lock.beside(project).touch()
    taken = lock.take(project, "Nina")
    assert taken is not None
    taken.release()


def test_a_lock_that_is_no_ordinary_file_is_neither_followed_nor_opened(
    project: Path, tmp_path: Path
) -> None:
    beside, victim = lock.beside(project), tmp_path / "victim"
    victim.write_text("do not touch")
    beside.symlink_to(victim)
    assert held_by(project) is None
    assert lock.take(project, "Nina", anyway=True) is None
    assert victim.read_text() == "do not touch"
    beside.unlink()
    beside.symlink_to(tmp_path / "nowhere")
    assert held_by(project) is None
    assert not (tmp_path / "nowhere").exists()
    beside.unlink()
    beside.mkdir()
    assert held_by(project) is None
    beside.rmdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(beside)
        assert held_by(project) is None


# --- where one may not write -------------------------------------------------------------------


def _unwritable(project: Path) -> ReviewError:
    with pytest.raises(UnwritableError) as caught:
        lock.take(project, "Nina")
    assert "You may read" in caught.value.sentence
    return caught.value


def test_a_file_without_the_right_to_write_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _wish: False)
    assert _unwritable(project).code is Code.NO_PERMISSION
    assert not lock.beside(project).exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, Code.NO_PERMISSION),
        (errno.EROFS, Code.NO_PERMISSION),
        (errno.ENOSPC, Code.DISK_FULL),
        (errno.EIO, Code.IO),
    ],
)
def test_a_folder_in_which_no_lock_can_be_made_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: Code
) -> None:
    really = os.open

    def fails(path: object, flags: int, *rest: int) -> int:
        if str(path).endswith(".lock") and flags & os.O_CREAT:
            raise OSError(number, os.strerror(number))
        return really(path, flags, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", fails)
    assert _unwritable(project).code is code
    leave(project, machine="another")
    if number == errno.EACCES:
        assert held_by(project) is not None


def test_a_disk_without_room_for_a_lock_is_told_and_nothing_stays(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    assert _unwritable(project).code is Code.DISK_FULL
    assert not lock.beside(project).exists()
    leave(project, started="1")
    assert held_by(project) is not None


# --- systems -----------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="plays the other system")
def test_windows_locks_a_byte_far_behind_what_is_written(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[int] = []
    answer: list[OSError] = []

    def locking(handle: int, _how: int, _bytes: int) -> None:
        places.append(os.lseek(handle, 0, os.SEEK_CUR))
        if answer:
            raise answer[0]

    monkeypatch.setattr(lock, "_fcntl", None)
    monkeypatch.setattr(lock, "_msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    taken = lock.take(project, "Nina")
    assert taken is not None
    assert places == [lock._FAR]
    answer.append(PermissionError(errno.EACCES, "held"))
    assert held_by(project) is not None
    answer[0] = OSError(errno.ENOSYS, "none here")
    assert held_by(project) is not None
    taken.release()


def test_a_process_is_told_from_others_as_far_as_the_system_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = holder.me("Nina")
    assert here == replace(holder.me("Nina"), since_ms=here.since_ms, token=here.token)
    assert here.since_ms > 1_000_000_000_000
    assert len(here.since) == 5
    monkeypatch.setattr(holder, "_line", lambda _path: "")
    monkeypatch.delattr(os, "readlink")
    monkeypatch.setattr(os, "readlink", _no_link, raising=False)
    elsewhere = holder.me("Nina")
    assert (elsewhere.boot, elsewhere.space, elsewhere.started) == ("", "", "")
    assert len(elsewhere.machine) == 32


def _no_link(_path: str) -> str:
    raise OSError(errno.ENOENT, "none")


def test_a_file_of_the_system_that_is_not_there_says_nothing() -> None:
    assert holder._line("/no/such/file") == ""
