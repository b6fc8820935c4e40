"""The lock beside a project: who holds it, who may take it over, and what strangers may leave."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReviewerRow
from claimdesk.store import claims, lock
from claimdesk.store.lock import HeldError
from claimdesk.store.store import Store, open_reader
from store.conftest import Opener, Review
from store.locks import held_by, leave
from store.world import do, refusal

LONG_AGO_MS = 1_000_000_000_000


@pytest.fixture
def project(review: Review) -> Path:
    """Return a project that nobody has open."""
    review.store.close()
    return review.path


HOLD = """
import sys
from pathlib import Path
from claimdesk.core.model import ReviewerRow
from claimdesk.store.store import Store

store = Store.open(Path(sys.argv[1]), ReviewerRow(b"o" * 16, "Omar Bell", "OB"))
print("open", flush=True)
sys.stdin.readline()
store.close()
"""


@pytest.fixture
def other(project: Path) -> Iterator["subprocess.Popen[str]"]:
    """Let another process have the project open."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(project)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


# --- two openers -------------------------------------------------------------------------------


def test_the_second_opener_is_told_who_has_the_file_open(
    project: Path, other: "subprocess.Popen[str]", me: ReviewerRow
) -> None:
    with pytest.raises(HeldError) as caught:
        Store.open(project, me)
    found = caught.value.holder
    assert found is not None
    assert (found.reviewer, found.pid) == ("Omar Bell", other.pid)
    assert found.program.startswith("Claimdesk ")
    for word in ("Omar Bell", found.host, found.since, str(other.pid)):
        assert word in caught.value.sentence
    with open_reader(project, None) as reader:
        assert len(reader.read(claims.rows)) == 2


def test_a_lock_is_gone_when_its_file_is_closed_and_the_next_may_have_it(
    project: Path, other: "subprocess.Popen[str]", opened: Opener
) -> None:
    other.communicate("\n")
    assert not lock.beside(project).exists()
    store = opened()
    do(store, claims.add, "Mine now")
    assert lock.beside(project).exists()
    store.close()
    assert [one.name for one in project.parent.iterdir()] == [project.name]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_the_lock_of_a_killed_process_is_taken_over_in_silence(
    project: Path, other: "subprocess.Popen[str]", opened: Opener
) -> None:
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert lock.beside(project).exists()
    do(opened(), claims.add, "Mine now")
    assert str(os.getpid()) in lock.beside(project).read_text(encoding="utf-8")


def test_opening_anyway_leaves_a_living_owner_its_lock(
    project: Path, other: "subprocess.Popen[str]", me: ReviewerRow
) -> None:
    written = lock.beside(project).read_text(encoding="utf-8")
    with Store.open(project, me, anyway=True) as store:
        do(store, claims.add, "Mine all the same")
    assert lock.beside(project).read_text(encoding="utf-8") == written
    other.communicate("\n")
    assert not lock.beside(project).exists()


def test_a_new_project_is_locked_at_once(tmp_path: Path, me: ReviewerRow) -> None:
    with Store.create(tmp_path / "new.claimdesk", "New", me, durable=False) as store:
        found = held_by(store.path)
        assert found is not None
        assert found.reviewer == me.name
    assert not lock.beside(store.path).exists()


def test_a_store_that_cannot_be_opened_leaves_no_lock(
    project: Path, me: ReviewerRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_about: object, **_settings: object) -> None:
        raise ReviewError(Code.IO, "No.")

    monkeypatch.setattr(Store, "__init__", fails)
    refusal(lambda: Store.open(project, me), Code.IO)
    refusal(lambda: Store.open(project, me, anyway=True), Code.IO)
    assert not lock.beside(project).exists()


def test_a_failed_opening_without_a_lock_of_its_own_is_told(
    project: Path, other: "subprocess.Popen[str]", me: ReviewerRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_about: object, **_settings: object) -> None:
        raise ReviewError(Code.IO, "No.")

    monkeypatch.setattr(Store, "__init__", fails)
    refusal(lambda: Store.open(project, me, anyway=True), Code.IO)
    assert lock.beside(project).exists()


def test_the_lock_lies_beside_the_file_itself_and_not_beside_a_link(
    project: Path, tmp_path: Path
) -> None:
    link = tmp_path / "elsewhere" / "link.claimdesk"
    link.parent.mkdir()
    link.symlink_to(project)
    taken = lock.take(link, "Nina")
    assert taken is not None
    held_by(project)
    taken.release()
    assert [one.name for one in link.parent.iterdir()] == [link.name]


# --- who is dead -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "about",
    [
        {"pid": 1 << 22},
        {"started": "1"},
        {"boot": "another"},
        {"space": "another"},
        {"started": ""},
    ],
    ids=["no such process", "another process", "before a restart", "a container", "unknown start"],
)
def test_a_holder_that_died_on_this_computer_is_replaced(
    project: Path, about: dict[str, object]
) -> None:
    leave(project, **about)
    taken = lock.take(project, "Nina")
    assert taken is not None
    found = held_by(project)
    assert found is not None
    assert found.reviewer == "Nina"
    taken.release()
    assert not lock.beside(project).exists()


def test_a_living_holder_is_believed_even_where_the_system_has_no_lock(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(project)
    assert held_by(project) is not None
    monkeypatch.setattr(lock, "_seized", lambda _handle: None)
    assert held_by(project) is not None
    leave(project, space="another")
    assert held_by(project) is not None
    leave(project, started="1")
    taken = lock.take(project, "Nina")
    assert taken is not None
    taken.release()


def test_a_holder_on_another_computer_is_never_declared_dead(project: Path) -> None:
    beside = leave(
        *(project,), machine="another", host="desk-3", boot="b", since_ms=LONG_AGO_MS, pid=1 << 22
    )
    found = held_by(project)
    assert found is not None
    assert (found.host, found.since[:4]) == ("desk-3", "2001")
    taken = lock.take(project, "Nina", anyway=True)
    assert taken is not None
    assert "Nina" in beside.read_text(encoding="utf-8")
    taken.release()
    assert not beside.exists()


def test_a_lock_that_somebody_took_over_is_not_removed(project: Path) -> None:
    taken = lock.take(project, "Nina")
    assert taken is not None
    beside = leave(project)
    taken.release()
    assert beside.exists()
    beside.unlink()
    taken = lock.take(project, "Nina")
    assert taken is not None
    beside.unlink()
    leave(project)
    taken.release()
    assert beside.exists()
    beside.unlink()
    taken = lock.take(project, "Nina")
    assert taken is not None
    beside.unlink()
    taken.release()


def test_a_lock_that_is_released_while_it_is_looked_at_is_looked_for_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside, seized, looks = leave(project), lock._seized, 0

    def vanishes(handle: int) -> bool | None:
        nonlocal looks
        looks += 1
        if looks == 1:
            beside.unlink()
        return seized(handle)

    monkeypatch.setattr(lock, "_seized", vanishes)
    taken = lock.take(project, "Nina")
    assert taken is not None
    assert looks == 2
    taken.release()


def test_a_lock_that_cannot_be_removed_at_first_is_removed_once_closed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, which removes no file that is open."""
    unlink, goes = Path.unlink, 0

    def refuses_once(path: Path, *, missing_ok: bool = False) -> None:
        nonlocal goes
        goes += 1
        if goes == 1:
            raise PermissionError(errno.EACCES, "open")
        unlink(path, missing_ok=missing_ok)

    taken = lock.take(project, "Nina")
    assert taken is not None
    monkeypatch.setattr(Path, "unlink", refuses_once)
    taken.release()
    assert not lock.beside(project).exists()
