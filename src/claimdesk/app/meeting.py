"""Where the windows of one person meet: found without Qt, so that no start takes longer."""

import contextlib
import hashlib
import os
import stat
import tempfile
from pathlib import Path

from platformdirs import user_config_path

_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_ID")
_LONGEST = 90
"""Bytes of a socket's path that every system takes, and Qt's own ending."""


def address() -> str:
    """Return where the window of this person, configuration and screen listens."""
    config = user_config_path("claimdesk", appauthor=False)
    parts = (str(config), *(os.environ.get(name, "") for name in _SCREEN))
    name = "claimdesk-" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:24]
    if os.name == "nt":
        return f"{name}-{os.environ.get('USERNAME', '')}"
    wanted = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / name
    if len(os.fsencode(wanted)) > _LONGEST:
        wanted = Path(tempfile.gettempdir()) / f"{name}-{os.getuid()}"
    return str(wanted)


def is_mine(where: str) -> bool:
    """Return whether a socket of this user lies there: nobody else is told any file names."""
    if os.name == "nt":
        return True
    with contextlib.suppress(OSError):
        found = Path(where).lstat()
        return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid()
    return False
