"""Moving the edges of the active passage with keys and with its handles."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from claimdesk.core.edges import Side
from claimdesk.core.model import HighlightRow, Id
from claimdesk.ui.article.handles import Handle, handles
from claimdesk.ui.article.strips import marked_lines
from claimdesk.ui.article.view import ArticleView
from ui.article.test_article_mouse import click, hover, point_of
from ui.article.texts import STORY, WORLD

MakeRow = Callable[..., HighlightRow]
Key, Kind = Qt.Key, QEvent.Type
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Desk:
    """A view with "the capture of Sarrowby" marked for claims 1 and 2, chosen, and what it told."""

    def __init__(self, view: ArticleView, row: MakeRow, text: str = STORY) -> None:
        words = "the capture of Sarrowby" if text is STORY else "القوات دخلت"
        self.view, self.start = view, text.index(words)
        self.end = self.start + len(words)
        rows = [row(n, self.start, self.end, passage=b"passage") for n in (1, 2)]
        view.set_article(text, [*rows, row(3, 0, 6)])
        view.choose(Id(b"passage"), rows[0].claim_id)
        view.select(self.start + 5, self.start + 5)
        self.moved: list[str] = []
        self.stepped: list[str] = []
        self.text = text
        view.edges_moved.connect(lambda _id, start, end: self.moved.append(text[start:end]))
        view.edge_stepped.connect(self.stepped.append)

    @property
    def shown(self) -> str:
        """The passage as the view shows it now."""
        (stretch,) = {
            (span.row.start, span.row.end)
            for span in self.view._highlights.spans_of(Id(b"passage"))
        }
        return self.text[slice(*stretch)]

    def hold(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = ALT_SHIFT) -> None:
        """Press keys with the modifiers down, which stay down."""
        for key in keys:
            QTest.keyPress(self.view, key, modifiers)

    def let_go(self) -> None:
        QTest.keyRelease(self.view, Key.Key_Alt, NONE)

    def handle(self, side: Side) -> Handle:
        """The handle at an edge, in places of the viewport."""
        view, found = self.view, None
        scrolled = QPointF(0, view.verticalScrollBar().value())
        for position in (self.start, self.end - 1):
            strip = view._layout.strip_of(view._caret.positions.to_utf16(position))
            for marked in marked_lines(strip):
                for one in handles(strip, marked, Id(b"passage"), view._scene.look):
                    found = one if one.side is side else found
        assert found is not None
        return Handle(side, found.stroke, found.knob - scrolled, found.radius)

    def send(
        self, kind: QEvent.Type, place: QPointF, modifiers: Qt.KeyboardModifier = NONE
    ) -> None:
        left = Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, place, place, left, left, modifiers)
        QApplication.sendEvent(self.view.viewport(), event)

    def take(self, side: Side) -> QPointF:
        """Press on a handle; return how far its edge is from there."""
        handle = self.handle(side)
        self.send(Kind.MouseButtonPress, handle.knob)
        return handle.knob - handle.middle

    def over(self, words: str, away: QPointF) -> QPointF:
        """Return where the mouse is with the held edge in the middle of the first of words."""
        return QPointF(point_of(self.view, self.text.index(words))) + away


@pytest.fixture
def desk(view: ArticleView, row: MakeRow) -> Desk:
    return Desk(view, row)


# Keys ------------------------------------------------------------------------------------------


def test_many_steps_are_one_change_when_the_modifiers_are_let_go(desk: Desk) -> None:
    desk.hold(Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_Up, Key.Key_Up, Key.Key_Down)
    assert desk.shown == "announced the capture of Sarrowby."
    assert desk.stepped == [
        "Ends at “.”",
        "Ends at “Officials”",
        "Ends at “.”",
        "Starts at “announced”",
        "Starts at “has”",
        "Starts at “announced”",
    ]
    for key in (Key.Key_Right, Key.Key_Control):
        # QTest would let go of the modifiers, too.
        QApplication.sendEvent(desk.view, QKeyEvent(Kind.KeyRelease, key, ALT_SHIFT))
    assert desk.moved == []
    desk.let_go()
    assert desk.moved == ["announced the capture of Sarrowby."]
    # Nobody stored it, so it is shown as it was.
    assert desk.shown == "the capture of Sarrowby"


def test_with_ctrl_an_edge_moves_by_single_characters(desk: Desk) -> None:
    desk.hold(Key.Key_Left, Key.Key_Left, modifiers=ALT_SHIFT | CONTROL)
    desk.hold(Key.Key_Down, modifiers=ALT_SHIFT | CONTROL)
    assert desk.shown == "he capture of Sarrow"
    desk.let_go()
    assert desk.moved == ["he capture of Sarrow"]


@pytest.mark.parametrize("key", [Key.Key_End, Key.Key_Return, Key.Key_F12])
def test_any_other_key_keeps_the_change(desk: Desk, key: Qt.Key) -> None:
    desk.hold(Key.Key_Left)
    QTest.keyPress(desk.view, key)
    assert desk.moved == ["the capture of"]


def test_the_mouse_and_the_leaving_focus_keep_the_change(desk: Desk, qtbot: QtBot) -> None:
    desk.hold(Key.Key_Left)
    click(desk.view, 60)
    assert desk.moved == ["the capture of"]
    desk.view.select(desk.start, desk.start)
    desk.hold(Key.Key_Down)
    other = QLineEdit(desk.view)
    other.show()
    other.setFocus()
    assert desk.moved[1:] == ["capture of Sarrowby"]


def test_esc_gives_the_change_up(desk: Desk) -> None:
    desk.hold(Key.Key_Left)
    QTest.keyPress(desk.view, Key.Key_Escape)
    assert desk.shown == "the capture of Sarrowby"
    desk.let_go()
    assert desk.moved == []


def test_steps_that_lead_back_change_nothing(desk: Desk) -> None:
    desk.hold(Key.Key_Left, Key.Key_Right)
    desk.hold(Key.Key_Right, modifiers=ALT_SHIFT | CONTROL)
    desk.hold(Key.Key_Left, modifiers=ALT_SHIFT | CONTROL)
    desk.let_go()
    assert desk.moved == []


def test_blanks_at_a_moved_edge_are_left_out(desk: Desk) -> None:
    desk.hold(Key.Key_Right, Key.Key_Right, modifiers=ALT_SHIFT | CONTROL)
    desk.let_go()
    assert desk.moved == ["the capture of Sarrowby."]


def test_an_edge_never_crosses_the_other_one(desk: Desk) -> None:
    desk.hold(*[Key.Key_Left] * 9)
    assert desk.shown == "the"
    desk.hold(*[Key.Key_Down] * 9)
    assert desk.shown == "the"


def test_the_caret_stays_in_the_passage_for_the_next_change(desk: Desk) -> None:
    desk.hold(*[Key.Key_Left] * 9)
    desk.let_go()
    assert desk.view.selection() == (desk.start + 3, desk.start + 3)


def test_elsewhere_and_with_a_selection_the_keys_select_by_sentence(desk: Desk) -> None:
    for start, end in ((desk.start + 2, desk.start + 5), (desk.end + 1, desk.end + 1)):
        desk.view.select(start, end)
        desk.hold(Key.Key_Right)
        assert desk.view.selection() == (start, STORY.index("Officials"))
        assert not desk.view._edges.is_moving
    desk.view.choose(None, Id(b"claim 1"))
    desk.view.select(desk.start, desk.start)
    desk.hold(Key.Key_Right)
    assert desk.view.selection()[1] > desk.start


def test_a_passage_grows_over_paragraphs_and_the_edge_stays_in_sight(
    view: ArticleView, row: MakeRow
) -> None:
    text = "\n".join(f"Line {n} of many." for n in range(80))
    view.set_article(text, [row(1, 0, 4, passage=b"passage")])
    view.choose(Id(b"passage"), None)
    view.select(0, 0)
    for _ in range(150):
        QTest.keyPress(view, Key.Key_Right, ALT_SHIFT)
    edge = view._highlights.spans_of(Id(b"passage"))[0].end
    assert text[:edge].count("\n") >= 25
    assert 0 <= view._scroller.top_of(edge) - view.verticalScrollBar().value() <= 600
    QTest.keyPress(view, Key.Key_Escape)


def test_changes_from_elsewhere_end_the_move(desk: Desk, row: MakeRow) -> None:
    rows = [span.row for span in desk.view._highlights.spans_of(Id(b"passage"))]
    changes: tuple[Callable[[], None], ...] = (
        lambda: desk.view.set_highlights(rows),
        lambda: desk.view.update_highlights([], []),
        lambda: desk.view.choose(Id(b"passage 0-6"), None),
    )
    for change in changes:
        desk.view.choose(Id(b"passage"), None)
        desk.hold(Key.Key_Left)
        change()
        assert desk.shown == "the capture of Sarrowby"
        desk.let_go()
    desk.view.choose(Id(b"passage"), None)
    desk.hold(Key.Key_Left)
    desk.view.set_article(STORY, [])
    desk.let_go()
    assert desk.moved == []


# Handles ---------------------------------------------------------------------------------------


def test_only_a_chosen_passage_has_handles(view: ArticleView, row: MakeRow) -> None:
    one = row(1, 6, 18)
    view.set_article(STORY, [one])
    pictures = []
    for passage_id in (None, one.passage_id):
        view.choose(passage_id, one.claim_id)
        pictures.append(view.grab().toImage())
        knob = QPointF(point_of(view, 6)) - QPointF(5, 14)
        shape = view._shape_at(knob)
        expected = Qt.CursorShape.SizeHorCursor if passage_id else Qt.CursorShape.IBeamCursor
        assert shape is expected
    assert pictures[0] != pictures[1]


def test_an_edge_on_a_blank_that_hangs_at_the_end_of_a_line_has_no_handle(
    view: ArticleView, row: MakeRow
) -> None:
    text = "word " * 40
    view.set_article(text)
    blank = view._layout.strip_of(0).layout.lineAt(0).textLength() - 1
    view.set_highlights([row(1, blank, blank + 5, passage=b"passage")])
    found: list[Handle] = []
    for position in (blank, blank + 4):
        strip = view._layout.strip_of(position)
        for marked in marked_lines(strip):
            found += handles(strip, marked, Id(b"passage"), view._scene.look)
    assert [one.side for one in found] == [Side.END]


def test_selected_text_stays_selected_while_a_handle_is_dragged(desk: Desk) -> None:
    desk.view.select(0, 6)
    away = desk.take(Side.END)
    desk.send(Kind.MouseMove, desk.over("confirmed", away))
    desk.send(Kind.MouseButtonRelease, desk.over("confirmed", away))
    assert len(desk.moved) == 1
    assert desk.view.selection() == (0, 6)


def test_dragging_a_handle_takes_whole_words_and_shows_them_at_once(desk: Desk) -> None:
    away = desk.take(Side.END)
    desk.send(Kind.MouseMove, desk.over("confirmed", away))
    assert desk.shown.endswith("not confirmed")
    assert desk.moved == []
    desk.send(Kind.MouseMove, desk.over("ficials", away))
    desk.send(Kind.MouseButtonRelease, desk.over("ficials", away))
    assert desk.moved == ["the capture of Sarrowby. Officials"]
    desk.send(Kind.MouseMove, desk.over("not", away))
    assert desk.shown == "the capture of Sarrowby"


def test_with_ctrl_a_dragged_edge_stands_between_any_two_characters(desk: Desk) -> None:
    away = desk.take(Side.START)
    place = desk.over("apture", away)
    desk.send(Kind.MouseMove, place, CONTROL)
    assert desk.shown in ("apture of Sarrowby", "pture of Sarrowby")
    desk.send(Kind.MouseMove, place)
    assert desk.shown == "capture of Sarrowby"
    desk.send(Kind.MouseButtonRelease, place)
    assert desk.moved == ["capture of Sarrowby"]


def test_beside_the_text_the_edge_goes_to_the_end_of_the_line(desk: Desk) -> None:
    away = desk.take(Side.END)
    right = QPointF(desk.view.viewport().width() - 2, point_of(desk.view, 30).y()) + away
    desk.send(Kind.MouseMove, right)
    line = desk.view.document().firstBlock().layout().lineAt(0)
    assert desk.shown == STORY[desk.start : line.textLength()].rstrip()
    desk.send(Kind.MouseButtonRelease, right)


def test_esc_while_dragging_gives_up_until_the_button_is_let_go(desk: Desk) -> None:
    away = desk.take(Side.END)
    desk.send(Kind.MouseMove, desk.over("confirmed", away))
    QTest.keyClick(desk.view, Key.Key_Escape)
    desk.send(Kind.MouseMove, desk.over("Officials", away))
    assert desk.shown == "the capture of Sarrowby"
    desk.send(Kind.MouseButtonRelease, desk.over("Officials", away))
    assert desk.moved == []
    assert desk.view.selection() == (desk.start + 5, desk.start + 5)


def test_a_click_on_a_handle_is_a_click_on_the_text(desk: Desk, qtbot: QtBot) -> None:
    knob = desk.handle(Side.START).knob + QPointF(3, 4)
    with qtbot.waitSignal(desk.view.passage_activated):
        QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=knob.toPoint())
    assert desk.view.selection() == (desk.start, desk.start)
    knob = desk.handle(Side.END).knob
    desk.send(Kind.MouseButtonPress, knob)
    desk.send(Kind.MouseMove, knob + QPointF(1, 0))
    desk.send(Kind.MouseButtonRelease, knob + QPointF(1, 0))
    assert desk.moved == []
    assert desk.view.selection() == (desk.end, desk.end)


def test_text_can_be_selected_from_where_the_active_passage_starts(desk: Desk) -> None:
    place = QPointF(desk.view.cursorRect().center())
    desk.view.select(desk.start, desk.start)
    place.setX(desk.view.cursorRect().center().x())
    desk.send(Kind.MouseButtonPress, place)
    desk.send(Kind.MouseMove, desk.over(" has", QPointF()))
    desk.send(Kind.MouseButtonRelease, place)
    assert desk.moved == []
    assert desk.view.selection()[1] == desk.start


@pytest.mark.qt_log_ignore("not accepted by receiving widget", extend=True)
def test_other_buttons_do_not_take_a_handle(desk: Desk) -> None:
    knob = desk.handle(Side.END).knob.toPoint()
    QTest.mousePress(desk.view.viewport(), Qt.MouseButton.RightButton, pos=knob)
    hover(desk.view, knob + QPoint(60, 0))
    QTest.mouseRelease(desk.view.viewport(), Qt.MouseButton.RightButton, pos=knob)
    assert desk.moved == []


def test_in_right_to_left_text_the_handles_stand_where_reading_starts_and_ends(
    view: ArticleView, row: MakeRow
) -> None:
    desk = Desk(view, row, WORLD)
    assert desk.handle(Side.START).knob.x() > desk.handle(Side.END).knob.x()
    away = desk.take(Side.START)
    desk.send(Kind.MouseMove, desk.over("الرئيس", away))
    desk.send(Kind.MouseButtonRelease, desk.over("الرئيس", away))
    assert desk.moved == ["الرئيس إن القوات دخلت"]


def test_a_handle_dragged_below_the_view_scrolls_the_text(
    view: ArticleView, row: MakeRow, qtbot: QtBot
) -> None:
    text = "\n".join(f"Line {n} of many." for n in range(80))
    view.set_article(text, [row(1, 0, 6, passage=b"passage")])
    view.choose(Id(b"passage"), None)
    strip = view._layout.strip_of(5)
    *_, end = handles(strip, marked_lines(strip)[0], Id(b"passage"), view._scene.look)
    left, none = Qt.MouseButton.LeftButton, NONE
    below = QPointF(300, view.viewport().height() + 30)
    for kind, place in ((Kind.MouseButtonPress, end.knob), (Kind.MouseMove, below)):
        event = QMouseEvent(kind, place, place, left, left, none)
        QApplication.sendEvent(view.viewport(), event)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 100)
    with qtbot.waitSignal(view.edges_moved) as told:
        event = QMouseEvent(Kind.MouseButtonRelease, below, below, left, left, none)
        QApplication.sendEvent(view.viewport(), event)
    assert told.args is not None
    assert text[: told.args[2]].count("\n") > 10
    view._grip._on_scroll()
    assert view._grip.release() is False
