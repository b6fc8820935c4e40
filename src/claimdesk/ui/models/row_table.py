"""One table model for every list: columns are data, a refresh is the difference of two readings.

What is shown is a list of frozen rows. ``replace`` takes the next reading and tells the views only
what went, came, moved or changed, so selection, current row and place of the view stay.
"""

from abc import abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

ROW_ROLE = int(Role.UserRole)
"""The whole row, for delegates."""
MARK_ROLE = int(Role.UserRole) + 1
"""What a delegate paints instead of the text or beside it."""
START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
RISING, FALLING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter

_SCATTERED = 32
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """What one column shows of a row.

    ``name`` is stable and kept in settings, ``title`` heads the column on screen, ``spoken_title``
    is said instead of it where the title is a sign; ``said`` is what assistive technology says of a
    cell where that differs from what is shown; ``mark`` is for the delegate; where a column
    ``falls``, the largest comes first when it is sorted by.
    """

    name: str
    title: str
    show: Callable[[R], str]
    tip: Callable[[R], str] | None = None
    said: Callable[[R], str] | None = None
    mark: Callable[[R], object] | None = None
    align: Qt.AlignmentFlag = START
    spoken_title: str = ""
    falls: bool = False


class ColumnTable(QAbstractTableModel, Generic[R]):
    """Shows rows through columns; where the rows are from is said by those that inherit."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    @abstractmethod
    def row_at(self, place: int) -> R | None:
        """Return the row at a place, or None outside the list."""

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what the view asks of one cell."""
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = self.columns[index.column()]
        match role:
            case Role.DisplayRole:
                return column.show(row)
            case Role.ToolTipRole if column.tip:
                return column.tip(row) or None
            case Role.AccessibleTextRole if column.said:
                return column.said(row)
            case Role.TextAlignmentRole:
                return column.align
            case _:
                return self._own_data(row, column, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Return how a column is headed; rows have no heading."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Role.DisplayRole:
                return column.title
            case Role.AccessibleTextRole | Role.ToolTipRole:
                return column.spoken_title or column.title
            case Role.TextAlignmentRole:
                return column.align
            case Role.InitialSortOrderRole:
                return FALLING if column.falls else RISING
            case _:
                return None

    def _own_data(self, row: R, column: Column[R], role: int) -> object:
        match role:
            case _ if role == ROW_ROLE:
                return row
            case _ if role == MARK_ROLE and column.mark:
                return column.mark(row)
            case _:
                return None


class RowTable(ColumnTable[R], Generic[R]):
    """Rows of one kind, known by a key each."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._key = key
        self._rows: list[R] = []
        self._places: dict[Hashable, int] = {}

    @property
    def rows(self) -> Sequence[R]:
        """Return what is shown, in order."""
        return self._rows

    def row_at(self, place: int) -> R | None:
        """Return the row at a place, or None outside the list."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, key: Hashable) -> int | None:
        """Return where the row with this key is, or None."""
        return self._places.get(key)

    def index_of(self, key: Hashable, column: int = 0) -> QModelIndex:
        """Return the index of a row with this key; invalid when it is not shown."""
        place = self._places.get(key)
        return QModelIndex() if place is None else self.index(place, column)

    def replace(self, rows: Sequence[R]) -> None:
        """Show these rows from now on, and announce nothing but the differences."""
        new = list(rows)
        wanted = {self._key(row): place for place, row in enumerate(new)}
        if len(wanted) != len(new):
            raise ValueError("two rows have the same key")
        self._leave_out(wanted)
        self._put_in_order(wanted)
        self._bring_in(new)
        self._update(new)

    def change(self, rows: Sequence[R], gone: Iterable[Hashable] = ()) -> None:
        """Show these rows anew, each in its place; those that were not there come at the end."""
        left = (self._places[key] for key in gone if key in self._places)
        for last in sorted(left, reverse=True):
            self._take_out(last, last)
        come: list[R] = []
        changed: list[int] = []
        for row in rows:
            place = self._places.get(self._key(row))
            if place is None:
                come.append(row)
            elif self._rows[place] != row:
                self._rows[place] = row
                changed.append(place)
        self._tell_changed(changed)
        if come:
            self._insert(len(self._rows), come)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def _leave_out(self, wanted: dict[Hashable, int]) -> None:
        gone = [i for i, row in enumerate(self._rows) if self._key(row) not in wanted]
        blocks = list(runs(gone))
        if len(blocks) > _SCATTERED:
            # One reordering and one removal cost less than a signal for each of many blocks.
            out = set(gone)
            self._permute([i for i in range(len(self._rows)) if i not in out] + gone)
            blocks = [(len(self._rows) - len(gone), len(self._rows) - 1)]
        for first, last in reversed(blocks):
            self._take_out(first, last)

    def _put_in_order(self, wanted: dict[Hashable, int]) -> None:
        order = sorted(range(len(self._rows)), key=lambda i: wanted[self._key(self._rows[i])])
        self._permute(order)

    def _bring_in(self, new: list[R]) -> None:
        """Insert what was not there; what was there is in its new order already."""
        come = [i for i, row in enumerate(new) if self._key(row) not in self._places]
        blocks = list(runs(come))
        if len(blocks) > _SCATTERED:
            staying = len(self._rows)
            self._insert(staying, [new[i] for i in come])
            now_at = {self._key(row): i for i, row in enumerate(self._rows)}
            self._permute([now_at[self._key(row)] for row in new])
            return
        for first, last in blocks:
            self._insert(first, new[first : last + 1])

    def _update(self, new: list[R]) -> None:
        changed = [
            i for i, (old, row) in enumerate(zip(self._rows, new, strict=True)) if old != row
        ]
        self._rows = new
        self._tell_changed(changed)

    def _tell_changed(self, places: Iterable[int]) -> None:
        last_column = len(self.columns) - 1
        for first, last in runs(sorted(places)):
            self.dataChanged.emit(self.index(first, 0), self.index(last, last_column))

    def _take_out(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        for row in self._rows[first : last + 1]:
            del self._places[self._key(row)]
        del self._rows[first : last + 1]
        if first < len(self._rows):
            self._note_places()
        self.endRemoveRows()

    def _insert(self, first: int, rows: list[R]) -> None:
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        is_end = first == len(self._rows)
        self._rows[first:first] = rows
        if is_end:
            self._places.update((self._key(row), first + i) for i, row in enumerate(rows))
        else:
            self._note_places()
        self.endInsertRows()

    def _permute(self, order: list[int]) -> None:
        """Put the row that is at ``order[i]`` now at ``i``; indexes that views keep go along."""
        if all(i == place for i, place in enumerate(order)):
            return
        self.layoutAboutToBeChanged.emit()
        moved_to = {place: i for i, place in enumerate(order)}
        before = self.persistentIndexList()
        self._rows = [self._rows[place] for place in order]
        self._note_places()
        after = [self.index(moved_to[one.row()], one.column()) for one in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _note_places(self) -> None:
        self._places = {self._key(row): i for i, row in enumerate(self._rows)}


def runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of neighbours in rising numbers, as first and last."""
    start = previous = None
    for place in places:
        if start is None or previous is None:
            start = place
        elif place != previous + 1:
            yield start, previous
            start = place
        previous = place
    if start is not None and previous is not None:
        yield start, previous
