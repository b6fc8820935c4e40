"""A project whose writer was stopped, brought to its last saved state in a private copy.

The file and what lies beside it stay as they were; only what passes every stage of a
verification is written to the new file.
"""

import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.store import opening, private, probe
from claimdesk.store.opening import Verified, Watch, unwatched
from claimdesk.store.probe import Found, Journal
from claimdesk.store.sqlite import uri, worded


class Cause(StrEnum):
    """What was half-written beside the file."""

    NOTHING = "nothing"
    JOURNAL = "journal"
    """A save was under way; it was taken back."""
    LOG = "log"
    """Another program had left finished work beside the file; it was put in."""
    STRAY = "stray"
    """What lay beside the file does not fit it and was left out."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was found beside a file, and what the new file holds."""

    cause: Cause
    kept: Verified


def recovered(
    path: Path, into: Path, *, seconds: float = float("inf"), watch: Watch = unwatched
) -> Recovered:
    """Write the last saved state of a file to a new one; EXISTS if there is a file already."""
    if os.path.lexists(into):
        raise ReviewError(Code.EXISTS, f"“{into.name}” is there already; choose another name.")
    found = probe.status(path)
    cause = _cause(found)
    if cause is Cause.JOURNAL:
        _check_idle(found)
    try:
        with tempfile.TemporaryDirectory(prefix="claimdesk-") as folder:
            return _recovered(found, cause, (Path(folder), into), seconds, watch)
    except OSError as error:
        raise from_os(error, into.name) from error


def _cause(found: Found) -> Cause:
    if probe.has_wal(found):
        return Cause.LOG
    return Cause.JOURNAL if probe.check_journal(found) is Journal.HOT else Cause.NOTHING


def _check_idle(found: Found) -> None:
    """Raise LOCKED if the journal belongs to a program that is saving at this moment."""
    try:
        with opening.hardened(found.path, found.name, 1.0) as connection:
            connection.execute("PRAGMA schema_version").fetchone()
    except ReviewError as error:
        if error.code is Code.LOCKED:
            raise


def _recovered(
    found: Found, cause: Cause, places: tuple[Path, Path], seconds: float, watch: Watch
) -> Recovered:
    folder, into = places
    try:
        copy = _settled_copy(found, folder / "with", beside=True)
        kept = opening.examine(copy, seconds=seconds, watch=watch)
    except ReviewError as first:
        if cause is Cause.NOTHING:
            raise
        cause = Cause.STRAY
        copy = _settled_copy(found, folder / "without", beside=False)
        try:
            kept = opening.examine(copy, seconds=seconds, watch=watch)
        except ReviewError:
            raise first from None
    private.place(copy, into)
    return Recovered(cause, kept)


def _settled_copy(found: Found, folder: Path, *, beside: bool) -> Path:
    """Return a copy in which SQLite has finished what was under way."""
    folder.mkdir(mode=0o700)
    copy = folder / found.name
    private.copy(found.path, copy)
    for suffix in ("-journal", "-wal") if beside else ():
        if found.beside(suffix).exists():
            private.copy(found.beside(suffix), copy.with_name(copy.name + suffix))
    try:
        with closing(
            sqlite3.connect(uri(copy, mode="rw"), uri=True, isolation_level=None)
        ) as connection:
            for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "locking_mode=EXCLUSIVE"):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("PRAGMA schema_version").fetchone()
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.Error as error:
        raise worded(error, found.name) from error
    return copy
