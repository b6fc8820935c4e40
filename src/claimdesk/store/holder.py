"""Who has a project open: a person, a computer, a program, and whether that still runs.

Read from a file that may be anybody's, so its size, its kinds of values and its letters are bound.
"""

import datetime as dt
import hashlib
import json
import os
import platform
import time
import uuid
from dataclasses import asdict, dataclass, fields

from claimdesk import __version__

MOST_BYTES = 4096
_MOST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project open; ``since_ms`` is Unix time in ms.

    ``machine``, ``boot``, ``space`` and ``started`` tell one process from all others: which
    computer, since which start of it, among which processes, and when it began.
    """

    reviewer: str
    host: str
    program: str
    pid: int
    since_ms: int
    machine: str
    boot: str
    space: str
    started: str
    token: str

    @property
    def since(self) -> str:
        """Return the local time: of today the hour alone, else with the date."""
        then = dt.datetime.fromtimestamp(self.since_ms / 1000).astimezone()
        today = then.date() == dt.datetime.now().astimezone().date()
        return then.strftime("%H:%M" if today else "%Y-%m-%d %H:%M")

    def written(self) -> bytes:
        """Return what is written to the file."""
        return json.dumps(asdict(self), ensure_ascii=False).encode("utf-8", "replace")


def me(reviewer: str) -> Holder:
    """Return this process, for somebody."""
    return Holder(
        reviewer=_shown(reviewer),
        host=_shown(platform.node()) or "this computer",
        program=f"Claimdesk {__version__}",
        pid=os.getpid(),
        since_ms=time.time_ns() // 1_000_000,
        machine=_machine(),
        boot=_line("/proc/sys/kernel/random/boot_id"),
        space=_space(),
        started=_start_of(os.getpid()),
        token=uuid.uuid4().hex,
    )


def read(data: bytes) -> Holder | None:
    """Return who wrote this, None if it is nothing of ours."""
    try:
        found = json.loads(data)
        values = {one.name: found[one.name] for one in fields(Holder)}
    except (ValueError, RecursionError, KeyError, TypeError):
        return None
    if not all(type(values[one.name]) is one.type for one in fields(Holder)):
        return None
    if not 0 <= values["since_ms"] < 1 << 42 or not 0 < values["pid"] < 1 << 31:
        return None
    words = {name: _shown(one) for name, one in values.items() if isinstance(one, str)}
    return Holder(**(values | words))


def has_ended(holder: Holder, here: Holder, *, is_free: bool | None) -> bool:
    """Return whether a process has ended; of another computer nobody can know.

    ``is_free``: whether the system's lock on the file could be had; None where there is none.
    """
    if holder.machine != here.machine:
        return False
    if holder.boot != here.boot:
        return True
    if holder.space != here.space or not holder.started:
        return is_free is True
    return _start_of(holder.pid) != holder.started


def _shown(word: str) -> str:
    """Return a word that may be anybody's as it can be shown, on one line."""
    return "".join(one if one.isprintable() else " " for one in word[:_MOST_LETTERS])


def _machine() -> str:
    """Return what tells this computer from others, without telling which it is."""
    known = _line("/etc/machine-id") or str(uuid.getnode())
    return hashlib.sha256(f"claimdesk|{known}|{platform.node()}".encode()).hexdigest()[:32]


def _space() -> str:
    """Return among which processes the number of this one counts; containers have their own."""
    try:
        return os.readlink("/proc/self/ns/pid")  # noqa: PTH115 - no file of ours
    except OSError:
        return ""


def _start_of(pid: int) -> str:
    """Return when a process began, as the system counts; "" if there is none or unknown."""
    words = _line(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return words[19] if len(words) > 19 else ""


def _line(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:  # noqa: PTH123 - no Path
            return stream.readline(1000).strip()
    except OSError:
        return ""
