"""The list of a claim's evidence, and the line above it that takes addresses and citations."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from claimdesk.ui.base import incoming
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.evidence_columns import Weighed
from claimdesk.ui.models.row_table import RowTable
from claimdesk.ui.panes.evidence_card import EvidenceCard
from claimdesk.ui.panes.part_cards import PartCards


class EvidenceView(PartCards):
    """The list itself; a double click opens a card, and what is pasted becomes evidence."""

    pasted = Signal()
    """Something was pasted while the list had the keyboard."""

    def __init__(self, model: RowTable[Weighed]) -> None:
        super().__init__(model)
        self.setItemDelegate(EvidenceCard(self))
        name_widget(self, "evidence-list", tr("Evidence"))
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take in what is pasted."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        else:
            super().keyPressEvent(event)


class PasteLine(QLineEdit):
    """Takes an address or a citation; an image or files that are pasted go elsewhere."""

    brought = Signal()
    """Files or an image were pasted."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give away what cannot be written in a line; several lines become one citation."""
        data = incoming.pasted()
        if event.matches(QKeySequence.StandardKey.Paste) and (
            data.hasImage() or "\n" in data.text().strip() or data.urls()
        ):
            self.brought.emit()
        else:
            super().keyPressEvent(event)
