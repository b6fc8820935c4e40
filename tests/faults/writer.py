"""Programs that write to a project until they are killed; one process forks them all.

It reads a line of JSON, (path, synchronous), and lets a child work: "pid N", then a number for
each action that was committed, "stopped CODE" if the disk would not take another, "ended".
"""

import json
import os
import sys
from functools import partial
from itertools import count
from pathlib import Path

from claimdesk.core.errors import ReviewError
from claimdesk.core.model import Verdict
from claimdesk.store import assessments, claims
from claimdesk.store.store import Session, Store
from faults.sample import OTHER

WORDS = "x" * 3000


def act(name: str, session: Session) -> None:
    """Do what is committed together: two claims and a verdict on each."""
    made = [claims.add(session, f"{name} {part} {WORDS}") for part in ("a", "b")]
    assessments.decide(session, made, Verdict.DENIED)


def work(path: Path, synchronous: str) -> None:
    """Commit actions until something stops this process or the disk."""
    try:
        with Store.open(path, OTHER) as store:
            with store._engine.connect() as connection:
                driver = connection.connection.dbapi_connection
                assert driver is not None
                driver.execute(f"PRAGMA synchronous={synchronous}")
            for number in count(1):
                store.run("Add", partial(act, f"{os.getpid()}.{number}"))
                say(str(number))
    except ReviewError as error:
        say(f"stopped {error.code}")


def say(what: str) -> None:
    """Tell whoever started this."""
    os.write(1, f"{what}\n".encode())


if __name__ == "__main__":
    for line in sys.stdin:
        path, synchronous = json.loads(line)
        child = os.fork()
        if not child:
            try:
                say(f"pid {os.getpid()}")
                work(Path(path), synchronous)
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        say("ended")
