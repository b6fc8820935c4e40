"""The shell's services for tests of its parts: theme, project, selection, announcer."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Id, ReadArticle
from claimdesk.store import articles, claims, passages
from claimdesk.store.store import Session, Store
from claimdesk.ui.base.notify import Announcer
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """Return the light theme, applied."""
    theme = Theme()
    theme.apply(qapp, "light")
    return theme


@pytest.fixture
def project(qtbot: QtBot, store: Store) -> Iterator[Project]:
    """Return an open, empty project."""
    project = Project()
    project.use(store)
    yield project
    project.use(None)


@pytest.fixture
def selection(qtbot: QtBot) -> Selection:
    """Return a selection that points at nothing."""
    return Selection()


@pytest.fixture
def announcer(qtbot: QtBot) -> Announcer:
    """Return an announcer that remembers what it said."""
    return Announcer()


FIRST = (
    "The bridge was closed on Monday. The mayor denies it.\nIt cost 3 million, a report says. 🚧"
)
SECOND = "A second text about the bridge: nobody crossed it."


def add_passage(session: Session, article_id: Id, quote: str) -> Id:
    """Mark the first place of a quote in an article."""
    row = articles.row(session, article_id)
    assert row is not None
    start = articles.text(session, row.version_id).index(quote)
    return passages.mark(session, row.version_id, start, start + len(quote))


@pytest.fixture
def review(project: Project) -> dict[str, Id]:
    """Fill the project: claim 1 with two passages, claim 2 with one, claim 3 with none.

    Return the ids of the articles ``first`` and ``second`` and of the claims ``closed``, ``cost``
    and ``loose``.
    """

    def fill(session: Session) -> dict[str, Id]:
        first = articles.add(
            session, ReadArticle(FIRST, "Bridge closed", publisher="Post", url="https://x.example")
        )
        second = articles.add(session, ReadArticle(SECOND, "Nobody crossed"))
        closed = claims.add(session, "The bridge was closed on Monday.", claimant="The city")
        cost = claims.add(session, "It cost 3 million.", claimant="A report")
        loose = claims.add(session, "Nobody was hurt.")
        passages.link(session, closed, add_passage(session, first, "The bridge was closed"))
        passages.link(session, closed, add_passage(session, second, "nobody crossed it"))
        passages.link(session, cost, add_passage(session, first, "It cost 3 million"))
        return {"first": first, "second": second, "closed": closed, "cost": cost, "loose": loose}

    review = project.do("Fill", fill)
    assert review is not None
    project.undo_stack.clear()
    return review
