"""A bar above the panes: what keeps the project from being written, and what can be done."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.forms import Sentence, name_widget
from claimdesk.ui.base.message import Way
from claimdesk.ui.base.words import tr


class NoticeBar(QFrame):
    """One sentence and the ways out; stays until the reason is gone and is never in the way."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = Sentence()
        self.buttons: list[QPushButton] = []
        name_widget(self, "notice", tr("Notice"))
        name_widget(self.sentence, "notice-sentence", tr("Notice"))
        self.sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 7, 10, 7)
        self._row.setSpacing(8)
        self._row.addWidget(self.sentence, 1)
        self.hide()

    def above(self, below: QWidget) -> QWidget:
        """Return the bar with what stands below it."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self)
        column.addWidget(below, 1)
        return whole

    def say(self, sentence: str, ways: Iterable[Way], *, grave: bool) -> None:
        """Show a sentence with a button for each way out; a grave one has a heavier edge."""
        self.clear()
        self.setProperty("notice", "grave" if grave else "calm")
        self.style().unpolish(self)
        self.style().polish(self)
        self.sentence.setText(sentence)
        self.sentence.setAccessibleName(sentence)
        for way in ways:
            button = QPushButton(way.text)
            name_widget(button, way.identifier, plain(way.text))
            button.clicked.connect(way.run)
            self._row.addWidget(button)
            self.buttons.append(button)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Take the bar away."""
        self.hide()
        self.sentence.setText("")
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = []
