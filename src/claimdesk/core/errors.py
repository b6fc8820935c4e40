"""Trouble that is expected: a stable code and one plain sentence for the reviewer.

Anything that is not a ``ReviewError`` is a bug and goes to the crash hook and the log.
"""

import errno
from enum import StrEnum


class Code(StrEnum):
    """Stable names of expected trouble; scripts and tests rely on them."""

    # opening and keeping a project file
    MISSING = "missing"
    BAD_NAME = "bad_name"
    IO = "io"
    NO_PERMISSION = "no_permission"
    DIRECTORY = "directory"
    NOT_REGULAR = "not_regular"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    TOO_BIG = "too_big"
    NOT_PROJECT = "not_project"
    ENCODING = "encoding"
    TOO_NEW = "too_new"
    TOO_OLD = "too_old"
    BAD_SIDECAR = "bad_sidecar"
    NEEDS_RECOVERY = "needs_recovery"
    BAD_SCHEMA = "bad_schema"
    DAMAGED = "damaged"
    LOCKED = "locked"
    TIMEOUT = "timeout"
    ALREADY_OPEN = "already_open"
    CHANGED = "changed"
    # what becomes of a file that is open
    DELETED = "deleted"
    MOVED = "moved"
    REPLACED = "replaced"
    OVERWRITTEN = "overwritten"
    UNREACHABLE = "unreachable"
    READ_ONLY = "read_only"
    DISK_FULL = "disk_full"
    EXISTS = "exists"
    # edits
    REFUSED = "refused"
    # what comes in
    BINARY = "binary"
    NOT_REVIEW = "not_review"
    BAD_REVIEW = "bad_review"
    NOT_INSTALLED = "not_installed"
    CANCELLED = "cancelled"


class ReviewError(Exception):
    """Expected trouble with a code and one sentence that says what happened and what to do."""

    def __init__(self, code: Code, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


_BY_ERRNO = {
    errno.ENOENT: (Code.MISSING, "“{name}” does not exist; check the name and the folder."),
    errno.ENOTDIR: (Code.MISSING, "“{name}” does not exist; check the name and the folder."),
    errno.EACCES: (Code.NO_PERMISSION, "You do not have the rights to use “{name}”."),
    errno.EPERM: (Code.NO_PERMISSION, "You do not have the rights to use “{name}”."),
    errno.EROFS: (Code.NO_PERMISSION, "“{name}” is on a read-only disk; choose another place."),
    errno.EISDIR: (Code.DIRECTORY, "“{name}” is a folder; choose a file."),
    errno.EEXIST: (Code.EXISTS, "“{name}” is there already; choose another name."),
    errno.ENOSPC: (Code.DISK_FULL, "The disk is full; make room and try “{name}” again."),
    errno.EDQUOT: (Code.DISK_FULL, "Your disk quota is used up; make room for “{name}”."),
    errno.EFBIG: (Code.DISK_FULL, "“{name}” is larger than this disk allows a file to be."),
    errno.ENAMETOOLONG: (Code.BAD_NAME, "The name “{name}” is too long."),
}


def from_os(error: OSError, name: str) -> ReviewError:
    """Word an operating-system error about the file called ``name``."""
    code, sentence = _BY_ERRNO.get(
        error.errno or 0, (Code.IO, "“{name}” cannot be read or written ({why}).")
    )
    return ReviewError(code, sentence.format(name=name, why=error.strerror or error))
