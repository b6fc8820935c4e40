"""Which files this process has open through SQLite.

The one global of the store, as the rule it keeps is one of the whole process: on POSIX systems
closing any other handle on such a file silently drops SQLite's lock on it.
"""

import os
from pathlib import Path
from weakref import WeakKeyDictionary

_held: WeakKeyDictionary[object, tuple[int, int]] = WeakKeyDictionary()


def hold(owner: object, path: Path) -> None:
    """Remember that an object has opened a file; a file that is not there is not held."""
    try:
        status = path.stat()
    except OSError:
        return
    _held[owner] = (status.st_dev, status.st_ino)


def release(owner: object) -> None:
    """Forget what an object had open."""
    _held.pop(owner, None)


def is_held(status: os.stat_result) -> bool:
    """Return whether the file with this status is open."""
    return (status.st_dev, status.st_ino) in list(_held.values())
