"""The words of a review: what can be chosen (enums) and what can be read (frozen rows).

Text positions are Unicode code points of the article version's text, ends exclusive.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

Id = NewType("Id", bytes)
"""Identity of a record: 16 bytes (UUIDv7, or UUIDv5 where it follows from its ends)."""


class Verdict(StrEnum):
    """What a reviewer decided on a claim; no assessment at all means *not reviewed yet*."""

    CONFIRMED = "confirmed"
    DENIED = "denied"
    UNVERIFIED = "unverified"


class Because(StrEnum):
    """Why a claim that was looked at stays unverified."""

    NOT_SAID = ""
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"
    CONFLICTING_EVIDENCE = "conflicting_evidence"
    NOT_CHECKABLE = "not_checkable"


class Stance(StrEnum):
    """What a passage does with the claim it is linked to."""

    ASSERTS = "asserts"
    SUPPORTS = "supports"
    DISPUTES = "disputes"
    MENTIONS = "mentions"


class Voice(StrEnum):
    """Whose voice a passage speaks in."""

    NOT_SAID = ""
    ARTICLE = "article"
    INDIRECT = "indirect"
    QUOTED = "quoted"
    POST = "post"
    UNNAMED = "unnamed"


class Stage(StrEnum):
    """Where the work on a claim stands."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    SECOND_REVIEW = "second_review"
    DONE = "done"


class ClaimType(StrEnum):
    """What kind of statement a claim makes (the types of AVeriTeC, and other)."""

    NOT_SAID = ""
    EVENT = "event"
    NUMERICAL = "numerical"
    QUOTE = "quote"
    CAUSAL = "causal"
    POSITION = "position"
    PREDICTION = "prediction"
    OTHER = "other"


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    WEB = "web"
    DOCUMENT = "document"
    PASSAGE = "passage"
    INTERVIEW = "interview"
    REPLY = "reply"
    DATASET = "dataset"
    IMAGE = "image"
    OTHER = "other"


class EvidenceStance(StrEnum):
    """What a piece of evidence does to a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class RelationKind(StrEnum):
    """How one claim stands to another."""

    SAME = "same"
    PART_OF = "part_of"
    REPORTS = "reports"
    SUPPORTS = "supports"
    DISPUTES = "disputes"
    CONTRADICTS = "contradicts"
    QUALIFIES = "qualifies"
    PRESUPPOSES = "presupposes"
    CAUSES = "causes"
    BACKGROUND_OF = "background_of"
    EARLIER_STAGE_OF = "earlier_stage_of"


class Agreement(StrEnum):
    """How the assessments of one claim stand to each other."""

    NOT_REVIEWED = ""
    SINGLE = "single"
    AGREE = "agree"
    DIFFER = "differ"
    ADJUDICATED = "adjudicated"


class Subject(StrEnum):
    """What a note is written on."""

    ARTICLE = "article"
    CLAIM = "claim"
    PASSAGE = "passage"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """The project itself: one per file; ``blind`` hides others' verdicts until mine is given."""

    id: Id
    title: str
    description: str
    language: str
    blind: bool


@dataclass(frozen=True, slots=True)
class ReviewerRow:
    """A person who works on the project; the id is never the name."""

    id: Id
    name: str
    initials: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article with its current version and how far its review has come.

    ``claims`` counts the claims its passages are linked to, ``reviewed`` those with a verdict.
    """

    id: Id
    title: str
    source_url: str
    archived_url: str
    captured: str
    publisher: str
    author: str
    published: str
    language: str
    version_id: Id
    text_sha256: bytes
    length: int
    claims: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One line of the claim list, numbered from 1, with the leading verdict."""

    id: Id
    number: int
    text: str
    claimant: str
    stage: Stage
    passages: int
    verdict: Verdict | None
    because: Because
    reason: str
    as_of: str
    reviewer: str
    decided_ms: int | None
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    """All fields of a claim's own record; ``recheck_on`` is when to look at it again."""

    id: Id
    article_id: Id | None
    text: str
    context: str
    claimant: str
    said_on: str
    said_where: str
    claim_type: ClaimType
    stage: Stage
    published_url: str
    priority: int
    recheck_on: str


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One reviewer's verdict on one claim; ``decided_ms`` is Unix time in ms."""

    claim_id: Id
    reviewer_id: Id
    reviewer: str
    verdict: Verdict
    because: Because
    reason: str
    as_of: str
    decided_ms: int


@dataclass(frozen=True, slots=True)
class AdjudicationRow:
    """The final verdict on a claim where reviewers differ or an editor signs off.

    ``stale``: an assessment it rests on was changed or taken back since, or a new one came.
    """

    claim_id: Id
    reviewer_id: Id
    reviewer: str
    verdict: Verdict
    because: Because
    reason: str
    as_of: str
    decided_ms: int
    stale: bool


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A stretch of an article version: code points, exact quote, 32 characters around it."""

    id: Id
    article_id: Id
    version_id: Id
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A passage that belongs to a claim, as the passage list of the claim shows it."""

    id: Id
    claim_id: Id
    passage_id: Id
    article_id: Id
    article: str
    start: int
    end: int
    quote: str
    stance: Stance
    voice: Voice
    speaker: str


@dataclass(frozen=True, slots=True)
class HighlightRow:
    """What the article view draws: one per link, or one for a passage without a claim."""

    passage_id: Id
    start: int
    end: int
    claim_id: Id | None
    number: int | None
    verdict: Verdict | None
    stance: Stance | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the project has come: claims by leading verdict."""

    articles: int
    claims: int
    confirmed: int
    denied: int
    unverified: int

    @property
    def reviewed(self) -> int:
        """Return how many claims have a verdict."""
        return self.confirmed + self.denied + self.unverified


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """What a reader made of a file; ``remarks`` say what was guessed or left out."""

    text: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    media_type: str = "text/plain"
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes an article was read from, kept beside its text."""

    data: bytes
    file_name: str = ""
    importer: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody decided on a claim: the verdict, why unverified, the reason, as of when."""

    verdict: Verdict
    because: Because = Because.NOT_SAID
    reason: str = ""
    as_of: str = ""
