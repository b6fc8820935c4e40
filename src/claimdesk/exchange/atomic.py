"""Write files complete or not at all; of several none is in its place before all are written."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from claimdesk.core.errors import Code, ReviewError, from_os


class Batch:
    """Files that appear under their names when the block ends well, and never otherwise.

    Each is written to a temporary file in its own folder, so that the last step is a rename.
    """

    def __init__(self) -> None:
        self._ready: list[tuple[Path, Path]] = []
        self._folders: list[Path] = []

    def __enter__(self) -> Self:
        """Begin with nothing written."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Put the files in their places, or take away all that was written."""
        try:
            if error is None:
                self._put_in_place()
        finally:
            self._take_away()

    def folder(self, path: Path) -> None:
        """Make a folder for files of this batch, unless it is there."""
        with _worded(path):
            if not path.is_dir():
                path.mkdir()
                self._folders.append(path)

    @contextmanager
    def file(self, path: Path) -> Iterator[BinaryIO]:
        """Write one file of the batch; it takes its place when the batch ends well."""
        with _worded(path):
            target = path.resolve()
            mode = _mode_to_keep(target, path.name)
            draft = target.with_name(f".claimdesk-{secrets.token_hex(8)}.part")
            descriptor = os.open(draft, _CREATE, 0o666)
            self._ready.append((draft, target))
            with os.fdopen(descriptor, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            if mode is not None:
                draft.chmod(mode)

    def _put_in_place(self) -> None:
        folders = {target.parent: None for _, target in self._ready}
        while self._ready:
            draft, target = self._ready[0]
            with _worded(target):
                draft.replace(target)
            del self._ready[0]
        self._folders.clear()
        for folder in folders:
            _sync(folder)

    def _take_away(self) -> None:
        for draft, _ in self._ready:
            draft.unlink(missing_ok=True)
        for folder in self._folders:
            # Somebody else may have put a file there meanwhile; then it stays.
            with suppress(OSError):
                folder.rmdir()


def write(path: Path, data: bytes) -> None:
    """Write one file complete or not at all."""
    with Batch() as batch, batch.file(path) as stream:
        stream.write(data)


_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _mode_to_keep(target: Path, name: str) -> int | None:
    """Return the permissions of a file that will be replaced, None if there is none."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise ReviewError(Code.DIRECTORY, f"“{name}” is a folder; choose a file.")
    if not stat.S_ISREG(mode):
        raise ReviewError(Code.NOT_REGULAR, f"“{name}” is not an ordinary file; choose another.")
    if not mode & stat.S_IWUSR:
        # A rename would get round the protection its owner gave it.
        raise ReviewError(Code.NO_PERMISSION, f"“{name}” is read-only; choose another name.")
    return stat.S_IMODE(mode)


def _sync(folder: Path) -> None:
    """Make the new names last; some systems cannot do this for a folder."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _worded(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise from_os(error, path.name) from error
