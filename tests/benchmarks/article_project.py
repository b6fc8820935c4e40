"""A project with one long article in the article pane, edited as the program does it."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from claimdesk.core.ids import new_id
from claimdesk.core.model import HighlightRow, Id, ReadArticle, ReviewerRow, Verdict
from claimdesk.core.places import Places
from claimdesk.store import articles, assessments, claims, highlights, passages
from claimdesk.store.store import Session, Store
from claimdesk.ui.base.notify import Announcer
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.article import ArticlePane

Edit = Callable[[Session], object]


class Desk:
    """A store with passages, the pane that shows them, and the time an edit takes from commit."""

    def __init__(self, folder: Path, text: str, rows: Sequence[HighlightRow]) -> None:
        me = ReviewerRow(new_id(), "Benchmark", "B")
        store = Store.create(folder / f"{len(rows)}.claimdesk", "Benchmark", me, durable=False)
        (article_id, self._version_id), _ = store.run("Fill", lambda s: _filled(s, text, rows))
        self.project, self.selection = Project(), Selection()
        self.project.use(store)
        self._announced = 0.0
        # Before the pane's own: slots are called in the order of their connection.
        self.project.changed.connect(self._on_changed)
        services = Theme(), Announcer(), Places(folder)
        self.pane = ArticlePane(self.project, self.selection, *services)
        self.pane.resize(900, 700)
        self.pane.show()
        self.selection.choose_article(article_id)

    def _on_changed(self) -> None:
        self._announced = time.process_time()

    def time(self, edit: Edit) -> float:
        """Return the CPU milliseconds from the announcement of an edit to its repaint."""
        self.project.did("Edit", edit)
        # The repaint only, not what timers do later.
        QApplication.sendPostedEvents()
        return (time.process_time() - self._announced) * 1000

    def edits(self, verdict: Verdict) -> dict[str, list[Edit]]:
        """Return edits of what is in sight; the last ones take the first ones back."""
        rows = self.project.read(highlights.rows, self._version_id)[:10]
        claims = dict.fromkeys(row.claim_id for row in rows if row.claim_id)
        new = [new_id() for _ in rows]
        return {
            "add": [partial(self._mark, row=r, new=n) for r, n in zip(rows, new, strict=True)],
            "verdict": [
                partial(assessments.decide, claim_ids=[one], verdict=verdict) for one in claims
            ],
            "remove": [partial(passages.remove, passage_id=passage_id) for passage_id in new],
        }

    def _mark(self, session: Session, row: HighlightRow, new: Id) -> None:
        assert row.claim_id is not None
        end = row.end + 9
        passages.mark(session, self._version_id, row.start, end, passage_id=new)
        passages.link(session, row.claim_id, new)

    def close(self) -> None:
        """Put everything away."""
        self.pane.close()
        self.pane.deleteLater()
        self.project.use(None)


def _filled(session: Session, text: str, rows: Sequence[HighlightRow]) -> tuple[Id, Id]:
    article_id = articles.add(session, ReadArticle(text, "Long"))
    shown = articles.row(session, article_id)
    assert shown is not None
    made: dict[Id | None, Id] = {}
    for row in rows:
        if row.claim_id not in made:
            made[row.claim_id] = claims.add(session, f"Claim {row.number}")
        passage_id = passages.mark(session, shown.version_id, row.start, row.end)
        passages.link(session, made[row.claim_id], passage_id)
    return article_id, shown.version_id
