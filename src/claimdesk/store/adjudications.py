"""Final verdicts where reviewers differ or an editor signs off, and what is still to be settled.

An adjudication notes what it rests on: one fingerprint per assessment, of what it says and not of
who wrote it when. So it is no longer stale once a change was taken back, and a copy for outsiders
may give reviewers other identities.
"""

import hashlib
from collections.abc import Collection, Iterable
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, exists, func, select
from sqlmodel import col

from claimdesk.core.apparatus import DisagreementRow
from claimdesk.core.change import Change
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import AdjudicationRow, AssessmentRow, Because, Id, Opinion, Verdict
from claimdesk.store import assessments, blind, keep, records, touched, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Adjudication, Assessment, Claim, Reviewer


def rows(session: Session, claim_id: Id | None = None) -> list[AdjudicationRow]:
    """Return the final verdict of one claim, or all in the order of the claim list."""
    query = _all() if claim_id is None else _of_claim()
    found = session.rows(query, claim=claim_id)
    now = _bases(assessments.rows(session, claim_id)) if found else {}
    return [
        AdjudicationRow(
            *(row.claim_id, row.reviewer_id, row.name, row.verdict, row.unverified_because),
            *(row.reason, row.as_of, row.decided_ms),
            stale=row.basis not in ("", now.get(row.claim_id, _basis(()))),
        )
        for row in found
    ]


def decide(session: Session, claim_ids: Collection[Id], opinion: Opinion) -> None:
    """Settle claims, as the one who edits; an earlier final verdict is replaced.

    REFUSED for a claim whose verdicts are still hidden from the one who edits.
    """
    for claim_id in claim_ids:
        if blind.hides(session, claim_id):
            raise ReviewError(
                Code.REFUSED, "The verdicts of the others are hidden until you have given yours."
            )
        values = _values(session, claim_id, session.reviewer_id, opinion)
        values["as_of"] = opinion.as_of or assessments.today(session)
        adjudication_id = _id(claim_id)
        if keep.find(session, Adjudication, adjudication_id) is None:
            keep.put(session, Adjudication, adjudication_id, **values)
        else:
            del values["claim_id"]
            keep.change(session, Adjudication, adjudication_id, **values)


def withdraw(session: Session, claim_ids: Collection[Id]) -> None:
    """Take final verdicts back; claims without one are passed over."""
    for claim_id in claim_ids:
        if keep.find(session, Adjudication, _id(claim_id)) is not None:
            keep.remove(session, Adjudication, _id(claim_id))


def record(session: Session, claim_id: Id, reviewer_id: Id, opinion: Opinion) -> None:
    """Write down the final verdict somebody gave elsewhere; one that is there already stays."""
    values = _values(session, claim_id, reviewer_id, opinion)
    keep.put(session, Adjudication, _id(claim_id), **values)


def disagreements(session: Session) -> list[DisagreementRow]:
    """Return the claims on which reviewers differ or whose final verdict is stale, in list order.

    A claim that was settled, on what is still said, is not among them.
    """
    final = {row.claim_id: row for row in rows(session)}
    said = [
        (claim_id, list(group))
        for claim_id, group in groupby(assessments.rows(session), attrgetter("claim_id"))
    ]
    open_ids = {row.claim_id for row in final.values() if row.stale}
    open_ids |= {
        claim_id
        for claim_id, group in said
        if claim_id not in final and len({one.verdict for one in group}) > 1
    }
    numbered = verdicts.numbered()
    query = (
        select(col(Claim.id), numbered.c.number, col(Claim.text))
        .join(numbered, numbered.c.claim_id == col(Claim.id))
        .order_by(numbered.c.number)
    )
    by_claim = dict(said)
    return [
        DisagreementRow(
            *(claim_id, number, text, _by_name(by_claim.get(claim_id, ()))),
            final[claim_id].verdict if claim_id in final else None,
            claim_id in final,
        )
        for claim_id, number, text in (session.rows(query) if open_ids else ())
        if claim_id in open_ids
    ]


def differing(session: Session, among: Collection[Id] | None = None) -> frozenset[Id]:
    """Return the claims on which reviewers differ and nobody has settled it: all, or of some."""
    return frozenset(
        session.column(_differing(of_some=among is not None), claims=list(among or ()))
    )


def differing_after(session: Session, change: Change, known: frozenset[Id]) -> frozenset[Id]:
    """Return the same after an edit: only what it touched is asked about again."""
    if not touched.is_short(change):
        return differing(session)
    altered = touched.claims(session, change)
    return (known - altered) | differing(session, altered)


def _by_name(group: Iterable[AssessmentRow]) -> tuple[tuple[str, Verdict], ...]:
    return tuple((one.reviewer, one.verdict) for one in group)


def _values(session: Session, claim_id: Id, reviewer_id: Id, opinion: Opinion) -> dict[str, Any]:
    keep.live(session, Claim, claim_id)
    unverified = opinion.verdict is Verdict.UNVERIFIED
    with blind.seeing_all(session):
        basis = _basis(assessments.rows(session, claim_id))
    return {
        "claim_id": claim_id,
        "reviewer_id": reviewer_id,
        "verdict": opinion.verdict,
        "unverified_because": opinion.because if unverified else Because.NOT_SAID,
        "reason": opinion.reason,
        "as_of": opinion.as_of,
        "decided_ms": session.now_ms,
        "basis": basis,
    }


def _bases(said: Iterable[AssessmentRow]) -> dict[Id, str]:
    groups = groupby(said, attrgetter("claim_id"))
    return {claim_id: _basis(group) for claim_id, group in groups}


def _basis(said: Iterable[AssessmentRow]) -> str:
    """Return what an adjudication would rest on: a JSON list, ``[]`` where nobody decided."""
    parts = ((one.verdict, one.because, one.reason, one.as_of) for one in said)
    texts = (records.canonical([str(word) for word in part]).encode() for part in parts)
    return records.canonical(sorted(hashlib.sha256(one).hexdigest()[:16] for one in texts))


def _id(claim_id: Id) -> Id:
    return records.id_of("adjudication", {"claim_id": claim_id})


@cache
def _differing(*, of_some: bool) -> sa.Select[*tuple[Any, ...]]:
    settled = exists().where(
        col(Adjudication.claim_id) == col(Assessment.claim_id), col(Adjudication.deleted) == 0
    )
    query = (
        select(col(Assessment.claim_id))
        .join(Claim, (col(Claim.id) == col(Assessment.claim_id)) & (col(Claim.deleted) == 0))
        .where(col(Assessment.deleted) == 0, blind.is_open(col(Claim.id)))
        .where(~settled.correlate_except(Adjudication))
        .group_by(col(Assessment.claim_id))
        .having(func.min(col(Assessment.verdict)) != func.max(col(Assessment.verdict)))
    )
    wanted = col(Assessment.claim_id).in_(bindparam("claims", expanding=True))
    return query.where(wanted) if of_some else query


@cache
def _all() -> sa.Select[*tuple[Any, ...]]:
    return (
        select(
            *(col(Adjudication.claim_id), col(Adjudication.reviewer_id), col(Reviewer.name)),
            *(col(Adjudication.verdict), col(Adjudication.unverified_because)),
            *(col(Adjudication.reason), col(Adjudication.as_of), col(Adjudication.decided_ms)),
            col(Adjudication.basis),
        )
        .join(Claim, (col(Claim.id) == col(Adjudication.claim_id)) & (col(Claim.deleted) == 0))
        .join(Reviewer, col(Reviewer.id) == col(Adjudication.reviewer_id))
        .where(col(Adjudication.deleted) == 0, blind.is_open(col(Claim.id)))
        .order_by(*verdicts.list_order())
    )


@cache
def _of_claim() -> sa.Select[*tuple[Any, ...]]:
    return _all().where(col(Adjudication.claim_id) == bindparam("claim"))
