"""What goes out: which claims, in which format, to which file."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from claimdesk.core.listing import REVIEWED, ClaimFilter, ClaimOrder
from claimdesk.core.model import Id
from claimdesk.core.settings import ExportScope
from claimdesk.exchange import file_names, formats
from claimdesk.exchange.formats import Written
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.progress import Tick
from claimdesk.store import listing, projects
from claimdesk.store.store import Reader
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.message import Way
from claimdesk.ui.base.words import tr
from claimdesk.ui.dialogs.export.dialog import ExportDialog
from claimdesk.ui.dialogs.export.wish import ExportOffer, ExportWish
from claimdesk.ui.panes.claim_list import ClaimListPane


@dataclass(frozen=True, slots=True)
class Shown:
    """What the window shows: the article, the filter of the claim list, what is chosen in it."""

    article_id: Id | None
    listed: ClaimFilter
    chosen: Collection[Id]


class ExportCommands:
    """The handler of File > Export."""

    def __init__(self, desk: Desk, claim_list: ClaimListPane) -> None:
        self._desk = desk
        self._project = desk.project
        self._list = claim_list

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {"file.export": self.ask}

    def ask(self) -> None:
        """Ask what should be written where."""
        path = self._project.path
        if path is None:
            return
        dialog = ExportDialog(self._offer(path), self._desk.window)
        dialog.wished.connect(self.export)
        dialog.columns_kept.connect(lambda sets: self._desk.keep(column_sets=sets))
        dialog.open()
        take_keyboard(dialog)

    def export(self, wish: ExportWish) -> None:
        """Write an export in the background; the file appears when it is complete."""
        path = self._project.path
        if path is None:
            return
        self._remember(wish, path)
        self._list.bar.settle()
        article_id = self._desk.selection.now.article_id if wish.this_article else None
        self._desk.tasks.start(
            tr("Exporting"),
            export_to,
            path,
            wish,
            Shown(article_id, self._list.bar.wanted, self._list.chosen()),
            self._desk.settings.me().id,
            done=partial(self._on_exported, wish),
        )

    def _offer(self, path: Path) -> ExportOffer:
        now = self._desk.settings.now
        self._list.bar.settle()
        title = self._project.read(projects.row).title
        kept = Path(now.export_folder) if now.export_folder else path.parent
        return ExportOffer(
            folder=kept if kept.is_dir() else path.parent,
            name=now.export_name or path.stem,
            parts=file_names.parts(
                path.stem, title, self._desk.settings.me().name, "", dt.datetime.now().astimezone()
            ),
            format=now.export_format,
            scope=ExportScope(now.export_scope),
            opens_folder=now.export_opens,
            columns=now.export_columns,
            column_sets=now.column_sets,
            reviewed=self._project.read(listing.count, ClaimFilter(verdicts=REVIEWED)),
            every=self._project.read(listing.count, ClaimFilter()),
            listed=self._project.read(listing.count, self._list.bar.wanted),
            chosen=len(self._list.chosen()),
        )

    def _remember(self, wish: ExportWish, project: Path) -> None:
        """Keep what was chosen; a name that has no parts belongs to this project alone."""
        name, folder = Path(wish.typed).stem, wish.target.parent
        self._desk.keep(
            export_format=wish.format,
            export_scope=wish.scope.value,
            export_name=name if "{" in name else "",
            export_folder="" if folder == project.parent else str(folder),
            export_opens=wish.opens_folder,
            export_columns=wish.columns or self._desk.settings.now.export_columns,
        )

    def _on_exported(self, wish: ExportWish, written: Written) -> None:
        said = tr("Exported to {name}", name=wish.target.name)
        if written.remarks:
            ways = [] if wish.opens_folder else [self._way_to(wish)]
            self._desk.notifier.tell(said, written.remarks, ways)
        else:
            self._desk.announcer.say(self._desk.window, said)
        if wish.opens_folder:
            self._open_folder(wish)

    def _way_to(self, wish: ExportWish) -> Way:
        return Way("export-open-folder", tr("Open the &folder"), partial(self._open_folder, wish))

    def _open_folder(self, wish: ExportWish) -> None:
        folder = wish.target if wish.target.is_dir() else wish.target.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._desk.announcer.say(
                self._desk.window, tr("The folder {folder} cannot be shown here", folder=folder)
            )


def export_to(path: Path, wish: ExportWish, shown: Shown, viewer: Id, progress: Tick) -> Written:
    """Write an export of the project at ``path``, as ``viewer`` may see it.

    It goes through a connection of its own, so that work goes on meanwhile.
    """
    with Reader(path, viewer=viewer) as reader:
        chosen: Collection[Id] | None = None
        if wish.scope is ExportScope.LISTED:
            chosen = reader.read(listing.ids, shown.listed, ClaimOrder())
        elif wish.scope is ExportScope.CHOSEN:
            chosen = shown.chosen
        choice = Choice(
            reviewed=wish.scope is ExportScope.REVIEWED,
            articles=frozenset((shown.article_id,)) if shown.article_id else None,
            claims=None if chosen is None else frozenset(chosen),
            notes=wish.notes,
            columns=wish.columns or None,
        )
        return reader.read(formats.export, wish.format, wish.target, choice, progress)
