"""Tables of claims coming in: our own claims.csv, edited in a spreadsheet, or any other."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from claimdesk.exchange.claims_csv import sheet
from claimdesk.exchange.claims_csv.changes import is_from_here
from claimdesk.exchange.claims_csv.sheet import Sheet
from claimdesk.exchange.progress import Tick
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.words import tr
from claimdesk.ui.commands.claim_changes import ClaimChangeCommands
from claimdesk.ui.commands.claim_import import ClaimImportCommands

SUFFIXES = (".csv", ".tsv")


class ClaimTableCommands:
    """The handler of File > Import claims."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._project = desk.project
        self._changes = ClaimChangeCommands(desk)
        self._import = ClaimImportCommands(desk)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {"file.import_claims": self.ask}

    def ask(self) -> None:
        """Ask for a table of claims and show what is in it."""
        path = self._project.path
        if path is None:
            return
        kept = self._desk.settings.now.export_folder
        suffixes = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self._desk.window,
            tr("Import claims"),
            str(Path(kept) if kept and Path(kept).is_dir() else path.parent),
            f"{tr('Tables of claims')} ({suffixes});;{tr('All files')} (*)",
        )
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Read a table of claims and show what is in it."""
        self._desk.tasks.start(
            tr("Reading the table"),
            read_sheet,
            path,
            done=partial(self._offer, self._project.path, path),
        )

    def _offer(self, project: Path | None, path: Path, found: Sheet) -> None:
        if project is None or project != self._project.path:
            return
        if self._project.read(is_from_here, found):
            self._changes.offer_changes(found)
        else:
            self._import.offer(found, path)


def read_sheet(path: Path, progress: Tick) -> Sheet:
    """Read a table from a file."""
    return sheet.read(path, None, progress)
