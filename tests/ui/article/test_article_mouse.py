"""The mouse in the article view: clicks, drags, badges, the card, the menu."""

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.core.model import HighlightRow
from claimdesk.core.text import grapheme_floor
from claimdesk.ui.article.badges import badges
from claimdesk.ui.article.view import ArticleView
from ui.article.texts import STORY, WORLD

MakeRow = Callable[..., HighlightRow]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def point_of(view: ArticleView, index: int) -> QPoint:
    """The middle of a character in the viewport."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(view._caret.positions.to_utf16(index))
    left = view.cursorRect(cursor)
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    right = view.cursorRect(cursor)
    width = right.left() - left.left() if right.top() == left.top() else 6
    return QPoint(left.left() + width // 2, left.center().y())


def click(view: ArticleView, index: int) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, index))


def hover(view: ArticleView, place: QPoint) -> None:
    point, none = QPointF(place), Qt.MouseButton.NoButton
    modifier = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, point, point, none, none, modifier)
    QApplication.sendEvent(view.viewport(), event)


def press(view: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(view, key, modifier or Qt.KeyboardModifier.NoModifier)


def on_boundaries(view: ArticleView, text: str) -> bool:
    return all(grapheme_floor(text, end) == end for end in view.selection())


def test_mouse_drags_never_end_inside_a_grapheme(view: ArticleView) -> None:
    view.set_article(WORLD)
    hand = random.Random(3)
    for _ in range(60):
        start, end = (QPoint(hand.randrange(120, 800), hand.randrange(10, 160)) for _ in "ab")
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(view.viewport(), end)
        assert on_boundaries(view, WORLD)
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
        assert on_boundaries(view, WORLD)
        QTest.qWait(0)


def test_a_double_click_selects_the_word_and_a_third_the_sentence(view: ArticleView) -> None:
    view.set_article(STORY)
    place = point_of(view, STORY.index("capture") + 3)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    start = STORY.index("capture")
    assert view.selection() == (start, start + 7)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.selection() == (0, STORY.index(" Officials"))


def test_dragging_after_a_double_click_widens_by_words(view: ArticleView) -> None:
    view.set_article(STORY)
    word, later = STORY.index("capture"), STORY.index("Sarrowby")
    viewport, kinds = view.viewport(), QEvent.Type
    QApplication.sendEvent(viewport, _mouse(view, word + 2, kinds.MouseButtonDblClick))
    QApplication.sendEvent(viewport, _mouse(view, later + 3, kinds.MouseMove))
    assert view.selection() == (word, later + 8)
    earlier = STORY.index("announced")
    QApplication.sendEvent(viewport, _mouse(view, earlier + 1, kinds.MouseMove))
    assert view.selection() == (earlier, word + 7)
    QApplication.sendEvent(viewport, _mouse(view, earlier + 1, kinds.MouseButtonRelease))
    QApplication.sendEvent(viewport, _mouse(view, 2, kinds.MouseMove))
    assert view.selection() == (earlier, word + 7)


def _mouse(
    view: ArticleView,
    index: int,
    kind: QEvent.Type,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
) -> QMouseEvent:
    place = QPointF(point_of(view, index))
    return QMouseEvent(kind, place, place, button, button, Qt.KeyboardModifier.NoModifier)


def test_clicking_a_passage_activates_its_innermost_highlight(
    view: ArticleView, row: MakeRow, qtbot: QtBot
) -> None:
    outer, inner = row(1, 0, 45), row(2, 21, 44)
    view.set_article(STORY, [outer, inner])
    with qtbot.waitSignal(view.passage_activated) as told:
        click(view, 30)
    assert told.args == [inner]
    with qtbot.waitSignal(view.passage_activated) as told:
        click(view, 5)
    assert told.args == [outer]


def test_clicking_the_same_place_again_goes_through_all_highlights_there(
    view: ArticleView, row: MakeRow
) -> None:
    rows = [row(1, 0, 45), row(2, 21, 44), row(3, 21, 44)]
    view.set_article(STORY, rows)
    told: list[HighlightRow] = []
    view.passage_activated.connect(told.append)
    pause = QApplication.doubleClickInterval() + 20
    for _ in range(4):
        click(view, 30)
        QTest.qWait(pause)
    assert [r.number for r in told] == [2, 3, 1, 2]


def test_a_drag_is_no_click(view: ArticleView, row: MakeRow, qtbot: QtBot) -> None:
    view.set_article(STORY, [row(1, 0, 45)])
    with qtbot.assertNotEmitted(view.passage_activated):
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, 3))
        QTest.mouseMove(view.viewport(), point_of(view, 20))
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, 20))


@pytest.mark.qt_log_ignore("not accepted by receiving widget", extend=True)
def test_other_buttons_and_shift_clicks_activate_nothing(
    view: ArticleView, row: MakeRow, qtbot: QtBot
) -> None:
    view.set_article(STORY, [row(1, 0, 45)])
    viewport, right, left = view.viewport(), Qt.MouseButton.RightButton, Qt.MouseButton.LeftButton
    shift = Qt.KeyboardModifier.ShiftModifier
    with qtbot.assertNotEmitted(view.passage_activated):
        QTest.mouseClick(viewport, right, pos=point_of(view, 30))
        # QTest's own double click would leave the button down for all tests after this one.
        QApplication.sendEvent(viewport, _mouse(view, 30, QEvent.Type.MouseButtonDblClick, right))
        QTest.mouseClick(viewport, left, shift, pos=point_of(view, 30))
    assert view.selection()[0] == 0
    assert view.selection()[1] in (30, 31)


def test_a_drag_from_within_the_selection_selects_anew(view: ArticleView) -> None:
    view.set_article(STORY)
    view.select(5, 40)
    kinds = QEvent.Type
    for index, kind in ((10, kinds.MouseButtonPress), (30, kinds.MouseMove)):
        QApplication.sendEvent(view.viewport(), _mouse(view, index, kind))
    start, end = view.selection()
    assert start in (10, 11)
    assert end in (30, 31)
    QApplication.sendEvent(view.viewport(), _mouse(view, 30, kinds.MouseButtonRelease))


def test_clicking_a_badge_activates_its_highlight(view: ArticleView, row: MakeRow) -> None:
    rows = [row(1, 0, 45), row(2, 21, 44)]
    view.set_article(STORY, rows)
    told: list[HighlightRow] = []
    view.passage_activated.connect(told.append)
    y = point_of(view, 0).y()
    view.select(60, 60)
    for x in range(40, int(view._layout.left), 4):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    numbers = [r.number or 0 for r in told]
    assert numbers == sorted(numbers)
    assert set(numbers) == {1, 2}


def test_a_click_on_a_badge_leaves_the_caret_alone(view: ArticleView, row: MakeRow) -> None:
    view.set_article(STORY, [row(1, 0, 45)])
    view.select(60, 60)
    strip = view._layout.strip_at(point_of(view, 0).y())
    badge = next(iter(badges(strip, view._scene.look, ()))).box.center().toPoint()
    hover(view, badge)
    assert view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=badge)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=badge)
    assert view.selection() == (60, 60)
    hover(view, point_of(view, 3))
    assert view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor


def test_highlights_after_emoji_lie_where_they_belong(view: ArticleView, row: MakeRow) -> None:
    start = WORLD.index("Breaking")
    view.set_article(WORLD, [row(1, start, start + 8)])
    assert [r.number for r in view.highlights_at(point_of(view, start))] == [1]
    assert [r.number for r in view.highlights_at(point_of(view, start + 7))] == [1]
    assert view.highlights_at(point_of(view, start + 9)) == []


def test_a_highlight_under_the_mouse_is_raised_until_the_mouse_leaves(
    view: ArticleView, row: MakeRow
) -> None:
    view.set_article(STORY, [row(1, 0, 45), row(2, 21, 44)])
    hover(view, point_of(view, 30))
    assert view._scene.hovered == (b"passage 21-44", b"claim 2")
    hover(view, QPoint(view.viewport().width() - 3, 300))
    assert view._scene.hovered is None
    hover(view, point_of(view, 3))
    assert view._scene.hovered == (b"passage 0-45", b"claim 1")
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view._scene.hovered is None


def test_the_context_menu_is_asked_for_with_the_caret_at_the_mouse(
    view: ArticleView, qtbot: QtBot
) -> None:
    view.set_article(STORY)
    place = point_of(view, 30)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place)
    )
    with qtbot.waitSignal(view.menu_wanted):
        QApplication.sendEvent(view.viewport(), event)
    assert view.selection() == (30, 30)
    view.select(20, 40)
    with qtbot.waitSignal(view.menu_wanted):
        QApplication.sendEvent(view.viewport(), event)
    assert view.selection() == (20, 40)


def test_the_menu_key_asks_for_the_menu_at_the_caret(view: ArticleView, qtbot: QtBot) -> None:
    view.set_article(STORY)
    view.select(30, 30)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    with qtbot.waitSignal(view.menu_wanted) as told:
        QApplication.sendEvent(view.viewport(), event)
    assert told.args == [view.viewport().mapToGlobal(view.cursorRect().bottomLeft())]
