"""The house checklist: what is asked of every claim, and what became of it for each."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, func, select
from sqlmodel import col

from claimdesk.core.apparatus import ChecklistRow, CheckRow
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import new_id
from claimdesk.core.model import Id
from claimdesk.store import keep, records, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import ChecklistItem, Claim, ClaimCheck, Reviewer


def items(session: Session) -> list[ChecklistRow]:
    """Return the items in their order."""
    query = (
        select(col(ChecklistItem.id), col(ChecklistItem.text))
        .where(col(ChecklistItem.deleted) == 0)
        .order_by(col(ChecklistItem.position), col(ChecklistItem.id))
    )
    return session.records(ChecklistRow, query)


def add(session: Session, text: str, *, item_id: Id | None = None) -> Id:
    """Add an item at the end; REFUSED if it says nothing."""
    return keep.put(
        session,
        ChecklistItem,
        item_id or new_id(),
        text=_said(text),
        position=keep.next_position(session, ChecklistItem),
    )


def change(session: Session, item_id: Id, text: str) -> None:
    """Word an item otherwise; what was ticked stays ticked."""
    keep.change(session, ChecklistItem, item_id, text=_said(text))


def move(session: Session, item_ids: Collection[Id], before: Id | None) -> None:
    """Put items in front of another, in the order they have; None: at the end."""
    keep.move(session, ChecklistItem, item_ids, before)


def remove(session: Session, item_ids: Collection[Id]) -> None:
    """Remove items, and with them what was ticked."""
    for item_id in item_ids:
        keep.remove(session, ChecklistItem, item_id)


def arrange(session: Session, wanted: Iterable[tuple[Id | None, str]]) -> None:
    """Make the list these items, in this order; None stands for a new one."""
    before = {row.id: row.text for row in items(session)}
    order = []
    for item_id, text in wanted:
        if item_id is None:
            order.append(add(session, text))
            continue
        if before.get(item_id) != _said(text):
            change(session, item_id, text)
        order.append(item_id)
    remove(session, [one for one in before if one not in order])
    if [row.id for row in items(session)] != order:
        for item_id in order:
            move(session, [item_id], None)


def checks(session: Session, claim_id: Id) -> list[CheckRow]:
    """Return what became of every item for one claim, in the order of the list."""
    return [
        CheckRow(claim_id, item_id, item, bool(done), remark, reviewer)
        for item_id, item, done, remark, reviewer in session.rows(_checks(), claim=claim_id)
    ]


def all_checks(session: Session) -> list[CheckRow]:
    """Return what anybody ticked or remarked, by claim and item in their orders."""
    query = (
        select(
            *(col(ClaimCheck.claim_id), col(ClaimCheck.item_id), col(ChecklistItem.text)),
            *(col(ClaimCheck.done) == 1, col(ClaimCheck.remark), col(Reviewer.name)),
        )
        .join(Claim, (col(Claim.id) == col(ClaimCheck.claim_id)) & (col(Claim.deleted) == 0))
        .join(ChecklistItem, col(ChecklistItem.id) == col(ClaimCheck.item_id))
        .join(Reviewer, col(Reviewer.id) == col(ClaimCheck.reviewer_id))
        .where(col(ClaimCheck.deleted) == 0, col(ChecklistItem.deleted) == 0)
        .order_by(*verdicts.list_order(), col(ChecklistItem.position), col(ChecklistItem.id))
    )
    return [CheckRow(*row) for row in session.rows(query)]


def tick(
    session: Session,
    claim_ids: Collection[Id],
    item_id: Id,
    *,
    done: bool | None = None,
    remark: str | None = None,
) -> None:
    """Say what became of an item for claims, as the one who edits."""
    said: dict[str, Any] = {}
    if done is not None:
        said["done"] = int(done)
    if remark is not None:
        said["remark"] = remark.strip()
    for claim_id in claim_ids:
        check_id = _id(claim_id, item_id)
        if keep.find(session, ClaimCheck, check_id) is None:
            record(session, claim_id, item_id, session.reviewer_id, **said)
        else:
            keep.live(session, Claim, claim_id)
            mine = {"reviewer_id": session.reviewer_id}
            keep.change(session, ClaimCheck, check_id, **said, **mine)


def record(
    session: Session,
    claim_id: Id,
    item_id: Id,
    reviewer_id: Id,
    *,
    done: int = 0,
    remark: str = "",
) -> None:
    """Write down what somebody ticked elsewhere; what is there already stays."""
    keep.live(session, Claim, claim_id)
    keep.live(session, ChecklistItem, item_id)
    ends: dict[str, Any] = {"claim_id": claim_id, "item_id": item_id}
    said: dict[str, Any] = {"done": done, "remark": remark, "reviewer_id": reviewer_id}
    keep.put(session, ClaimCheck, _id(claim_id, item_id), **ends, **said)


def _said(text: str) -> str:
    if not text.strip():
        raise ReviewError(Code.REFUSED, "An item of the checklist needs some text.")
    return text.strip()


def _id(claim_id: Id, item_id: Id) -> Id:
    return records.id_of("claim_check", {"claim_id": claim_id, "item_id": item_id})


@cache
def _checks() -> sa.Select[*tuple[Any, ...]]:
    mine = (col(ClaimCheck.item_id) == col(ChecklistItem.id)) & (
        (col(ClaimCheck.claim_id) == bindparam("claim")) & (col(ClaimCheck.deleted) == 0)
    )
    return (
        select(
            *(col(ChecklistItem.id), col(ChecklistItem.text)),
            *(func.coalesce(col(ClaimCheck.done), 0), func.coalesce(col(ClaimCheck.remark), "")),
            func.coalesce(col(Reviewer.name), ""),
        )
        .outerjoin(ClaimCheck, mine)
        .outerjoin(Reviewer, col(Reviewer.id) == col(ClaimCheck.reviewer_id))
        .where(col(ChecklistItem.deleted) == 0)
        .order_by(col(ChecklistItem.position), col(ChecklistItem.id))
    )
