"""Claims coming in from a table: what its columns hold, what that comes to, then all of it."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from claimdesk.exchange.claims_csv.drafts import Quoted, Verdicts
from claimdesk.exchange.claims_csv.fields import Columns, is_enough, rivals
from claimdesk.exchange.claims_csv.places import Place
from claimdesk.exchange.claims_csv.plan import Plan
from claimdesk.exchange.claims_csv.sheet import Reading, Sheet
from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.encoding_combo import EncodingCombo
from claimdesk.ui.base.forms import (
    Complaint,
    PlainDialog,
    Sentence,
    above,
    label,
    name_widget,
    show_text,
)
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.dialogs.import_claims.columns import ColumnsForm
from claimdesk.ui.dialogs.import_claims.quotes import QuotesView
from claimdesk.ui.models.claim_import import ClaimImportTable, deed, summary
from claimdesk.ui.models.plain_table import plain_table

_Role = QDialogButtonBox.ButtonRole
_ROWS_MEASURED = 50
"""Rows by whose cells a column is made as wide as it must be."""
_WAIT = 250
"""Milliseconds after a change of columns before the claims are looked at anew."""
_NO_PLAN = Plan((), ())


@dataclass(frozen=True, slots=True)
class Understanding:
    """What somebody said of a table: what its columns hold, what its words mean."""

    columns: Columns
    verdicts: Verdicts


class ImportClaims(PlainDialog):
    """Columns at the left, claims at the right, the current claim with its quotes below.

    Nothing is in the project before *Import* is pressed.
    """

    plan_wanted = Signal(object)
    """(understanding: Understanding) the claims are to be looked at in this way."""
    reread_wanted = Signal(object)
    """(reading: Reading) the file is to be read in another way."""
    stop_wanted = Signal()
    """The import under way is to stop; what is in the project stays there."""
    import_wanted = Signal(object, object)
    """(plan: Plan, wish: Wish) these claims are to come in."""

    def __init__(self, why_read_only: str, parent: QWidget | None = None) -> None:
        super().__init__("import-claims", tr("Import claims"), parent)
        self._why_read_only = why_read_only
        self._plan: Plan | None = None
        self._is_importing = False
        self.model = ClaimImportTable(self)
        self.columns = ColumnsForm()
        self.quotes = QuotesView()
        self._view = plain_table(
            self.model, "import-claims-list", tr("Claims"), frozenset(("claim",))
        )
        self._view.horizontalHeader().setVisible(True)
        self._view.horizontalHeader().setResizeContentsPrecision(_ROWS_MEASURED)
        self._parts = QWidget()
        self._about = Sentence()
        self._encoding = EncodingCombo()
        self._has_header = QCheckBox(tr("The &first row names the columns"))
        self._has_header.setChecked(True)
        self._summary = Sentence()
        self._complaint = Complaint("import-claims-complaint")
        self._bar = QProgressBar()
        self._all = QPushButton(tr("&All"))
        self._none = QPushButton(tr("N&one"))
        self._later = QTimer(self, singleShot=True, interval=_WAIT)
        self._lay_out()
        self._connect()
        self._refresh()

    @property
    def is_busy(self) -> bool:
        """Return whether the claims are being looked at, or will be at once."""
        return self._later.isActive() or not self._bar.isHidden()

    def show_sheet(self, sheet: Sheet, columns: Columns) -> None:
        """Show a table and what its columns are taken to hold, and ask what it comes to."""
        about = count(len(sheet.rows), "{n} row", "{n} rows")
        said = [tr("{name}: {rows}.", name=sheet.name, rows=about), *map(tr, sheet.remarks)]
        for taken, others in rivals(sheet.header, columns):
            could = ", ".join(f"“{one}”" for one in others)
            said.append(tr("“{taken}” is taken; meant could be {could}.", taken=taken, could=could))
        show_text(self._about, " ".join(said))
        self._plan = None
        self.model.show_plan(_NO_PLAN)
        self.columns.show_sheet(sheet, columns)
        self._show_current()
        if not (self._encoding.hasFocus() or self._has_header.hasFocus()):
            self.columns.controls[0].setFocus()
        self._ask()

    def show_plan(self, plan: Plan) -> None:
        """Show what the claims come to."""
        self._plan = plan
        self._bar.hide()
        self._complain("")
        self.columns.ask_verdicts(plan.unknown_verdicts)
        self.model.show_plan(plan)
        for column in range(1, self.model.columnCount()):
            self._view.resizeColumnToContents(column)
        if self.model.rows and not self._view.currentIndex().isValid():
            self._view.setCurrentIndex(self.model.index(0, 0))
        self._show_current()
        self._refresh()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the quotes are looked for, or how many claims are in."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def begin_import(self) -> None:
        """Show that the claims come in; from now on they can only be waited for, or stopped."""
        self._is_importing = True
        self._bar.setRange(0, 0)
        self._bar.show()
        self._refresh()

    def end_import(self, *, is_done: bool) -> None:
        """Close, or go back to what was before if nothing came in."""
        self._is_importing = False
        self._bar.hide()
        if is_done:
            self.accept()
        else:
            self._refresh()

    def reject(self) -> None:
        """Stop an import that is under way; otherwise leave."""
        if self._is_importing:
            self.stop_wanted.emit()
        else:
            super().reject()

    def fail(self, sentence: str) -> None:
        """Say why the claims cannot be looked at."""
        self._plan = None
        self._is_importing = False
        self._bar.hide()
        self.model.show_plan(_NO_PLAN)
        self._complain(sentence)
        self._refresh()

    def _lay_out(self) -> None:
        for widget, identifier, spoken in (
            (self._about, "import-claims-about", tr("The table")),
            (self._encoding, "import-claims-encoding", tr("Encoding")),
            (self._has_header, "import-claims-header", plain(self._has_header.text())),
            (self._summary, "import-claims-summary", tr("What comes in")),
            (self._bar, "import-claims-progress", tr("Progress")),
            (self._all, "import-claims-all", plain(self._all.text())),
            (self._none, "import-claims-none", plain(self._none.text())),
        ):
            name_widget(widget, identifier, spoken)
        self._bar.setTextVisible(False)
        parts = QHBoxLayout(self._parts)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(20)
        parts.addLayout(self._left(), 4)
        parts.addWidget(self._right(), 7)
        self.column.addWidget(self._about)
        self.column.addWidget(self._parts, 1)
        for part in (self._complaint, self._summary, self._bar):
            self.column.addWidget(part)
        self._ok = self.button("import-claims-ok", tr("&Import"), _Role.AcceptRole, self._on_import)
        self._cancel = self.cancel_button()
        self.finish(self._ok, letters=100)
        self.resize(self.letters(150), self.lines(42))

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(9)
        column.addWidget(self.columns, 1)
        column.addWidget(self._has_header)
        line = QHBoxLayout()
        line.addWidget(label(tr("&Encoding"), self._encoding))
        line.addWidget(self._encoding, 1)
        column.addLayout(line)
        return column

    def _right(self) -> QWidget:
        right = QSplitter(Qt.Orientation.Vertical)
        right.setChildrenCollapsible(False)
        top = QWidget()
        column = above(label(tr("&Claims"), self._view), self._view)
        column.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        for button in (self._all, self._none):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch()
        column.addLayout(line)
        top.setLayout(column)
        right.addWidget(top)
        right.addWidget(self.quotes)
        right.setSizes([self.lines(18), self.lines(14)])
        return right

    def _connect(self) -> None:
        self._later.timeout.connect(self._ask)
        self.columns.changed.connect(self._later.start)
        self.model.wanted_changed.connect(self._refresh)
        self._view.selectionModel().currentChanged.connect(self._on_current)
        self.quotes.picked.connect(self._on_picked)
        self._all.clicked.connect(lambda: self.model.want_all(wanted=True))
        self._none.clicked.connect(lambda: self.model.want_all(wanted=False))
        self._encoding.picked.connect(self._on_reread)
        self._has_header.toggled.connect(self._on_reread)

    def _ask(self) -> None:
        """Have the claims looked at, if it is known which column holds them."""
        held = self.columns.held
        if not is_enough(held):
            self.fail(tr("Say which column holds the claims."))
            self.columns.focus_first()
            return
        self._complain("")
        self._plan = None
        self._bar.setRange(0, 0)
        self._bar.show()
        self._refresh()
        self.plan_wanted.emit(Understanding(held, self.columns.verdicts))

    def _complain(self, sentence: str) -> None:
        self._complaint.say(sentence)
        self._complaint.setVisible(bool(sentence))

    def _refresh(self) -> None:
        show_text(self._summary, self._said())
        tally = self.model.tally
        self._ok.setText(deed(tally))
        self._ok.setAccessibleName(plain(self._ok.text()))
        is_ready = self._plan is not None and not self._is_importing
        is_worth_it = tally.new + tally.added_to > 0
        self._ok.setEnabled(is_ready and is_worth_it and not self._why_read_only)
        self._ok.setToolTip(self._why_read_only)
        self._ok.setDefault(True)
        self._cancel.setText(tr("&Stop") if self._is_importing else tr("Ca&ncel"))
        self._cancel.setAccessibleName(plain(self._cancel.text()))
        self._parts.setEnabled(not self._is_importing)
        self._all.setEnabled(tally.wanted < len(self.model.rows))
        self._none.setEnabled(tally.wanted > 0)

    def _said(self) -> str:
        if self._is_importing:
            return tr("The claims are coming in…")
        if self._plan is not None:
            return summary(self.model)
        return "" if self._complaint.text() else tr("Looking at the claims…")

    def _show_current(self) -> None:
        self.quotes.show_row(self.model.row_at(self._view.currentIndex().row()))
        self._order_keys()

    def _order_keys(self) -> None:
        """Let Tab go down the left column, then down the right one."""
        left = (*self.columns.controls, self._has_header, self._encoding)
        right = (self._view, self._all, self._none, *self.quotes.controls)
        for before, after in pairwise((self, *left, *right, self._ok, self._cancel)):
            QWidget.setTabOrder(before, after)

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.column() > 0:
            # There the check box is, so that Space ticks it wherever the row was clicked.
            self._view.setCurrentIndex(current.siblingAtColumn(0))
        self._show_current()

    def _on_picked(self, quoted: Quoted, place: Place | None) -> None:
        row = self.model.row_at(self._view.currentIndex().row())
        if row is not None:
            self.model.pick(row, quoted, place)

    def _on_reread(self) -> None:
        encoding = self._encoding.encoding
        self.reread_wanted.emit(Reading(encoding, has_header=self._has_header.isChecked()))

    def _on_import(self) -> None:
        if self._plan is not None:
            self.import_wanted.emit(self._plan, self.model.wish)
