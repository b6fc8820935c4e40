"""The window without a project: buttons, recent files, drops."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from claimdesk.ui.base.elided_label import ElidedLabel
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.welcome import RecentRow, Welcome

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> Welcome:
    page = Welcome(theme)
    qtbot.addWidget(page)
    page.resize(900, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def words(row: RecentRow) -> list[str]:
    return [label.text() for label in row.findChildren(ElidedLabel)]


def carrying(*urls: QUrl) -> QMimeData:
    data = QMimeData()
    data.setUrls(list(urls))
    return data


def enter(data: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
    event.ignore()
    return event


def test_each_button_asks_for_one_thing(page: Welcome, qtbot: QtBot) -> None:
    for identifier, asked in (
        ("welcome-new", page.new_wanted),
        ("welcome-open", page.open_wanted),
        ("welcome-backups", page.backups_wanted),
        ("welcome-import", page.import_wanted),
        ("welcome-sample", page.sample_wanted),
    ):
        button = page.findChild(QPushButton, identifier)
        assert isinstance(button, QPushButton)
        assert button.accessibleName()
        with qtbot.waitSignal(asked):
            QTest.mouseClick(button, LEFT)


def test_without_recent_files_there_is_no_list(page: Welcome) -> None:
    assert not page.recent_heading.isVisible()
    assert page.recent == []
    assert not page.grab().isNull()


def test_recent_files_that_exist_come_first_and_missing_ones_can_be_forgotten(
    page: Welcome, tmp_path: Path, home: Path, qtbot: QtBot
) -> None:
    there = home / "desk" / "there.claimdesk"
    there.parent.mkdir()
    there.touch()
    gone = tmp_path / "gone.claimdesk"
    page.show_recent([gone, there])
    first, second = page.recent
    assert words(first) == ["there", str(Path("~") / "desk")]
    assert words(second) == ["gone", f"Missing: {tmp_path}"]
    assert first.button.isEnabled()
    assert not second.button.isEnabled()
    assert first.button.accessibleName() == "Open there"
    assert second.button.accessibleName() == "gone, missing"
    with qtbot.waitSignal(page.recent_wanted) as opened:
        QTest.mouseClick(first.button, LEFT)
    assert opened.args == [there]
    assert not first.remove.isVisible()
    with qtbot.waitSignal(page.forget_wanted) as forgotten:
        QTest.mouseClick(second.remove, LEFT)
    assert forgotten.args == [gone]
    page.show_recent([there])
    assert len(page.recent) == 1
    assert not page.grab().isNull()


def test_recent_files_are_worked_with_the_keyboard(
    page: Welcome, tmp_path: Path, qtbot: QtBot
) -> None:
    page.show_recent([tmp_path])
    page.recent[0].button.setFocus()
    with qtbot.waitSignal(page.recent_wanted):
        QTest.keyClick(page.recent[0].button, Qt.Key.Key_Space)


def test_files_can_be_dropped_and_nothing_else(page: Welcome, tmp_path: Path, qtbot: QtBot) -> None:
    web, local = QUrl("https://example.org/a.txt"), QUrl.fromLocalFile(str(tmp_path / "a.txt"))
    foreign = carrying(web)
    refused = enter(foreign)
    QApplication.sendEvent(page, refused)
    assert not refused.isAccepted()
    data = carrying(web, local)
    taken = enter(data)
    QApplication.sendEvent(page, taken)
    assert taken.isAccepted()
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
    with qtbot.waitSignal(page.dropped) as dropped:
        QApplication.sendEvent(page, drop)
    assert dropped.args == [[tmp_path / "a.txt"]]


def test_the_icons_follow_the_theme(page: Welcome, theme: Theme, tmp_path: Path) -> None:
    page.show_recent([tmp_path])
    before = page.new_button.icon().cacheKey()
    theme.prefer("dark")
    assert page.new_button.icon().cacheKey() != before
    assert len(page.recent) == 1
    theme.prefer("light")


def test_a_narrow_window_puts_the_buttons_below_each_other(page: Welcome) -> None:
    page.resize(260, 500)
    QApplication.processEvents()
    assert page.new_button.x() == page.open_button.x()
    assert page.new_button.y() < page.open_button.y()
