"""The cards inside a section of the claim form."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from claimdesk.ui.base.cards import CardList
from claimdesk.ui.models.row_table import ColumnTable, R
from claimdesk.ui.panes.fields import RETURN

_EMPTY_LINES = 4


class PartCards(CardList):
    """As high as its cards, up to a few, then it scrolls; Enter and Delete are for the card."""

    most_cards = 5
    """How many cards are shown before the list scrolls."""
    opened = Signal(QModelIndex)
    """(index) Enter was pressed on a card."""
    removed = Signal()
    """Delete was pressed on the current card."""

    def __init__(self, model: ColumnTable[R]) -> None:
        super().__init__(model)

    def fit(self) -> None:
        """Be as high as the cards, or as the words that say how to get one."""
        self.doItemsLayout()
        cards = min(self.model().rowCount(), self.most_cards)
        rows = (self.model().index(row, 0) for row in range(cards))
        height = sum(self.visualRect(index).height() for index in rows)
        empty = self.fontMetrics().height() * _EMPTY_LINES
        self.setFixedHeight((height or empty) + 2 * self.frameWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow when the words of the cards take more lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def event(self, event: QEvent) -> bool:
        """Keep Delete for the card, though the window has a command on it."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the card on Enter, remove it on Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.key() in RETURN and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
