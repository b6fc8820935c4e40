"""Histories and pages no program writes, made so that the file looks as sound as can be."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from claimdesk.core.ids import new_id
from claimdesk.store import projection, revisions
from claimdesk.store.history import session_id
from claimdesk.store.records import Patch
from claimdesk.store.revisions import Revision, Stamp, make

Forge = Callable[["Book"], Revision]


class Book:
    """The history of a file, to be written on in the name of the one who wrote last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.entries = list(revisions.everything(connection).values())

    def of(self, entity: str) -> list[Revision]:
        """Return the entries about one kind of record, the oldest first."""
        mine = [one for one in self.entries if one.entity == entity]
        return sorted(mine, key=lambda one: one.lamport)

    def next(self, lamport: int = 0) -> Stamp:
        """Return the stamp of the next entry of the session that wrote last."""
        last = max(self.entries, key=lambda one: one.lamport)
        number = 1 + sum(one.session == last.session for one in self.entries)
        return Stamp(last.session, number, lamport or len(self.entries) + 1, 1, number)

    def on_top(self, entity: str, patch: Patch, kind: str = "put") -> Revision:
        """Return a next entry about the first record of a kind, on top of all there is."""
        mine = [one for one in self.of(entity) if one.entity_id == self.of(entity)[0].entity_id]
        parents = [head.id for head in revisions.heads(mine)]
        return make(self.next(), (entity, mine[0].entity_id), (kind, patch), parents)

    def fresh(self, entity: str, patch: Patch, record_id: bytes = b"") -> Revision:
        """Return a next entry about a new record."""
        return make(self.next(), (entity, record_id or bytes(new_id())), ("put", patch), [])

    def spelt(self, patch: str) -> Revision:
        """Return an entry whose patch is written in its own way, with the right fingerprint."""
        rest = (*self.fresh("claim", {}).as_row()[1:-1], patch)
        return Revision(revisions.fingerprint(rest), *rest)  # type: ignore[arg-type]  # a row

    def content(self, data: bytes) -> str:
        """Store a text or an attachment and return its name."""
        key = hashlib.sha256(data).digest()
        values = (key, len(data), data)
        self.connection.execute("INSERT OR REPLACE INTO content VALUES (?,?,?)", values)
        return key.hex()

    def stranger(self) -> bytes:
        """Open a session of somebody else and return its id."""
        about = (b"n" * 16, b"q" * 16, 5, "1")
        one = session_id(*about)
        values = (one, about[0], about[1], about[3], about[2])
        self.connection.execute("INSERT INTO session VALUES (?,?,?,?,?)", values)
        return one


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Hold a file open for a change that is not asked whether it makes sense."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")


def forged(forge: Forge, *, projected: bool = True) -> Callable[[Path], None]:
    """Add an entry with its right fingerprint and let the tables follow if they can."""

    def spoil(path: Path) -> None:
        with opened(path) as connection:
            revisions.insert(connection, forge(Book(connection)))
            if projected:
                projection.rebuild(connection)

    return spoil
