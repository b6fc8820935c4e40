"""The house checklist as one claim answers it: ticks, who ticked, and remarks."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from claimdesk.core.apparatus import CheckRow
from claimdesk.core.model import Id
from claimdesk.store import checklist
from claimdesk.store.store import Session
from claimdesk.ui.base.forms import Sentence, name_widget, quiet
from claimdesk.ui.base.inert import EDITS
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.words import tr
from claimdesk.ui.panes.fields import LineField
from claimdesk.ui.panes.sections import Part

Drafts = dict[tuple[Id, Id], str]
"""Remarks that could not be saved, by claim and item."""


class CheckBox(QWidget):
    """One item: its tick and a remark, with the name of who ticked it last."""

    def __init__(self, row: CheckRow, project: Project, drafts: Drafts) -> None:
        super().__init__()
        self.row = row
        self._project = project
        self._drafts = drafts
        self.tick = QCheckBox()
        self.words = Sentence()
        self.words.setBuddy(self.tick)
        self.tick.setProperty(EDITS, "true")
        self.remark = LineField("", self._save)
        self.remark.caption.hide()
        self.remark.line.setPlaceholderText(tr("Remark"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        column.addLayout(line)
        column.addWidget(self.remark)
        self.tick.clicked.connect(self._on_clicked)
        self.remark.reset(row.remark, drafts.pop((row.claim_id, row.item_id), None))
        self.show_row(row)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops, in order."""
        return (self.tick, self.remark.line)

    def show_row(self, row: CheckRow) -> None:
        """Show what became of the item for another claim, or by an edit."""
        is_same = row.claim_id == self.row.claim_id
        if not is_same:
            self.keep_draft()
        self.row = row
        self.tick.setChecked(row.done)
        who = f" ({row.reviewer})" if row.reviewer else ""
        self.words.setText(row.item + who)
        # Room for a remark where somebody has dealt with the item; the others stay one line.
        self.remark.setVisible(bool(row.reviewer))
        name_widget(self.tick, f"check-{row.item_id.hex()}", row.item + who)
        name_widget(self.remark.line, f"check-remark-{row.item_id.hex()}", tr("Remark"))
        self.remark.line.setAccessibleDescription(row.item)
        if is_same:
            self.remark.show_stored(row.remark)
        else:
            self.remark.reset(row.remark, self._drafts.pop((row.claim_id, row.item_id), None))

    def keep_draft(self) -> None:
        """Keep a remark that could not be saved for when the reviewer comes back to it."""
        if self.remark.draft is not None:
            self._drafts[self.row.claim_id, self.row.item_id] = self.remark.draft

    def _on_clicked(self, is_done: bool) -> None:  # noqa: FBT001 - Qt's signal
        edit = partial(
            checklist.tick, claim_ids=[self.row.claim_id], item_id=self.row.item_id, done=is_done
        )
        if not self._project.did(tr("Answer checklist"), edit):
            self.tick.setChecked(self.row.done)

    def _save(self, text: str) -> None:
        edit = partial(
            checklist.tick, claim_ids=[self.row.claim_id], item_id=self.row.item_id, remark=text
        )
        self._project.do(tr("Answer checklist"), edit)


class ChecklistPart(Part):
    """All items for the current claim; without items, the way to make some."""

    tables = ("checklist_item", "claim_check", "reviewer")
    edit_wanted = Signal()
    """The list itself is to be edited."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self.boxes: list[CheckBox] = []
        self._drafts: Drafts = {}
        self._none = quiet(tr("This project has no checklist yet: questions asked of every claim."))
        self.edit = QPushButton(tr("Edit the checklist…"))
        self.edit.setProperty("link", "true")
        self.edit.setAutoDefault(False)
        name_widget(self.edit, "checklist-edit", tr("Edit the checklist"))
        self.edit.clicked.connect(self.edit_wanted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(4)
        self._column.addWidget(self._none)
        self._column.addWidget(self.edit)
        name_widget(self, "checklist", tr("Checklist"))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops, in order."""
        return (*(stop for box in self.boxes for stop in box.stops), self.edit)

    def count(self, session: Session, claim_id: Id) -> int:
        """Return how many items are open."""
        return sum(not row.done for row in checklist.checks(session, claim_id))

    def show_claim(self, claim_id: Id) -> None:
        """Show what became of every item for a claim."""
        rows = self._project.read(checklist.checks, claim_id)
        if [row.item_id for row in rows] != [box.row.item_id for box in self.boxes]:
            self._make(rows)
        for box, row in zip(self.boxes, rows, strict=True):
            box.show_row(row)
        self._none.setVisible(not rows)

    def commit(self) -> None:
        """Save what is typed."""
        for box in self.boxes:
            box.remark.commit()

    def is_settled(self, widget: QWidget | None) -> bool:
        """Return whether a widget is a remark with nothing typed that is not saved."""
        return any(box.remark.line is widget and not box.remark.is_touched for box in self.boxes)

    def _make(self, rows: Sequence[CheckRow]) -> None:
        self.commit()
        for box in self.boxes:
            box.keep_draft()
            self._column.removeWidget(box)
            box.deleteLater()
        self.boxes = [CheckBox(row, self._project, self._drafts) for row in rows]
        before: QWidget = self
        for place, box in enumerate(self.boxes):
            self._column.insertWidget(place, box)
            box.remark.typed.connect(self.typed)
            for stop in box.stops:
                if before is not self:
                    QWidget.setTabOrder(before, stop)
                before = stop
        if before is not self:
            QWidget.setTabOrder(before, self.edit)
