"""What the article view draws: all of an article, or only what an edit may have altered.

Reading 20,000 highlights takes as long as some frames; one verdict must not cost that.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from claimdesk.core.change import Change
from claimdesk.core.model import HighlightRow, Id, Stance, Verdict
from claimdesk.store import touched, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Claim, Link, Passage

KINDS = ("passage", "link", "claim", "assessment", "adjudication", "assignment", "project")
"""Only changes of these records can alter what is drawn."""


@dataclass(frozen=True, slots=True)
class Redrawn:
    """Passages and claims that an edit touched, and all highlights of them as they are now."""

    ids: frozenset[Id]
    rows: list[HighlightRow]


def rows(session: Session, version_id: Id) -> list[HighlightRow]:
    """Return one highlight per link, and one per passage without a claim, in text order."""
    return _numbered(session, session.records(_Drawn, _of_version(), version=version_id))


def after(session: Session, version_id: Id, change: Change) -> Redrawn | None:
    """Return what a change may have altered; None if everything must be read again.

    That is so when claims got other numbers, or when too much was touched.
    """
    if not touched.is_short(change) or touched.renumbers(session, change):
        return None
    claims = touched.claims(session, change)
    passages = touched.passages(session, change, claims)
    if len(passages) > touched.MOST:
        return None
    drawn = session.records(_Drawn, _of_passages(), passages=sorted(passages))
    # Asked in SQL, SQLite would walk through all passages of the version.
    here = [row for row in drawn if row.version_id == version_id]
    return Redrawn(frozenset(passages | claims), _numbered(session, here))


class _Drawn(NamedTuple):
    """A highlight before it has its number."""

    passage_id: Id
    start: int
    end: int
    claim_id: Id | None
    verdict: Verdict | None
    stance: Stance | None
    version_id: Id


def _numbered(session: Session, drawn: Iterable[_Drawn]) -> list[HighlightRow]:
    number = session.numbers.of
    return [
        HighlightRow(passage_id, start, end, claim_id, number(claim_id), verdict, stance)
        for passage_id, start, end, claim_id, verdict, stance, _ in drawn
    ]


@cache
def _of_version() -> sa.Select[*tuple[Any, ...]]:
    return (
        _drawn()
        .where(col(Passage.article_version_id) == bindparam("version"))
        .order_by(col(Passage.start), col(Passage.end).desc(), *verdicts.list_order())
    )


@cache
def _of_passages() -> sa.Select[*tuple[Any, ...]]:
    return _drawn().where(col(Passage.id).in_(bindparam("passages", expanding=True)))


def _drawn() -> sa.Select[*tuple[Any, ...]]:
    # A join in brackets would be made of all links before the first passage is found.
    there = aliased(Claim, name="there")
    of_passage = (
        (col(Link.passage_id) == col(Passage.id))
        & (col(Link.deleted) == 0)
        & exists().where(col(there.id) == col(Link.claim_id), col(there.deleted) == 0)
    )
    query = (
        select(
            *(col(Passage.id), col(Passage.start), col(Passage.end), col(Claim.id)),
            *(verdicts.leading().verdict, col(Link.stance), col(Passage.article_version_id)),
        )
        .select_from(Passage)
        .outerjoin(Link, of_passage)
        .outerjoin(Claim, col(Claim.id) == col(Link.claim_id))
        .where(col(Passage.deleted) == 0)
    )
    return verdicts.led(query)
