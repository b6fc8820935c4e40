"""Picking the claim of a passage, with keys and with the mouse."""

from collections.abc import Callable
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMainWindow,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from claimdesk.core.model import ClaimRow, Id, Stance, Voice
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.dialogs.claims.link import Choice, LinkPicker

from .conftest import candidates

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Key = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
QUOTE = "repairs that cost\n three million"


T = TypeVar("T", bound=QWidget)


def part(inside: QWidget, kind: type[T], name: str) -> T:
    found = inside.findChild(kind, name)
    assert isinstance(found, kind)
    return found


class Picking:
    """An open picker and what was picked."""

    def __init__(self, picker: LinkPicker) -> None:
        self.picker = picker
        self.choices: list[Choice] = []
        picker.chosen.connect(self.choices.append)
        self.filter = part(picker, QLineEdit, "link-filter")
        self.list = part(picker, QListView, "link-list")

    def numbers(self) -> list[int | None]:
        return [offer.row.number if offer.row else None for offer in self.picker.offers]

    def current(self) -> int | None:
        return self.numbers()[self.list.currentIndex().row()]

    def press(self, key: Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.picker, key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.picker, text)


Start = Callable[..., Picking]
Show = Callable[[QDialog], None]


@pytest.fixture
def start(window: QMainWindow, theme: Theme, rows: list[ClaimRow], show: Show) -> Start:
    def open_picker(
        quote: str = QUOTE, near: frozenset[Id] = frozenset(), claims: list[ClaimRow] | None = None
    ) -> Picking:
        shown = [rows[1], rows[0], *rows[2:]] if claims is None else claims
        picker = LinkPicker(candidates(shown, near), quote, theme, window)
        show(picker)
        return Picking(picker)

    return open_picker


def test_enter_links_to_the_first_claim_at_once(start: Start, rows: list[ClaimRow]) -> None:
    picking = start()
    picking.press(Key.Key_Return)
    assert picking.choices == [Choice(rows[1].id)]


def test_typing_filters_by_text_and_claimant(start: Start) -> None:
    picking = start()
    picking.type("The MAY")
    assert picking.numbers() == [3, None]
    picking.press(Key.Key_Backspace)
    assert picking.current() == 3


def test_arrows_move_in_the_list_while_typing(start: Start) -> None:
    picking = start()
    picking.press(Key.Key_Down)
    picking.press(Key.Key_Down)
    assert picking.current() == 3
    picking.press(Key.Key_Up)
    assert picking.current() == 1
    picking.press(Key.Key_End, CONTROL)
    assert picking.current() is None
    picking.press(Key.Key_Home, CONTROL)
    assert picking.current() == 2
    picking.press(Key.Key_PageDown)
    assert picking.current() != 2
    picking.press(Key.Key_Home)
    picking.press(Key.Key_PageUp)
    assert picking.current() == 2
    assert picking.filter.hasFocus()


def test_the_last_row_makes_a_new_claim_of_the_quote(start: Start) -> None:
    picking = start()
    picking.press(Key.Key_End, CONTROL)
    assert picking.list.currentIndex().data() == "New claim: “repairs that cost three million”"
    assert part(picking.picker, QPushButton, "link-ok").text() == "&Link to new claim"
    picking.press(Key.Key_Return)
    assert picking.choices == [Choice(None, "repairs that cost three million")]


def test_what_was_typed_words_the_new_claim(start: Start) -> None:
    picking = start()
    picking.type("The  bridge")
    picking.press(Key.Key_Return, CONTROL)
    assert picking.choices == [Choice(None, "The bridge")]


def test_words_no_claim_holds_leave_the_new_claim(start: Start) -> None:
    picking = start()
    picking.type("zebra")
    assert picking.numbers() == [None]
    picking.press(Key.Key_Return)
    assert picking.choices == [Choice(None, "zebra")]


def test_without_claims_there_is_still_the_new_one(start: Start) -> None:
    picking = start(claims=[])
    picking.press(Key.Key_Enter)
    assert picking.choices == [Choice(None, "repairs that cost three million")]


def test_stance_voice_and_speaker_go_along(start: Start, rows: list[ClaimRow]) -> None:
    picking = start()
    for identifier, place in (("link-stance", 2), ("link-voice", 3)):
        combo = part(picking.picker, QComboBox, identifier)
        combo.setFocus()
        for _ in range(place):
            QTest.keyClick(combo, Key.Key_Down)
    speaker = part(picking.picker, QLineEdit, "link-speaker")
    QTest.keyClicks(speaker, " a  clerk ")
    QTest.keyClick(speaker, Key.Key_Return)
    assert picking.choices == [Choice(rows[1].id, "", Stance.DISPUTES, Voice.QUOTED, "a clerk")]


def test_alt_and_letters_reach_the_fields(start: Start) -> None:
    picking = start()
    alt = Qt.KeyboardModifier.AltModifier
    for key, identifier in (
        (Key.Key_S, "link-stance"),
        (Key.Key_V, "link-voice"),
        (Key.Key_P, "link-speaker"),
        (Key.Key_C, "link-filter"),
    ):
        picking.press(key, alt)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.objectName() == identifier


def test_a_double_click_links(start: Start, rows: list[ClaimRow]) -> None:
    picking = start()
    middle = picking.list.visualRect(picking.list.model().index(2, 0)).center()
    viewport = picking.list.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=middle)
    assert picking.choices == []
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=middle)
    assert [choice.claim_id for choice in picking.choices] == [rows[2].id]


def test_the_buttons_link_and_make_new(start: Start, rows: list[ClaimRow]) -> None:
    picking = start()
    QTest.mouseClick(part(picking.picker, QPushButton, "link-ok"), Qt.MouseButton.LeftButton)
    again = start()
    QTest.mouseClick(part(again.picker, QPushButton, "link-new"), Qt.MouseButton.LeftButton)
    assert [choice.claim_id for choice in (*picking.choices, *again.choices)] == [rows[1].id, None]


def test_typing_in_the_list_goes_to_the_filter(start: Start) -> None:
    picking = start()
    picking.list.setFocus()
    picking.press(Key.Key_Down)
    assert picking.list.hasFocus()
    picking.type("sch")
    assert picking.filter.text() == "sch"
    picking.list.setFocus()
    picking.press(Key.Key_Backspace)
    assert picking.filter.text() == "sc"
    picking.list.setFocus()
    picking.press(Key.Key_A, CONTROL)
    assert picking.filter.text() == "sc"


def test_escape_picks_nothing(start: Start, qtbot: QtBot) -> None:
    picking = start()
    picking.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: not shiboken6.isValid(picking.picker))
    assert picking.choices == []


def test_a_long_passage_is_shown_shortened(start: Start) -> None:
    picking = start(quote="word " * 200)
    shown = part(picking.picker, QLabel, "link-quote").text()
    assert len(shown) < 260
    assert shown.endswith("…”")
    assert picking.picker.offers[-1].text == "word " * 199 + "word"


def test_rows_are_said_in_words(start: Start, rows: list[ClaimRow]) -> None:
    picking = start(near=frozenset({rows[1].id}))
    said = picking.list.currentIndex().data()
    assert said == "Claim 2, Denied. The repair cost 3 million. A report. in this article"
    interface = QAccessible.queryAccessibleInterface(picking.list)
    assert interface.child(0).text(QAccessible.Text.Name) == said


def test_the_current_row_is_announced_after_a_pause(start: Start, qtbot: QtBot) -> None:
    picking = start()
    picking.type("mayor")
    qtbot.waitUntil(lambda: picking.filter.accessibleDescription().startswith("Claim 3"))
    picking.list.setFocus()
    picking.press(Key.Key_Down)
    qtbot.wait(300)
    assert picking.filter.accessibleDescription().startswith("Claim 3")


def test_all_verdicts_are_painted_in_both_themes(
    start: Start, theme: Theme, rows: list[ClaimRow]
) -> None:
    picking = start(near=frozenset({rows[0].id, rows[3].id}))
    light = picking.list.viewport().grab().toImage()
    theme.prefer("dark")
    picking.list.scrollToBottom()
    dark = picking.list.viewport().grab().toImage()
    assert light.pixelColor(2, 60).lightness() > 200
    assert dark.pixelColor(2, 60).lightness() < 80


class Late:
    """A picker that is open before the best claims are known, and what they are then."""

    def __init__(self, rows: list[ClaimRow], window: QMainWindow, theme: Theme, show: Show) -> None:
        self.rows = list(rows)
        self.candidates = candidates(self.rows, is_ranked=False)
        self.picking = Picking(LinkPicker(self.candidates, QUOTE, theme, window))
        show(self.picking.picker)
        self.looking = part(self.picking.picker, QLabel, "link-looking")

    def rank(self) -> None:
        self.rows.reverse()
        self.candidates.rank()


@pytest.fixture
def late(window: QMainWindow, theme: Theme, rows: list[ClaimRow], show: Show) -> Late:
    return Late(rows, window, theme, show)


def test_return_takes_no_claim_while_the_likely_ones_are_still_looked_for(late: Late) -> None:
    picking = late.picking
    assert late.looking.isVisible()
    assert not part(picking.picker, QPushButton, "link-ok").isEnabled()
    picking.press(Key.Key_Return)
    assert picking.choices == []
    late.rank()
    assert not late.looking.isVisible()
    picking.press(Key.Key_Return)
    assert [choice.claim_id for choice in picking.choices] == [late.rows[0].id]


@pytest.mark.parametrize("keys", ["nobody", Key.Key_Down])
def test_what_was_gone_to_stays_current_when_the_likely_claims_are_known(
    late: Late, keys: str | Key
) -> None:
    picking = late.picking
    if isinstance(keys, str):
        picking.type(keys)
    else:
        picking.press(keys)
        picking.press(keys)
        picking.press(keys)
    before = picking.current()
    late.rank()
    assert picking.current() == before == 3
    picking.press(Key.Key_Return)
    assert [choice.claim_id for choice in picking.choices] == [late.rows[-3].id]
