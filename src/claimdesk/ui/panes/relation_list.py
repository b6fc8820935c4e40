"""The claims that stand in a relation to the current one, seen from either end."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from claimdesk.core.apparatus import NeighbourRow
from claimdesk.core.model import Id
from claimdesk.store import relations
from claimdesk.store.store import Session
from claimdesk.ui.base.forms import name_widget, quiet
from claimdesk.ui.base.inert import EDITS
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.relation_words import both_ways, read_way, relation_word, way_of
from claimdesk.ui.panes.sections import Part

_PAD = 5
"""What the frame of a button takes of its width."""


class RelationLine(QWidget):
    """One relation: its kind, which can be changed, the other claim, and a cross."""

    def __init__(self, place: int, row: NeighbourRow) -> None:
        super().__init__()
        self.row = row
        word = relation_word(row.kind, is_outgoing=row.outgoing)
        other = tr("claim {n}: {words}", n=row.number, words=row.text)
        self.way = QPushButton(word)
        self._other = " ".join(other.split())
        self.go = QPushButton()
        self.remove = QPushButton("×")
        self.menu = QMenu(self.way)
        self.way.setMenu(self.menu)
        changed, gone = tr("Change how they stand to each other"), tr("Take this relation back")
        name_widget(self.way, f"relation-way-{place}", f"{word}, {changed}")
        name_widget(self.go, f"relation-{place}", f"{word} {other}")
        name_widget(self.remove, f"relation-remove-{place}", gone)
        for button, tip in ((self.way, changed), (self.go, other), (self.remove, gone)):
            button.setProperty("link", "true")
            button.setAutoDefault(False)
            button.setToolTip(tip)
        for button in (self.way, self.remove):
            button.setProperty(EDITS, "true")
        self.go.setMinimumWidth(1)
        self._across = across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(2)
        across.addWidget(self.way)
        across.addWidget(self.go, 1)
        across.addWidget(self.remove)

    @property
    def stops(self) -> tuple[QPushButton, ...]:
        """Return where Tab stops, in order."""
        return (self.way, self.go, self.remove)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much of the other claim as there is room for."""
        super().resizeEvent(event)
        self._across.activate()
        room = self.go.width() - 2 * _PAD
        cut = self.fontMetrics().elidedText(self._other, Qt.TextElideMode.ElideRight, room)
        self.go.setText(cut.replace("&", "&&"))


class RelationPart(Part):
    """A line for each relation: its kind can be changed, a click goes to the other claim."""

    tables = ("claim_relation", "claim")
    add_wanted = Signal()
    """Another relation is to be added."""
    go_wanted = Signal(object)
    """(claim: Id) the other claim is to be shown."""
    change_wanted = Signal(object, object, bool)
    """(row: NeighbourRow, kind: RelationKind, is_outgoing) it is of this kind and goes this way."""
    remove_wanted = Signal(object)
    """(row: NeighbourRow) a relation is to be taken back."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._claim_id: Id | None = None
        self.lines: list[RelationLine] = []
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
        return (*(stop for line in self.lines for stop in line.stops), self.add)

    def count(self, session: Session, claim_id: Id) -> int:
        """Return how many relations the claim has."""
        return len(relations.of(session, claim_id))

    def show_claim(self, claim_id: Id) -> None:
        """Show the relations of a claim; the keyboard stays where it was among them."""
        held = next((place for place, one in enumerate(self.stops) if one.hasFocus()), None)
        is_same, self._claim_id = claim_id == self._claim_id, claim_id
        rows = self._project.read(relations.of, claim_id)
        if is_same and rows == [line.row for line in self.lines]:
            return
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [self._line(place, row) for place, row in enumerate(rows)]
        self._none.setVisible(not rows)
        width = max((line.way.sizeHint().width() for line in self.lines), default=0)
        for line in self.lines:
            line.way.setMinimumWidth(width)
        for before, after in pairwise(self.stops):
            QWidget.setTabOrder(before, after)
        if held is not None and is_same:
            self.stops[min(held, len(self.stops) - 1)].setFocus()

    def _line(self, place: int, row: NeighbourRow) -> RelationLine:
        line = RelationLine(place, row)
        now = way_of(row.kind, is_outgoing=row.outgoing)
        for way, word in both_ways().items():
            action = line.menu.addAction(word)
            action.setCheckable(True)
            action.setChecked(way == now)
            action.triggered.connect(partial(self._change, row, way))
        line.go.clicked.connect(partial(self.go_wanted.emit, row.claim_id))
        line.remove.clicked.connect(partial(self.remove_wanted.emit, row))
        self._column.insertWidget(place, line)
        return line

    def _change(self, row: NeighbourRow, way: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        if way == way_of(row.kind, is_outgoing=row.outgoing):
            return
        kind, is_outgoing = read_way(way)
        self.change_wanted.emit(row, kind, is_outgoing)
