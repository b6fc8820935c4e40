"""How a project file comes into the window: our own at once, a stranger's after a whole check.

One whose writer was stopped is recovered into a new file; nothing is ever put right in place.
"""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.exchange.progress import Tick
from claimdesk.store import checking, migration, opening, private
from claimdesk.store.checking import Finding
from claimdesk.store.known import KnownFiles
from claimdesk.store.probe import Identity
from claimdesk.store.recovery import Recovered
from claimdesk.store.store import Store
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import tr
from claimdesk.ui.dialogs.recovery import RecoveryDialog

SUFFIX = ".claimdesk"
CALM_MS = 3000
"""How long a window has been open before the rest of its file is checked in the background."""
_UNFINISHED = (Code.LOCKED, Code.CHANGED, Code.TIMEOUT, Code.NEEDS_RECOVERY, Code.DISK_FULL)
"""What keeps a check in the background from its end and says nothing of the file."""

Switch = Callable[[Path, Callable[[], Store]], bool]
Then = Callable[[], object]


class Opening:
    """Opens project files and remembers how they were left."""

    def __init__(self, desk: Desk, switch: Switch) -> None:
        """``switch`` lets the window work on a store, or shows why that cannot be opened."""
        self._desk = desk
        self._switch = switch
        self._known = KnownFiles(desk.folders.data)
        self._wanted: Path | None = None
        self._spoilt: Path | None = None
        self._aside: tempfile.TemporaryDirectory[str] | None = None
        self._calm = QTimer(desk.window, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self.check_quietly)
        desk.project.closed.connect(self._on_closed)

    def open(self, path: Path, then: Then | None = None) -> None:
        """Open a project file and go on; trouble is shown and the file open before stays open."""
        self._wanted = path
        try:
            if self._known.is_unchanged(path):
                self._enter(path, None, then)
                return
            found = opening.look(path)
        except ReviewError as error:
            if error.code is Code.TOO_OLD:
                self._bring_up_to_date(path, then)
            else:
                self.explain(path, error)
            return
        self._desk.tasks.start(
            tr("Checking “{name}”", name=path.stem),
            checking.examined,
            path,
            done=partial(self._on_checked, path, found.identity, then),
        )

    def _bring_up_to_date(self, path: Path, then: Then | None) -> None:
        """Rewrite a file of an older format in the background, then open it."""
        folder = self._desk.folders.data / "backups"

        def go_on(_nothing: None) -> None:
            said = tr("Brought up to date; the old file is among the backups: {name}")
            self._desk.announcer.say(self._desk.window, said.format(name=path.stem))
            self.open(path, then)

        title = tr("Bringing “{name}” up to date", name=path.stem)
        self._desk.tasks.start(title, bring_up_to_date, path, folder, done=go_on)

    def check_quietly(self) -> None:
        """Check the whole of the open file in the background."""
        path = self._desk.project.path
        if path is not None:
            self._desk.tasks.start(
                tr("Checking"), checking.examined, path, done=self._on_quietly_checked, quiet=True
            )

    def recover(self, path: Path) -> None:
        """Find out in a private copy what can be recovered, then ask."""
        self._drop_aside()
        self._aside = tempfile.TemporaryDirectory(prefix="claimdesk-", ignore_cleanup_errors=True)
        copy = Path(self._aside.name) / path.name
        self._desk.tasks.start(
            tr("Recovering “{name}”", name=path.stem),
            checking.recover,
            path,
            copy,
            done=partial(self._ask, path, copy),
        )

    def _on_checked(
        self, path: Path, identity: Identity, then: Then | None, found: Finding
    ) -> None:
        if path != self._wanted:
            return
        if found.trouble is not None:
            self.explain(path, found.trouble)
        else:
            self._enter(path, identity, then)

    def _enter(self, path: Path, identity: Identity | None, then: Then | None) -> None:
        def opened() -> Store:
            store = Store.open(path, self._desk.settings.me())
            if identity is not None and store.left != identity:
                store.close()
                raise ReviewError(
                    Code.CHANGED,
                    tr("“{name}” was changed while it was checked; open it again.", name=path.name),
                )
            return store

        if not self._switch(path, opened):
            return
        if identity is None:
            self._calm.start()
        if then is not None:
            then()

    def explain(self, path: Path, error: ReviewError) -> None:
        """Show why a file does not open, or offer what can be done about it."""
        if error.code is Code.NEEDS_RECOVERY:
            self.recover(path)
        else:
            self._desk.notifier.trouble(error)

    def _on_quietly_checked(self, found: Finding) -> None:
        if found.trouble is None:
            said = tr("Checked: everything is as it was written")
            self._desk.announcer.say(self._desk.window, said)
        elif found.trouble.code in _UNFINISHED:
            self._desk.notifier.quiet.emit(found.trouble.sentence)
        else:
            self._spoilt = self._desk.project.path
            self._desk.notifier.trouble(found.trouble)

    def _on_closed(self, path: Path, left: Identity) -> None:
        self._calm.stop()
        if path == self._spoilt:
            self._known.forget(path)
        else:
            self._known.note(path, left)
        self._spoilt = None

    def _ask(self, path: Path, copy: Path, found: Recovered) -> None:
        dialog = RecoveryDialog(path.name, found, self._desk.window)
        dialog.wanted.connect(partial(self._keep, dialog, path, copy))
        dialog.finished.connect(self._drop_aside)
        dialog.show()
        take_keyboard(dialog)

    def _keep(self, dialog: RecoveryDialog, path: Path, copy: Path) -> None:
        proposed = path.with_name(tr("{name} recovered", name=path.stem) + path.suffix)
        name, _ = QFileDialog.getSaveFileName(
            self._desk.window, tr("Recover a project"), str(proposed), project_filter()
        )
        if not name:
            return
        target = Path(name)
        try:
            private.place(copy, target)
            self._known.note(target, Identity.of(target.stat()))
        except OSError as error:
            self._desk.notifier.trouble(from_os(error, target.name))
            return
        dialog.accept()
        self.open(target)

    def _drop_aside(self) -> None:
        if self._aside is not None:
            self._aside.cleanup()
        self._aside = None


def bring_up_to_date(path: Path, backups_folder: Path, _progress: Tick) -> None:
    """Rewrite a file of an older format in the present one."""
    migration.migrated(path, backups_folder)


def is_outdated(path: Path) -> bool:
    """Return whether a file is a project of an older format."""
    try:
        opening.look(path)
    except ReviewError as error:
        return error.code is Code.TOO_OLD
    return False


def project_filter() -> str:
    """Return what a file dialog shows when it asks for a project."""
    return tr("Claimdesk projects") + f" (*{SUFFIX});;" + tr("All files") + " (*)"
