"""Finding in the article: the find bar asks, the view finds, both are told of it in words."""

from PySide6.QtCore import QObject

from claimdesk.core.query import Query
from claimdesk.ui.article.finder import Finding
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.notify import Announcer
from claimdesk.ui.panes.find_bar import FindBar


class FindInArticle(QObject):
    """Keeps the find bar and what is found in the view together."""

    def __init__(self, bar: FindBar, view: ArticleView, announcer: Announcer) -> None:
        super().__init__(bar)
        self._bar = bar
        self._finder = view.finder
        self._announcer = announcer
        self._is_asked = False
        bar.wanted.connect(self._on_wanted)
        bar.stepped.connect(self.step)
        view.finder.changed.connect(self._on_changed)

    @property
    def is_idle(self) -> bool:
        """Return whether there is nothing to step through or to mark."""
        return self._bar.isHidden() or self._bar.query.is_blank

    def open(self, needle: str) -> None:
        """Open the bar with a first guess at what is to be found."""
        self._bar.open(needle)

    def step(self, by: int) -> None:
        """Go to the next or the previous hit of what is typed."""
        self._bar.flush()
        self._finder.step(by)
        if self._finder.finding.number:
            self._announcer.say(self._bar.text, self._bar.count.text())

    def all_hits(self) -> list[tuple[int, int]]:
        """Return every hit of what is typed, in code points."""
        self._bar.flush()
        self._finder.finish()
        return self._finder.hits

    def leave(self) -> None:
        """Close the bar and take the boxes away."""
        self._bar.hide()
        self._finder.stop()

    def _on_wanted(self, query: Query) -> None:
        self._is_asked = not query.is_blank
        self._finder.start(query)

    def _on_changed(self, finding: Finding) -> None:
        self._bar.show_finding(finding)
        if self._is_asked and finding.is_complete:
            self._is_asked = False
            self._announcer.say(self._bar.text, self._bar.said(finding))
