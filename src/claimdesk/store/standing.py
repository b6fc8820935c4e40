"""How one claim stands: all that the rules of the house look at, read together."""

from claimdesk.core.model import Id
from claimdesk.core.rules import Standing
from claimdesk.store import (
    adjudications,
    assessments,
    assignments,
    checklist,
    claims,
    evidence,
    passages,
)
from claimdesk.store.store import Session

KINDS = (
    *("claim", "link", "passage", "article", "assessment", "adjudication", "evidence"),
    *("claim_evidence", "checklist_item", "claim_check", "assignment"),
)
"""Only changes of these records can alter how a claim stands."""


def of(session: Session, claim_id: Id, today: str) -> Standing | None:
    """Return how a claim stands on a day (ISO 8601), or None if there is no such claim."""
    detail = claims.detail(session, claim_id)
    if detail is None:
        return None
    return Standing(
        detail=detail,
        passages=len(passages.links(session, claim_id)),
        assessments=assessments.rows(session, claim_id),
        final=next(iter(adjudications.rows(session, claim_id)), None),
        evidence=evidence.rows(session, claim_id),
        checks=checklist.checks(session, claim_id),
        assigned=assignments.rows(session, claim_id),
        today=today,
    )
