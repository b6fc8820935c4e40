"""How much of each article I have dealt with, found out for those that are looked at."""

from PySide6.QtCore import QObject, QTimer, Signal

from claimdesk.core.change import Change
from claimdesk.core.errors import ReviewError
from claimdesk.core.model import Id
from claimdesk.store import coverage
from claimdesk.store.coverage import Share
from claimdesk.ui.base.project import Project

_TABLES = ("coverage", "claim", "link", "passage", "article", "article_version")


class Shares(QObject):
    """Answers at once with what is known, and finds out the rest while nothing else is to do.

    To count the sentences of a long article takes some ms, too long for the painting of a list.
    """

    found = Signal(object)
    """(article: Id) the share of an article is known now."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._known: dict[Id, Share] = {}
        self._stale: set[Id] = set()
        self._wanted: list[Id] = []
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._find_one)
        project.changed.connect(self._on_changed)
        project.switched.connect(self._on_switched)

    def of(self, article_id: Id) -> Share | None:
        """Return the share of an article as far as it is known; ask for it otherwise."""
        if article_id not in self._known or article_id in self._stale:
            if article_id not in self._wanted:
                self._wanted.append(article_id)
            self._idle.start()
        return self._known.get(article_id)

    def _find_one(self) -> None:
        if not self._wanted or not self._project.is_open:
            self._idle.stop()
            return
        article_id = self._wanted.pop(0)
        me = self._project.reviewer_id
        try:
            share = self._project.read(coverage.dealt_with, me, article_id)
        except ReviewError:  # told by what is read for the eye
            self._idle.stop()
            return
        self._stale.discard(article_id)
        if self._known.get(article_id) != share:
            self._known[article_id] = share
            self.found.emit(article_id)

    def _on_changed(self, change: Change) -> None:
        if change.touches(*_TABLES):
            self._stale = set(self._known)

    def _on_switched(self) -> None:
        self._known.clear()
        self._stale.clear()
        self._wanted.clear()
