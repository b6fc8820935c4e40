"""What stands around articles and claims: evidence, relations, tags, notes, checks, who is asked.

Frozen rows as the store reads them; the words they are made of are in ``core.model``.
"""

from dataclasses import dataclass

from claimdesk.core.model import (
    EvidenceKind,
    EvidenceStance,
    Id,
    RelationKind,
    Subject,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A source for or against claims; ``quote`` is what it says, or what somebody answered.

    ``claims`` counts those it is linked to.
    """

    id: Id
    kind: EvidenceKind
    title: str
    author: str
    publisher: str
    published: str
    url: str
    archive_url: str
    citation: str
    quote: str
    accessed: str
    interest: str
    asked_on: str
    asked_how: str
    answered_on: str
    confidential: bool
    passage_id: Id | None
    attachment_sha256: bytes | None
    attachment_name: str
    attachment_type: str
    claims: int


@dataclass(frozen=True, slots=True)
class ClaimEvidenceRow:
    """What one piece of evidence does to one claim."""

    claim_id: Id
    evidence_id: Id
    stance: EvidenceStance
    question: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """How one claim stands to another."""

    from_claim_id: Id
    to_claim_id: Id
    kind: RelationKind


@dataclass(frozen=True, slots=True)
class NeighbourRow:
    """A relation as seen from one of its ends: to which claim, and whether it points there."""

    claim_id: Id
    number: int
    text: str
    kind: RelationKind
    outgoing: bool


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A stretch a reviewer looked at and found nothing to check in; code points."""

    id: Id
    version_id: Id
    article_id: Id
    reviewer_id: Id
    reviewer: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class TagRow:
    """A keyword on a claim."""

    claim_id: Id
    name: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A free remark on an article, claim, passage or piece of evidence.

    ``about`` is its subject in words: a title, a claim, a quote. ``written_ms`` is Unix time in ms.
    """

    id: Id
    subject: Subject
    subject_id: Id
    about: str
    reply_to_id: Id | None
    reviewer_id: Id
    reviewer: str
    body: str
    written_ms: int


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """A question the house asks of every claim."""

    id: Id
    text: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """What became of an item of the checklist for one claim; ``reviewer`` ticked it last."""

    claim_id: Id
    item_id: Id
    item: str
    done: bool
    remark: str
    reviewer: str


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """Somebody who is asked for a verdict on a claim; ``done`` when it is given."""

    claim_id: Id
    reviewer_id: Id
    reviewer: str
    done: bool


@dataclass(frozen=True, slots=True)
class DismissalRow:
    """A stretch that does not repeat a claim, whatever a finder says; code points."""

    claim_id: Id
    version_id: Id
    article_id: Id
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DisagreementRow:
    """A claim on which reviewers differ, or whose final verdict is stale.

    ``verdicts`` are those of the reviewers, by name; ``final`` is None while nobody settled it.
    """

    claim_id: Id
    number: int
    text: str
    verdicts: tuple[tuple[str, Verdict], ...]
    final: Verdict | None
    stale: bool
