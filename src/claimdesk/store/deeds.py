"""The actions of the history, newest first: found without reading what lies before them.

A session numbers its entries and each names the first of its action, so an action is found from
the one after it with one look, however much it wrote. A session for somebody else, whose verdicts
are loaded, bears the id of the session that loads them as its nonce; what both wrote at the same
time is one action (``FORMAT.md``).
"""

import heapq
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter

from claimdesk.core.change import Transaction
from claimdesk.core.deeds import Deed, Did, Made, Step
from claimdesk.core.model import Id
from claimdesk.store import claim_number, projection, revisions
from claimdesk.store.records import FIELDS, IMMUTABLE, encode
from claimdesk.store.revisions import Revision
from claimdesk.store.store import Session

MOST_LOOKED_AT = 50
"""Entries of one transaction that are read for the fields and values they have in common."""
_SHORT = 200
"""Code points a value may have to be told."""
_NAMES = frozenset(("title", "name"))
_DID = (
    "CASE WHEN max(kind='delete') AND max(length(parents)=0) THEN 'fleeting' "
    "WHEN max(kind='delete') THEN 'removed' WHEN max(kind='restore') THEN 'restored' "
    "WHEN max(length(parents)=0) THEN 'added' ELSE 'changed' END"
)
_COUNTED = (
    "SELECT entity, did, count(*) FROM "  # noqa: S608 - fixed texts of this module
    f"(SELECT entity, {_DID} AS did FROM revision WHERE session_id=? AND seq BETWEEN ? AND ? "
    "GROUP BY entity, entity_id) GROUP BY entity, did"
)


@dataclass(frozen=True, slots=True)
class Part:
    """What one session wrote in one action: its entries from ``first`` to ``last``."""

    session: bytes
    first: int
    last: int
    lamport: int
    wall_ms: int


@dataclass(frozen=True, slots=True)
class Past:
    """Where an action of the history stands: its parts, the newest first, and who did it."""

    reviewer_id: bytes
    parts: tuple[Part, ...]

    @property
    def place(self) -> tuple[int, bytes]:
        """Return what orders actions: the logical time of the last entry, and its session."""
        return self.parts[0].lamport, self.parts[0].session

    @property
    def transactions(self) -> tuple[Transaction, ...]:
        """Return what takes the action back."""
        return tuple(Transaction(part.session, part.first) for part in self.parts)


def rows(
    session: Session, reviewer_id: Id | None = None, *, skip: int = 0, most: int = 50
) -> list[Deed]:
    """Return actions, of one reviewer or of all, the newest first."""
    return [told(session, one) for one in islice(past(session, reviewer_id), skip, skip + most)]


def past(session: Session, reviewer_id: Id | None = None) -> Iterator[Past]:
    """Yield where actions stand, of one reviewer or of all, the newest first."""
    connection = session.sqlite
    openings: dict[bytes, list[bytes]] = {}
    people: dict[bytes, bytes] = {}
    query = (
        "SELECT one.id, owner.id, coalesce(owner.reviewer_id, one.reviewer_id) FROM session AS one "
        "LEFT JOIN session AS owner ON owner.id = one.nonce"
    )
    for one, owner, person in connection.execute(query).fetchall():
        if reviewer_id is None or person == reviewer_id:
            openings.setdefault(owner or one, []).append(one)
            people[owner or one] = person
    streams = (_of_opening(connection, people[one], openings[one]) for one in openings)
    return heapq.merge(*streams, key=attrgetter("place"), reverse=True)


def _of_opening(
    connection: sqlite3.Connection, person: bytes, sessions: Iterable[bytes]
) -> Iterator[Past]:
    streams = (parts(connection, one) for one in sessions)
    merged = heapq.merge(*streams, key=attrgetter("lamport"), reverse=True)
    for _, together in groupby(merged, key=attrgetter("wall_ms")):
        yield Past(person, tuple(together))


def parts(connection: sqlite3.Connection, session: bytes) -> Iterator[Part]:
    """Yield what a session wrote, action by action, the newest first."""
    query = "SELECT max(seq) FROM revision WHERE session_id=?"
    last: int = connection.execute(query, (session,)).fetchone()[0] or 0
    query = "SELECT txn, lamport, wall_ms FROM revision WHERE session_id=? AND seq=?"
    while last > 0:
        txn, lamport, wall_ms = connection.execute(query, (session, last)).fetchone()
        first = min(txn, last)
        yield Part(session, first, last, lamport, wall_ms)
        last = first - 1


def of(session: Session, action: Transaction) -> Deed:
    """Return what the action did that a transaction belongs to, as far as its session wrote it."""
    connection = session.sqlite
    query = "SELECT seq FROM revision WHERE session_id=? AND seq>? AND txn<>? ORDER BY seq LIMIT 1"
    values = action.session, action.number, action.number
    following = connection.execute(query, values).fetchone() or (2**62,)
    query = (
        "SELECT seq, lamport, wall_ms, reviewer_id FROM revision "
        "JOIN session ON session.id = session_id WHERE session_id=? AND seq<? "
        "ORDER BY seq DESC LIMIT 1"
    )
    last = connection.execute(query, (action.session, *following)).fetchone()
    part = Part(action.session, action.number, *last[:3])
    return told(session, Past(last[3], (part,)))


def told(session: Session, one: Past) -> Deed:
    """Return what an action did."""
    connection = session.sqlite
    counted: dict[tuple[str, Did], int] = {}
    looked_at: list[Revision] = []
    for part in one.parts:
        found = connection.execute(_COUNTED, (part.session, part.first, part.last))
        for entity, did, records in found:
            counted[entity, Did(did)] = counted.get((entity, Did(did)), 0) + records
        last = min(part.last, part.first + MOST_LOOKED_AT - 1)
        looked_at += revisions.of_session(connection, part.session, part.first, last)
    steps = _steps(connection, counted, looked_at)
    claim_id = _claim(steps, looked_at)
    query = "SELECT name FROM reviewer WHERE id=?"
    name = connection.execute(query, (one.reviewer_id,)).fetchone()
    return Deed(
        one.transactions,
        Id(one.reviewer_id),
        name[0] if name else "",
        one.parts[0].wall_ms,
        steps,
        claim_id,
        0 if claim_id is None else claim_number.of(connection, claim_id),
        _made(connection, looked_at),
    )


def _steps(
    connection: sqlite3.Connection, counted: dict[tuple[str, Did], int], looked_at: list[Revision]
) -> tuple[Step, ...]:
    """Return the kinds of steps, with what those records that were looked at have in common."""
    per_record: dict[tuple[str, bytes], list[Revision]] = {}
    for entry in looked_at:
        per_record.setdefault((entry.entity, entry.entity_id), []).append(entry)
    fields: dict[tuple[str, Did], set[str]] = {}
    alike: dict[tuple[str, Did], dict[str, object]] = {}
    for key, entries in per_record.items():
        kind = key[0], _did(entries)
        written = {name for entry in entries for name in entry.values} - {"deleted", "seen"}
        values = _values(connection, key, entries)
        fields.setdefault(kind, set()).update(written)
        before = alike.setdefault(kind, values)
        alike[kind] = dict(before.items() & values.items())
    return tuple(
        Step(*kind, records, frozenset(fields.get(kind, ())), alike.get(kind, {}))
        for kind, records in counted.items()
    )


def _did(entries: list[Revision]) -> Did:
    kinds = {entry.kind for entry in entries}
    is_new = not entries[0].parents
    if "delete" in kinds:
        return Did.FLEETING if is_new else Did.REMOVED
    if "restore" in kinds:
        return Did.RESTORED
    return Did.ADDED if is_new else Did.CHANGED


def _values(
    connection: sqlite3.Connection, key: tuple[str, bytes], entries: list[Revision]
) -> dict[str, object]:
    """Return what was written of a record, with its fixed ends, its name or its verdict."""
    entity = key[0]
    values: dict[str, object] = {}
    row = projection.current(connection, key) or {}
    told_too = IMMUTABLE.get(entity, frozenset()) | _NAMES
    values.update({name: encode(row[name]) for name in told_too & row.keys()})
    if "verdict" in FIELDS[entity]:
        values.update(_then(connection, key, entries[-1]))
    for entry in entries:
        values.update(entry.values)
    return {
        name: value
        for name, value in values.items()
        if name not in ("deleted", "seen") and len(str(value)) <= _SHORT
    }


def _then(
    connection: sqlite3.Connection, key: tuple[str, bytes], last: Revision
) -> dict[str, object]:
    """Return the verdict as it stood after an entry."""
    entries = revisions.of_record(connection, key[1])
    known = revisions.ancestors(entries, [last.id])
    state = projection.project([entry for entry in entries if entry.id in known]).state
    return {"verdict": state["verdict"]}


def _claim(steps: tuple[Step, ...], looked_at: list[Revision]) -> Id | None:
    """Return the one claim an action was about."""
    found = {entry.entity_id.hex() for entry in looked_at if entry.entity == "claim"}
    for step in steps:
        if "claim_id" in FIELDS[step.entity]:
            found.add(str(step.values.get("claim_id")))
    return Id(bytes.fromhex(found.pop())) if len(found) == 1 and found != {"None"} else None


def _made(connection: sqlite3.Connection, looked_at: list[Revision]) -> Made:
    """Return what the one new claim of an action was made of.

    A claim that is made of another one is put behind it; others come at the end and stay there.
    """
    of_claims = [entry for entry in looked_at if entry.entity == "claim"]
    new = {entry.entity_id: entry for entry in of_claims if not entry.parents}
    placed = [one for one in of_claims if one.entity_id in new and "position" in one.values]
    if len(new) != 1 or len(placed) < 2:
        return Made.NEW
    ((claim_id, first),) = new.items()
    query = (
        "SELECT id FROM claim WHERE (position, id) < (?, ?) ORDER BY position DESC, id DESC LIMIT 1"
    )
    before = connection.execute(query, (placed[-1].values["position"], claim_id)).fetchone()
    said = revisions.of_record(connection, before[0]) if before else []
    words = first.values["text"]
    return Made.COPY if any(one.values.get("text") == words for one in said) else Made.PART
