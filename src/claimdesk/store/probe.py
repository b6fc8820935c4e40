"""What can be told of a project file without SQLite: its status, its header, what lies beside it.

Nothing is written, nothing but an ordinary file is opened, and of it 100 bytes are read.
"""

import os
import stat
import struct
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.store import held
from claimdesk.store.schema import APPLICATION_ID, FORMAT, OLDEST

MAX_BYTES = 4 << 30
SIDECARS = ("-journal", "-wal", "-shm")
"""What SQLite may keep beside a file."""
AGAIN = "copy it again from where it came, or open a backup."
_MAGIC = b"SQLite format 3\0"
_SUPER_JOURNAL = bytes.fromhex("d9d505f920a163d7")
"""The end of a journal that names another file, which SQLite might delete."""
_WAL_MODE = b"\2\2"
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


class Journal(StrEnum):
    """What a rollback journal beside a file means."""

    NONE = "none"
    COLD = "cold"
    """It was used up; SQLite ignores it."""
    HOT = "hot"
    """A program is saving, or stopped while it did."""
    SUPER = "super"
    """It names another file."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Which file this is and when it was written last."""

    device: int
    inode: int
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Identity":
        """Return the identity in a status."""
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Found:
    """An ordinary file that is there; ``path`` is free of symbolic links, ``name`` as asked for."""

    name: str
    path: Path
    identity: Identity

    def beside(self, suffix: str) -> Path:
        """Return where SQLite keeps something beside it."""
        return self.path.with_name(self.path.name + suffix)


def status(path: Path) -> Found:
    """Return the file, unless it or what lies beside it is not what SQLite should open."""
    name = path.name
    try:
        real = path.resolve(strict=True)
        found = real.stat()
        _check_kind(name, found)
        result = Found(name, real, Identity.of(found))
        _check_sidecars(result)
    except OSError as error:
        raise from_os(error, name) from error
    except RuntimeError as error:  # how Python 3.11 and 3.12 say that links go round in a circle
        raise ReviewError(Code.IO, f"“{name}” is a link that leads nowhere.") from error
    except ValueError:
        raise ReviewError(Code.BAD_NAME, "The file name is not valid.") from None
    if found.st_size == 0:
        raise ReviewError(Code.EMPTY, f"“{name}” is empty; it may not have finished downloading.")
    if found.st_size > MAX_BYTES:
        raise ReviewError(Code.TOO_BIG, f"“{name}” is larger than 4 GB; no project should be.")
    return result


def stored(status: os.stat_result) -> int:
    """Return how many bytes of a file are on the disk: less than its size if it has holes."""
    blocks = getattr(status, "st_blocks", None)
    return status.st_size if blocks is None else min(status.st_size, int(blocks) * 512)


def _check_kind(name: str, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise ReviewError(Code.DIRECTORY, f"“{name}” is a folder; choose a project file.")
    if not stat.S_ISREG(found.st_mode):
        raise ReviewError(Code.NOT_REGULAR, f"“{name}” is not an ordinary file; choose another.")
    if held.is_held(found):
        raise ReviewError(Code.ALREADY_OPEN, f"“{name}” is open in this program already.")


def _check_sidecars(found: Found) -> None:
    for suffix in SIDECARS:
        beside = found.beside(suffix)
        if os.path.lexists(beside) and not stat.S_ISREG(beside.lstat().st_mode):
            raise ReviewError(
                Code.BAD_SIDECAR,
                f"Beside the project, “{beside.name}” is no ordinary file; remove it.",
            )


def header(found: Found) -> bytes:
    """Return the first 100 bytes, unless they are not those of a project this program knows."""
    name = found.name
    data = _read(found.path, name, 0, 100)
    if not data.startswith(_MAGIC):
        if _MAGIC.startswith(data[:16]):
            raise _cut(name)
        raise ReviewError(
            Code.NOT_PROJECT, f"“{name}” is not a Claimdesk project; choose another file."
        )
    if len(data) < 100:
        raise _cut(name)
    _check_marks(name, data)
    size = page_size(data)
    fixed = data[18:20] in (b"\1\1", _WAL_MODE) and data[21:24] == b"\x40\x20\x20"
    if size < 512 or size & (size - 1) or not fixed:
        raise ReviewError(Code.DAMAGED, f"The header of “{name}” is damaged; {AGAIN}")
    return data


def page_size(header: bytes) -> int:
    """Return the size of a page in bytes."""
    size = int(struct.unpack(">H", header[16:18])[0])
    return 65536 if size == 1 else size


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
    if version < OLDEST:
        raise ReviewError(
            Code.NOT_PROJECT, f"“{name}” has no valid format number; choose another file."
        )
    if version < FORMAT:
        raise ReviewError(
            Code.TOO_OLD,
            f"“{name}” was made by an older Claimdesk (format {version}); open it in the window, "
            "which brings it up to date.",
        )
    if encoding != 1:
        raise ReviewError(
            Code.ENCODING,
            f"The text inside “{name}” is not UTF-8, so no Claimdesk wrote it; choose another.",
        )


def journal(found: Found) -> Journal:
    """Return what the rollback journal beside the file means, by SQLite's own first byte."""
    beside = found.beside("-journal")
    try:
        size = beside.lstat().st_size
    except FileNotFoundError:
        return Journal.NONE
    except OSError as error:
        raise from_os(error, beside.name) from error
    if not size:
        return Journal.COLD
    if _read(beside, beside.name, max(0, size - 8), 8) == _SUPER_JOURNAL:
        return Journal.SUPER
    return Journal.COLD if _read(beside, beside.name, 0, 1) == b"\0" else Journal.HOT


def has_wal(found: Found) -> bool:
    """Return whether a write-ahead log with something in it lies beside the file."""
    try:
        return found.beside("-wal").lstat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError as error:
        raise from_os(error, found.beside("-wal").name) from error


def check_journal(found: Found) -> Journal:
    """Return what the journal means, unless it names another file."""
    state = journal(found)
    if state is Journal.SUPER:
        raise ReviewError(
            Code.BAD_SIDECAR,
            f"“{found.name}-journal” names another file, so no Claimdesk wrote it; remove it.",
        )
    return state


def check_settled(found: Found, header: bytes) -> None:
    """Raise ReviewError if a write-ahead log is in use or the size is not what the header says.

    A hot journal is for SQLite to judge: whether its writer is alive, the locks know.
    """
    if header[18:20] == _WAL_MODE or has_wal(found):
        raise ReviewError(
            Code.NEEDS_RECOVERY,
            f"Another program left “{found.name}” half-written; recover it into a new file.",
        )
    if check_journal(found) is Journal.HOT:
        return
    size, page = found.identity.size, page_size(header)
    pages = struct.unpack(">I", header[28:32])[0]
    cut = header[92:96] == header[24:28] and pages * page > size
    if cut or size % page:
        raise ReviewError(
            Code.TRUNCATED, f"“{found.name}” is cut short or has bytes added; {AGAIN}"
        )


def _cut(name: str) -> ReviewError:
    return ReviewError(Code.TRUNCATED, f"“{name}” is cut short; {AGAIN}")


def _read(path: Path, name: str, place: int, size: int) -> bytes:
    try:
        handle = os.open(path, _FLAGS)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise ReviewError(Code.NOT_REGULAR, f"“{name}” is not an ordinary file.")
            os.lseek(handle, place, os.SEEK_SET)
            return os.read(handle, size)
        finally:
            os.close(handle)
    except OSError as error:
        raise from_os(error, name) from error
