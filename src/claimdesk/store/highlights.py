"""What the article view draws: all of an article, or only what an edit may have altered.

Reading 20,000 highlights takes as long as some frames; one verdict must not cost that.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, exists, select
from sqlmodel import col

from claimdesk.core.change import Change
from claimdesk.core.model import HighlightRow, Id, Verdict
from claimdesk.store import verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Claim, Link, Passage

KINDS = ("passage", "link", "claim", "assessment", "adjudication")
"""Only changes of these records can alter what is drawn."""

_MOST = 50
"""Claims and passages above which reading everything is quicker."""

Numbers = Callable[[Id], int | None]
"""Answers with the number of a claim that is drawn already."""


@dataclass(frozen=True, slots=True)
class Redrawn:
    """Passages and claims that an edit touched, and all highlights of them as they are now."""

    ids: frozenset[Id]
    rows: list[HighlightRow]


def rows(session: Session, version_id: Id) -> list[HighlightRow]:
    """Return one highlight per link, and one per passage without a claim, in text order."""
    numbered, leading = verdicts.numbered(), verdicts.leading()
    query = (
        select(
            *(col(Passage.id), col(Passage.start), col(Passage.end)),
            *(numbered.c.claim_id, numbered.c.number, leading.c.verdict, col(Link.stance)),
        )
        .select_from(Passage)
        .outerjoin(Link, _linked())
        .outerjoin(numbered, numbered.c.claim_id == col(Link.claim_id))
        .outerjoin(leading, leading.c.claim_id == col(Link.claim_id))
        .where(col(Passage.article_version_id) == version_id, col(Passage.deleted) == 0)
        .order_by(col(Passage.start), col(Passage.end).desc(), numbered.c.number)
    )
    return session.records(HighlightRow, query)


def after(session: Session, version_id: Id, change: Change, known: Numbers) -> Redrawn | None:
    """Return what a change may have altered; None if everything must be read again.

    That is so when claims got other numbers, or when too much was touched.
    """
    if sum(map(len, change.records.values())) > _MOST or _renumbers(session, change):
        return None
    touched = {kind: change.records.get(kind, frozenset()) for kind in KINDS}
    claims = set(touched["claim"])
    for kind in ("assessment", "adjudication"):
        claims |= _column(session, "claim_id", kind, "id", touched[kind])
    passages = set(touched["passage"])
    passages |= _column(session, "passage_id", "link", "id", touched["link"])
    passages |= _column(session, "passage_id", "link", "claim_id", claims)
    if len(passages) > _MOST:
        return None
    found = session.rows(_of_passages().params(passages=sorted(passages)))
    # Asked in SQL, SQLite would walk through all passages of the version.
    drawn = [row[:5] for row in found if row.article_version_id == version_id]
    linked = sorted({claim_id for *_, claim_id, _ in drawn if claim_id is not None})
    said = _leading(session, linked)
    numbers = {claim_id: known(claim_id) or _number(session, claim_id) for claim_id in linked}
    made = [
        HighlightRow(
            passage_id, start, end, claim_id, numbers.get(claim_id), said.get(claim_id), stance
        )
        for passage_id, start, end, claim_id, stance in drawn
    ]
    return Redrawn(frozenset(passages | claims), made)


def _linked() -> sa.ColumnElement[bool]:
    """Join the links that are there, of claims that are there, to their passage."""
    return (
        (col(Link.passage_id) == col(Passage.id))
        & (col(Link.deleted) == 0)
        & exists().where(col(Claim.id) == col(Link.claim_id), col(Claim.deleted) == 0)
    )


@cache
def _of_passages() -> sa.Select[*tuple[Any, ...]]:
    return (
        select(
            *(col(Passage.id), col(Passage.start), col(Passage.end)),
            *(col(Link.claim_id), col(Link.stance), col(Passage.article_version_id)),
        )
        .select_from(Passage)
        .outerjoin(Link, _linked())
        .where(
            col(Passage.id).in_(bindparam("passages", expanding=True)),
            col(Passage.deleted) == 0,
        )
    )


@cache
def _leading_of() -> sa.Select[*tuple[Any, ...]]:
    leading = verdicts.leading()
    return select(leading.c.claim_id, leading.c.verdict).where(
        leading.c.claim_id.in_(bindparam("claims", expanding=True))
    )


def _leading(session: Session, claims: Collection[Id]) -> dict[Id, Verdict]:
    query = _leading_of().params(claims=list(claims))
    return {Id(claim_id): verdict for claim_id, verdict in session.rows(query)}


def _column(session: Session, wanted: str, kind: str, by: str, values: Iterable[Id]) -> set[Id]:
    """Return a column of the records, removed ones too, whose other column has these values."""
    query = f"SELECT {wanted} FROM {kind} WHERE {by}=?"  # noqa: S608 - names of the schema
    return {Id(found) for value in values for (found,) in session.sqlite.execute(query, (value,))}


def _number(session: Session, claim_id: Id) -> int:
    query = (
        "SELECT count(*) FROM claim JOIN claim AS this ON this.id = ? "
        "WHERE claim.deleted = 0 AND (claim.position, claim.id) <= (this.position, this.id)"
    )
    return int(session.sqlite.execute(query, (claim_id,)).fetchone()[0])


def _renumbers(session: Session, change: Change) -> bool:
    """Return whether claims that were there before stand at other places of the list now."""
    query = (
        "SELECT kind, length(parents), json_type(patch, '$.position') IS NOT NULL FROM revision "
        "WHERE entity_id = ? AND session_id = ? AND txn = ?"
    )
    for claim_id in change.records.get("claim", ()):
        for part in change.transactions:
            entries = session.sqlite.execute(query, (claim_id, part.session, part.number))
            for kind, is_later, is_placed in entries:
                if kind != "put" or (is_placed and (is_later or not _is_last(session, claim_id))):
                    return True
    return False


def _is_last(session: Session, claim_id: Id) -> bool:
    query = (
        "SELECT 1 FROM claim JOIN claim AS this ON this.id = ? "
        "WHERE claim.deleted = 0 AND (claim.position, claim.id) > (this.position, this.id)"
    )
    return session.sqlite.execute(query, (claim_id,)).fetchone() is None
