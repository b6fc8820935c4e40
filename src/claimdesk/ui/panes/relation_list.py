"""The claims that stand in a relation to the current one, seen from either end."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from claimdesk.core.apparatus import NeighbourRow, RelationRow
from claimdesk.core.model import Id
from claimdesk.store import relations
from claimdesk.store.store import Session
from claimdesk.ui.base.forms import name_widget, quiet
from claimdesk.ui.base.inert import EDITS
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.relation_words import relation_word
from claimdesk.ui.panes.sections import Part

_LONGEST = 64
"""Letters of the other claim; its tip has them all."""


class RelationPart(Part):
    """A line for each relation: a click goes to the other claim, a cross takes it back."""

    tables = ("claim_relation", "claim")
    add_wanted = Signal()
    """Another relation is to be added."""
    go_wanted = Signal(object)
    """(claim: Id) the other claim is to be shown."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._claim_id: Id | None = None
        self.lines: list[tuple[QWidget, QPushButton, QPushButton]] = []
        self._none = quiet(tr("It stands in no relation to another claim yet."))
        self.add = QPushButton(tr("Relate to a claim…"))
        self.add.setProperty(EDITS, "true")
        self.add.setAutoDefault(False)
        name_widget(self.add, "relation-add", tr("Relate to a claim"))
        self.add.clicked.connect(self.add_wanted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(4)
        self._column.addWidget(self._none)
        self._column.addWidget(self.add)
        name_widget(self, "relation-list", tr("Relations"))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops, in order."""
        return (*(stop for _, go, remove in self.lines for stop in (go, remove)), self.add)

    def count(self, session: Session, claim_id: Id) -> int:
        """Return how many relations the claim has."""
        return len(relations.of(session, claim_id))

    def show_claim(self, claim_id: Id) -> None:
        """Show the relations of a claim."""
        self._claim_id = claim_id
        rows = self._project.read(relations.of, claim_id)
        for whole, _, _ in self.lines:
            self._column.removeWidget(whole)
            whole.deleteLater()
        self.lines = [self._line(place, row) for place, row in enumerate(rows)]
        self._none.setVisible(not rows)

    def _line(self, place: int, row: NeighbourRow) -> tuple[QWidget, QPushButton, QPushButton]:
        word = relation_word(row.kind, is_outgoing=row.outgoing)
        told = tr("{word} claim {n}: {words}", word=word, n=row.number, words=row.text)
        go = QPushButton(told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…")
        go.setProperty("link", "true")
        go.setMinimumWidth(1)
        go.setToolTip(told)
        remove = QPushButton("×")
        remove.setProperty("link", "true")
        remove.setProperty(EDITS, "true")
        name_widget(go, f"relation-{place}", told)
        name_widget(remove, f"relation-remove-{place}", tr("Take this relation back"))
        remove.setToolTip(tr("Take this relation back"))
        whole = QWidget()
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(go, 1)
        across.addWidget(remove)
        for button in (go, remove):
            button.setAutoDefault(False)
        go.clicked.connect(partial(self.go_wanted.emit, row.claim_id))
        remove.clicked.connect(partial(self._remove, row))
        self._column.insertWidget(place, whole)
        return whole, go, remove

    def _remove(self, row: NeighbourRow) -> None:
        if self._claim_id is not None:
            ends = (self._claim_id, row.claim_id)
            from_id, to_id = ends if row.outgoing else ends[::-1]
            gone = [RelationRow(from_id, to_id, row.kind)]
            self._project.do(
                tr("Take claims out of relation"), partial(relations.remove, gone=gone)
            )
