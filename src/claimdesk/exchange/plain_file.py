"""Read a whole file that somebody named, and nothing that only looks like a file."""

import stat
from pathlib import Path

from claimdesk.core.errors import Code, ReviewError, from_os

MOST_BYTES = 512 * 1024 * 1024


def content(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of an ordinary file; a pipe would wait for ever, a device never end."""
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size > most:
            raise ReviewError(Code.TOO_BIG, f"“{path.name}” is larger than {most:,} bytes.")
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
            raise ReviewError(Code.NOT_REGULAR, f"“{path.name}” is not an ordinary file.")
        return path.read_bytes()
    except OSError as error:
        raise from_os(error, path.name) from error
    except ValueError as error:
        raise ReviewError(Code.BAD_NAME, "The file name holds a character no name may.") from error
