"""The whole verification of a project: what damage, a foreign hand or a bug could break.

Every rule raises ``FormatError`` with a short finding; ``opening`` words it for the reviewer.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping

from claimdesk.store import projection, revisions
from claimdesk.store.history import session_id
from claimdesk.store.records import (
    DERIVED,
    FIELDS,
    IMMUTABLE,
    LEVEL,
    FormatError,
    canonical,
    check_patch,
    decode,
    id_of,
    row_of,
)
from claimdesk.store.revisions import Revision, fingerprint


def pages(connection: sqlite3.Connection, *, whole: bool = True) -> None:
    """Let SQLite check its pages and, if whole, its indexes and the foreign keys."""
    query = f"PRAGMA {'integrity_check' if whole else 'quick_check'}(1)"
    answer = connection.execute(query).fetchone()
    if answer != ("ok",):
        said = " ".join(str(answer[0]).split()).removeprefix("*** in database main *** ")
        raise FormatError("a part of it is spoilt") from sqlite3.DatabaseError(said[:200])
    if whole and connection.execute("PRAGMA foreign_key_check").fetchone():
        raise FormatError("a record points to one that is not there")


def history(connection: sqlite3.Connection) -> None:
    """Check every entry: its fingerprint, its parents, its patch, its author."""
    sessions: dict[bytes, bytes] = {}
    for row in connection.execute(
        "SELECT id, nonce, reviewer_id, started_ms, app_version FROM session"
    ):
        if row[0] != session_id(*row[1:]):
            raise FormatError("a session does not match its fingerprint")
        sessions[row[0]] = row[2]
    entries = revisions.everything(connection)
    roots: dict[bytes, Revision] = {}
    for entry in sorted(entries.values(), key=lambda one: one.lamport):
        _check_entry(entry, entries)
        root = roots[entry.parent_ids[0]] if entry.parents else entry
        roots[entry.id] = root
        _check_root(entry, root)
        _check_author(entry, root, sessions)
    _check_gaps(entries.values())


def _check_entry(entry: Revision, entries: Mapping[bytes, Revision]) -> None:
    if entry.id != fingerprint(entry.as_row()[1:]):
        raise FormatError("a history entry does not match its fingerprint")
    if entry.lamport > len(entries):
        raise FormatError("a history entry has an impossible logical time")
    _check_parents(entry, entries)
    try:
        patch = json.loads(entry.patch)
        written = canonical(patch)
    except (ValueError, RecursionError):
        raise FormatError("a history entry cannot be read") from None
    if written != entry.patch:
        raise FormatError("a history entry is not written in the one way")
    check_patch(entry.entity, entry.kind, patch)


def _check_parents(entry: Revision, entries: Mapping[bytes, Revision]) -> None:
    if list(entry.parent_ids) != sorted(set(entry.parent_ids)):
        raise FormatError("the parents of a history entry are not in order")
    for parent_id in entry.parent_ids:
        parent = entries.get(parent_id)
        if parent is None:
            raise FormatError("a part of the history is missing")
        same = (parent.entity, parent.entity_id) == (entry.entity, entry.entity_id)
        if not same or parent.lamport >= entry.lamport:
            raise FormatError("a history entry rests on a wrong one")


def _check_root(entry: Revision, root: Revision) -> None:
    first, patch = root.values, entry.values
    for name in IMMUTABLE.get(entry.entity, frozenset()) & patch.keys():
        if patch[name] != first.get(name, FIELDS[entry.entity][name].default):
            raise FormatError(f"{entry.entity}.{name} was changed")
    if entry is root and entry.entity in DERIVED:
        ends = {name: first.get(name) for name in DERIVED[entry.entity]}
        if None in ends.values():
            raise FormatError(f"a {entry.entity} without its ends")
        columns = {name: decode(entry.entity, name, value) for name, value in ends.items()}
        if id_of(entry.entity, columns) != entry.entity_id:
            raise FormatError(f"a {entry.entity} with a wrong id")


def _check_author(entry: Revision, root: Revision, sessions: Mapping[bytes, bytes]) -> None:
    author = sessions[entry.session]  # it is there: the foreign keys were checked before
    if entry.entity == "assessment" and root.values["reviewer_id"] != author.hex():
        raise FormatError("a verdict was changed by someone else")


def _check_gaps(entries: Iterable[Revision]) -> None:
    seen: dict[bytes, list[int]] = {}
    for entry in entries:
        seen.setdefault(entry.session, []).append(entry.seq)
    for numbers in seen.values():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            raise FormatError("a part of a session's history is missing")


def content(connection: sqlite3.Connection) -> None:
    """Check every stored text and attachment against its fingerprint, one at a time."""
    keys = [row[0] for row in connection.execute("SELECT sha256 FROM content")]
    for key in keys:
        row = connection.execute("SELECT data FROM content WHERE sha256=?", (key,)).fetchone()
        if hashlib.sha256(row[0]).digest() != key:
            raise FormatError("a stored text or attachment does not match its fingerprint")


def tables(connection: sqlite3.Connection) -> None:
    """Check that the tables and the list of conflicts are what the history says."""
    per_record: dict[str, dict[bytes, list[Revision]]] = {}
    for entry in revisions.everything(connection).values():
        per_record.setdefault(entry.entity, {}).setdefault(entry.entity_id, []).append(entry)
    conflicts: list[tuple[str, bytes, str, str, str]] = []
    for entity in LEVEL:
        columns = ",".join(f'"{name}"' for name in ("id", *FIELDS[entity]))
        query = f"SELECT {columns} FROM {entity}"  # noqa: S608 - names of the schema
        found = {row[0]: row for row in connection.execute(query)}
        mine = per_record.get(entity, {})
        if found.keys() != mine.keys():
            raise FormatError(f"the table {entity} does not match the history")
        for record_id, entries in mine.items():
            result = projection.expected(connection, (entity, record_id), entries)
            if row_of(entity, record_id, result.state, deleted=result.deleted) != found[record_id]:
                raise FormatError(f"a record in {entity} does not match the history")
            conflicts += projection.conflict_rows(entity, record_id, result)
    listed = connection.execute("SELECT entity, entity_id, field, kind, heads FROM conflict")
    if sorted(conflicts) != sorted(listed):
        raise FormatError("the list of conflicts does not match the history")


def passages(connection: sqlite3.Connection) -> None:
    """Check that every quote is the slice of its text, one article version at a time."""
    versions = connection.execute(
        "SELECT version.id, version.length, content.data FROM article_version AS version "
        "JOIN content ON content.sha256 = version.text_sha256"
    )
    for version_id, length, data in versions:
        text = _decoded(data)
        if len(text) != length:
            raise FormatError("an article text has a wrong length")
        for start, end, quote in connection.execute(
            'SELECT start, "end", quote FROM passage WHERE article_version_id=?', (version_id,)
        ):
            if text[start:end] != quote:
                raise FormatError("a quote is not what stands in its article")


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise FormatError("an article text is not valid UTF-8") from None
