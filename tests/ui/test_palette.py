"""The command palette: a few letters, arrows, Enter."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.ui.base.action_set import ActionSet
from claimdesk.ui.base.action_spec import When
from claimdesk.ui.base.actions import ACTIONS, SUBMENUS
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.dialogs.palette import OWN, Palette
from claimdesk.ui.models.row_table import ROW_ROLE

T = TypeVar("T", bound=QWidget)


def part(inside: QWidget, kind: type[T], name: str) -> T:
    found = inside.findChild(kind, name)
    assert isinstance(found, kind)
    return found


class Opened:
    """A palette over a window, and what it was made to do."""

    def __init__(self, qtbot: QtBot) -> None:
        self.done: list[str] = []
        self.window = QMainWindow()
        self.window.resize(900, 700)
        qtbot.addWidget(self.window)
        self.actions = ActionSet(self.window, self._handlers(), Theme())
        self.actions.refresh(When.PROJECT | When.CLAIM)
        self.palette = Palette(self.actions, self.window)
        self.field = part(self.palette, QLineEdit, "palette")
        self.list = part(self.palette, QListView, "palette-list")
        with qtbot.waitExposed(self.palette):
            self.palette.show()

    def _handlers(self) -> dict[str, Callable[[], object]]:
        def doing(name: str) -> Callable[[], object]:
            return lambda: self.done.append(name)

        return {spec.id: doing(spec.id) for spec in ACTIONS if spec.id not in SUBMENUS}

    def shown(self) -> list[str]:
        model = self.list.model()
        return [model.index(row, 0).data(ROW_ROLE).id for row in range(model.rowCount())]

    def chosen(self) -> str:
        return str(self.list.currentIndex().data(ROW_ROLE).id)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.field, key)


@pytest.fixture
def opened(qtbot: QtBot) -> Opened:
    return Opened(qtbot)


def test_everything_that_can_be_run_is_listed_but_the_palette_itself(opened: Opened) -> None:
    expected = [spec.id for spec in ACTIONS if spec.id not in {*SUBMENUS, OWN}]
    assert opened.shown() == expected


def test_typing_narrows_the_list_and_enter_runs_the_first(qtbot: QtBot, opened: Opened) -> None:
    QTest.keyClicks(opened.field, "den")
    assert opened.chosen() == "claim.deny"
    opened.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.done == ["claim.deny"])
    assert not opened.window.findChildren(Palette) or not opened.palette.isVisible()


def test_the_arrows_move_while_the_field_keeps_the_keys(qtbot: QtBot, opened: Opened) -> None:
    QTest.keyClicks(opened.field, "next claim")
    first, second = opened.shown()[:2]
    opened.press(Qt.Key.Key_Down)
    assert opened.chosen() == second
    opened.press(Qt.Key.Key_Up)
    opened.press(Qt.Key.Key_Up)
    assert opened.chosen() == first
    opened.press(Qt.Key.Key_PageDown)
    assert opened.chosen() == opened.shown()[-1]
    assert opened.field.text() == "next claim"


def test_an_action_that_is_not_available_stays_and_says_so(qtbot: QtBot, opened: Opened) -> None:
    QTest.keyClicks(opened.field, "mark passage")
    assert opened.chosen() == "article.mark"
    assert "not available now" in opened.field.accessibleDescription()
    opened.press(Qt.Key.Key_Return)
    qtbot.wait(20)
    assert opened.done == []
    assert opened.palette.isVisible()


def test_of_commands_that_begin_so_those_that_can_be_run_come_first(
    qtbot: QtBot, opened: Opened
) -> None:
    opened.actions.refresh(When.PROJECT)
    palette = Palette(opened.actions, opened.window)
    qtbot.addWidget(palette)
    part(palette, QLineEdit, "palette").setText("take")
    model = part(palette, QListView, "palette-list").model()
    entries = [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount())]
    begun = [one.enabled for one in entries if one.text.startswith("Take")]
    assert all(one.text.startswith("Take") for one in entries[: len(begun)])
    assert begun == sorted(begun, reverse=True)
    assert {*begun} == {True, False}


def test_letters_that_no_command_has_are_answered_in_words(opened: Opened) -> None:
    QTest.keyClicks(opened.field, "qqqq")
    assert opened.shown() == []
    assert not opened.list.isVisible()
    opened.press(Qt.Key.Key_Return)
    assert opened.field.accessibleDescription() == ""
    assert opened.palette.isVisible()


def test_a_click_runs_what_was_clicked(qtbot: QtBot, opened: Opened) -> None:
    QTest.keyClicks(opened.field, "preferences")
    place = opened.list.visualRect(opened.list.currentIndex()).center()
    QTest.mouseClick(opened.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: opened.done == ["edit.preferences"])


def test_esc_leaves_and_does_nothing(qtbot: QtBot, opened: Opened) -> None:
    with qtbot.waitSignal(opened.palette.destroyed):
        opened.press(Qt.Key.Key_Escape)
    assert opened.done == []


def test_assistive_technology_hears_words_and_keys(opened: Opened) -> None:
    QTest.keyClicks(opened.field, "confirmed")
    said = opened.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Confirmed, Ctrl+1"


def test_the_rows_are_painted_with_words_menu_and_keys(opened: Opened) -> None:
    assert not opened.palette.grab().isNull()
    assert opened.list.currentIndex().data() == "New project…"
