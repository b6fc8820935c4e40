"""What is done with all that was found in the article at once."""

from collections.abc import Callable, Sequence
from functools import partial

from claimdesk.core.model import Id
from claimdesk.store import articles, claims, passages
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.commands.edits import mark_all
from claimdesk.ui.dialogs.mark_found import Found, MarkFound, MarkWish
from claimdesk.ui.panes.article import ArticlePane


class FoundCommands:
    """The handler of what stands in the find bar and in the Article menu."""

    def __init__(self, desk: Desk, article: ArticlePane) -> None:
        self._desk = desk
        self._project = desk.project
        self._article = article

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {"article.mark_found": self.mark}

    def mark(self) -> None:
        """Show all hits and make passages of those the reviewer wants."""
        now = self._desk.selection.now
        row = None if now.article_id is None else self._project.read(articles.row, now.article_id)
        if row is None:
            return
        if self._article.finding.is_idle:
            self._article.open_find()
            self._say(tr("Type what is to be found first"))
            return
        self.offer(row.version_id, self._article.finding.all_hits())

    def offer(self, version_id: Id, hits: Sequence[tuple[int, int]]) -> None:
        """Show hits (code points) in a text and make passages of those the reviewer wants."""
        text = self._project.read(articles.text, version_id)
        marked = self._project.read(passages.rows, version_id)
        standing = {(passage.start, passage.end) for passage in marked}
        found = Found.of(text, hits, standing)
        if not found.places:
            self._say(tr("No matches") if not found.total else tr("All of it is marked already"))
            return
        rows = self._project.read(claims.rows)
        current = self._desk.selection.now.claim_id
        dialog = MarkFound(found, rows, current, self._desk.theme, self._desk.window)
        dialog.wished.connect(partial(self._carry_out, version_id))
        dialog.open()
        take_keyboard(dialog)

    def _carry_out(self, version_id: Id, wish: MarkWish) -> None:
        number, claim_id = len(wish.stretches), wish.claim_id
        label = count(number, "Mark {n} passage", "Mark {n} passages")
        said = count(number, "{n} passage marked", "{n} passages marked")
        claim = None if claim_id is None else self._project.read(claims.row, claim_id)
        if claim is not None:
            label = count(number, "Link {n} passage", "Link {n} passages")
            said = count(number, "{n} passage linked", "{n} passages linked")
            label = tr("{done} to claim {claim}", done=label, claim=claim.number)
            said = tr("{done} to claim {claim}", done=said, claim=claim.number)
        edit = partial(mark_all, version_id=version_id, stretches=wish.stretches, claim_id=claim_id)
        if self._project.did(label, edit):
            self._say(said)

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)
