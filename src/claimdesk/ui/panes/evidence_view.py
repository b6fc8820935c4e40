"""The list of a claim's evidence, and the line above it that takes addresses and citations."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from claimdesk.ui.base.cards import CardList
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.evidence_columns import Weighed
from claimdesk.ui.models.row_table import RowTable
from claimdesk.ui.panes.evidence_card import EvidenceCard
from claimdesk.ui.panes.fields import RETURN

_MOST_CARDS = 5
_EMPTY_LINES = 4


class EvidenceView(CardList):
    """The list itself; as high as its cards, up to a few, then it scrolls."""

    takes_delete = True
    opened = Signal(QModelIndex)
    """(index) Enter was pressed on a card, or it was double-clicked."""
    pasted = Signal()
    removed = Signal()

    def __init__(self, model: RowTable[Weighed]) -> None:
        super().__init__(model)
        self.setItemDelegate(EvidenceCard(self))
        name_widget(self, "evidence-list", tr("Evidence"))
        self.doubleClicked.connect(self.opened)

    def fit(self) -> None:
        """Be as high as the cards."""
        self.doItemsLayout()
        cards = min(self.model().rowCount(), _MOST_CARDS)
        rows = (self.model().index(row, 0) for row in range(cards))
        height = sum(self.visualRect(index).height() for index in rows)
        empty = self.fontMetrics().height() * _EMPTY_LINES
        self.setFixedHeight((height or empty) + 2 * self.frameWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow when the titles take more lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the fields on Enter, take in what is pasted, take away on Delete."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.key() in RETURN and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class PasteLine(QLineEdit):
    """Takes an address or a citation; an image or files that are pasted go elsewhere."""

    brought = Signal()
    """Files or an image were pasted."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give away what cannot be written in a line; several lines become one citation."""
        data = QGuiApplication.clipboard().mimeData()
        if event.matches(QKeySequence.StandardKey.Paste) and (
            data.hasImage() or "\n" in data.text().strip() or data.urls()
        ):
            self.brought.emit()
        else:
            super().keyPressEvent(event)
