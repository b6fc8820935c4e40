"""How far the review has come: counted in the background, led to its claims, written out."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from claimdesk.core.errors import ReviewError
from claimdesk.core.listing import ClaimFilter
from claimdesk.core.model import Id
from claimdesk.exchange import atomic
from claimdesk.exchange.overview_csv import write_overview
from claimdesk.exchange.progress import Tick
from claimdesk.store import overview
from claimdesk.store.overview import Bar, Grouping
from claimdesk.store.store import Reader
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.commands.beside import Beside
from claimdesk.ui.dialogs.overview import Overview
from claimdesk.ui.models.overview_bars import Picture
from claimdesk.ui.panes.claim_list import ClaimListPane


class OverviewCommands:
    """The handler of Tools > Overview, and what its window asks for."""

    def __init__(self, desk: Desk, claim_list: ClaimListPane) -> None:
        self._desk = desk
        self._project = desk.project
        self._list = claim_list
        self._beside = Beside(desk, self._made)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {"tools.overview": self.show}

    def show(self) -> Overview:
        """Show how far the review has come."""
        return self._beside.show()

    def _made(self) -> Overview:
        dialog = Overview(self._project, self._desk.theme, self._desk.window)
        dialog.read_wanted.connect(self._read)
        dialog.claims_wanted.connect(self._show_claims)
        dialog.save_wanted.connect(self._save)
        dialog.reload()
        return dialog

    def _read(self, grouping: Grouping) -> None:
        path = self._project.path
        if path is not None:
            viewer = self._project.reviewer_id
            done = partial(self._on_read, grouping)
            self._desk.tasks.start("", read, path, viewer, grouping, done=done, quiet=True)

    def _on_read(self, grouping: Grouping, bars: list[Bar]) -> None:
        if self._beside.dialog is not None:
            self._beside.dialog.show_bars(grouping, bars)

    def _show_claims(self, wanted: ClaimFilter) -> None:
        self._list.bar.use(wanted)
        self._desk.window.activateWindow()
        self._list.table.setFocus()
        number = self._list.model.rowCount()
        self._say(count(number, "{n} claim in the list", "{n} claims in the list"))

    def _save(self, picture: Picture) -> None:
        path, shown = self._project.path, self._beside.dialog
        if path is None or shown is None:
            return
        proposed = path.with_name(f"{path.stem}-{shown.grouping}.png")
        kinds = (tr("Picture (*.png)"), tr("Drawing (*.svg)"), tr("Table (*.csv)"))
        name, kind = QFileDialog.getSaveFileName(
            shown, tr("Save the chart"), str(proposed), ";;".join(kinds)
        )
        if name:
            endings = (kind.rpartition("*")[2].rstrip(")"), ".png")
            suffix = Path(name).suffix or next(one for one in endings if one)
            self._write(Path(name).with_suffix(suffix), picture, shown.grouping)

    def _write(self, place: Path, picture: Picture, grouping: Grouping) -> None:
        project = self._project.path
        if place.suffix.lower() == ".csv":
            arguments = (project, self._project.reviewer_id, place, grouping)
            done = partial(self._on_saved, place)
            self._desk.tasks.start(tr("Exporting"), export, *arguments, done=done)
            return
        is_drawing = place.suffix.lower() == ".svg"
        try:
            atomic.write(place, picture.svg() if is_drawing else picture.png())
        except ReviewError as error:
            self._desk.notifier.trouble(error)
        else:
            self._on_saved(place)

    def _on_saved(self, place: Path, _number: int = 0) -> None:
        self._say(tr("Saved {name}", name=place.name))

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def read(path: Path, viewer: Id, grouping: Grouping, _progress: Tick) -> list[Bar]:
    """Count the bars of a chart as the reviewer may see them, with a connection of its own."""
    with Reader(path, viewer=viewer) as reader:
        return reader.read(overview.bars, grouping)


def export(path: Path, viewer: Id, place: Path, grouping: Grouping, progress: Tick) -> int:
    """Write the bars of a chart as the reviewer may see them, with a connection of its own."""
    with Reader(path, viewer=viewer) as reader:
        return reader.read(write_overview, place, grouping, progress)
