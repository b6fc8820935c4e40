"""A project that somebody else has open, or that may not be written to where it lies."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from claimdesk.core.errors import ReviewError
from claimdesk.exchange.progress import Tick
from claimdesk.store import anew
from claimdesk.store.known import KnownFiles
from claimdesk.store.lock import HeldError
from claimdesk.store.probe import Identity
from claimdesk.store.store import Reader, Store
from claimdesk.store.view import View
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import tr
from claimdesk.ui.commands.manual import show_manual
from claimdesk.ui.commands.rescue import SUFFIX, project_filter
from claimdesk.ui.dialogs.held import HeldDialog, who_has_it

Switch = Callable[[Path, Callable[[], Store | View]], bool]


class Sharing:
    """Tells the second opener who has the file, and carries out what is chosen."""

    def __init__(
        self, desk: Desk, known: KnownFiles, switch: Switch, open_path: Callable[[Path], object]
    ) -> None:
        """``switch`` lets the window work on a store; ``open_path`` opens a new file."""
        self._desk = desk
        self._known = known
        self._switch = switch
        self._open_path = open_path

    def explain(self, path: Path, error: ReviewError) -> None:
        """Ask what to do about a file that is held; one that may not be written is looked at."""
        if not isinstance(error, HeldError):
            self.look(path, error.sentence)
            return
        name, holder = path.name, error.holder
        why = error.sentence if holder is None else who_has_it(name, holder)
        dialog = HeldDialog(name, why, holder, self._desk.window)
        dialog.look_wanted.connect(partial(self.look, path, why))
        dialog.copy_wanted.connect(partial(self.copy, path))
        dialog.anyway_wanted.connect(partial(self._open_anyway, path))
        dialog.help_wanted.connect(partial(show_manual, self._desk.window, "sharing"))
        dialog.show()
        take_keyboard(dialog)

    def look(self, path: Path, why: str) -> None:
        """Open a project to read only."""
        self._switch(path, lambda: View.open(path, self._desk.settings.me(), why))

    def copy(self, path: Path) -> None:
        """Ask for a name, write a copy there and open it."""
        me = self._desk.settings.me()
        proposed = path.with_name(f"{path.stem} ({me.initials or me.name}){SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(
            self._desk.window,
            tr("Work on a copy"),
            str(proposed),
            project_filter(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            target = Path(name if name.endswith(SUFFIX) else name + SUFFIX)
            title = tr("Copying “{name}”", name=path.stem)
            self._desk.tasks.start(title, copy_project, path, target, done=self._on_copied)

    def _on_copied(self, target: Path) -> None:
        self._known.note(target, Identity.of(target.stat()))
        self._open_path(target)

    def _open_anyway(self, path: Path) -> None:
        self._switch(path, lambda: Store.open(path, self._desk.settings.me(), anyway=True))


def copy_project(path: Path, target: Path, _progress: Tick) -> Path:
    """Write a verified copy of a project, whoever works on it, to a new file and return that.

    It was recognised when it was opened, or was to be; it may be open here, to read only.
    """
    anew.refuse_existing(target)
    with Reader(path, viewer=None) as reader:
        reader.backup(target)
    return target
