"""What the project files are kept with, for those who ask from outside the store."""

import sqlite3


def version() -> str:
    """Return the version of SQLite in use."""
    return sqlite3.sqlite_version
