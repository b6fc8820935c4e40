"""Backups made by themselves and by Ctrl+S, and copies for outsiders."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QFileDialog

from claimdesk.core.errors import ReviewError
from claimdesk.exchange.progress import Tick
from claimdesk.store import backups, outsiders, projects
from claimdesk.store.backups import Backup
from claimdesk.store.outsiders import Copied, Removed, Wish
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import tr
from claimdesk.ui.commands.manual import show_manual
from claimdesk.ui.commands.rescue import SUFFIX, project_filter
from claimdesk.ui.dialogs.copy_for_outsiders import CopyForOutsiders, removal_sentences

T = TypeVar("T")


class CopyCommands:
    """The handlers of the File menu that keep and give away copies; makes backups by itself."""

    def __init__(self, desk: Desk, save_as: Callable[[], object]) -> None:
        """``save_as`` saves a file that cannot be written any more under a new name."""
        self._desk = desk
        self._project = desk.project
        self._save_as = save_as
        self._shown: set[QDialog] = set()
        self._last: dt.datetime | None = None
        self._is_looked_up = self._is_busy = self._is_told = False
        desk.project.changed.connect(self._on_changed)
        desk.project.switched.connect(self._on_switched)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "file.save": self.save,
            "file.copy_outsiders": self.copy_outsiders,
        }

    def save(self) -> None:
        """Make a verified backup; everything else was saved at once, when it was done.

        A file that cannot be written any more is saved under a new name.
        """
        self._project.copying.emit()
        if self._project.trouble is None:
            self._back_up(self._on_saved)
        else:
            self._save_as()

    def copy_outsiders(self) -> None:
        """Ask what people outside should not get, and write a copy without it."""
        self._project.copying.emit()
        dialog = CopyForOutsiders(self._desk.window)
        dialog.count_wanted.connect(partial(self._count, dialog))
        dialog.wished.connect(self._copy)
        dialog.help_wanted.connect(partial(show_manual, self._desk.window, "backups"))
        self._project.switched.connect(dialog.close)
        self._show(dialog)
        dialog.ask()

    # --- backups

    def _on_switched(self) -> None:
        self._last = None
        self._is_looked_up = self._is_busy = self._is_told = False

    def _on_changed(self, _change: object) -> None:
        """Make a backup if one is due; work goes on meanwhile."""
        if self._project.why_read_only:
            return
        if not self._is_looked_up:
            self._is_looked_up = True
            self._last = max((one.made for one in self._listed()), default=None)
        if not self._is_busy and backups.is_due(self._last, _now()):
            self._back_up(self._on_made)

    def _back_up(self, done: Callable[[Backup | ReviewError], None]) -> None:
        path = self._project.path
        if path is not None:
            self._is_busy = True
            now = _now()
            arguments = (path, self._folder(), now)
            self._desk.tasks.start(tr("Making a backup"), back_up, *arguments, done=done)

    def _on_made(self, made: Backup | ReviewError) -> None:
        self._is_busy, self._last = False, _now()
        if isinstance(made, Backup):
            self._is_told = False
        elif not self._is_told:
            self._is_told = True
            self._desk.notifier.quiet.emit(tr("No backup was made: {why}", why=made.sentence))

    def _on_saved(self, made: Backup | ReviewError) -> None:
        self._is_busy = False
        if isinstance(made, ReviewError):
            made = self._rescued()
        if isinstance(made, ReviewError):
            self._desk.notifier.trouble(made)
            return
        self._last, self._is_told = made.made, False
        name = made.path.name
        self._say(tr("Everything is saved. Backup made and checked: {name}", name=name))

    def _rescued(self) -> Backup | ReviewError:
        """Make a backup through the open file itself, which works even if it was removed."""
        now = _now()
        try:
            target = backups.place(self._folder(), now)
            self._project.backup(target)
        except ReviewError as error:
            return error
        return Backup(target, now, 0)

    def _folder(self) -> Path:
        project = self._project.read(projects.row)
        return backups.folder_of(self._desk.folders.data / "backups", project.id)

    def _listed(self) -> list[Backup]:
        try:
            return backups.listed(self._folder())
        except ReviewError as error:
            self._desk.notifier.quiet.emit(error.sentence)
            return []

    # --- copies for outsiders

    def _count(self, dialog: CopyForOutsiders, wish: Wish) -> None:
        path = self._project.path
        if path is not None:

            def show(found: Removed) -> None:
                if dialog in self._shown:
                    dialog.show_removed(wish, found)

            self._desk.tasks.start(tr("Counting"), removed, path, wish, done=show)

    def _copy(self, wish: Wish) -> None:
        path = self._project.path
        if path is None:
            return
        target = self._ask_target(tr("Copy for outsiders"), path, tr("copy for outsiders"))
        if target is not None:
            done = partial(self._on_copied, wish, target)
            self._desk.tasks.start(tr("Copying"), copy_out, path, target, wish, done=done)

    def _on_copied(self, wish: Wish, target: Path, copied: Copied) -> None:
        self._desk.notifier.tell(
            tr("Copy for outsiders saved and checked: {name}", name=target.name),
            (tr("Left out:"), *(f"– {one}" for one in removal_sentences(wish, copied.removed))),
        )

    def _ask_target(self, title: str, project: Path, remark: str) -> Path | None:
        """Ask for the name of a new file; one that is there is refused when it is written."""
        name, _ = QFileDialog.getSaveFileName(
            self._desk.window,
            title,
            str(project.with_name(f"{project.stem} ({remark}){SUFFIX}")),
            project_filter(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return None
        return Path(name if name.endswith(SUFFIX) else name + SUFFIX)

    def _show(self, dialog: QDialog) -> None:
        self._shown.add(dialog)
        dialog.finished.connect(lambda _result: self._shown.discard(dialog))
        dialog.show()
        dialog.raise_()
        take_keyboard(dialog)

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()


def back_up(path: Path, folder: Path, now: dt.datetime, _progress: Tick) -> Backup | ReviewError:
    """Make a backup of a project that is open, or return why there is none."""
    return _tried(lambda: backups.make(path, folder, now))


def removed(path: Path, wish: Wish, _progress: Tick) -> Removed:
    """Count what a copy for outsiders would do without."""
    return outsiders.removed(path, wish)


def copy_out(path: Path, target: Path, wish: Wish, _progress: Tick) -> Copied:
    """Write a copy for outsiders of a project that is open."""
    return outsiders.copy(path, target, wish)


def _tried(act: Callable[[], T]) -> T | ReviewError:
    try:
        return act()
    except ReviewError as error:
        return error
