"""A project file of a stranger gone through in a process of its own, which a clock can kill.

The child makes a private copy, sees nothing but that, may use only so much memory, and answers
in lines of JSON. Run as ``python -m claimdesk.store.checking``; it imports neither Qt nor sqlmodel.
"""

import json
import math
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from claimdesk.core import limits
from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.store import opening, private, probe
from claimdesk.store.opening import STAGES, Stage, Verified, Watch
from claimdesk.store.probe import Identity
from claimdesk.store.recovery import Cause, Recovered, recovered
from claimdesk.store.salvage import SECONDS, Salvaged, salvaged
from claimdesk.store.sqlite import took_too_long

Progress = Callable[[int, int], None]
"""Called with (done, total); may raise ReviewError CANCELLED."""
_LEAST_S = 12.0
_BYTES_A_SECOND = 2_000_000
"""On top of the least: a tenth of the pace of a slow machine."""
_LEAST_MEMORY = 192 << 20
_MEMORY_A_BYTE = 8
_MEMORY_OF_SALVAGE = 3
"""How many times as much a salvage may use: it has no tables to look things up in."""
_BEAT_S = 0.1


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check came to: the trouble, or the figures of a sound file."""

    trouble: ReviewError | None
    stage: Stage
    """Where the trouble was found, else the last one."""
    figures: Verified | None


class Reported(Exception):  # noqa: N818 - no error of its own
    """What the child gave as the cause of trouble, for the details of a message."""


def examined(path: Path, progress: Progress | None = None) -> Finding:
    """Go through every stage in a child process; trouble of the file is part of the answer."""
    seen: list[Stage] = [Stage.FILE]
    try:
        answer = _ask("check", (path,), seen, progress)
    except ReviewError as trouble:
        if trouble.code is Code.CANCELLED:
            raise
        return Finding(trouble, seen[-1], None)
    return Finding(None, seen[-1], Verified(**answer["kept"]))


def check(path: Path, progress: Progress | None = None) -> Verified:
    """Verify a whole file, open here or not; raises ReviewError with what is wrong first."""
    return Verified(**_ask("check", (path,), [], progress)["kept"])


def recover(path: Path, into: Path, progress: Progress | None = None) -> Recovered:
    """Write the last saved state of a file whose writer was stopped to a new file."""
    answer = _ask("recover", (path, into), [], progress)
    return Recovered(Cause(answer["cause"]), Verified(**answer["kept"]))


def salvage(path: Path, into: Path, progress: Progress | None = None) -> Salvaged:
    """Write all that can be saved of a damaged file to a new one, which nobody has to watch."""
    answer = _ask("salvage", (path, into), [], progress)
    names = tuple((kind, name) for kind, name in answer.pop("names"))
    return Salvaged(**{**answer, "found": Verified(**answer["found"]), "names": names})


def seconds_for(stored: int) -> float:
    """Return how long a check may take: 12 s, and one more for every 2 MB on the disk."""
    return _LEAST_S + stored / _BYTES_A_SECOND


def _ask(
    verb: str, paths: Sequence[Path], seen: list[Stage], progress: Progress | None
) -> dict[str, Any]:
    name, stored = paths[0].name, _stored(paths[0])
    seconds = SECONDS if verb == "salvage" else seconds_for(stored)
    # Not from the present folder (-P): a module there might be as strange as the file.
    command = [sys.executable, "-P", "-m", __name__, verb, str(seconds), str(stored)]
    deadline = time.monotonic() + seconds
    with (
        tempfile.TemporaryDirectory(prefix="claimdesk-") as folder,
        subprocess.Popen(  # noqa: S603 - this program itself
            [*command, folder, *map(str, paths)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as child,
    ):
        try:
            return _listen(child, name, deadline, (seen, progress))
        finally:
            child.kill()


def _stored(path: Path) -> int:
    """Return how many bytes of a file are on the disk; what is wrong with it the child says."""
    try:
        return min(probe.stored(path.stat()), probe.MAX_BYTES)
    except OSError:
        return 0
    except ValueError:
        raise ReviewError(Code.BAD_NAME, "The file name is not valid.") from None


def _listen(
    child: "subprocess.Popen[str]",
    name: str,
    deadline: float,
    about: tuple[list[Stage], Progress | None],
) -> dict[str, Any]:
    seen, progress = about
    at = 0, len(STAGES)
    for line in _lines(child, deadline):
        if line:
            said = json.loads(line)
            if "code" in said:
                cause = Reported(said["cause"]) if said["cause"] else None
                raise ReviewError(Code(said["code"]), said["sentence"]) from cause
            if "percent" in said:
                at = said["percent"], 100
            elif "stage" in said:
                seen.append(Stage(said["stage"]))
                at = STAGES.index(seen[-1]), len(STAGES)
            else:
                return dict(said)
        if progress is not None:
            progress(*at)
    raise took_too_long(name)


def _lines(child: "subprocess.Popen[str]", deadline: float) -> Iterator[str]:
    """Yield what a process says, and nothing at every beat, until it ends or time is up."""
    said: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def read() -> None:
        assert child.stdout is not None  # noqa: S101 - it was started with a pipe
        for line in child.stdout:
            said.put(line)
        said.put(None)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        while time.monotonic() < deadline:
            try:
                line = said.get(timeout=_BEAT_S)
            except queue.Empty:
                yield ""
                continue
            if line is None:
                return
            yield line
    finally:
        child.kill()
        reader.join()


def main(arguments: Sequence[str]) -> int:
    """Be the child: check, recover or salvage a file and say so; the parent's clock rules."""
    verb, seconds, stored, folder, *paths = arguments
    allowed = float(seconds)
    limit(int(stored) * (_MEMORY_OF_SALVAGE if verb == "salvage" else 1), allowed)
    tempfile.tempdir = folder  # the parent removes it, whatever becomes of this process
    path = Path(paths[0])
    announced: set[Stage] = set()

    def watch(stage: Stage) -> None:
        if stage not in announced:
            announced.add(stage)
            _say({"stage": stage})

    try:
        if verb == "salvage":
            saved = salvaged(path, Path(paths[1]), seconds=allowed, watch=_say_percent)
            left_out = dict(saved.left_out)
            _say({**_fields(saved), "found": asdict(saved.found), "left_out": left_out})
        elif verb == "recover":
            done = recovered(path, Path(paths[1]), seconds=allowed, watch=watch)
            _say({"cause": done.cause, "kept": asdict(done.kept)})
        else:
            _say({"kept": asdict(_checked(path, Path(folder), allowed, watch))})
    except ReviewError as error:
        cause = error.__cause__
        said = f"{type(cause).__name__}: {cause}" if cause else ""
        _say({"code": error.code, "sentence": error.sentence, "cause": said})
    return 0


def limit(stored: int, seconds: float) -> None:
    """Bound memory and time of this process, where the system can."""
    limits.bind(_LEAST_MEMORY + _MEMORY_A_BYTE * stored, math.ceil(seconds))


def _checked(path: Path, folder: Path, seconds: float, watch: Watch) -> Verified:
    found = opening.look(path, watch)
    copy = folder / path.name
    with opening.hardened(found.path, found.name, seconds) as connection:
        # Nobody can write while this lock is held; a journal without a writer is told here.
        connection.execute("BEGIN")
        connection.execute("PRAGMA schema_version").fetchone()
        try:
            # Its owner may have written since the look; what counts is the time of the lock.
            locked = Identity.of(found.path.stat())
            private.copy(found.path, copy)
            now = Identity.of(found.path.stat())
        except OSError as error:
            raise from_os(error, found.name) from error
    if now != locked or (now.device, now.inode) != (found.identity.device, found.identity.inode):
        raise ReviewError(
            Code.CHANGED, f"“{found.name}” was changed while it was looked at; open it again."
        )
    return opening.examine(copy, seconds=seconds, watch=watch)


def _fields(saved: Salvaged) -> dict[str, object]:
    """Return the fields as they are: those of a mapping cannot be copied by ``asdict``."""
    return {one.name: getattr(saved, one.name) for one in fields(saved)}


def _say_percent(percent: int) -> None:
    _say({"percent": percent})


def _say(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
