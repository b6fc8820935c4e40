"""The claim list with its filter; the current row is the claim that is pointed at."""

from collections.abc import Callable

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from claimdesk.core.change import Change
from claimdesk.core.model import ClaimRow, Id, Verdict
from claimdesk.exchange.formula_guard import guard
from claimdesk.store import claims, passages
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.marks import mark_icon, verdict_word
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Pointed, Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.columns import claim_columns
from claimdesk.ui.models.row_table import RowTable
from claimdesk.ui.panes.claim_table import ClaimTable, PlaceKeeper
from claimdesk.ui.panes.empty_hint import EmptyHint
from claimdesk.ui.panes.fields import RETURN
from claimdesk.ui.panes.folding import FoldingRow

_TABLES = ("claim", "assessment", "adjudication", "link", "passage", "article", "reviewer")
_FILTERS: tuple[frozenset[Verdict | None] | None, ...] = (
    None,
    frozenset([None]),
    frozenset([Verdict.CONFIRMED]),
    frozenset([Verdict.DENIED]),
    frozenset([Verdict.UNVERIFIED]),
)
_PAUSE_MS = 80
_Flag = QItemSelectionModel.SelectionFlag
_ROW = _Flag.Rows | _Flag.ClearAndSelect


class FilterEdit(QLineEdit):
    """The text of the filter: Esc clears, then leaves; Enter and Down go to the list."""

    left = Signal()
    """The keyboard is to go on in the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr("Filter claims"))
        self.setClearButtonEnabled(True)
        name_widget(self, "claim-filter", tr("Filter claims"))

    def event(self, event: QEvent) -> bool:
        """Keep Esc, though the window may have a command on it."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear, leave, or type."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, *RETURN):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ClaimListPane(QWidget):
    """Heading, filter and table of the project's claims."""

    menu_wanted = Signal(QPoint)
    """(place on the screen) the context menu of the chosen claims is asked for."""

    def __init__(self, project: Project, selection: Selection, theme: Theme) -> None:
        super().__init__()
        self._project = project
        self._selection = selection
        self._theme = theme
        self._is_refreshing = False
        self._is_driving = False
        self.model: RowTable[ClaimRow] = RowTable(claim_columns(), lambda row: row.id, self)
        self.table = ClaimTable(self.model, theme)
        self.filter = FilterEdit()
        self.verdicts = QComboBox()
        self._heading = QLabel(tr("Claims"))
        self._counted = QLabel()
        self._hint = EmptyHint(self.table)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._fill_verdicts()
        self._lay_out()
        self._connect()
        self._refresh()

    def chosen(self) -> list[Id]:
        """Return the selected claims in list order."""
        indexes = self.table.selectionModel().selectedRows()
        return [self.model.rows[place].id for place in sorted(index.row() for index in indexes)]

    def shown(self) -> list[ClaimRow]:
        """Return the claims the filter lets through, in list order."""
        self._apply_filter_now()
        return list(self.model.rows)

    def neighbour(self, by: int) -> ClaimRow | None:
        """Return the claim so many rows from the one that is pointed at, or the one at the end.

        Without such a row it is the first of the list, or the last on the way up.
        """
        self._apply_filter_now()
        place = self.model.place_of(self._selection.now.claim_id)
        last = self.model.rowCount() - 1
        if place is None:
            return self.model.row_at(0 if by > 0 else last)
        return self.model.row_at(min(max(place + by, 0), last))

    def clear_filter(self) -> None:
        """Show all claims."""
        self.filter.clear()
        self.verdicts.setCurrentIndex(0)
        self._apply_filter_now()

    def focus_filter(self) -> None:
        """Go to the filter and select what it says."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def select_all(self) -> None:
        """Select every claim shown."""
        self.table.selectAll()

    def copy(self) -> None:
        """Copy the selected claims, a line each with tabs between the columns."""
        chosen = set(self.chosen())
        lines = [_as_line(row, self.model) for row in self.model.rows if row.id in chosen]
        if lines:
            # Text alone: spreadsheets read the tabs as columns, everything else as text.
            QGuiApplication.clipboard().setText("\n".join(lines))

    def save_state(self) -> bytes:
        """Return what to remember of the table."""
        return self.table.save_state()

    def restore_state(self, state: bytes | QByteArray) -> None:
        """Take over what was remembered of the table."""
        self.table.restore_state(state)

    def _fill_verdicts(self) -> None:
        name_widget(self.verdicts, "verdict-filter", tr("Verdict"))
        self.verdicts.addItem(tr("All"))
        for wanted in _FILTERS[1:]:
            for verdict in wanted or ():
                word = verdict_word(verdict) if verdict else tr("Not reviewed")
                self.verdicts.addItem(mark_icon(verdict, self._theme.now), word)

    def _lay_out(self) -> None:
        self._heading.setProperty("heading", "true")
        self._counted.setProperty("quiet", "true")
        label = QLabel(tr("&Verdict"))
        label.setProperty("quiet", "true")
        label.setBuddy(self.verdicts)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 0)
        head.addWidget(self._heading)
        head.addWidget(self._counted)
        head.addStretch(1)
        by_verdict = QWidget()
        beside = QHBoxLayout(by_verdict)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(label)
        beside.addWidget(self.verdicts, 1)
        self.filter.setMinimumWidth(self.fontMetrics().horizontalAdvance("M") * 11)
        tools = FoldingRow(self.filter, by_verdict, is_even=False)
        tools.setContentsMargins(12, 0, 12, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(tools)
        layout.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._pause.start)
        self.filter.left.connect(self._on_filter_left)
        self.verdicts.currentIndexChanged.connect(self._on_filter_changed)
        self._pause.timeout.connect(self._on_filter_changed)
        self.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self.table.opened.connect(self._on_opened)
        self.table.menu_wanted.connect(self.menu_wanted)
        self._project.changed.connect(self._on_project_changed)
        self._project.switched.connect(self._on_switched)
        self._selection.changed.connect(self._on_selection_changed)
        self._theme.changed.connect(self._on_theme_changed)

    # Showing ---------------------------------------------------------------------------------

    def _refresh(self) -> None:
        """Read the list again; selection, current row and scroll stay with their claims."""
        rows: list[ClaimRow] = []
        if self._project.is_open:
            wanted = _FILTERS[self.verdicts.currentIndex()]
            rows = self._project.read(claims.rows, self.filter.text(), wanted)
        keeper = PlaceKeeper(self.table)
        self._is_refreshing = True
        self.model.replace(rows)
        self._is_refreshing = False
        keeper.restore()
        self._say_how_many()
        self._follow(is_new=False)

    def _say_how_many(self) -> None:
        total = 0
        if self._is_filtered and self._project.is_open:
            total = self._project.read(claims.count)
        shown = self.model.rowCount()
        some = tr("{shown} of {total}", shown=shown, total=total)
        self._counted.setText(some if self._is_filtered else str(shown or ""))
        if shown:
            self._hint.say("")
        elif self._is_filtered:
            self._hint.say(tr("No claim matches the filter"))
        else:
            self._hint.say(tr("No claims yet: select text and press Ctrl+Return"))

    @property
    def _is_filtered(self) -> bool:
        return bool(self.filter.text().strip()) or self.verdicts.currentIndex() > 0

    def _follow(self, *, is_new: bool) -> None:
        """Make the claim that is pointed at the current row; no row when it is filtered out."""
        claim_id = self._selection.now.claim_id
        index = QModelIndex() if claim_id is None else self.model.index_of(claim_id)
        chosen = self.table.selectionModel()
        if index.row() == chosen.currentIndex().row() and chosen.isRowSelected(index.row()):
            return
        self._is_refreshing = True
        if index.isValid():
            chosen.setCurrentIndex(index, _ROW)
        else:
            chosen.clear()
        self._is_refreshing = False
        if is_new and index.isValid():
            self.table.scrollTo(index)

    def _apply_filter_now(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._on_filter_changed()

    # Slots -----------------------------------------------------------------------------------

    def _on_filter_changed(self) -> None:
        self._refresh()
        current = self.table.currentIndex()
        if current.isValid():
            self.table.scrollTo(current)

    def _on_filter_left(self) -> None:
        self._apply_filter_now()
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.selectRow(0)

    def _on_current_changed(self, current: QModelIndex) -> None:
        row = self.model.row_at(current.row())
        if self._is_refreshing or row is None or row.id == self._selection.now.claim_id:
            return
        # The view is in the middle of selecting rows; following now would undo that.
        self._is_driving = True
        self._point_at(row, lambda article_id: article_id == self._selection.now.article_id)
        self._is_driving = False

    def _on_opened(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        if row is not None:
            self._point_at(row, lambda _: True)

    def _point_at(self, row: ClaimRow, may_show: Callable[[Id], bool]) -> None:
        """Point at a claim, and at its first passage in an article that may be shown."""
        links = self._project.read(passages.links, row.id)
        here = self._selection.now.article_id
        links.sort(key=lambda link: link.article_id != here)
        link = next((one for one in links if may_show(one.article_id)), None)
        if link is None:
            self._selection.choose_claim(row.id)
        else:
            self._selection.show_passage(link.article_id, link.passage_id, row.id)

    def _on_project_changed(self, change: Change) -> None:
        if not change.touches(*_TABLES):
            return
        now = self._selection.now.claim_id
        stood_at = self.model.place_of(now)
        altered = None if self._is_filtered else self._project.read(claims.after, change)
        if altered is None:
            self._refresh()
        elif altered.rows or altered.gone:
            self.model.change(altered.rows, altered.gone)
            self._say_how_many()
            self._follow(is_new=False)
        if now is not None and self._project.read(claims.number, now) is None:
            self._go_near(stood_at or 0)

    def _go_near(self, place: int) -> None:
        """Go to the neighbour of the claim that was pointed at and is gone."""
        row = self.model.row_at(min(place, self.model.rowCount() - 1))
        self._selection.choose_claim(row.id if row else None)

    def _on_switched(self) -> None:
        self._pause.stop()
        self._refresh()

    def _on_selection_changed(self, new: Pointed, old: Pointed) -> None:
        if new.claim_id != old.claim_id and not self._is_driving:
            self._follow(is_new=True)

    def _on_theme_changed(self) -> None:
        for place, wanted in enumerate(_FILTERS):
            for verdict in wanted or ():
                self.verdicts.setItemIcon(place, mark_icon(verdict, self._theme.now))


def _as_line(row: ClaimRow, model: RowTable[ClaimRow]) -> str:
    return "\t".join(guard(" ".join(column.show(row).split())) for column in model.columns)
