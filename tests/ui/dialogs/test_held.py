"""The second opener is told who has the file, and has three ways to go on."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from claimdesk.store import holder
from claimdesk.ui.dialogs.held import HeldDialog


@pytest.mark.parametrize("way", ["look", "copy", "anyway"])
def test_each_way_closes_the_dialog_and_is_taken(qtbot: QtBot, way: str) -> None:
    omar = replace(holder.me("Omar Bell"), host="desk-3", since_ms=1_000_000_000_000)
    dialog = HeldDialog("Bridge.claimdesk", "Somebody.", omar)
    qtbot.addWidget(dialog)
    dialog.show()
    told = dialog.accessibleDescription()
    assert told.startswith("Omar Bell has “Bridge.claimdesk” open on desk-3 since 2001-09-0")
    button = dialog.findChild(QPushButton, f"held-{way}")
    assert button is not None
    with qtbot.waitSignal(getattr(dialog, f"{way}_wanted")):
        button.click()
    assert dialog.isHidden()


def test_help_leaves_the_question_open(qtbot: QtBot) -> None:
    dialog = HeldDialog("Bridge.claimdesk", "Somebody has it.", None)
    qtbot.addWidget(dialog)
    dialog.show()
    button = dialog.findChild(QPushButton, "held-help")
    assert button is not None
    with qtbot.waitSignal(dialog.help_wanted):
        button.click()
    assert dialog.isVisible()


def test_without_a_name_the_dialog_says_what_is_known(qtbot: QtBot) -> None:
    dialog = HeldDialog("Bridge.claimdesk", "Somebody may have it open.", None)
    qtbot.addWidget(dialog)
    assert dialog.accessibleDescription() == "Somebody may have it open."
    look = dialog.findChild(QPushButton, "held-look")
    assert look is not None
    assert look.isDefault()
