"""Announcements and the one facade for dialogs."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.core.errors import Code, ReviewError
from claimdesk.ui.base.message import Message, Way
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
    for box in window.findChildren(Message):
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
    box = window.findChild(Message)
    assert isinstance(box, Message)
    assert box.sentence == "The disk is full."
    assert "Code: disk_full" in box.details
    assert "No space left" in box.details
    assert "Claimdesk 0." in box.details
    assert not box.isModal()
    assert notifier.history[-1] == "The disk is full."


@pytest.mark.parametrize("code", [Code.CANCELLED, Code.REFUSED])
def test_small_trouble_is_said_without_a_dialog(
    qtbot: QtBot, notifier: Notifier, window: QWidget, code: Code
) -> None:
    with qtbot.waitSignal(notifier.quiet) as quiet:
        notifier.trouble(ReviewError(code, "Select some text first."))
    assert quiet.args == ["Select some text first."]
    assert window.findChild(Message) is None


def test_a_result_is_told_a_sentence_a_line(notifier: Notifier, window: QWidget) -> None:
    notifier.tell("The file is sound", ("2 articles", "31 claims"))
    box = window.findChild(Message)
    assert isinstance(box, Message)
    assert (box.sentence, box.more) == ("The file is sound", "2 articles\n31 claims")


def test_the_details_of_a_bug_can_be_copied(notifier: Notifier, window: QWidget) -> None:
    notifier.bug("Traceback: KeyError")
    box = window.findChild(Message)
    assert isinstance(box, Message)
    button(box, "bug-copy-details").click()
    copied = QApplication.clipboard().text()
    assert copied.startswith("Something unexpected happened.")
    assert copied.endswith("Traceback: KeyError")


def test_details_come_and_go_on_request(notifier: Notifier) -> None:
    box = notifier.trouble(ReviewError(Code.DAMAGED, "It is damaged."), ["Stage: history"])
    assert box is not None
    shown = box.findChild(QPlainTextEdit, "trouble-details")
    assert isinstance(shown, QPlainTextEdit)
    assert "Stage: history" in shown.toPlainText()
    before = box.height()
    toggle = button(box, "trouble-show-details")
    assert not shown.isVisible()
    toggle.click()
    assert shown.isVisible()
    assert toggle.accessibleName() == "Hide details"
    assert box.height() > before
    toggle.click()
    assert not shown.isVisible()
    assert box.height() == before


def test_a_way_out_is_the_default_and_closes_the_message(notifier: Notifier) -> None:
    taken: list[str] = []
    ways = (
        Way("trouble-one", "&One", lambda: taken.append("one")),
        Way("trouble-two", "&Two", lambda: taken.append("two")),
    )
    box = notifier.trouble(ReviewError(Code.DAMAGED, "It is damaged."), ways=ways)
    assert box is not None
    assert button(box, "trouble-one").isDefault()
    button(box, "trouble-two").click()
    assert taken == ["two"]
    assert not box.isVisible()


def test_many_sentences_scroll(notifier: Notifier) -> None:
    few = notifier.tell("Done", ["one"])
    many = notifier.tell("Done", [f"line {n}" for n in range(300)])
    assert few.findChild(QPlainTextEdit, "result-more") is None
    scrolled = many.findChild(QPlainTextEdit, "result-more")
    assert isinstance(scrolled, QPlainTextEdit)
    assert many.height() < 600


def button(box: Message, name: str) -> QPushButton:
    found = box.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found
