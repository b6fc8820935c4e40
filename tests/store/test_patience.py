"""Long reading can be stopped while SQLite is at work."""

import sqlite3

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.store import claims
from claimdesk.store.patience import heeding
from claimdesk.store.store import Session, Store

LONG = """
    WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < 1000000)
    SELECT sum(n) FROM count
"""
STOPPED = ReviewError(Code.CANCELLED, "Stopped.")


def test_who_waits_is_asked_while_sqlite_works(store: Store) -> None:
    asked: list[bool] = []

    def read(session: Session) -> int:
        with heeding(session, lambda: asked.append(True)):
            return int(session.sqlite.execute(LONG).fetchone()[0])

    assert store.read(read) == 500_000_500_000
    before = len(asked)
    assert before > 3
    store.read(lambda session: session.sqlite.execute(LONG).fetchone())
    assert len(asked) == before


def test_who_waits_is_asked_while_rows_are_made(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimdesk.store.store._AT_ONCE", 2)
    asked: list[bool] = []

    def read(session: Session) -> int:
        for number in range(5):
            claims.add(session, f"Claim {number}")
        with heeding(session, lambda: asked.append(True)):
            return len(claims.rows(session))

    assert store.run("Read", read)[0] == 5
    assert len(asked) == 3
    store.read(claims.rows)
    assert len(asked) == 3


def test_reading_ends_with_what_was_raised(store: Store) -> None:
    def stop() -> None:
        raise STOPPED

    def read(session: Session) -> None:
        with heeding(session, stop):
            session.sqlite.execute(LONG).fetchone()

    with pytest.raises(ReviewError) as caught:
        store.read(read)

    assert caught.value is STOPPED
    assert store.read(lambda session: session.sqlite.execute("SELECT 1").fetchone()) == (1,)


def test_other_trouble_is_not_taken_for_it(store: Store) -> None:
    def read(session: Session) -> None:
        with heeding(session, lambda: None):
            session.sqlite.execute("SELECT nothing")

    with pytest.raises(sqlite3.OperationalError):
        store.read(read)
