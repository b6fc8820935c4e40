"""Private copies of files that SQLite should not touch where they are."""

import os
from pathlib import Path

_CHUNK = 1 << 20
_HOLE = bytes(_CHUNK)


def copy(source: Path, target: Path) -> None:
    """Copy the bytes of a file that is not open here; what is all zeros takes no room."""
    with source.open("rb") as read, target.open("xb") as write:
        while chunk := read.read(_CHUNK):
            if chunk == _HOLE:
                write.seek(_CHUNK, os.SEEK_CUR)
            else:
                write.write(chunk)
        write.truncate()


def place(source: Path, target: Path) -> None:
    """Put a finished copy where nothing is yet, complete or not at all."""
    temporary = target.with_name(f".claimdesk-{os.getpid()}.part")
    try:
        copy(source, temporary)
        with temporary.open("r+b") as written:
            os.fsync(written.fileno())
        if os.path.lexists(target):
            raise FileExistsError(17, os.strerror(17), str(target))
        temporary.rename(target)
    finally:
        temporary.unlink(missing_ok=True)
