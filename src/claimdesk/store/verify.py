"""The whole verification of a project: what damage, a foreign hand or a bug could break.

Every rule raises ``FormatError`` with a short finding; ``opening`` words it for the reviewer.
"""

import codecs
import hashlib
import json
import sqlite3
from bisect import bisect_right
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import chain, islice

from claimdesk.store import projection, revisions
from claimdesk.store.history import session_id
from claimdesk.store.projection import Projected
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

_PIECE = 1 << 16
"""Bytes of a content that are in memory at a time."""
_MAX_VERSION = 1000
"""Characters the name of a version may have."""


def pages(connection: sqlite3.Connection, *, whole: bool = True) -> None:
    """Let SQLite check its pages and, if whole, its indexes and the foreign keys."""
    query = f"PRAGMA {'integrity_check' if whole else 'quick_check'}(1)"
    answer = connection.execute(query).fetchone()
    if answer != ("ok",):
        said = " ".join(str(answer[0]).split()).removeprefix("*** in database main *** ")
        raise FormatError("a part of it is spoilt") from sqlite3.DatabaseError(said[:200])
    if not whole:
        return
    # The next check reads a session again for every entry; one of 60 MB took it minutes.
    (longest,) = connection.execute("SELECT max(length(app_version)) FROM session").fetchone()
    if longest is not None and longest > _MAX_VERSION:
        raise FormatError("a session names no program")
    if connection.execute("PRAGMA foreign_key_check").fetchone():
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
    entries = _genuine(connection)
    roots: dict[bytes, Revision] = {}
    for entry in sorted(entries.values(), key=lambda one: one.lamport):
        _check_entry(entry, entries)
        root = roots[entry.parent_ids[0]] if entry.parents else entry
        roots[entry.id] = root
        _check_root(entry, root)
        _check_author(entry, root, sessions)
    _check_gaps(entries.values())


def _genuine(connection: sqlite3.Connection) -> dict[bytes, Revision]:
    """Return the whole history by id; a false entry is found before the next one is kept."""
    entries: dict[bytes, Revision] = {}
    for entry in revisions.each(connection):
        if entry.id != fingerprint(entry.as_row()[1:]):
            raise FormatError("a history entry does not match its fingerprint")
        entries[entry.id] = entry
    return entries


def _check_entry(entry: Revision, entries: Mapping[bytes, Revision]) -> None:
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
    """Check every stored text and attachment against its fingerprint, piece by piece."""
    keys = connection.execute("SELECT rowid, sha256 FROM content").fetchall()
    for place, key in keys:
        digest = hashlib.sha256()
        for piece in _pieces(connection, place):
            digest.update(piece)
        if digest.digest() != key:
            raise FormatError("a stored text or attachment does not match its fingerprint")


def _pieces(connection: sqlite3.Connection, place: int) -> Generator[bytes, None, None]:
    """Yield the bytes of one content, never all of them at once."""
    with connection.blobopen("content", "data", place, readonly=True) as blob:
        while piece := blob.read(_PIECE):
            yield piece


def tables(connection: sqlite3.Connection) -> None:
    """Check that the tables and the list of conflicts are what the history says."""
    per_record: dict[str, dict[bytes, list[Revision]]] = {}
    for entry in revisions.everything(connection).values():
        per_record.setdefault(entry.entity, {}).setdefault(entry.entity_id, []).append(entry)
    conflicts: list[tuple[str, bytes, str, str, str]] = []
    for entity in LEVEL:
        mine = per_record.get(entity, {})
        for found, result in _compared(connection, entity, mine):
            conflicts += projection.conflict_rows(entity, found, result)
    listed = connection.execute("SELECT entity, entity_id, field, kind, heads FROM conflict")
    # One more than there should be is enough: the list may have been filled to burst.
    if sorted(conflicts) != sorted(islice(listed, len(conflicts) + 1)):
        raise FormatError("the list of conflicts does not match the history")


def _compared(
    connection: sqlite3.Connection, entity: str, mine: Mapping[bytes, list[Revision]]
) -> Iterator[tuple[bytes, Projected]]:
    """Yield each record of a table as its entries have it; one row is in memory at a time."""
    columns = ",".join(f'"{name}"' for name in ("id", *FIELDS[entity]))
    number = 0
    for row in connection.execute(f"SELECT {columns} FROM {entity}"):  # noqa: S608 - of the schema
        entries = mine.get(row[0])
        if entries is None:
            raise FormatError(f"the table {entity} does not match the history")
        result = projection.expected(connection, (entity, row[0]), entries)
        if row_of(entity, row[0], result.state, deleted=result.deleted) != row:
            raise FormatError(f"a record in {entity} does not match the history")
        number += 1
        yield row[0], result
    if number != len(mine):
        raise FormatError(f"the table {entity} does not match the history")


def passages(connection: sqlite3.Connection) -> None:
    """Check that every quote is the slice of its text, one article version at a time."""
    versions = connection.execute(
        "SELECT version.id, version.length, content.rowid FROM article_version AS version "
        "JOIN content ON content.sha256 = version.text_sha256"
    ).fetchall()
    for version_id, length, place in versions:
        with closing(_pieces(connection, place)) as pieces:
            text = _Text(pieces)
        if len(text) != length:
            raise FormatError("an article text has a wrong length")
        for start, end, quote in connection.execute(
            'SELECT start, "end", quote FROM passage WHERE article_version_id=?', (version_id,)
        ):
            if text.between(start, end) != quote:
                raise FormatError("a quote is not what stands in its article")


class _Text:
    """A text decoded in pieces: as one string, one rare letter would make it four times as big."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")()
        self._pieces: list[str] = []
        self._ends: list[int] = []
        self._length = 0
        try:
            for piece in chain(pieces, (b"",)):
                text = decoder.decode(piece, final=not piece)
                self._length += len(text)
                self._pieces.append(text)
                self._ends.append(self._length)
        except UnicodeDecodeError:
            raise FormatError("an article text is not valid UTF-8") from None

    def __len__(self) -> int:
        """Return the length in code points."""
        return self._length

    def between(self, start: int, end: int) -> str:
        """Return what stands between two places (code points)."""
        found = []
        for number in range(bisect_right(self._ends, start), len(self._ends)):
            piece, before = self._pieces[number], self._ends[number] - len(self._pieces[number])
            if before >= end:
                break
            found.append(piece[max(0, start - before) : end - before])
        return "".join(found)
