"""A small project to test the store on, and what tests look at from outside of it."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import derived_id
from claimdesk.core.model import Id, ReadArticle, ReviewerRow
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    assignments,
    checklist,
    claims,
    coverage,
    dismissals,
    evidence,
    file,
    notes,
    passages,
    projection,
    projects,
    relations,
    reviewers,
)
from claimdesk.store.records import LEVEL
from claimdesk.store.store import Session, Store

T = TypeVar("T")

TEXT = (
    "The bridge was closed on Monday. The mayor said it opens again in May.\n"
    "Ten people were hurt, the police said; nobody died. “It was wind,” she wrote.\n"
)
OTHER = ReviewerRow(derived_id("reviewer", b"Omar Bell"), "Omar Bell", "OB")
READS: tuple[Callable[[Session], object], ...] = (
    *(projects.row, projects.progress, reviewers.rows, articles.rows, claims.rows, claims.details),
    *(claims.tags, claims.tag_names, relations.rows, claims.claimants, passages.rows),
    *(passages.links, assessments.rows, adjudications.rows, evidence.rows, evidence.links),
    *(notes.rows, coverage.rows, checklist.items, checklist.all_checks, assignments.rows),
    dismissals.rows,
)


def do(store: Store, edit: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Commit one edit and return what it returns."""
    return store.run("Edit", lambda session: edit(session, *args, **kwargs))[0]


def refusal(act: Callable[[], object], code: Code = Code.REFUSED) -> str:
    """Return the sentence with which an act is refused."""
    with pytest.raises(ReviewError) as caught:
        act()
    assert caught.value.code is code, caught.value
    assert caught.value.sentence.endswith((".", ")"))
    return caught.value.sentence


def an_article(store: Store, text: str = TEXT, title: str = "Bridge") -> Id:
    """Add an article and return its version."""
    article_id = do(store, articles.add, ReadArticle(text, title))
    found = store.read(articles.row, article_id)
    assert found is not None
    return found.version_id


def a_link(store: Store, claim_id: Id, version_id: Id, words: str) -> Id:
    """Link the first place of these words with a claim and return the passage."""
    start = store.read(articles.text, version_id).index(words)

    def edit(session: Session) -> Id:
        passage_id = passages.mark(session, version_id, start, start + len(words))
        passages.link(session, claim_id, passage_id)
        return passage_id

    return do(store, edit)


def sql(path: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    """Run a statement on a file from outside, as somebody with a database browser would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return connection.execute(query, values).fetchall()


def folder_state(folder: Path) -> dict[str, tuple[object, ...]]:
    """Return what a look must leave as it is: each name, its kind, size, time and bytes."""
    state: dict[str, tuple[object, ...]] = {}
    for one in folder.iterdir():
        status = one.lstat()
        small = stat.S_ISREG(status.st_mode) and status.st_size < 1 << 24
        data = one.read_bytes() if small and os.access(one, os.R_OK) else b""
        state[one.name] = (status.st_mode, status.st_size, status.st_mtime_ns, data)
    return state | {".": (folder.stat().st_mtime_ns,)}


def _all(connection: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    return sorted(connection.execute(query).fetchall(), key=repr)


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table that the history projects, and the conflicts."""
    with closing(sqlite3.connect(path)) as connection:
        return {name: _all(connection, f"SELECT * FROM {name}") for name in (*LEVEL, "conflict")}


def live(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row that is not removed."""
    with closing(sqlite3.connect(path)) as connection:
        return {name: _all(connection, f"SELECT * FROM {name} WHERE deleted=0") for name in LEVEL}


def conflicts(path: Path) -> list[tuple[str, str, str]]:
    """Return (entity, field, kind) of every listed conflict."""
    return [
        (row[0], row[1], row[2])
        for row in sql(path, "SELECT entity, field, kind FROM conflict ORDER BY entity, field")
    ]


def rebuilt(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the tables as they are written from the history alone, in a copy."""
    copy = path.with_name("rebuilt.claimdesk")
    shutil.copy(path, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN IMMEDIATE")
        projection.rebuild(connection)
        connection.execute("COMMIT")
    return tables(copy)


def unite(path: Path, other: Path) -> None:
    """Add the history of another copy of the project to a closed file and project it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("ATTACH ? AS other", (str(other),))
        connection.execute("BEGIN IMMEDIATE")
        for table, columns in (
            ("content", "*"),
            ("session", "*"),
            (
                "revision",
                "NULL,id,session_id,seq,lamport,wall_ms,txn,kind,entity,entity_id,parents,patch",
            ),
        ):
            connection.execute(
                f"INSERT OR IGNORE INTO main.{table} SELECT {columns} FROM other.{table}"
            )
        projection.rebuild(connection)
        connection.execute("COMMIT")


def limit_pages(monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    """Let the disk be full after so many pages, whoever opens a project."""
    connect = file.connect

    def limited(path: Path, *, writing: bool, durable: bool = True) -> sqlite3.Connection:
        connection = connect(path, writing=writing, durable=durable)
        connection.execute(f"PRAGMA max_page_count={pages}")
        return connection

    monkeypatch.setattr(file, "connect", limited)
