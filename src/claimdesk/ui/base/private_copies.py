"""Attachments opened with other programs: copies in a folder that nobody else can read.

What could run as a program is never handed to the desktop; it can be saved, and looked at then.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path

_OPENED = frozenset(
    (
        *("pdf", "png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "bmp", "txt", "csv", "md"),
        *("docx", "xlsx", "pptx", "odt", "ods", "odp", "rtf"),
        *("mp3", "m4a", "ogg", "wav", "flac", "mp4", "webm", "mov", "mkv"),
    )
)
"""Endings of files that show something and run nothing by themselves."""
_LONGEST_NAME = 120


def is_openable(name: str) -> bool:
    """Return whether a file of this name may be opened; all that is not known is saved instead."""
    return name.rpartition(".")[2].lower() in _OPENED and "." in name


def file_name(name: str) -> str:
    """Return a name from elsewhere as one a file may have anywhere: no folders, no controls."""
    plain = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]', "_", name)
    stem, dot, ending = plain.strip(" .").rpartition(".")
    whole = f"{stem[:_LONGEST_NAME]}{dot}{ending[:16]}" if dot else ending[:_LONGEST_NAME]
    return whole or "attachment"


class PrivateCopies:
    """A folder of mode 0700 that is made with the first copy and gone after ``remove``."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def put(self, name: str, data: bytes) -> Path:
        """Write a copy that only this person can read, and return where it is."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="claimdesk-"))
        own = Path(tempfile.mkdtemp(dir=self._folder))
        target = own / file_name(name)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as written:
            written.write(data)
        return target

    def remove(self) -> None:
        """Remove all copies; what another program keeps open stays until it is closed."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
