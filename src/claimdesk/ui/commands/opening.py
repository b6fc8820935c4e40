"""How a project file comes into the window: our own at once, a stranger's after a whole check.

Nothing is ever put right in place; ``rescue`` does what can be done about it.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange.progress import Tick
from claimdesk.store import checking, migration, opening
from claimdesk.store.checking import Finding
from claimdesk.store.known import KnownFiles
from claimdesk.store.lock import HeldError, UnwritableError
from claimdesk.store.opening import Stage
from claimdesk.store.probe import Identity
from claimdesk.store.store import Store
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.words import tr
from claimdesk.ui.commands.rescue import Rescue
from claimdesk.ui.commands.sharing import Sharing, Switch

CALM_MS = 3000
"""How long a window has been open before the rest of its file is checked in the background."""
_UNFINISHED = (Code.LOCKED, Code.CHANGED, Code.TIMEOUT, Code.NEEDS_RECOVERY, Code.DISK_FULL)
"""What keeps a check in the background from its end and says nothing of the file."""

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
        self.rescue = Rescue(desk, self._known, self.open)
        self.sharing = Sharing(desk, self._known, switch, self.open)
        self._calm = QTimer(desk.window, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self.check_quietly)
        desk.project.closed.connect(self._on_closed)

    def open(self, path: Path, then: Then | None = None) -> None:
        """Open a project file and go on; trouble is shown and the file open before stays open."""
        self._wanted = path
        seen: list[Stage] = []
        try:
            if self._known.is_unchanged(path):
                self._enter(path, None, then)
                return
            found = opening.look(path, seen.append)
        except ReviewError as error:
            if error.code is Code.TOO_OLD:
                self._bring_up_to_date(path, then)
            else:
                self.explain(path, error, seen[-1] if seen else None)
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
                tr("Checking"), checking.examined, path, done=self._on_quietly_checked, aside=True
            )

    def _on_checked(
        self, path: Path, identity: Identity, then: Then | None, found: Finding
    ) -> None:
        if path != self._wanted:
            return
        if found.trouble is not None:
            self.explain(path, found.trouble, found.stage)
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

    def explain(self, path: Path, error: ReviewError, stage: Stage | None = None) -> None:
        """Show why a file does not open, and offer what can be done about it."""
        if isinstance(error, HeldError | UnwritableError):
            self.sharing.explain(path, error)
        elif error.code is Code.NEEDS_RECOVERY:
            self.rescue.recover(path)
        else:
            self.rescue.explain(path, error, stage)

    def _on_quietly_checked(self, found: Finding) -> None:
        if found.trouble is None:
            said = tr("Checked: everything is as it was written")
            self._desk.announcer.say(self._desk.window, said)
        elif found.trouble.code in _UNFINISHED:
            self._desk.notifier.quiet.emit(found.trouble.sentence)
        else:
            self._spoilt = self._desk.project.path
            if self._spoilt is not None:
                self.rescue.explain(self._spoilt, found.trouble, found.stage, is_open=True)

    def note(self, path: Path) -> None:
        """Remember a file that this program just wrote whole and verified."""
        self._known.note(path, Identity.of(path.stat()))

    def _on_closed(self, path: Path, left: Identity) -> None:
        self._calm.stop()
        if path == self._spoilt:
            self._known.forget(path)
        else:
            self._known.note(path, left)
        self._spoilt = None


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
