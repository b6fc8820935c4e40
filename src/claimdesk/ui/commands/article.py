"""What is done to articles and passages: details, marking, going from passage to passage."""

from collections.abc import Callable
from functools import partial

from claimdesk.core.model import ArticleRow
from claimdesk.store import articles, passages
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import tr
from claimdesk.ui.dialogs.article_details import ArticleDetails
from claimdesk.ui.panes.article import ArticlePane


class ArticleCommands:
    """The handlers of the Article menu."""

    def __init__(self, desk: Desk, article: ArticlePane) -> None:
        self._desk = desk
        self._article = article
        self._project = desk.project
        self._selection = desk.selection

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "article.details": self.details,
            "article.mark": self.mark,
            "article.next_passage": partial(self.step, 1),
            "article.previous_passage": partial(self.step, -1),
            "article.next_unclaimed": partial(self.step_unclaimed, 1),
            "article.previous_unclaimed": partial(self.step_unclaimed, -1),
            "article.remove_passage": self.remove_passage,
            "article.remove": self.remove,
        }

    def details(self) -> None:
        """Correct where the article came from."""
        row = self._row()
        if row is None:
            return
        dialog = ArticleDetails(row, self._desk.window)
        dialog.corrected.connect(partial(self._correct, row))
        dialog.open()
        take_keyboard(dialog)

    def mark(self) -> None:
        """Make a passage of the selected text, for now without a claim."""
        row, now = self._row(), self._selection.now
        if row is None or not now.has_text:
            return
        edit = partial(passages.mark, version_id=row.version_id, start=now.start, end=now.end)
        passage_id = self._project.do(tr("Mark passage"), edit)
        if passage_id is not None:
            self._selection.choose_passage(passage_id, self._selection.now.claim_id)
            self._say(tr("Passage marked"))

    def step(self, by: int) -> None:
        """Go to the next or previous passage of the article, round and round."""
        now = self._selection.now
        if now.article_id is None:
            return
        found = self._article.view.passage_beside(now.passage_id, by)
        if found is None:
            self._say(tr("This article has no passage yet"))
            return
        row = found.row
        self._selection.show_passage(now.article_id, row.passage_id, row.claim_id)
        self._selection.choose_text(row.start, row.start)
        if found.wrapped:
            self._say(
                tr("Round again: first passage") if by > 0 else tr("Round again: last passage")
            )

    def step_unclaimed(self, by: int) -> None:
        """Select the next or previous sentence that is still open."""
        if self._selection.now.article_id is None:
            return
        found = self._article.view.unclaimed_beside(by)
        if found is None:
            self._say(tr("No sentence is open"))
            return
        self._selection.choose_text(found.start, found.end)
        self._article.focus_text()
        said = tr("Round again: open sentence") if found.wrapped else tr("Open sentence")
        cues = self._article.view.cues_in_words(found.start, found.end)
        self._say(f"{said}: {cues}" if cues else said)

    def remove_passage(self) -> None:
        """Remove the current passage with its links; undo brings it back."""
        now = self._selection.now
        if now.passage_id is None:
            return
        edit = partial(passages.remove, passage_id=now.passage_id)
        if self._project.did(tr("Remove passage"), edit):
            self._selection.choose_passage(None, now.claim_id)
            self._say(tr("Passage removed"))

    def remove(self) -> None:
        """Remove the article from the list; its claims stay, undo brings it back."""
        row = self._row()
        if row is None:
            return
        rows = self._project.read(articles.rows)
        place = [one.id for one in rows].index(row.id)
        left = [one.id for one in rows if one.id != row.id]
        edit = partial(articles.remove, article_id=row.id)
        if self._project.did(tr("Remove article “{title}”", title=row.title), edit):
            self._selection.choose_article(left[min(place, len(left) - 1)] if left else None)
            self._say(tr("Article removed"))

    def _correct(self, row: ArticleRow, fields: dict[str, str]) -> None:
        if fields:
            self._project.do(
                tr("Correct article details"),
                lambda session: articles.change(session, row.id, **fields),
            )

    def _row(self) -> ArticleRow | None:
        now = self._selection.now.article_id
        return None if now is None else self._project.read(articles.row, now)

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)
