"""Who has a project open for writing: a small file beside it that says so, gone when it closes.

It keeps people apart, not programs: what is written is guarded by SQLite and by ``guard``. Whoever
holds it also holds a lock of the system on it, which a killed process cannot keep; a file left by
one that died on this computer is taken over, one from another computer never.
"""

import errno
import os
import stat
import time
import weakref
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, overload

from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.store import holder
from claimdesk.store.holder import Holder

_fcntl: Any = import_module("fcntl") if find_spec("fcntl") else None
_msvcrt: Any = import_module("msvcrt") if find_spec("msvcrt") else None
_TRIES = 5
_PAUSE_S = 0.02
"""How long another process may be in the middle of writing the file."""
_FAR = 1 << 20
"""Which byte is locked on Windows, where locked bytes cannot be read."""
_HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_FLAGS = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class HeldError(ReviewError):
    """Somebody has the project open; ``holder`` is None if the file does not say who."""

    def __init__(self, name: str, beside: str, holder: Holder | None) -> None:
        self.holder = holder
        sentence = (
            f"Somebody may have “{name}” open, but “{beside}” beside it does not say who; "
            "remove that file if nobody has."
            if holder is None
            else f"{holder.reviewer} has “{name}” open on {holder.host} since {holder.since} "
            f"({holder.program}, process {holder.pid}); wait until it is closed there."
        )
        super().__init__(Code.LOCKED, sentence)


class UnwritableError(ReviewError):
    """A project that can only be read where it lies."""


class Lock:
    """The file beside a project, held until it is released."""

    def __init__(self, beside: Path, handle: int, token: str) -> None:
        # Also when it is forgotten, or the program ends in an orderly way.
        self._let_go = weakref.finalize(self, _let_go, beside, handle, token)

    def release(self) -> None:
        """Remove the file, unless it is somebody else's by now."""
        self._let_go()


def beside(path: Path) -> Path:
    """Return where the lock of a project lies."""
    real = path.resolve()
    return real.with_name(f".{real.name}.lock")


@overload
def take(path: Path, reviewer: str) -> Lock: ...


@overload
def take(path: Path, reviewer: str, *, anyway: bool) -> Lock | None: ...


def take(path: Path, reviewer: str, *, anyway: bool = False) -> Lock | None:
    """Take the lock of a project; raises HeldError, or UnwritableError where one may not write.

    ``anyway`` takes over what another computer left, and goes without a lock that is held.
    """
    if not os.access(path, os.W_OK):
        raise UnwritableError(
            Code.NO_PERMISSION,
            f"You may read “{path.name}” but not write to it; save a copy to work on.",
        )
    file, me = beside(path), holder.me(reviewer)
    for _ in range(_TRIES):
        try:
            found = _met(file, me, anyway=anyway)
        except OSError as error:
            raise _unwritable(path.name, error) from error
        if isinstance(found, Lock):
            return found
        if anyway:
            return None
        if found is not None:
            raise HeldError(path.name, file.name, found)
        time.sleep(_PAUSE_S)
    raise HeldError(path.name, file.name, None)


def _met(file: Path, me: Holder, *, anyway: bool) -> Lock | Holder | None:
    """Return the lock if it could be taken, else who holds it if that can be told."""
    handle = _opened(file)
    if handle is None:
        return None
    got: Lock | Holder | None = None
    try:
        got = _tried(file, handle, me, anyway=anyway)
    finally:
        if not isinstance(got, Lock):
            os.close(handle)
    return got


def _opened(file: Path) -> int | None:
    """Open or make the file; None if something lies there that is no ordinary one."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return None
    except FileNotFoundError:
        pass
    try:
        return os.open(file, os.O_RDWR | os.O_CREAT | _FLAGS, 0o666)
    except PermissionError as refusal:  # of another user, or there is none
        try:
            return os.open(file, os.O_RDONLY | _FLAGS)
        except OSError:
            raise refusal from None


def _tried(file: Path, handle: int, me: Holder, *, anyway: bool) -> Lock | Holder | None:
    is_free = _seized(handle)
    found = _read(handle)
    if is_free is False:
        return found
    if not _is_at(file, handle):  # it was released in this moment
        return None
    ended = found is not None and (anyway or holder.has_ended(found, me, is_free=is_free))
    if not ended and os.fstat(handle).st_size:
        return found
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        os.ftruncate(handle, 0)
        os.write(handle, me.written())
    except OSError:
        if found is None:
            file.unlink(missing_ok=True)
            raise
        return found
    return Lock(file, handle, me.token)


def _seized(handle: int) -> bool | None:
    """Take the system's lock on the file; None if this disk or system has none."""
    try:
        if _fcntl is not None:
            _fcntl.flock(handle, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
        else:
            os.lseek(handle, _FAR, os.SEEK_SET)
            _msvcrt.locking(handle, _msvcrt.LK_NBLCK, 1)
    except OSError as error:
        return False if error.errno in _HELD else None
    return True


def _read(handle: int) -> Holder | None:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode) or not 0 < status.st_size <= holder.MOST_BYTES:
        return None
    os.lseek(handle, 0, os.SEEK_SET)
    return holder.read(os.read(handle, holder.MOST_BYTES))


def _is_at(file: Path, handle: int) -> bool:
    """Return whether the open file still lies under its name."""
    try:
        there, mine = file.lstat(), os.fstat(handle)
    except OSError:
        return False
    return (there.st_dev, there.st_ino) == (mine.st_dev, mine.st_ino)


def _let_go(file: Path, handle: int, token: str) -> None:
    found = _read(handle)
    if found is not None and found.token == token and _is_at(file, handle):
        _remove(file, handle)
    else:
        os.close(handle)


def _remove(file: Path, handle: int) -> None:
    """Remove and close the file: in this order, so that nobody takes it in between."""
    try:
        file.unlink()
    except OSError:
        os.close(handle)
        with suppress(OSError):  # Windows removes no open file; a lock one may not remove is dead
            file.unlink()
        return
    os.close(handle)


def _unwritable(name: str, error: OSError) -> ReviewError:
    why = error.strerror or type(error).__name__
    return UnwritableError(
        from_os(error, name).code,
        f"You may read “{name}” but not work on it where it lies ({why}); "
        "save a copy elsewhere to work on.",
    )
