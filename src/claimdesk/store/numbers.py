"""The numbers of the claims: their places in the claim list, from 1.

A number is not stored, it follows from the places of all claims. Counting them for every question
takes 3 ms with 20,000 claims; an edit mostly touches none of them, or adds one at the end.
"""

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from operator import itemgetter

from claimdesk.core.model import Id
from claimdesk.store.following import Following

_Place = tuple[str, Id, int]
"""What the claim list is ordered by, and the row of the claim in its table."""
_Arrange = Callable[[bytes], Iterable[int]]


class Numbers(Following):
    """All live claims in the order of the list, as one connection sees them."""

    def __init__(self) -> None:
        super().__init__()
        self._places: list[_Place] = []
        self._positions: dict[Id, str] = {}
        self._numbers: dict[Id, int] = {}
        self._arrange: _Arrange | None = None

    def __len__(self) -> int:
        """Return how many claims there are."""
        return len(self._places)

    def ids(self) -> Iterable[Id]:
        """Return all claims in the order of the list."""
        return self._numbers.keys()

    def arranged(self, signs: bytes) -> bytes:
        """Return signs of all claims, given in the order of their rows, in the order of the list.

        To read the rows where they lie takes much less than to look up each in turn.
        """
        if self._arrange is None:
            rows = [row for _, _, row in self._places]
            rank = {row: place for place, row in enumerate(sorted(rows))}
            places = [rank[row] for row in rows]
            self._arrange = bytes if places == [*range(len(rows))] else itemgetter(*places)
        return bytes(self._arrange(signs))

    def of(self, claim_id: Id | None) -> int | None:
        """Return the number of a claim, or None if there is no such claim."""
        return None if claim_id is None else self._numbers.get(claim_id)

    def at(self, number: int) -> Id | None:
        """Return the claim with a number, or None if there is no such number."""
        return self._places[number - 1][1] if 0 < number <= len(self._places) else None

    def place(self, claim_id: Id | None) -> tuple[str, Id]:
        """Return the place of a claim, or one before all if there is no such claim."""
        if claim_id is None or claim_id not in self._positions:
            return "", Id(b"")
        return self._positions[claim_id], claim_id

    def is_behind_all_but(self, position: str, claim_id: Id, others: Collection[Id]) -> bool:
        """Return whether only some other claims have places behind this one."""
        at = bisect_left(self._places, (position, claim_id, 0))
        few = len(self._places) - at <= len(others)
        return few and all(one in others for _, one, _ in self._places[at:])

    def _read(self, connection: sqlite3.Connection) -> None:
        # Read from ix_claim_place alone, in its order.
        query = "SELECT position, id, rowid FROM claim WHERE deleted = 0 ORDER BY position, id"
        self._places, self._arrange = connection.execute(query).fetchall(), None
        self._positions = {claim_id: position for position, claim_id, _ in self._places}
        self._count()

    def _look_again(self, connection: sqlite3.Connection, claim_id: Id) -> None:
        query = "SELECT position, rowid FROM claim WHERE id = ? AND deleted = 0"
        new, row = connection.execute(query, (claim_id,)).fetchone() or (None, 0)
        old = self._positions.get(claim_id)
        if new == old:
            return
        self._arrange = None
        if old is not None:
            del self._positions[claim_id]
            self._take_out(old, claim_id)
        if new is not None:
            self._positions[claim_id] = new
            self._put_in((new, claim_id, row))

    def _take_out(self, position: str, claim_id: Id) -> None:
        del self._numbers[claim_id]
        at = bisect_left(self._places, (position, claim_id, 0))
        del self._places[at]
        if at < len(self._places):
            self._count()

    def _put_in(self, place: _Place) -> None:
        at = bisect_left(self._places, place)
        self._places.insert(at, place)
        if at + 1 < len(self._places):
            self._count()
        else:
            self._numbers[place[1]] = at + 1

    def _count(self) -> None:
        self._numbers = {claim_id: n for n, (_, claim_id, _) in enumerate(self._places, 1)}
