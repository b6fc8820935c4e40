"""Bring what is left of a damaged file into a new one, and say what was left out.

The history is the truth and every entry proves itself by its fingerprint, so whatever page it is
found on, it can be trusted. The tables are written again from it. The original is only read.
"""

import hashlib
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.store import anew, probe
from claimdesk.store.carving import Carver, Deadline, Row
from claimdesk.store.history import session_id
from claimdesk.store.opening import Verified
from claimdesk.store.probe import Found, Journal
from claimdesk.store.revisions import Revision, fingerprint
from claimdesk.store.survivors import Kept, Session, survivors

BEYOND = frozenset(
    (
        *(Code.DAMAGED, Code.TRUNCATED, Code.NOT_PROJECT, Code.BAD_SCHEMA, Code.ENCODING),
        *(Code.BAD_SIDECAR, Code.TIMEOUT),
    )
)
"""What keeps a file from opening, or being recovered whole, and leaves something to save."""
SECONDS = 600.0
"""How long a salvage may take unless told otherwise."""
_BLOCK = 4096
_SMALLEST_ROW = 100
"""Bytes a history entry takes at least."""
_COPIED, _GATHERED, _WRITTEN = 10, 50, 75
"""How far the work is when a step of it is done, in percent."""
Watch = Callable[[int], None]
"""Called with how far the work is, in percent."""


def unwatched(_percent: int) -> None:
    """Watch nothing."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came out of a damaged file.

    ``lost`` is how many history entries are known to be missing, at least; ``rewritten`` how many
    were stamped anew because what they rested on is lost, ``authorless`` how many of them because
    nobody knows any more who wrote them; ``texts`` how many stored texts or
    attachments are lost; ``left_out`` counts records that cannot be told without what is lost,
    and ``names`` is what the first of them were called: (kind, text).
    """

    found: Verified
    lost: int = 0
    rewritten: int = 0
    authorless: int = 0
    texts: int = 0
    unreadable_bytes: int = 0
    left_out: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    names: tuple[tuple[str, str], ...] = ()

    @property
    def complete(self) -> bool:
        """Return whether nothing is known to be missing."""
        lost = self.lost or self.rewritten or self.texts or self.unreadable_bytes
        return not (lost or self.left_out)


@dataclass(slots=True)
class _Reading:
    """What the pages gave, each piece proved by its fingerprint."""

    entries: dict[bytes, Revision] = field(default_factory=dict)
    sessions: dict[bytes, Session] = field(default_factory=dict)
    content: set[bytes] = field(default_factory=set)
    numbered: Counter[bytes] = field(default_factory=Counter)
    """The last number in each session that the index knows of."""
    wrong: int = 0
    last_number: int = 0


def salvaged(
    path: Path, target: Path, *, seconds: float = SECONDS, watch: Watch = unwatched
) -> Salvaged:
    """Write all that can be saved of a file that is not open into a new project.

    Raises EXISTS if the target is there, DAMAGED if no history is left, TIMEOUT at the deadline.
    """
    anew.refuse_existing(target)
    source = probe.status(path)
    deadline = Deadline.after(seconds)
    watch(0)
    reading, kept, unreadable = _Reading(), Kept(), 0

    def fill(connection: sqlite3.Connection) -> None:
        nonlocal kept, unreadable
        with TemporaryDirectory(prefix="claimdesk-") as folder:
            copy = Path(folder) / "copy"
            unreadable = _copy(source.path, copy, deadline)
            _settle(source, copy, deadline)
            watch(_COPIED)
            unreadable += _read(copy, connection, reading, deadline)
            watch(_GATHERED)
        if not reading.entries:
            raise ReviewError(
                Code.DAMAGED, f"Nothing of a project can be found in “{path.name}”; open a backup."
            )
        kept = survivors(reading.entries.values(), reading.sessions, reading.content, path.stem)
        for session in kept.sessions:
            anew.add_session(connection, _session_row(session))
        anew.add_history(connection, kept.entries)
        watch(_WRITTEN)

    found = anew.write(target, fill, path.name)
    return Salvaged(
        found=found,
        lost=_lost(reading),
        rewritten=kept.rewritten,
        authorless=kept.authorless,
        texts=len(_texts(reading) - reading.content),
        unreadable_bytes=unreadable,
        left_out=MappingProxyType(dict(kept.left_out)),
        names=tuple(kept.names),
    )


def _session_row(session: Session) -> tuple[object, ...]:
    return (
        *(session.id, session.nonce, session.reviewer_id),
        *(session.app_version, session.started_ms),
    )


def _copy(path: Path, copy: Path, deadline: Deadline) -> int:
    """Copy a file block by block; return how many bytes the disk would not give."""
    unreadable = 0
    try:
        with path.open("rb", buffering=0) as source, copy.open("xb") as written:
            size = source.seek(0, os.SEEK_END)
            for place in range(0, size, _BLOCK):
                deadline.check()
                source.seek(place)
                try:
                    block = os.read(source.fileno(), _BLOCK)
                except OSError:
                    block = bytes(min(_BLOCK, size - place))
                    unreadable += len(block)
                if block.strip(b"\0"):  # holes take no room
                    written.seek(place)
                    written.write(block)
            written.truncate(size)
    except OSError as error:
        raise from_os(error, path.name) from error
    return unreadable


def _settle(found: Found, copy: Path, deadline: Deadline) -> None:
    """Let SQLite take back in the copy what was half-written, or take over what was put aside.

    Whatever comes of it, the copy is gone through page by page after that.
    """
    there = [suffix for suffix in ("-journal", "-wal") if found.beside(suffix).exists()]
    if probe.journal(found) is Journal.SUPER:
        there.remove("-journal")
    for suffix in there:
        _copy(found.beside(suffix), copy.with_name(copy.name + suffix), deadline)
    if there:
        with suppress(sqlite3.Error), closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()


def _read(copy: Path, connection: sqlite3.Connection, reading: _Reading, deadline: Deadline) -> int:
    """Take over what proves itself; return how many bytes the file is short of."""
    with copy.open("rb") as source:
        carver = Carver(source, deadline)
        for table, number, row in carver.rows():
            if table == "content":
                _take_content(connection, reading, row)
            elif table == "session":
                _take_session(reading, row)
            elif table == "numbering":
                reading.numbered[row[0]] = max(reading.numbered[row[0]], row[1])
            else:
                _take_entry(reading, number, row)
    most = len(reading.entries) + copy.stat().st_size // _SMALLEST_ROW
    for one in [one for one in reading.entries.values() if one.lamport > most]:
        del reading.entries[one.id]
    return carver.missing_bytes


def _take_content(connection: sqlite3.Connection, reading: _Reading, row: Row) -> None:
    sha256, size, data = row
    if len(data) == size and hashlib.sha256(data).digest() == sha256:
        reading.content.add(sha256)
        anew.add_content(connection, sha256, data)


def _take_session(reading: _Reading, row: Row) -> None:
    one = Session(*row)
    if one.id == session_id(one.nonce, one.reviewer_id, one.started_ms, one.app_version):
        reading.sessions[one.id] = one


def _take_entry(reading: _Reading, number: int, row: Row) -> None:
    one = Revision(*row[1:])
    sound = one.seq > 0 and one.lamport > 0 and len(one.parents) % 16 == 0
    if sound and one.id == fingerprint(one.as_row()[1:]):
        reading.entries[one.id] = one
        reading.last_number = max(reading.last_number, number)
    else:
        reading.wrong += 1


def _lost(reading: _Reading) -> int:
    """Return how many entries are known to be missing: by their numbers, by gaps, by damage."""
    numbered = reading.numbered
    last = Counter({session: numbered[session] for session in reading.sessions})
    for one in reading.entries.values():
        last[one.session] = max(last[one.session], one.seq)
    written = max(reading.last_number, last.total())
    return max(written - len(reading.entries), reading.wrong, 0)


def _texts(reading: _Reading) -> set[bytes]:
    """Return the SHA-256 of all content the history speaks of."""
    return {sha for one in reading.entries.values() for sha in _shas(one)}


def _shas(entry: Revision) -> Iterator[bytes]:
    if "sha256" in entry.patch:
        for name, value in entry.values.items():
            if name.endswith("_sha256") and value:
                yield bytes.fromhex(value)
