"""What is painted anew for a change: all that differs, and little more."""

import random
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from claimdesk.core.model import HighlightRow, Verdict
from claimdesk.ui.article.view import ArticleView
from ui.article.texts import STORY, WORLD

MakeRow = Callable[..., HighlightRow]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class PaintSpy(QObject):
    """Remembers which part of the viewport was painted."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self.painted = QRegion()
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.painted += event.region()
        return False


@pytest.mark.parametrize("pixels", [13, 18, 31])
def test_all_that_a_change_touches_is_painted_and_not_the_whole_view(
    view: ArticleView, row: MakeRow, qtbot: QtBot, pixels: int
) -> None:
    hand = random.Random(pixels)
    text = "\n".join([STORY * 2, WORLD * 2, "", STORY * 2, WORLD])
    starts = [hand.randrange(len(text) - 90) for _ in range(30)]
    rows = [
        row(n, start, start + hand.randint(1, 90), hand.choice([*Verdict, None]))
        for n, start in enumerate(starts)
    ]
    view.resize(900, 1200)
    view.set_font_pixels(pixels)
    view.set_article(text, rows[:20])
    qtbot.waitUntil(lambda: not view._highlights._reported._timer.isActive())
    spy = PaintSpy(view)
    for one in rows:
        changes: list[Callable[[], object]] = [
            partial(view.update_highlights, [one.passage_id], [one]),
            partial(view._highlights.hover, (one.passage_id, one.claim_id)),
            partial(view.choose, one.passage_id, one.claim_id),
            partial(view.choose, None, None),
            partial(view.update_highlights, [one.passage_id], []),
        ]
        for change in changes:
            before = view.viewport().grab().toImage()
            spy.painted = QRegion()
            change()
            QApplication.processEvents()
            painted = spy.painted
            assert painted.boundingRect().height() < view.viewport().height()
            after = view.viewport().grab().toImage()
            left_out = QRegion(view.viewport().rect()).subtracted(painted)
            assert all(before.copy(rect) == after.copy(rect) for rect in left_out)  # type: ignore[attr-defined]


def test_a_part_is_painted_as_it_is_painted_in_the_whole(view: ArticleView, row: MakeRow) -> None:
    text = "\n".join([WORLD, STORY * 2, WORLD * 2])
    view.set_article(text, [row(n, n * 7, n * 7 + 40) for n in range(len(text) // 7 - 6)])
    view.find_all("o")
    size = view.viewport().size()
    whole = view.viewport().grab().toImage()
    for top in range(0, size.height() - 5, 7):
        part = QRect(0, top, size.width(), 5)
        alone, within = view.viewport().grab(part).toImage(), whole.copy(part)
        # A clipped curve may be rounded otherwise by one.
        pairs = zip(alone.constBits(), within.constBits(), strict=True)
        assert all(abs(a - b) <= 1 for a, b in pairs)
