"""All the claim form shows of one claim, read at once."""

from dataclasses import dataclass

from claimdesk.core.model import (
    AdjudicationRow,
    Agreement,
    AssessmentRow,
    ClaimDetail,
    ClaimRow,
    Id,
)
from claimdesk.store import adjudications, assessments, blind, claims
from claimdesk.store.store import Session

TABLES = (
    *("claim", "assessment", "adjudication", "link", "passage", "article", "reviewer"),
    *("assignment", "project"),
    *("tag", "claim_tag"),
)


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """One claim with what hangs on it; ``is_closed`` while others' verdicts are hidden from me."""

    row: ClaimRow
    detail: ClaimDetail
    mine: AssessmentRow | None
    others: tuple[AssessmentRow, ...]
    final: AdjudicationRow | None
    is_closed: bool
    tags: tuple[str, ...]


def read(session: Session, claim_id: Id, reviewer_id: Id) -> ClaimFacts | None:
    """Return what the form shows, or None when there is no such claim any more."""
    row, detail = claims.row(session, claim_id), claims.detail(session, claim_id)
    if row is None or detail is None:
        return None
    given = assessments.rows(session, claim_id)
    final = None
    if row.agreement is Agreement.ADJUDICATED:
        final = next(iter(adjudications.rows(session, claim_id)), None)
    return ClaimFacts(
        row=row,
        detail=detail,
        mine=next((one for one in given if one.reviewer_id == reviewer_id), None),
        others=tuple(one for one in given if one.reviewer_id != reviewer_id),
        final=final,
        is_closed=blind.hides(session, claim_id),
        tags=tuple(tag.name for tag in claims.tags(session, claim_id)),
    )
