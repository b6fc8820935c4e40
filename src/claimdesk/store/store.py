"""One open project file: reads, edits as single committed transactions, and their reversal."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import QueuePool
from sqlmodel import Session as SqlSession
from sqlmodel import create_engine

from claimdesk.core.change import Change
from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.core.ids import new_id
from claimdesk.core.model import Id, ReviewerRow
from claimdesk.store import file, history
from claimdesk.store.file import Verified
from claimdesk.store.history import Clock, Recorder
from claimdesk.store.tables import Meta, Project, Reviewer

P = ParamSpec("P")
T = TypeVar("T")
_READING = "claimdesk_reading"


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


class Session(SqlSession):
    """One transaction on the project; what the functions of the store are handed.

    An editing session has a recorder that turns what is flushed into history.
    """

    def __init__(self, bind: sa.Engine | sa.Connection, recorder: Recorder | None) -> None:
        super().__init__(bind, expire_on_commit=False)
        self.recorder = recorder

    @property
    def reviewer_id(self) -> Id:
        """Return who edits."""
        return self._writing().reviewer_id

    @property
    def now_ms(self) -> int:
        """Return the time of the edit: Unix time in ms."""
        return self._writing().clock()

    def rows(self, query: sa.Executable) -> list[tuple[Any, ...]]:
        """Return the columns a query selects, as plain tuples."""
        return [tuple(row) for row in self.connection().execute(query)]

    def _writing(self) -> Recorder:
        if self.recorder is None:
            raise RuntimeError("a reading session has no reviewer")
        return self.recorder


history.attach(Session)


class Reader:
    """A project file that is only looked at; background work has one of its own."""

    def __init__(self, path: Path, *, writing: bool = False, durable: bool = True) -> None:
        """Open a file that is known to be a project; use ``open_reader`` or ``Store``."""
        self.path = path
        self._engine = create_engine(
            "sqlite://",
            creator=lambda: file.connect(path, writing=writing, durable=durable),
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            pool_timeout=0.1,
        )
        event.listen(self._engine, "begin", _begin)

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what a query answers, as plain rows; nothing of the database leaves it."""
        with self._worded(), self._engine.connect() as connection:
            reading = connection.execution_options(**{_READING: True})
            with Session(reading, None) as session:
                return query(session, *args, **kwargs)

    def close(self) -> None:
        """Close the file; everything was already saved."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Return the open file."""
        return self

    def __exit__(self, *_trouble: object) -> None:
        """Close it."""
        self.close()

    @contextmanager
    def _worded(self) -> Iterator[None]:
        """Let SQLite's own errors come out as sentences."""
        try:
            yield
        except sa.exc.DBAPIError as error:
            if isinstance(error.orig, sqlite3.OperationalError | sqlite3.DatabaseError) and not (
                isinstance(error.orig, sqlite3.IntegrityError | sqlite3.ProgrammingError)
            ):
                raise file.worded(error.orig, self.path.name) from error
            raise
        except sqlite3.OperationalError as error:
            raise file.worded(error, self.path.name) from error


def open_reader(path: Path) -> Reader:
    """Open a project file only to look at it; raises ReviewError with what is wrong."""
    file.recognise(path)
    return Reader(path)


class Store(Reader):
    """The only writer of a project file."""

    def __init__(
        self, path: Path, me: ReviewerRow, *, durable: bool = True, clock: Clock = _now_ms
    ) -> None:
        """Open a file that is known to be a project; use ``open`` or ``create``."""
        super().__init__(path, writing=True, durable=durable)
        self._me = me
        self._introduced = False
        self._recorder = Recorder(me.id, clock)

    @classmethod
    def create(
        cls,
        path: Path,
        title: str,
        me: ReviewerRow,
        *,
        durable: bool = True,
        clock: Clock = _now_ms,
    ) -> Self:
        """Make a new project file and open it; EXISTS if there is a file already."""
        try:
            path.touch(exist_ok=False)
        except OSError as error:
            raise from_os(error, path.name) from error
        try:
            with closing(file.connect(path, writing=True)) as connection:
                file.lay_out(connection)
            store = cls(path, me, durable=durable, clock=clock)
            store.run("New project", lambda session: _start(session, title))
        except sqlite3.Error as error:
            path.unlink(missing_ok=True)
            raise file.worded(error, path.name) from error
        except ReviewError:
            path.unlink(missing_ok=True)
            raise
        return store

    @classmethod
    def open(
        cls, path: Path, me: ReviewerRow, *, durable: bool = True, clock: Clock = _now_ms
    ) -> Self:
        """Open a project file for work; raises ReviewError with the code of what is wrong."""
        file.recognise(path)
        return cls(path, me, durable=durable, clock=clock)

    @property
    def reviewer_id(self) -> Id:
        """Return who works on the file."""
        return self._me.id

    def run(self, label: str, edit: Callable[[Session], T]) -> tuple[T, Change]:
        """Commit an edit as one transaction; what it returns, and what it changed."""
        recorder = self._recorder
        with self._worded():
            try:
                with Session(self._engine, recorder) as session:
                    self._introduce(session)
                    recorder.begin()
                    result = edit(session)
                    session.commit()
            except BaseException:
                recorder.abandon()
                self._introduced = False
                raise
        return result, recorder.change(label)

    def revert(self, change: Change) -> Change:
        """Take a change back as new history; REFUSED if its values were changed since."""
        _, reverted = self.run(
            change.label, lambda session: history.revert(session, change.transactions)
        )
        return reverted

    def backup(self, target: Path) -> Verified:
        """Write a complete, verified copy of the file to another place."""
        with self._worded(), closing(file.connect(self.path, writing=False)) as connection:
            return file.copy_verified(connection, target)

    def _introduce(self, session: Session) -> None:
        """Make sure the file knows who edits, as history of its own that no undo takes back."""
        if not self._introduced:
            mine = session.get(Reviewer, self._me.id)
            if mine is None:
                session.add(
                    Reviewer(id=self._me.id, name=self._me.name, initials=self._me.initials)
                )
            elif (mine.name, mine.initials) != (self._me.name, self._me.initials):
                mine.name, mine.initials = self._me.name, self._me.initials
            session.flush()
            self._introduced = True


def _begin(connection: sa.Connection) -> None:
    reading = connection.get_execution_options().get(_READING)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _start(session: Session, title: str) -> None:
    title = title.strip()
    if not title:
        raise ReviewError(Code.REFUSED, "A project needs a title.")
    session.add(Project(id=new_id(), title=title))
    session.add(Meta(key="created_ms", value=str(session.now_ms)))
