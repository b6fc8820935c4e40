"""Choices of forms that scroll: by the wheel not at all, by letters at the pace they are typed."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from claimdesk.core.model import ClaimType, Stance
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.models.terms import claim_type_word, stance_word


def test_the_wheel_never_changes_a_choice(qtbot: QtBot) -> None:
    combo = QuietCombo({stance: stance_word(stance) for stance in Stance})
    qtbot.addWidget(combo)
    combo.show()
    down = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, down)
    assert combo.choice is Stance.ASSERTS
    assert not down.isAccepted()


@pytest.fixture
def types(qtbot: QtBot) -> QuietCombo[ClaimType]:
    combo = QuietCombo({one: claim_type_word(one) for one in ClaimType})
    qtbot.addWidget(combo)
    return combo


def press(combo: QComboBox, letters: str, at: int, apart: int = 50) -> None:
    """Press keys at a moment (ms) and so far apart, whenever they are heard."""
    for place, letter in enumerate(letters):
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(at + place * apart)
        QApplication.sendEvent(combo, event)


def test_letters_typed_while_a_choice_is_saved_go_on_with_the_same_word(
    types: QuietCombo[ClaimType],
) -> None:
    picked: list[ClaimType] = []

    def save(choice: ClaimType) -> None:
        picked.append(choice)
        QTest.qSleep(QApplication.keyboardInputInterval() + 50)  # the disk is slow

    types.picked.connect(save)
    press(types, "pr", at=5000)
    assert picked == [ClaimType.POSITION, ClaimType.PREDICTION]


def test_a_letter_after_a_while_begins_another_word(types: QuietCombo[ClaimType]) -> None:
    press(types, "pr", at=5000, apart=QApplication.keyboardInputInterval() + 50)
    assert types.currentText() == claim_type_word(ClaimType.POSITION)
    press(types, "e", at=9000)
    assert types.currentText() == claim_type_word(ClaimType.EVENT)
    types.focusInEvent(QFocusEvent(QEvent.Type.FocusIn))
    press(types, "p", at=9050)
    assert types.currentText() == claim_type_word(ClaimType.POSITION)
    press(types, "p", at=9100)
    press(types, "x", at=9150)
    assert types.currentText() == claim_type_word(ClaimType.PREDICTION)


def test_a_blank_belongs_to_the_word_and_other_keys_do_what_they_did(qtbot: QtBot) -> None:
    combo = QuietCombo({"a": "Not enough", "b": "Not checkable", "c": "Other"})
    qtbot.addWidget(combo)
    press(combo, "not c", at=5000)
    assert combo.choice == "b"
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.choice == "c"
    QTest.keyClicks(combo, "n")
    assert combo.choice == "a"
