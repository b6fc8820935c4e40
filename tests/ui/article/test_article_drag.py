"""Dragging in the article view: by letters, by whole words when wished, over the edge."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from claimdesk.core.text import word_at
from claimdesk.ui.article.view import ArticleView
from ui.article.texts import STORY

PLAIN, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def send(
    view: ArticleView, kind: QEvent.Type, place: QPointF, modifier: Qt.KeyboardModifier = PLAIN
) -> None:
    left = Qt.MouseButton.LeftButton
    QApplication.sendEvent(view.viewport(), QMouseEvent(kind, place, place, left, left, modifier))


def middle(view: ArticleView, index: int) -> QPointF:
    """Return the middle of a character in the viewport."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(index)
    left = view.cursorRect(cursor)
    cursor.setPosition(index + 1)
    return QPointF(QPoint((left.left() + view.cursorRect(cursor).left()) // 2, left.center().y()))


def drag(view: ArticleView, start: int, *places: int, control: bool = False) -> tuple[int, int]:
    """Drag from one character over others; return what is selected before the mouse is let go."""
    send(view, QEvent.Type.MouseButtonPress, middle(view, start))
    for place in places:
        send(view, QEvent.Type.MouseMove, middle(view, place), CONTROL if control else PLAIN)
    chosen = view.selection()
    send(view, QEvent.Type.MouseButtonRelease, middle(view, places[-1]))
    assert view.selection() == chosen
    return chosen


ARABIC = "قال الرئيس إن القوات دخلت المدينة اليوم."


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (STORY, "capture", "Sarrowby"),
        (STORY, "Sarrowby", "capture"),
        (STORY, "confirmed", "paragraph"),
        (STORY, "paragraph", "announced"),
        (ARABIC, "الرئيس", "دخلت"),
        (ARABIC, "دخلت", "الرئيس"),
    ],
)
@pytest.mark.parametrize("control", [False, True])
def test_a_drag_takes_whole_words_when_wished_and_with_ctrl_the_other_way_round(
    view: ArticleView, text: str, first: str, last: str, control: bool
) -> None:
    view.set_article(text)
    view.snap_words(on=not control)
    start, end = text.index(first), text.index(last)
    chosen = drag(view, start + 2, end + 2, control=control)
    left, right = sorted(((start, len(first)), (end, len(last))))
    assert chosen == (left[0], right[0] + right[1])
    view.snap_words(on=control)
    chosen = drag(view, start + 2, end + 2, control=control)
    assert left[0] < chosen[0] <= left[0] + 3
    assert right[0] < chosen[1] <= right[0] + 3


def test_ctrl_pressed_and_let_go_in_one_drag_changes_between_words_and_letters(
    view: ArticleView,
) -> None:
    view.set_article(STORY)
    move = QEvent.Type.MouseMove
    start, end = STORY.index("capture"), STORY.index("Sarrowby")
    send(view, QEvent.Type.MouseButtonPress, middle(view, start + 2))
    send(view, move, middle(view, end + 2), CONTROL)
    assert view.selection() == (start, end + 8)
    send(view, move, middle(view, end + 2))
    assert view.selection() == (start + 2, end + 2)
    send(view, move, middle(view, start + 1), CONTROL)
    assert view.selection() == (start, start + 7)


def test_a_click_selects_no_word_even_when_drags_do(view: ArticleView) -> None:
    view.set_article(STORY)
    view.snap_words(on=True)
    place = STORY.index("capture") + 3
    assert drag(view, place, place) == view.selection()
    assert view.selection()[0] == view.selection()[1]


@pytest.mark.parametrize("up", [False, True])
def test_a_drag_by_words_held_beyond_the_edge_goes_on(
    view: ArticleView, qtbot: QtBot, up: bool
) -> None:
    view.set_article("\n".join(f"Paragraph {i} says something." for i in range(200)))
    view.snap_words(on=True)
    if up:
        view.verticalScrollBar().setValue(1500)
    place = QPointF(200, -60 if up else view.viewport().height() + 60)
    QCursor.setPos(view.viewport().mapToGlobal(place.toPoint()))
    send(view, QEvent.Type.MouseButtonPress, QPointF(200, 300))
    send(view, QEvent.Type.MouseMove, place)
    start, end = view.selection()
    qtbot.waitUntil(
        lambda: view.selection()[0] < start - 90 if up else view.selection()[1] > end + 90
    )
    after = view.selection()
    assert after == tuple(word_at(view._caret.text, end)[side] for side, end in enumerate(after))
    send(view, QEvent.Type.MouseButtonRelease, place)
