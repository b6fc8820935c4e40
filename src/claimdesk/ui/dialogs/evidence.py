"""All evidence of the project: searched, sorted, put to the current claim, led back to claims."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QHeaderView, QLineEdit, QWidget

from claimdesk.core.apparatus import EvidenceRow
from claimdesk.core.change import Change
from claimdesk.core.folding import fold
from claimdesk.core.model import Id
from claimdesk.store import claims, evidence
from claimdesk.store.store import Session
from claimdesk.ui.base.forms import PlainDialog, Sentence, name_widget, show_text
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.evidence_columns import evidence_columns
from claimdesk.ui.models.plain_table import plain_table
from claimdesk.ui.models.row_table import RISING, RowTable

_LETTERS = 116
_NARROW = {"publisher": 22, "signs": 16}
"""Columns that leave room for the title, in letters."""
_LINES = 14
_TABLES = ("evidence", "claim_evidence", "claim")
_SHOWN: dict[str, Callable[[EvidenceRow], object]] = {
    "all": lambda _row: True,
    "unused": lambda row: not row.claims,
    "confidential": lambda row: row.confidential,
    "attached": lambda row: row.attachment_sha256,
}


class EvidenceDialog(PlainDialog):
    """A table that stays open beside the work; Enter puts the row to the claim or leads there."""

    wanted = Signal(object)
    """(evidence: Id) it is to be used for the current claim."""
    go_wanted = Signal(object, object)
    """(claim: Id, evidence: Id) the claim is to be shown with this piece."""

    def __init__(self, project: Project, selection: Selection, parent: QWidget | None) -> None:
        super().__init__("evidence-dialog", tr("Evidence of the project"), parent)
        self._project = project
        self._selection = selection
        self._order = ("title", RISING)
        self._is_picking = False
        self.search = QLineEdit()
        self.shown = QuietCombo(
            {
                "all": tr("All"),
                "unused": tr("Unused"),
                "confidential": tr("Confidential"),
                "attached": tr("With attachment"),
            }
        )
        columns = evidence_columns()
        self.model: RowTable[EvidenceRow] = RowTable(columns, lambda row: row.id, self)
        self.table = plain_table(
            self.model, "evidence-table", tr("Evidence"), frozenset(("title",))
        )
        self.told = Sentence()
        role = QDialogButtonBox.ButtonRole.ActionRole
        self._lay_out()
        self.use = self.button("evidence-table-use", tr("&Use"), role, self._on_use)
        self.go = self.button("evidence-table-go", tr("&Go to the claim"), role, self._on_go)
        self.remove = self.button("evidence-table-remove", tr("&Remove"), role, self._on_remove)
        close = self.close_button()
        self.finish(close, letters=_LETTERS)
        self.resize(self.width(), self.lines(30))
        for button in (self.use, self.go, self.remove):
            button.setAutoDefault(False)
        self._connect()
        self.reload()
        self.search.setFocus()

    def pick(self, *, is_picking: bool) -> None:
        """Let Enter put the row to the current claim, or lead to its claims."""
        self._is_picking = is_picking
        default = self.use if is_picking else self.go
        default.setDefault(True)
        self._show_current()

    def current(self) -> EvidenceRow | None:
        """Return the row that is chosen."""
        return self.model.row_at(self.table.currentIndex().row())

    def reload(self) -> None:
        """Read and show what is asked for, in the order that is chosen."""
        words = fold(self.search.text()).split()
        wanted = _SHOWN[self.shown.choice]
        rows = [row for row in self._project.read(evidence.rows) if wanted(row)]
        rows = [row for row in rows if all(word in _haystack(row) for word in words)]
        name, direction = self._order
        rows.sort(key=_keys(name), reverse=direction != RISING)
        self.model.replace(rows)
        if rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_current()

    def _lay_out(self) -> None:
        name_widget(self.search, "evidence-search", tr("Search the evidence"))
        self.search.setPlaceholderText(tr("Search titles, addresses, quotes, authors"))
        self.search.setClearButtonEnabled(True)
        name_widget(self.shown, "evidence-shown", tr("Which evidence is shown"))
        name_widget(self.told, "evidence-told", tr("What it is used for"))
        header = self.table.horizontalHeader()
        header.show()
        for name, letters in _NARROW.items():
            place = [one.name for one in self.model.columns].index(name)
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(place, self.letters(letters))
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, RISING)
        self.table.setMinimumHeight(self.lines(_LINES))
        row = QHBoxLayout()
        row.addWidget(self.search, 3)
        row.addWidget(self.shown, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.told)

    def _connect(self) -> None:
        self.search.textChanged.connect(self.reload)
        self.shown.picked.connect(self.reload)
        header = self.table.horizontalHeader()
        header.sortIndicatorChanged.connect(self._on_order)
        self.table.selectionModel().currentChanged.connect(self._show_current)
        self.table.doubleClicked.connect(self._on_opened)
        self._project.changed.connect(self._on_changed)
        self._selection.changed.connect(self._show_current)

    def _show_current(self, *_news: object) -> None:
        if not self._project.is_open:  # the dialog is about to go, too
            return
        row, claim_id = self.current(), self._selection.now.claim_id
        number = None if claim_id is None else self._project.read(claims.number, claim_id)
        used = [] if row is None else self._project.read(_claims, row.id)
        self.use.setText(tr("&Use for claim {n}", n=number) if number else tr("&Use for the claim"))
        may_write = row is not None and not self._project.why_read_only
        is_used = number in [one for _, one in used]
        self.use.setEnabled(may_write and bool(number) and not is_used)
        self.remove.setEnabled(may_write)
        self.go.setEnabled(bool(used))
        if row is None:
            said = (
                tr("No evidence is like this.") if self._is_narrowed() else tr("No evidence yet.")
            )
        elif used:
            numbers = ", ".join(str(one) for _, one in used)
            said = tr("Used for claim {n}" if len(used) == 1 else "Used for claims {n}", n=numbers)
        else:
            said = tr("Not used for any claim.")
        show_text(self.told, said)

    def _is_narrowed(self) -> bool:
        return bool(self.search.text().strip()) or self.shown.choice != "all"

    def _on_order(self, place: int, direction: Qt.SortOrder) -> None:
        self._order = (self.model.columns[place].name, direction)
        self.reload()

    def _on_opened(self) -> None:
        (self.use if self._is_picking and self.use.isEnabled() else self.go).click()

    def _on_use(self) -> None:
        row = self.current()
        if row is not None:
            self.wanted.emit(row.id)
            if self._is_picking:
                self.accept()

    def _on_go(self) -> None:
        """Lead to the next claim behind the current one, round and round."""
        row = self.current()
        used = [] if row is None else [one for one, _ in self._project.read(_claims, row.id)]
        if row is not None and used:
            now = self._selection.now.claim_id
            place = used.index(now) + 1 if now in used else 0
            self.go_wanted.emit(used[place % len(used)], row.id)

    def _on_remove(self) -> None:
        row = self.current()
        if row is not None:
            place = self.table.currentIndex().row()
            edit = partial(evidence.remove, evidence_ids=[row.id])
            if self._project.did(tr("Remove evidence"), edit):
                index = self.model.index(min(place, self.model.rowCount() - 1), 0)
                flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.table.selectionModel().setCurrentIndex(
                    index, flag | QItemSelectionModel.SelectionFlag.Rows
                )

    def _on_changed(self, change: Change) -> None:
        if change.touches(*_TABLES):
            self.reload()


def _claims(session: Session, evidence_id: Id) -> list[tuple[Id, int]]:
    """Return the claims a piece of evidence is used for, with their numbers, in their order."""
    found = evidence.links(session, evidence_id=evidence_id)
    return [(one.claim_id, claims.number(session, one.claim_id) or 0) for one in found]


def _haystack(row: EvidenceRow) -> str:
    said = (row.title, row.author, row.publisher, row.url, row.archive_url, row.quote)
    return fold("\n".join((*said, row.citation, row.attachment_name, row.interest)))


def _keys(name: str) -> Callable[[EvidenceRow], tuple[object, ...]]:
    if name == "claims":
        return lambda row: (row.claims, row.id)
    column = next(one for one in evidence_columns() if one.name == name)
    return lambda row: (fold(column.show(row)), row.id)
