"""The strip of progress in the status bar."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow, QProgressBar, QToolButton
from pytestqt.qtbot import QtBot

from claimdesk.ui.dialogs.progress import ProgressStrip

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def strip(window: QMainWindow) -> ProgressStrip:
    strip = ProgressStrip()
    window.statusBar().addPermanentWidget(strip)
    return strip


def bar(strip: ProgressStrip) -> QProgressBar:
    return strip.findChildren(QProgressBar)[0]


def button(strip: ProgressStrip) -> QToolButton:
    return strip.findChildren(QToolButton)[0]


def test_short_work_shows_nothing(strip: ProgressStrip, qtbot: QtBot) -> None:
    strip.begin("Reading")
    strip.advance(1, 2)
    strip.finish()
    qtbot.wait(500)
    assert strip.isHidden()


def test_long_work_shows_what_is_done_and_how_far(strip: ProgressStrip, qtbot: QtBot) -> None:
    strip.begin("Reading articles")
    assert strip.isHidden()
    qtbot.waitUntil(strip.isVisible)
    strip.advance(3, 7)
    assert (bar(strip).value(), bar(strip).maximum()) == (3, 7)
    assert strip.findChildren(QLabel)[0].text() == "Reading articles"
    assert bar(strip).accessibleName() == "Reading articles"
    strip.finish()
    assert strip.isHidden()


def test_work_of_unknown_length_has_no_end_of_the_bar(strip: ProgressStrip, qtbot: QtBot) -> None:
    strip.begin("Checking")
    qtbot.waitUntil(strip.isVisible)
    strip.advance(5, 0)
    assert bar(strip).maximum() == 0


def test_more_work_begins_while_the_strip_is_there(strip: ProgressStrip, qtbot: QtBot) -> None:
    strip.begin("One")
    strip.begin("Two")
    qtbot.waitUntil(strip.isVisible)
    strip.begin("Three")
    assert strip.isVisible()
    assert strip.findChildren(QLabel)[0].text() == "Three"


def test_cancel_asks_once_and_says_so(strip: ProgressStrip, qtbot: QtBot) -> None:
    asked: list[int] = []
    strip.cancelled.connect(lambda: asked.append(1))
    strip.begin("Reading")
    qtbot.waitUntil(strip.isVisible)
    QTest.mouseClick(button(strip), Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(strip), Qt.MouseButton.LeftButton)
    assert asked == [1]
    assert button(strip).text() == "Stopping…"
    strip.finish()
    strip.begin("Next")
    assert button(strip).isEnabled()
    assert button(strip).text() == "Cancel"


def test_the_strip_does_not_make_the_status_bar_higher(
    strip: ProgressStrip, window: QMainWindow, qtbot: QtBot
) -> None:
    before = window.statusBar().height()
    strip.begin("Reading")
    qtbot.waitUntil(strip.isVisible)
    assert window.statusBar().height() <= before + 12
