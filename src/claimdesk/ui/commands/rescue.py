"""What the window offers about a project that does not open: recovery, salvage, backups, help.

All of it ends in a new file; the old one and what lies beside it are only read.
"""

import datetime as dt
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog

from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.store import backups, checking, private, salvage
from claimdesk.store.known import KnownFiles
from claimdesk.store.opening import STAGES, Stage
from claimdesk.store.probe import Identity
from claimdesk.store.recovery import Recovered
from claimdesk.store.salvage import Salvaged
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.message import Way
from claimdesk.ui.base.words import tr
from claimdesk.ui.commands.manual import show_manual
from claimdesk.ui.dialogs.recovery import RecoveryDialog
from claimdesk.ui.dialogs.salvage import SalvageDialog

SUFFIX = ".claimdesk"
_GONE = frozenset((Code.MISSING, Code.EMPTY, Code.IO))
"""What a backup helps against, beside what a salvage does."""


class Rescue(QObject):
    """Says why a file does not open, and carries out what the reviewer chooses to do about it."""

    backups_wanted = Signal(object)
    """(path: Path) the backups are to be shown, for want of this file."""

    def __init__(self, desk: Desk, known: KnownFiles, open_path: Callable[[Path], object]) -> None:
        """``open_path`` opens the new file."""
        super().__init__()
        self._desk = desk
        self._known = known
        self._open_path = open_path
        self._aside: tempfile.TemporaryDirectory[str] | None = None

    def explain(
        self, path: Path, error: ReviewError, stage: Stage | None, *, is_open: bool = False
    ) -> None:
        """Show why a file does not open, or that it is spoilt, with what can be done about it."""
        ways = []
        if _is_worth_saving(path, error.code) and not is_open:
            text = tr("&Save what can be saved…")
            ways.append(Way("trouble-salvage", text, partial(self.salvage, path)))
        if (error.code in salvage.BEYOND | _GONE) and self._has_backups():
            show = partial(self.backups_wanted.emit, path)
            ways.append(Way("trouble-backups", tr("&Backups…"), show))
        if error.code is not Code.MISSING:
            ways.append(Way("trouble-help", tr("&Help"), self._help))
        self._desk.notifier.trouble(error, _facts(path, stage), ways)

    def recover(self, path: Path) -> None:
        """Find out in a private copy what can be recovered, then ask."""
        copy = self._place_aside(path)
        title = tr("Recovering “{name}”", name=path.stem)
        done = partial(self._offer_recovered, path, copy)
        self._desk.tasks.start(title, checking.recover, path, copy, done=done)

    def salvage(self, path: Path) -> None:
        """Find out in a private copy what can be saved of a damaged file, then ask."""
        copy = self._place_aside(path)
        title = tr("Saving what can be saved of “{name}”", name=path.stem)
        done = partial(self._offer_saved, path, copy)
        self._desk.tasks.start(title, checking.salvage, path, copy, done=done)

    def _help(self) -> None:
        show_manual(self._desk.window, "rescue")

    def _has_backups(self) -> bool:
        return backups.exist(self._desk.folders.data / "backups")

    def _place_aside(self, path: Path) -> Path:
        self._drop_aside()
        self._aside = tempfile.TemporaryDirectory(prefix="claimdesk-", ignore_cleanup_errors=True)
        return Path(self._aside.name) / path.name

    def _offer_recovered(self, path: Path, copy: Path, found: Recovered) -> None:
        proposed = _proposed(path)
        dialog = RecoveryDialog(path, proposed, found, self._desk.window)
        self._offer(dialog, copy, proposed)

    def _offer_saved(self, path: Path, copy: Path, saved: Salvaged) -> None:
        proposed = _proposed(path)
        dialog = SalvageDialog(path, proposed, saved, self._desk.window)
        self._offer(dialog, copy, proposed)

    def _offer(self, dialog: RecoveryDialog | SalvageDialog, copy: Path, proposed: Path) -> None:
        dialog.wanted.connect(partial(self._keep, dialog, copy, proposed))
        dialog.help_wanted.connect(self._help)
        dialog.finished.connect(self._drop_aside)
        dialog.show()
        take_keyboard(dialog)

    def _keep(self, dialog: QDialog, copy: Path, proposed: Path) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._desk.window,
            dialog.windowTitle(),
            str(proposed),
            project_filter(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return
        target = Path(name if name.endswith(SUFFIX) else name + SUFFIX)
        try:
            private.place(copy, target)
            self._known.note(target, Identity.of(target.stat()))
        except OSError as error:
            self._desk.notifier.trouble(from_os(error, target.name))
            return
        dialog.accept()
        self._open_path(target)

    def _drop_aside(self) -> None:
        if self._aside is not None:
            self._aside.cleanup()
        self._aside = None


def project_filter() -> str:
    """Return what a file dialog shows when it asks for a project."""
    return tr("Claimdesk projects") + f" (*{SUFFIX});;" + tr("All files") + " (*)"


def _is_worth_saving(path: Path, code: Code) -> bool:
    """Return whether there may be a history inside; a file of another kind has none."""
    return code in salvage.BEYOND and (code is not Code.NOT_PROJECT or path.suffix == SUFFIX)


def _proposed(path: Path) -> Path:
    """Return a name for the new file under which there is nothing yet."""
    name = tr("{name} recovered", name=path.stem)
    names = (f"{name}{f' {n}' if n > 1 else ''}{SUFFIX}" for n in count(1))
    return next(one for one in map(path.with_name, names) if not one.exists())


def _facts(path: Path, stage: Stage | None) -> list[str]:
    """Return what a report of the trouble should say of the file."""
    facts = [tr("File: {path}", path=path)]
    if stage is not None:
        place, last = STAGES.index(stage) + 1, len(STAGES)
        facts.append(tr("Stage: {stage} ({place} of {last})", stage=stage, place=place, last=last))
    try:
        status = path.stat()
    except (OSError, ValueError):
        return facts
    written = dt.datetime.fromtimestamp(status.st_mtime).astimezone()
    facts.append(tr("Size: {size} bytes", size=f"{status.st_size:,}"))
    facts.append(tr("Written: {time}", time=written.isoformat(" ", "seconds")))
    return facts
