"""Private copies of files that SQLite should not touch where they are."""

import os
from collections.abc import Iterator
from pathlib import Path

_CHUNK = 1 << 20


def copy(source: Path, target: Path) -> None:
    """Copy the bytes of a file that is not open here; its holes take neither time nor room."""
    with source.open("rb") as read, target.open("xb") as write:
        size = os.fstat(read.fileno()).st_size
        for start, end in _written(read.fileno(), size):
            read.seek(start)
            write.seek(start)
            left = end - start
            while chunk := read.read(min(_CHUNK, left)):
                left -= write.write(chunk)
        write.truncate(size)


def _written(handle: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of what is no hole, as far as the system tells."""
    if not hasattr(os, "SEEK_DATA"):
        yield 0, size
        return
    end = 0
    while end < size:
        try:
            start = os.lseek(handle, end, os.SEEK_DATA)
        except OSError:  # nothing but a hole is left
            return
        end = os.lseek(handle, start, os.SEEK_HOLE)
        yield start, end


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
