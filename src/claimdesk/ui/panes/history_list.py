"""The history of a claim in the claim form: what was changed on it, by whom, from what to what."""

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from claimdesk.core.chronicle import HistoryRow
from claimdesk.core.model import Id
from claimdesk.store import chronicle
from claimdesk.store.chronicle import Wish
from claimdesk.store.records import LEVEL
from claimdesk.store.store import Session
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.history_columns import card_columns
from claimdesk.ui.models.row_table import RowTable
from claimdesk.ui.panes.history_card import HistoryCard
from claimdesk.ui.panes.part_cards import PartCards
from claimdesk.ui.panes.sections import Part

_SHOWN = 30
"""Entries the form shows; the dialog shows all."""


class HistoryView(PartCards):
    """The list itself; a double click opens a card, too."""

    most_cards = 6

    def __init__(self, model: RowTable[HistoryRow]) -> None:
        super().__init__(model)
        self.setItemDelegate(HistoryCard(self))
        name_widget(self, "history-list", tr("History"))
        self.doubleClicked.connect(self.opened)


class HistoryPart(Part):
    """The latest changes of the claim and of all that hangs on it."""

    tables = tuple(LEVEL)
    whole_wanted = Signal(object)
    """(row: HistoryRow | None) the whole history of the claim is asked for, and this row of it."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self.model: RowTable[HistoryRow] = RowTable(card_columns(), lambda row: row.key, self)
        self.view = HistoryView(self.model)
        self.whole = QPushButton(tr("Whole history of this claim…"))
        self.whole.setProperty("link", "true")
        self.whole.setAutoDefault(False)
        font = self.whole.font()
        font.setUnderline(True)
        self.whole.setFont(font)
        name_widget(self.whole, "history-whole", self.whole.text())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.view)
        layout.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignLeading)
        self.whole.clicked.connect(lambda: self.whole_wanted.emit(None))
        self.view.opened.connect(self._on_opened)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops, in reading order."""
        return (self.view, self.whole)

    def count(self, session: Session, claim_id: Id) -> int:
        """Return how many entries there are."""
        return chronicle.count_of(session, claim_id)

    def show_claim(self, claim_id: Id) -> None:
        """Show the latest changes, keeping the place."""
        page = self._project.read(chronicle.page, Wish(claim_id=claim_id), None, _SHOWN)
        with QSignalBlocker(self.view.selectionModel()):
            self.model.replace(page.rows)
        self.view.fit()

    def _on_opened(self, index: QModelIndex) -> None:
        self.whole_wanted.emit(self.model.row_at(index.row()))
