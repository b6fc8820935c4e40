"""What the article view draws: all of an article, or only what an edit may have altered.

Reading 20,000 highlights takes as long as some frames; one verdict must not cost that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from claimdesk.core.change import Change
from claimdesk.core.model import HighlightRow, Id
from claimdesk.store import touched, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Claim, Link, Passage

KINDS = ("passage", "link", "claim", "assessment", "adjudication")
"""Only changes of these records can alter what is drawn."""

Numbers = Callable[[Id], int | None]
"""Answers with the number of a claim that is drawn already."""


@dataclass(frozen=True, slots=True)
class Redrawn:
    """Passages and claims that an edit touched, and all highlights of them as they are now."""

    ids: frozenset[Id]
    rows: list[HighlightRow]


def rows(session: Session, version_id: Id) -> list[HighlightRow]:
    """Return one highlight per link, and one per passage without a claim, in text order."""
    return session.records(HighlightRow, _of_version(), version=version_id)


def after(session: Session, version_id: Id, change: Change, known: Numbers) -> Redrawn | None:
    """Return what a change may have altered; None if everything must be read again.

    That is so when claims got other numbers, or when too much was touched.
    """
    if not touched.is_small(session, change):
        return None
    claims = touched.claims(session, change)
    passages = touched.passages(session, change, claims)
    if len(passages) > touched.MOST:
        return None
    drawn = session.rows(_of_passages(), passages=sorted(passages))
    made = [
        HighlightRow(
            *(row.id, row.start, row.end, row.claim_id),
            *(_number(session, row.claim_id, known), row.verdict, row.stance),
        )
        for row in drawn
        # Asked in SQL, SQLite would walk through all passages of the version.
        if row.version_id == version_id
    ]
    return Redrawn(frozenset(passages | claims), made)


@cache
def _of_version() -> sa.Select[*tuple[Any, ...]]:
    numbered = verdicts.numbered(verdicts.leading().verdict.label("verdict"))
    linked = sa.join(Link, numbered, numbered.c.claim_id == col(Link.claim_id))
    of_passage = (col(Link.passage_id) == col(Passage.id)) & (col(Link.deleted) == 0)
    return (
        select(
            *(col(Passage.id), col(Passage.start), col(Passage.end)),
            *(numbered.c.claim_id, numbered.c.number, numbered.c.verdict, col(Link.stance)),
        )
        .select_from(sa.outerjoin(Passage, linked, of_passage))
        .where(col(Passage.article_version_id) == bindparam("version"), col(Passage.deleted) == 0)
        .order_by(col(Passage.start), col(Passage.end).desc(), numbered.c.number)
    )


@cache
def _of_passages() -> sa.Select[*tuple[Any, ...]]:
    # A join in brackets, as above, would be made of all links before the first passage is found.
    there = aliased(Claim, name="there")
    of_passage = (
        (col(Link.passage_id) == col(Passage.id))
        & (col(Link.deleted) == 0)
        & exists().where(col(there.id) == col(Link.claim_id), col(there.deleted) == 0)
    )
    query = (
        select(
            *(col(Passage.id), col(Passage.start), col(Passage.end)),
            *(col(Claim.id).label("claim_id"), verdicts.leading().verdict.label("verdict")),
            *(col(Link.stance), col(Passage.article_version_id).label("version_id")),
        )
        .select_from(Passage)
        .outerjoin(Link, of_passage)
        .outerjoin(Claim, col(Claim.id) == col(Link.claim_id))
        .where(col(Passage.id).in_(bindparam("passages", expanding=True)))
        .where(col(Passage.deleted) == 0)
    )
    return verdicts.led(query)


def _number(session: Session, claim_id: Id | None, known: Numbers) -> int | None:
    if claim_id is None:
        return None
    number = known(claim_id)
    if number is None:
        query = select(verdicts.number()).where(col(Claim.id) == claim_id)
        number = int(session.rows(query)[0][0])
    return number
