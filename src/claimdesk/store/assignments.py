"""Assignments: who is asked for a verdict on which claim."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, case, exists, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from claimdesk.core.apparatus import AssignmentRow
from claimdesk.core.model import Id
from claimdesk.store import blind, keep, records, reviewers, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Assessment, Assignment, Claim, Reviewer

DONE = " ✓"
"""Stands behind the name of somebody who has given the verdict."""
_Asked = aliased(Assignment, name="assigned")
_Answer = aliased(Assessment, name="answer")
_Person = aliased(Reviewer, name="person")


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


def share(
    session: Session, claim_ids: Collection[Id], wished: Mapping[Id, bool], newcomer: str = ""
) -> None:
    """Ask some people for a verdict on claims, and others no more.

    ``newcomer`` is the name of somebody who may not be among the reviewers yet.
    """
    for reviewer_id, is_asked in wished.items():
        (assign if is_asked else release)(session, claim_ids, reviewer_id)
    if newcomer:
        assign(session, claim_ids, reviewers.meant(session, newcomer))


def next_owed(session: Session, reviewer_id: Id, claim_id: Id | None) -> Id | None:
    """Return the next claim somebody is asked about and has not judged, round and round."""
    number = session.numbers.of
    owed = [row.claim_id for row in rows(session, reviewer_id=reviewer_id) if not row.done]
    here = (number(claim_id) if claim_id else None) or 0
    after = (one for one in owed if (number(one) or 0) > here)
    return next(after, None) or next(iter(owed), None)


def is_asked(reviewer_ids: Collection[Id], *, is_unanswered: bool) -> sa.ColumnElement[bool]:
    """Return whether one of these, or anybody if none is named, is asked about a claim."""
    asked = exists().where(col(_Asked.claim_id) == col(Claim.id), col(_Asked.deleted) == 0)
    if reviewer_ids:
        asked = asked.where(col(_Asked.reviewer_id).in_(reviewer_ids))
    if is_unanswered:
        asked = asked.where(~_is_answered())
    return asked.correlate_except(_Asked)


def in_words() -> sa.ColumnElement[str]:
    """Return who is asked about a claim, by name, with a sign behind who has given a verdict."""
    name: Any = col(_Person.name).concat(case((_is_answered(), DONE), else_=""))
    found = select(name.label("name")).select_from(_Asked)
    found = found.join(_Person, col(_Person.id) == col(_Asked.reviewer_id))
    found = found.where(col(_Asked.claim_id) == col(Claim.id), col(_Asked.deleted) == 0)
    by_name = found.order_by(col(_Person.name), col(_Person.id)).correlate(Claim).subquery()
    joined = select(func.group_concat(by_name.c.name, ", ")).scalar_subquery()
    return func.coalesce(joined, "")


def _is_answered() -> sa.ColumnElement[bool]:
    """Return whether who is asked has given a verdict, as far as the viewer may know."""
    given = exists().where(
        col(_Answer.claim_id) == col(_Asked.claim_id),
        col(_Answer.reviewer_id) == col(_Asked.reviewer_id),
        col(_Answer.deleted) == 0,
        blind.is_open(col(_Asked.claim_id)) | (col(_Asked.reviewer_id) == func.viewer()),
    )
    return given.correlate_except(_Answer)


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
