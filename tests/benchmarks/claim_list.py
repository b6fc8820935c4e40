"""Measure the claim list against the same list read in pages by bare SQL: goal G6.

The floor is a table view over a model that holds nothing: it counts the rows, reads the page that
is looked at by LIMIT and OFFSET from the claims alone, and finds the place of the current claim by
counting those before it. It shows neither verdicts nor passages, and looks for words as SQLite
does. Both run in this process on the same project; CPU milliseconds to the repaint, the least of
some goes, each in turn. After each go of the list it is looked at: the claim that is pointed at is
still the current row and in sight, if it is listed, and the list is as long as it says.

    .venv/bin/python tests/benchmarks/claim_list.py [--claims N] [--keep FILE]
"""

import argparse
import json
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from claimdesk.core.ids import derived_id
from claimdesk.core.listing import NOT_REVIEWED, ClaimColumn, ClaimFilter, ClaimOrder
from claimdesk.core.model import Id, ReadArticle, ReviewerRow, Stage, Verdict
from claimdesk.store import articles, assessments, claims, passages
from claimdesk.store.store import Session, Store
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.claim_list import ClaimListPane

ME = ReviewerRow(derived_id("reviewer", b"bench"), "Bench", "B")
WORDS = (
    *("river", "bridge", "mayor", "closed", "million", "report", "winter", "barge", "said"),
    *("troops", "percent", "minister", "election", "harbour", "denied", "budget", "votes"),
)
EACH = 1000
"""Claims of an article."""
PAGE = 64
GOES = 5
FIRST, OTHERS = 2.0, 1.5
"""The goals: first paint, and sorting and filtering."""
_NOWHERE = QModelIndex()


class Floor(QAbstractTableModel):
    """Claims read in pages, and nothing kept but the page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.sqlite = sqlite3.connect(path)
        self.where, self.order = "deleted = 0", "position, id"
        self._page: tuple[int, list[Any]] = (-1, [])
        self._count = self._counted(self.where)

    def use(self, where: str, order: str) -> None:
        """Show other claims, or in another order."""
        self.beginResetModel()
        self.where, self.order, self._page = where, order, (-1, [])
        self._count = self._counted(where)
        self.endResetModel()

    def place_of(self, claim_id: bytes, key: str) -> int:
        """Return how many claims stand before one."""
        query = f"SELECT {key} FROM claim WHERE id = ?"
        (value,) = self.sqlite.execute(query, (claim_id,)).fetchone()
        return self._counted(f"{self.where} AND {key} < ?", value)

    def rowCount(  # noqa: N802 - Qt's name
        self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE
    ) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else self._count

    def columnCount(  # noqa: N802 - Qt's name
        self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE
    ) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else 3

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return one cell."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        number, inside = divmod(index.row(), PAGE)
        if self._page[0] != number:
            query = (
                "SELECT text, claimant, stage FROM claim "
                f"WHERE {self.where} ORDER BY {self.order} LIMIT {PAGE} OFFSET {number * PAGE}"
            )
            self._page = number, self.sqlite.execute(query).fetchall()
        return self._page[1][inside][index.column()]

    def _counted(self, where: str, *values: object) -> int:
        query = f"SELECT count(*) FROM claim WHERE {where}"
        return int(self.sqlite.execute(query, values).fetchone()[0])


def main() -> int:
    """Build or take a project, measure, print; 0 if the goals are reached."""
    parser = argparse.ArgumentParser(description="Measure the claim list.")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="a file to build the project in, or to take")
    wish = parser.parse_args()
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        path = wish.keep or Path(folder) / "long.claimdesk"
        if not path.exists():
            build(path, wish.claims)
        return report(measure(path, app))


def build(path: Path, number: int) -> None:
    """Fill a new project from a fixed seed: a fifth of the claims has marks beyond ASCII."""
    chance = random.Random(6)
    with Store.create(path, "Long", ME, durable=False) as store:
        for first in range(0, number, EACH):
            store.run("Fill", lambda session: fill(session, chance, min(EACH, number - first)))  # noqa: B023 - run at once


def fill(session: Session, chance: random.Random, number: int) -> None:
    """Add an article with its claims, passages and verdicts."""
    text = " ".join(chance.choices(WORDS, k=3000))
    article_id = articles.add(session, ReadArticle(text, f"Article {chance.random()}"))
    row = articles.row(session, article_id)
    assert row is not None
    added = [claim(session, chance, article_id) for _ in range(number)]
    for place in range(number // 4):
        passage_id = passages.mark(session, row.version_id, place * 40, place * 40 + 30)
        for claim_id in chance.sample(added, min(3, number)):
            passages.link(session, claim_id, passage_id)
    chosen = chance.sample(added, number * 7 // 10)
    for start, verdict in enumerate(Verdict):
        assessments.decide(session, chosen[start::3], verdict)


def claim(session: Session, chance: random.Random, article_id: Id) -> Id:
    """Add one claim."""
    said = " ".join(chance.choices(WORDS, k=chance.randint(8, 20))).capitalize()
    text = f"“{said}” – he said." if chance.random() < 0.2 else f"{said}."
    claimant = f"{chance.choice(WORDS).title()} {chance.randrange(50)}"
    stage = chance.choice(list(Stage)).value
    return claims.add(session, text, article_id=article_id, claimant=claimant, stage=stage)


def measure(path: Path, app: QApplication) -> dict[str, tuple[float, float, float]]:
    """Return the floor, ours and the goal of each deed."""
    theme = Theme()
    theme.apply(app, "light")
    first = least(lambda: painted_floor(path, app)), least(lambda: painted_list(path, app, theme))
    found = {"first paint": (*first, FIRST)}
    with Store.open(path, ME, durable=False) as store:
        project, selection = Project(), Selection()
        project.use(store)
        pane = ClaimListPane(project, selection, theme)
        current = pane.model.keys[pane.model.rowCount() // 2]
        selection.choose_claim(current)
        table = shown(QTableView())
        floor = Floor(path)
        table.setModel(floor)
        shown(pane)
        app.processEvents()
        for name, (bare, ours) in deeds(floor, table, pane, current).items():
            looked_at = partial(look_at, pane, current)
            goes = (floor_reset(floor, app), bare), (*ours, looked_at)
            found[name] = (*alternately(app, *goes), OTHERS)
        floor.sqlite.close()
        pane.close()
    return found


Deed = Callable[[], object]


def deeds(
    floor: Floor, table: QTableView, pane: ClaimListPane, current: Id
) -> dict[str, tuple[Deed, tuple[Deed, Deed]]]:
    """Return what is measured: with the floor, and with the list, which is put back each time."""

    def stood(where: str, key: str) -> Deed:
        def act() -> None:
            floor.use(f"deleted = 0{where}", f"{key}, position, id")
            table.selectRow(floor.place_of(current, key))

        return act

    def sort(column: ClaimColumn) -> tuple[Deed, Deed]:
        return lambda: pane.sort(ClaimOrder(column)), lambda: pane.sort(ClaimOrder())

    def narrow(wanted: ClaimFilter) -> tuple[Deed, Deed]:
        return lambda: pane.bar.use(wanted), lambda: pane.bar.use(ClaimFilter())

    has_word = "(text LIKE '%harb%' OR claimant LIKE '%harb%')"
    rare = "(text LIKE '%zzz%' OR claimant LIKE '%zzz%')"
    open_ones = (
        "NOT EXISTS (SELECT 1 FROM assessment WHERE claim_id = claim.id AND deleted = 0) AND "
        "NOT EXISTS (SELECT 1 FROM adjudication WHERE claim_id = claim.id AND deleted = 0)"
    )
    return {
        "sort by claim": (stood("", "lower(text)"), sort(ClaimColumn.CLAIM)),
        "sort by claimant": (stood("", "lower(claimant)"), sort(ClaimColumn.CLAIMANT)),
        "sort by stage": (stood("", "stage"), sort(ClaimColumn.STAGE)),
        "filter by word": (
            stood(f" AND {has_word}", "position"),
            narrow(ClaimFilter("harb")),
        ),
        "filter by rare word": (
            stood(f" AND {rare}", "position"),
            narrow(ClaimFilter("zzz")),
        ),
        "filter not reviewed": (
            stood(f" AND {open_ones}", "position"),
            narrow(replace(ClaimFilter(), verdicts=NOT_REVIEWED)),
        ),
    }


def look_at(pane: ClaimListPane, current: Id) -> None:
    """Make sure that what was painted is the list that was asked for, at the right place."""
    table, place = pane.table, pane.model.place_of(current)
    assert (place is None) is not table.currentIndex().isValid()
    if place is not None:
        assert table.currentIndex().row() == place
        assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())
    length = pane.model.rowCount() * table.verticalHeader().defaultSectionSize()
    bar = table.verticalScrollBar()
    assert bar.maximum() == max(0, length - table.viewport().height())
    assert len(pane.model.keys) == pane.model.rowCount()


def floor_reset(floor: Floor, app: QApplication) -> Deed:
    """Return what puts the floor back."""

    def act() -> None:
        floor.use("deleted = 0", "position, id")
        app.processEvents()

    return act


def alternately(
    app: QApplication, bare: tuple[Deed, Deed], ours: tuple[Deed, Deed, Deed]
) -> tuple[float, float]:
    """Return the least time of the floor and of the list, done in turn."""
    reset, deed = bare
    times: list[tuple[float, float]] = []
    for _ in range(GOES):
        reset()
        one = timed(app, deed)
        other = timed(app, ours[0])
        ours[2]()
        ours[1]()
        app.processEvents()
        times.append((one, other))
    return min(one for one, _ in times), min(other for _, other in times)


def timed(app: QApplication, deed: Deed) -> float:
    """Return the CPU milliseconds of a deed to its repaint."""
    start = time.process_time()
    deed()
    app.processEvents()
    return (time.process_time() - start) * 1000


def least(act: Callable[[], float]) -> float:
    """Return the least of some goes."""
    return min(act() for _ in range(GOES))


def painted_floor(path: Path, app: QApplication) -> float:
    """Return how long the floor takes to be painted from an open file."""
    with closing(sqlite3.connect(path)) as warm:
        warm.execute("SELECT count(*) FROM claim").fetchone()
    table = QTableView()
    floors: list[Floor] = []

    def act() -> None:
        floors.append(Floor(path))
        table.setModel(floors[0])
        shown(table)

    taken = timed(app, act)
    table.close()
    floors[0].sqlite.close()
    return taken


def painted_list(path: Path, app: QApplication, theme: Theme) -> float:
    """Return how long the list takes to be painted from an open file."""
    with Store.open(path, ME, durable=False) as store:
        project = Project()
        pane = ClaimListPane(project, Selection(), theme)

        def act() -> None:
            project.use(store)
            shown(pane)

        taken = timed(app, act)
        pane.close()
        return taken


def shown(widget: Any) -> Any:
    """Show a list as large as it is in the window."""
    if type(widget) is QTableView:
        widget.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        widget.verticalHeader().setDefaultSectionSize(48)
    widget.resize(600, 700)
    widget.show()
    return widget


def report(found: dict[str, tuple[float, float, float]]) -> int:
    """Print floor, list, ratio and goal of each."""
    is_reached = True
    for name, (bare, ours, goal) in found.items():
        ratio = ours / bare
        is_reached &= ratio <= goal
        print(f"{name:20} floor {bare:6.0f} ms  list {ours:6.0f} ms  {ratio:.2f}x (goal {goal}x)")
    print(json.dumps({"G6": "reached" if is_reached else "missed"}))
    return 0 if is_reached else 1


if __name__ == "__main__":
    sys.exit(main())
