"""The classes the queries are written with are the frozen schema, column by column."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
import sqlalchemy as sa

from claimdesk.core.model import Verdict
from claimdesk.store import schema as frozen
from claimdesk.store.columns import Word
from claimdesk.store.records import FIELDS
from claimdesk.store.tables import Record, Tracked

MIRROR: dict[str, sa.Table] = {table.name: table for table in Record.metadata.sorted_tables}


@pytest.fixture(scope="module")
def schema() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(frozen.text())
        yield connection


def _type(column: sa.Column[Any]) -> str:
    if isinstance(column.type, sa.LargeBinary):
        return "BLOB"
    return "INTEGER" if isinstance(column.type, sa.Integer) else "TEXT"


def test_every_table_of_the_schema_has_its_class(schema: sqlite3.Connection) -> None:
    found = schema.execute("SELECT name FROM sqlite_schema WHERE type='table'")
    assert {name for (name,) in found} == set(MIRROR)


@pytest.mark.parametrize("name", sorted(MIRROR))
def test_columns_types_null_and_keys_are_those_of_the_schema(
    name: str, schema: sqlite3.Connection
) -> None:
    found = [
        (column, kind, bool(notnull) or bool(key), bool(key))
        for _, column, kind, notnull, _, key in schema.execute(f"PRAGMA table_info({name})")
    ]
    mirrored = [
        (column.name, _type(column), not column.nullable, column.primary_key)
        for column in MIRROR[name].columns
    ]
    assert sorted(mirrored) == sorted(found)


@pytest.mark.parametrize("name", sorted(MIRROR))
def test_foreign_keys_are_those_of_the_schema(name: str, schema: sqlite3.Connection) -> None:
    found = {(row[3], row[2], row[4]) for row in schema.execute(f"PRAGMA foreign_key_list({name})")}
    mirrored = {
        (key.parent.name, key.column.table.name, key.column.name)
        for key in MIRROR[name].foreign_keys
    }
    assert mirrored == found


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_defaults_are_those_of_the_schema(name: str, schema: sqlite3.Connection) -> None:
    found = {
        row[1]: None if row[4] is None else schema.execute(f"SELECT {row[4]}").fetchone()[0]
        for row in schema.execute(f"PRAGMA table_info({name})")
        if row[1] != "id"
    }
    assert {field: rule.default for field, rule in FIELDS[name].items()} == found


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_the_words_of_a_column_are_those_the_schema_lets_in(
    name: str, schema: sqlite3.Connection
) -> None:
    ((ddl,),) = schema.execute("SELECT sql FROM sqlite_schema WHERE name=?", (name,))
    allowed = {
        column: set(re.findall(r"'([^']*)'", words))
        for column, words in re.findall(r"(\w+) IN \(('[^)]*')\)", ddl)
    }
    words = {
        column.name: {word.value for word in column.type.words}
        for column in MIRROR[name].columns
        if isinstance(column.type, Word)
    }
    assert words == {column: allowed[column] for column in words}
    assert allowed.keys() - words.keys() <= {"status"}


def test_every_table_with_a_deleted_flag_is_tracked() -> None:
    flagged = {name for name, table in MIRROR.items() if "deleted" in table.columns}
    assert flagged == set(FIELDS)
    assert flagged == {kind.__tablename__ for kind in Tracked.__subclasses__()}


def test_a_stored_word_is_read_as_its_enum_and_null_as_none() -> None:
    word = Word(Verdict)
    dialect = sa.create_engine("sqlite://").dialect
    assert word.process_result_value("denied", dialect) is Verdict.DENIED
    assert word.process_result_value(None, dialect) is None
