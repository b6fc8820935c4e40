"""Announcements and the one facade for dialogs."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.core.errors import Code, ReviewError
from claimdesk.ui.base.notify import Announcer, Notifier


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def notifier(window: QWidget) -> Iterator[Notifier]:
    made = Notifier()
    made.window = window
    yield made
    for box in window.findChildren(QMessageBox):
        box.close()


def test_what_is_announced_is_heard_and_remembered(qtbot: QtBot, window: QWidget) -> None:
    announcer = Announcer()
    with qtbot.waitSignal(announcer.said) as said:
        announcer.say(window, "Claim 3 denied")
    assert said.args == ["Claim 3 denied"]
    assert list(announcer.history) == ["Claim 3 denied"]


def test_trouble_is_one_sentence_with_details_on_request(
    notifier: Notifier, window: QWidget
) -> None:
    error = ReviewError(Code.DISK_FULL, "The disk is full.")
    error.__cause__ = OSError(28, "No space left on device")
    notifier.trouble(error)
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.text() == "The disk is full."
    assert "disk_full" in box.detailedText()
    assert "No space left" in box.detailedText()
    assert not box.isModal()
    assert notifier.history[-1] == "The disk is full."


@pytest.mark.parametrize("code", [Code.CANCELLED, Code.REFUSED])
def test_small_trouble_is_said_without_a_dialog(
    qtbot: QtBot, notifier: Notifier, window: QWidget, code: Code
) -> None:
    with qtbot.waitSignal(notifier.quiet) as quiet:
        notifier.trouble(ReviewError(code, "Select some text first."))
    assert quiet.args == ["Select some text first."]
    assert window.findChild(QMessageBox) is None


def test_a_result_is_told_a_sentence_a_line(notifier: Notifier, window: QWidget) -> None:
    notifier.tell("The file is sound", ("2 articles", "31 claims"))
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert (box.text(), box.informativeText()) == ("The file is sound", "2 articles\n31 claims")


def test_the_details_of_a_bug_can_be_copied(notifier: Notifier, window: QWidget) -> None:
    notifier.bug("Traceback: KeyError")
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    copy = next(b for b in box.buttons() if "Copy" in b.text())
    assert isinstance(copy, QPushButton)
    copy.click()
    assert QApplication.clipboard().text() == "Traceback: KeyError"
