"""Fields of a project that may only be read show, say why, and change nothing."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.ui.base.inert import EDITS, make_inert


def test_fields_are_inert_with_a_reason_and_come_back_as_they_were(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    line, text, choice, decide, go = (
        *(QLineEdit(), QTextEdit(), QComboBox()),
        *(QPushButton("Decide"), QPushButton("Go there")),
    )
    decide.setProperty(EDITS, "true")
    decide.setToolTip("Found true.")
    layout = QVBoxLayout(root)
    for widget in (line, text, choice, decide, go):
        layout.addWidget(widget)
    make_inert(root, "Omar has it open.")
    assert line.isReadOnly()
    assert text.isReadOnly()
    assert [one.isEnabled() for one in (line, text, choice, decide, go)] == [
        *(True, True, False, False, True),
    ]
    assert decide.toolTip() == decide.accessibleDescription() == "Omar has it open."
    make_inert(root, "")
    assert not line.isReadOnly()
    assert choice.isEnabled()
    assert (decide.toolTip(), decide.accessibleDescription()) == ("Found true.", "")
