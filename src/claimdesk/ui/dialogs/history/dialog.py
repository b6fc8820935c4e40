"""The history of the project as a window: read page by page, narrowed, compared, brought back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from claimdesk.core.change import Change
from claimdesk.core.chronicle import Hindrance, HistoryRow, Tally
from claimdesk.core.model import Id
from claimdesk.store import chronicle, deeds, restoring, reviewers
from claimdesk.store.about import Records
from claimdesk.store.chronicle import Wish
from claimdesk.store.restoring import Old
from claimdesk.store.since import Differences
from claimdesk.store.store import Session
from claimdesk.ui.base.forms import PlainDialog, Sentence, name_widget
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.words import tr
from claimdesk.ui.dialogs.history.detail import HistoryDetail
from claimdesk.ui.dialogs.history.filters import HistoryFilters, Moments
from claimdesk.ui.models import happened
from claimdesk.ui.models.deeds import label
from claimdesk.ui.models.history_columns import list_columns
from claimdesk.ui.models.plain_table import plain_table
from claimdesk.ui.models.row_table import RowTable

_ELSEWHERE = (Hindrance.ELSEWHERE,) * 3
_NOTHING = (Hindrance.FIXED,) * 3
_SIDE = 2
"""The column that says which of two copies has a row."""
_ROWS = 3
"""Rows that are seen at least."""
Hindrances = tuple[Hindrance, Hindrance, Hindrance]


class HistoryDialog(PlainDialog):
    """Lists what was done, the latest first; restores through the project."""

    search_wanted = Signal(object, object)
    """(wish: Wish, before: int) little was found so far: look further back, however far that is."""
    count_wanted = Signal(object)
    """(wish: Wish) count the records this part of the history touched."""
    compare_wanted = Signal()
    """The history is to be compared with that of another copy."""
    export_wanted = Signal(object)
    """(wish: Wish) this part of the history is to be written to a file."""
    go_wanted = Signal(object)
    """(row: HistoryRow) the record is to be shown."""

    def __init__(self, project: Project, moments: Moments, parent: QWidget | None = None) -> None:
        super().__init__("history", tr("History"), parent)
        self._project = project
        self._next: int | None = None
        self._is_searching = False
        self._compared: tuple[str, Differences] | None = None
        self._elsewhere: frozenset[tuple[bytes, str]] = frozenset()
        self.filters = HistoryFilters(project.read(reviewers.rows), moments)
        self.headline = Sentence()
        self.model = RowTable(list_columns(self._side), lambda row: row.key, self)
        self.table = plain_table(self.model, "history-table", tr("History"), frozenset(("told",)))
        self.detail = HistoryDetail()
        self.empty = QLabel()
        self._lay_out()
        self._connect()
        self.reload()

    def keep_to(self, claim_id: Id | None, words: str) -> None:
        """Show the history of one claim only, or of everything."""
        self.filters.keep_to(claim_id)
        self._all.setVisible(claim_id is not None)
        self._claim_words = words
        self.reload()

    def choose(self, key: tuple[bytes, str]) -> None:
        """Make a row the current one, if it is listed."""
        self.table.setCurrentIndex(self.model.index_of(key))

    def reload(self) -> None:
        """Read the history from its end."""
        self._compared = None
        self._elsewhere = frozenset()
        self._is_searching = False
        self.model.replace(())
        wish = self.filters.wish
        page = self._project.read(chronicle.page, wish, None, chronicle.PAGE)
        self._next = page.next
        self._show(page.rows)
        if self.filters.can_count:
            self.count_wanted.emit(wish)
        self._look_further(len(page.rows))

    def show_found(self, wish: Wish, rows: Sequence[HistoryRow], following: int | None) -> None:
        """Show what was found further back, unless something else is asked for by now."""
        if wish == self.filters.wish and self._is_searching:
            self._is_searching = False
            self._next = following
            self._show((*self.model.rows, *rows))
            self._look_further(len(self.model.rows))

    def stop_searching(self) -> None:
        """Say that the search was stopped before it came to its end."""
        if self._is_searching:
            self._is_searching = False
            self.empty.setText(tr("Stopped before the beginning was reached."))

    def show_tally(self, wish: Wish, tallies: tuple[Tally, ...]) -> None:
        """Show the counts of a part of the history, if it is still the one that is shown."""
        if wish == self.filters.wish and self._compared is None:
            self.headline.setText(f"{self.filters.lead}: {happened.tally_words(tallies)}")

    def show_differences(self, name: str, found: Differences) -> None:
        """Show what this copy and another one do not have in common."""
        self._compared = (name, found)
        self._elsewhere = frozenset(row.key for row in found.there.rows)
        self._next, self._is_searching = None, False
        rows = sorted(
            (*found.there.rows, *found.here.rows), key=lambda row: row.when_ms, reverse=True
        )
        self.model.replace(())
        self._show(rows)

    def _show(self, rows: Sequence[HistoryRow]) -> None:
        self.model.replace(rows)
        self.table.setColumnHidden(_SIDE, self._compared is None)
        self.headline.setText(self._heading())
        self.empty.setText(self._nothing())
        self.empty.setVisible(not rows)
        self._split.setVisible(bool(rows))
        self._export.setEnabled(bool(rows) and self._compared is None)
        if rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_detail()

    def _heading(self) -> str:
        if self._compared is not None:
            name, found = self._compared
            here, there = found.here.tallies, found.there.tallies
            return "\n".join(
                (
                    tr("Only in this project: {counts}", counts=happened.tally_words(here)),
                    tr(
                        "Only in “{name}”: {counts}",
                        name=name,
                        counts=happened.tally_words(there),
                    ),
                )
            )
        if self.filters.wish.claim_id is not None:
            return self._claim_words
        return self.filters.lead or tr(
            "As it reached this file, the latest first; the times are those of each writer’s clock."
        )

    def _side(self, row: HistoryRow) -> str:
        """Return which copy alone has a row, while two are compared."""
        if self._compared is None:
            return ""
        return self._compared[0] if row.key in self._elsewhere else tr("this project")

    def _nothing(self) -> str:
        if self._is_searching:
            return tr("Looking further back…")
        if self._compared is not None:
            return tr("Both copies have the same history.")
        return tr("Nothing of this kind was done.")

    def _look_further(self, found: int) -> None:
        """Let a search in the background go on where a page had little on it."""
        if self._next is not None and found < chronicle.PAGE // 2 and not self._is_searching:
            self._is_searching = True
            self.empty.setText(self._nothing())
            self.search_wanted.emit(self.filters.wish, self._next)

    def _on_scrolled(self, place: int) -> None:
        is_inside = place < self.table.verticalScrollBar().maximum()
        if is_inside or self._is_searching or self._next is None:
            return
        page = self._project.read(chronicle.page, self.filters.wish, self._next, chronicle.PAGE)
        self._next = page.next
        self.model.replace((*self.model.rows, *page.rows))
        self._look_further(len(page.rows))

    def _on_changed(self, _change: Change) -> None:
        if self._compared is None:
            size = max(len(self.model.rows), chronicle.PAGE)
            wish = self.filters.wish
            page = self._project.read(chronicle.page, wish, None, size)
            self._next = page.next
            self._show(page.rows)
            self._look_further(len(page.rows))
        else:
            self._show_detail()

    def _show_detail(self, *_rows: QModelIndex) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        if row is None:
            self.detail.show_row(None, _NOTHING, "")
        elif row.key in self._elsewhere:
            self.detail.show_row(row, _ELSEWHERE, tr("only in the other copy"))
            is_here = self._project.read(_is_here, row)
            self.detail.go.setEnabled(self.detail.go.isEnabled() and is_here)
        else:
            hindrances, said = self._project.read(_about, row, self._project.reviewer_id)
            self.detail.show_row(row, hindrances, said)

    def _restore(self, old: Old) -> None:
        field = happened.field_word(old.field)
        self._project.did(
            tr("Restore “{field}”", field=field), partial(restoring.restore_value, old=old)
        )

    def _bring_back(self, row: HistoryRow) -> None:
        key = (row.about.kind, row.about.id)
        words = happened.kind_word(row.about.kind)
        self._project.did(
            tr("Restore {what}", what=words), partial(restoring.restore_removed, key=key)
        )

    def _connect(self) -> None:
        self.filters.changed.connect(self.reload)
        self.table.selectionModel().currentRowChanged.connect(self._show_detail)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.table.doubleClicked.connect(lambda _index: self._go())
        self.detail.restore_wanted.connect(self._restore)
        self.detail.bring_back_wanted.connect(self._bring_back)
        self.detail.go_wanted.connect(self.go_wanted)
        self._project.changed.connect(self._on_changed)

    def _go(self) -> None:
        if self.detail.go.isEnabled():
            self.detail.go.click()

    def _lay_out(self) -> None:
        name_widget(self.headline, "history-heading", "")
        self.headline.setProperty("heading", "true")
        name_widget(self.empty, "history-empty", tr("Nothing to show"))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("quiet", "true")
        self._claim_words = ""
        header = self.table.horizontalHeader()
        header.setVisible(True)
        header.setSectionResizeMode(_SIDE + 1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(_SIDE + 1, self.letters(34))
        rows = self.table.verticalHeader().defaultSectionSize() * _ROWS
        self.table.setMinimumHeight(rows + header.sizeHint().height())
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.table)
        below = QWidget()
        inside = QVBoxLayout(below)
        inside.setContentsMargins(0, 12, 0, 0)
        inside.addWidget(self.detail)
        self._split.addWidget(below)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        for part, stretch in (
            (self.filters, 0),
            (self.headline, 0),
            (self._split, 1),
            (self.empty, 1),
        ):
            self.column.addWidget(part, stretch)
        self._add_buttons()
        self.finish(self.detail.go, letters=96)
        self.resize(self.letters(150), self.lines(46))
        self._split.setSizes([self.lines(24), self.lines(14)])
        self.table.setFocus()

    def _add_buttons(self) -> None:
        role = QDialogButtonBox.ButtonRole.ActionRole
        self._all = self.button(
            "history-all", tr("&All of the project"), role, lambda: self.keep_to(None, "")
        )
        self._all.hide()
        self.button("history-compare", tr("Compare with a c&opy…"), role, self.compare_wanted.emit)
        self._export = self.button(
            "history-export",
            tr("&Export as CSV…"),
            role,
            lambda: self.export_wanted.emit(self.filters.wish),
        )
        self.close_button()


def _is_here(session: Session, row: HistoryRow) -> bool:
    """Return whether what a row of another copy is about is in this one."""
    records = Records(session)
    kind, record_id = row.about.kind, row.about.id
    return bool(records.get(kind, record_id)) and not records.is_hidden(kind, record_id)


def _about(session: Session, row: HistoryRow, reviewer_id: Id) -> tuple[Hindrances, str]:
    """Return what stands in the way of bringing a row's values back, and the name of its action."""
    kind, record_id = row.about.kind, row.about.id
    old = new = Hindrance.FIXED
    if row.changes:
        one = row.changes[0]
        of = partial(restoring.value_hindrance, session, reviewer_id=reviewer_id)
        old = of(old=Old(kind, record_id, one.field, one.raw_old))
        new = of(old=Old(kind, record_id, one.field, one.raw_new))
    removal = restoring.removal_hindrance(session, (kind, record_id), reviewer_id)
    return (old, new, removal), label(deeds.of(session, row.action))
