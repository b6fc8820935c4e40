"""The frozen DDL that is the format: its text, its marks, what a file of it looks like inside."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

APPLICATION_ID = 0x434C444B
"""“CLDK” in the file's header."""
FORMAT = 2
OLDEST = 0
"""The first format that can be brought into the present one."""

Rows = list[tuple[str, str, str, str]]
"""What a database consists of: (type, name, table, SQL without the form of its blanks)."""


@cache
def text() -> str:
    """Return the DDL."""
    return Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")


def lay_out(connection: sqlite3.Connection) -> None:
    """Write the format's tables and marks into an empty file, in one transaction."""
    connection.executescript(
        "PRAGMA journal_mode=DELETE; BEGIN IMMEDIATE;"
        f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={FORMAT};"
        f"{text()} COMMIT;"
    )


def rows(connection: sqlite3.Connection) -> Rows:
    """Return what a database consists of, in a fixed order."""
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
    return sorted(
        (kind, name, table, " ".join((sql or "").split())) for kind, name, table, sql in found
    )


@cache
def expected() -> Rows:
    """Return what a project file consists of."""
    with closing(empty()) as connection:
        return rows(connection)


def empty() -> sqlite3.Connection:
    """Return a database in memory that has the format's tables and nothing in them."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(text())
    return connection
