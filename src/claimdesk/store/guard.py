"""Whether an open project is still the file this program left; asked before every writing.

SQLite's locks bind only those who ask for them. A file manager, a synchroniser or a copy over the
file asks nobody, so each transaction begins with a look at what lies under the name: two calls,
about 10 microseconds. What was found has a code of its own and a sentence that says what to do.
"""

import os
import sqlite3
from contextlib import closing, suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.store import probe
from claimdesk.store.probe import Identity
from claimdesk.store.sqlite import uri, worded

_resource: Any = import_module("resource") if find_spec("resource") else None
"""What knows of limits on the size of a file; not on Windows."""
_GONE = (FileNotFoundError, NotADirectoryError)
_SPOILT = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_REFUSED = (
    *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM),
    sqlite3.SQLITE_IOERR,
)
_FAR_GROWN = probe.MAX_BYTES - (256 << 20)
"""Bytes from which on a file that cannot grow has met the limit of a project."""
_SENTENCES = {
    Code.DELETED: "“{name}” was deleted while it was open; save it under a new name to go on.",
    Code.MOVED: "“{name}” was moved or renamed{where} while it was open; open it where it is now, "
    "or save it under a new name.",
    Code.REPLACED: "Another file lies in the place of “{name}” now; save yours under a new name, "
    "or reload.",
    Code.OVERWRITTEN: "“{name}” was written over from outside, so nothing was changed in it; "
    "reload it, or open a backup.",
    Code.TRUNCATED: "“{name}” was cut short from outside, so nothing was changed in it; "
    "open a backup.",
    Code.CHANGED: "Another program wrote to “{name}”, so nothing was changed in it; "
    "reload it to go on.",
    Code.UNREACHABLE: "The storage that holds “{name}” cannot be reached, so nothing was changed; "
    "connect it again, or save under a new name elsewhere.",
    Code.READ_ONLY: "The disk that holds “{name}” can only be read now, so nothing was changed; "
    "save under a new name elsewhere.",
    Code.TOO_BIG: "“{name}” may not grow any larger here, so nothing was changed; "
    "save under a new name on another disk, or remove something.",
}


class Guard:
    """How a file was left, and what has become of it since."""

    def __init__(self, path: Path) -> None:
        """Note how the file is before it is opened; raises ReviewError if it is not there."""
        self._path = path
        self._version = 0
        self._last: bytes | None = None
        self._coming: bytes | None = None
        try:
            self._note(path.stat())
        except OSError as error:
            raise from_os(error, path.name) from error

    def begin(self, connection: sqlite3.Connection) -> None:
        """Note what is in the file; the connection stays the one it is written through."""
        self._version = _version(connection)
        self._last = _last(connection)

    @property
    def left(self) -> Identity:
        """Return how the file was when it was opened or last written by this program."""
        return self._left

    def check(self, connection: sqlite3.Connection) -> None:
        """Raise ReviewError unless the file is as it was left; inside a transaction that writes."""
        now = self._look()
        version = _version(connection)
        if self._stamp != _stamp(now) or version != self._version:
            self._explain(connection, now, version)

    def find(self) -> None:
        """Raise ReviewError unless the file that was opened still lies under its name."""
        now = self._look()
        if (now.st_dev, now.st_ino) != (self._left.device, self._left.inode):
            raise self._trouble(Code.REPLACED)

    def settle(self, connection: sqlite3.Connection) -> None:
        """Note the last entry, at the end of a transaction that is about to be committed."""
        self._coming = _last(connection)

    def note(self) -> None:
        """Note how the file is after a transaction of this program was committed."""
        self._last = self._coming
        with suppress(OSError):  # a file that is gone in this moment was saved all the same
            self._note(os.stat(self._path))  # noqa: PTH116 - see above

    def forgive(self, connection: sqlite3.Connection) -> None:
        """Note time and version of a file this program wrote to and then put back as it was.

        Where pages were written before the disk was full, the way back is a version of its own to
        SQLite, and it is gone in part only when the file is looked into again.
        """
        with suppress(OSError, sqlite3.Error):
            version, last = _version(connection), _last(connection)
            now = os.stat(self._path)  # noqa: PTH116 - see above
            same = (now.st_dev, now.st_ino, now.st_size, last)
            if same == (self._left.device, self._left.inode, self._left.size, self._last):
                self._note(now)
                self._version = version

    def worded(self, error: sqlite3.Error) -> ReviewError:
        """Return what an error of SQLite means for this file, as it is now."""
        try:
            now = os.stat(self._path)  # noqa: PTH116 - see above
        except OSError as lost:
            return self._lost(lost)
        number = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        code = self._code_of(number, now)
        return worded(error, self._path.name) if code is None else self._trouble(code)

    def check_ours(self, connection: sqlite3.Connection) -> None:
        """Raise ReviewError unless what was written last can be found through a connection."""
        query = "SELECT 1 FROM revision WHERE id = ?"
        if self._last and connection.execute(query, (self._last,)).fetchone() is None:
            raise self._trouble(Code.OVERWRITTEN)

    def _look(self) -> os.stat_result:
        try:
            return os.stat(self._path)  # noqa: PTH116 - a third of the time of Path.stat
        except OSError as error:
            raise self._lost(error) from error

    def _note(self, now: os.stat_result) -> None:
        self._left, self._stamp = Identity.of(now), _stamp(now)

    def _explain(self, connection: sqlite3.Connection, now: os.stat_result, version: int) -> None:
        left = self._left
        if (now.st_dev, now.st_ino) != (left.device, left.inode):
            raise self._trouble(Code.REPLACED)
        if not now.st_size:
            raise self._trouble(Code.TRUNCATED)
        if version != self._version:
            try:
                self.check_ours(connection)
            except sqlite3.Error:
                raise self._trouble(Code.OVERWRITTEN) from None
            raise self._trouble(Code.CHANGED)
        if (now.st_size, now.st_mtime_ns) != (left.size, left.mtime_ns) or not self._looks_same():
            raise self._trouble(Code.OVERWRITTEN)
        self._note(now)

    def _looks_same(self) -> bool:
        """Return whether a connection of its own, which knows no page yet, finds the last entry.

        Rights, names and attributes of a file change without its content. Only the time of these
        changes tells an overwriting that put the time of writing back, so both are looked into.
        """
        try:
            with closing(sqlite3.connect(uri(self._path, mode="ro"), uri=True)) as fresh:
                return _last(fresh) == self._last
        except sqlite3.Error:
            return False

    def _code_of(self, number: int, now: os.stat_result) -> Code | None:
        """Return what an error comes from, None if the file itself does not tell."""
        if (now.st_dev, now.st_ino) != (self._left.device, self._left.inode):
            return Code.REPLACED
        if number & 0xFF in _SPOILT:
            if now.st_size < self._left.size:
                return Code.TRUNCATED
            return None if _stamp(now) == self._stamp else Code.OVERWRITTEN
        return self._refused(number)

    def _refused(self, number: int) -> Code | None:
        """Return why a sound file cannot be written to."""
        if number == sqlite3.SQLITE_IOERR_WRITE and _is_limited():
            return Code.TOO_BIG
        if number & 0xFF == sqlite3.SQLITE_FULL and self._left.size > _FAR_GROWN:
            return Code.TOO_BIG
        if number & 0xFF in _REFUSED and _is_read_only(self._path):
            return Code.READ_ONLY
        return None

    def _lost(self, error: OSError) -> ReviewError:
        """Return what it means that nothing can be told of the file."""
        if not isinstance(error, _GONE) or _device_near(self._path) != self._left.device:
            return self._trouble(Code.UNREACHABLE)
        where = _name_now(self._left)
        if where is None:
            return self._trouble(Code.DELETED)
        return self._trouble(Code.MOVED, f" to “{where}”" if where else "")

    def _trouble(self, code: Code, where: str = "") -> ReviewError:
        return ReviewError(code, _SENTENCES[code].format(name=self._path.name, where=where))


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    return (
        *(status.st_dev, status.st_ino, status.st_size),
        *(status.st_mtime_ns, status.st_ctime_ns),
    )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _last(connection: sqlite3.Connection) -> bytes | None:
    """Return the id of the entry written last, None before the first."""
    row = connection.execute("SELECT id FROM revision ORDER BY rowid DESC LIMIT 1").fetchone()
    return bytes(row[0]) if row else None


def _is_limited() -> bool:
    if _resource is None:
        return False
    return bool(_resource.getrlimit(_resource.RLIMIT_FSIZE)[0] != _resource.RLIM_INFINITY)


def _is_read_only(path: Path) -> bool:
    if not hasattr(os, "statvfs"):
        return False
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _device_near(path: Path) -> int:
    """Return the device of the nearest folder above that is there."""
    for folder in path.absolute().parents:
        with suppress(OSError):
            return folder.stat().st_dev
    return -1


def _name_now(left: Identity) -> str | None:
    """Return where a file that this process has open lies now, "" if unknown; None if nowhere."""
    for handle in _handles():
        with suppress(OSError):
            status = os.fstat(handle)
            if (status.st_dev, status.st_ino) == (left.device, left.inode):
                return _name_of(handle) if status.st_nlink else None
    return None


def _handles() -> list[int]:
    for folder in ("/proc/self/fd", "/dev/fd"):
        with suppress(OSError):
            return sorted(int(name) for name in os.listdir(folder))  # noqa: PTH208 - names only
    return []


def _name_of(handle: int) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{handle}")  # noqa: PTH115 - no path of ours
    except OSError:
        return ""
