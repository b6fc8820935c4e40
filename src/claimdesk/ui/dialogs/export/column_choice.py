"""The line of the export dialog that says which columns tables have."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from claimdesk.exchange import tables
from claimdesk.exchange.tables import EVERY_COLUMN, Columns
from claimdesk.ui.base.forms import above, label, name_widget, take_keyboard
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.dialogs.export.columns import ColumnsDialog
from claimdesk.ui.dialogs.export.wish import ALL_COLUMNS, READY_MADE


class ColumnChoice(QWidget):
    """Offers ready-made and kept choices of columns, and a dialog to make others."""

    changed = Signal()
    kept = Signal(object)
    """(sets: Mapping[str, Columns]) choices were kept or forgotten."""

    def __init__(self, columns: Columns, sets: Mapping[str, Columns]) -> None:
        super().__init__()
        known = {
            name: tuple(one for one in kept if one in EVERY_COLUMN) for name, kept in sets.items()
        }
        self._sets = {name: kept for name, kept in known.items() if kept}
        self._tables: tuple[str, ...] = ()
        self._listed: list[Columns] = []
        self._columns: Columns = tuple(one for one in columns if one in EVERY_COLUMN)
        self._combo = QComboBox()
        self._change = QPushButton(tr("Chan&ge…"))
        name_widget(self._combo, "export-columns", tr("Columns"))
        name_widget(self._change, "export-change-columns", tr("Change the columns"))
        line = QHBoxLayout()
        line.addWidget(self._combo, 1)
        line.addWidget(self._change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(above(label(tr("Co&lumns"), self._combo), line))
        self._combo.activated.connect(self._on_activated)
        self._change.clicked.connect(self._on_change)

    @property
    def columns(self) -> Columns:
        """Return the columns that are chosen, none for all."""
        return self._columns if self._offered(self._columns) else ALL_COLUMNS

    def show_for(self, of: tuple[str, ...]) -> None:
        """Offer what makes sense for a format of these tables; nothing for one without tables."""
        self.setVisible(bool(of))
        if of and of != self._tables:
            self._tables = of
            self._show()

    def _offered(self, columns: Columns) -> bool:
        return columns == ALL_COLUMNS or bool(tables.chosen(self._tables, columns))

    def _choices(self) -> dict[str, Columns]:
        ready = {tr(name): columns for name, columns in READY_MADE.items()}
        return {
            name: columns
            for name, columns in {**ready, **self._sets}.items()
            if self._offered(columns)
        }

    def _show(self) -> None:
        choices = self._choices()
        if self.columns not in choices.values():
            choices[count(len(self.columns), "{n} column", "{n} columns")] = self.columns
        self._listed = list(choices.values())
        self._combo.clear()
        self._combo.addItems(list(choices))
        self._combo.setCurrentIndex(self._listed.index(self.columns))

    def _on_activated(self, place: int) -> None:
        self._columns = self._listed[place]
        self.changed.emit()

    def _on_change(self) -> None:
        name = self._combo.currentText()
        dialog = ColumnsDialog(
            self._tables, self.columns, name if name in self._sets else "", self.window()
        )
        dialog.picked.connect(self._on_picked)
        dialog.forgotten.connect(self._on_forgotten)
        dialog.open()
        take_keyboard(dialog)

    def _on_picked(self, columns: Columns, name: str) -> None:
        every = tuple(f"{t}.{one}" for t in self._tables for one in tables.COLUMNS[t])
        self._columns = ALL_COLUMNS if columns == every else columns
        if name:
            self._sets[name] = columns
            self.kept.emit(dict(self._sets))
        self._show()
        self.changed.emit()

    def _on_forgotten(self, name: str) -> None:
        self._sets.pop(name, None)
        self.kept.emit(dict(self._sets))
        self._show()
