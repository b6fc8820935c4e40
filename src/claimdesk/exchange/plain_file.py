"""Read a whole file that somebody named, and nothing that only looks like a file."""

import stat
from pathlib import Path

from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.exchange.wording import shown

MOST_BYTES = 512_000_000
_MB = 1_000_000


def content(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of an ordinary file; a pipe would wait for ever, a device never end."""
    name = shown(path.name)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ReviewError(Code.DIRECTORY, f"“{name}” is a folder; choose a file.")
        if not stat.S_ISREG(status.st_mode):
            raise ReviewError(
                Code.NOT_REGULAR, f"“{name}” is not an ordinary file; choose another."
            )
        with path.open("rb") as file:
            # Asking for more than there is would have that much memory set aside.
            data = file.read(min(status.st_size, most) + 1)
    except OSError as error:
        raise from_os(error, name) from error
    except ValueError as error:
        raise ReviewError(Code.BAD_NAME, f"“{name}” cannot be the name of a file.") from error
    if len(data) > most:
        limit = f"{most // _MB} MB"
        raise ReviewError(
            Code.TOO_BIG, f"“{name}” is larger than {limit}; split it, or take a part."
        )
    return data
