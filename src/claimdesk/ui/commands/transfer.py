"""What comes over the border of the project: articles and reviews."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id, Original, ReadArticle
from claimdesk.exchange import readers, review_files
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.review_files import Loadable
from claimdesk.exchange.review_json import LoadReport
from claimdesk.store import articles
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.dialogs.paste_article import PasteArticle

_REMARKS = 12
"""How many remarks on a loaded review a dialog shows; no screen is high enough for all."""

ReadFile = tuple[Path, ReadArticle, Original] | tuple[Path, ReviewError]


class TransferCommands:
    """The handlers of the File menu for what comes in."""

    def __init__(self, desk: Desk, ensure_project: Callable[[], bool]) -> None:
        """``ensure_project`` offers to make a project when there is none."""
        self._desk = desk
        self._project = desk.project
        self._ensure_project = ensure_project

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "file.import": self.ask_articles,
            "file.paste": self.paste,
            "file.load_review": self.ask_review,
        }

    def ask_articles(self) -> None:
        """Ask for article files and bring them in."""
        names, _ = QFileDialog.getOpenFileNames(
            self._desk.window,
            tr("Import articles"),
            str(Path.home()),
            article_filter(),
        )
        if names and (self._project.is_open or self._ensure_project()):
            self.import_articles([Path(name) for name in names])

    def import_articles(self, paths: Iterable[Path]) -> None:
        """Read files in the background and add each as an article; one bad file stops no other."""
        self._desk.tasks.start(
            tr("Reading articles"), read_all, list(paths), done=self._add_articles
        )

    def paste(self) -> None:
        """Make an article of pasted text."""
        if not (self._project.is_open or self._ensure_project()):
            return
        dialog = PasteArticle(self._desk.window)
        dialog.pasted.connect(lambda read: self._show(self._add(read, None)))
        dialog.open()
        take_keyboard(dialog)

    def ask_review(self) -> None:
        """Ask for a review file and load it."""
        suffixes = " ".join(f"*{suffix}" for suffix in review_files.SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self._desk.window,
            tr("Load a review"),
            str(Path.home()),
            f"{tr('Reviews')} ({suffixes});;{tr('All files')} (*)",
        )
        if name and (self._project.is_open or self._ensure_project()):
            self.load_review(Path(name))

    def load_review(self, path: Path) -> None:
        """Check a review in the background, then load it as one action."""
        self._desk.tasks.start(tr("Reading the review"), read_review, path, done=self._load_review)

    def _add_articles(self, files: list[ReadFile]) -> None:
        before = {row.id for row in self._project.read(articles.rows)}
        there: list[Id] = []
        for found in files:
            if isinstance(found[1], ReviewError):
                self._desk.notifier.trouble(found[1])
            elif len(found) == 3:
                article_id = self._add(found[1], found[2])
                if article_id is not None:
                    there.append(article_id)
        if there:
            self._show(there[0])
        added = len(set(there) - before)
        if added:
            self._say(count(added, "{n} article imported", "{n} articles imported"))

    def _add(self, read: ReadArticle, original: Original | None) -> Id | None:
        there = self._project.read(articles.with_text, articles.fingerprint(read.text))
        if there is not None:
            self._say(tr("“{title}” is in the project already", title=read.title))
            return there
        return self._project.do(
            tr("Import “{title}”", title=read.title),
            partial(articles.add, read=read, original=original),
        )

    def _load_review(self, review: Loadable) -> None:
        report = self._project.do(
            tr("Load review"), lambda session: review_files.load_into(session, review)
        )
        if report is not None:
            rows = self._project.read(articles.rows)
            if self._desk.selection.now.article_id is None and rows:
                self._show(rows[0].id)
            self._desk.notifier.tell(tr("Review loaded"), _sentences(report))

    def _show(self, article_id: Id | None) -> None:
        if article_id is not None:
            self._desk.selection.choose_article(article_id)

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def article_filter() -> str:
    """Return what the file dialog offers: every article at once, each kind, everything."""
    every = " ".join(f"*{suffix}" for kind in readers.KINDS for suffix in kind.suffixes)
    kinds = (
        f"{tr(kind.title)} ({' '.join(f'*{suffix}' for suffix in kind.suffixes)})"
        for kind in readers.KINDS
    )
    return ";;".join((f"{tr('Articles')} ({every})", *kinds, f"{tr('All files')} (*)"))


def read_all(paths: list[Path], progress: Tick) -> list[ReadFile]:
    """Read article files; a file that cannot be read gives the trouble in place of a text."""
    found: list[ReadFile] = []
    with readers.ArticleReader() as reader:
        for done, path in enumerate(paths):
            beat = partial(progress, done, len(paths))
            beat()
            try:
                found.append((path, *reader.read(path, beat=beat)))
            except ReviewError as error:
                if error.code is Code.CANCELLED:
                    raise
                found.append((path, error))
    progress(len(paths), len(paths))
    return found


def read_review(path: Path, progress: Tick) -> Loadable:
    """Read and check a review file."""
    progress(0, 1)
    return review_files.read(path)


def _sentences(report: LoadReport) -> list[str]:
    named = (
        ("articles", "{n} article", "{n} articles"),
        ("claims", "{n} claim", "{n} claims"),
        ("passages", "{n} passage", "{n} passages"),
        ("assessments", "{n} verdict", "{n} verdicts"),
    )
    added = [count(report.added.get(name, 0), one, many) for name, one, many in named]
    remarks = [*report.missing, *report.moved, *report.kept]
    more = len(remarks) - _REMARKS
    elsewhere = (
        tr("Found elsewhere: {n}.", n=len(report.moved)) if report.moved else "",
        tr("Not found or left out: {n}.", n=len(report.missing)) if report.missing else "",
    )
    return [
        tr("Added: {counts}.", counts=", ".join(added)),
        *filter(None, elsewhere),
        *remarks[:_REMARKS],
        *([count(more, "… and {n} more remark", "… and {n} more remarks")] if more > 0 else []),
    ]
