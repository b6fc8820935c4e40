"""Two processes at one file: the second is told who has it, and nobody writes over anybody."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from claimdesk.core.errors import Code
from claimdesk.store import checking, claims, file, lock
from claimdesk.store.lock import HeldError
from claimdesk.store.store import Store, open_reader
from claimdesk.store.view import View
from faults import sample
from faults.conftest import Examiner
from faults.processes import started
from store.world import folder_state, refusal

WRITING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("writing", flush=True)
sys.stdin.readline()
"""


@contextmanager
def somebody(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Let another process have a project open; it adds a claim for each line it is told."""
    with started("faults.holder", path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        if process.poll() is None:
            process.communicate()


def tell(process: "subprocess.Popen[str]") -> str:
    """Let the other process add a claim; return what it says."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("add\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def test_the_second_is_told_who_has_it_open_and_may_look(sound: Path) -> None:
    with somebody(sound) as other:
        before = folder_state(sound.parent)
        with pytest.raises(HeldError) as caught:
            Store.open(sound, sample.ME)
        assert caught.value.code is Code.LOCKED
        assert sample.OTHER.name in caught.value.sentence
        assert str(other.pid) in caught.value.sentence
        assert folder_state(sound.parent) == before
        with View.open(sound, sample.ME, "Only to look") as view:
            number = len(view.read(claims.rows))
            assert view.news() is None
            assert tell(other) == "added"
            assert view.news() is not None
            assert len(view.read(claims.rows)) == number + 1
    with Store.open(sound, sample.ME, durable=False) as store:
        store.run("Add", lambda session: claims.add(session, "Mine."))


def test_who_opens_it_anyway_writes_over_nobody(sound: Path) -> None:
    with somebody(sound) as other, Store.open(sound, sample.ME, anyway=True) as store:
        store.run("Add", lambda session: claims.add(session, "Mine."))
        assert tell(other) == Code.CHANGED
        number = len(store.read(claims.rows))
    assert file.check(sound).claims == number


def test_who_was_killed_keeps_nobody_out(sound: Path) -> None:
    with somebody(sound) as other:
        assert tell(other) == "added"
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert lock.beside(sound).exists()
    with Store.open(sound, sample.ME, durable=False) as store:
        store.run("Add", lambda session: claims.add(session, "Mine."))
    assert not lock.beside(sound).exists()


def test_a_lock_of_another_computer_is_not_taken(sound: Path) -> None:
    with somebody(sound):
        written = json.loads(lock.beside(sound).read_text())
    far = {**written, "machine": "another", "host": "far away", "boot": "another"}
    lock.beside(sound).write_text(json.dumps(far))
    assert "far away" in refusal(lambda: Store.open(sound, sample.ME), Code.LOCKED)
    with Store.open(sound, sample.ME, anyway=True, durable=False) as store:
        store.run("Add", lambda session: claims.add(session, "Mine."))
    file.check(sound)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.symlink_to("/dev/zero"),
        Path.mkdir,
        os.mkfifo,
        lambda path: path.write_bytes(b"\xff" * 100_000),
        lambda path: path.write_text('{"reviewer": ["' + "x" * 3000 + '"]}'),
    ],
    ids=["link", "folder", "pipe", "noise", "no name"],
)
def test_a_lock_that_means_harm_is_not_believed(sound: Path, spoil: object) -> None:
    assert callable(spoil)
    spoil(lock.beside(sound))
    before = folder_state(sound.parent)
    assert "does not say who" in refusal(lambda: Store.open(sound, sample.ME), Code.LOCKED)
    assert folder_state(sound.parent) == before
    assert checking.check(sound).claims > 10


def test_a_file_another_program_writes_to_is_locked(sound: Path, examiner: Examiner) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITING, str(sound)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "writing\n"
        examiner.refuses(sound, Code.LOCKED)
        other.communicate("\n")
    examiner.accepts(sound)


def test_a_check_and_an_edit_do_not_get_in_each_others_way(sound: Path) -> None:
    with somebody(sound) as other:
        for _ in range(5):
            with open_reader(sound, None) as reader:
                assert reader.read(claims.rows)
            assert tell(other) == "added"
            assert checking.examined(sound).trouble is None
