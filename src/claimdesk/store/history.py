"""Write every edit as history together with the tables.

The recorder is the only writer: each new or changed record becomes an entry of the history, and
its table row is what its entries say. Removing a record is an entry, too; rows are never deleted.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import MappingProxyType

from claimdesk import __version__
from claimdesk.core.change import Change, Transaction
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id
from claimdesk.store import projection, revisions
from claimdesk.store.projection import Key
from claimdesk.store.records import (
    FIELDS,
    IMMUTABLE,
    LEVEL,
    FormatError,
    Patch,
    check_patch,
    encode,
)
from claimdesk.store.revisions import Revision, Stamp

Clock = Callable[[], int]
"""Returns Unix time in ms."""
_STAYS = frozenset(("deleted", "position", "current_version_id"))
"""Fields a record that comes back keeps from before: its place, and what is linked later."""
_Step = tuple[str, Patch]
"""What one entry does: (kind, patch)."""
_RESTORE: _Step = ("restore", {"deleted": 0})
_GONE: Patch = {"deleted": 1}
GONE_BEFORE = "This, or what it belongs to, was removed before."


def session_id(nonce: bytes, reviewer_id: bytes, started_ms: int, app_version: str) -> bytes:
    """Return the id of a writing session: 16 bytes of SHA-256 over its other columns."""
    parts = (b"claimdesk-session-1", nonce, reviewer_id, b"%d" % started_ms, app_version.encode())
    return hashlib.sha256(b"".join(b"%d:" % len(part) + part for part in parts)).digest()[:16]


@dataclass(slots=True)
class _Writing:
    """One reviewer's writing session in this opening of the file."""

    id: bytes
    seq: int = 0
    txn: int = 0


class Writer:
    """Who writes into one open store, and the numbers that order the entries."""

    def __init__(self, reviewer_id: Id, clock: Clock) -> None:
        self.reviewer_id = reviewer_id
        self.clock = clock
        self._sessions: dict[bytes, _Writing] = {}
        self._lamport: int | None = None
        self._wall_ms = 0
        self._is_new = True

    def begin(self) -> None:
        """Start a new action: what follows is undone together."""
        self._is_new = True
        for writing in self._sessions.values():
            writing.txn = 0

    def abandon(self) -> None:
        """Forget the sessions of a rolled-back action; their numbers are never used again."""
        self._sessions.clear()
        self._lamport = None

    def stamp(self, connection: sqlite3.Connection, reviewer_id: bytes) -> Stamp:
        """Return the stamp of the next entry, which is written in this reviewer's session."""
        writing = self._sessions.get(reviewer_id) or self._start(connection, reviewer_id)
        if self._lamport is None:
            row = connection.execute("SELECT coalesce(max(lamport), 0) FROM revision").fetchone()
            self._lamport = int(row[0])
        self._lamport += 1
        writing.seq += 1
        writing.txn = writing.txn or writing.seq
        return Stamp(writing.id, writing.seq, self._lamport, self._moment(), writing.txn)

    def transactions(self) -> tuple[Transaction, ...]:
        """Return what the action has written so far, by session."""
        sessions = self._sessions.values()
        return tuple(Transaction(one.id, one.txn) for one in sessions if one.txn)

    def _moment(self) -> int:
        """Return the time of the action, ms: one for all of it, another than that before it."""
        if self._is_new:
            now = self.clock()
            self._wall_ms = now + (now == self._wall_ms)
            self._is_new = False
        return self._wall_ms

    def _start(self, connection: sqlite3.Connection, reviewer_id: bytes) -> _Writing:
        """Begin a session; one for somebody else bears the id of mine as its nonce."""
        nonce, now = os.urandom(16), self.clock()
        if reviewer_id != self.reviewer_id:
            mine = self._sessions.get(self.reviewer_id)
            nonce = (mine or self._start(connection, self.reviewer_id)).id
        writing = _Writing(session_id(nonce, reviewer_id, now, __version__))
        connection.execute(
            "INSERT INTO session VALUES (?,?,?,?,?)",
            (writing.id, nonce, reviewer_id, __version__, now),
        )
        self._sessions[reviewer_id] = writing
        return writing


class Action:
    """One edit while it is made: what is undone together, in one transaction of the file."""

    def __init__(self, connection: sqlite3.Connection, writer: Writer) -> None:
        writer.begin()
        self.writer = writer
        self._connection = connection
        self._touched: set[Key] = set()
        self._restored: set[bytes] = set()

    def put(self, key: Key, values: Patch) -> None:
        """Add a record with these columns; a live one stays as it is, a removed one comes back.

        What comes back has the new values and its old place; REFUSED if it was something else.
        """
        there = projection.current(self._connection, key)
        if there is None:
            self._create(key, values)
        elif there["deleted"]:
            given = {name: rule.default for name, rule in FIELDS[key[0]].items()} | values
            if any(given[name] != there[name] for name in IMMUTABLE.get(key[0], ())):
                raise ReviewError(Code.REFUSED, "This identity belonged to something else before.")
            back = {name: given[name] for name in given.keys() - _STAYS}
            self._append(key, _put(there, back), _RESTORE)

    def write(self, key: Key, values: Patch, *, restore: bool = False) -> None:
        """Set columns of a record that is there; what is so already is not written again.

        ``restore`` brings back a removed record, even below another that stays removed.
        """
        there = projection.current(self._connection, key) or {}
        if restore:
            self._restored.add(key[1])
        steps = [_put(there, values)] + [_RESTORE] * restore
        self._append(key, *steps)

    def remove(self, key: Key) -> None:
        """Remove a record, having seen all that hangs on it now."""
        seen = {
            head.hex()
            for _, child in projection.descendants(self._connection, *key)
            for head in revisions.head_ids(self._connection, child)
        }
        self._append(key, ("delete", {"deleted": 1, "seen": sorted(seen)} if seen else _GONE))

    def finish(self, label: str) -> Change:
        """Check and return what the action did.

        An edit sees all there is, so the one conflict it could make is work below a record that
        was removed: that is REFUSED. What is only brought back there stays hidden with it.
        """
        query = "SELECT 1 FROM revision WHERE kind='delete' LIMIT 1"
        if self._connection.execute(query).fetchone():
            above = projection.lifted(self._connection, self._touched)
            for key in sorted(above, key=children_first):
                self._look_again(key)
        records: dict[str, set[Id]] = {}
        for entity, record_id in self._touched:
            records.setdefault(entity, set()).add(Id(record_id))
        frozen = {entity: frozenset(ids) for entity, ids in records.items()}
        return Change(label, self.writer.transactions(), MappingProxyType(frozen))

    def _create(self, key: Key, values: Patch) -> None:
        rules = FIELDS[key[0]]
        patch = {
            name: encode(value)
            for name, value in values.items()
            if name not in rules or value != rules[name].default
        }
        author = values["reviewer_id"] if key[0] == "assessment" else self.writer.reviewer_id
        revisions.insert(self._connection, self._entry(author, key, ("put", patch), ()))
        projection.create(self._connection, key, patch)
        self._touched.add(key)

    def _append(self, key: Key, *steps: _Step) -> None:
        steps = tuple(step for step in steps if step[1])
        if not steps:
            return
        author: bytes = self.writer.reviewer_id
        if key[0] == "assessment":
            query = "SELECT reviewer_id FROM assessment WHERE id=?"
            author = self._connection.execute(query, key[1:]).fetchone()[0]
        entries = revisions.of_record(self._connection, key[1])
        for step in steps:
            parents = [head.id for head in revisions.heads(entries)]
            entries.append(self._entry(author, key, step, parents))
            revisions.insert(self._connection, entries[-1])
        self._project(key, entries)
        self._touched.add(key)

    def _project(self, key: Key, entries: list[Revision]) -> None:
        if projection.materialise(self._connection, key, entries):
            raise ReviewError(Code.REFUSED, GONE_BEFORE)

    def _look_again(self, key: Key) -> None:
        """Project a once removed record that something was edited below."""
        before = projection.current(self._connection, key)
        entries = revisions.of_record(self._connection, key[1])
        if projection.materialise(self._connection, key, entries):
            if projection.work_below(self._connection, key) - self._restored:
                raise ReviewError(Code.REFUSED, GONE_BEFORE)
            self.remove(key)  # again, having seen what was brought back
        if projection.current(self._connection, key) != before:
            self._touched.add(key)

    def _entry(self, author: bytes, key: Key, step: _Step, parents: Iterable[bytes]) -> Revision:
        """Return a new entry; one that a whole verification would not accept is REFUSED."""
        try:
            check_patch(key[0], *step)
        except FormatError as finding:
            raise ReviewError(Code.REFUSED, f"This cannot be saved: {finding}.") from None
        return revisions.make(self.writer.stamp(self._connection, author), key, step, parents)


def children_first(key: Key) -> tuple[int, bytes]:
    """Return what sorts records so that what hangs on others comes before them."""
    return LEVEL[key[0]], key[1]


def _put(there: Patch, wanted: Patch) -> _Step:
    return "put", {name: encode(value) for name, value in wanted.items() if there[name] != value}
