"""What helps to leave no sentence out: cues in the margin, and what holds nothing to check."""

from collections.abc import Callable
from functools import partial

from claimdesk.core.model import Id
from claimdesk.core.sentences import sentence_at
from claimdesk.store import articles, coverage
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import tr
from claimdesk.ui.dialogs.one_line import OneLine
from claimdesk.ui.panes.article import ArticlePane


class CoverageCommands:
    """The handlers for looking through an article sentence by sentence."""

    def __init__(self, desk: Desk, article: ArticlePane) -> None:
        self._desk = desk
        self._article = article

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "article.nothing": self.toggle,
            "article.nothing_because": self.ask_why,
            "view.cues": self.toggle_cues,
        }

    def toggle(self) -> None:
        """Write down that the sentences selected hold nothing to check, or take it back."""
        place = self._place()
        if place is None:
            return
        version_id, span = place
        if self._article.view.is_covered(*span):
            edit = partial(coverage.unmark, version_id=version_id, spans=[span])
            if self._desk.project.did(tr("Take “nothing to check” back"), edit):
                self._say(tr("Open again"))
        else:
            self._mark(version_id, span)

    def ask_why(self) -> None:
        """Ask why the sentences selected hold nothing to check, and write both down."""
        place = self._place()
        if place is None:
            return
        if self._article.view.is_covered(*place[1]):
            self._say(tr("This is marked already; open it again first"))
            return
        asked = OneLine(
            "nothing",
            tr("Nothing to check here"),
            label=tr("&Because"),
            hint=tr("A heading, an opinion, said already …"),
            parent=self._desk.window,
        )
        asked.given.connect(partial(self._mark, *place))
        asked.open()
        take_keyboard(asked)

    def _mark(self, version_id: Id, span: coverage.Span, reason: str = "") -> None:
        edit = partial(coverage.mark, version_id=version_id, spans=[span], reason=reason)
        if self._desk.project.did(tr("Nothing to check here"), edit):
            said = tr("Nothing to check here")
            self._say(tr("{said}: {why}", said=said, why=reason) if reason else said)

    def _place(self) -> tuple[Id, coverage.Span] | None:
        """Return the sentences that the selection touches; say so where there is none."""
        article_id, project = self._desk.selection.now.article_id, self._desk.project
        row = None if article_id is None else project.read(articles.row, article_id)
        if row is None:
            return None
        text = project.read(articles.text, row.version_id)
        span = _sentences(text, *self._article.view.selection())
        if span[0] == span[1]:
            self._say(tr("There is no sentence here"))
            return None
        return row.version_id, span

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
