"""The live actions: menus, toolbar, keys, enabled or not, and what undo is called."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QUndoCommand, QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QToolBar, QToolButton
from pytestqt.qtbot import QtBot

from claimdesk.ui.base.action_places import CONTEXT_MENUS, LINE, TOOLBAR
from claimdesk.ui.base.action_set import ActionSet, portable
from claimdesk.ui.base.action_spec import When
from claimdesk.ui.base.actions import ACTIONS, MENUS, SUBMENUS
from claimdesk.ui.base.colours import DARK
from claimdesk.ui.base.theme import Theme


class Done(list[str]):
    """What the handlers were asked to do, in order."""

    def handlers(self) -> dict[str, Callable[[], object]]:
        return {
            spec.id: lambda spec=spec: self.append(spec.id)  # type: ignore[misc] # binds now
            for spec in ACTIONS
            if spec.id not in SUBMENUS
        }


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def done() -> Done:
    return Done()


@pytest.fixture
def actions(window: QMainWindow, done: Done) -> ActionSet:
    return ActionSet(window, done.handlers(), Theme())


def shown(qtbot: QtBot, window: QMainWindow) -> None:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def test_an_action_without_a_handler_is_found_at_the_start(window: QMainWindow, done: Done) -> None:
    handlers = done.handlers()
    del handlers["claim.deny"]
    with pytest.raises(KeyError, match=r"claim\.deny"):
        ActionSet(window, handlers, Theme())


def test_every_action_is_in_its_menu_in_the_order_of_the_table(
    window: QMainWindow, actions: ActionSet
) -> None:
    actions.fill_menu_bar(window.menuBar())
    titles = [one.text() for one in window.menuBar().actions()]
    assert titles == [title for name, title in MENUS.items() if "/" not in name]
    file_menu = window.menuBar().actions()[0].menu()
    names = [one.objectName() for one in file_menu.actions() if one.objectName()]  # type: ignore[attr-defined]
    table = [spec.id for spec in ACTIONS if spec.menu == "file" and spec.id not in SUBMENUS]
    assert names == table
    assert actions.submenu("file.recent").menuAction() in file_menu.actions()  # type: ignore[attr-defined]


def test_exactly_one_of_the_colour_choices_is_checked(actions: ActionSet) -> None:
    actions.check("view.theme_light", checked=True)
    actions.check("view.theme_dark", checked=True)
    assert not actions.action("view.theme_light").isChecked()


def test_the_toolbar_buttons_have_names_tool_tips_and_keys(
    window: QMainWindow, actions: ActionSet
) -> None:
    bar = QToolBar(window)
    actions.fill_toolbar(bar)
    buttons = [one for one in bar.findChildren(QToolButton) if one.defaultAction()]
    assert len(buttons) == len([one for one in TOOLBAR if one != LINE])
    for button in buttons:
        assert button.accessibleName()
        assert button.accessibleIdentifier().startswith("tool-")
    assert "Ctrl+2" in actions.action("claim.deny").toolTip()
    assert "found it to be false" in actions.action("claim.deny").toolTip()


@pytest.mark.parametrize("name", CONTEXT_MENUS)
def test_a_context_menu_holds_the_same_actions(
    window: QMainWindow, actions: ActionSet, name: str
) -> None:
    menu = actions.context_menu(name, window)
    names = [one.objectName() for one in menu.actions()]
    assert names == list(CONTEXT_MENUS[name])


def test_an_action_is_enabled_when_the_state_offers_all_it_needs(actions: ActionSet) -> None:
    actions.refresh(When.PROJECT | When.ARTICLE)
    assert not actions.action("article.mark").isEnabled()
    actions.refresh(When.PROJECT | When.ARTICLE | When.TEXT)
    assert actions.action("article.mark").isEnabled()
    actions.refresh(When.ALWAYS)
    assert actions.action("file.new").isEnabled()
    assert not actions.action("file.export").isEnabled()


def test_a_key_runs_its_action_and_a_disabled_action_stays_quiet(
    qtbot: QtBot, window: QMainWindow, actions: ActionSet, done: Done
) -> None:
    shown(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert done == []
    actions.refresh(When.CLAIM)
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    actions.run("claim.deny")
    actions.run("claim.link")
    assert done == ["claim.confirm", "claim.deny"]


def test_a_changed_key_replaces_the_usual_ones(
    qtbot: QtBot, window: QMainWindow, actions: ActionSet, done: Done
) -> None:
    shown(qtbot, window)
    actions.refresh(When.CLAIM)
    with qtbot.waitSignal(actions.keys_changed):
        actions.use_shortcuts({"claim.confirm": "Ctrl+7, Ctrl+,", "claim.deny": ""})
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert done == []
    QTest.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert done == ["claim.confirm"]
    assert portable(actions.action("claim.confirm").shortcuts()) == "Ctrl+7, Ctrl+,"
    assert actions.action("claim.deny").toolTip().startswith("Denied\n")


def test_the_owner_of_a_key_is_known(actions: ActionSet) -> None:
    assert actions.owner("Ctrl+1") == "claim.confirm"
    assert actions.owner("Ctrl+1", but="claim.confirm") is None
    assert actions.owner("Ctrl+Alt+Shift+F7") is None


def test_undo_says_what_it_takes_back(actions: ActionSet) -> None:
    stack = QUndoStack()
    actions.follow(stack)
    assert actions.action("edit.undo").text() == "&Undo"
    stack.push(QUndoCommand("Mark as denied & more"))
    assert actions.action("edit.undo").text() == "&Undo Mark as denied && more"
    assert actions.action("edit.undo").iconText() == "Undo"
    assert actions.action("edit.undo").toolTip() == "Undo Mark as denied & more (Ctrl+Z)"
    stack.undo()
    assert actions.action("edit.undo").text() == "&Undo"
    assert actions.action("edit.redo").text() == "&Redo Mark as denied && more"


def test_lists_of_actions_get_words_keys_and_state_of_the_moment(actions: ActionSet) -> None:
    actions.refresh(When.CLAIM)
    entries = {entry.id: entry for entry in actions.entries()}
    assert entries["claim.deny"].text == "Denied"
    assert entries["claim.deny"].menu == "Claim"
    assert entries["claim.deny"].keys == "Ctrl+2"
    assert entries["claim.deny"].enabled
    assert not entries["file.export"].enabled
    assert entries["view.theme_dark"].menu == "View"
    assert not SUBMENUS & set(entries)


def test_icons_follow_the_theme(window: QMainWindow, done: Done) -> None:
    theme = Theme()
    actions = ActionSet(window, done.handlers(), theme)

    def strongest(action: QAction) -> str:
        image = action.icon().pixmap(20, 20).toImage()
        pixels = (image.pixelColor(x, y) for x in range(20) for y in range(20))
        return max(pixels, key=lambda colour: colour.alpha()).name().upper()

    before = strongest(actions.action("edit.undo"))
    theme.changed.emit(DARK)
    actions.refresh(When.UNDO)
    assert before != DARK.text
    assert strongest(actions.action("edit.undo")) == DARK.text
