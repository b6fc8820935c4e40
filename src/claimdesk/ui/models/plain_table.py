"""The plain table of dialogs: whole rows, no grid, one column that takes the room that is left."""

from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.models.row_table import RowTable


def plain_table(
    model: RowTable[Any], identifier: str, spoken: str, stretched: frozenset[str]
) -> QTableView:
    """Return a table on a model; the first column of these names takes the room that is left."""
    view = QTableView()
    name_widget(view, identifier, spoken)
    view.setModel(model)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 12)
    header = view.horizontalHeader()
    header.setVisible(False)
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    found = (place for place, one in enumerate(model.columns) if one.name in stretched)
    header.setSectionResizeMode(next(found, 0), QHeaderView.ResizeMode.Stretch)
    return view
