"""The list of backups: of the open project, and of those that were lost or do not open any more."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id
from claimdesk.exchange.progress import Tick
from claimdesk.store import backups, comparison, projects
from claimdesk.store.backups import Backup, Shelf
from claimdesk.store.comparison import Comparison
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import tr
from claimdesk.ui.commands.manual import show_manual
from claimdesk.ui.commands.rescue import SUFFIX, project_filter
from claimdesk.ui.dialogs.restore import Backups

T = TypeVar("T")


class BackupCommands:
    """The handler of the list of backups, which needs no open project."""

    def __init__(self, desk: Desk, open_path: Callable[[Path], object]) -> None:
        """``open_path`` opens a project file."""
        self._desk = desk
        self._project = desk.project
        self._open_path = open_path

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {"file.backups": partial(self.browse, None)}

    def browse(self, wanted: Path | None = None) -> None:
        """List the backups of the open project, or those for want of this file."""
        shelves = self._shelves()
        here = self._here()
        if here is not None and here not in [one.folder for one in shelves]:
            shelves.insert(0, self._own_shelf(here))
        chosen = self._chosen(shelves, wanted, here)
        dialog = Backups(shelves, chosen, self._desk.window)
        dialog.shelf_wanted.connect(partial(self._fill, dialog))
        dialog.compare_wanted.connect(partial(self._compare, dialog))
        dialog.open_wanted.connect(partial(self._open_as_copy, dialog))
        dialog.folder_wanted.connect(self._show_folder)
        dialog.help_wanted.connect(partial(show_manual, self._desk.window, "backups"))
        self._project.changed.connect(dialog.forget)
        self._project.switched.connect(dialog.close)
        dialog.show()
        dialog.raise_()
        take_keyboard(dialog)
        if chosen is not None:
            self._fill(dialog, chosen)

    def _shelves(self) -> list[Shelf]:
        return self._tried(lambda: backups.shelves(self._desk.folders.data / "backups"))

    def _own_shelf(self, folder: Path) -> Shelf:
        title = self._project.read(projects.row).title
        return Shelf(folder, title, self._project.path)

    def _here(self) -> Path | None:
        """Return the folder of the backups of the open project."""
        if not self._project.is_open:
            return None
        project = self._project.read(projects.row)
        return backups.folder_of(self._desk.folders.data / "backups", project.id)

    @staticmethod
    def _chosen(shelves: list[Shelf], wanted: Path | None, here: Path | None) -> Shelf | None:
        """Return whose backups are shown first."""
        if wanted is not None:
            fits = (
                *(one for one in shelves if one.project == wanted.absolute()),
                *(one for one in shelves if one.project and one.project.name == wanted.name),
                *(one for one in shelves if one.title == wanted.stem),
            )
        else:
            fits = tuple(one for one in shelves if one.folder == here)
        return next(iter((*fits, *shelves)), None)

    def _fill(self, dialog: Backups, shelf: Shelf) -> None:
        listed = self._tried(lambda: backups.listed(shelf.folder))
        dialog.show_backups(listed, beside_now=shelf.folder == self._here())
        dialog.forget()

    def _compare(self, dialog: Backups, backup: Backup) -> None:
        is_here = backup.path.parent == self._here()
        now = self._project.path if is_here else None

        def show(found: Comparison | ReviewError) -> None:
            if dialog in self._desk.window.findChildren(Backups):
                said = found.sentence if isinstance(found, ReviewError) else found
                dialog.show_comparison(backup, said)

        path, viewer = now or backup.path, self._desk.settings.me().id
        self._desk.tasks.start(tr("Comparing"), compare, backup.path, path, viewer, done=show)

    def _open_as_copy(self, dialog: Backups, backup: Backup) -> None:
        target = self._ask_target(dialog.shelf, backup)
        if target is not None:
            done = self._on_restored
            self._desk.tasks.start(tr("Copying"), restore, backup.path, target, done=done)

    def _on_restored(self, target: Path) -> None:
        self._open_path(target)

    def _ask_target(self, shelf: Shelf, backup: Backup) -> Path | None:
        """Ask for the name of a new file; one that is there is refused when it is written."""
        project = shelf.project
        if project is None or not project.parent.is_dir():
            project = Path.home() / (plain_name(shelf.title) + SUFFIX)
        stamp = backup.made.strftime("%Y-%m-%d %H.%M")
        with_stamp = project.with_name(f"{project.stem} ({stamp}){SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(
            self._desk.window,
            tr("Open as a copy"),
            str(with_stamp if project.exists() else project),
            project_filter(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return None
        return Path(name if name.endswith(SUFFIX) else name + SUFFIX)

    def _show_folder(self, folder: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _tried(self, act: Callable[[], list[T]]) -> list[T]:
        try:
            return act()
        except ReviewError as error:
            self._desk.notifier.quiet.emit(error.sentence)
            return []


def plain_name(title: str) -> str:
    """Return a title as the name of a file."""
    kept = "".join(" " if letter in '/\\:*?"<>|' else letter for letter in title)
    return " ".join(kept.split())[:80].strip(". ") or tr("Project")


def compare(then: Path, now: Path, viewer: Id, _progress: Tick) -> Comparison | ReviewError:
    """Compare a backup with the open project, or return why that cannot be."""
    try:
        return comparison.compare(then, now, viewer)
    except ReviewError as error:
        if error.code is Code.TOO_OLD:
            sentence = tr("Made before the present format; a copy of it is brought up to date.")
            return ReviewError(error.code, sentence)
        return error


def restore(backup: Path, target: Path, _progress: Tick) -> Path:
    """Write a backup to a new file and return it."""
    backups.restore(backup, target)
    return target
