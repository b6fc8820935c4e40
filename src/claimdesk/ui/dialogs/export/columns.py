"""Which columns the tables of an export have: ticked by table, kept by name."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from claimdesk.core.i18n import mark
from claimdesk.exchange.tables import COLUMNS, Columns
from claimdesk.ui.base.forms import Complaint, PlainDialog, name_widget
from claimdesk.ui.base.words import tr

_ABREAST = 3
_LINES = 17
_TITLES: Mapping[str, str] = {
    "claims": mark("Table of claims"),
    "passages": mark("Table of passages"),
    "assessments": mark("Table of assessments"),
    "evidence": mark("Table of evidence"),
}
_Role = QDialogButtonBox.ButtonRole


class _Table(QWidget):
    """The columns of one table, and a box above them that ticks all or none."""

    changed = Signal()

    def __init__(self, table: str, ticked: frozenset[str]) -> None:
        super().__init__()
        self.all = QCheckBox(tr(_TITLES[table]))
        self.all.setProperty("heading", "true")
        self.all.setTristate(True)
        name_widget(self.all, f"columns-{table}", self.all.text())
        self._boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout()
        grid.setContentsMargins(20, 0, 0, 0)
        grid.setVerticalSpacing(2)
        for place, column in enumerate(COLUMNS[table]):
            box = QCheckBox(column)
            name = f"{table}.{column}"
            name_widget(box, f"columns-{table}-{column}", f"{self.all.text()}: {column}")
            box.setChecked(name in ticked)
            box.toggled.connect(self._on_toggled)
            self._boxes[name] = box
            grid.addWidget(box, place // _ABREAST, place % _ABREAST)
        for place in range(_ABREAST):
            grid.setColumnStretch(place, 1)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(0, 0, 0, 6)
        column_of.setSpacing(4)
        column_of.addWidget(self.all)
        column_of.addLayout(grid)
        self._show_all()
        self.all.clicked.connect(self._on_all)

    @property
    def ticked(self) -> Columns:
        """Return the columns that are ticked, in the order of the table."""
        return tuple(name for name, box in self._boxes.items() if box.isChecked())

    def _show_all(self) -> None:
        count = len(self.ticked)
        some = Qt.CheckState.PartiallyChecked if count else Qt.CheckState.Unchecked
        whole = count == len(self._boxes)
        self.all.setCheckState(Qt.CheckState.Checked if whole else some)

    def _on_all(self) -> None:
        wanted = len(self.ticked) < len(self._boxes)
        for box in self._boxes.values():
            box.setChecked(wanted)
        self._show_all()

    def _on_toggled(self) -> None:
        self._show_all()
        self.changed.emit()


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
        every = (f"{table}.{column}" for table in tables for column in COLUMNS[table])
        ticked = frozenset(columns or every)
        self._tables = [_Table(table, ticked) for table in tables]
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
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 8, 0)
        for table in self._tables:
            rows.addWidget(table)
        rows.addStretch()
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        scroll.setMinimumHeight(self.lines(_LINES))
        self.column.addWidget(scroll, 1)
        self._name.setPlaceholderText(tr("A name, to have this choice again"))
        self.field(tr("&Keep as"), "columns-name", self._name)
        self.column.addWidget(self._complaint)
        self._ok = self.button("columns-ok", tr("&Use"), _Role.AcceptRole, self._on_used)
        if self._kept_as:
            text = tr("&Forget “{name}”", name=self._kept_as.replace("&", "&&"))
            self.button("columns-forget", text, _Role.DestructiveRole, self._on_forget)
        self.cancel_button()
        self.finish(self._ok, letters=84)

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
