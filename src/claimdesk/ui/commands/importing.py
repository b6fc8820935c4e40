"""Articles coming in: from files and folders through a queue, and from the clipboard."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData

from claimdesk.core.model import Id, Original, ReadArticle
from claimdesk.exchange.intake import Reading, files_in, read_each
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.readers import Wish
from claimdesk.exchange.readers.pasted import read_pasted
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.incoming import copied_from, pasted
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.commands.import_queue import (
    ImportQueue,
    add_each,
    chosen_files,
    chosen_folder,
    label_of,
)
from claimdesk.ui.dialogs.paste_article import PasteArticle


class ImportCommands:
    """The handlers of the File menu through which articles come in."""

    def __init__(self, desk: Desk, ensure_project: Callable[[], bool]) -> None:
        """``ensure_project`` offers to make a project when there is none."""
        self._desk = desk
        self._project = desk.project
        self._ensure_project = ensure_project

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "file.import": self.ask_files,
            "file.import_folder": self.ask_folder,
            "file.paste": self.paste,
        }

    def ask_files(self) -> None:
        """Ask for article files and show what they read as."""
        self.queue(chosen_files(self._desk))

    def ask_folder(self) -> None:
        """Ask for a folder and show what the articles in it read as."""
        self.queue(chosen_folder(self._desk))

    def queue(self, paths: Sequence[Path]) -> None:
        """Show files and folders in the queue through which they come in."""
        if paths and self._is_ready():
            ImportQueue(self._desk, self.tell).take(paths)

    def import_articles(self, paths: Iterable[Path]) -> None:
        """Read files named at the start and add each; one bad file stops no other."""
        self._desk.tasks.start(
            tr("Reading articles"), read_all, list(paths), done=self._add_readings
        )

    def paste(self) -> None:
        """Make articles of files on the clipboard, or one of its page or its text."""
        data = pasted()
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.queue(paths)
        elif self._is_ready():
            dialog = PasteArticle(page_of(data), self._desk.window)
            dialog.pasted.connect(lambda read: self.add_all([(read, None)]))
            dialog.open()
            take_keyboard(dialog)

    def add_all(self, found: Sequence[tuple[ReadArticle, Original | None]]) -> None:
        """Add articles as one action, show the first, and say how many came in."""
        if not found:
            return
        label = label_of(len(found), found[0][0].title)
        there = self._project.do(label, partial(add_each, found=found))
        if there is not None:
            self.tell(there, found[0][0].title)

    def tell(self, there: Sequence[tuple[Id, bool]], title: str) -> None:
        """Show the first of some articles, and say how many of them are new."""
        self._desk.selection.choose_article(there[0][0])
        added = sum(1 for _, is_new in there if is_new)
        if added:
            said = count(added, "{n} article imported", "{n} articles imported")
        else:
            said = tr("“{title}” is in the project already", title=title)
        self._desk.announcer.say(self._desk.window, said)

    def _add_readings(self, found: list[Reading]) -> None:
        for one in found:
            if one.trouble is not None:
                self._desk.notifier.trouble(one.trouble)
        self.add_all([(one.article, one.original) for one in found if one.article])

    def _is_ready(self) -> bool:
        return self._project.is_open or self._ensure_project()


def read_all(paths: list[Path], progress: Tick) -> list[Reading]:
    """Read article files and folders; one that cannot be read gives the trouble."""
    progress(0, 0)
    files = files_in(paths, partial(progress, 0, 0)).files
    found: list[Reading] = []
    found.extend(read_each(files, Wish(), lambda: progress(len(found), len(files))))
    progress(len(files), len(files))
    return found


def page_of(data: QMimeData) -> ReadArticle | None:
    """Return the article in the page that was copied, if a page was, with the page's address."""
    page = read_pasted(data.html()) if data.hasHtml() else None
    return replace(page, url=page.url or copied_from(data)) if page else None
