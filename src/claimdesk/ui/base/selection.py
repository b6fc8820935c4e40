"""What the reviewer points at: article, claim, passage, stretch of text.

Views write it, commands and panes read it; ``changed`` is emitted once per real change.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from claimdesk.core.model import Id


@dataclass(frozen=True, slots=True)
class Pointed:
    """One state of the selection; ``start`` and ``end`` are code points, equal for a caret."""

    article_id: Id | None = None
    claim_id: Id | None = None
    passage_id: Id | None = None
    start: int = 0
    end: int = 0

    @property
    def has_text(self) -> bool:
        """Return whether a stretch of text is selected, not just a caret."""
        return self.article_id is not None and self.end > self.start


class Selection(QObject):
    """The one pointer of the window."""

    changed = Signal(object, object)
    """(new: Pointed, old: Pointed)"""
    reveal = Signal(object)
    """(passage: Id) asks the article view to scroll to a passage and flash it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = Pointed()

    @property
    def now(self) -> Pointed:
        """Return what is pointed at."""
        return self._now

    def choose_article(self, article_id: Id | None) -> None:
        """Point at an article; the text range of another article means nothing there."""
        if article_id != self._now.article_id:
            self._set(replace(self._now, article_id=article_id, passage_id=None, start=0, end=0))

    def choose_claim(self, claim_id: Id | None) -> None:
        """Point at a claim."""
        if claim_id != self._now.claim_id:
            self._set(replace(self._now, claim_id=claim_id, passage_id=None))

    def choose_passage(self, passage_id: Id | None, claim_id: Id | None) -> None:
        """Point at a passage and the claim it was reached through."""
        self._set(replace(self._now, passage_id=passage_id, claim_id=claim_id))

    def choose_text(self, start: int, end: int) -> None:
        """Point at a stretch of the current article's text."""
        self._set(replace(self._now, start=start, end=end))

    def show_passage(self, article_id: Id, passage_id: Id, claim_id: Id | None) -> None:
        """Point at a passage, in whichever article it stands, and ask for it to be shown."""
        self.choose_article(article_id)
        self.choose_passage(passage_id, claim_id)
        self.reveal.emit(passage_id)

    def clear(self) -> None:
        """Point at nothing."""
        self._set(Pointed())

    def _set(self, new: Pointed) -> None:
        old, self._now = self._now, new
        if new != old:
            self.changed.emit(new, old)
