"""What becomes of a project whose writer is stopped at a random moment, and the count of it."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from claimdesk.core.errors import Code, ReviewError
from claimdesk.store import file
from claimdesk.store.recovery import recovered
from claimdesk.store.sqlite import uri

SLOW_S = 0.03
"""About as long as an action takes, on most disks."""


@dataclass
class Figures:
    """What was found after a number of stops."""

    stops: int = 0
    acknowledged: int = 0
    lost: int = 0
    damaged: int = 0
    hot: int = 0
    """How often a journal was left and recovered from."""
    trouble: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return the figures in a line."""
        return (
            f"{self.stops} stops, {self.acknowledged} actions acknowledged, {self.lost} lost, "
            f"{self.damaged} files damaged, {self.hot} journals recovered"
        )


@dataclass
class Stopped:
    """A writer that was stopped: what it called its actions and how many it acknowledged."""

    pid: int
    acknowledged: int


def stopped(
    forker: "subprocess.Popen[str]",
    asked: tuple[Path, str],
    chance: random.Random,
    stop: Callable[[int], None] = lambda pid: os.kill(pid, signal.SIGKILL),
) -> Stopped:
    """Let a writer work on a file and stop it at a random moment."""
    assert forker.stdin is not None
    assert forker.stdout is not None
    forker.stdin.write(json.dumps((str(asked[0]), asked[1])) + "\n")
    forker.stdin.flush()
    pid = int(forker.stdout.readline().split()[1])
    done = 0
    for _ in range(chance.randrange(0, 4)):
        line = forker.stdout.readline()
        done = int(line) if line.strip().isdigit() else done
    time.sleep(chance.uniform(0, 2 * SLOW_S))
    stop(pid)
    for line in forker.stdout:
        if line == "ended\n":
            break
        done = int(line) if line.strip().isdigit() else done
    return Stopped(pid, done)


def look(path: Path, new: Path, was: Stopped, figures: Figures) -> Path:
    """Check a file after a stop, recover it if need be, and count; return what to go on with."""
    figures.stops += 1
    figures.acknowledged += was.acknowledged
    try:
        try:
            file.check(path)
        except ReviewError as error:
            if error.code is not Code.NEEDS_RECOVERY:
                raise
            recovered(path, new)
            figures.hot += 1
            path = new
        kept = actions_of(path, was.pid)
    except ReviewError as error:
        figures.damaged += 1
        figures.trouble.append(f"stop {figures.stops}: {error.code}: {error.sentence}")
        return path
    # One more than acknowledged may be there, whole: it was killed before it could say so.
    figures.lost += max(0, was.acknowledged - kept)
    if kept > was.acknowledged + 1:
        figures.trouble.append(f"stop {figures.stops}: {kept} actions of {was.acknowledged}")
    return path


def actions_of(path: Path, pid: int) -> int:
    """Return how many whole actions of a writer are in a file; half of one is damage."""
    with closing(sqlite3.connect(uri(path, mode="ro"), uri=True)) as connection:
        query = "SELECT text FROM claim WHERE text LIKE ? AND deleted=0"
        names = [row[0].split()[:2] for row in connection.execute(query, (f"{pid}.%",))]
    parts = {part: {name for name, one in names if one == part} for part in ("a", "b")}
    if parts["a"] != parts["b"]:
        raise ReviewError(Code.DAMAGED, "Half an action is in the file.")
    numbers = sorted(int(name.split(".")[1]) for name in parts["a"])
    if numbers != list(range(1, len(numbers) + 1)):
        raise ReviewError(Code.DAMAGED, "An action is missing in between.")
    return len(numbers)
