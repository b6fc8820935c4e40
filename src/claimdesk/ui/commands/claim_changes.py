"""Our own claims.csv back from a spreadsheet: compared in the background, then taken in."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from claimdesk.core.model import Id
from claimdesk.exchange.claims_csv.changes import LABEL, Changes, Difference, apply, changes
from claimdesk.exchange.claims_csv.sheet import Sheet
from claimdesk.exchange.progress import Tick
from claimdesk.store.store import Reader
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.commands.sizes import remember_size
from claimdesk.ui.dialogs.claim_changes.dialog import ClaimChanges


class ClaimChangeCommands:
    """Offers what a claims.csv of the open project says otherwise."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._project = desk.project

    def offer_changes(self, sheet: Sheet) -> None:
        """Compare a table of ours with the project, and show what differs."""
        path = self._project.path
        if path is not None:
            self._desk.tasks.start(
                tr("Comparing the claims"),
                compare,
                path,
                sheet,
                self._project.reviewer_id,
                done=partial(self._show, path, sheet.name),
            )

    def _show(self, path: Path, name: str, found: Changes) -> None:
        if path != self._project.path:
            return
        dialog = ClaimChanges(name, found, self._project.why_read_only, self._desk.window)
        dialog.wished.connect(self._take_in)
        self._project.switched.connect(dialog.close)
        remember_size(self._desk, dialog)
        dialog.open()
        take_keyboard(dialog)

    def _take_in(self, chosen: Sequence[Difference]) -> None:
        number = self._project.do(tr(LABEL), lambda session: apply(session, chosen))
        if number:
            cells = count(len(chosen), "{n} change taken in", "{n} changes taken in")
            to = count(number, "to {n} claim", "to {n} claims")
            self._desk.announcer.say(self._desk.window, f"{cells} {to}")


def compare(path: Path, sheet: Sheet, viewer: Id, progress: Tick) -> Changes:
    """Compare with a connection of its own, as ``viewer`` may see the project."""
    with Reader(path, viewer=viewer) as reader:
        return reader.read(changes, sheet, progress)
