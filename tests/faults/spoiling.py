"""Ways to make something else of a project file, most of them as no program would."""

import os
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from claimdesk.store import schema
from store.world import sql

Spoil = Callable[[Path], object]
PAGE = 4096
JOURNAL_MARK = bytes.fromhex("d9d505f920a163d7")
STOPPED = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=2")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE claim SET text='half'")
for number in range(3000):
    connection.execute("INSERT INTO meta VALUES (?, 'half')", (str(number),))
os.kill(os.getpid(), 9)
"""
"""A program that is killed when some of what it writes is in the file."""
IN_LOG = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("INSERT INTO meta VALUES ('left', 'in the log')")
os.kill(os.getpid(), 9)
"""
"""A program of another kind that is killed when its work lies beside the file."""


def instead(make: Spoil) -> Spoil:
    """Put something in the place of the file."""

    def spoil(path: Path) -> None:
        path.unlink()
        make(path)

    return spoil


def patched(place: int, data: bytes) -> Spoil:
    """Write bytes at a place, from the end if it is negative."""

    def spoil(path: Path) -> None:
        with path.open("r+b") as stream:
            stream.seek(place, os.SEEK_SET if place >= 0 else os.SEEK_END)
            stream.write(data)

    return spoil


def cut(size: int) -> Spoil:
    """Give the file another size; what is added is a hole."""
    return lambda path: os.truncate(path, size)


def holes(size: int) -> Spoil:
    """Return a file of that size with nothing in it."""

    def spoil(path: Path) -> None:
        path.touch()
        os.truncate(path, size)

    return instead(spoil)


def holes_behind(path: Path) -> None:
    """Add holes up to 4 GB, which the header says are pages."""
    os.truncate(path, 4 << 30)
    patched(28, (1 << 20).to_bytes(4, "big"))(path)


def in_utf16(encoding: str) -> Spoil:
    """Return an empty project in another encoding."""

    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA encoding='{encoding}'")
            schema.lay_out(connection)

    return instead(spoil)


def a_socket(path: Path) -> None:
    """Make a socket, whose name may not be long."""
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(before)


def running(statement: str) -> Spoil:
    """Run a statement as somebody with a database browser would."""
    return lambda path: sql(path, statement)


def rewritten(table: str, old: str, new: str) -> Spoil:
    """Change the text of a table's definition behind SQLite's back."""

    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema=ON")
            changed = connection.execute(
                "UPDATE sqlite_schema SET sql=replace(sql, ?, ?) WHERE name=? AND instr(sql, ?)",
                (old, new, table, old),
            )
            assert changed.rowcount == 1

    return spoil


def a_definition(kind: str, statement: str) -> Spoil:
    """Add a definition that SQLite itself would refuse or work on for ever."""

    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema=ON")
            connection.execute(
                "INSERT INTO sqlite_schema VALUES (?, 'extra', 'claim', 0, ?)", (kind, statement)
            )

    return spoil


def beside(suffix: str, make: Spoil) -> Spoil:
    """Put something where SQLite keeps what belongs to the file."""
    return lambda path: make(path.with_name(path.name + suffix))


def super_journal(victim: Path) -> bytes:
    """Return a journal that SQLite would believe and that names a file for it to delete."""
    name = os.fsencode(victim)
    page = b"\0\0\0\1" + bytes(PAGE) + b"\0\0\0\0"
    parts = (
        *(JOURNAL_MARK, (1).to_bytes(4, "big"), bytes(4)),
        *((9).to_bytes(4, "big"), (512).to_bytes(4, "big"), PAGE.to_bytes(4, "big")),
        *(bytes(484), page, b"\0\0\0\0", name, len(name).to_bytes(4, "big")),
        *(sum(name).to_bytes(4, "big"), JOURNAL_MARK),
    )
    return b"".join(parts)


def root_of(path: Path, name: str) -> int:
    """Return the place (bytes) of the first page of a table or an index."""
    ((root,),) = sql(path, "SELECT rootpage FROM sqlite_schema WHERE name=?", name)
    return (int(root) - 1) * PAGE
