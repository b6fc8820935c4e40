"""Make a project file of format 0, as the drafts before the first release wrote it.

There, a claim had a ``statement`` for its ``text``, and no ``priority``. A file of the present
format is written back: its tables, its history with all fingerprints, its number.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from claimdesk.store import revisions, schema
from claimdesk.store.records import Patch
from claimdesk.store.revisions import Revision, Stamp

SCHEMA = (Path(__file__).parents[1] / "data" / "format1.sql").read_text("utf-8")
SCHEMA = SCHEMA.replace(
    "  text TEXT NOT NULL,\n  context TEXT", "  statement TEXT NOT NULL,\n  context TEXT"
)
SCHEMA = SCHEMA.replace("  priority INTEGER NOT NULL DEFAULT 0,\n", "")
_NAMES = {"text": "statement"}


def _old(entity: str, patch: Patch) -> Patch:
    if entity != "claim":
        return patch
    return {_NAMES.get(name, name): one for name, one in patch.items() if name != "priority"}


def written_back(present: Path, target: Path) -> Path:
    """Write a project of the present format as one of format 0."""
    with (
        closing(sqlite3.connect(present)) as source,
        closing(sqlite3.connect(target, isolation_level=None)) as made,
    ):
        made.executescript(
            f"PRAGMA page_size=512; PRAGMA application_id={schema.APPLICATION_ID};"
            f"PRAGMA user_version=0; {SCHEMA}"
        )
        made.execute("BEGIN")
        for table in ("meta", "session", "content"):
            for row in source.execute(f"SELECT * FROM {table}"):
                made.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)
        for entry in _history(source):
            revisions.insert(made, entry)

        made.execute("COMMIT")
    return target


def _history(source: sqlite3.Connection) -> list[Revision]:
    new_ids: dict[bytes, bytes] = {}
    made = []
    for one in sorted(revisions.everything(source).values(), key=lambda one: one.lamport):
        patch = _old(one.entity, one.values)
        if "seen" in patch:
            patch["seen"] = sorted(new_ids[bytes.fromhex(head)].hex() for head in patch["seen"])
        stamp = Stamp(one.session, one.seq, one.lamport, one.wall_ms, one.txn)
        parents = [new_ids[parent] for parent in one.parent_ids]
        made.append(revisions.make(stamp, (one.entity, one.entity_id), (one.kind, patch), parents))
        new_ids[one.id] = made[-1].id
    return made
