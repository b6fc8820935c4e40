"""Which claims are to be checked again, and from which day on."""

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlmodel import col

from claimdesk.core.change import Change
from claimdesk.core.model import Id
from claimdesk.store import touched
from claimdesk.store.store import Session
from claimdesk.store.tables import Claim


def days(session: Session) -> dict[Id, str]:
    """Return the day, month or year (ISO 8601) of each claim that has one."""
    return dict(session.rows(_all()))


def after(session: Session, change: Change, known: dict[Id, str]) -> dict[Id, str]:
    """Return the days after an edit, of those that were known before it."""
    if not touched.is_short(change):
        return days(session)
    altered = change.records.get("claim", frozenset())
    there = dict(session.rows(_some(), claims=sorted(altered)))
    return {one: day for one, day in known.items() if one not in altered} | there


@cache
def _all() -> sa.Select[*tuple[Any, ...]]:
    return select(col(Claim.id), col(Claim.recheck_on)).where(
        col(Claim.deleted) == 0, col(Claim.recheck_on) != ""
    )


@cache
def _some() -> sa.Select[*tuple[Any, ...]]:
    return _all().where(col(Claim.id).in_(bindparam("claims", expanding=True)))
