"""What of others' verdicts a reviewer may see: the one place that decides it.

In a blind project a claim is closed to a reviewer who has not given a verdict on it: assessments,
the final verdict, reasons and counts are then not there for any query that asks ``is_open``. It is
open again once the own verdict is given, and to somebody who is not asked for one when all who are
asked have given theirs, so that an editor can settle what differs. The history (``chronicle``) and
the counts of it ask ``withheld`` of each entry. Notes, evidence and the house checklist are shared
work: they are always shown.

This is good manners between honest people, not a lock: the file itself hides nothing.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import and_, bindparam, exists, func, literal_column, or_, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Mapped, aliased
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session as SqlSession
from sqlmodel import col

from claimdesk.core.model import Id
from claimdesk.store.tables import Adjudication, Assessment, Assignment, Claim, Project

_Mine = aliased(Assessment, name="mine")
_Theirs = aliased(Assessment, name="theirs")
_Asked = aliased(Assignment, name="asked")
_KEY = "viewer"


class Viewer:
    """Who looks through a connection; nobody in particular sees everything."""

    def __init__(self, reviewer_id: Id | None) -> None:
        self._id = reviewer_id
        self.sees_all = False

    def introduce(self, connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
        """Let the queries of a connection ask who looks."""
        connection.create_function(_KEY, 0, self._looking, deterministic=True)
        entry.info[_KEY] = self

    def _looking(self) -> Id | None:
        return None if self.sees_all else self._id


@contextmanager
def seeing_all(session: SqlSession) -> Iterator[None]:
    """Read what is hidden, too, for what no reviewer is shown."""
    viewer: Viewer = session.connection().info[_KEY]
    before, viewer.sees_all = viewer.sees_all, True
    try:
        yield
    finally:
        viewer.sees_all = before


def is_open(claim_id: sa.ColumnElement[Any] | Mapped[Any]) -> sa.ColumnElement[bool]:
    """Return whether the viewer may see what others decided on a claim."""
    me = func.viewer()
    mine = (col(_Mine.claim_id) == claim_id) & (col(_Mine.deleted) == 0)
    asked = (col(_Asked.claim_id) == claim_id) & (col(_Asked.deleted) == 0)
    given = _one(
        _Theirs,
        col(_Theirs.claim_id) == col(_Asked.claim_id),
        col(_Theirs.reviewer_id) == col(_Asked.reviewer_id),
        col(_Theirs.deleted) == 0,
    )
    return or_(
        me.is_(None),
        _blind() == 0,
        _one(_Mine, mine, col(_Mine.reviewer_id) == me),
        _one(_Asked, asked) & ~_one(_Asked, asked, (col(_Asked.reviewer_id) == me) | ~given),
    )


def _one(kind: Any, *conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Return whether there is one such record; all else is of the query around, however deep."""
    return exists().where(*conditions).correlate_except(kind)


@cache
def withheld(record_id: str) -> str:
    """Return, as SQL, whether a record is a verdict of somebody else that the viewer may not see.

    ``record_id`` is the column that names the record. It is as quick as can be where nothing is
    hidden: then no verdict is looked up.
    """
    kinds = (aliased(Assessment, name="one_given"), aliased(Adjudication, name="one_final"))
    found = [
        exists().where(
            col(kind.id) == literal_column(record_id),
            col(kind.reviewer_id) != func.viewer(),
            ~is_open(col(kind.claim_id)),
        )
        for kind in kinds
    ]
    may_hide = func.viewer().is_not(None) & (_blind() == 1)
    options = {"literal_binds": True}
    compiled = and_(may_hide, or_(*found)).compile(dialect=sqlite.dialect(), compile_kwargs=options)
    return f"({compiled})"


def viewer(session: SqlSession) -> Id | None:
    """Return who looks, or None for nobody in particular."""
    return session.connection().execute(select(func.viewer())).scalar()


def is_on(session: SqlSession) -> bool:
    """Return whether anything may be hidden from the viewer."""
    query = select(func.viewer().is_not(None) & (_blind() == 1))
    return bool(session.connection().execute(query).scalar())


def closed(session: SqlSession) -> frozenset[Id]:
    """Return the claims whose verdicts are hidden from the viewer."""
    query = select(col(Claim.id)).where(~is_open(col(Claim.id)))
    return frozenset(Id(one) for (one,) in session.connection().execute(query))


def hides(session: SqlSession, claim_id: Id) -> bool:
    """Return whether what others decided on one claim is hidden from the viewer."""
    return session.connection().execute(_hidden(), {"claim": claim_id}).first() is not None


@cache
def _hidden() -> sa.Select[*tuple[Any, ...]]:
    wanted = col(Claim.id) == bindparam("claim")
    return select(col(Claim.id)).where(wanted, ~is_open(col(Claim.id)))


def _blind() -> sa.ScalarSelect[int]:
    return select(func.coalesce(func.max(col(Project.blind)), 0)).scalar_subquery()
