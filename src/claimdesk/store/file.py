"""The project file on disk: make, recognise, connect, verify, back up.

Nothing but ``sqlite3`` opens a project that is open for writing: any other opening in the
same process would silently drop SQLite's lock on it. ``recognise`` therefore runs before.
"""

import os
import sqlite3
import stat
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.store import verify
from claimdesk.store.records import FormatError

APPLICATION_ID = 0x434C444B
"""“CLDK” in the file's header."""
FORMAT = 1
MAX_BYTES = 4 << 30
_PATIENCE_S = 2.0
"""How long an edit or a read waits while another program writes."""
_MAGIC = b"SQLite format 3\0"
_SUPER_JOURNAL = bytes.fromhex("d9d505f920a163d7")
"""The end of a journal that names another file, which SQLite might delete."""
_PRAGMAS = (
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "secure_delete=ON",
)
_AGAIN = "copy it again from where it came, or open a backup."
Progress = Callable[[int, int], None]
"""Called with (done, total); may raise ReviewError CANCELLED."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a whole verification went through."""

    revisions: int
    articles: int
    claims: int
    content_bytes: int


def connect(path: Path, *, writing: bool, durable: bool = True) -> sqlite3.Connection:
    """Return a connection with the settings every project is worked on with."""
    connection = sqlite3.connect(
        f"{_uri(path)}?mode={'rw' if writing else 'ro'}",
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
    else:
        connection.execute("PRAGMA query_only=ON")
    connection.create_function("fold", 1, str.casefold, deterministic=True)
    return connection


def _uri(path: Path) -> str:
    """Return the file: URI of a path, whatever characters its name has."""
    name = os.fsencode(path.absolute().as_posix())
    return "file://" + ("" if name.startswith(b"/") else "/") + quote(name)


@cache
def schema_text() -> str:
    """Return the frozen DDL that is the format."""
    return Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")


def lay_out(connection: sqlite3.Connection) -> None:
    """Write the format's tables and marks into an empty file, in one transaction."""
    connection.executescript(
        "PRAGMA journal_mode=DELETE; BEGIN IMMEDIATE;"
        f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={FORMAT};"
        f"{schema_text()} COMMIT;"
    )


def recognise(path: Path) -> None:
    """Raise ReviewError unless the file is a project of a format this program knows.

    Reads 100 bytes and then, through SQLite and read-only, the list of tables. What a program
    that was stopped while saving left half-written is first taken back by SQLite.
    """
    size = _size_of(path)
    if size == 0:
        raise ReviewError(
            Code.EMPTY, f"“{path.name}” is empty; it may not have finished downloading."
        )
    if size > MAX_BYTES:
        raise ReviewError(Code.TOO_BIG, f"“{path.name}” is larger than 4 GB; no project should be.")
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise from_os(error, path.name) from error
    unsettled = header[18:20] == b"\2\2" or _beside(path, "-journal") or _beside(path, "-wal")
    _check_header(path.name, header, size, settled=not unsettled)
    if unsettled:
        _settle(path)
    with reading(path) as connection:
        _check_schema(path.name, connection)


def _size_of(path: Path) -> int:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ReviewError(Code.DIRECTORY, f"“{path.name}” is a folder; choose a project file.")
        if not stat.S_ISREG(status.st_mode):
            raise ReviewError(
                Code.NOT_REGULAR, f"“{path.name}” is not an ordinary file; choose another."
            )
        for suffix in ("-journal", "-wal", "-shm"):
            beside = _sidecar(path, suffix)
            if os.path.lexists(beside) and not stat.S_ISREG(beside.lstat().st_mode):
                raise ReviewError(
                    Code.BAD_SIDECAR, f"Beside the project, “{beside.name}” is no ordinary file."
                )
    except OSError as error:
        raise from_os(error, path.name) from error
    except ValueError:
        raise ReviewError(Code.BAD_NAME, "The file name is not valid.") from None
    return status.st_size


def _sidecar(path: Path, suffix: str) -> Path:
    """Return what SQLite keeps beside a project: beside the file itself, not a link to it."""
    real = path.resolve()
    return real.with_name(real.name + suffix)


def _beside(path: Path, suffix: str) -> bytes:
    """Return the last bytes of a file SQLite keeps beside the project, nothing if it is empty."""
    try:
        with _sidecar(path, suffix).open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - len(_SUPER_JOURNAL)))
            return file.read()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise from_os(error, path.name + suffix) from error


def _settle(path: Path) -> None:
    """Let SQLite finish what another opening began: a rollback, or the end of WAL mode."""
    if _beside(path, "-journal") == _SUPER_JOURNAL:
        raise ReviewError(
            Code.BAD_SIDECAR,
            f"“{path.name}-journal” names another file, so no Claimdesk wrote it; remove it.",
        )
    try:
        with closing(connect(path, writing=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.Error as error:
        trouble = worded(error, path.name)
        if trouble.code is Code.NO_PERMISSION:
            trouble = ReviewError(
                Code.NEEDS_RECOVERY,
                f"The program stopped while “{path.name}” was being saved; copy it, with all "
                "files whose names begin like it, to a folder you may write to and open it there.",
            )
        raise trouble from error


def _check_header(name: str, header: bytes, size: int, *, settled: bool) -> None:
    if not header.startswith(_MAGIC):
        if _MAGIC.startswith(header[:16]):
            raise ReviewError(Code.TRUNCATED, f"“{name}” is cut short; {_AGAIN}")
        raise ReviewError(
            Code.NOT_PROJECT, f"“{name}” is not a Claimdesk project; choose another file."
        )
    if len(header) < 100:
        raise ReviewError(Code.TRUNCATED, f"“{name}” is cut short; {_AGAIN}")
    _check_marks(name, header)
    page_size = struct.unpack(">H", header[16:18])[0]
    page_size = 65536 if page_size == 1 else page_size
    fixed = header[18:20] in (b"\1\1", b"\2\2") and header[21:24] == b"\x40\x20\x20"
    if page_size < 512 or page_size & (page_size - 1) or not fixed:
        raise ReviewError(Code.DAMAGED, f"The header of “{name}” is damaged; {_AGAIN}")
    pages = struct.unpack(">I", header[28:32])[0]
    cut = header[92:96] == header[24:28] and pages * page_size > size
    if settled and (cut or size % page_size):
        raise ReviewError(Code.TRUNCATED, f"“{name}” is cut short or has bytes added; {_AGAIN}")


def _check_marks(name: str, header: bytes) -> None:
    encoding, version = struct.unpack(">Ii", header[56:64])
    if struct.unpack(">I", header[68:72])[0] != APPLICATION_ID:
        raise ReviewError(
            Code.NOT_PROJECT,
            f"“{name}” is a database, but not a Claimdesk project; choose another.",
        )
    if version > FORMAT:
        raise ReviewError(
            Code.TOO_NEW,
            f"“{name}” was made by a newer Claimdesk (format {version}, this one knows {FORMAT}); "
            "update the program to open it.",
        )
    if version < 1:
        raise ReviewError(
            Code.NOT_PROJECT, f"“{name}” has no valid format number; choose another file."
        )
    if encoding != 1:
        raise ReviewError(
            Code.ENCODING,
            f"The text inside “{name}” is not UTF-8, so no Claimdesk wrote it; choose another.",
        )


def _check_schema(name: str, connection: sqlite3.Connection) -> None:
    found = _schema_rows(connection)
    if found != _expected_schema():
        raise ReviewError(
            Code.BAD_SCHEMA,
            f"The structure of “{name}” is not that of a Claimdesk project; {_AGAIN}",
        )
    if connection.execute("SELECT count(*) FROM project").fetchone()[0] != 1:
        raise ReviewError(Code.DAMAGED, f"“{name}” does not describe exactly one project; {_AGAIN}")


def _schema_rows(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema")
    return sorted((kind, name, " ".join((sql or "").split())) for kind, name, sql in rows)


def _expected_schema() -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema_text())
        return _schema_rows(connection)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Hold a read-only connection open; SQLite's errors come out worded."""
    try:
        with closing(connect(path, writing=False)) as connection:
            yield connection
    except (sqlite3.Error, UnicodeDecodeError) as error:  # a message may quote damaged text
        raise worded(error, path.name) from error


def worded(error: sqlite3.Error | UnicodeDecodeError, name: str) -> ReviewError:
    """Return the ReviewError for an SQLite error about the file called ``name``."""
    number = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    code, sentence = _BY_SQLITE.get(number) or _BY_SQLITE.get(
        number & 0xFF, (Code.DAMAGED, "“{name}” is damaged and cannot be read on; open a backup.")
    )
    return ReviewError(code, sentence.format(name=name))


def is_expected(error: sqlite3.Error) -> bool:
    """Return whether the disk or another program caused an error, and not a bug of this one."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # text that is not UTF-8 comes without one
        return isinstance(error, sqlite3.OperationalError)
    return code & 0xFF not in (
        *(sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISUSE, sqlite3.SQLITE_RANGE),
        *(sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH),
    )


_BY_SQLITE = {
    sqlite3.SQLITE_BUSY: (
        Code.LOCKED,
        "Another program is writing to “{name}” just now; try again in a moment.",
    ),
    sqlite3.SQLITE_LOCKED: (Code.LOCKED, "“{name}” is locked just now; try again in a moment."),
    sqlite3.SQLITE_FULL: (
        Code.DISK_FULL,
        "The disk is full, so nothing was changed in “{name}”; make room and try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        Code.NO_PERMISSION,
        "“{name}” or its folder may not be written to, so nothing was changed.",
    ),
    sqlite3.SQLITE_READONLY_DBMOVED: (
        Code.CHANGED,
        "“{name}” is not where it was any more, so nothing was changed; save a copy elsewhere.",
    ),
    sqlite3.SQLITE_PERM: (Code.NO_PERMISSION, "You do not have the rights to use “{name}”."),
    sqlite3.SQLITE_CANTOPEN: (Code.NO_PERMISSION, "“{name}” or its folder cannot be opened."),
    sqlite3.SQLITE_IOERR: (
        Code.IO,
        "The disk reported an error, so nothing was changed in “{name}”; is there room on it?",
    ),
    sqlite3.SQLITE_NOTADB: (
        Code.NOT_PROJECT,
        "“{name}” is not a Claimdesk project; choose another file.",
    ),
}


def check(path: Path, progress: Progress | None = None) -> Verified:
    """Verify the whole file and return what was gone through.

    Raises ReviewError with the code and the sentence of the first thing that is wrong.
    """
    recognise(path)
    with reading(path) as connection:
        return check_connection(connection, path.name, progress)


def check_open(path: Path, progress: Progress | None = None) -> Verified:
    """Verify the whole of a file this process may have open: SQLite alone touches it.

    A private copy is gone through, so that no edit has to wait meanwhile.
    """
    with (
        reading(path) as connection,
        closing(sqlite3.connect("", isolation_level=None)) as copy,
    ):
        connection.backup(copy)
        return check_connection(copy, path.name, progress)


def check_connection(
    connection: sqlite3.Connection, name: str, progress: Progress | None = None
) -> Verified:
    """Verify everything a connection can see: pages, foreign keys, history, content, tables."""
    try:
        connection.execute("BEGIN")
        verify.whole(connection, progress or _no_progress)
        return Verified(
            revisions=_count(connection, "SELECT count(*) FROM revision"),
            articles=_count(connection, "SELECT count(*) FROM article WHERE deleted=0"),
            claims=_count(connection, "SELECT count(*) FROM claim WHERE deleted=0"),
            content_bytes=_count(connection, "SELECT coalesce(sum(size),0) FROM content"),
        )
    except FormatError as finding:
        raise ReviewError(
            Code.DAMAGED, f"“{name}” is damaged or was changed by hand ({finding}); {_AGAIN}"
        ) from None
    finally:
        if connection.in_transaction:
            connection.rollback()


def _count(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])


def _no_progress(_done: int, _total: int) -> None:
    return


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
