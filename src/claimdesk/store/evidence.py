"""Evidence: sources for or against claims, and the bytes attached to them."""

from typing import Any

from sqlalchemy import select
from sqlmodel import col

from claimdesk.core.ids import new_id
from claimdesk.core.model import ClaimEvidenceRow, EvidenceRow, EvidenceStance, Id
from claimdesk.store import content, keep, records, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Claim, ClaimEvidence, Evidence

FIELDS = frozenset(
    (
        *("kind", "title", "publisher", "published", "url"),
        *("archive_url", "citation", "quote", "accessed", "interest"),
        *("confidential", "passage_id", "attachment_name", "attachment_type"),
    )
)
"""The fields of evidence a reviewer can fill in."""


def rows(session: Session) -> list[EvidenceRow]:
    """Return all evidence, oldest first."""
    query = (
        select(
            *(col(Evidence.id), col(Evidence.kind), col(Evidence.title), col(Evidence.publisher)),
            *(col(Evidence.published), col(Evidence.url), col(Evidence.archive_url)),
            *(col(Evidence.citation), col(Evidence.quote), col(Evidence.accessed)),
            *(col(Evidence.interest), col(Evidence.confidential) == 1, col(Evidence.passage_id)),
            *(col(Evidence.attachment_sha256), col(Evidence.attachment_name)),
            col(Evidence.attachment_type),
        )
        .where(col(Evidence.deleted) == 0)
        .order_by(col(Evidence.id))
    )
    return [EvidenceRow(*row) for row in session.rows(query)]


def links(session: Session, claim_id: Id | None = None) -> list[ClaimEvidenceRow]:
    """Return what evidence does to one claim, or to all in the order of the claim list."""
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
    if claim_id is not None:
        query = query.where(col(ClaimEvidence.claim_id) == claim_id)
    return session.records(ClaimEvidenceRow, query)


def add(
    session: Session,
    *,
    evidence_id: Id | None = None,
    attachment: bytes | None = None,
    **fields: str | int | Id | None,
) -> Id:
    """Add a piece of evidence, with the attached bytes if there are any."""
    keep.check_names(fields, FIELDS)
    values: dict[str, Any] = {**fields, "confidential": int(bool(fields.get("confidential")))}
    if attachment is not None:
        values["attachment_sha256"] = content.store(session, attachment)
    return keep.put(session, Evidence, evidence_id or new_id(), **values)


def join(
    session: Session,
    claim_id: Id,
    evidence_id: Id,
    stance: EvidenceStance = EvidenceStance.CONTEXT,
    question: str = "",
) -> None:
    """Say what a piece of evidence does to a claim."""
    keep.live(session, Claim, claim_id)
    keep.live(session, Evidence, evidence_id)
    ends: dict[str, Any] = {"claim_id": claim_id, "evidence_id": evidence_id}
    join_id = records.id_of("claim_evidence", ends)
    keep.put(session, ClaimEvidence, join_id, stance=stance, question=question, **ends)


def attachment(session: Session, sha256: bytes) -> bytes:
    """Return the bytes attached to a piece of evidence."""
    return content.load(session, sha256)
