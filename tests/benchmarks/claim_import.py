"""Measure claims coming in from a table: looking at it, its dialog, stopping, taking it in.

A project of ``--articles`` articles; a table of ``--rows`` claims with ``--quotes`` quotes,
half as they stand, the others misspelt, cut short or of no article; the real window, offscreen.
Wall milliseconds, and the longest time that the window answered nothing.

    .venv/bin/python tests/benchmarks/claim_import.py [--articles N] [--rows N] [--keep FILE]
"""

import argparse
import csv
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A script finds only what lies beside it; the tests are found from the folder above.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from benchmarks.large_project import build
from claimdesk.app.program import Program
from claimdesk.store import articles, claims
from claimdesk.store.known import KnownFiles
from claimdesk.store.probe import Identity
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.dialogs.import_claims.dialog import ImportClaims

_BEAT_MS = 5
_PATIENCE_S = 900


def write_table(path: Path, texts: list[str], rows: int, quotes: int) -> None:
    """Write a table of claims, of which the first ones have a quote each."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Claim", "Claimant", "Date", "Verdict", "Reason", "Quote", "Source"))
        for number in range(rows):
            text = chance.choice(texts)
            start = chance.randrange(max(1, len(text) - 200))
            words = text[start : start + 120].split()[1:-1]
            verdict = chance.choice(("true", "false", "unverified", "misleading", ""))
            quote = " ".join(_typed(words, number, chance)) if number < quotes else ""
            claim = f"{number}: {' '.join(chance.sample(words, len(words)))}"
            writer.writerow((claim, f"Person {number % 300}", "2025-10-29", verdict, "", quote, ""))


def _typed(words: list[str], number: int, chance: random.Random) -> list[str]:
    match number % 6:
        case 0:
            place = chance.randrange(len(words))
            return [*words[:place], words[place][::-1], *words[place + 1 :]]
        case 1:
            return words[: len(words) // 2 + 1]
        case 2:
            return [f"{word}x" for word in words]
        case _:
            return words


class Watch:
    """How long the window answers nothing: the longest time between two beats of a timer."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._last = time.perf_counter()
        self.longest = 0.0
        self._timer.start()

    def begin(self) -> None:
        """Forget what was."""
        self.longest, self._last = 0.0, time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


class Bench:
    """The program with a large project in it."""

    def __init__(self, app: QApplication, folder: Path, number: int, keep: Path | None) -> None:
        self._app = app
        self._watch = Watch()
        path = folder / "large.claimdesk"
        if keep is None or not keep.exists():
            build(path, number)
            if keep is not None:
                shutil.copy(path, keep)
        else:
            shutil.copy(keep, path)
        places = {name: folder / name for name in ("config", "data", "log")}
        dirs = SimpleNamespace(**{f"user_{name}_path": place for name, place in places.items()})
        self.program = Program(app, dirs)  # type: ignore[arg-type]  # the folders of no user
        KnownFiles(places["data"]).note(path, Identity.of(path.stat()))
        self.program.show([], sample=False)
        self.program.files.open_path(path)
        self._app.processEvents()

    @property
    def texts(self) -> list[str]:
        """Return the texts of all articles."""
        project = self.program.desk.project
        rows = project.read(articles.rows)
        return [project.read(articles.text, row.version_id) for row in rows]

    @property
    def claims(self) -> int:
        """Return how many claims there are."""
        return len(self.program.desk.project.read(claims.rows))

    def measure(
        self, what: str, act: Callable[[], object], until: Callable[[], bool] = lambda: True
    ) -> None:
        """Print how long an act takes until it is over, and how long nothing was answered."""
        self._app.processEvents()
        self._watch.begin()
        start = time.perf_counter()
        act()
        self._app.processEvents()
        first = (time.perf_counter() - start) * 1000
        while not until() and time.perf_counter() - start < _PATIENCE_S:
            self._app.processEvents()
            time.sleep(0.002)
        self._app.processEvents()
        took = (time.perf_counter() - start) * 1000
        longest = max(first, self._watch.longest)
        print(f"{what:48} {took:9,.0f} ms, nothing answered {longest:7,.0f} ms", flush=True)

    def dialog(self) -> ImportClaims | None:
        """Return the open dialog."""
        found = self.program.window.findChildren(ImportClaims)
        return next((one for one in found if one.isVisible()), None)

    def is_looked_at(self) -> bool:
        """Return whether the claims of the table are shown."""
        dialog = self.dialog()
        return dialog is not None and bool(dialog.model.rows) and not dialog.is_busy


def steps(bench: Bench, table: Path, rows: int) -> Iterator[tuple[str, object]]:
    """Go through an import as somebody does."""
    before = bench.claims
    bench.measure(
        "open a table", lambda: bench.program.claim_tables.take(table), bench.is_looked_at
    )
    dialog = bench.dialog()
    assert dialog is not None
    yield "claims shown", len(dialog.model.rows)
    bench.measure("None", lambda: dialog.model.want_all(wanted=False))
    bench.measure("All", lambda: dialog.model.want_all(wanted=True))
    bench.measure(
        "untick one", lambda: dialog.model.setData(dialog.model.index(0, 0), 0, _CHECK_ROLE)
    )
    combo = dialog.findChild(QuietCombo, "import-column-4")
    assert isinstance(combo, QuietCombo)

    def pick(entry: int) -> None:
        combo.setCurrentIndex(entry)
        combo.activated.emit(entry)

    bench.measure("another column, looked at anew", lambda: pick(0), lambda: _settled(dialog))
    pick(5)
    bench.measure(
        "stop while it looks", dialog.reject, lambda: not bench.program.desk.tasks._running
    )
    bench.measure(
        "open it again", lambda: bench.program.claim_tables.take(table), bench.is_looked_at
    )
    again = bench.dialog()
    assert again is not None
    press = again.findChild(QPushButton, "import-claims-ok")
    assert isinstance(press, QPushButton)
    bench.measure("import", press.click, lambda: bench.claims == before + rows)
    yield "claims in the project", bench.claims
    bench.measure("undo", lambda: bench.program.actions.run("edit.undo"))
    yield "after undo", bench.claims - before


def _settled(dialog: ImportClaims) -> bool:
    return not dialog.is_busy


_CHECK_ROLE = 10


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--quotes", type=int, default=5_000)
    parser.add_argument(
        "--keep", type=Path, help="keep the project in this file, or take it from there"
    )
    said = parser.parse_args()
    app = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(app, Path(name), said.articles, said.keep)
        table = Path(name) / "table.csv"
        write_table(table, bench.texts, said.rows, said.quotes)
        for what, found in steps(bench, table, said.rows):
            print(f"{what}: {found:,}" if isinstance(found, int) else f"{what}: {found}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"most memory: {peak:,.0f} MB")
        bench.program.desk.project.use(None)


if __name__ == "__main__":
    main()
