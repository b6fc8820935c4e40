"""What the tables must hold, given the history: pure rules, and the writing of their result.

A field that two entries changed without seeing each other keeps the value of the later one
(by Lamport number, then id) everywhere and is listed in ``conflict`` until a person decides.
A removal hides a record only as far as its writer had seen: unseen edits of the record or
unseen work below it bring it back and are listed.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from claimdesk.store import revisions
from claimdesk.store.records import (
    CHILDREN,
    FIELDS,
    LEVEL,
    PARENTS,
    Patch,
    canonical,
    row_of,
)
from claimdesk.store.revisions import Revision

Key = tuple[str, bytes]
"""A record: (kind, id)."""
Below = Callable[[], Iterable[list[Revision]]]
"""Returns the entries of every record that hangs on another, one list a record."""


@dataclass(slots=True)
class Projected:
    """The state of one record: fields as the history writes them, and open conflicts."""

    state: Patch = field(default_factory=dict)
    deleted: int = 0
    conflicts: dict[str, tuple[str, list[bytes]]] = field(default_factory=dict)


@dataclass(slots=True)
class _Lineage:
    """The entries of one record in a fixed order, cut into runs, and which runs lie above which.

    In a run each entry rests on the one before it and on nothing else, and nothing else rests on
    any but the last: so whoever has seen a run from outside has seen the whole of it. Most
    records are a single run, whatever their length.
    """

    entries: list[Revision]
    patches: list[Patch]
    runs: list[int]
    """The run each entry is in."""
    above: list[int]
    """For each run a bit mask of the runs its entries were written on top of."""

    @classmethod
    def of(cls, entries: Iterable[Revision]) -> "_Lineage":
        ordered = sorted(entries, key=lambda entry: (entry.lamport, entry.id))
        index = {entry.id: i for i, entry in enumerate(ordered)}
        parents = [[index[parent] for parent in entry.parent_ids] for entry in ordered]
        children = Counter(chain.from_iterable(parents))
        runs: list[int] = []
        above: list[int] = []
        for mine in parents:
            if len(mine) == 1 and children[mine[0]] == 1:
                runs.append(runs[mine[0]])
                continue
            mask = 0
            for parent in mine:
                mask |= above[runs[parent]] | 1 << runs[parent]
            runs.append(len(above))
            above.append(mask)
        return cls(ordered, [entry.values for entry in ordered], runs, above)

    def seen_by(self, members: Iterable[int]) -> Callable[[int], bool]:
        """Return what tells whether an entry lies above one of these."""
        mask = 0
        last: dict[int, int] = {}
        for i in members:
            run = self.runs[i]
            mask |= self.above[run]
            last[run] = max(i, last.get(run, i))
        runs = self.runs
        return lambda i: bool(mask >> runs[i] & 1) or i < last.get(runs[i], -1)

    def latest(self, members: list[int]) -> list[int]:
        """Return those of these entries that no other of them was written on top of."""
        if len(self.above) == 1 or len(members) == 1:
            return members[-1:]
        is_seen = self.seen_by(members)
        return [i for i in members if not is_seen(i)]

    def ids(self, members: Iterable[int]) -> list[bytes]:
        return [self.entries[i].id for i in members]


def _nothing() -> Iterable[list[Revision]]:
    return ()


def project(entries: Iterable[Revision], below: Below = _nothing) -> Projected:
    """Return the state that a set of entries about one record stands for.

    ``below`` is asked only where the record was removed and nothing in its own entries brings
    it back.
    """
    line = _Lineage.of(entries)
    result = Projected()
    writers: dict[str, list[int]] = {}
    for i, patch in enumerate(line.patches):
        for name in patch:
            writers.setdefault(name, []).append(i)
    writers.pop("seen", None)
    removals = writers.pop("deleted", None)
    for name, members in writers.items():
        latest = line.latest(members)
        result.state[name] = line.patches[latest[-1]][name]
        if len({canonical(line.patches[i][name]) for i in latest}) > 1:
            result.conflicts[name] = ("field", line.ids(latest))
    if removals:
        _project_removal(line, line.latest(removals), below, result)
    return result


def _project_removal(line: _Lineage, latest: list[int], below: Below, result: Projected) -> None:
    said = {line.patches[i]["deleted"] for i in latest}
    if said == {0}:
        return
    is_seen = line.seen_by(latest)
    unseen = [
        i
        for i, entry in enumerate(line.entries)
        if entry.kind in ("put", "resolve") and not is_seen(i)
    ]
    if len(said) > 1 or unseen:
        result.conflicts["deleted"] = ("edit_vs_delete", line.ids(sorted([*latest, *unseen])))
        return
    seen = {bytes.fromhex(one) for i in latest for one in line.patches[i].get("seen", ())}
    work = sorted(entry.id for entries in below() for entry in _unseen(entries, seen))
    if work:
        result.conflicts["deleted"] = ("work_under_deleted", line.ids(latest) + work)
    else:
        result.deleted = 1


def _unseen(entries: list[Revision], seen: set[bytes]) -> list[Revision]:
    if all(head.kind == "delete" for head in revisions.heads(entries)):
        return []
    covered = revisions.ancestors(entries, seen)
    return [entry for entry in entries if entry.id not in covered and entry.kind != "delete"]


def descendants(connection: sqlite3.Connection, entity: str, record_id: bytes) -> set[Key]:
    """Return every record that hangs on this one, directly or through others."""
    found: set[Key] = set()
    stack: list[Key] = [(entity, record_id)]
    while stack:
        kind, one = stack.pop()
        for child, column in CHILDREN[kind]:
            query = f"SELECT id FROM {child} WHERE {column}=?"  # noqa: S608 - names of the schema
            new = {(child, row[0]) for row in connection.execute(query, (one,))} - found
            found |= new
            stack.extend(new)
    return found


def lifted(connection: sqlite3.Connection, touched: Iterable[Key]) -> set[Key]:
    """Return the once removed records that the touched ones hang on, directly or not."""
    seen: set[Key] = set()
    stack = list(touched)
    while stack:
        kind, one = stack.pop()
        if PARENTS[kind]:
            row = connection.execute(_ends(kind), (one,)).fetchone()
            for (parent, _), end in zip(PARENTS[kind], row, strict=True):
                if end is not None and (parent, end) not in seen:
                    seen.add((parent, end))
                    stack.append((parent, end))
    return {key for key in seen if was_removed(connection, key[1])}


@cache
def _ends(entity: str) -> str:
    columns = ",".join(column for _, column in PARENTS[entity])
    return f"SELECT {columns} FROM {entity} WHERE id=?"  # noqa: S608 - names of the schema


def was_removed(connection: sqlite3.Connection, record_id: bytes) -> bool:
    """Return whether a record was ever removed."""
    query = "SELECT 1 FROM revision WHERE kind='delete' AND entity_id=?"
    return connection.execute(query, (record_id,)).fetchone() is not None


def expected(connection: sqlite3.Connection, key: Key, entries: list[Revision]) -> Projected:
    """Return what the history says of one record, looking below it if it is removed."""

    def below() -> Iterable[list[Revision]]:
        for _, one in descendants(connection, *key):
            yield revisions.of_record(connection, one)

    return project(entries, below)


def current(connection: sqlite3.Connection, key: Key) -> Patch | None:
    """Return the columns of a record as they stand in its table, or None if it is not there."""
    entity, record_id = key
    row = connection.execute(_select(entity), (record_id,)).fetchone()
    return None if row is None else dict(zip(FIELDS[entity], row, strict=True))


def materialise(connection: sqlite3.Connection, key: Key, entries: list[Revision]) -> bool:
    """Write one record and its conflicts as its entries say; return whether a conflict is new."""
    entity, record_id = key
    result = expected(connection, key, entries)
    row = row_of(entity, record_id, result.state, deleted=result.deleted)
    connection.execute(_upsert(entity), row)
    listed = connection.execute(
        "SELECT field FROM conflict WHERE entity=? AND entity_id=?", key
    ).fetchall()
    if listed:
        connection.execute("DELETE FROM conflict WHERE entity=? AND entity_id=?", key)
    if not result.conflicts:
        return False
    connection.executemany(
        "INSERT INTO conflict VALUES (?,?,?,?,?)", conflict_rows(entity, record_id, result)
    )
    return not result.conflicts.keys() <= {name for (name,) in listed}


def work_below(connection: sqlite3.Connection, key: Key) -> set[bytes]:
    """Return the records whose unseen work stands against the removal of this one."""
    query = "SELECT heads FROM conflict WHERE entity=? AND entity_id=? AND field='deleted'"
    ((heads,),) = connection.execute(query, key)
    work = (
        connection.execute("SELECT entity_id FROM revision WHERE id=?", (bytes.fromhex(one),))
        for one in json.loads(heads)
    )
    return {record_id for ((record_id,),) in work} - {key[1]}


def create(connection: sqlite3.Connection, key: Key, patch: Patch) -> None:
    """Write the record that a first entry with this patch makes."""
    connection.execute(_upsert(key[0]), row_of(*key, patch, deleted=0))


def conflict_rows(
    entity: str, record_id: bytes, result: Projected
) -> list[tuple[str, bytes, str, str, str]]:
    """Return the rows of the conflict table that a projected record asks for."""
    return [
        (entity, record_id, name, kind, canonical([one.hex() for one in ids]))
        for name, (kind, ids) in sorted(result.conflicts.items())
    ]


@cache
def _select(entity: str) -> str:
    columns = ",".join(f'"{name}"' for name in FIELDS[entity])
    return f"SELECT {columns} FROM {entity} WHERE id=?"  # noqa: S608 - names of the schema


@cache
def _upsert(entity: str) -> str:
    names = ["id", *FIELDS[entity]]
    columns = ",".join(f'"{name}"' for name in names)
    updates = ",".join(f'"{name}"=excluded."{name}"' for name in names[1:])
    marks = ",".join("?" * len(names))
    return (
        f"INSERT INTO {entity} ({columns}) VALUES ({marks}) "  # noqa: S608 - names of the schema
        f"ON CONFLICT (id) DO UPDATE SET {updates}"
    )


def rebuild(connection: sqlite3.Connection) -> None:
    """Empty the tables and write them again from the history alone, inside a transaction."""
    keys: list[Key] = connection.execute(
        "SELECT DISTINCT entity, entity_id FROM revision"
    ).fetchall()
    connection.execute("PRAGMA defer_foreign_keys=ON")
    connection.execute("DELETE FROM conflict")
    for entity in LEVEL:
        connection.execute(f"DELETE FROM {entity}")  # noqa: S608 - names of the schema
    for key in keys:
        materialise(connection, key, revisions.of_record(connection, key[1]))
    for key in keys:  # again, now that what hangs on them is there to be seen
        if was_removed(connection, key[1]):
            materialise(connection, key, revisions.of_record(connection, key[1]))
