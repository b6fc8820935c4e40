"""The claims that are not written in ASCII alone, folded, to look for words in them.

SQLite's LIKE takes capitals of ASCII for small letters and knows nothing else; to fold the others
for every word that is looked for takes as long as all the rest of the question.
"""

import sqlite3
from typing import Any

from claimdesk.core.folding import fold
from claimdesk.core.model import Id
from claimdesk.store.following import Following

_TEXTS = "SELECT id, rowid, text, claimant FROM claim WHERE deleted = 0"
_OTHERS = (
    " AND ("
    + " OR ".join(
        f"length({text}) <> length(CAST({text} AS BLOB))" for text in ("text", "claimant")
    )
    + ")"
)


class FoldedClaims(Following):
    """Text and claimant of these claims, on a line each."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: dict[Id, tuple[int, str]] = {}

    def holding(self, word: str) -> list[int]:
        """Return the rows of the claims that hold a folded word."""
        return [row for row, text in self._texts.values() if word in text]

    def _read(self, connection: sqlite3.Connection) -> None:
        self._texts = {}
        for found in connection.execute(_TEXTS + _OTHERS):
            self._take_in(*found)

    def _look_again(self, connection: sqlite3.Connection, claim_id: Id) -> None:
        self._texts.pop(claim_id, None)
        for found in connection.execute(f"{_TEXTS}{_OTHERS} AND id = ?", (claim_id,)):
            self._take_in(*found)

    def _take_in(self, claim_id: Any, row: int, text: str, claimant: str) -> None:
        # No word that is looked for goes on to another line.
        self._texts[claim_id] = row, f"{fold(text)}\n{fold(claimant)}"
