"""What a claims.csv says otherwise than the project: chosen cell by cell before it is taken in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QWidget,
)

from claimdesk.exchange.claims_csv.changes import Changes
from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.forms import PlainDialog, Sentence, name_widget, quiet, show_text
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.dialogs.claim_changes.detail import ChangeDetail
from claimdesk.ui.dialogs.claim_changes.table import ChangeView
from claimdesk.ui.models.claim_changes import ChangeTable, summary

_Role = QDialogButtonBox.ButtonRole


class ClaimChanges(PlainDialog):
    """The table, the chosen cell in full below it, and a button that takes in what is ticked."""

    wished = Signal(object)
    """(chosen: list[Difference]) these cells are to be taken into the project."""

    def __init__(
        self, name: str, found: Changes, why_read_only: str, parent: QWidget | None = None
    ) -> None:
        """``name`` is that of the file."""
        super().__init__("claim-changes", tr("Changes in {name}", name=name), parent)
        self._why_read_only = why_read_only
        self.model = ChangeTable(self)
        self.view = ChangeView(self.model)
        self.detail = ChangeDetail()
        self.summary = Sentence()
        self.remarks = quiet("\n".join(tr(one) for one in found.remarks))
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.empty = QLabel(tr("Nothing differs."))
        self.only = QCheckBox(tr("&Only what can be taken in"))
        self.all = QPushButton(tr("&All"))
        self.none = QPushButton(tr("Non&e"))
        self._is_empty = not found.differences
        self._lay_out()
        show_text(self.summary, summary(found))
        self.model.show_changes(found)
        self._arrange()
        self._connect()
        self._refresh()

    def _connect(self) -> None:
        self.model.chosen_changed.connect(self._refresh)
        self.view.selectionModel().currentRowChanged.connect(self._show_current)
        self.only.toggled.connect(self._on_only)
        self.all.clicked.connect(lambda: self.model.choose_all(on=True))
        self.none.clicked.connect(lambda: self.model.choose_all(on=False))
        rows = self.model.rows
        first = next((at for at, row in enumerate(rows) if row.cell and row.cell.is_open), 0)
        self.view.setCurrentIndex(self.model.index(first, 0))

    def _lay_out(self) -> None:
        name_widget(self.summary, "changes-summary", tr("How much differs"))
        name_widget(self.remarks, "changes-remarks", self.remarks.text())
        name_widget(self.empty, "changes-empty", self.empty.text())
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("quiet", "true")
        self.empty.setMinimumHeight(self.lines(4))
        self.summary.setVisible(not self._is_empty)
        self.empty.setVisible(self._is_empty)
        self.remarks.setVisible(bool(self.remarks.text()))
        tools = QHBoxLayout()
        for widget, identifier, stretch in (
            (self.only, "changes-only-open", 1),
            (self.all, "changes-all", 0),
            (self.none, "changes-none", 0),
        ):
            name_widget(widget, identifier, plain(widget.text()))
            widget.setVisible(not self._is_empty)
            tools.addWidget(widget, stretch)
        for button in (self.all, self.none):
            button.setAutoDefault(False)
        self.column.addWidget(self.summary)
        self.column.addLayout(tools)
        self.parts.setChildrenCollapsible(False)
        self.parts.setVisible(not self._is_empty)
        for part in (self.view, self.detail):
            self.parts.addWidget(part)
        self.parts.setStretchFactor(0, 1)
        self.column.addWidget(self.parts, 1)
        self.column.addWidget(self.empty, 1)
        self.column.addWidget(self.remarks)
        self._ok = self.button("changes-ok", tr("&Take in"), _Role.AcceptRole, self._on_wished)
        self._ok.setVisible(not self._is_empty)
        if self._is_empty:
            self.finish(self.close_button(), letters=50)
        else:
            self.cancel_button()
            self.finish(self._ok, letters=76)
            self.view.setMinimumHeight(self.lines(7))
            self.resize(self.letters(140), self.lines(44))
            self.parts.setSizes([self.height(), self.detail.usual_height])
            self.view.setFocus()

    def _arrange(self) -> None:
        self.view.arrange()

    def _refresh(self) -> None:
        number, possible = len(self.model.chosen), len(self.model.open)
        self._ok.setText(count(number, "&Take in {n} change", "&Take in {n} changes"))
        self._ok.setAccessibleName(plain(self._ok.text()))
        self._ok.setEnabled(number > 0 and not self._why_read_only)
        self._ok.setToolTip(self._why_read_only)
        self._ok.setDefault(True)
        self.all.setEnabled(number < possible)
        self.none.setEnabled(number > 0)
        self.only.setEnabled(possible > 0)

    def _show_current(self) -> None:
        self.detail.show_row(self.model.row_at(self.view.currentIndex().row()))

    def _on_only(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.model.show_only_open(on=is_on)
        self._arrange()
        self._show_current()

    def _on_wished(self) -> None:
        chosen = self.model.chosen
        self.accept()
        self.wished.emit(chosen)
