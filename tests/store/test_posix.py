"""What only POSIX systems allow: files that vanish while open, size limits, devices, kill -9."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReviewerRow
from claimdesk.store import articles, checking, claims, file
from claimdesk.store.recovery import Cause, Recovered, recovered
from claimdesk.store.store import Store, open_reader
from store.conftest import Review
from store.world import do, folder_state, refusal


def _no_room(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


LIMITED = """
import sys
from pathlib import Path
from claimdesk.core.errors import ReviewError
from claimdesk.core.model import ReadArticle, ReviewerRow
from claimdesk.store import articles, claims
from claimdesk.store.store import Store

store = Store.open(Path(sys.argv[1]), ReviewerRow(b"i" * 16, "Ina", "I"))
try:
    store.run("Load", lambda session: articles.add(session, ReadArticle("word " * 1_000_000)))
except ReviewError as error:
    print(error.code)
print(len(store.read(claims.rows)))
store.run("Small", lambda session: claims.change(session, store.read and
    claims.rows(session)[0].id, claimant="Small"))
"""


def test_a_limit_on_the_file_size_stops_the_edit_and_the_next_one_works(review: Review) -> None:
    before = review.store.read(articles.rows)
    review.store.close()
    room = review.path.stat().st_size + 40_000
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(review.path)],
        preexec_fn=_no_room(room),
        capture_output=True,
        text=True,
        check=True,
    )
    code, claims_left = done.stdout.split()
    assert code == Code.TOO_BIG
    assert claims_left == "2"
    with open_reader(review.path, None) as reader:
        assert reader.read(articles.rows) == before
        assert reader.read(claims.rows)[0].claimant == "Small"
    file.check(review.path)


def test_a_pipe_and_a_device_are_not_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/null")):
        assert "not an ordinary file" in refusal(partial(file.check, path), Code.NOT_REGULAR)


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
def test_what_lies_beside_a_project_must_be_an_ordinary_file(review: Review, suffix: str) -> None:
    review.store.close()
    beside = review.path.with_name(review.path.name + suffix)
    beside.symlink_to("/dev/zero")
    refusal(lambda: file.check(review.path), Code.BAD_SIDECAR)
    beside.unlink()
    os.mkfifo(beside)
    refusal(lambda: file.check(review.path), Code.BAD_SIDECAR)
    beside.unlink()
    file.check(review.path)


def test_a_project_behind_a_symbolic_link_is_opened(review: Review, me: ReviewerRow) -> None:
    review.store.close()
    link = review.path.with_name("link")
    link.symlink_to(review.path)
    with Store.open(link, me, durable=False) as store:
        do(store, claims.add, "Third")
    assert link.is_symlink()
    assert file.check(review.path).claims == 3


WRITE = """
import sys
from pathlib import Path
from claimdesk.core.model import ReviewerRow
from claimdesk.store import claims
from claimdesk.store.store import Store

store = Store.open(Path(sys.argv[1]), ReviewerRow(b"k" * 16, "Kim", "K"))
print("open", flush=True)
number = 0
while True:
    number += 1
    text = f"Claim {sys.argv[2]}.{number} " + "x" * 30_000
    store.run("Add", lambda session: [claims.add(session, text) for _ in range(3)])
    print(number, flush=True)
"""


def test_a_program_killed_while_it_saves_loses_nothing_it_had_confirmed(
    review: Review, me: ReviewerRow, tmp_path: Path
) -> None:
    review.store.close()
    path, confirmed = review.path, 2
    chance = random.Random(7)
    for kill in range(10):
        with subprocess.Popen(
            [sys.executable, "-c", WRITE, str(path), str(kill)],
            stdout=subprocess.PIPE,
            text=True,
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "open\n"
            writer.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.08))
            writer.send_signal(signal.SIGKILL)
            confirmed += 3 * (1 + len(writer.stdout.read().split()))
        try:
            found = file.check(path)
        except ReviewError as error:
            assert error.code is Code.NEEDS_RECOVERY  # noqa: PT017 - one of two right outcomes
            stopped, path = path, tmp_path / f"recovered {kill}.claimdesk"
            found = recovered(stopped, path).kept
        assert found.claims - confirmed in (0, 3)
        confirmed = found.claims
        with Store.open(path, me, durable=False) as store:
            do(store, claims.change, review.first, claimant=f"After kill {kill}")


STOP = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=2")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE claim SET text='half'")
for number in range(3000):
    connection.execute("INSERT INTO meta VALUES (?, 'half')", (str(number),))
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def half_written(review: Review) -> Path:
    """Return a project with the journal of a program that died while pages were half-written."""
    review.store.close()
    stopped = subprocess.run([sys.executable, "-c", STOP, str(review.path)], check=False)
    assert stopped.returncode == -9
    assert review.path.with_name(review.path.name + "-journal").stat().st_size > 512
    return review.path


def test_what_was_half_written_is_never_taken_back_in_place(
    half_written: Path, me: ReviewerRow
) -> None:
    before = folder_state(half_written.parent)
    for act in (
        lambda: Store.open(half_written, me),
        lambda: open_reader(half_written, None),
        lambda: file.check(half_written),
        lambda: checking.check(half_written),
    ):
        assert "stopped while" in refusal(act, Code.NEEDS_RECOVERY)
    assert folder_state(half_written.parent) == before


@pytest.mark.parametrize("how", [recovered, checking.recover])
def test_what_was_half_written_is_recovered_into_a_new_file(
    half_written: Path,
    me: ReviewerRow,
    tmp_path_factory: pytest.TempPathFactory,
    how: Callable[..., Recovered],
) -> None:
    before = folder_state(half_written.parent)
    target = tmp_path_factory.mktemp("new") / "recovered.claimdesk"
    found = how(half_written, target)
    assert (found.cause, found.kept.claims) == (Cause.JOURNAL, 2)
    assert folder_state(half_written.parent) == before
    assert [one.name for one in target.parent.iterdir()] == [target.name]
    with Store.open(target, me) as store:
        assert store.read(claims.rows)[0].text == "The bridge was closed."
        do(store, claims.add, "Third")
    refusal(lambda: how(half_written, target), Code.EXISTS)


def test_what_was_half_written_is_recovered_behind_a_symbolic_link(
    half_written: Path, tmp_path: Path
) -> None:
    link = tmp_path / "elsewhere" / "link.claimdesk"
    link.parent.mkdir()
    link.symlink_to(half_written)
    refusal(lambda: checking.check(link), Code.NEEDS_RECOVERY)
    assert checking.recover(link, tmp_path / "new.claimdesk").kept.claims == 2
    assert [one.name for one in link.parent.iterdir()] == [link.name]


def test_a_link_that_goes_round_in_a_circle_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    refusal(lambda: file.check(tmp_path / "a"), Code.IO)


def test_a_journal_that_names_another_file_is_refused_untouched(half_written: Path) -> None:
    victim = half_written.with_name("victim")
    victim.write_text("do not delete me")
    journal = half_written.with_name(half_written.name + "-journal")
    name = str(victim).encode()
    total = sum(name)
    journal.write_bytes(
        journal.read_bytes()
        + b"\0\0\0\0"
        + name
        + len(name).to_bytes(4, "big")
        + total.to_bytes(4, "big")
        + bytes.fromhex("d9d505f920a163d7")
    )
    before = folder_state(half_written.parent)
    for act in (
        lambda: file.check(half_written),
        lambda: checking.check(half_written),
        lambda: recovered(half_written, half_written.with_name("new")),
        lambda: checking.recover(half_written, half_written.with_name("new")),
    ):
        assert "names another file" in refusal(act, Code.BAD_SIDECAR)
    assert folder_state(half_written.parent) == before
