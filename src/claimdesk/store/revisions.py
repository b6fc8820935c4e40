"""One entry of the history: what it holds, its fingerprint, how it is read and written."""

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import starmap

from claimdesk.store.records import Patch, canonical

COLUMNS = "id,session_id,seq,lamport,wall_ms,txn,kind,entity,entity_id,parents,patch"
_INSERT = f"INSERT INTO revision ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)"  # noqa: S608 - fixed


@dataclass(frozen=True, slots=True)
class Revision:
    """One record changed by one action.

    ``parents`` are the record's heads the writer saw, 16 bytes each, sorted; ``lamport`` orders
    ties only; ``wall_ms`` (Unix time, ms) is for display only; ``txn`` groups one action.
    """

    id: bytes
    session: bytes
    seq: int
    lamport: int
    wall_ms: int
    txn: int
    kind: str
    entity: str
    entity_id: bytes
    parents: bytes
    patch: str

    @property
    def parent_ids(self) -> tuple[bytes, ...]:
        """Return the ids of the entries this one was written on top of."""
        return tuple(self.parents[i : i + 16] for i in range(0, len(self.parents), 16))

    @property
    def values(self) -> Patch:
        """Return the fields this entry sets, as the history writes them."""
        patch: Patch = json.loads(self.patch)
        return patch

    def as_row(self) -> tuple[object, ...]:
        """Return the columns in the order of ``COLUMNS``."""
        return (
            *(self.id, self.session, self.seq, self.lamport, self.wall_ms, self.txn),
            *(self.kind, self.entity, self.entity_id, self.parents, self.patch),
        )


def fingerprint(row: tuple[object, ...]) -> bytes:
    """Return the id that belongs to the other columns: 16 bytes of SHA-256 over all of them."""
    digest = hashlib.sha256()
    for value in (b"claimdesk-revision-1", *row):
        data = value if isinstance(value, bytes) else str(value).encode()
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.digest()[:16]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who wrote an entry and when: session, place in it, logical and wall time, action."""

    session: bytes
    seq: int
    lamport: int
    wall_ms: int
    txn: int


def make(
    stamp: Stamp, record: tuple[str, bytes], step: tuple[str, Patch], parents: Iterable[bytes]
) -> Revision:
    """Return a new entry with its fingerprint: (kind, patch) for the record (entity, id)."""
    rest = (
        *(stamp.session, stamp.seq, stamp.lamport, stamp.wall_ms, stamp.txn),
        *(step[0], *record, b"".join(sorted(parents)), canonical(step[1])),
    )
    return Revision(fingerprint(rest), *rest)


def insert(connection: sqlite3.Connection, revision: Revision) -> None:
    """Write an entry."""
    connection.execute(_INSERT, revision.as_row())


def one(connection: sqlite3.Connection, entry_id: bytes) -> Revision | None:
    """Return the entry with an id, or None if there is none."""
    return next(iter(_select(connection, "WHERE id=?", (entry_id,))), None)


def of_record(connection: sqlite3.Connection, record_id: bytes) -> list[Revision]:
    """Return all entries about one record."""
    return _select(connection, "WHERE entity_id=?", (record_id,))


def of_transaction(connection: sqlite3.Connection, session: bytes, txn: int) -> list[Revision]:
    """Return the entries of one action, in the order they were written."""
    return _select(connection, "WHERE session_id=? AND txn=? ORDER BY seq", (session, txn))


def of_session(
    connection: sqlite3.Connection, session: bytes, first: int, last: int
) -> list[Revision]:
    """Return some entries of a session, by their numbers, in the order they were written."""
    where = "WHERE session_id=? AND seq BETWEEN ? AND ? ORDER BY seq"
    return _select(connection, where, (session, first, last))


def everything(connection: sqlite3.Connection) -> dict[bytes, Revision]:
    """Return the whole history by id."""
    return {revision.id: revision for revision in each(connection)}


def each(connection: sqlite3.Connection) -> Iterator[Revision]:
    """Yield the whole history, one entry after the other."""
    return starmap(Revision, connection.execute(f"SELECT {COLUMNS} FROM revision"))  # noqa: S608 - fixed


def _select(
    connection: sqlite3.Connection, where: str, values: tuple[object, ...]
) -> list[Revision]:
    query = f"SELECT {COLUMNS} FROM revision {where}"  # noqa: S608 - fixed texts of this module
    return [Revision(*row) for row in connection.execute(query, values)]


def heads(revisions: Iterable[Revision]) -> list[Revision]:
    """Return the entries no other entry was written on top of."""
    kept = list(revisions)
    covered = {parent for revision in kept for parent in revision.parent_ids}
    return [revision for revision in kept if revision.id not in covered]


def head_ids(connection: sqlite3.Connection, record_id: bytes) -> set[bytes]:
    """Return the ids of the entries of a record that no other was written on top of."""
    query = "SELECT id, parents FROM revision WHERE entity_id=?"
    found = connection.execute(query, (record_id,)).fetchall()
    covered = {parents[i : i + 16] for _, parents in found for i in range(0, len(parents), 16)}
    return {one for one, _ in found} - covered


def ancestors(revisions: Iterable[Revision], of: Collection[bytes]) -> set[bytes]:
    """Return these entries and all they rest on, among the entries of one record."""
    by_id = {revision.id: revision for revision in revisions}
    stack = [one for one in by_id if one in of]
    found: set[bytes] = set()
    while stack:
        one = stack.pop()
        if one not in found:
            found.add(one)
            stack.extend(by_id[one].parent_ids)
    return found
