"""The article view under the hands of a reader: positions, selection, clicks, keys, copy."""

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.core.model import HighlightRow, Verdict
from claimdesk.core.text import grapheme_floor
from claimdesk.ui.article import accessibility
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.theme import Theme
from ui.article.texts import STORY, WORLD

MakeRow = Callable[..., HighlightRow]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


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


def test_a_move_is_told_once(view: ArticleView) -> None:
    view.set_article(STORY)
    told: list[tuple[int, int]] = []
    view.text_chosen.connect(lambda start, end: told.append((start, end)))
    view.select(3, 9)
    view.select(3, 9)
    press(view, Qt.Key.Key_Right)
    assert told == [(3, 9), (9, 9)]


def test_enter_activates_the_innermost_passage_at_the_caret(
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
    assert [r.number for r in told] == [2, 2, 2, 1]


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


def test_names_for_assistive_technology_stay_as_they_are(view: ArticleView) -> None:
    assert view.accessibleIdentifier() == "article-text"
    assert view.accessibleName() == "Article text"
    assert view._map.accessibleIdentifier() == "minimap"


@pytest.mark.parametrize("listening", [True, False])
def test_screen_readers_find_the_innermost_highlight_in_the_text_attributes(
    view: ArticleView, row: MakeRow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, listening: bool
) -> None:
    monkeypatch.setattr(QAccessible, "isActive", lambda: listening)
    monkeypatch.setattr(accessibility, "_SLICE", 1)
    reported = view._highlights._reported

    def underlined() -> list[str]:
        assert reported._timer.isActive() is not listening
        qtbot.waitUntil(lambda: not reported._timer.isActive())
        cursor, styles = QTextCursor(view.document()), []
        for place in (3, 30, 60):
            cursor.setPosition(place)
            styles.append(cursor.charFormat().underlineStyle().name)
        return styles

    view.set_article(STORY, [row(1, 0, 45), row(2, 21, 44, Verdict.DENIED)])
    assert underlined() == ["SingleUnderline", "DashUnderline", "NoUnderline"]
    view.set_highlights([row(1, 0, 45), row(3, 50, 70, None)])
    assert underlined() == ["SingleUnderline", "SingleUnderline", "DashDotLine"]
    view.set_highlights([row(1, 0, 45), row(2, 21, 44, Verdict.DENIED)])
    view.set_highlights([row(1, 0, 45, Verdict.UNVERIFIED), row(2, 21, 44, Verdict.DENIED)])
    assert underlined() == ["DotLine", "DashUnderline", "NoUnderline"]
    cursor = QTextCursor(view.document())
    cursor.setPosition(3)
    assert cursor.charFormat().background().color().alpha() == 0
    assert cursor.charFormat().underlineColor().alpha() == 0


def test_map_and_text_attributes_wait_until_all_highlights_are_taken_in(
    view: ArticleView, row: MakeRow, qtbot: QtBot
) -> None:
    text = "\n".join([STORY] * 60)
    view.set_article(text, [row(n, n * 100, n * 100 + 9) for n in range(80)])
    view._map._on_time()
    view._highlights._reported._on_time()
    assert not view._scene.index.is_whole
    waiting = view._map._timer, view._highlights._reported._timer
    assert all(timer.isActive() for timer in waiting)
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in waiting))
    cursor = QTextCursor(view.document())
    cursor.setPosition(7903)
    assert cursor.charFormat().underlineStyle().name == "SingleUnderline"


def test_too_many_highlights_are_not_laid_into_the_document(
    view: ArticleView, row: MakeRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(accessibility, "MOST_WHEN_HEARD", 1)
    view.set_article(STORY, [row(1, 0, 45), row(2, 21, 44)])
    view.set_highlights([row(1, 0, 45), row(2, 21, 44, Verdict.DENIED)])
    cursor = QTextCursor(view.document())
    cursor.setPosition(3)
    assert cursor.charFormat().underlineStyle().name == "NoUnderline"
