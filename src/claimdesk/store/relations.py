"""Relations: how one claim stands to another, seen from both."""

from collections.abc import Collection
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, case, select
from sqlmodel import col

from claimdesk.core.apparatus import NeighbourRow, RelationRow
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id, RelationKind
from claimdesk.store import keep, records, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Claim, ClaimRelation


def rows(session: Session) -> list[RelationRow]:
    """Return how claims stand to each other, in the order of the claim list."""
    numbered = verdicts.numbered()
    ends = numbered, numbered.alias("other")
    query = (
        select(
            *(col(ClaimRelation.from_claim_id), col(ClaimRelation.to_claim_id)),
            col(ClaimRelation.kind),
        )
        .join(ends[0], ends[0].c.claim_id == col(ClaimRelation.from_claim_id))
        .join(ends[1], ends[1].c.claim_id == col(ClaimRelation.to_claim_id))
        .where(col(ClaimRelation.deleted) == 0)
        .order_by(ends[0].c.number, ends[1].c.number, col(ClaimRelation.kind))
    )
    return session.records(RelationRow, query)


def of(session: Session, claim_id: Id) -> list[NeighbourRow]:
    """Return the claims that stand in a relation to one, whichever way, in list order."""
    return [
        NeighbourRow(one, session.numbers.of(one) or 0, text, kind, bool(is_outgoing))
        for one, text, kind, is_outgoing in session.rows(_neighbours(), claim=claim_id)
    ]


def relate(session: Session, from_id: Id, to_id: Id, kind: RelationKind) -> None:
    """Say how one claim stands to another; what was said already stays."""
    if from_id == to_id:
        raise ReviewError(Code.REFUSED, "A claim cannot stand in a relation to itself.")
    for one in (from_id, to_id):
        keep.live(session, Claim, one)
    ends = _ends(from_id, to_id, kind)
    keep.put(session, ClaimRelation, records.id_of("claim_relation", ends), **ends)


def change(session: Session, old: RelationRow, new: RelationRow) -> None:
    """Say another kind of relation, or the same the other way round."""
    if new != old:
        remove(session, [old])
        relate(session, new.from_claim_id, new.to_claim_id, new.kind)


def remove(session: Session, gone: Collection[RelationRow]) -> None:
    """Take relations back."""
    for row in gone:
        ends = _ends(row.from_claim_id, row.to_claim_id, row.kind)
        keep.remove(session, ClaimRelation, records.id_of("claim_relation", ends))


def _ends(from_id: Id, to_id: Id, kind: RelationKind) -> dict[str, Any]:
    return {"from_claim_id": from_id, "to_claim_id": to_id, "kind": kind.value}


@cache
def _neighbours() -> sa.Select[*tuple[Any, ...]]:
    claim: sa.BindParameter[Id] = bindparam("claim")
    outgoing = col(ClaimRelation.from_claim_id) == claim
    other = case((outgoing, col(ClaimRelation.to_claim_id)), else_=col(ClaimRelation.from_claim_id))
    return (
        select(col(Claim.id), col(Claim.text), col(ClaimRelation.kind), outgoing.label("outgoing"))
        .join(Claim, (col(Claim.id) == other) & (col(Claim.deleted) == 0))
        .where(outgoing | (col(ClaimRelation.to_claim_id) == claim))
        .where(col(ClaimRelation.deleted) == 0)
        .order_by(*verdicts.list_order(), col(ClaimRelation.kind))
    )
