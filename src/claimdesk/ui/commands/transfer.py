"""What comes over the border of the project besides articles: reviews."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from claimdesk.core.model import Id
from claimdesk.exchange import review_files
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.review_files import Loadable
from claimdesk.exchange.review_json import LoadReport
from claimdesk.store import articles
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.words import count, tr

_REMARKS = 12
"""How many remarks on a loaded review a dialog shows; no screen is high enough for all."""


class TransferCommands:
    """The handler of File > Load a review."""

    def __init__(self, desk: Desk, ensure_project: Callable[[], bool]) -> None:
        """``ensure_project`` offers to make a project when there is none."""
        self._desk = desk
        self._project = desk.project
        self._ensure_project = ensure_project

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {"file.load_review": self.ask_review}

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
