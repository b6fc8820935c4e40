"""A project file looked at in stages, read-only; each thing that can be wrong has its code.

The file may be anybody's: SQLite is bound by limits, a list of what a statement may do and a
deadline, and nothing is ever written, neither to the file nor beside it. Needs neither sqlmodel
nor Qt, because the process that looks at files of strangers (``checking``) has to start at once.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from claimdesk.core.errors import Code, ReviewError
from claimdesk.store import probe, schema, verify
from claimdesk.store.probe import AGAIN, Found, Identity
from claimdesk.store.records import FormatError
from claimdesk.store.sqlite import took_too_long, uri, worded

_PATIENCE_S = 2.0
"""How long a look waits while another program writes."""
_MAX_VALUE = 1 << 26
"""Bytes a row may have; texts, originals and attachments are read in pieces and may be longer."""
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: _MAX_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 200_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 60,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 20,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 8,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 100,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}
_FUNCTIONS = frozenset(("length", "count", "sum", "max", "coalesce"))
_PRAGMAS = frozenset(
    (
        *("quick_check", "integrity_check", "foreign_key_check", "schema_version"),
        *("trusted_schema", "cell_size_check", "mmap_size", "query_only", "temp_store"),
    )
)
_STEPS = 20_000
"""How many steps of SQLite lie between two looks at the clock."""


class Stage(StrEnum):
    """What is looked at, in this order."""

    FILE = "file"
    HEADER = "header"
    JOURNAL = "journal"
    STRUCTURE = "structure"
    PAGES = "pages"
    HISTORY = "history"
    CONTENT = "content"
    TABLES = "tables"
    PASSAGES = "passages"


STAGES = tuple(Stage)
Watch = Callable[[Stage], None]
"""Called when a stage begins."""
_WHOLE: tuple[tuple[Stage, Callable[[sqlite3.Connection], None]], ...] = (
    (Stage.HISTORY, verify.history),
    (Stage.CONTENT, verify.content),
    (Stage.TABLES, verify.tables),
    (Stage.PASSAGES, verify.passages),
)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification found in the file."""

    revisions: int
    articles: int
    claims: int
    content_bytes: int


def unwatched(_stage: Stage) -> None:
    """Watch nothing."""


def examine(
    path: Path, *, seconds: float, whole: bool = True, watch: Watch = unwatched
) -> Verified:
    """Return what is in a project file; raises ReviewError with what is wrong first.

    Without ``whole`` the history is not gone through: enough for a file this program wrote last.
    """
    deadline = time.monotonic() + seconds

    def timed(stage: Stage) -> None:
        watch(stage)
        if time.monotonic() > deadline:
            raise took_too_long(path.name)

    found = look(path, timed)
    with hardened(found.path, found.name, seconds) as connection:
        connection.execute("BEGIN")
        timed(Stage.STRUCTURE)
        check_structure(connection, found.name)
        result = verified(connection, found.name, whole=whole, watch=timed)
    if Identity.of(found.path.stat()) != found.identity:
        raise ReviewError(
            Code.CHANGED, f"“{found.name}” was changed while it was looked at; open it again."
        )
    return result


def look(path: Path, watch: Watch = unwatched) -> Found:
    """Return the file if it passes the stages that need no SQLite."""
    watch(Stage.FILE)
    found = probe.status(path)
    watch(Stage.HEADER)
    header = probe.header(found)
    watch(Stage.JOURNAL)
    probe.check_settled(found, header)
    return found


@contextmanager
def hardened(path: Path, name: str, seconds: float) -> Iterator[sqlite3.Connection]:
    """Hold a read-only connection that does little and not for long; trouble comes out worded."""
    deadline = time.monotonic() + seconds
    try:
        with closing(_connect(path)) as connection:
            for limit, value in _LIMITS.items():
                connection.setlimit(limit, value)
            for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("PRAGMA query_only=ON")
            connection.set_authorizer(_authorize)
            connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
            yield connection
    except sqlite3.Error as error:
        raise worded(error, name) from error
    except (ValueError, OverflowError, RecursionError, MemoryError) as error:
        # What no project holds: text that is not UTF-8, JSON without end, values without measure.
        raise _damaged(name, type(error).__name__) from error


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        uri(path, mode="ro"),
        uri=True,
        isolation_level=None,
        timeout=_PATIENCE_S,
        cached_statements=64,
    )


def _authorize(action: int, first: str | None, second: str | None, *_rest: str | None) -> int:
    allowed = (
        action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_TRANSACTION)
        or (action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS)
        or (action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS)
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def check_structure(connection: sqlite3.Connection, name: str) -> None:
    """Raise ReviewError unless tables, indexes and checks are those of the format."""
    found, expected = schema.rows(connection), schema.expected()
    if found != expected:
        strange = sorted({row[0] for row in set(found) - set(expected)})
        kind = {"index": "an index"}.get(strange[0], f"a {strange[0]}") if strange else ""
        what = f"it has {kind} of its own" if strange else "something is missing"
        raise ReviewError(
            Code.BAD_SCHEMA,
            f"The structure of “{name}” is not that of a Claimdesk project ({what}); {AGAIN}",
        )


def verified(
    connection: sqlite3.Connection, name: str, *, whole: bool = True, watch: Watch = unwatched
) -> Verified:
    """Return what a connection can see, gone through: pages, one project and, if whole, the rest.

    The connection is in a transaction, so that all of it is seen as of one moment.
    """
    watch(Stage.PAGES)
    try:
        verify.pages(connection, whole=whole)
        if connection.execute("SELECT count(*) FROM project").fetchone()[0] != 1:
            raise ReviewError(
                Code.DAMAGED, f"“{name}” does not describe exactly one project; {AGAIN}"
            )
        for stage, check in _WHOLE if whole else ():
            watch(stage)
            check(connection)
    except FormatError as finding:
        raise _damaged(name, finding) from finding.__cause__
    return Verified(
        revisions=_count(connection, "SELECT count(*) FROM revision"),
        articles=_count(connection, "SELECT count(*) FROM article WHERE deleted=0"),
        claims=_count(connection, "SELECT count(*) FROM claim WHERE deleted=0"),
        content_bytes=_count(connection, "SELECT coalesce(sum(size),0) FROM content"),
    )


def _damaged(name: str, finding: object) -> ReviewError:
    return ReviewError(
        Code.DAMAGED, f"“{name}” is damaged or was changed by hand ({finding}); {AGAIN}"
    )


def _count(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
