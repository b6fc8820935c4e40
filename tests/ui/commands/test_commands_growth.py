"""What one step of the loop costs depends on what it touches, not on how large the project is."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.large_project import build
from claimdesk.app.program import Program
from claimdesk.store.known import KnownFiles
from claimdesk.store.probe import Identity

STEPS = (
    *("claim.deny", "claim.unverify", "edit.undo", "edit.redo", "claim.next", "claim.previous"),
    *("claim.next_open", "claim.new", "edit.undo", "edit.redo", "claim.withdraw", "view.claims"),
)


class Work:
    """Counts what SQLite does through the connection of the window, in steps of its machine."""

    def __init__(self, program: Program) -> None:
        self.steps = 0
        program.desk.project.read(lambda session: session.sqlite).set_progress_handler(self._on, 1)

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count from nothing; what timers do later is not part of it."""
        QApplication.processEvents()
        self.steps = 0
        yield

    def _on(self) -> int:
        self.steps += 1
        return 0


def _work(program: Program, path: Path, articles: int) -> list[int]:
    build(path, articles)
    KnownFiles(program.desk.folders.data).note(path, Identity.of(path.stat()))
    program.files.open_path(path)
    assert program.desk.project.path == path
    program.actions.run("claim.next")
    program.desk.memory.likely_claims("Words", most=1)  # puts the words of all claims in order
    done = []
    work = Work(program)
    for step in chain(STEPS[:2], STEPS):  # what is prepared once is prepared now
        with work.counted():
            program.actions.run(step)
        done.append(work.steps)
    return done[2:]


def test_a_step_of_the_loop_asks_the_file_as_much_in_a_large_project_as_in_a_small_one(
    program: Program, tmp_path: Path
) -> None:
    small = _work(program, tmp_path / "small.claimdesk", 2)
    large = _work(program, tmp_path / "large.claimdesk", 16)
    grown = {step: (one, other) for step, one, other in zip(STEPS, small, large, strict=True)}
    assert {
        step: counts for step, counts in grown.items() if counts[1] > 1.5 * counts[0] + 200
    } == {}
