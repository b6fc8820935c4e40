"""Who works on the project and how far they agree, as far as the viewer may see it."""

from dataclasses import dataclass

from claimdesk.core import agreement
from claimdesk.core.agreement import Together
from claimdesk.core.model import Id, ReviewerRow, Verdict
from claimdesk.store import assessments, assignments, reviewers
from claimdesk.store.store import Session


@dataclass(frozen=True, slots=True)
class Worker:
    """A reviewer, how many verdicts that one gave, and for how many more that one is asked.

    ``last_ms`` is when the last verdict was given, Unix time in ms.
    """

    reviewer: ReviewerRow
    verdicts: int
    asked: int
    last_ms: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """How far reviewers agree on the claims that at least two of them judged.

    ``judged_once`` counts the claims left out because one reviewer judged them alone.
    """

    claims: int
    agreed: int
    judged_once: int
    alpha: float | None
    pairs: tuple[Together[Id, Verdict], ...]


def workers(session: Session) -> list[Worker]:
    """Return everybody who works on the project, by name."""
    given: dict[Id, list[int]] = {}
    for row in assessments.rows(session):
        given.setdefault(row.reviewer_id, []).append(row.decided_ms)
    asked: dict[Id, int] = {}
    for one in assignments.rows(session):
        asked[one.reviewer_id] = asked.get(one.reviewer_id, 0) + (not one.done)
    return [
        Worker(
            row,
            verdicts=len(given.get(row.id, ())),
            asked=asked.get(row.id, 0),
            last_ms=max(given.get(row.id, ()), default=None),
        )
        for row in reviewers.rows(session)
    ]


def figures(session: Session) -> Figures:
    """Return how far reviewers agree."""
    by_claim: dict[Id, dict[Id, Verdict]] = {}
    for row in assessments.rows(session):
        by_claim.setdefault(row.claim_id, {})[row.reviewer_id] = row.verdict
    twice = [said for said in by_claim.values() if len(said) > 1]
    return Figures(
        claims=len(twice),
        agreed=sum(len(set(said.values())) == 1 for said in twice),
        judged_once=len(by_claim) - len(twice),
        alpha=agreement.alpha(twice),
        pairs=tuple(agreement.pairs(twice)),
    )
