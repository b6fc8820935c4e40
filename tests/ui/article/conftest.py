"""An article view on the screen, and highlights to put into it."""

import logging
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from claimdesk.core.model import HighlightRow, Id, Stance, Verdict
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.theme import Theme

MakeRow = Callable[..., HighlightRow]


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    return Theme()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, caplog: pytest.LogCaptureFixture) -> Iterator[ArticleView]:
    """A view that is shown and active; what an override of Qt's raises fails the test."""
    view = ArticleView(theme)
    qtbot.addWidget(view)
    view.resize(900, 600)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    yield view
    assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []


@pytest.fixture
def row() -> MakeRow:
    """Make a highlight: row(number, start, end, verdict)."""

    def make(
        number: int | None,
        start: int,
        end: int,
        verdict: Verdict | None = Verdict.CONFIRMED,
        *,
        stance: Stance = Stance.ASSERTS,
        passage: bytes | None = None,
    ) -> HighlightRow:
        passage_id = Id(passage or b"passage %d-%d" % (start, end))
        if number is None:
            return HighlightRow(passage_id, start, end, None, None, None, None)
        return HighlightRow(
            passage_id, start, end, Id(b"claim %d" % number), number, verdict, stance
        )

    return make
