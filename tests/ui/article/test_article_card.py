"""The card of overlapping highlights: looked at beside the mouse, stepped through by keys."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QFocusEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.core.model import HighlightRow, Stance, Verdict
from claimdesk.ui.article.card import OverlapCard
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.colours import DARK, LIGHT
from claimdesk.ui.base.theme import Theme
from ui.article.test_article_mouse import click, hover, point_of, press
from ui.article.texts import STORY

MakeRow = Callable[..., HighlightRow]
Key = Qt.Key

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(view: ArticleView, qtbot: QtBot) -> Iterator[QWidget]:
    """The view in a window, with a field before and one after it."""
    window = QWidget()
    layout = QVBoxLayout(window)
    for part in (QLineEdit(), view, QLineEdit()):
        layout.addWidget(part)
    window.resize(900, 640)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    view.setFocus()
    yield window
    layout.removeWidget(view)
    view.setParent(None)
    window.close()


def rows_of(row: MakeRow) -> list[HighlightRow]:
    """Four highlights at "capture": 2, 3, 1 and one without a claim around them."""
    return [
        row(1, 0, 45),
        row(2, 21, 44, Verdict.DENIED, stance=Stance.DISPUTES),
        row(3, 21, 44, None, stance=Stance.MENTIONS, passage=b"other"),
        row(None, 0, 46),
    ]


def ask_for_card(view: ArticleView, index: int) -> OverlapCard:
    place = point_of(view, index)
    QApplication.sendEvent(
        view.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, place, view.mapToGlobal(place))
    )
    return view._card


def said(card: OverlapCard) -> list[str]:
    return [entry.said for entry in card.entries]


def opened(view: ArticleView, row: MakeRow) -> tuple[OverlapCard, list[int | None]]:
    """Press Enter where four highlights lie; return the card and what is chosen from now on."""
    told: list[int | None] = []
    view.set_article(STORY, rows_of(row))
    view.passage_activated.connect(lambda one: told.append(one.number))
    view.select(30, 30)
    press(view, Key.Key_Return)
    return view._card, told


# Beside the mouse ------------------------------------------------------------------------------


def test_the_card_lists_all_claims_at_the_place_innermost_first(
    view: ArticleView, row: MakeRow
) -> None:
    rows = [*rows_of(row), row(5, 1, 44, Verdict.UNVERIFIED, stance=Stance.SUPPORTS)]
    view.claim_text = lambda one: f"Text {one.number}"
    view.set_article(STORY, rows)
    card = ask_for_card(view, 30)
    assert card.isVisible()
    assert not card.has_keyboard
    assert card.accessibleIdentifier() == "overlap-card"
    assert said(card) == [
        "Claim 2, denied, disputed here: Text 2",
        "Claim 3, not reviewed, mentioned here: Text 3",
        "Claim 5, unverified, supported here: Text 5",
        "Claim 1, confirmed: Text 1",
        f"Passage without a claim: “{STORY[0:46]}”",
    ]
    assert "Claim 2, denied, disputed here: Text 2" in card.accessibleDescription()
    assert not card.grab().isNull()


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
    press(view, Key.Key_Right)
    assert not card.isVisible()
    ask_for_card(view, 30)
    click(view, 30)
    assert not card.isVisible()
    ask_for_card(view, 70)
    assert not card.isVisible()
    ask_for_card(view, 5)
    assert said(card) == ["Claim 1, confirmed"]


def test_the_words_of_the_card_can_be_replaced_and_long_ones_are_elided(
    view: ArticleView, row: MakeRow
) -> None:
    view.describe = lambda r: f"<b>claim</b> {r.number}"
    view.claim_text = lambda _row: "and so on " * 60
    view.set_article(STORY, [row(1, 0, 45)])
    card = ask_for_card(view, 30)
    assert said(card)[0].startswith("<b>claim</b> 1: and so on")
    assert card.width() < 460
    assert 40 < card.height() < 120


def test_the_card_stays_within_the_window_in_every_corner(
    window: QWidget, view: ArticleView, row: MakeRow
) -> None:
    card, _ = opened(view, row)
    box = window.rect()
    for corner in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
        at = QRect(window.mapToGlobal(corner), QSize(1, 20))
        card.show_entries(card.entries, LIGHT, at, keyboard=False)
        assert box.contains(card.geometry())
        assert not card.geometry().intersects(QRect(corner, QSize(1, 20)))
    window.resize(260, 150)
    card.show_entries(card.entries, DARK, QRect(window.pos(), QSize(1, 20)), keyboard=True)
    assert card.width() <= 260
    assert card.height() <= 150


def test_a_crowded_place_lists_eight_and_counts_the_rest(view: ArticleView, row: MakeRow) -> None:
    view.set_article(STORY, [row(n, n, 44) for n in range(1, 12)])
    card = ask_for_card(view, 30)
    more = card.findChild(QLabel)
    assert isinstance(more, QLabel)
    assert (more.text(), more.isVisible()) == ("and 3 more", True)
    view.select(30, 30)
    press(view, Key.Key_Return)
    assert not more.isVisible()
    for _ in range(10):
        press(card.list, Key.Key_Tab)
    last = card.list.currentIndex()
    assert last.row() == 10
    assert card.list.viewport().rect().contains(card.list.visualRect(last))


# With the keyboard -----------------------------------------------------------------------------


def test_enter_chooses_the_innermost_and_the_keys_step_through_the_rows(
    view: ArticleView, row: MakeRow
) -> None:
    card, told = opened(view, row)
    assert card.has_keyboard
    for key in (Key.Key_Tab, Key.Key_Down, Key.Key_Backtab, Key.Key_Up, Key.Key_Down):
        press(card.list, key)
    assert told == [2, 3, 1, 3, 2, 3]
    card.list.setCurrentIndex(QModelIndex())
    press(card.list, Key.Key_Return)
    assert told[-1] == 3
    assert view.hasFocus()
    assert not card.isVisible()


def test_tab_after_the_last_row_goes_on_to_what_comes_after_the_text(
    window: QWidget, view: ArticleView, row: MakeRow
) -> None:
    card, _ = opened(view, row)
    before, after = window.findChildren(QLineEdit)
    for _ in range(4):
        assert card.has_keyboard
        press(card.list, Key.Key_Tab)
    assert after.hasFocus()
    assert not card.isVisible()
    press(after, Key.Key_Backtab)
    assert view.hasFocus()
    press(view, Key.Key_Backtab)
    assert before.hasFocus()


def test_shift_tab_before_the_first_row_and_esc_go_back_to_the_text(
    window: QWidget, view: ArticleView, row: MakeRow
) -> None:
    assert window.isVisible()
    for key in (Key.Key_Backtab, Key.Key_Escape, Key.Key_Enter):
        card, _ = opened(view, row)
        press(card.list, key)
        assert view.hasFocus()
        assert not card.isVisible()
        assert view.selection() == (30, 30)


def test_one_highlight_alone_is_shown_without_taking_the_keyboard(
    view: ArticleView, row: MakeRow
) -> None:
    view.set_article(STORY, [row(1, 0, 45)])
    view.select(30, 30)
    press(view, Key.Key_Return)
    assert view._card.isVisible()
    assert view.hasFocus()
    press(view, Key.Key_Right)
    assert not view._card.isVisible()


def test_a_click_on_a_row_chooses_it_and_a_click_elsewhere_closes_the_card(
    window: QWidget, view: ArticleView, row: MakeRow
) -> None:
    card, told = opened(view, row)
    third = card.list.visualRect(card.list.model().index(2, 0)).center()
    QTest.mouseClick(card.list.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert told == [2, 1]
    assert card.has_keyboard
    ask_for_card(view, 70)
    assert card.has_keyboard
    hover(view, point_of(view, 70))
    assert card.isVisible()
    window.findChildren(QLineEdit)[1].setFocus()
    assert not card.isVisible()


def test_another_window_does_not_close_the_card(view: ArticleView, row: MakeRow) -> None:
    card, _ = opened(view, row)
    away = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(card.list, away)
    assert card.isVisible()


def test_the_card_follows_what_is_decided_while_it_is_open(view: ArticleView, row: MakeRow) -> None:
    card, _ = opened(view, row)
    press(card.list, Key.Key_Tab)
    rows = rows_of(row)
    rows[2] = row(3, 21, 44, Verdict.CONFIRMED, passage=b"other")
    view.set_highlights(rows)
    assert said(card)[1] == "Claim 3, confirmed"
    assert card.list.currentIndex().row() == 1
    view.update_highlights([rows[1].passage_id], [])
    assert len(said(card)) == 3
    view.set_highlights([])
    assert not card.isVisible()
    assert view.hasFocus()


def test_a_screen_reader_finds_a_list_with_one_named_item_a_row(
    view: ArticleView, row: MakeRow
) -> None:
    card, _ = opened(view, row)
    found = QAccessible.queryAccessibleInterface(card.list)
    assert found.role() is QAccessible.Role.List
    assert found.text(QAccessible.Text.Name) == "Claims at this place"
    names = [found.child(n).text(QAccessible.Text.Name) for n in range(found.childCount())]
    assert "Claim 2, denied, disputed here" in names


def test_the_card_is_painted_in_both_themes(view: ArticleView, row: MakeRow, theme: Theme) -> None:
    card, _ = opened(view, row)
    place = QRect(view.mapToGlobal(QPoint(50, 50)), QSize(1, 20))
    pictures = []
    for colours in (LIGHT, DARK):
        card.show_entries(card.entries, colours, place, keyboard=True)
        pictures.append(card.grab().toImage())
    assert pictures[0] != pictures[1]
