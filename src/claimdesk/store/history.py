"""Write the history while edits are flushed, and take changes back as new history.

Before a flush every new or changed record becomes a revision; after it the tables are projected
again wherever the plain write may differ from what the history says (a record that was ever
removed, or had several heads, and what it hangs on). Removing is ``record.deleted = 1``.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlmodel import Session as SqlSession

from claimdesk import __version__
from claimdesk.core.change import Change, Transaction
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id
from claimdesk.store import projection, revisions
from claimdesk.store.records import BY_NAME, FIELDS, LEVEL, Patch, check_patch, decode, encode
from claimdesk.store.revisions import Revision, Stamp
from claimdesk.store.tables import Tracked

Clock = Callable[[], int]
"""Returns Unix time in ms."""


def session_id(nonce: bytes, reviewer_id: bytes, started_ms: int, app_version: str) -> bytes:
    """Return the id of a writing session: 16 bytes of SHA-256 over its other columns."""
    parts = (b"claimdesk-session-1", nonce, reviewer_id, b"%d" % started_ms, app_version.encode())
    return hashlib.sha256(b"".join(b"%d:" % len(part) + part for part in parts)).digest()[:16]


@dataclass(slots=True)
class _Writer:
    """One reviewer's writing session in this opening of the file."""

    id: bytes
    seq: int = 0
    txn: int = 0


class Recorder:
    """Keeps the history of one open store; one writing session per reviewer and opening."""

    def __init__(self, reviewer_id: Id, clock: Clock) -> None:
        self.reviewer_id = reviewer_id
        self.clock = clock
        self._writers: dict[bytes, _Writer] = {}
        self._lamport: int | None = None
        self._touched: set[projection.Key] = set()
        self._unsettled: set[projection.Key] = set()

    def begin(self) -> None:
        """Start a new action: what follows is undone together."""
        self._touched.clear()
        for writer in self._writers.values():
            writer.txn = 0

    def change(self, label: str) -> Change:
        """Return what the action did."""
        records: dict[str, set[Id]] = {}
        for entity, record_id in self._touched:
            records.setdefault(entity, set()).add(Id(record_id))
        done = tuple(
            Transaction(writer.id, writer.txn) for writer in self._writers.values() if writer.txn
        )
        frozen = {entity: frozenset(ids) for entity, ids in records.items()}
        return Change(label, done, MappingProxyType(frozen))

    def abandon(self) -> None:
        """Forget the sessions of a rolled-back action; their numbers are never used again."""
        self._writers.clear()
        self._lamport = None
        self._touched.clear()
        self._unsettled.clear()

    def record(self, session: SqlSession) -> None:
        """Write a revision for every new and every changed record of the session."""
        connection = raw(session)
        written: list[Revision] = []
        for one in _ordered(session.new):
            patch = {
                name: encode(value)
                for name, rule in FIELDS[one.__tablename__].items()
                if name != "deleted" and (value := getattr(one, name)) != rule.default
            }
            written.append(self._entry(connection, one, "put", patch, []))
        revisions.insert(connection, written)
        for one in _ordered(session.dirty):
            self._record_changed(connection, one)

    def settle(self, session: SqlSession) -> None:
        """Project again what a plain write may have left different from the history."""
        if not self._unsettled:
            return
        connection = raw(session)
        todo, self._unsettled = self._unsettled, set()
        some_removed = connection.execute("SELECT 1 FROM revision WHERE kind='delete' LIMIT 1")
        above = projection.lifted(connection, todo) if some_removed.fetchone() else set()
        uncertain = {key for key in todo | above if _is_uncertain(connection, key)}
        for entity, record_id in sorted(uncertain, key=lambda key: (LEVEL[key[0]], key[1])):
            projection.materialise(connection, entity, record_id)
        if uncertain:
            session.expire_all()

    def _record_changed(self, connection: sqlite3.Connection, one: Tracked) -> None:
        entity = one.__tablename__
        state: Any = sa.inspect(one)
        patch = {
            name: encode(getattr(one, name))
            for name in FIELDS[entity]
            if state.attrs[name].history.has_changes()
        }
        flag = patch.pop("deleted", None)
        if patch:
            self._append(connection, one, "put", patch)
        if flag == 0:
            self._append(connection, one, "restore", {"deleted": 0})
        elif flag == 1:
            below = projection.descendants(connection, entity, one.id)
            seen = sorted(
                head.id.hex()
                for _, child in below
                for head in revisions.heads(revisions.of_record(connection, child))
            )
            removal: Patch = {"deleted": 1, "seen": seen} if seen else {"deleted": 1}
            self._append(connection, one, "delete", removal)

    def _append(
        self, connection: sqlite3.Connection, one: Tracked, kind: str, patch: Patch
    ) -> None:
        heads = revisions.heads(revisions.of_record(connection, one.id))
        entry = self._entry(connection, one, kind, patch, [head.id for head in heads])
        revisions.insert(connection, [entry])

    def _entry(
        self,
        connection: sqlite3.Connection,
        one: Tracked,
        kind: str,
        patch: Patch,
        parents: list[bytes],
    ) -> Revision:
        entity = one.__tablename__
        check_patch(entity, kind, patch)
        writer = self._writer(connection, getattr(one, "reviewer_id", b""), entity)
        if self._lamport is None:
            row = connection.execute("SELECT coalesce(max(lamport), 0) FROM revision").fetchone()
            self._lamport = int(row[0])
        self._lamport += 1
        writer.seq += 1
        writer.txn = writer.txn or writer.seq
        key = (entity, one.id)
        self._touched.add(key)
        self._unsettled.add(key)
        stamp = Stamp(writer.id, writer.seq, self._lamport, self.clock(), writer.txn)
        return revisions.make(stamp, kind, key, parents, patch)

    def _writer(self, connection: sqlite3.Connection, author: bytes, entity: str) -> _Writer:
        """Return the session to write in: a verdict is always written in its reviewer's own."""
        reviewer_id = author if entity == "assessment" else self.reviewer_id
        writer = self._writers.get(reviewer_id)
        if writer is None:
            nonce, now = os.urandom(16), self.clock()
            writer = _Writer(session_id(nonce, reviewer_id, now, __version__))
            connection.execute(
                "INSERT INTO session VALUES (?,?,?,?,?)",
                (writer.id, nonce, reviewer_id, __version__, now),
            )
            self._writers[reviewer_id] = writer
        return writer


def raw(session: SqlSession) -> sqlite3.Connection:
    """Return the sqlite3 connection a session works on."""
    connection: Any = session.connection().connection.dbapi_connection
    assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - tells mypy, always so
    return connection


def _ordered(records: Any) -> list[Tracked]:
    tracked = [one for one in records if isinstance(one, Tracked)]
    return sorted(tracked, key=lambda one: LEVEL[one.__tablename__])


def _is_uncertain(connection: sqlite3.Connection, key: projection.Key) -> bool:
    listed = "SELECT 1 FROM conflict WHERE entity=? AND entity_id=?"
    removed = "SELECT 1 FROM revision WHERE kind='delete' AND entity_id=?"
    return bool(
        connection.execute(removed, key[1:]).fetchone()
        or connection.execute(listed, key).fetchone()
    )


def revert(session: SqlSession, transactions: tuple[Transaction, ...]) -> None:
    """Give every record an action touched the values from before it.

    Raises ReviewError REFUSED if one of the values was changed since.
    """
    connection = raw(session)
    per_record: dict[projection.Key, list[Revision]] = {}
    for done in transactions:
        for entry in revisions.of_transaction(connection, done.session, done.number):
            per_record.setdefault((entry.entity, entry.entity_id), []).append(entry)
    if not per_record:
        raise ReviewError(Code.REFUSED, "What should be taken back is not in this file.")
    for key in sorted(per_record, key=lambda key: (LEVEL[key[0]], key[1])):
        _revert_record(session, key, per_record[key])


def _revert_record(session: SqlSession, key: projection.Key, mine: list[Revision]) -> None:
    entity, record_id = key
    entries = revisions.of_record(raw(session), record_id)
    written = {name for entry in mine for name in entry.values if name != "seen"}
    latest = revisions.ancestors(entries, [entry.id for entry in mine])
    after = projection.project([entry for entry in entries if entry.id in latest])
    now = projection.project(entries)
    if any(now.state.get(name) != after.state.get(name) for name in written - {"deleted"}):
        raise ReviewError(
            Code.REFUSED, "This was changed again since, so it cannot be taken back on its own."
        )
    mine_ids = {entry.id for entry in mine}
    earlier = [entry for entry in entries if entry.id in latest - mine_ids]
    one = session.get_one(BY_NAME[entity], record_id)
    if not earlier:
        one.deleted = 1
        return
    before = projection.project(earlier)
    for name in written - {"deleted"}:
        value = before.state.get(name, encode(FIELDS[entity][name].default))
        setattr(one, name, decode(entity, name, value))
    if "deleted" in written:
        one.deleted = before.deleted


def attach(session_class: type[SqlSession]) -> None:
    """Make every session of this class write history through its ``recorder``."""
    event.listen(session_class, "before_flush", _before_flush)
    event.listen(session_class, "after_flush_postexec", _after_flush)
    event.listen(session_class, "do_orm_execute", _refuse_bulk)


def _before_flush(session: Any, _context: UOWTransaction, _instances: object) -> None:
    if any(isinstance(one, Tracked) for one in session.deleted):
        raise RuntimeError("records are removed by setting deleted = 1, never from the tables")
    if session.recorder is None:
        raise RuntimeError("a reading session writes nothing")
    session.recorder.record(session)


def _after_flush(session: Any, _context: UOWTransaction) -> None:
    session.recorder.settle(session)


def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise RuntimeError("bulk statements would write past the history; change records instead")
