"""The list of keys: everything is in it, and a key that is taken is refused in words."""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from claimdesk.core.settings import SettingsFile
from claimdesk.ui.base.action_set import ActionSet, portable
from claimdesk.ui.base.actions import ACTIONS, SUBMENUS
from claimdesk.ui.base.fixed_keys import FIXED_KEYS
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.dialogs.shortcuts import Shortcuts
from claimdesk.ui.models.row_table import ROW_ROLE

T = TypeVar("T", bound=QWidget)


def part(inside: QWidget, kind: type[T], name: str) -> T:
    found = inside.findChild(kind, name)
    assert isinstance(found, kind)
    return found


class Opened:
    """The list of keys over a window."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.settings = SettingsFile(folder)
        handlers = {spec.id: lambda: None for spec in ACTIONS if spec.id not in SUBMENUS}
        self.actions = ActionSet(self.window, handlers, Theme())
        self.dialog = Shortcuts(self.actions, self.settings, self.window)
        self.list = part(self.dialog, QTreeView, "shortcut-list")
        self.keys = part(self.dialog, QKeySequenceEdit, "shortcut-keys")
        self.search = part(self.dialog, QLineEdit, "shortcut-search")
        self.message = part(self.dialog, QLabel, "shortcut-message")
        self.dialog.show()

    def texts(self) -> list[str]:
        model = self.list.model()
        return [model.index(row, 1).data() for row in range(model.rowCount())]

    def choose(self, action_id: str) -> None:
        model = self.list.model()
        for row in range(model.rowCount()):
            if model.index(row, 0).data(ROW_ROLE).action_id == action_id:
                self.list.setCurrentIndex(model.index(row, 0))

    def give(self, action_id: str, keys: str) -> None:
        self.choose(action_id)
        self.keys.setKeySequence(QKeySequence(keys))
        self.press("set")

    def press(self, button: str) -> None:
        part(self.dialog, QPushButton, f"shortcut-{button}").click()

    def keys_of(self, action_id: str) -> str:
        return portable(self.actions.action(action_id).shortcuts())


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Opened:
    return Opened(qtbot, tmp_path)


def test_every_action_and_every_fixed_key_is_listed(opened: Opened) -> None:
    texts = opened.texts()
    assert len(texts) == len(ACTIONS) - len(SUBMENUS) + len(FIXED_KEYS)
    assert "Denied" in texts
    assert FIXED_KEYS[0][0] in texts


def test_the_list_can_be_searched_by_words_and_by_keys(opened: Opened) -> None:
    opened.search.setText("ctrl+2")
    assert "Denied" in opened.texts()
    opened.search.setText("undo")
    assert opened.texts()[0] == "Undo"
    opened.search.setText("qqqq")
    assert opened.texts() == []
    assert not opened.keys.isEnabled()


def test_new_keys_work_at_once_and_are_remembered(opened: Opened, tmp_path: Path) -> None:
    opened.give("claim.deny", "Ctrl+Alt+D")
    assert opened.keys_of("claim.deny") == "Ctrl+Alt+D"
    assert SettingsFile(tmp_path).now.shortcuts == {"claim.deny": "Ctrl+Alt+D"}
    assert opened.message.text() == "Changed."


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ("Ctrl+1", "Ctrl+1 belongs to “Confirmed”; give that other keys first."),
        ("D", "D alone would be lost while typing; hold Ctrl or Alt."),
        ("Shift+D", "Shift+D alone would be lost while typing; hold Ctrl or Alt."),
        ("Ctrl+Left", "Ctrl+Left is needed for moving in lists and texts."),
        ("", "Press the new keys first."),
    ],
)
def test_keys_that_would_not_work_are_refused_in_words(
    opened: Opened, keys: str, reason: str
) -> None:
    opened.give("claim.deny", keys)
    assert opened.message.text() == reason
    assert opened.keys_of("claim.deny") == "Ctrl+2"
    assert opened.settings.now.shortcuts == {}


def test_the_usual_keys_come_back_unless_another_action_has_them(opened: Opened) -> None:
    opened.give("claim.deny", "Ctrl+Alt+D")
    opened.give("claim.confirm", "Ctrl+2")
    opened.choose("claim.deny")
    opened.press("usual")
    assert opened.message.text().startswith("Ctrl+2 belongs to “Confirmed”")
    opened.choose("claim.confirm")
    opened.press("usual")
    opened.choose("claim.deny")
    opened.press("usual")
    assert opened.keys_of("claim.deny") == "Ctrl+2"
    assert opened.settings.now.shortcuts == {}


def test_giving_an_action_its_usual_keys_remembers_nothing(opened: Opened) -> None:
    opened.give("claim.deny", "Ctrl+Alt+D")
    opened.give("claim.deny", "Ctrl+2")
    assert opened.settings.now.shortcuts == {}


def test_an_action_can_be_without_keys(opened: Opened) -> None:
    opened.choose("claim.deny")
    opened.press("none")
    assert opened.keys_of("claim.deny") == ""
    assert opened.settings.now.shortcuts == {"claim.deny": ""}


def test_all_keys_can_be_the_usual_ones_again(opened: Opened) -> None:
    opened.give("claim.deny", "Ctrl+Alt+D")
    opened.give("claim.confirm", "Ctrl+Alt+C")
    opened.press("reset")
    assert opened.keys_of("claim.deny") == "Ctrl+2"
    assert opened.keys_of("claim.confirm") == "Ctrl+1"
    assert opened.settings.now.shortcuts == {}


def test_keys_of_the_article_cannot_be_changed(opened: Opened) -> None:
    opened.search.setText(FIXED_KEYS[0][0])
    opened.list.setCurrentIndex(opened.list.model().index(0, 0))
    assert not opened.keys.isEnabled()


def test_settings_that_cannot_be_kept_are_told_and_still_in_use(
    opened: Opened, tmp_path: Path
) -> None:
    opened.settings.path = tmp_path / "settings.json" / "below a file"
    opened.give("claim.deny", "Ctrl+Alt+D")
    assert opened.keys_of("claim.deny") == "Ctrl+Alt+D"
    assert opened.message.text() != "Changed."


def test_undo_is_listed_without_what_it_would_undo(opened: Opened) -> None:
    opened.actions.action("edit.undo").setText("&Undo Mark as denied")
    opened.search.setText("undo")
    assert opened.texts()[0] == "Undo"
