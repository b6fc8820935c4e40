"""Write a project file anew: it takes its place under a name only when it is whole and verified."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.store import file, projection, revisions, schema
from claimdesk.store.opening import Verified
from claimdesk.store.records import FormatError
from claimdesk.store.revisions import Revision
from claimdesk.store.sqlite import worded

Fill = Callable[[sqlite3.Connection], None]
"""Writes into an empty project, inside a transaction."""


def refuse_existing(target: Path) -> None:
    """Raise EXISTS if there is anything under this name: nothing is ever overwritten."""
    if os.path.lexists(target):
        raise ReviewError(Code.EXISTS, f"“{target.name}” is there already; choose another name.")


def write(target: Path, fill: Fill, called: str = "") -> Verified:
    """Fill a new project file, verify the whole of it, and only then give it its name.

    ``called`` is the name trouble is told with. Raises EXISTS if the target is there already.
    """
    refuse_existing(target)
    name = called or target.name
    temporary = target.with_name(f".claimdesk-{os.getpid()}-{time.monotonic_ns()}.part")
    try:
        temporary.touch(exist_ok=False)
        try:
            with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
                found = _filled(connection, fill, name)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise from_os(error, target.name) from error
    except sqlite3.Error as error:
        raise worded(error, name) from error
    return found


def _filled(connection: sqlite3.Connection, fill: Fill, name: str) -> Verified:
    connection.execute("PRAGMA secure_delete=ON")
    schema.lay_out(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        fill(connection)
    except FormatError as finding:
        raise ReviewError(
            Code.DAMAGED, f"“{name}” is damaged or was changed by hand ({finding}); open a backup."
        ) from None
    connection.execute("COMMIT")
    return file.check_connection(connection, name)


def add_session(connection: sqlite3.Connection, row: tuple[object, ...]) -> None:
    """Write a session: (id, nonce, reviewer_id, app_version, started_ms)."""
    connection.execute("INSERT INTO session VALUES (?,?,?,?,?)", row)


def add_content(connection: sqlite3.Connection, sha256: bytes, data: bytes) -> None:
    """Keep bytes under their SHA-256; the same bytes are kept once."""
    row = (sha256, len(data), data)
    connection.execute("INSERT OR IGNORE INTO content VALUES (?,?,?)", row)


def add_history(connection: sqlite3.Connection, entries: Iterable[Revision]) -> None:
    """Write these entries and the tables they stand for."""
    for entry in entries:
        revisions.insert(connection, entry)
    projection.rebuild(connection)
