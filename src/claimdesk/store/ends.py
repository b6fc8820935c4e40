"""What each kind of record points to, read from the schema, and what stands once ends are missing.

Whoever writes a project anew from a part of another (without removed records, without what was
lost) needs to know what cannot stay without what is left out.
"""

import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache

from claimdesk.store import schema
from claimdesk.store.projection import Key
from claimdesk.store.records import LEVEL, PARENTS

CONTENT = "content"
"""The kind of a key that stands for bytes under their SHA-256."""


@dataclass(frozen=True, slots=True)
class End:
    """One field that holds the id of a record, or the SHA-256 of content.

    A record goes with what a ``required`` end points to; without another it does without.
    """

    field: str
    target: str
    required: bool


@cache
def ends() -> Mapping[str, tuple[End, ...]]:
    """Return the ends of each kind of record."""
    with closing(schema.empty()) as connection:
        return {entity: _ends_of(connection, entity) for entity in LEVEL}


def _ends_of(connection: sqlite3.Connection, entity: str) -> tuple[End, ...]:
    hangs_on = {column for _, column in PARENTS[entity]}
    columns = connection.execute(f"PRAGMA table_info({entity})").fetchall()
    required = {row[1] for row in columns if row[3]} | hangs_on
    found = connection.execute(f"PRAGMA foreign_key_list({entity})").fetchall()
    return tuple(sorted((End(row[3], row[2], row[3] in required) for row in found), key=str))


def standing(needs: Mapping[Key, Collection[Key]], given: Collection[Key]) -> set[Key]:
    """Return the records whose needs are all among the given keys or among what stands itself."""
    left = set(needs)
    while True:
        gone = {key for key in left if not all(one in left or one in given for one in needs[key])}
        if not gone:
            return left
        left -= gone
