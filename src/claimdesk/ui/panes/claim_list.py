"""The claim list with its filter; the current row is the claim that is pointed at."""

import json
from collections.abc import Callable, Collection

from PySide6.QtCore import (
    QByteArray,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from claimdesk.core.change import Change
from claimdesk.core.listing import ClaimColumn, ClaimFilter, ClaimOrder, ListedClaim
from claimdesk.core.model import Id
from claimdesk.exchange.formula_guard import guard
from claimdesk.store import claims, passages
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Pointed, Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.claim_listing import ClaimListing, ClaimRows
from claimdesk.ui.models.row_table import runs
from claimdesk.ui.panes.claim_table import ClaimTable, PlaceKeeper
from claimdesk.ui.panes.empty_hint import EmptyHint
from claimdesk.ui.panes.filter_bar import FilterBar
from claimdesk.ui.panes.nothing_found import NothingFound

_TABLES = (
    *("claim", "assessment", "adjudication", "link", "passage", "article", "reviewer"),
    *("tag", "claim_tag", "evidence", "claim_evidence"),
    *("assignment", "project"),
)
_MOST_CHOSEN = 5000
"""Claims that stay chosen when the list is filtered or sorted anew."""
_Flag = QItemSelectionModel.SelectionFlag
_ROW = _Flag.Rows | _Flag.ClearAndSelect


class ClaimListPane(QWidget):
    """Heading, filter and table of the project's claims."""

    menu_wanted = Signal(QPoint)
    """(place on the screen) the context menu of the chosen claims is asked for."""
    move_wanted = Signal(object, object)
    """(claims: list[Id], before: Id | None) claims are to stand elsewhere in the review."""
    order_changed = Signal()
    """The list is sorted otherwise."""

    def __init__(self, project: Project, selection: Selection, theme: Theme) -> None:
        super().__init__()
        self._project = project
        self._selection = selection
        self._is_refreshing = False
        self._is_driving = False
        self._listing = ClaimListing(project, self)
        self.model: ClaimRows = self._listing.rows
        self.table = ClaimTable(self.model, theme)
        self.bar = FilterBar(project, theme)
        self._heading = QLabel(tr("Claims"))
        self._counted = QLabel()
        self._hint = EmptyHint(self.table)
        self._nothing = NothingFound(self.table)
        self._lay_out()
        self._connect()
        self.table.show_order(self.order)
        self._show()

    @property
    def order(self) -> ClaimOrder:
        """Return what the list is sorted by."""
        return self._listing.order

    def chosen(self) -> list[Id]:
        """Return the selected claims in list order."""
        places = sorted(set(self.table.chosen_places()))
        return [key for place in places if (key := self.model.key_at(place)) is not None]

    def neighbour(self, by: int) -> ListedClaim | None:
        """Return the claim so many rows from the one that is pointed at, or the one at the end.

        Without such a row it is the first of the list, or the last on the way up.
        """
        self.bar.settle()
        place = self.model.place_of(self._selection.now.claim_id)
        last = self.model.rowCount() - 1
        if place is None:
            return self.model.row_at(0 if by > 0 else last)
        return self.model.row_at(min(max(place + by, 0), last))

    def next_open(self) -> Id | None:
        """Return the next claim of the list that nobody has reviewed, round and round."""
        self.bar.settle()
        return self._listing.next_open(self._selection.now.claim_id)

    def beside(self, claim_ids: Collection[Id]) -> Id | None:
        """Return the claim that stays when some are removed: the next one, or the one before."""
        left = set(claim_ids)
        places = [place for one in left if (place := self.model.place_of(one)) is not None]
        keys, last = self.model.keys, max(places, default=-1)
        after = (one for one in keys[last + 1 :] if one not in left)
        before = (one for one in reversed(keys[: last + 1]) if one not in left)
        return next(after, None) or next(before, None)

    def one_up(self, claim_ids: Collection[Id], by: int) -> tuple[bool, Id | None]:
        """Return whether claims can go a row up or down, and the claim they stand before then."""
        places = [place for one in claim_ids if (place := self.model.place_of(one)) is not None]
        goal = min(places, default=0) - 1 if by < 0 else max(places, default=-1) + 2
        return bool(places) and 0 <= goal <= self.model.rowCount(), self.model.key_at(goal)

    def shows(self, claim_id: Id) -> bool:
        """Tell whether a claim is in the list as it is filtered."""
        return self.model.place_of(claim_id) is not None

    def clear_filter(self) -> None:
        """Show all claims."""
        if not self.bar.wanted.is_empty:
            self.bar.use(ClaimFilter())

    def focus_filter(self) -> None:
        """Go to the filter and select what it says."""
        self.bar.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.edit.selectAll()

    def sort(self, order: ClaimOrder) -> None:
        """Sort the list, and remember it."""
        if order != self.order:
            self._listing.order = order
            self.table.show_order(order)
            self._on_filter_changed()
            self.order_changed.emit()

    def select_all(self) -> None:
        """Select every claim shown."""
        self.table.selectAll()

    def copy(self) -> None:
        """Copy the selected claims, a line each with tabs between the columns."""
        lines = [_as_line(row, self.model) for row in self.model.rows_of(self.chosen())]
        if lines:
            # Text alone: spreadsheets read the tabs as columns, everything else as text.
            QGuiApplication.clipboard().setText("\n".join(lines))

    def save_state(self) -> bytes:
        """Return what to remember of the table."""
        order = [self.order.column.value, self.order.is_falling]
        return json.dumps({**self.table.remembered(), "order": order}).encode()

    def restore_state(self, state: bytes | QByteArray) -> None:
        """Take over what was remembered of the table; what cannot be read is passed over."""
        try:
            kept = json.loads(state if isinstance(state, bytes) else bytes(state.data()))
            self.table.remember(kept)
            column, is_falling = kept["order"]
            order = ClaimOrder(ClaimColumn(column), bool(is_falling))
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        self.sort(order)

    def _lay_out(self) -> None:
        self._heading.setProperty("heading", "true")
        self._counted.setProperty("quiet", "true")
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 0)
        head.addWidget(self._heading)
        head.addWidget(self._counted)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        layout.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.bar.changed.connect(self._on_filter_changed)
        self.bar.edit.left.connect(self._on_filter_left)
        self._nothing.cleared.connect(self._on_cleared)
        self.model.sort_wanted.connect(self._on_sort_wanted)
        self.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self.table.opened.connect(self._on_opened)
        self.table.menu_wanted.connect(self.menu_wanted)
        self.table.dropped.connect(self._on_dropped)
        self._project.changed.connect(self._on_project_changed)
        self._project.switched.connect(self._on_switched)
        self._selection.changed.connect(self._on_selection_changed)

    # Showing ---------------------------------------------------------------------------------

    def _show(self) -> None:
        """Find and sort the list; what is chosen and on top stays as far as it is there."""
        chosen = self.chosen()
        keeper = PlaceKeeper(self.table)
        self._is_refreshing = True
        self._listing.wanted = self.bar.wanted
        self._listing.show(whole=self._selection.now.claim_id is not None)
        self._choose_again(chosen)
        self._is_refreshing = False
        keeper.restore()
        self._say_how_many()
        self._follow(is_new=False)

    def _choose_again(self, chosen: list[Id]) -> None:
        if not 1 < len(chosen) <= _MOST_CHOSEN:
            return
        current = self.model.index_of(self._selection.now.claim_id)
        if not current.isValid():
            return
        found = (self.model.place_of(one) for one in chosen)
        selection = QItemSelection()
        for first, last in runs(sorted(place for place in found if place is not None)):
            selection.select(self.model.index(first, 0), self.model.index(last, 0))
        model = self.table.selectionModel()
        model.setCurrentIndex(current, _Flag.NoUpdate)
        model.select(selection, _ROW)

    def _say_how_many(self) -> None:
        is_filtered = not self._listing.wanted.is_empty
        shown = self.model.rowCount()
        self._counted.setText(self._how_many() if is_filtered else str(shown or ""))
        self._nothing.appear(is_wanted=is_filtered and not shown)
        is_empty = not (shown or is_filtered)
        self._hint.say(tr("No claims yet: select text and press Ctrl+Return") if is_empty else "")

    def _how_many(self) -> str:
        total = self._project.read(claims.count) if self._project.is_open else 0
        return tr("{shown} of {total}", shown=self.model.rowCount(), total=total)

    def _follow(self, *, is_new: bool) -> None:
        """Make the claim that is pointed at the current row; no row when it is filtered out."""
        index = self.model.index_of(self._selection.now.claim_id)
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

    # Slots -----------------------------------------------------------------------------------

    def _on_filter_changed(self) -> None:
        self._show()
        current = self.table.currentIndex()
        if current.isValid():
            self.table.scrollTo(current)
        if self.bar.edit.hasFocus():
            said = QAccessibleAnnouncementEvent(self.bar.edit, self._how_many())
            QAccessible.updateAccessibility(said)

    def _on_cleared(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.clear_filter()

    def _on_filter_left(self) -> None:
        self.bar.settle()
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.selectRow(0)

    def _on_sort_wanted(self, column: int, is_falling: bool) -> None:  # noqa: FBT001 - Qt's signal
        if column < 0:
            self.sort(ClaimOrder())
        else:
            self.sort(ClaimOrder(ClaimColumn(self.model.columns[column].name), is_falling))

    def _on_current_changed(self, current: QModelIndex) -> None:
        claim_id = self.model.key_at(current.row())
        if self._is_refreshing or claim_id in (None, self._selection.now.claim_id):
            return
        # The view is in the middle of selecting rows; following now would undo that.
        self._is_driving = True
        self._point_at(claim_id, lambda article_id: article_id == self._selection.now.article_id)
        self._is_driving = False

    def _on_opened(self) -> None:
        claim_id = self.model.key_at(self.table.currentIndex().row())
        if claim_id is not None:
            self._point_at(claim_id, lambda _: True)

    def _point_at(self, claim_id: Id, may_show: Callable[[Id], bool]) -> None:
        """Point at a claim, and at its first passage in an article that may be shown."""
        links = self._project.read(passages.links, claim_id)
        here = self._selection.now.article_id
        links.sort(key=lambda link: link.article_id != here)
        link = next((one for one in links if may_show(one.article_id)), None)
        if link is None:
            self._selection.choose_claim(claim_id)
        else:
            self._selection.show_passage(link.article_id, link.passage_id, claim_id)

    def _on_dropped(self, place: int) -> None:
        moving = self.chosen()
        left = set(moving)
        before = next((one for one in self.model.keys[place:] if one not in left), None)
        if moving:
            self.move_wanted.emit(moving, before)

    def _on_project_changed(self, change: Change) -> None:
        if not change.touches(*_TABLES):
            return
        now = self._selection.now.claim_id
        stood_at = self.model.place_of(now)
        keeper = PlaceKeeper(self.table)
        self._is_refreshing = True
        self._listing.follow(change)
        self._is_refreshing = False
        keeper.restore()
        self._say_how_many()
        self._follow(is_new=False)
        if now is not None and self._project.read(claims.number, now) is None:
            self._go_near(stood_at or 0)

    def _go_near(self, place: int) -> None:
        """Go to the neighbour of the claim that was pointed at and is gone."""
        self._selection.choose_claim(self.model.key_at(min(place, self.model.rowCount() - 1)))

    def _on_switched(self) -> None:
        self.bar.forget()
        self._show()

    def _on_selection_changed(self, new: Pointed, old: Pointed) -> None:
        if new.claim_id != old.claim_id and not self._is_driving:
            self._follow(is_new=True)


def _as_line(row: ListedClaim, model: ClaimRows) -> str:
    return "\t".join(guard(" ".join(column.show(row).split())) for column in model.columns)
