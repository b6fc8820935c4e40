"""Who says what of the claims: shown, led back to the text, written out."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from claimdesk.core.model import Id
from claimdesk.exchange.parties_csv import write_parties
from claimdesk.exchange.progress import Tick
from claimdesk.store.parties import PartyRow, Said
from claimdesk.store.store import Reader
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.commands.beside import Beside
from claimdesk.ui.dialogs.parties import Parties


class PartyCommands:
    """The handler of Tools > Who says what, and what its window asks for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._project = desk.project
        self._beside = Beside(desk, self._made)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {"tools.parties": self.show}

    def show(self) -> Parties:
        """Show who says what."""
        return self._beside.show()

    def _made(self) -> Parties:
        dialog = Parties(self._project, self._desk.window)
        dialog.go_wanted.connect(self._go)
        dialog.export_wanted.connect(self._export)
        return dialog

    def _go(self, row: PartyRow, said: Said | None) -> None:
        selection = self._desk.selection
        if said is None:
            selection.choose_claim(row.claim.id)
        else:
            selection.show_passage(said.article_id, said.passage_id, row.claim.id)

    def _export(self, article_id: Id | None) -> None:
        path = self._project.path
        if path is None:
            return
        proposed = path.with_name(f"{path.stem}-speakers.csv")
        name, _ = QFileDialog.getSaveFileName(
            self._beside.dialog, tr("Export who says what"), str(proposed), tr("Table (*.csv)")
        )
        if name:
            target = Path(name if Path(name).suffix else f"{name}.csv")
            done = partial(self._on_exported, target)
            what = (self._project.reviewer_id, article_id)
            self._desk.tasks.start(tr("Exporting"), export, path, target, *what, done=done)

    def _on_exported(self, place: Path, number: int) -> None:
        said = count(number, "{n} claim exported to", "{n} claims exported to")
        self._desk.announcer.say(self._desk.window, f"{said} {place.name}")


def export(path: Path, target: Path, reviewer_id: Id, article_id: Id | None, progress: Tick) -> int:
    """Write who says what, as far as the reviewer may see it, with a connection of its own."""
    with Reader(path, viewer=reviewer_id) as reader:
        return reader.read(write_parties, target, article_id, progress)
