"""Assignments: who is asked for a verdict on which claim."""

from collections.abc import Collection
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, exists, func, select
from sqlmodel import col

from claimdesk.core.apparatus import AssignmentRow
from claimdesk.core.model import Id
from claimdesk.store import blind, keep, records, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Assessment, Assignment, Claim, Reviewer


def rows(
    session: Session, claim_id: Id | None = None, *, reviewer_id: Id | None = None
) -> list[AssignmentRow]:
    """Return who is asked, by claim in list order and name: all, of one claim, or one person.

    Whether others are done is hidden like what they decided.
    """
    of_claim, of_reviewer = claim_id is not None, reviewer_id is not None
    query = _query(of_claim=of_claim, of_reviewer=of_reviewer)
    found = session.rows(query, claim=claim_id, reviewer=reviewer_id)
    return [AssignmentRow(*row) for row in found]


def assign(session: Session, claim_ids: Collection[Id], reviewer_id: Id) -> None:
    """Ask somebody for a verdict on claims."""
    keep.live(session, Reviewer, reviewer_id)
    for claim_id in claim_ids:
        keep.live(session, Claim, claim_id)
        ends: dict[str, Any] = {"claim_id": claim_id, "reviewer_id": reviewer_id}
        keep.put(session, Assignment, _id(claim_id, reviewer_id), **ends)


def release(session: Session, claim_ids: Collection[Id], reviewer_id: Id) -> None:
    """Ask somebody no more; claims on which nobody asked are passed over."""
    for claim_id in claim_ids:
        if keep.find(session, Assignment, _id(claim_id, reviewer_id)) is not None:
            keep.remove(session, Assignment, _id(claim_id, reviewer_id))


def _id(claim_id: Id, reviewer_id: Id) -> Id:
    return records.id_of("assignment", {"claim_id": claim_id, "reviewer_id": reviewer_id})


@cache
def _query(*, of_claim: bool, of_reviewer: bool) -> sa.Select[*tuple[Any, ...]]:
    given = exists().where(
        col(Assessment.claim_id) == col(Assignment.claim_id),
        col(Assessment.reviewer_id) == col(Assignment.reviewer_id),
        col(Assessment.deleted) == 0,
        blind.is_open(col(Claim.id)) | (col(Assignment.reviewer_id) == func.viewer()),
    )
    query = (
        select(
            *(col(Assignment.claim_id), col(Assignment.reviewer_id), col(Reviewer.name)),
            given.label("done"),
        )
        .join(Claim, (col(Claim.id) == col(Assignment.claim_id)) & (col(Claim.deleted) == 0))
        .join(Reviewer, col(Reviewer.id) == col(Assignment.reviewer_id))
        .where(col(Assignment.deleted) == 0)
        .order_by(*verdicts.list_order(), col(Reviewer.name), col(Reviewer.id))
    )
    if of_claim:
        query = query.where(col(Assignment.claim_id) == bindparam("claim"))
    if of_reviewer:
        query = query.where(col(Assignment.reviewer_id) == bindparam("reviewer"))
    return query
