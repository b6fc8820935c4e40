"""The project file on disk: the connections it is worked on with, and verified copies of it.

Nothing but ``sqlite3`` opens a project that is open for writing: any other opening in the
same process would silently drop SQLite's lock on it.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.core.folding import fold
from claimdesk.store import held, opening, probe
from claimdesk.store.opening import Verified
from claimdesk.store.sqlite import uri, worded

_PATIENCE_S = 2.0
"""How long an edit or a read waits while another program writes."""
_PRAGMAS = (
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "secure_delete=ON",
)
_PAGE = 4096
"""Bytes of a page of every file this program makes."""
_FOLDED = 1 << 16
"""Texts kept folded: a list is filtered again with every letter that is typed."""
_TRIES = 20
_NO_LIMIT_S = float("inf")


def connect(path: Path, *, writing: bool, durable: bool = True) -> sqlite3.Connection:
    """Return a connection with the settings every project is worked on with."""
    connection = sqlite3.connect(
        uri(path, mode="rw" if writing else "ro"),
        uri=True,
        isolation_level=None,
        timeout=_PATIENCE_S,
        cached_statements=256,
    )
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if writing:
        connection.execute("PRAGMA fullfsync=ON")
        connection.execute(f"PRAGMA synchronous={'EXTRA' if durable else 'OFF'}")
        connection.execute(f"PRAGMA max_page_count={probe.MAX_BYTES // _PAGE}")
    else:
        connection.execute("PRAGMA query_only=ON")
    folded = lru_cache(_FOLDED)(fold)
    connection.create_function("fold", 1, folded, deterministic=True)
    return connection


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Hold a read-only connection open; SQLite's errors come out worded."""
    try:
        with closing(connect(path, writing=False)) as connection:
            yield connection
    except (sqlite3.Error, UnicodeDecodeError) as error:  # a message may quote damaged text
        raise worded(error, path.name) from error


def recognise(path: Path) -> None:
    """Raise ReviewError unless the file is a project that this program may work on.

    Whoever has it open may write meanwhile: then it is looked at again, but not for ever.
    Enough for a file this program wrote last; one from elsewhere goes through ``checking`` first.
    """
    for _ in range(_TRIES - 1):
        try:
            opening.examine(path, seconds=_NO_LIMIT_S, whole=False)
        except ReviewError as error:
            if error.code is not Code.CHANGED:
                raise
        else:
            return
    opening.examine(path, seconds=_NO_LIMIT_S, whole=False)


def check(path: Path) -> Verified:
    """Verify the whole file in this process, also if it is open; raises what is wrong first."""
    if path.exists() and held.is_held(path.stat()):
        return check_open(path)
    return opening.examine(path, seconds=_NO_LIMIT_S)


def check_open(path: Path) -> Verified:
    """Verify the whole of a file this process may have open: SQLite alone touches it.

    A private copy is gone through, so that no edit has to wait meanwhile.
    """
    with (
        reading(path) as connection,
        closing(sqlite3.connect("", isolation_level=None)) as copy,
    ):
        connection.backup(copy)
        return check_connection(copy, path.name)


def check_connection(connection: sqlite3.Connection, name: str) -> Verified:
    """Verify everything a connection can see: pages, foreign keys, history, content, tables."""
    connection.execute("BEGIN")
    try:
        return opening.verified(connection, name)
    finally:
        if connection.in_transaction:
            connection.rollback()


def copy_verified(source: sqlite3.Connection, target: Path) -> Verified:
    """Write a complete copy through SQLite's backup, verify it, then put it in its place."""
    temporary = target.with_name(f".claimdesk-{os.getpid()}-{time.monotonic_ns()}.part")
    try:
        temporary.touch(exist_ok=False)
        try:
            with closing(sqlite3.connect(temporary, isolation_level=None)) as copy:
                source.backup(copy)
                found = check_connection(copy, target.name)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise from_os(error, target.name) from error
    except sqlite3.Error as error:
        raise worded(error, target.name) from error
    return found
