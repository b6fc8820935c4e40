"""A copy for people outside: without leftovers, and as wished without history, names, notes.

With its history a project cannot lack a note or a name: they stand in it. So whatever is left
out, the copy is a project of its own whose history begins with the present state.
"""

import os
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from claimdesk import __version__
from claimdesk.core.errors import from_os
from claimdesk.core.ids import derived_id, new_id
from claimdesk.store import anew, file, revisions
from claimdesk.store.ends import CONTENT, ends, standing
from claimdesk.store.history import session_id
from claimdesk.store.opening import Verified
from claimdesk.store.projection import Key
from claimdesk.store.records import DERIVED, FIELDS, LEVEL, Patch, encode, id_of
from claimdesk.store.revisions import Revision, Stamp

COPIER = derived_id("reviewer", b"claimdesk-copy")
"""Who the history of such a copy begins with; verdicts stay those of their reviewers."""
_COUNTED = ("article", "claim", "passage", "assessment", "evidence", "note")
"""The kinds of removed records a reviewer is told of."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the copy is to do without."""

    history: bool = True
    names: bool = False
    notes: bool = False
    confidential: bool = False

    @property
    def rewrites(self) -> bool:
        """Return whether the copy gets a history of its own."""
        return self.history or self.names or self.notes or self.confidential


@dataclass(frozen=True, slots=True)
class Removed:
    """What a copy does without: history entries, earlier removed records by kind, and the rest.

    ``content`` counts stored texts and attachments nothing in the copy speaks of any more.
    """

    entries: int = 0
    gone: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    names: int = 0
    notes: int = 0
    evidence: int = 0
    content: int = 0


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was written and verified."""

    removed: Removed
    found: Verified
    size: int


@dataclass(frozen=True, slots=True)
class _Plan:
    records: dict[Key, Patch]
    content: frozenset[bytes]
    removed: Removed


def removed(path: Path, wish: Wish) -> Removed:
    """Return what a copy would do without; the project may be open."""
    with file.reading(path) as connection:
        return _plan(connection, wish).removed if wish.rewrites else Removed()


def copy(path: Path, target: Path, wish: Wish) -> Copied:
    """Write the copy to a new file, verified; EXISTS if there is one already."""
    anew.refuse_existing(target)
    with file.reading(path) as connection:
        if not wish.rewrites:
            found, left_out = _without_leftovers(connection, target), Removed()
        else:
            connection.execute("BEGIN")  # all is read as it is at one moment
            plan = _plan(connection, wish)
            found, left_out = (
                anew.write(target, lambda new: _fill(new, connection, plan)),
                plan.removed,
            )
    return Copied(left_out, found, target.stat().st_size)


def _without_leftovers(connection: sqlite3.Connection, target: Path) -> Verified:
    """Write every record and nothing of what free pages may hold."""
    temporary = target.with_name(f".claimdesk-{os.getpid()}-{time.monotonic_ns()}.part")
    try:
        try:
            connection.execute("PRAGMA query_only=OFF")  # the project is open for reading only
            connection.execute("VACUUM INTO ?", (str(temporary),))
            with closing(sqlite3.connect(temporary, isolation_level=None)) as made:
                found = file.check_connection(made, target.name)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise from_os(error, target.name) from error
    return found


def _plan(connection: sqlite3.Connection, wish: Wish) -> _Plan:
    everything = _live(connection)
    chosen = {key: values for key, values in everything.items() if _is_wanted(key, values, wish)}
    remarks = _without_remarks(chosen) if wish.notes else 0
    content = {row[0] for row in connection.execute("SELECT sha256 FROM content")}
    given: set[Key] = {(CONTENT, sha) for sha in content}
    needs = {key: _pointed(key, values, required=True) for key, values in chosen.items()}
    stays = standing(needs, given)
    given |= stays
    records = {key: _without_lost_ends(key, chosen[key], given) for key in stays}
    people = {bytes(one["reviewer_id"]) for one in records.values() if one.get("reviewer_id")}
    records = {key: one for key, one in records.items() if key[0] != "reviewer" or key[1] in people}
    used = {
        end[1] for key, one in records.items() for end in _pointed(key, one) if end[0] == CONTENT
    }
    left_out = Removed(
        entries=_count(connection, "SELECT count(*) FROM revision"),
        gone=_gone(connection, everything, chosen, records),
        names=len(people) if wish.names else 0,
        notes=_left(everything, chosen, "note") + remarks,
        evidence=_left(everything, chosen, "evidence"),
        content=len(content - used),
    )
    if wish.names:
        records = _nameless(records)
    return _Plan(_as_own_project(records), frozenset(used), left_out)


def _live(connection: sqlite3.Connection) -> dict[Key, Patch]:
    """Return the columns of every record that is not removed itself."""
    found: dict[Key, Patch] = {}
    for entity in LEVEL:
        names = [name for name in FIELDS[entity] if name != "deleted"]
        columns = ",".join(f'"{name}"' for name in names)
        query = f"SELECT id,{columns} FROM {entity} WHERE deleted=0"  # noqa: S608 - of the schema
        for row in connection.execute(query):
            found[entity, row[0]] = dict(zip(names, row[1:], strict=True))
    return found


def _is_wanted(key: Key, values: Patch, wish: Wish) -> bool:
    if key[0] == "note":
        return not wish.notes
    return not (key[0] == "evidence" and wish.confidential and values["confidential"])


def _without_remarks(chosen: dict[Key, Patch]) -> int:
    """Empty the remarks on ticked items of the checklist; return how many there were."""
    remarked = [key for key, one in chosen.items() if key[0] == "claim_check" and one["remark"]]
    for key in remarked:
        chosen[key] = {**chosen[key], "remark": ""}
    return len(remarked)


def _pointed(key: Key, values: Patch, *, required: bool | None = None) -> set[Key]:
    return {
        (end.target, values[end.field])
        for end in ends()[key[0]]
        if values[end.field] is not None and required in (None, end.required)
    }


def _without_lost_ends(key: Key, values: Patch, given: set[Key]) -> Patch:
    lost = {
        end.field
        for end in ends()[key[0]]
        if values[end.field] is not None and (end.target, values[end.field]) not in given
    }
    return {name: None if name in lost else value for name, value in values.items()}


def _gone(
    connection: sqlite3.Connection,
    everything: dict[Key, Patch],
    chosen: dict[Key, Patch],
    records: dict[Key, Patch],
) -> Mapping[str, int]:
    """Count what was removed, or hangs on what was: people think of it as gone already."""
    counts = {}
    for kind in _COUNTED:
        rows = _count(connection, f"SELECT count(*) FROM {kind}")  # noqa: S608 - of the schema
        wished = _left(everything, chosen, kind)
        counts[kind] = rows - wished - sum(key[0] == kind for key in records)
    return MappingProxyType({kind: number for kind, number in counts.items() if number})


def _left(everything: dict[Key, Patch], chosen: dict[Key, Patch], kind: str) -> int:
    return sum(key[0] == kind for key in everything.keys() - chosen.keys())


def _nameless(records: dict[Key, Patch]) -> dict[Key, Patch]:
    """Give every reviewer a number for a name and a new identity: the old one tells, too."""
    identities = {key[1]: new_id() for key in records if key[0] == "reviewer"}
    numbers = {old: n for n, old in enumerate(sorted(identities, key=lambda _: os.urandom(8)), 1)}
    renamed: dict[Key, Patch] = {}
    for (kind, record_id), named in records.items():
        values = dict(named)
        if values.get("reviewer_id") is not None:
            values["reviewer_id"] = identities[values["reviewer_id"]]
        if kind == "reviewer":
            n = numbers[record_id]
            card = {"name": f"Reviewer {n}", "initials": f"R{n}", "contact": "", "color": ""}
            renamed[kind, identities[record_id]] = {**values, **card}
        elif "reviewer_id" in DERIVED.get(kind, ()):
            renamed[kind, id_of(kind, values)] = values
        else:
            renamed[kind, record_id] = values
    return renamed


def _as_own_project(records: dict[Key, Patch]) -> dict[Key, Patch]:
    """Give the copy an identity of its own: its history has nothing in common with the other's."""
    return {
        (kind, new_id() if kind == "project" else record_id): values
        for (kind, record_id), values in records.items()
    }


def _fill(new: sqlite3.Connection, source: sqlite3.Connection, plan: _Plan) -> None:
    for sha256 in sorted(plan.content):
        row = source.execute("SELECT data FROM content WHERE sha256=?", (sha256,)).fetchone()
        anew.add_content(new, sha256, row[0])
    now = time.time_ns() // 1_000_000
    card: dict[Key, Patch] = {("reviewer", COPIER): {"name": "Claimdesk (copy)"}}
    sessions: dict[bytes, bytes] = {}
    written: dict[bytes, list[Revision]] = {}
    for lamport, (key, values) in enumerate((card | plan.records).items(), 1):
        author = values["reviewer_id"] if key[0] == "assessment" else COPIER
        if author not in sessions:
            nonce = os.urandom(16)
            sessions[author] = session_id(nonce, author, now, __version__)
            row = (sessions[author], nonce, author, __version__, now)
            anew.add_session(new, row)
        own = written.setdefault(author, [])
        stamp = Stamp(sessions[author], len(own) + 1, lamport, now, 1)
        own.append(revisions.make(stamp, key, ("put", _patch(key[0], values)), ()))
    anew.add_history(new, (entry for own in written.values() for entry in own))


def _patch(entity: str, values: Patch) -> Patch:
    rules = FIELDS[entity]
    return {
        name: encode(value)
        for name, value in values.items()
        if rules[name].required or encode(value) != rules[name].default
    }


def _count(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
