"""The history of the project: shown, searched far back, compared with a copy, written out."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from claimdesk.core.chronicle import HistoryPage, HistoryRow, Tally
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id
from claimdesk.exchange import history_csv
from claimdesk.exchange.progress import Tick
from claimdesk.store import backups, chronicle, claims, evidence, mentions, projects, since
from claimdesk.store.chronicle import Wish
from claimdesk.store.since import Differences
from claimdesk.store.store import Reader, Session
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.commands.beside import Beside
from claimdesk.ui.commands.rescue import project_filter
from claimdesk.ui.dialogs.history.dialog import HistoryDialog
from claimdesk.ui.dialogs.history.filters import Moments
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.history_list import HistoryPart

_PATIENCE_S = 1.0
"""Seconds after which what was found so far is shown; then the search goes on."""
Still = Callable[[], bool]
"""Answers whether a search is still of use."""


class HistoryCommands:
    """The handler of Tools > History, and what its window asks for."""

    def __init__(self, desk: Desk, form: ClaimFormPane) -> None:
        self._desk = desk
        self._project = desk.project
        self._selection = desk.selection
        self._form = form
        self._beside = Beside(desk, self._made)
        self._opened_ms = 0
        self._searched: Wish | None = None
        part = form.form.sections.named("history").part
        if isinstance(part, HistoryPart):
            part.whole_wanted.connect(self._show_claim)
        desk.project.switched.connect(self._on_switched)
        desk.tasks.failed.connect(self._on_failed)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {"tools.history": self.show}

    def show(self) -> HistoryDialog:
        """Show the history of the whole project."""
        self._form.commit()
        return self._beside.show()

    def _made(self) -> HistoryDialog:
        dialog = HistoryDialog(self._project, self._moments(), self._desk.window)
        dialog.search_wanted.connect(self._search)
        dialog.count_wanted.connect(self._count)
        dialog.compare_wanted.connect(self._compare)
        dialog.export_wanted.connect(self._export)
        dialog.go_wanted.connect(self._go)
        return dialog

    def _show_claim(self, row: HistoryRow | None) -> None:
        claim_id = self._selection.now.claim_id
        if claim_id is None:
            return
        dialog = self.show()
        found = self._project.read(claims.row, claim_id)
        number = found.number if found else 0
        dialog.keep_to(
            claim_id, tr("Claim {n} and all that hangs on it, the latest first.", n=number)
        )
        if row is not None:
            dialog.choose(row.key)

    def _moments(self) -> Moments:
        opening = self._project.read(since.last_work, self._project.reviewer_id, self._opened_ms)
        project = self._project.read(projects.row)
        folder = backups.folder_of(self._desk.folders.data / "backups", project.id)
        try:
            found = backups.listed(folder)
        except ReviewError:
            found = []
        backup = int(found[0].made.timestamp() * 1000) if found else None
        return Moments(opening, backup)

    def _search(self, wish: Wish, before: int) -> None:
        path = self._project.path
        if path is not None:
            self._searched = wish
            title = tr("Looking further back")
            done = partial(self._on_found, wish)
            still = partial(self._is_wanted, wish)
            what = (path, self._project.reviewer_id, wish, before, still)
            self._desk.tasks.start(title, search, *what, done=done)

    def _is_wanted(self, wish: Wish) -> bool:
        """Return whether a search is still of use; asked from its thread."""
        return self._searched is wish and self._beside.dialog is not None

    def _on_found(self, wish: Wish, page: HistoryPage) -> None:
        if self._beside.dialog is not None:
            self._beside.dialog.show_found(wish, page.rows, page.next)

    def _count(self, wish: Wish) -> None:
        path = self._project.path
        if path is not None:
            done = partial(self._on_counted, wish)
            what = (path, self._project.reviewer_id, wish)
            self._desk.tasks.start(tr("Counting"), tally, *what, done=done, quiet=True)

    def _on_counted(self, wish: Wish, tallies: tuple[Tally, ...]) -> None:
        if self._beside.dialog is not None:
            self._beside.dialog.show_tally(wish, tallies)

    def _compare(self) -> None:
        path = self._project.path
        if path is None:
            return
        name, _ = QFileDialog.getOpenFileName(
            self._desk.window, tr("Compare with a copy"), str(path.parent), project_filter()
        )
        if name:
            other = Path(name)
            title = tr("Comparing with “{name}”", name=other.stem)
            done = partial(self._on_compared, other.stem)
            what = (path, self._project.reviewer_id, other)
            self._desk.tasks.start(title, compare, *what, done=done)

    def _on_compared(self, name: str, found: Differences) -> None:
        if self._beside.dialog is not None:
            self._beside.dialog.show_differences(name, found)

    def _export(self, wish: Wish) -> None:
        path = self._project.path
        if path is None:
            return
        proposed = path.with_name(tr("{name} history", name=path.stem) + ".csv")
        name, _ = QFileDialog.getSaveFileName(
            self._desk.window, tr("Export the history"), str(proposed), "CSV (*.csv)"
        )
        if name:
            target = Path(name if Path(name).suffix else f"{name}.csv")
            done = partial(self._on_exported, target)
            what = (path, self._project.reviewer_id, target, wish)
            self._desk.tasks.start(tr("Exporting"), export, *what, done=done)

    def _on_exported(self, target: Path, rows: int) -> None:
        told = count(rows, "{n} change exported to", "{n} changes exported to")
        self._desk.announcer.say(self._desk.window, f"{told} {target.name}")

    def _go(self, row: HistoryRow) -> None:
        one = row.about
        if one.passage_id is not None and one.article_id is not None:
            self._selection.show_passage(one.article_id, one.passage_id, one.claim_id)
        elif one.claim_id is not None:
            self._selection.choose_claim(one.claim_id)
        elif one.article_id is not None:
            self._selection.choose_article(one.article_id)
        else:
            links = self._project.read(evidence.links)
            found = (link.claim_id for link in links if link.evidence_id == one.id)
            self._selection.choose_claim(next(found, self._selection.now.claim_id))

    def _on_failed(self, error: ReviewError) -> None:
        if error.code is Code.CANCELLED and self._beside.dialog is not None:
            self._beside.dialog.stop_searching()

    def _on_switched(self) -> None:
        self._opened_ms = time.time_ns() // 1_000_000


def search(
    path: Path, viewer: Id, wish: Wish, before: int, still: Still, progress: Tick
) -> HistoryPage:
    """Look back until a page is full, the beginning is reached, or nobody wants it any more."""
    with Reader(path, viewer=viewer) as reader:
        return reader.read(_search, wish, before, still, progress)


def _search(session: Session, wish: Wish, before: int, still: Still, progress: Tick) -> HistoryPage:
    rows: list[HistoryRow] = []
    among = mentions.of(session, wish.text) if wish.text.strip() else None
    place, until = before if among is None or among else None, time.monotonic() + _PATIENCE_S
    while place is not None and len(rows) < chronicle.PAGE and still():
        if rows and time.monotonic() > until:
            break
        progress(before - place, before)
        page = chronicle.page(session, wish, place, chronicle.PAGE, among)
        rows += page.rows
        place = page.next
    return HistoryPage(tuple(rows), place)


def tally(path: Path, viewer: Id, wish: Wish, _progress: Tick) -> tuple[Tally, ...]:
    """Count the records that a part of the history touched."""
    with Reader(path, viewer=viewer) as reader:
        return reader.read(since.tally, wish)


def compare(here: Path, viewer: Id, there: Path, progress: Tick) -> Differences:
    """Check another copy of the project and find out what only one of both has."""
    return since.between(here, there, viewer, progress)


def export(path: Path, viewer: Id, target: Path, wish: Wish, progress: Tick) -> int:
    """Write a part of the history to a file."""
    with Reader(path, viewer=viewer) as reader:
        return reader.read(history_csv.write_history, target, wish, progress)
