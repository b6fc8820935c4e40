"""What helps to leave no sentence out: cues in the margin, and what holds nothing to check."""

from collections.abc import Callable
from functools import partial

from claimdesk.core.sentences import sentence_at
from claimdesk.store import articles, coverage
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.words import tr
from claimdesk.ui.panes.article import ArticlePane


class CoverageCommands:
    """The handlers for looking through an article sentence by sentence."""

    def __init__(self, desk: Desk, article: ArticlePane) -> None:
        self._desk = desk
        self._article = article

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {"article.nothing": self.toggle, "view.cues": self.toggle_cues}

    def toggle(self) -> None:
        """Write down that the sentences selected hold nothing to check, or take it back."""
        article_id, project = self._desk.selection.now.article_id, self._desk.project
        row = None if article_id is None else project.read(articles.row, article_id)
        if row is None:
            return
        text = project.read(articles.text, row.version_id)
        span = _sentences(text, *self._article.view.selection())
        if span[0] == span[1]:
            self._say(tr("There is no sentence here"))
        elif self._article.view.is_covered(*span):
            edit = partial(coverage.unmark, version_id=row.version_id, spans=[span])
            if project.did(tr("Take “nothing to check” back"), edit):
                self._say(tr("Open again"))
        else:
            edit = partial(coverage.mark, version_id=row.version_id, spans=[span])
            if project.did(tr("Nothing to check here"), edit):
                self._say(tr("Nothing to check here"))

    def toggle_cues(self) -> None:
        """Show cues beside the text, or hide them."""
        shows = not self._desk.settings.now.article_cues
        self._desk.keep(article_cues=shows)
        self._article.view.show_cues(on=shows)

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def _sentences(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch from the first to the last sentence that a selection touches."""
    first = sentence_at(text, start)
    return first if end <= first[1] else (first[0], sentence_at(text, end - 1)[1])
