"""Evidence: sources for or against claims, and the bytes attached to them."""

from collections.abc import Collection
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, func, select
from sqlmodel import col

from claimdesk.core.apparatus import ClaimEvidenceRow, EvidenceRow
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import new_id
from claimdesk.core.model import EvidenceKind, EvidenceStance, Id
from claimdesk.store import content, keep, records, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Claim, ClaimEvidence, Evidence, Passage

FIELDS = frozenset(
    (
        *("kind", "title", "author", "publisher", "published", "url"),
        *("archive_url", "citation", "quote", "accessed", "interest"),
        *("asked_on", "asked_how", "answered_on"),
        *("confidential", "passage_id", "attachment_name", "attachment_type"),
    )
)
"""The fields of evidence a reviewer can fill in."""
MAX_ATTACHMENT = 100_000_000
"""Bytes an attachment may have: the file goes round by mail and must stay below 4 GB."""


def rows(session: Session, claim_id: Id | None = None) -> list[EvidenceRow]:
    """Return the evidence of one claim, or all, oldest first."""
    found = session.rows(_all()) if claim_id is None else session.rows(_on(), claim=claim_id)
    return [EvidenceRow(*row) for row in found]


def row(session: Session, evidence_id: Id) -> EvidenceRow | None:
    """Return one piece of evidence, or None if there is none."""
    found = session.rows(_one(), id=evidence_id)
    return EvidenceRow(*found[0]) if found else None


def links(
    session: Session, claim_id: Id | None = None, *, evidence_id: Id | None = None
) -> list[ClaimEvidenceRow]:
    """Return what evidence does to claims, in the order of the claim list.

    All of it, or that of one claim, or of one piece of evidence.
    """
    query = _links(of_claim=claim_id is not None, of_evidence=evidence_id is not None)
    return session.records(ClaimEvidenceRow, query, claim=claim_id, evidence=evidence_id)


def add(
    session: Session,
    *,
    evidence_id: Id | None = None,
    attachment: bytes | None = None,
    **fields: str | int | Id | None,
) -> Id:
    """Add a piece of evidence, with the attached bytes if there are any."""
    values = _values(session, fields)
    if attachment is not None:
        values["attachment_sha256"] = _stored(session, attachment)
    return keep.put(session, Evidence, evidence_id or new_id(), **values)


def cite(session: Session, passage_id: Id, **fields: str | int) -> Id:
    """Add a passage of an article as evidence: its words are what it says."""
    passage = keep.live(session, Passage, passage_id)
    said: dict[str, Any] = {"kind": EvidenceKind.PASSAGE, "quote": passage["quote"], **fields}
    return add(session, passage_id=passage_id, **said)


def change(session: Session, evidence_id: Id, **fields: str | int | Id | None) -> None:
    """Change what is known about a piece of evidence."""
    keep.change(session, Evidence, evidence_id, **_values(session, fields))


def attach(session: Session, evidence_id: Id, data: bytes, name: str, media_type: str = "") -> None:
    """Attach bytes in place of those before; REFUSED if there are too many."""
    keep.change(
        session,
        Evidence,
        evidence_id,
        attachment_sha256=_stored(session, data),
        attachment_name=name,
        attachment_type=media_type,
    )


def detach(session: Session, evidence_id: Id) -> None:
    """Take the attachment from a piece of evidence."""
    gone = {"attachment_sha256": None, "attachment_name": "", "attachment_type": ""}
    keep.change(session, Evidence, evidence_id, **gone)


def remove(session: Session, evidence_ids: Collection[Id]) -> None:
    """Remove pieces of evidence from all claims."""
    for evidence_id in evidence_ids:
        keep.remove(session, Evidence, evidence_id)


def join(
    session: Session,
    claim_id: Id,
    evidence_id: Id,
    stance: EvidenceStance = EvidenceStance.CONTEXT,
    question: str = "",
) -> None:
    """Say what a piece of evidence does to a claim; what was said already stays."""
    keep.live(session, Claim, claim_id)
    keep.live(session, Evidence, evidence_id)
    ends: dict[str, Any] = {"claim_id": claim_id, "evidence_id": evidence_id}
    join_id = records.id_of("claim_evidence", ends)
    keep.put(session, ClaimEvidence, join_id, stance=stance, question=question, **ends)


def change_links(
    session: Session,
    claim_ids: Collection[Id],
    evidence_id: Id,
    *,
    stance: EvidenceStance | None = None,
    question: str | None = None,
) -> None:
    """Change what a piece of evidence does to claims, or which question it answers."""
    said = {"stance": stance, "question": question}
    values = {name: value for name, value in said.items() if value is not None}
    for claim_id in claim_ids:
        keep.change(session, ClaimEvidence, _join_id(claim_id, evidence_id), **values)


def unlink(session: Session, claim_ids: Collection[Id], evidence_id: Id) -> None:
    """Take a piece of evidence from claims; it stays in the project."""
    for claim_id in claim_ids:
        keep.remove(session, ClaimEvidence, _join_id(claim_id, evidence_id))


def attachment(session: Session, sha256: bytes) -> bytes:
    """Return the bytes attached to a piece of evidence."""
    return content.load(session, sha256)


def _values(session: Session, fields: dict[str, Any]) -> dict[str, Any]:
    keep.check_names(fields, FIELDS)
    if fields.get("passage_id"):
        keep.live(session, Passage, fields["passage_id"])
    if "confidential" in fields:
        fields["confidential"] = int(bool(fields["confidential"]))
    return fields


def _stored(session: Session, data: bytes) -> bytes:
    if len(data) > MAX_ATTACHMENT:
        raise ReviewError(
            Code.REFUSED,
            f"An attachment may have {MAX_ATTACHMENT // 1_000_000} MB at most; link to it instead.",
        )
    return content.store(session, data)


def _join_id(claim_id: Id, evidence_id: Id) -> Id:
    return records.id_of("claim_evidence", {"claim_id": claim_id, "evidence_id": evidence_id})


@cache
def _links(*, of_claim: bool, of_evidence: bool) -> sa.Select[*tuple[Any, ...]]:
    query = (
        select(
            *(col(ClaimEvidence.claim_id), col(ClaimEvidence.evidence_id)),
            *(col(ClaimEvidence.stance), col(ClaimEvidence.question)),
        )
        .join(Claim, (col(Claim.id) == col(ClaimEvidence.claim_id)) & (col(Claim.deleted) == 0))
        .join(Evidence, col(Evidence.id) == col(ClaimEvidence.evidence_id))
        .where(col(ClaimEvidence.deleted) == 0, col(Evidence.deleted) == 0)
        .order_by(*verdicts.list_order(), col(Evidence.id))
    )
    if of_claim:
        query = query.where(col(ClaimEvidence.claim_id) == bindparam("claim"))
    if of_evidence:
        query = query.where(col(ClaimEvidence.evidence_id) == bindparam("evidence"))
    return query


@cache
def _one() -> sa.Select[*tuple[Any, ...]]:
    return _all().where(col(Evidence.id) == bindparam("id"))


@cache
def _on() -> sa.Select[*tuple[Any, ...]]:
    joined = col(ClaimEvidence.evidence_id) == col(Evidence.id)
    of_claim = col(ClaimEvidence.claim_id) == bindparam("claim")
    return _all().join(ClaimEvidence, joined).where(of_claim, col(ClaimEvidence.deleted) == 0)


@cache
def _all() -> sa.Select[*tuple[Any, ...]]:
    counted = (
        select(func.count())
        .select_from(sa.join(_Joined, Claim, col(Claim.id) == _Joined.c.claim_id))
        .where(_Joined.c.evidence_id == col(Evidence.id), _Joined.c.deleted == 0)
        .where(col(Claim.deleted) == 0)
        .correlate(Evidence)
        .scalar_subquery()
    )
    return (
        select(
            *(col(Evidence.id), col(Evidence.kind), col(Evidence.title), col(Evidence.author)),
            *(col(Evidence.publisher), col(Evidence.published), col(Evidence.url)),
            *(col(Evidence.archive_url), col(Evidence.citation), col(Evidence.quote)),
            *(col(Evidence.accessed), col(Evidence.interest), col(Evidence.asked_on)),
            *(col(Evidence.asked_how), col(Evidence.answered_on)),
            *(col(Evidence.confidential) == 1, col(Evidence.passage_id)),
            *(col(Evidence.attachment_sha256), col(Evidence.attachment_name)),
            *(col(Evidence.attachment_type), counted),
        )
        .where(col(Evidence.deleted) == 0)
        .order_by(col(Evidence.id))
    )


_Joined = sa.inspect(ClaimEvidence).local_table.alias("joined")
