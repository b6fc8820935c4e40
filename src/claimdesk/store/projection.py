"""What the tables must hold, given the history: pure rules, and the writing of their result.

A field that two entries changed without seeing each other keeps the value of the later one
(by Lamport number, then id) everywhere and is listed in ``conflict`` until a person decides.
A removal hides a record only as far as its writer had seen: unseen edits of the record or
unseen work below it bring it back and are listed.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claimdesk.store import revisions
from claimdesk.store.records import CHILDREN, FIELDS, LEVEL, PARENTS, Patch, canonical, row_of
from claimdesk.store.revisions import Revision

Key = tuple[str, bytes]
"""A record: (kind, id)."""
Below = Mapping[bytes, list[Revision]]
"""The entries of every record that hangs on another, by record id."""


@dataclass(slots=True)
class Projected:
    """The state of one record: fields as the history writes them, and open conflicts."""

    state: Patch = field(default_factory=dict)
    deleted: int = 0
    conflicts: dict[str, tuple[str, list[bytes]]] = field(default_factory=dict)


@dataclass(slots=True)
class _Lineage:
    """The entries of one record in a fixed order, with a bit mask of the ancestors of each."""

    entries: list[Revision]
    patches: list[Patch]
    above: list[int]

    @classmethod
    def of(cls, entries: Iterable[Revision]) -> "_Lineage":
        ordered = sorted(entries, key=lambda entry: (entry.lamport, entry.id))
        index = {entry.id: i for i, entry in enumerate(ordered)}
        above: list[int] = []
        for entry in ordered:
            mask = 0
            for parent in entry.parent_ids:
                mask |= above[index[parent]] | 1 << index[parent]
            above.append(mask)
        return cls(ordered, [entry.values for entry in ordered], above)

    def union(self, members: Iterable[int]) -> int:
        mask = 0
        for i in members:
            mask |= self.above[i]
        return mask

    def latest(self, members: list[int]) -> list[int]:
        covered = self.union(members)
        return [i for i in members if not covered >> i & 1]

    def ids(self, members: Iterable[int]) -> list[bytes]:
        return [self.entries[i].id for i in members]


def project(entries: Iterable[Revision], below: Below | None = None) -> Projected:
    """Return the state that a set of entries about one record stands for.

    ``below`` is needed only where the record was ever removed.
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
        _project_removal(line, line.latest(removals), below or {}, result)
    return result


def _project_removal(line: _Lineage, latest: list[int], below: Below, result: Projected) -> None:
    said = {line.patches[i]["deleted"] for i in latest}
    if said == {0}:
        return
    covered = line.union(latest)
    unseen = [
        i
        for i, entry in enumerate(line.entries)
        if entry.kind in ("put", "resolve") and not covered >> i & 1
    ]
    if len(said) > 1 or unseen:
        result.conflicts["deleted"] = ("edit_vs_delete", line.ids(sorted([*latest, *unseen])))
        return
    seen = {bytes.fromhex(one) for i in latest for one in line.patches[i].get("seen", ())}
    work = sorted(entry.id for entries in below.values() for entry in _unseen(entries, seen))
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
    """Return the records the touched ones hang on, directly or through others."""
    found: set[Key] = set()
    stack = list(touched)
    while stack:
        kind, one = stack.pop()
        for parent, column in PARENTS[kind]:
            if parent == "reviewer":
                continue
            query = f"SELECT {column} FROM {kind} WHERE id=?"  # noqa: S608 - names of the schema
            row = connection.execute(query, (one,)).fetchone()
            if row and row[0] is not None and (parent, row[0]) not in found:
                found.add((parent, row[0]))
                stack.append((parent, row[0]))
    return found


def expected(connection: sqlite3.Connection, entity: str, entries: list[Revision]) -> Projected:
    """Return what the history says of one record, looking below it if it was ever removed."""
    below: dict[bytes, list[Revision]] = {}
    if any(entry.kind == "delete" for entry in entries):
        for _, one in descendants(connection, entity, entries[0].entity_id):
            below[one] = revisions.of_record(connection, one)
    return project(entries, below)


def materialise(connection: sqlite3.Connection, entity: str, record_id: bytes) -> None:
    """Write one record and its conflicts as the history says."""
    entries = revisions.of_record(connection, record_id)
    result = expected(connection, entity, entries)
    row = row_of(entity, record_id, result.state, deleted=result.deleted)
    connection.execute(_upsert(entity), row)
    connection.execute("DELETE FROM conflict WHERE entity=? AND entity_id=?", (entity, record_id))
    connection.executemany(
        "INSERT INTO conflict VALUES (?,?,?,?,?)", conflict_rows(entity, record_id, result)
    )


def conflict_rows(
    entity: str, record_id: bytes, result: Projected
) -> list[tuple[str, bytes, str, str, str]]:
    """Return the rows of the conflict table that a projected record asks for."""
    return [
        (entity, record_id, name, kind, canonical([one.hex() for one in ids]))
        for name, (kind, ids) in sorted(result.conflicts.items())
    ]


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
    keys = connection.execute("SELECT DISTINCT entity, entity_id FROM revision").fetchall()
    connection.execute("PRAGMA defer_foreign_keys=ON")
    connection.execute("DELETE FROM conflict")
    for entity in LEVEL:
        connection.execute(f"DELETE FROM {entity}")  # noqa: S608 - names of the schema
    removed = {
        row[0]
        for row in connection.execute("SELECT DISTINCT entity_id FROM revision WHERE kind='delete'")
    }
    for entity, one in keys:
        materialise(connection, entity, one)
    for entity, one in keys:  # again, now that what hangs on them is there to be seen
        if one in removed:
            materialise(connection, entity, one)
