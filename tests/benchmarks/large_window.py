"""Measure the window on a large project: the opening, and each step of the loop (G4, G10).

CPU milliseconds from the key to the repaint, offscreen, on 2,000 and on 20,000 claims, and beside
them a bare edit of the same file through sqlite3 with the same durability: the floor. Waiting for
the disk takes no CPU. What an opening leaves to the background has ended before a step is measured;
what a step itself starts there counts. The growth is what the larger project costs against the
smaller one.

    .venv/bin/python tests/benchmarks/large_window.py [--articles N] [--rounds N]
"""

import argparse
import gc
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from types import SimpleNamespace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A script finds only what lies beside it; the tests are found from the folder above.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtWidgets import QApplication

from benchmarks.article_stage import Figure, Table
from benchmarks.large_project import build
from claimdesk.app.program import Program
from claimdesk.store import file
from claimdesk.store.known import KnownFiles
from claimdesk.store.probe import Identity

OPENING_MS = 500
RESTING_S = 1.0
EDIT = "a verdict"
STEPS = {
    "the next claim": ("claim.next",),
    "a verdict": ("claim.deny", "claim.unverify", "claim.confirm"),
    "undo": ("edit.undo",),
    "redo": ("edit.redo",),
    "the next claim not reviewed": ("claim.next_open",),
    "a new claim": ("claim.new",),
}


class Desk:
    """The program with one project in it."""

    def __init__(self, app: QApplication, folder: Path, articles: int) -> None:
        self._app = app
        self.path = folder / f"{articles}.claimdesk"
        build(self.path, articles)
        places = {name: folder / f"{name}-{articles}" for name in ("config", "data", "log")}
        dirs = SimpleNamespace(**{f"user_{name}_path": place for name, place in places.items()})
        self.program = Program(app, dirs)  # type: ignore[arg-type]  # the folders of no user
        gc.freeze()  # as ``run`` does
        KnownFiles(places["data"]).note(self.path, Identity.of(self.path.stat()))
        self.program.show([], sample=False)
        self._app.processEvents()

    def took(self, act: Callable[[], object]) -> float:
        """Return the CPU ms of an act with the repaint it asks for."""
        start = time.process_time()
        act()
        self._app.processEvents()
        return (time.process_time() - start) * 1000

    def open(self) -> float:
        """Open the project as the program left it; return the CPU ms to the first paint."""
        taken = self.took(lambda: self.program.files.open_path(self.path))
        assert self.program.desk.project.path == self.path
        return taken

    def steps(self, rounds: int) -> Iterator[tuple[str, list[float]]]:
        """Yield what each step of the loop takes, once warm."""
        run = self.program.actions.run
        for name, ids in STEPS.items():
            acts = [partial(run, one) for one in islice(cycle(ids), rounds + 2)]
            for act in acts[:2]:
                self.took(act)
            self.rest()
            yield name, [self.took(act) for act in acts[2:]]

    def rest(self) -> None:
        """Let the work in the background end: the index of an opening, the backup of a day."""
        until = time.monotonic() + RESTING_S
        while time.monotonic() < until or self.program.desk.tasks._running:
            self._app.processEvents()
            time.sleep(0.01)

    def close(self) -> None:
        """Put everything away."""
        self.program.desk.project.use(None)
        self.program.window.close()
        self.program.end()


def floor(path: Path, rounds: int) -> list[float]:
    """Return the CPU ms of a bare durable edit of one row."""
    taken = []
    connection = file.connect(path, writing=True)
    for number in range(rounds):
        start = time.process_time()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE claim SET priority = ? WHERE rowid = 1", (number % 2,))
        connection.execute("COMMIT")
        taken.append((time.process_time() - start) * 1000)
    connection.close()
    return taken


def main() -> int:
    """Measure, print, and say whether the goals are reached."""
    parser = argparse.ArgumentParser(description="Measure the window on a large project.")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    table = Table()
    grown: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for articles, limit in ((asked.articles // 10, 15.0), (asked.articles, 40.0)):
            desk = Desk(app, Path(folder), articles)
            of = f"{articles * 20:,} claims"
            table.add(Figure("G12", f"open, {of}", [desk.open()], OPENING_MS))
            for name, taken in desk.steps(asked.rounds):
                table.add(Figure("G4", f"{name}, {of}", taken, limit if name == EDIT else 40.0))
                middle = sorted(taken)[len(taken) // 2]
                grown[name] = middle / grown[name] if name in grown else middle
            desk.close()
            table.add(Figure("", f"floor: a bare edit, {of}", floor(desk.path, asked.rounds)))
    print(json.dumps({"ten times the claims cost": {n: round(r, 2) for n, r in grown.items()}}))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak {peak / (1024 if sys.platform == 'linux' else 1024**2):.0f} MB")
    return table.close()


if __name__ == "__main__":
    sys.exit(main())
