"""The article view under the hands of a reader: positions, selection, clicks, keys, copy."""

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent, QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.core.model import HighlightRow, Stance, Verdict
from claimdesk.core.text import grapheme_floor
from claimdesk.ui.article.badges import badges
from claimdesk.ui.article.card import OverlapCard
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.colours import LIGHT
from claimdesk.ui.base.theme import Theme

MakeRow = Callable[..., HighlightRow]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

STORY = (
    "Russia has announced the capture of Pokrovsk. Officials have not confirmed it.\n\n"
    "A second paragraph follows. It says little, but it says it twice."
)
WORLD = (
    "\U0001f6a8\U0001f1fa\U0001f1f8 Breaking: \U0001f468\u200d\U0001f469\u200d\U0001f467 fled "
    "cafe\u0301 now.\nقال الرئيس إن القوات دخلت Pokrovsk اليوم.\n"
    "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01 "
    "\U0001f44d\U0001f3fd ok"
)


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


def press(view: ArticleView, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(view, key, modifier or Qt.KeyboardModifier.NoModifier)


def on_boundaries(view: ArticleView, text: str) -> bool:
    return all(grapheme_floor(text, end) == end for end in view.selection())


def test_an_empty_article_is_an_empty_page(view: ArticleView) -> None:
    view.set_article("")
    assert view.toPlainText() == ""
    assert view.selection() == (0, 0)
    assert view.at_caret() == []
    assert view.highlights_at(QPoint(300, 50)) == []


@pytest.mark.parametrize("text", [STORY, WORLD])
def test_every_place_selected_comes_back_as_it_was(view: ArticleView, text: str) -> None:
    view.set_article(text)
    places = [i for i in range(len(text) + 1) if grapheme_floor(text, i) == i]
    for start, end in zip(places, places[3:], strict=False):
        view.select(start, end)
        assert view.selection() == (start, end)


def test_a_selection_inside_a_grapheme_is_widened_to_all_of_it(view: ArticleView) -> None:
    view.set_article(WORLD)
    flag = WORLD.index("\U0001f1fa")
    view.select(flag + 1, flag + 4)
    assert view.selection() == (flag, flag + 4)
    family = WORLD.index("\U0001f468")
    view.select(family + 2, family + 3)
    assert view.selection() == (family, family + 5)


def test_keys_never_leave_the_caret_inside_a_grapheme(view: ArticleView) -> None:
    view.set_article(WORLD)
    hand = random.Random(7)
    keys = [
        Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
        Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp,
    ]  # fmt: skip
    no = Qt.KeyboardModifier.NoModifier
    shift, control, alt = (
        Qt.KeyboardModifier.ShiftModifier,
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.AltModifier,
    )
    for _ in range(250):
        press(
            view, hand.choice(keys), hand.choice([no, no, control, alt]) | hand.choice([no, shift])
        )
        assert on_boundaries(view, WORLD)


def test_the_right_key_visits_every_grapheme_of_a_line_once(view: ArticleView) -> None:
    line = "\U0001f6a8\U0001f1fa\U0001f1f8 a\U0001f468\u200d\U0001f469\u200d\U0001f467e\u0301z"
    view.set_article(line)
    visited = [0]
    while visited[-1] < len(line):
        press(view, Qt.Key.Key_Right)
        visited.append(view.selection()[0])
    assert visited == [i for i in range(len(line) + 1) if grapheme_floor(line, i) == i]
    for place in reversed(visited[:-1]):
        press(view, Qt.Key.Key_Left)
        assert view.selection() == (place, place)


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


def test_what_is_chosen_is_told_in_code_points(view: ArticleView, qtbot: QtBot) -> None:
    view.set_article(WORLD)
    start = WORLD.index("Breaking")
    with qtbot.waitSignal(view.text_chosen, check_params_cb=lambda *s: s == (start, start + 8)):
        view.select(start, start + 8)


def test_copy_gives_the_stored_text_exactly(view: ArticleView) -> None:
    text = "It is 5\u00a0km to\u00adday, \U0001f1fa\U0001f1f8!\n\nNext line."
    view.set_article(text)
    press(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == text


def test_copying_nothing_leaves_the_clipboard_alone(view: ArticleView) -> None:
    view.set_article(STORY)
    QGuiApplication.clipboard().setText("before")
    view.copy()
    assert QGuiApplication.clipboard().text() == "before"


def test_a_long_paragraph_is_copied_without_our_cuts(view: ArticleView) -> None:
    text = "word " * 8_000 + "end"
    view.set_article(text)
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == text


def test_alt_and_arrows_go_by_sentence_and_shift_selects(view: ArticleView) -> None:
    view.set_article(STORY)
    second = STORY.index("Officials")
    press(view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert view.selection() == (second, second)
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    press(view, Qt.Key.Key_Right, both)
    assert view.selection() == (second, STORY.index("A second"))
    press(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.selection()[0] == view.selection()[1] <= second


def test_alt_and_right_goes_onward_in_right_to_left_text_too(view: ArticleView) -> None:
    text = "قال الرئيس إن القوات دخلت. ونفت كييف ذلك اليوم."
    view.set_article(text)
    press(view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert view.selection()[0] == text.index("ونفت")


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
    word, later = STORY.index("capture"), STORY.index("Pokrovsk")
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


def _mouse(view: ArticleView, index: int, kind: QEvent.Type) -> QMouseEvent:
    place = QPointF(point_of(view, index))
    left = Qt.MouseButton.LeftButton
    return QMouseEvent(kind, place, place, left, left, Qt.KeyboardModifier.NoModifier)


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
        QTest.mouseDClick(viewport, right, pos=point_of(view, 30))
        QTest.mouseClick(viewport, left, shift, pos=point_of(view, 30))
    assert view.selection()[0] == 0
    assert view.selection()[1] in (30, 31)


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
    assert view.selection() == (60, 60)
    hover(view, point_of(view, 3))
    assert view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor


def test_a_move_is_told_once(view: ArticleView) -> None:
    view.set_article(STORY)
    told: list[tuple[int, int]] = []
    view.text_chosen.connect(lambda start, end: told.append((start, end)))
    view.select(3, 9)
    view.select(3, 9)
    press(view, Qt.Key.Key_Right)
    assert told == [(3, 9), (9, 9)]


def test_enter_activates_the_passage_at_the_caret_and_again_the_next_one(
    view: ArticleView, row: MakeRow
) -> None:
    view.set_article(STORY, [row(1, 0, 45), row(2, 21, 44)])
    told: list[HighlightRow] = []
    view.passage_activated.connect(told.append)
    view.select(30, 30)
    for _ in range(3):
        press(view, Qt.Key.Key_Return)
    view.select(2, 2)
    press(view, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert [r.number for r in told] == [2, 1, 2, 1]


def test_enter_beside_a_passage_does_nothing(view: ArticleView, row: MakeRow, qtbot: QtBot) -> None:
    view.set_article(STORY, [row(1, 0, 10)])
    view.select(60, 60)
    with qtbot.assertNotEmitted(view.passage_activated):
        press(view, Qt.Key.Key_Return)


def test_entering_and_leaving_a_passage_is_told(view: ArticleView, row: MakeRow) -> None:
    rows = [row(1, 5, 20), row(2, 10, 15)]
    view.set_article(STORY, rows)
    told: list[list[int | None]] = []
    view.passage_entered.connect(lambda entered: told.append([r.number for r in entered]))
    for place in (3, 6, 7, 12, 17, 40):
        view.select(place, place)
    assert told == [[1], [2, 1], [1], []]


def test_the_highlight_left_of_the_caret_counts_when_none_is_right_of_it(
    view: ArticleView, row: MakeRow
) -> None:
    view.set_article(STORY, [row(1, 5, 20)])
    view.select(20, 20)
    assert [r.number for r in view.at_caret()] == [1]
    view.select(21, 21)
    assert view.at_caret() == []


def test_highlights_after_emoji_lie_where_they_belong(view: ArticleView, row: MakeRow) -> None:
    start = WORLD.index("Breaking")
    view.set_article(WORLD, [row(1, start, start + 8)])
    assert [r.number for r in view.highlights_at(point_of(view, start))] == [1]
    assert [r.number for r in view.highlights_at(point_of(view, start + 7))] == [1]
    assert view.highlights_at(point_of(view, start + 9)) == []


def test_new_highlights_leave_caret_selection_and_scroll_alone(
    view: ArticleView, row: MakeRow
) -> None:
    text = "\n".join(f"Paragraph {i} says something of its own." for i in range(200))
    view.set_article(text, [row(1, 0, 20)])
    view.select(3000, 3040)
    scrolled = view.verticalScrollBar().value()
    view.set_highlights([row(1, 0, 20, Verdict.DENIED), row(2, 3000, 3010), row(3, 5, 7000)])
    view.set_highlights([row(3, 5, 7000)])
    assert view.selection() == (3000, 3040)
    assert view.verticalScrollBar().value() == scrolled > 0


def test_highlights_beyond_the_text_are_clipped_or_left_out(
    view: ArticleView, row: MakeRow
) -> None:
    view.set_article("short", [row(1, 2, 99), row(2, 40, 50)])
    view.select(4, 4)
    assert [r.number for r in view.at_caret()] == [1]
    assert len(view._scene.index) == 1


def test_choosing_makes_one_link_a_passage_or_a_claim_active(
    view: ArticleView, row: MakeRow
) -> None:
    rows = [row(1, 0, 9), row(2, 0, 9), row(1, 20, 30)]
    view.set_article(STORY, rows)
    first, second, third = [(r.passage_id, r.claim_id) for r in rows]
    view.choose(rows[0].passage_id, rows[0].claim_id)
    assert view._scene.active == {first}
    view.choose(rows[0].passage_id, None)
    assert view._scene.active == {first, second}
    view.choose(None, rows[0].claim_id)
    assert view._scene.active == {first, third}
    view.choose(None, None)
    assert view._scene.active == frozenset()


def test_a_revealed_passage_is_in_view_and_flashes_once(
    view: ArticleView, row: MakeRow, qtbot: QtBot
) -> None:
    text = "\n".join(f"Paragraph {i} says something of its own." for i in range(300))
    far = row(1, 9000, 9020)
    view.set_article(text, [far])
    view.reveal_passage(far.passage_id)
    view.select(9000, 9000, reveal=False)
    assert view.viewport().rect().contains(view.cursorRect())
    assert view._scene.flashed
    qtbot.waitUntil(lambda: not view._scene.flashed, timeout=3000)
    view.reveal_passage(row(2, 1, 2).passage_id)
    assert not view._scene.flashed


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


def ask_for_card(view: ArticleView, index: int) -> OverlapCard:
    place = point_of(view, index)
    QApplication.sendEvent(
        view.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, place, view.mapToGlobal(place))
    )
    return view._card


def lines_of(card: OverlapCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.text()]


def test_the_card_lists_all_claims_at_the_place_innermost_first(
    view: ArticleView, row: MakeRow
) -> None:
    rows = [
        row(1, 0, 45),
        row(2, 21, 44, Verdict.DENIED, stance=Stance.DISPUTES),
        row(3, 21, 44, None, stance=Stance.MENTIONS),
        row(None, 22, 43),
        row(5, 1, 44, Verdict.UNVERIFIED, stance=Stance.SUPPORTS),
    ]
    view.set_article(STORY, rows)
    card = ask_for_card(view, 30)
    assert card.isVisible()
    assert card.accessibleIdentifier() == "overlap-card"
    assert lines_of(card) == [
        "Passage without a claim",
        "Claim 2, denied, disputed here",
        "Claim 3, not reviewed, mentioned here",
        "Claim 5, unverified, supported here",
        "Claim 1, confirmed",
    ]
    assert "Claim 2, denied, disputed here" in card.accessibleDescription()


def test_the_card_stays_while_the_mouse_is_on_the_same_highlights(
    view: ArticleView, row: MakeRow
) -> None:
    view.set_article(STORY, [row(1, 0, 45), row(2, 21, 44)])
    card = ask_for_card(view, 30)
    hover(view, point_of(view, 32))
    assert card.isVisible()
    hover(view, point_of(view, 5))
    assert not card.isVisible()
    ask_for_card(view, 30)
    press(view, Qt.Key.Key_Right)
    assert not card.isVisible()
    ask_for_card(view, 30)
    click(view, 30)
    assert not card.isVisible()
    ask_for_card(view, 70)
    assert not card.isVisible()
    ask_for_card(view, 5)
    assert lines_of(card) == ["Claim 1, confirmed"]


def test_the_words_of_the_card_can_be_replaced_and_are_no_markup(
    view: ArticleView, row: MakeRow
) -> None:
    view.describe = lambda r: f"<b>claim</b> {r.number} " + "and so on " * 20
    view.set_article(STORY, [row(1, 0, 45)])
    card = ask_for_card(view, 30)
    assert lines_of(card)[0].startswith("<b>claim</b> 1")
    assert card.width() < 460
    assert card.height() > 40


def test_a_crowded_place_lists_eight_and_counts_the_rest(view: ArticleView, row: MakeRow) -> None:
    view.set_article(STORY, [row(n, n, 44) for n in range(1, 12)])
    assert lines_of(ask_for_card(view, 30))[-1] == "and 3 more"


def test_the_card_stays_on_the_screen(view: ArticleView, row: MakeRow) -> None:
    view.set_article(STORY, [row(1, 0, 45)])
    screen = view.screen().availableGeometry()
    rows = view.highlights_at(point_of(view, 30))
    view._card.show_rows(rows, view.describe, LIGHT, screen.bottomRight())
    assert screen.contains(view._card.geometry())


def test_tab_leaves_the_text_and_arrows_do_not(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    view, other = ArticleView(theme), QLineEdit()
    box = QVBoxLayout(window)
    box.addWidget(view)
    box.addWidget(other)
    view.set_article(STORY)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    view.setFocus()
    press(view, Qt.Key.Key_Right)
    assert view.hasFocus()
    assert view.selection() == (1, 1)
    press(view, Qt.Key.Key_Tab)
    assert other.hasFocus()


def test_nothing_typed_changes_the_text(view: ArticleView) -> None:
    view.set_article(STORY)
    view.selectAll()
    QTest.keyClicks(view, "x")
    press(view, Qt.Key.Key_Backspace)
    press(view, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert view.toPlainText() == STORY


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


def test_names_for_assistive_technology_stay_as_they_are(view: ArticleView) -> None:
    assert view.accessibleIdentifier() == "article-text"
    assert view.accessibleName() == "Article text"
    assert view._map.accessibleIdentifier() == "minimap"


def test_screen_readers_find_the_innermost_highlight_in_the_text_attributes(
    view: ArticleView, row: MakeRow
) -> None:
    def underlined() -> list[str]:
        cursor, styles = QTextCursor(view.document()), []
        for place in (3, 30, 60):
            cursor.setPosition(place)
            styles.append(cursor.charFormat().underlineStyle().name)
        return styles

    view.set_article(STORY, [row(1, 0, 45), row(2, 21, 44, Verdict.DENIED)])
    assert underlined() == ["SingleUnderline", "DashUnderline", "NoUnderline"]
    view.set_highlights([row(1, 0, 45), row(3, 50, 70, None)])
    assert underlined() == ["SingleUnderline", "SingleUnderline", "DashDotLine"]
    cursor = QTextCursor(view.document())
    cursor.setPosition(3)
    assert cursor.charFormat().background().color().alpha() == 0
    assert cursor.charFormat().underlineColor().alpha() == 0
