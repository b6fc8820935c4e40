"""Two programs and one file: the second is told, looks on, and takes over from a killed one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from claimdesk.core.model import ReviewerRow
from claimdesk.store import lock
from claimdesk.store.store import Store
from journeys.driver import Person
from journeys.program import run

TESTS = Path(__file__).resolve().parents[1]


@contextmanager
def reviewing(project: Path) -> Iterator["subprocess.Popen[str]"]:
    """Let another program, with a reviewer who never rests, have the project open."""
    places = (str(TESTS), os.environ.get("PYTHONPATH", ""))
    with subprocess.Popen(
        [sys.executable, "-m", "journeys.busy_reviewer", str(project)],
        cwd=TESTS,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(places)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "text 1\n"
        yield program
        program.kill()


@pytest.fixture
def project(tmp_path: Path, me: ReviewerRow) -> Path:
    path = tmp_path / "Review.claimdesk"
    with Store.create(path, "Review", me):
        pass
    return path


def test_the_second_program_looks_on_while_the_first_works_and_follows_it(project: Path) -> None:
    def look(p: Person) -> None:
        p.until(lambda: p.sees("held"), "the second opener is told")
        p.press("Return")
        p.settle()
        assert "(read only)" in p.window.windowTitle()
        before = len(p.claims())
        p.until(lambda: len(p.claims()) > before, "the work of the other appears")
        p.press("Ctrl+Return")
        assert p.window.status.saved.text().startswith("Read only")

    with reviewing(project):
        run(look, "--new-window", project)


def test_a_killed_program_leaves_a_lock_that_the_next_start_takes_over(project: Path) -> None:
    with reviewing(project) as other:
        other.kill()
        other.wait()
    assert lock.beside(project).exists()

    def work(p: Person) -> None:
        p.settle()
        if p.sees("recovery"):
            p.press("Esc")  # it was killed in the middle of saving; that is another story
            return
        before = len(p.claims())
        p.press("Ctrl+Return")
        assert len(p.claims()) == before + 1
        assert not p.sees("held")

    run(work, "--new-window", project)
