"""What SQLite wants and what it says: paths as URIs, its errors as sentences."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from claimdesk.core.errors import Code, ReviewError


def uri(path: Path, **settings: str | int) -> str:
    """Return the file: URI of a path, whatever characters its name has."""
    name = os.fsencode(path.absolute().as_posix())
    query = "&".join(f"{key}={value}" for key, value in settings.items())
    return "file://" + ("" if name.startswith(b"/") else "/") + quote(name) + "?" + query


def worded(error: sqlite3.Error | UnicodeDecodeError, name: str) -> ReviewError:
    """Return the ReviewError for an SQLite error about the file called ``name``."""
    number = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    code, sentence = _BY_NUMBER.get(number) or _BY_NUMBER.get(
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


def took_too_long(name: str) -> ReviewError:
    """Return the ReviewError for a check that was stopped by the clock."""
    return ReviewError(Code.TIMEOUT, _TOO_LONG.format(name=name))


_TOO_LONG = "Checking “{name}” took too long and was stopped; try again, or open a backup."
_LEFT_OVER = (
    Code.NEEDS_RECOVERY,
    "The program stopped while “{name}” was being saved; recover it into a new file.",
)
_BY_NUMBER = {
    sqlite3.SQLITE_BUSY: (
        Code.LOCKED,
        "Another program is writing to “{name}” just now; try again in a moment.",
    ),
    sqlite3.SQLITE_LOCKED: (Code.LOCKED, "“{name}” is locked just now; try again in a moment."),
    sqlite3.SQLITE_INTERRUPT: (Code.TIMEOUT, _TOO_LONG),
    sqlite3.SQLITE_FULL: (
        Code.DISK_FULL,
        "The disk is full, so nothing was changed in “{name}”; make room and try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        Code.NO_PERMISSION,
        "“{name}” or its folder may not be written to, so nothing was changed.",
    ),
    sqlite3.SQLITE_READONLY_ROLLBACK: _LEFT_OVER,
    sqlite3.SQLITE_READONLY_RECOVERY: _LEFT_OVER,
    sqlite3.SQLITE_READONLY_DBMOVED: (
        Code.MOVED,
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
