"""What is new since a moment, or against another copy of the project: the rows and their counts."""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from claimdesk.core.chronicle import HistoryRow, Tally
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id
from claimdesk.store import blind, checking, chronicle
from claimdesk.store.checking import Progress
from claimdesk.store.chronicle import Wish
from claimdesk.store.probe import Identity
from claimdesk.store.records import LEVEL
from claimdesk.store.store import Reader, Session, open_reader

MOST = 2000
"""Entries of each side that are listed; all are counted."""
COUNTED = ("article", "claim", "passage", "link", "assessment", "adjudication", "evidence", "note")
"""The kinds of records that are counted, in this order."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Side:
    """What one copy has and the other has not: rows, the latest first, and counts."""

    rows: tuple[HistoryRow, ...]
    tallies: tuple[Tally, ...]
    entries: int


@dataclass(frozen=True, slots=True)
class Differences:
    """What only the project has, and what only the other copy has."""

    here: Side
    there: Side


def tally(session: Session, wish: Wish) -> tuple[Tally, ...]:
    """Count the records that are new, changed and removed by the part of the history asked for."""
    where, values = chronicle.conditions(wish)
    query = f"SELECT r.entity, r.entity_id, r.parents=x'' FROM revision AS r WHERE 1 {where}"  # noqa: S608
    return _tallies(session, session.sqlite.execute(query, values))


def last_work(session: Session, reviewer_id: Id, before_ms: int) -> int | None:
    """Return the first ms after the last work of a reviewer on the file before a moment."""
    query = (
        "SELECT id FROM session WHERE reviewer_id=? AND started_ms < ? "
        "ORDER BY started_ms DESC LIMIT 1"
    )
    latest = session.sqlite.execute(query, (reviewer_id, before_ms)).fetchone()
    if latest is None:
        return None
    query = "SELECT wall_ms FROM revision WHERE session_id=? ORDER BY seq DESC LIMIT 1"
    return int(session.sqlite.execute(query, latest).fetchone()[0]) + 1


def between(here: Path, there: Path, viewer: Id | None, progress: Progress) -> Differences:
    """Compare the histories of a project and of another copy of it, which is checked first.

    In both, what is hidden from the viewer is not counted either.
    """
    identity = Identity.of(there.stat()) if there.exists() else None
    checking.check(there, progress)
    with Reader(here, viewer=viewer) as mine, open_reader(there, viewer) as other:
        if Identity.of(there.stat()) != identity:
            raise ReviewError(Code.CHANGED, f"“{there.name}” was changed while it was checked.")
        if mine.read(_project) != other.read(_project):
            raise ReviewError(
                Code.REFUSED, f"“{there.name}” is another project, not a copy of this one."
            )
        known, others = mine.read(_places), other.read(_places)
        only_here = [known[one] for one in known.keys() - others.keys()]
        only_there = [others[one] for one in others.keys() - known.keys()]
        return Differences(mine.read(_side, only_here), other.read(_side, only_there))


def _project(session: Session) -> bytes:
    return bytes(session.sqlite.execute("SELECT id FROM project").fetchone()[0])


def _places(session: Session) -> dict[bytes, int]:
    query = f"SELECT r.id, r.n FROM revision AS r WHERE NOT {blind.withheld('r.entity_id')}"  # noqa: S608 - fixed text
    return dict(session.sqlite.execute(query).fetchall())


def _side(session: Session, places: Collection[int]) -> Side:
    latest = sorted(places, reverse=True)
    rows: list[HistoryRow] = []
    for some in _parts(latest[:MOST]):
        rows += chronicle.at(session, some)
    return Side(tuple(rows), _tallies(session, _about(session.sqlite, latest)), len(latest))


def _about(
    connection: sqlite3.Connection, places: Iterable[int]
) -> Iterable[tuple[str, bytes, int]]:
    for some in _parts(places):
        query = (
            "SELECT entity, entity_id, parents=x'' FROM revision "  # noqa: S608 - marks only
            f"WHERE n IN ({','.join('?' * len(some))})"
        )
        yield from connection.execute(query, some)


def _parts(places: Iterable[int]) -> Iterable[list[int]]:
    left = iter(places)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def _tallies(session: Session, found: Iterable[tuple[str, bytes, int]]) -> tuple[Tally, ...]:
    """Count by kind; what was made and removed in the same time was nothing."""
    made: dict[str, dict[bytes, bool]] = {kind: {} for kind in LEVEL}
    for kind, record_id, is_first in found:
        made[kind][record_id] = made[kind].get(record_id, False) or bool(is_first)
    tallies = []
    for kind in COUNTED:
        new = changed = removed = 0
        for record_id, is_new in made[kind].items():
            query = f"SELECT deleted FROM {kind} WHERE id=?"  # noqa: S608 - names of the schema
            (is_gone,) = session.sqlite.execute(query, (record_id,)).fetchone()
            new += is_new and not is_gone
            removed += is_gone and not is_new
            changed += not is_new and not is_gone
        if new or changed or removed:
            tallies.append(Tally(kind, new, changed, removed))
    return tuple(tallies)
