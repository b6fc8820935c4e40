"""The house checklist itself: the questions asked of every claim of the project."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from claimdesk.core.apparatus import ChecklistRow
from claimdesk.core.i18n import mark
from claimdesk.core.model import Id
from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.forms import PlainDialog, name_widget, quiet
from claimdesk.ui.base.words import tr

_ID = int(Qt.ItemDataRole.UserRole)
_LETTERS = 74
PROPOSED = (
    mark("Is it clear who says it, and in whose voice?"),
    mark("Is “X said it” kept apart from “it is so”?"),
    mark("Are the dates known: of the article, of the statement, of the verdict?"),
    mark("Were passages looked for that dispute the claim?"),
    mark("Does the evidence have quote, address, archived copy and the day it was read?"),
    mark("Is the source’s own interest said?"),
    mark("Was the claimant asked for an answer?"),
    mark("Has somebody else looked at it?"),
)
"""What most desks ask; offered, never forced."""


class ChecklistDialog(PlainDialog):
    """A list that is edited in place, and becomes the project's when it is confirmed."""

    arranged = Signal(object)
    """(items: list[tuple[Id | None, str]]) the list as it shall be; None for a new item."""

    def __init__(self, rows: Sequence[ChecklistRow], parent: QWidget | None = None) -> None:
        super().__init__("checklist-editor", tr("House checklist"), parent)
        self.column.addWidget(quiet(tr("These questions are asked of every claim.")))
        self.list = QListWidget()
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(self.lines(10))
        self.field(tr("&Items"), "checklist-items", self.list, stretch=1)
        line = QHBoxLayout()
        for identifier, text, run in (
            ("checklist-add", tr("&Add"), self.add),
            ("checklist-reword", tr("&Reword"), self.reword),
            ("checklist-up", tr("Move &up"), partial(self.move_by, -1)),
            ("checklist-down", tr("Move &down"), partial(self.move_by, 1)),
            ("checklist-remove", tr("Remo&ve"), self.remove),
        ):
            line.addWidget(self._small(identifier, text, run))
        self.column.addLayout(line)
        self._propose = self._small("checklist-propose", tr("&Propose a list"), self.propose)
        self.column.addWidget(self._propose)
        ok = self.button(
            "checklist-ok", tr("&OK"), QDialogButtonBox.ButtonRole.AcceptRole, self._on_ok
        )
        self.cancel_button()
        for row in rows:
            self._put(row.text, row.id)
        self._propose.setVisible(not rows)
        self.list.setCurrentRow(0)
        self.finish(ok, _LETTERS)
        self.list.setFocus()

    @property
    def items(self) -> list[tuple[Id | None, str]]:
        """Return the items as they stand; empty ones are left out."""
        every = (self.list.item(place) for place in range(self.list.count()))
        told = ((one.data(_ID), " ".join(one.text().split())) for one in every)
        return [(item_id, text) for item_id, text in told if text]

    def add(self) -> None:
        """Add an item and let it be worded."""
        self.list.setCurrentItem(self._put("", None))
        self.reword()

    def reword(self) -> None:
        """Edit the current item in place."""
        if self.list.currentItem() is not None:
            self.list.editItem(self.list.currentItem())

    def move_by(self, steps: int) -> None:
        """Move the current item up or down."""
        place = self.list.currentRow()
        target = place + steps
        if place >= 0 and 0 <= target < self.list.count():
            self.list.insertItem(target, self.list.takeItem(place))
            self.list.setCurrentRow(target)

    def remove(self) -> None:
        """Take the current item off the list."""
        if self.list.currentRow() >= 0:
            self.list.takeItem(self.list.currentRow())

    def propose(self) -> None:
        """Put what most desks ask on the list."""
        for text in PROPOSED:
            self._put(tr(text), None)
        self._propose.hide()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _small(self, identifier: str, text: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        name_widget(button, identifier, plain(text))
        button.clicked.connect(run)
        return button

    def _put(self, text: str, item_id: Id | None) -> QListWidgetItem:
        item = QListWidgetItem(text)
        item.setData(_ID, item_id)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.list.addItem(item)
        return item

    def _on_ok(self) -> None:
        self.list.setFocus()  # what is being worded is taken
        wanted = self.items
        self.accept()
        self.arranged.emit(wanted)
