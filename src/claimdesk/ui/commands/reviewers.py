"""Who works on the project and how far they agree: shown, led to the claims, written out."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from claimdesk.core.listing import ClaimFilter
from claimdesk.core.model import Id
from claimdesk.exchange.agreement_csv import write_agreement
from claimdesk.exchange.progress import Tick
from claimdesk.store.store import Reader
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.commands.beside import Beside
from claimdesk.ui.dialogs.reviewers import Reviewers
from claimdesk.ui.panes.claim_list import ClaimListPane


class ReviewerCommands:
    """The handler of Tools > Reviewers and agreement, and what its window asks for."""

    def __init__(
        self, desk: Desk, claim_list: ClaimListPane, preferences: Callable[[], object]
    ) -> None:
        """``preferences`` opens the preferences, where one's own name is."""
        self._desk = desk
        self._project = desk.project
        self._list = claim_list
        self._preferences = preferences
        self._beside = Beside(desk, self._made)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {"tools.reviewers": self.show}

    def show(self) -> Reviewers:
        """Show who works on the project."""
        return self._beside.show()

    def _made(self) -> Reviewers:
        dialog = Reviewers(self._project, self._desk.window)
        dialog.card_wanted.connect(self._preferences)
        dialog.differences_wanted.connect(self._show_differences)
        dialog.export_wanted.connect(self._export)
        return dialog

    def _show_differences(self, reviewers: frozenset[Id]) -> None:
        self._list.bar.use(ClaimFilter(reviewers=reviewers, differ=True))
        self._desk.window.activateWindow()
        self._list.table.setFocus()
        number = self._list.model.rowCount()
        self._say(count(number, "{n} claim in the list", "{n} claims in the list"))

    def _export(self) -> None:
        path = self._project.path
        if path is None:
            return
        proposed = path.with_name(f"{path.stem}-agreement.csv")
        name, _ = QFileDialog.getSaveFileName(
            self._beside.dialog, tr("Export agreement"), str(proposed), tr("Table (*.csv)")
        )
        if name:
            target = Path(name if Path(name).suffix else f"{name}.csv")
            what = (path, self._project.reviewer_id, target)
            done = partial(self._on_exported, target)
            self._desk.tasks.start(tr("Exporting"), export, *what, done=done)

    def _on_exported(self, place: Path, _rows: int) -> None:
        self._say(tr("Exported to {name}", name=place.name))

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def export(path: Path, viewer: Id, target: Path, progress: Tick) -> int:
    """Write how far reviewers agree, as the viewer may see it, with a connection of its own."""
    with Reader(path, viewer=viewer) as reader:
        return reader.read(write_agreement, target, progress)
