"""What is remembered of all claims, from one reading to the next.

To read all of them for every question takes as long as there are claims; an edit touches few, and
names them. So each edit is followed by looking at those again, once somebody asks.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Collection

from claimdesk.core.model import Id

_MOST = 50
"""Claims above which reading all anew is quicker than following one by one."""


class Following(ABC):
    """Something about all claims, as one connection sees them."""

    def __init__(self) -> None:
        self._version: int | None = None
        self._stale: set[Id] = set()

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
                self._look_again(connection, claim_id)
        self._version = version
        self._stale.clear()

    @abstractmethod
    def _read(self, connection: sqlite3.Connection) -> None:
        """Take in all claims anew."""

    @abstractmethod
    def _look_again(self, connection: sqlite3.Connection, claim_id: Id) -> None:
        """Take in how one claim is now, or that it is gone."""
