"""The preferences, which take effect at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from claimdesk.core.settings import SettingsFile
from claimdesk.ui.base.theme import DARK, LIGHT, Theme
from claimdesk.ui.dialogs.preferences import Preferences

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Preferring:
    def __init__(self, dialog: Preferences, settings: SettingsFile) -> None:
        self.dialog = dialog
        self.settings = settings
        self.changes: list[int] = []
        dialog.changed.connect(lambda: self.changes.append(1))
        self.name = dialog.findChildren(QLineEdit, "reviewer-name")[0]
        self.initials = dialog.findChildren(QLineEdit, "reviewer-initials")[0]
        self.theme = dialog.findChildren(QComboBox, "theme")[0]
        self.font = dialog.findChildren(QComboBox, "article-font")[0]
        self.size = dialog.findChildren(QSpinBox, "article-size")[0]
        self.spacing = dialog.findChildren(QComboBox, "article-spacing")[0]
        self.width = dialog.findChildren(QSpinBox, "article-width")[0]

    def kept(self) -> SettingsFile:
        return SettingsFile(self.settings.path.parent)


@pytest.fixture
def preferring(
    window: QMainWindow, settings: SettingsFile, theme: Theme, show: Callable[[QDialog], None]
) -> Preferring:
    settings.change(theme="light")
    dialog = Preferences(settings, theme, window)
    show(dialog)
    return Preferring(dialog, settings)


def test_the_name_is_kept_when_the_field_is_left(preferring: Preferring) -> None:
    QTest.keyClicks(preferring.name, " Nina  Marsh")
    assert preferring.changes == []
    assert preferring.initials.placeholderText() == "NM"
    QTest.keyClick(preferring.name, Qt.Key.Key_Tab)
    QTest.keyClicks(preferring.initials, "n m")
    QTest.keyClick(preferring.initials, Qt.Key.Key_Tab)
    assert preferring.changes == [1, 1]
    assert preferring.kept().me().name == "Nina Marsh"
    assert preferring.kept().me().initials == "nm"


def test_closing_keeps_a_name_that_is_being_typed(preferring: Preferring, qtbot: QtBot) -> None:
    QTest.keyClicks(preferring.name, "Nina")
    QTest.keyClick(preferring.name, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shiboken6.isValid(preferring.dialog))
    assert preferring.kept().now.reviewer_name == "Nina"


def test_return_closes(preferring: Preferring, qtbot: QtBot) -> None:
    QTest.keyClick(preferring.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not shiboken6.isValid(preferring.dialog))


def test_colours_change_at_once(preferring: Preferring, theme: Theme) -> None:
    assert theme.now is LIGHT
    QTest.keyClick(preferring.theme, Qt.Key.Key_Down)
    assert theme.now is DARK
    assert preferring.kept().now.theme == "dark"
    assert preferring.changes == [1]


def test_the_article_is_set_as_wished(preferring: Preferring) -> None:
    QTest.keyClick(preferring.font, Qt.Key.Key_Down)
    QTest.keyClick(preferring.size, Qt.Key.Key_Up)
    preferring.width.selectAll()
    QTest.keyClicks(preferring.width, "90")
    now = preferring.kept().now
    assert (now.article_font, now.article_pixels, now.article_columns) == ("sans", 19, 90)
    assert preferring.changes == [1, 1, 1]


def test_whole_words_are_for_those_who_wish_them(preferring: Preferring) -> None:
    snap = preferring.dialog.findChildren(QCheckBox, "snap-words")[0]
    assert not snap.isChecked()
    QTest.keyClick(snap, Qt.Key.Key_Space)
    assert preferring.kept().now.snap_words
    assert preferring.changes == [1]


def test_any_installed_family_can_be_chosen(preferring: Preferring) -> None:
    place = preferring.font.findData("DejaVu Serif")
    preferring.font.setCurrentIndex(place)
    preferring.font.activated.emit(place)
    assert preferring.kept().now.article_font == "DejaVu Serif"
    assert preferring.font.currentText() == "DejaVu Serif"


def test_the_lines_stand_as_far_apart_as_wished(preferring: Preferring) -> None:
    QTest.keyClick(preferring.spacing, Qt.Key.Key_Down)
    assert preferring.kept().now.article_spacing == "wide"
    QTest.keyClick(preferring.spacing, Qt.Key.Key_Home)
    assert preferring.kept().now.article_spacing == "compact"
    assert preferring.changes == [1, 1]


def test_a_family_that_is_not_installed_stays_the_wish(
    settings: SettingsFile, theme: Theme, window: QMainWindow, show: Callable[[QDialog], None]
) -> None:
    settings.change(article_font="Nowhere Grotesk")
    dialog = Preferences(settings, theme, window)
    show(dialog)
    font = dialog.findChildren(QComboBox, "article-font")[0]
    assert font.currentText() == "Nowhere Grotesk (not installed)"
    assert font.currentData() == "Nowhere Grotesk"


def test_half_a_number_changes_nothing(preferring: Preferring) -> None:
    preferring.size.selectAll()
    QTest.keyClicks(preferring.size, "3")
    assert preferring.settings.now.article_pixels == 18
    QTest.keyClicks(preferring.size, "2")
    assert preferring.settings.now.article_pixels == 32


def test_sizes_stay_within_bounds(preferring: Preferring) -> None:
    for _ in range(60):
        preferring.size.stepDown()
    assert preferring.settings.now.article_pixels == 11
    preferring.size.setValue(1000)
    assert preferring.settings.now.article_pixels == 48


def test_reset_gives_back_the_appearance_and_leaves_the_name(
    preferring: Preferring, theme: Theme
) -> None:
    QTest.keyClicks(preferring.name, "Nina")
    QTest.keyClick(preferring.theme, Qt.Key.Key_Down)
    QTest.keyClick(preferring.size, Qt.Key.Key_Up)
    reset = preferring.dialog.findChildren(QPushButton, "preferences-reset")[0]
    QTest.mouseClick(reset, Qt.MouseButton.LeftButton)
    assert preferring.size.value() == 18
    assert preferring.theme.currentText() == "As the desktop"
    assert theme.choice == "system"
    assert preferring.kept().now.theme == "system"
    assert preferring.name.text() == "Nina"


def test_settings_that_cannot_be_written_are_used_and_said(
    preferring: Preferring, tmp_path: Path
) -> None:
    preferring.settings.path = tmp_path / "settings" / "settings.json" / "below" / "a.json"
    QTest.keyClick(preferring.size, Qt.Key.Key_Up)
    complaint = preferring.dialog.findChildren(QLabel, "preferences-complaint")[0]
    assert "a.json" in complaint.text()
    assert preferring.settings.now.article_pixels == 19
    assert preferring.changes == [1]


def test_changes_from_elsewhere_are_shown(
    preferring: Preferring, theme: Theme, window: QMainWindow, qtbot: QtBot
) -> None:
    QTest.keyClicks(preferring.name, "Ni")
    preferring.settings.change(theme="dark")
    theme.prefer("dark")
    assert preferring.theme.currentText() == "Dark"
    assert preferring.name.text() == "Ni"
    # Made so while it is shown, Qt would hold all keys of the next tests back for it.
    preferring.dialog.hide()
    preferring.dialog.setModal(False)
    preferring.dialog.show()
    preferring.settings.change(article_pixels=24)
    other = QMainWindow()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is other)
    preferring.dialog.activateWindow()
    qtbot.waitUntil(lambda: preferring.size.value() == 24)
    assert preferring.changes == [1]
