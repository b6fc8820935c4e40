"""Bring a file of an older format into the present one: a new file, never a change of the old.

The history is translated step by step, entry by entry, with the same sessions and times, so two
copies of one old project become two copies of one new project. The old file stays in the backups.
"""

import datetime as dt
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.core.model import Id
from claimdesk.store import anew, backups, file, lock, probe, projection, revisions, schema, verify
from claimdesk.store.history import session_id
from claimdesk.store.records import FormatError, Patch, canonical
from claimdesk.store.revisions import Revision, Stamp, fingerprint

Step = Callable[[str, Patch], Patch]
"""Translates the fields an entry sets, given the kind of record, to the next format."""
REMARK = "before the new format"
"""What the backup of an old file is called besides its date."""
_HISTORY = ("session", "revision", "content")
"""The tables all formats share; the others are written anew from them."""


def _from_0(entity: str, patch: Patch) -> Patch:
    """Translate the drafts before format 1: a claim had a statement, and no priority."""
    if entity == "claim" and "statement" in patch:
        return {"text" if name == "statement" else name: one for name, one in patch.items()}
    return patch


def _from_1(_entity: str, patch: Patch) -> Patch:
    """Take over what format 1 says: format 2 has more fields and kinds and no other ones."""
    return patch


_SESSIONS = "SELECT id, nonce, reviewer_id, app_version, started_ms FROM session"
STEPS: Mapping[int, Step] = {0: _from_0, 1: _from_1}
"""For each older format, how the history of the next one is made of it."""


def is_old(version: int) -> bool:
    """Return whether files of this format can be migrated."""
    return (
        all(number in STEPS for number in range(version, schema.FORMAT)) and version < schema.FORMAT
    )


def migrated(path: Path, backups_folder: Path) -> None:
    """Bring a file that is not open into the present format; the old one is kept in the backups.

    Nothing changes under the file's own name before the new file is complete and verified.
    """
    real = probe.status(path).path
    temporary = real.with_name(f".{real.name}.new")
    taken = lock.take(real, "Claimdesk")
    try:
        temporary.unlink(missing_ok=True)
        with file.reading(real) as old:
            _write_anew(old, temporary, path.name, backups_folder)
        shutil.copymode(real, temporary)
        temporary.replace(real)
    except OSError as error:
        raise from_os(error, path.name) from error
    finally:
        temporary.unlink(missing_ok=True)
        taken.release()


def _write_anew(old: sqlite3.Connection, target: Path, name: str, backups_folder: Path) -> None:
    version = int(old.execute("PRAGMA user_version").fetchone()[0])
    if not is_old(version):
        sentence = f"“{name}” is not of a format that can be brought up to date."
        raise ReviewError(Code.NOT_PROJECT, sentence)

    def fill(new: sqlite3.Connection) -> None:
        entries = _history(old)
        _keep(old, backups_folder, entries)
        for row in old.execute("SELECT sha256, data FROM content"):
            anew.add_content(new, *row)
        for row in old.execute(_SESSIONS):
            anew.add_session(new, row)
        for entry in _translated(entries, version):
            revisions.insert(new, entry)
        verify.history(new)  # a projection is made of sound histories only
        projection.rebuild(new)

    anew.write(target, fill, name)


def _history(old: sqlite3.Connection) -> list[Revision]:
    """Return the entries of an old file once all that all formats share was verified."""
    _check_tables(old)
    verify.pages(old)
    verify.content(old)
    for one, nonce, reviewer, version, started in old.execute(_SESSIONS):
        if one != session_id(nonce, reviewer, started, version):
            raise FormatError("a session does not match its fingerprint")
    entries = sorted(revisions.everything(old).values(), key=lambda one: (one.lamport, one.id))
    for entry in entries:
        if entry.id != fingerprint(entry.as_row()[1:]):
            raise FormatError("a history entry does not match its fingerprint")
    return entries


def _check_tables(old: sqlite3.Connection) -> None:
    with closing(schema.empty()) as frozen:
        expected = [_tables(frozen, name) for name in _HISTORY]
    triggers = old.execute("SELECT 1 FROM sqlite_schema WHERE type IN ('trigger','view')")
    if triggers.fetchone() or [_tables(old, name) for name in _HISTORY] != expected:
        raise FormatError("its structure is not that of a project")


def _tables(connection: sqlite3.Connection, name: str) -> list[tuple[str, str]]:
    query = "SELECT type, sql FROM sqlite_schema WHERE name=?"
    return [
        (kind, " ".join((sql or "").split())) for kind, sql in connection.execute(query, (name,))
    ]


def _keep(old: sqlite3.Connection, backups_folder: Path, entries: list[Revision]) -> None:
    """Put the old file as it is into the backups of its project."""
    project = next((one.entity_id for one in entries if one.entity == "project"), bytes(16))
    folder = backups.folder_of(backups_folder, Id(project))
    target = backups.place(folder, dt.datetime.now().astimezone(), REMARK)
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        old.backup(copy)


def _translated(entries: list[Revision], version: int) -> list[Revision]:
    """Return the history as the present format writes it, with the ids that follow from that."""
    new_ids: dict[bytes, bytes] = {}
    made = []
    for old in entries:
        patch = _patch_of(old)
        for number in range(version, schema.FORMAT):
            patch = STEPS[number](old.entity, patch)
        if "seen" in patch:
            seen = (bytes.fromhex(one) for one in patch["seen"])
            patch = {**patch, "seen": sorted(new_ids.get(one, one).hex() for one in seen)}
        stamp = Stamp(old.session, old.seq, old.lamport, old.wall_ms, old.txn)
        parents = [new_ids.get(parent, parent) for parent in old.parent_ids]
        one = revisions.make(stamp, (old.entity, old.entity_id), (old.kind, patch), parents)
        new_ids[old.id] = one.id
        made.append(one)
    return made


def _patch_of(entry: Revision) -> Patch:
    try:
        patch = entry.values
    except (ValueError, RecursionError):
        raise FormatError("a history entry cannot be read") from None
    if not isinstance(patch, dict) or canonical(patch) != entry.patch:
        raise FormatError("a history entry is not written in the one way")
    return patch
