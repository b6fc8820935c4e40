"""People who are only a name yet, and somebody of that name: claims were assigned, nobody came.

Whoever is assigned a claim by name gets an identity of that name. The one who is meant works under
an identity of her own, so what was assigned must be taken over; only she can say that she is it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlmodel import col

from claimdesk.core.folding import fold
from claimdesk.core.model import Id
from claimdesk.store import assignments, keep
from claimdesk.store.store import Session
from claimdesk.store.tables import Assignment, Claim, HistorySession, Reviewer


@dataclass(frozen=True, slots=True)
class Namesake:
    """A name as the project has it, the identities of that name, and how many claims they have."""

    name: str
    ids: frozenset[Id]
    claims: int


def find(session: Session, me: Id, name: str, declined: Collection[Id] = ()) -> Namesake | None:
    """Return who is asked for verdicts by my name and never wrote anything; None if nobody is."""
    wrote = exists().where(col(HistorySession.reviewer_id) == col(Reviewer.id))
    asked = exists().where(col(Assignment.reviewer_id) == col(Reviewer.id))
    query = select(col(Reviewer.id), col(Reviewer.name)).where(
        col(Reviewer.id) != me, asked.where(col(Assignment.deleted) == 0), ~wrote
    )
    people = {Id(one): said for one, said in session.rows(query) if _same(said, name)}
    ids = frozenset(people) - frozenset(declined)
    number = select(func.count(col(Claim.id).distinct())).join(
        Assignment, col(Assignment.claim_id) == col(Claim.id)
    )
    number = number.where(col(Assignment.reviewer_id).in_(ids), col(Assignment.deleted) == 0)
    claims: int = session.column(number.where(col(Claim.deleted) == 0))[0]
    return Namesake(people[min(ids)], ids, claims) if claims else None


def take_over(session: Session, ids: Collection[Id]) -> None:
    """Let me be asked for what these are asked for, and list them among the reviewers no more."""
    for one in ids:
        claim_ids = [row.claim_id for row in assignments.rows(session, reviewer_id=one)]
        assignments.assign(session, claim_ids, session.reviewer_id)
        assignments.release(session, claim_ids, one)
        if keep.find(session, Reviewer, one) is not None:
            keep.remove(session, Reviewer, one)


def _same(one: str, other: str) -> bool:
    return fold(" ".join(one.split())) == fold(" ".join(other.split()))
