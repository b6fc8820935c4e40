"""Verdicts: one per reviewer and claim; what settles them is in ``adjudications``."""

import datetime as dt
from collections.abc import Collection
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlmodel import col

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import AssessmentRow, Because, Id, Opinion, Verdict
from claimdesk.store import blind, keep, records, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Assessment, Claim, Reviewer


def rows(session: Session, claim_id: Id | None = None) -> list[AssessmentRow]:
    """Return the assessments of one claim by reviewer, or all in the order of the claim list.

    Those that are hidden from who looks are left out.
    """
    if claim_id is None:
        return session.records(AssessmentRow, _all())
    return session.records(AssessmentRow, _of_claim(), claim=claim_id)


def mine(session: Session, claim_id: Id, reviewer_id: Id) -> AssessmentRow | None:
    """Return one reviewer's assessment of a claim, or None while there is none."""
    found = (row for row in rows(session, claim_id) if row.reviewer_id == reviewer_id)
    return next(found, None)


def decide(session: Session, claim_ids: Collection[Id], verdict: Verdict) -> None:
    """Give my verdict on claims; reason and as-of date stay, as-of begins as today.

    Why a claim is unverified is forgotten when it no longer is.
    """
    for claim_id in claim_ids:
        before = _mine(session, claim_id)
        values: dict[str, Any] = {"verdict": verdict, "decided_ms": session.now_ms}
        if before is None:
            opinion = Opinion(verdict, as_of=today(session))
            record(session, claim_id, session.reviewer_id, opinion)
        else:
            keep.live(session, Claim, claim_id)
            values["as_of"] = before["as_of"] or today(session)
            if verdict is not Verdict.UNVERIFIED:
                values["unverified_because"] = Because.NOT_SAID
            keep.change(session, Assessment, _id(claim_id, session.reviewer_id), **values)


def describe(
    session: Session,
    claim_id: Id,
    *,
    because: Because | None = None,
    reason: str | None = None,
    as_of: str | None = None,
) -> None:
    """Say why I decided so and as of when; REFUSED if I have not decided yet."""
    before = _mine(session, claim_id)
    if before is None:
        raise ReviewError(Code.REFUSED, "Choose a verdict first, then give the reason.")
    if because and before["verdict"] != Verdict.UNVERIFIED:
        raise ReviewError(Code.REFUSED, "Only an unverified claim says why it is unverified.")
    said = {"unverified_because": because, "reason": reason, "as_of": as_of}
    values: dict[str, Any] = {
        name: new for name, new in said.items() if new is not None and new != before[name]
    }
    if values:
        values["decided_ms"] = session.now_ms
        keep.change(session, Assessment, _id(claim_id, session.reviewer_id), **values)


def withdraw(session: Session, claim_ids: Collection[Id]) -> None:
    """Take my verdict on claims back; claims without one are passed over."""
    for claim_id in claim_ids:
        if _mine(session, claim_id) is not None:
            keep.remove(session, Assessment, _id(claim_id, session.reviewer_id))


def record(session: Session, claim_id: Id, reviewer_id: Id, opinion: Opinion) -> None:
    """Write down the verdict somebody gave elsewhere; one that is there already stays."""
    keep.live(session, Claim, claim_id)
    keep.put(
        session,
        Assessment,
        _id(claim_id, reviewer_id),
        claim_id=claim_id,
        reviewer_id=reviewer_id,
        verdict=opinion.verdict,
        unverified_because=opinion.because,
        reason=opinion.reason,
        as_of=opinion.as_of,
        decided_ms=session.now_ms,
    )


def today(session: Session) -> str:
    """Return the day of the edit, where the reviewer is."""
    moment = dt.datetime.fromtimestamp(session.now_ms / 1000, dt.UTC)
    return moment.astimezone().date().isoformat()


@cache
def _all() -> sa.Select[*tuple[Any, ...]]:
    return (
        select(
            *(col(Assessment.claim_id), col(Assessment.reviewer_id), col(Reviewer.name)),
            *(col(Assessment.verdict), col(Assessment.unverified_because)),
            *(col(Assessment.reason), col(Assessment.as_of), col(Assessment.decided_ms)),
        )
        .join(Claim, (col(Claim.id) == col(Assessment.claim_id)) & (col(Claim.deleted) == 0))
        .join(Reviewer, col(Reviewer.id) == col(Assessment.reviewer_id))
        .where(col(Assessment.deleted) == 0, blind.is_open(col(Claim.id)))
        .order_by(*verdicts.list_order(), col(Reviewer.name), col(Reviewer.id))
    )


@cache
def _of_claim() -> sa.Select[*tuple[Any, ...]]:
    return _all().where(col(Assessment.claim_id) == bindparam("claim"))


def _mine(session: Session, claim_id: Id) -> dict[str, Any] | None:
    return keep.find(session, Assessment, _id(claim_id, session.reviewer_id))


def _id(claim_id: Id, reviewer_id: Id) -> Id:
    return records.id_of("assessment", {"claim_id": claim_id, "reviewer_id": reviewer_id})
