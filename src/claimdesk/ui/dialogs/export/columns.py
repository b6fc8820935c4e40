"""Which columns the tables of an export have, in which order: by table, kept by name."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from claimdesk.core.i18n import mark
from claimdesk.exchange.tables import COLUMNS, Columns
from claimdesk.ui.base.forms import Complaint, PlainDialog, name_widget, quiet
from claimdesk.ui.base.words import tr

_LINES = 14
_LETTERS = 28
_FRAME = 34
"""What a list has around its text, a scroll bar included, in pixels."""
_TITLES: Mapping[str, str] = {
    "claims": mark("Table of claims"),
    "passages": mark("Table of passages"),
    "assessments": mark("Table of assessments"),
    "evidence": mark("Table of evidence"),
}
_HEADINGS: Mapping[str, str] = {
    "claims": mark("Claims"),
    "passages": mark("Passages"),
    "assessments": mark("Assessments"),
    "evidence": mark("Evidence"),
}
_Role = QDialogButtonBox.ButtonRole


class _Columns(QListWidget):
    """Columns that are ticked, and put in their order by dragging or with Alt and an arrow."""

    def __init__(self, names: Iterable[str], ticked: frozenset[str]) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for name in names:
            item = QListWidgetItem(name)
            item.setCheckState(_state(name in ticked))
            self.addItem(item)
        self.setCurrentRow(0)

    @property
    def every(self) -> list[QListWidgetItem]:
        """Return the items from top to bottom."""
        return [self.item(place) for place in range(self.count())]

    def tick_all(self, wanted: bool) -> None:  # noqa: FBT001 - as Qt has it
        """Tick all or none."""
        for item in self.every:
            item.setCheckState(_state(wanted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the current column with Alt and an arrow."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move_by(steps)
        else:
            super().keyPressEvent(event)

    def _move_by(self, steps: int) -> None:
        place = self.currentRow()
        target = place + steps
        if place >= 0 and 0 <= target < self.count():
            self.insertItem(target, self.takeItem(place))
            self.setCurrentRow(target)


class _Table(QWidget):
    """The columns of one table in their order, and a box above them that ticks all or none."""

    changed = Signal()

    def __init__(self, table: str, columns: Columns) -> None:
        """Show all columns of a table, those of ``columns`` ticked and in their order."""
        super().__init__()
        self._table = table
        ticked = [one.partition(".")[2] for one in columns if one.startswith(f"{table}.")]
        spoken = tr(_TITLES[table])
        self.all = QCheckBox(tr(_HEADINGS[table]))
        self.all.setProperty("heading", "true")
        self.all.setTristate(True)
        name_widget(self.all, f"columns-{table}", spoken)
        self.list = _Columns(_in_order(table, ticked), frozenset(ticked))
        self.list.setMinimumWidth(self.list.sizeHintForColumn(0) + _FRAME)
        name_widget(self.list, f"columns-{table}-order", spoken)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.all)
        column.addWidget(self.list, 1)
        self._show_all()
        self.all.clicked.connect(self._on_all)
        self.list.itemChanged.connect(self._on_changed)

    @property
    def ticked(self) -> Columns:
        """Return the columns that are ticked, in the order they stand in."""
        return tuple(
            f"{self._table}.{one.text()}"
            for one in self.list.every
            if one.checkState() is Qt.CheckState.Checked
        )

    def _show_all(self) -> None:
        count = len(self.ticked)
        some = Qt.CheckState.PartiallyChecked if count else Qt.CheckState.Unchecked
        whole = count == self.list.count()
        self.all.setCheckState(Qt.CheckState.Checked if whole else some)

    def _on_all(self) -> None:
        self.list.tick_all(len(self.ticked) < self.list.count())
        self._show_all()

    def _on_changed(self) -> None:
        self._show_all()
        self.changed.emit()


def _in_order(table: str, ticked: list[str]) -> list[str]:
    """Return the chosen columns in their order, each of the others behind its usual neighbour."""
    found = list(ticked)
    for place, name in enumerate(COLUMNS[table]):
        if name not in found:
            before = COLUMNS[table][place - 1] if place else None
            found.insert(found.index(before) + 1 if before else 0, name)
    return found


def _state(is_ticked: bool) -> Qt.CheckState:  # noqa: FBT001 - as Qt has it
    return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked


class ColumnsDialog(PlainDialog):
    """Asks for columns; a name keeps the choice for the next time."""

    picked = Signal(object, str)
    """(columns: Columns, name: str) these are wanted; kept if there is a name."""
    forgotten = Signal(str)
    """(name) a kept choice is not wanted any more."""

    def __init__(
        self,
        tables: Iterable[str],
        columns: Columns,
        kept_as: str,
        parent: QWidget | None = None,
    ) -> None:
        """Start from ``columns``, none for all; ``kept_as`` is the name they are kept by."""
        super().__init__("columns", tr("Columns"), parent)
        self._kept_as = kept_as
        tables = tuple(tables)
        every = tuple(f"{table}.{column}" for table in tables for column in COLUMNS[table])
        self._tables = [_Table(table, columns or every) for table in tables]
        self._name = QLineEdit(kept_as)
        self._complaint = Complaint("columns-complaint")
        self._lay_out()
        for table in self._tables:
            table.changed.connect(self._refresh)
        self._refresh()

    @property
    def ticked(self) -> Columns:
        """Return the columns that are ticked."""
        return tuple(name for table in self._tables for name in table.ticked)

    def _lay_out(self) -> None:
        abreast = QHBoxLayout()
        abreast.setSpacing(12)
        for table in self._tables:
            table.list.setMinimumHeight(self.lines(_LINES))
            abreast.addWidget(table)
        self.column.addLayout(abreast, 1)
        self.column.addWidget(quiet(tr("Drag a column to its place, or press Alt and an arrow.")))
        self._name.setPlaceholderText(tr("A name, to have this choice again"))
        self.field(tr("&Keep as"), "columns-name", self._name)
        self.column.addWidget(self._complaint)
        self._ok = self.button("columns-ok", tr("&Use"), _Role.AcceptRole, self._on_used)
        if self._kept_as:
            text = tr("&Forget “{name}”", name=self._kept_as.replace("&", "&&"))
            self.button("columns-forget", text, _Role.DestructiveRole, self._on_forget)
        self.cancel_button()
        self.finish(self._ok, letters=_LETTERS * len(self._tables))

    def _refresh(self) -> None:
        trouble = "" if self.ticked else tr("Choose at least one column.")
        self._complaint.say(trouble)
        self._complaint.setVisible(bool(trouble))
        self._ok.setEnabled(not trouble)

    def _on_used(self) -> None:
        columns, name = self.ticked, self._name.text().strip()
        self.accept()
        self.picked.emit(columns, name)

    def _on_forget(self) -> None:
        self.reject()
        self.forgotten.emit(self._kept_as)
