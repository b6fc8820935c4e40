"""A table of very many rows, of which only those are read that are looked at.

It holds the keys of all rows in order; a row is fetched, with its neighbours, when a view asks for
it. As with `RowTable`, indexes that views keep go along with their rows: an edit takes out, puts in
or moves single keys, ``replace`` does the same for many at once. ``show`` begins another list.
"""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from claimdesk.ui.models.row_table import Column, ColumnTable, Index, R

K = TypeVar("K", bound=Hashable)

_PAGE = 64
"""Rows read at once: more than a screen shows of them, and still read within a frame."""
_MOST_KEPT = 4096
_FEW = 4
_FLAGS = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)
_NOWHERE = QModelIndex()


class PagedTable(ColumnTable[R], Generic[K, R]):
    """Rows of one kind, known by a key each, read as they are needed."""

    sort_wanted = Signal(int, bool)
    """(column, from the other end) another order is wished for; no column means the usual one."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        fetch: Callable[[Sequence[K]], Mapping[K, R]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._fetch = fetch
        self._keys: list[K] = []
        self._count = 0
        self._rest: Callable[[], list[K]] | None = None
        self._places: dict[K, int] | None = None
        self._found: dict[K, int] = {}
        self._kept: dict[K, R | None] = {}

    @property
    def keys(self) -> Sequence[K]:
        """Return the keys of all rows, in order."""
        self.read_rest()
        return self._keys

    @property
    def head(self) -> Sequence[K] | None:
        """Return the first keys while the others are still to be read, else None."""
        return self._keys if self._rest else None

    def row_at(self, place: int) -> R | None:
        """Return the row at a place, or None outside the list."""
        key = self.key_at(place)
        if key is None:
            return None
        if key not in self._kept:
            first = place - place % _PAGE
            page = self._keys[first : first + _PAGE]
            self._keep([one for one in page if one not in self._kept])
        return self._kept[key]

    def rows_of(self, keys: Sequence[K]) -> list[R]:
        """Return rows by their keys: without keeping them, for they may be very many."""
        portions = (keys[at : at + _MOST_KEPT] for at in range(0, len(keys), _MOST_KEPT))
        fetched = ((portion, self._fetch(portion)) for portion in portions)
        return [found[key] for portion, found in fetched for key in portion if key in found]

    def key_at(self, place: int) -> K | None:
        """Return the key at a place, or None outside the list."""
        if len(self._keys) <= place < self._count:
            self.read_rest()
        return self._keys[place] if 0 <= place < len(self._keys) else None

    def place_of(self, key: K | None) -> int | None:
        """Return where the row with this key is, or None."""
        if key is None:
            return None
        if self._places is not None:
            return self._places.get(key)
        if key not in self._found:
            # For one key a walk is quicker than to note the places of all.
            with suppress(ValueError):
                self._found[key] = self._keys.index(key)
        if key not in self._found and self._rest is not None:
            self.read_rest()
            return self.place_of(key)
        return self._found.get(key)

    def index_of(self, key: K | None, column: int = 0) -> QModelIndex:
        """Return the index of a row with this key; invalid when it is not shown."""
        place = self.place_of(key)
        return QModelIndex() if place is None else self.index(place, column)

    def show(
        self, keys: list[K], count: int | None = None, rest: Callable[[], list[K]] | None = None
    ) -> None:
        """Show another list; views forget what they pointed at.

        These may be the first keys only of so many, when it is said how all of them are read.
        """
        self.beginResetModel()
        self._set(keys)
        self._count, self._rest = len(keys) if count is None else count, rest
        self._kept.clear()
        self.endResetModel()

    def read_rest(self) -> None:
        """Read the keys that are not there yet."""
        if self._rest is not None:
            rest, self._rest = self._rest, None
            self._keys = rest()

    def replace(self, keys: list[K]) -> None:
        """Show the same list after much has changed, and read again what is looked at."""
        self.read_rest()
        self._kept.clear()
        old, new = set(self._keys), set(keys)
        gone = [key for key in self._keys if key not in new]
        staying = [key for key in keys if key in old]
        self._put_in_order([*staying, *gone])
        if gone:
            self.beginRemoveRows(_NOWHERE, len(staying), len(staying) + len(gone) - 1)
            self._set(staying)
            self.endRemoveRows()
        come = [key for key in keys if key not in old]
        if come:
            self.beginInsertRows(_NOWHERE, len(staying), len(keys) - 1)
            self._set([*staying, *come])
            self.endInsertRows()
        self._put_in_order(keys)
        self.renew_all()

    def take_out(self, key: K) -> None:
        """Show a row no more."""
        place = self._place(key)
        self.beginRemoveRows(_NOWHERE, place, place)
        self._set([*self._keys[:place], *self._keys[place + 1 :]])
        self.endRemoveRows()

    def put_in(self, place: int, key: K) -> None:
        """Show another row at a place."""
        self.read_rest()
        self.beginInsertRows(_NOWHERE, place, place)
        self._set([*self._keys[:place], key, *self._keys[place:]])
        self.endInsertRows()

    def move(self, key: K, place: int) -> None:
        """Show a row at another place, counted without it."""
        old = self._place(key)
        if place == old:
            return
        self.beginMoveRows(_NOWHERE, old, old, _NOWHERE, place if place < old else place + 1)
        others = [*self._keys[:old], *self._keys[old + 1 :]]
        self._set([*others[:place], key, *others[place:]])
        self.endMoveRows()

    def renew(self, keys: Collection[K]) -> None:
        """Read some rows again when they are looked at."""
        if len(keys) > _FEW:
            self._note_places()
        for key in keys:
            place = self.place_of(key)
            self._kept.pop(key, None)
            if place is not None:
                self._announce(place, place)

    def renew_all(self) -> None:
        """Read every row again when it is looked at."""
        self._kept.clear()
        if self._count:
            self._announce(0, self._count - 1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else self._count

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that rows can be dragged; the view decides whether they are."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order: the rows are sorted where they are read from."""
        self.sort_wanted.emit(column, order == Qt.SortOrder.DescendingOrder)

    def _keep(self, keys: Sequence[K]) -> None:
        if len(self._kept) > _MOST_KEPT:
            # In the order of their reading: what is on the screen was read last.
            self._kept = dict(list(self._kept.items())[-_PAGE * 2 :])
        # What is gone by now is not asked for again and again.
        self._kept |= dict.fromkeys(keys)
        self._kept |= self._fetch(keys)

    def _place(self, key: K) -> int:
        self.read_rest()
        place = self.place_of(key)
        if place is None:
            raise KeyError(key)
        return place

    def _set(self, keys: list[K]) -> None:
        self._keys, self._count = keys, len(keys)
        self._places = self._rest = None
        self._found = {}

    def _note_places(self) -> None:
        self._places = {one: place for place, one in enumerate(self.keys)}

    def _announce(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _put_in_order(self, keys: list[K]) -> None:
        """Show the same rows in another order; indexes that views keep go along."""
        if keys == self._keys:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        owners = [self._keys[one.row()] for one in before]
        self._set(keys)
        self._note_places()
        places = zip(owners, before, strict=True)
        self.changePersistentIndexList(
            before, [self.index_of(key, one.column()) for key, one in places]
        )
        self.layoutChanged.emit()
