"""The engines over the project files, and what they are kept with, for those who ask outside.

What a statement is in SQL is the same for every file, and to work that out takes longer than to
read a page of a list: so all engines of the process share what was worked out once.
"""

import sqlite3
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache
from sqlmodel import create_engine

_IN_MEMORY = "sqlite://"
_MOST_KEPT = 500
_DIALECT = create_engine(_IN_MEMORY).dialect
_COMPILED: LRUCache[object, object] = LRUCache(_MOST_KEPT)
_READING = "claimdesk_reading"


def version() -> str:
    """Return the version of SQLite in use."""
    return sqlite3.sqlite_version


def over(connect: Callable[[], sqlite3.Connection]) -> sa.Engine:
    """Return an engine with one connection, whose transactions are for writing; see ``reading``."""
    engine = create_engine(
        _IN_MEMORY,
        creator=connect,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=0.1,
        execution_options={"compiled_cache": _COMPILED},
    )
    # Statements are kept by dialect, and each engine comes with one of its own, the same as this.
    engine.dialect = _DIALECT
    event.listen(engine, "begin", _begin)
    return engine


def reading(connection: sa.Connection) -> sa.Connection:
    """Return a connection whose transactions only read."""
    return connection.execution_options(**{_READING: True})


def _begin(connection: sa.Connection) -> None:
    is_reading = connection.get_execution_options().get(_READING)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")
