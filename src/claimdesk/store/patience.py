"""Let somebody who waits for long reading stop it, while SQLite is at work and between."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from claimdesk.core.errors import ReviewError
from claimdesk.store.store import Session

_STEPS = 500_000
"""Instructions of SQLite between two beats: some ten milliseconds."""


@contextmanager
def heeding(session: Session, beat: Callable[[], None]) -> Iterator[None]:
    """Call ``beat`` now and then while the session reads; its ReviewError ends the reading."""
    stopped: list[ReviewError] = []

    def look() -> bool:
        try:
            beat()
        except ReviewError as error:
            # Nothing may be raised through SQLite; it is told to give up instead.
            stopped.append(error)
        return bool(stopped)

    session.sqlite.set_progress_handler(look, _STEPS)
    before, session.beat = session.beat, beat
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.OperationalError) as error:
        if stopped:
            raise stopped[0] from error
        raise
    finally:
        session.beat = before
        session.sqlite.set_progress_handler(None, 0)
