"""The article view under load and under random hands; it must neither fail nor leak."""

import gc
import logging
import random
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.core.model import HighlightRow, Verdict
from claimdesk.ui.article.guard import guarded
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.colours import DARK, LIGHT
from claimdesk.ui.base.theme import Theme
from ui.article.robot import Robot

MakeRow = Callable[..., HighlightRow]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "OpenType support missing")


@pytest.mark.parametrize("seed", range(4))
def test_random_steps_do_no_harm(
    view: ArticleView, row: MakeRow, theme: Theme, long_run: bool, seed: int
) -> None:
    robot = Robot(view, row, theme, seed)
    for _ in range(5000 if long_run else 250):
        robot.step()
    assert len(robot.done) == len(robot.actions)


@pytest.fixture
def long_text() -> str:
    paragraph = "Officials said on Monday that nothing of the kind had been decided yet. " * 7
    return "\n".join(f"{i} {paragraph}" for i in range(2000))


def test_a_megabyte_with_twenty_thousand_highlights_opens_scrolls_and_changes(
    view: ArticleView, row: MakeRow, long_text: str
) -> None:
    hand = random.Random(1)
    rows = []
    for number in range(20_000):
        start = hand.randrange(len(long_text) - 100)
        rows.append(row(number, start, start + hand.randrange(5, 90), hand.choice([*Verdict])))
    view.set_article(long_text, rows)
    bar = view.verticalScrollBar()
    for value in (bar.maximum(), bar.maximum() // 2, 0):
        bar.setValue(value)
        QApplication.processEvents()
    view.set_highlights(rows[:-1])
    view.set_highlights([*rows[:-1], row(99_999, 500, 900)])
    assert len(view._scene.index) == 20_000
    assert view.find_all("Monday") == 14_000
    view.select(len(long_text), len(long_text))
    assert bar.value() > bar.maximum() * 0.9
    QTest.qWait(150)
    assert not view.grab().isNull()


def test_few_paragraphs_stay_laid_out(view: ArticleView, long_text: str) -> None:
    view.set_article(long_text)
    bar = view.verticalScrollBar()
    for value in range(0, bar.maximum(), bar.maximum() // 300):
        bar.setValue(value)
    assert len(view._layout._kept) <= 400


def test_a_view_may_be_moved_between_windows_and_shown_again(
    qtbot: QtBot, theme: Theme, row: MakeRow
) -> None:
    windows = [QWidget(), QWidget()]
    view = ArticleView(theme)
    for window in windows:
        qtbot.addWidget(window)
        QVBoxLayout(window)
        window.show()
    for window in (*windows, *windows):
        layout = window.layout()
        assert layout is not None
        layout.addWidget(view)
        view.set_article("Some words here", [row(1, 0, 4)])
        QApplication.processEvents()
        assert not view.grab().isNull()


def test_closed_views_leave_nothing_behind(qtbot: QtBot, theme: Theme, row: MakeRow) -> None:
    gone = []
    for _ in range(5):
        view = ArticleView(theme)
        view.set_article("Some words here", [row(1, 0, 4)])
        view.show()
        QApplication.processEvents()
        view.reveal_passage(row(1, 0, 4).passage_id)
        gone.append(weakref.ref(view._scene.look))
        view.close()
        view.deleteLater()
        QTest.qWait(1)
        del view
    theme.changed.emit(DARK)
    gc.collect()
    assert [look() for look in gone] == [None] * 5


@pytest.fixture
def expected_errors(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    yield caplog
    caplog.clear()


def test_a_failing_override_is_logged_and_answers_for_itself(
    expected_errors: pytest.LogCaptureFixture,
) -> None:
    class Layout:
        @guarded(lambda: -1)
        def hit(self, place: int) -> int:
            """Divide."""
            return 10 // place

    assert Layout().hit(5) == 2
    assert Layout().hit(0) == -1
    assert Layout.hit.__doc__ == "Divide."
    record = expected_errors.records[0]
    assert record.levelno == logging.ERROR
    assert "Layout.hit" in record.getMessage()


def test_a_failing_paint_does_not_end_the_program(
    view: ArticleView, row: MakeRow, expected_errors: pytest.LogCaptureFixture
) -> None:
    view.set_article("Some words here", [row(1, 0, 4)])
    view._scene.look.shades.clear()
    assert not view.viewport().grab().isNull()
    assert "LazyLayout.draw" in expected_errors.text
    view._on_theme_changed(LIGHT)
    expected_errors.clear()
