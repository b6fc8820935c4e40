"""One open project file: reads, edits as single committed transactions, and their reversal."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import islice, starmap
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Self, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session as SqlSession

from claimdesk.core.change import Change, Left
from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.core.ids import new_id
from claimdesk.core.model import Id, ReviewerRow
from claimdesk.store import engine, file, held, lock, schema, sqlite, undo
from claimdesk.store.blind import Viewer
from claimdesk.store.columns import Word
from claimdesk.store.following import Following
from claimdesk.store.guard import Guard
from claimdesk.store.history import Action, Clock, Writer
from claimdesk.store.numbers import Numbers
from claimdesk.store.opening import Verified
from claimdesk.store.probe import Identity

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
F = TypeVar("F", bound=Following)
_FOLLOWING = "following"
_AT_ONCE = 5_000
"""Rows made between two beats: some ten milliseconds."""


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


class Session(SqlSession):
    """One transaction on the project; what the functions of the store are handed.

    Queries are sqlmodel's; writing is done by the action of an editing session, never by the ORM,
    so that nothing gets past the history.
    """

    def __init__(self, bind: sa.Engine | sa.Connection) -> None:
        super().__init__(bind)
        self._action: Action | None = None
        self._sqlite: sqlite3.Connection | None = None
        self._following: dict[type[Following], Following] = {}
        self.beat: Callable[[], object] = lambda: None
        """Called while much is read; somebody who waits may raise from it (see ``patience``)."""

    @property
    def sqlite(self) -> sqlite3.Connection:
        """Return the connection of the transaction, for what must be quick."""
        if self._sqlite is None:
            self._sqlite = _driver(self.connection())
        return self._sqlite

    @property
    def numbers(self) -> Numbers:
        """Return the numbers of all claims."""
        return self.following(Numbers)

    def following(self, kind: type[F]) -> F:
        """Return what is remembered of all claims, kept from one reading session to the next.

        An edit reads anew each time: it changes claims itself, and may be taken back.
        """
        found = self._following.get(kind)
        if found is None or self._action is not None:
            info = {} if self._action else self.connection().info
            kept: dict[type[Following], Following] = info.setdefault(_FOLLOWING, {})
            found = self._following[kind] = kept.setdefault(kind, kind())
            found.follow(self.sqlite)
        return cast("F", found)

    @property
    def action(self) -> Action:
        """Return what writes; a reading session has none."""
        if self._action is None:
            raise RuntimeError("a reading session writes nothing and has no reviewer")
        return self._action

    @property
    def reviewer_id(self) -> Id:
        """Return who edits."""
        return self.action.writer.reviewer_id

    @property
    def now_ms(self) -> int:
        """Return the time of the edit: Unix time in ms."""
        return self.action.writer.clock()

    def begin_action(self, writer: Writer) -> Action:
        """Begin what is undone together."""
        self._action = Action(self.sqlite, writer)
        return self._action

    def rows(
        self, query: sa.Select[*tuple[Any, ...]], **values: object
    ) -> Sequence[sa.Row[*tuple[Any, ...]]]:
        """Return the columns a query selects.

        Values given here leave a query that is kept as it is; those put into it by ``params`` make
        another one, whose making takes four times as long as reading one row.
        """
        return self.connection().execute(query, values).all()

    def column(self, query: sa.Select[*tuple[Any, ...]], **values: object) -> list[Any]:
        """Return the first column a query selects, past SQLAlchemy's own rows."""
        result = self.connection().execute(query, values)
        found = [row[0] for row in cast("sqlite3.Cursor", result.cursor).fetchall()]
        result.close()
        return found

    def records(
        self, kind: Callable[..., R], query: sa.Select[*tuple[Any, ...]], **values: object
    ) -> list[R]:
        """Return the rows of a query as frozen rows.

        They are made past SQLAlchemy's own rows, which would cost as much as SQLite itself.
        """
        result = self.connection().execute(query, values)
        found: Iterable[Iterable[Any]] = cast("sqlite3.Cursor", result.cursor).fetchall()
        result.close()
        words = {
            place: column.type.by_text.__getitem__
            for place, column in enumerate(query.selected_columns)
            if isinstance(column.type, Word)
        }
        if words and found:
            columns: list[Iterable[Any]] = list(zip(*found, strict=True))
            for place, word in words.items():
                columns[place] = map(word, columns[place])
            found = zip(*columns, strict=True)
        made: list[R] = []
        rows = starmap(kind, found)
        while some := list(islice(rows, _AT_ONCE)):
            self.beat()
            made += some
        return made


def _refuse_flush(*_about: object) -> None:
    raise RuntimeError("records are written through the action of a session, never by the ORM")


def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise RuntimeError("statements that change rows would write past the history")


event.listen(Session, "before_flush", _refuse_flush)
event.listen(Session, "do_orm_execute", _refuse_bulk)


class Reader:
    """A project file that is only looked at; background work has one of its own."""

    def __init__(
        self, path: Path, *, viewer: Id | None, writing: bool = False, durable: bool = True
    ) -> None:
        """Open a file that is known to be a project; use ``open_reader`` or ``Store``.

        ``viewer`` is who is shown what is read; without anybody nothing is hidden (see ``blind``).
        """
        self.path = path
        held.hold(self, path)
        self._engine = engine.over(lambda: file.connect(path, writing=writing, durable=durable))
        event.listen(self._engine, "connect", Viewer(viewer).introduce)

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what a query answers, as plain rows; nothing of the database leaves it."""
        with (
            self._worded(),
            self._engine.connect() as connection,
            Session(engine.reading(connection)) as session,
        ):
            return query(session, *args, **kwargs)

    def backup(self, target: Path) -> Verified:
        """Write a complete, verified copy of the file to another place.

        The copy is made through the open connection: that rescues even a file that was removed.
        """
        if target.exists() and target.samefile(self.path):
            raise ReviewError(Code.REFUSED, "A copy needs another name than the project itself.")
        with self._worded(), self._engine.connect() as connection:
            return file.copy_verified(_driver(connection), target)

    def close(self) -> None:
        """Close the file; everything was already saved."""
        self._engine.dispose()
        held.release(self)

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
        except (sa.exc.DBAPIError, sqlite3.Error) as error:
            cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
            if isinstance(cause, sqlite3.Error) and sqlite.is_expected(cause):
                raise self._sentence(cause) from error
            raise

    def _sentence(self, error: sqlite3.Error) -> ReviewError:
        return sqlite.worded(error, self.path.name)


def open_reader(path: Path, viewer: Id | None) -> Reader:
    """Open a file that this process has not open, to be looked at by ``viewer``.

    Raises ReviewError with what is wrong.
    """
    file.recognise(path)
    return Reader(path, viewer=viewer)


class Store(Reader):
    """The only writer of a project file."""

    def __init__(
        self, path: Path, me: ReviewerRow, *, durable: bool = True, clock: Clock = _now_ms
    ) -> None:
        """Open a file that is known to be a project; use ``open`` or ``create``."""
        self._guard = Guard(path)
        super().__init__(path, writing=True, durable=durable, viewer=me.id)
        self._me = me
        self._introduced = False
        self._writer = Writer(me.id, clock)
        self._lock: lock.Lock | None = None
        try:
            with self._worded(), self._engine.connect() as connection:
                self._guard.begin(_driver(connection))
        except BaseException:
            self.close()
            raise

    @classmethod
    def create(cls, path: Path, title: str, me: ReviewerRow, **how: Any) -> Self:
        """Make a new project file and open it; EXISTS if there is a file already."""
        try:
            path.touch(exist_ok=False)
        except OSError as error:
            raise from_os(error, path.name) from error
        except ValueError:
            raise ReviewError(Code.BAD_NAME, "The file name is not valid.") from None
        try:
            with closing(file.connect(path, writing=True)) as connection:
                schema.lay_out(connection)
            store = cls._locked(path, me, **how)
            try:
                store.run("New project", lambda session: _start(session, title))
            except BaseException:
                store.close()
                raise
        except sqlite3.Error as error:
            path.unlink(missing_ok=True)
            raise sqlite.worded(error, path.name) from error
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return store

    @classmethod
    def open(cls, path: Path, me: ReviewerRow, *, anyway: bool = False, **how: Any) -> Self:
        """Open a project file for work; raises ReviewError with the code of what is wrong.

        That is HeldError if somebody has it open; ``anyway`` opens it all the same.
        """
        file.recognise(path)
        return cls._locked(path, me, anyway=anyway, **how)

    @classmethod
    def _locked(
        cls,
        path: Path,
        me: ReviewerRow,
        *,
        anyway: bool = False,
        **how: Any,
    ) -> Self:
        taken = lock.take(path, me.name, anyway=anyway)
        try:
            store = cls(path, me, **how)
        except BaseException:
            if taken is not None:
                taken.release()
            raise
        store._lock = taken
        return store

    def backup(self, target: Path) -> Verified:
        """Write a complete, verified copy; OVERWRITTEN if the file holds something else now."""
        with self._worded(), self._engine.connect() as connection:
            self._guard.check_ours(_driver(connection))
        return super().backup(target)

    def close(self) -> None:
        """Close the file and let others have it; everything was already saved."""
        super().close()
        self.unlock()

    def unlock(self) -> None:
        """Let others have what lies under the name; for a file that lies elsewhere by now."""
        taken, self._lock = self._lock, None
        if taken is not None:
            taken.release()

    @property
    def left(self) -> Identity:
        """Return how the file was when it was opened or last written by this store."""
        return self._guard.left

    @property
    def reviewer_id(self) -> Id:
        """Return who works on the file."""
        return self._me.id

    def run(self, label: str, edit: Callable[[Session], T]) -> tuple[T, Change]:
        """Commit an edit as one transaction; what it returns, and what it changed."""
        with self._worded():
            is_ours = False
            try:
                with Session(self._engine) as session:
                    self._guard.check(session.sqlite)
                    is_ours = True
                    self._introduce(session)
                    action = session.begin_action(self._writer)
                    result = edit(session)
                    change = action.finish(label)
                    self._guard.settle(session.sqlite)
                    kept = session.connection().info
                    session.commit()
                for one in kept.get(_FOLLOWING, {}).values():
                    one.note(change.records.get("claim", ()))
            except BaseException:
                self._writer.abandon()
                self._introduced = False
                if is_ours:
                    with self._engine.connect() as connection:
                        self._guard.forgive(_driver(connection))
                raise
            self._guard.note()
        return result, change

    def revert(self, change: Change) -> Change:
        """Take a change back as new history, but for what was changed since.

        REFUSED if nothing of it can be taken back.
        """

        def edit(session: Session) -> tuple[Left, ...]:
            return undo.revert(session.action, session.sqlite, change.transactions)

        left, undone = self.run(change.label, edit)
        return replace(undone, left=left)

    def _sentence(self, error: sqlite3.Error) -> ReviewError:
        return self._guard.worded(error)

    def _introduce(self, session: Session) -> None:
        """Make sure the file knows who edits, as history of its own that no undo takes back."""
        if not self._introduced:
            action = session.begin_action(self._writer)
            key, card = ("reviewer", self._me.id), {"name": self._me.name}
            card["initials"] = self._me.initials
            action.put(key, card)
            action.write(key, card)
            self._introduced = True


def _driver(connection: sa.Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


def _start(session: Session, title: str) -> None:
    title = title.strip()
    if not title:
        raise ReviewError(Code.REFUSED, "A project needs a title.")
    session.action.put(("project", new_id()), {"title": title})
    session.sqlite.execute("INSERT INTO meta VALUES ('created_ms', ?)", (str(session.now_ms),))
