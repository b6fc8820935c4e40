"""The leading verdict of each claim: the adjudication, else the latest assessment."""

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import case, exists, func, literal, select, tuple_, type_coerce
from sqlalchemy.orm import aliased
from sqlmodel import col

from claimdesk.core.model import Agreement
from claimdesk.store.tables import Adjudication, Assessment, Claim, Word


@cache
def numbered() -> sa.CTE:
    """Return (claim_id, number): the place of every live claim in the claim list, from 1."""
    place = func.row_number().over(order_by=(col(Claim.position), col(Claim.id)))
    return (
        select(col(Claim.id).label("claim_id"), place.label("number"))
        .where(col(Claim.deleted) == 0)
        .cte("numbered")
    )


@cache
def leading() -> sa.CTE:
    """Return one row per claim with a verdict.

    Columns: claim_id, verdict, because, reason, as_of, reviewer_id, decided_ms, agreement.
    """
    final = (col(Adjudication.claim_id) == col(Assessment.claim_id)) & (
        col(Adjudication.deleted) == 0
    )
    other = aliased(Assessment)
    others = (col(other.claim_id) == col(Assessment.claim_id)) & (col(other.deleted) == 0)
    later = tuple_(col(other.decided_ms), col(other.reviewer_id)) > tuple_(
        col(Assessment.decided_ms), col(Assessment.reviewer_id)
    )
    agreement = case(
        (exists().where(others, col(other.verdict) != col(Assessment.verdict)), Agreement.DIFFER),
        (exists().where(others, col(other.id) != col(Assessment.id)), Agreement.AGREE),
        else_=Agreement.SINGLE,
    )
    assessed: sa.Select[*tuple[Any, ...]] = select(
        *(col(Assessment.claim_id), col(Assessment.verdict)),
        col(Assessment.unverified_because).label("because"),
        *(col(Assessment.reason), col(Assessment.as_of)),
        *(col(Assessment.reviewer_id), col(Assessment.decided_ms)),
        type_coerce(agreement, Word(Agreement)).label("agreement"),
    ).where(col(Assessment.deleted) == 0, ~exists().where(final), ~exists().where(others, later))
    adjudicated = select(
        *(col(Adjudication.claim_id), col(Adjudication.verdict), literal("")),
        *(col(Adjudication.reason), col(Adjudication.as_of)),
        *(col(Adjudication.reviewer_id), col(Adjudication.decided_ms)),
        literal(Agreement.ADJUDICATED.value),
    ).where(col(Adjudication.deleted) == 0)
    return assessed.union_all(adjudicated).cte("leading")
