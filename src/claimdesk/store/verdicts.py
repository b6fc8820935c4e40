"""The leading verdict of each claim: the adjudication, else the latest assessment."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import case, func, literal, select, type_coerce
from sqlmodel import col

from claimdesk.core.model import Agreement
from claimdesk.store.tables import Adjudication, Assessment, Claim, Word


def numbered() -> sa.CTE:
    """Return (claim_id, number): the place of every live claim in the claim list, from 1."""
    place = func.row_number().over(order_by=(col(Claim.position), col(Claim.id)))
    return (
        select(col(Claim.id).label("claim_id"), place.label("number"))
        .where(col(Claim.deleted) == 0)
        .cte("numbered")
    )


def leading() -> sa.CTE:
    """Return one row per claim with a verdict.

    Columns: claim_id, verdict, because, reason, as_of, reviewer_id, decided_ms, agreement.
    """
    ranked = _ranked().subquery("ranked")
    agreement = case(
        (ranked.c.least != ranked.c.most, Agreement.DIFFER),
        (ranked.c.voices > 1, Agreement.AGREE),
        else_=Agreement.SINGLE,
    )
    how = type_coerce(agreement, Word(Agreement))
    assessed = (
        select(
            *(ranked.c.claim_id, ranked.c.verdict, ranked.c.because, ranked.c.reason),
            *(ranked.c.as_of, ranked.c.reviewer_id, ranked.c.decided_ms),
            how.label("agreement"),
        )
        .where(ranked.c.place == 1)
        .where(ranked.c.claim_id.not_in(select(_final().c.claim_id)))
    )
    final = _final()
    return assessed.union_all(select(final)).cte("leading")


def _ranked() -> sa.Select[*tuple[Any, ...]]:
    per_claim = col(Assessment.claim_id)
    latest = (col(Assessment.decided_ms).desc(), col(Assessment.reviewer_id).desc())
    return select(
        per_claim,
        col(Assessment.verdict),
        col(Assessment.unverified_because).label("because"),
        col(Assessment.reason),
        col(Assessment.as_of),
        col(Assessment.reviewer_id),
        col(Assessment.decided_ms),
        func.row_number().over(partition_by=per_claim, order_by=latest).label("place"),
        func.count().over(partition_by=per_claim).label("voices"),
        func.min(col(Assessment.verdict)).over(partition_by=per_claim).label("least"),
        func.max(col(Assessment.verdict)).over(partition_by=per_claim).label("most"),
    ).where(col(Assessment.deleted) == 0)


def _final() -> sa.Subquery:
    return (
        select(
            col(Adjudication.claim_id),
            col(Adjudication.verdict),
            literal("").label("because"),
            col(Adjudication.reason),
            col(Adjudication.as_of),
            col(Adjudication.reviewer_id),
            col(Adjudication.decided_ms),
            literal(Agreement.ADJUDICATED.value).label("agreement"),
        )
        .where(col(Adjudication.deleted) == 0)
        .subquery("final")
    )
