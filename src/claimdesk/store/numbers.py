"""The numbers of the claims: their places in the claim list, from 1.

A number is not stored, it follows from the places of all claims. Counting them for every question
takes 3 ms with 20,000 claims; so they are kept from one reading to the next, and an edit only names
the claims it touched: mostly none, or one more at the end.
"""

import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Iterable

from claimdesk.core.model import Id

_MOST = 50
"""Claims above which reading all places again is quicker than following one by one."""
_Place = tuple[str, Id]
"""What the claim list is ordered by."""


class Numbers:
    """All live claims in the order of the list, as one connection sees them."""

    def __init__(self) -> None:
        self._version: int | None = None
        self._stale: set[Id] = set()
        self._places: list[_Place] = []
        self._positions: dict[Id, str] = {}
        self._numbers: dict[Id, int] = {}

    def __len__(self) -> int:
        """Return how many claims there are."""
        return len(self._places)

    def ids(self) -> Iterable[Id]:
        """Return all claims in the order of the list."""
        return self._numbers.keys()

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
        at = bisect_left(self._places, (position, claim_id))
        few = len(self._places) - at <= len(others)
        return few and all(one in others for _, one in self._places[at:])

    def note(self, touched: Collection[Id]) -> None:
        """Remember which claims an edit of the same connection touched."""
        self._stale |= set(touched)
        if len(self._stale) > _MOST:
            self._version = None

    def follow(self, connection: sqlite3.Connection) -> None:
        """Take in what was touched since the last time, here or through another connection."""
        version = connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self._read(connection)
        else:
            for claim_id in self._stale:
                self._place(connection, claim_id)
        self._version = version
        self._stale.clear()

    def _read(self, connection: sqlite3.Connection) -> None:
        # Read from ix_claim_place alone, in its order.
        query = "SELECT position, id FROM claim WHERE deleted = 0 ORDER BY position, id"
        self._places = connection.execute(query).fetchall()
        self._positions = {claim_id: position for position, claim_id in self._places}
        self._count()

    def _place(self, connection: sqlite3.Connection, claim_id: Id) -> None:
        query = "SELECT position FROM claim WHERE id = ? AND deleted = 0"
        found = connection.execute(query, (claim_id,)).fetchone()
        new = found[0] if found else None
        old = self._positions.get(claim_id)
        if new == old:
            return
        if old is not None:
            del self._positions[claim_id]
            self._take_out((old, claim_id))
        if new is not None:
            self._positions[claim_id] = new
            self._put_in((new, claim_id))

    def _take_out(self, place: _Place) -> None:
        del self._numbers[place[1]]
        at = bisect_left(self._places, place)
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
        self._numbers = {claim_id: n for n, (_, claim_id) in enumerate(self._places, 1)}
