"""The question before a copy for outsiders: what is chosen, what it means, what it counts."""

from collections.abc import Callable
from types import MappingProxyType

import pytest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from claimdesk.store.outsiders import Removed, Wish
from claimdesk.ui.dialogs.copy_for_outsiders import CopyForOutsiders, removal_sentences


class Asking:
    """The dialog as its user meets it."""

    def __init__(self, dialog: CopyForOutsiders) -> None:
        self.dialog = dialog
        self.counted: list[Wish] = []
        self.wished: list[Wish] = []
        dialog.count_wanted.connect(self.counted.append)
        dialog.wished.connect(self.wished.append)

    def box(self, name: str) -> QCheckBox:
        return self.dialog.findChildren(QCheckBox, f"outsiders-{name}")[0]

    def says(self, name: str) -> str:
        return self.dialog.findChildren(QLabel, f"outsiders-{name}")[0].text()


@pytest.fixture
def asking(window: QMainWindow, show: Callable[[QDialog], None]) -> Asking:
    dialog = CopyForOutsiders(window)
    show(dialog)
    return Asking(dialog)


def test_at_first_only_the_history_goes(asking: Asking) -> None:
    assert asking.dialog.wish == Wish()
    assert asking.box("leftovers").isChecked()
    assert not asking.box("leftovers").isEnabled()
    assert "a project of its own" in asking.says("meaning")


def test_names_notes_and_evidence_take_the_history_along_and_say_so(asking: Asking) -> None:
    asking.box("history").click()
    assert asking.dialog.wish == Wish(history=False)
    assert "united with it again" in asking.says("meaning")
    asking.box("notes").click()
    assert asking.dialog.wish == Wish(notes=True)
    assert not asking.box("history").isEnabled()
    assert "stands in the history, too" in asking.says("meaning")
    asking.box("notes").click()
    assert asking.dialog.wish == Wish(history=False)
    assert asking.box("history").isEnabled()


def test_each_choice_is_counted_anew(asking: Asking) -> None:
    asking.dialog.ask()
    asking.box("names").click()
    assert asking.counted == [Wish(), Wish(names=True)]
    assert asking.says("removed") == "Counting…"
    asking.dialog.show_removed(Wish(), Removed(entries=7))
    assert asking.says("removed") == "Counting…"
    asking.dialog.show_removed(Wish(names=True), Removed(entries=7, names=2))
    assert asking.says("removed") == (
        "Will be left out:\n– 7 history entries\n– the names of 2 reviewers"
    )


def test_the_copy_is_wished_for_once_the_dialog_is_gone(asking: Asking, qtbot: QtBot) -> None:
    asking.box("confidential").click()
    with qtbot.waitSignal(asking.dialog.finished):
        asking.dialog.findChildren(QPushButton, "outsiders-save")[0].click()
    assert asking.wished == [Wish(confidential=True)]


def test_everything_that_goes_has_its_line() -> None:
    gone = MappingProxyType({"article": 1, "claim": 2, "assessment": 1})
    removed = Removed(entries=1, gone=gone, names=1, notes=2, evidence=1, content=3)
    assert removal_sentences(Wish(), removed) == [
        *("1 history entry", "1 article removed earlier", "2 claims removed earlier"),
        *("1 verdict taken back or gone", "the name of 1 reviewer", "2 notes"),
        *("1 piece of evidence", "3 texts or attachments"),
    ]
    (nothing,) = removal_sentences(Wish(history=False), Removed())
    assert "nothing but leftovers" in nothing
