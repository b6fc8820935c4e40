"""The sqlmodel mirror of ``schema.sql``: private to the store, compared with it by a test.

Ids are 16 bytes, flags are 0 or 1, because the frozen DDL is the format and not these classes.
"""

from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from claimdesk.core.model import (
    Because,
    ClaimType,
    EvidenceKind,
    EvidenceStance,
    RelationKind,
    Stage,
    Stance,
    Verdict,
    Voice,
)
from claimdesk.store import columns


class Record(SQLModel, registry=registry()):
    """Base of every table, with a registry of its own."""


class Tracked(Record):
    """A record whose every change is written to the history; removing sets ``deleted``."""

    __tablename__: ClassVar[str]

    id: bytes
    deleted: int = 0


class Meta(Record, table=True):
    """Facts about the file itself."""

    __tablename__ = "meta"
    key: str = Field(primary_key=True, sa_type=sa.Text)
    value: str = columns.text()


class Project(Tracked, table=True):
    """The one project of the file."""

    __tablename__ = "project"
    id: bytes = columns.key()
    title: str = columns.text()
    description: str = columns.optional()
    language: str = columns.optional()
    blind: int = 0


class Reviewer(Tracked, table=True):
    """A person who works on the project."""

    __tablename__ = "reviewer"
    id: bytes = columns.key()
    name: str = columns.text()
    initials: str = columns.optional()
    contact: str = columns.optional()
    color: str = columns.optional()


class Content(Record, table=True):
    """Bytes kept once under their SHA-256: article texts, originals, attachments."""

    __tablename__ = "content"
    sha256: bytes = Field(primary_key=True, sa_type=sa.LargeBinary)
    size: int
    data: bytes


class Article(Tracked, table=True):
    """An article under review."""

    __tablename__ = "article"
    id: bytes = columns.key()
    title: str = columns.text()
    source_url: str = columns.optional()
    archived_url: str = columns.optional()
    captured: str = columns.optional()
    publisher: str = columns.optional()
    author: str = columns.optional()
    published: str = columns.optional()
    language: str = columns.optional()
    current_version_id: bytes | None = Field(
        default=None,
        sa_column=sa.Column(
            sa.LargeBinary, sa.ForeignKey("article_version.id", use_alter=True), nullable=True
        ),
    )
    position: str = columns.optional()
    status: str = Field(default="open", sa_type=sa.Text)


class ArticleVersion(Tracked, table=True):
    """The exact text of an article as imported, never changed."""

    __tablename__ = "article_version"
    id: bytes = columns.key()
    article_id: bytes = columns.to("article.id")
    text_sha256: bytes = columns.to("content.sha256")
    length: int
    original_sha256: bytes | None = columns.maybe("content.sha256")
    media_type: str = columns.optional()
    file_name: str = columns.optional()
    importer: str = columns.optional()
    remarks: str = columns.optional()


class Claim(Tracked, table=True):
    """A statement that can be checked."""

    __tablename__ = "claim"
    id: bytes = columns.key()
    article_id: bytes | None = columns.maybe("article.id")
    text: str = columns.text()
    context: str = columns.optional()
    claimant: str = columns.optional()
    said_on: str = columns.optional()
    said_where: str = columns.optional()
    claim_type: ClaimType = columns.word(ClaimType, ClaimType.NOT_SAID)
    stage: Stage = columns.word(Stage, Stage.OPEN)
    published_url: str = columns.optional()
    position: str = columns.optional()
    priority: int = 0
    recheck_on: str = columns.optional()


class Passage(Tracked, table=True):
    """A stretch of an article version, in code points."""

    __tablename__ = "passage"
    id: bytes = columns.key()
    article_version_id: bytes = columns.to("article_version.id")
    start: int
    end: int
    quote: str = columns.text()
    prefix: str = columns.optional()
    suffix: str = columns.optional()


class Link(Tracked, table=True):
    """A passage that belongs to a claim."""

    __tablename__ = "link"
    id: bytes = columns.key()
    claim_id: bytes = columns.to("claim.id")
    passage_id: bytes = columns.to("passage.id")
    stance: Stance = columns.word(Stance, Stance.ASSERTS)
    voice: Voice = columns.word(Voice, Voice.NOT_SAID)
    speaker: str = columns.optional()


class Assessment(Tracked, table=True):
    """One reviewer's verdict on one claim."""

    __tablename__ = "assessment"
    id: bytes = columns.key()
    claim_id: bytes = columns.to("claim.id")
    reviewer_id: bytes = columns.to("reviewer.id")
    verdict: Verdict = columns.word(Verdict)
    unverified_because: Because = columns.word(Because, Because.NOT_SAID)
    reason: str = columns.optional()
    as_of: str = columns.optional()
    decided_ms: int


class Adjudication(Tracked, table=True):
    """The final verdict on a claim."""

    __tablename__ = "adjudication"
    id: bytes = columns.key()
    claim_id: bytes = columns.to("claim.id")
    verdict: Verdict = columns.word(Verdict)
    unverified_because: Because = columns.word(Because, Because.NOT_SAID)
    reason: str = columns.optional()
    as_of: str = columns.optional()
    reviewer_id: bytes = columns.to("reviewer.id")
    decided_ms: int
    basis: str = columns.optional()


class Evidence(Tracked, table=True):
    """A source for or against claims."""

    __tablename__ = "evidence"
    id: bytes = columns.key()
    kind: EvidenceKind = columns.word(EvidenceKind, EvidenceKind.WEB)
    title: str = columns.optional()
    author: str = columns.optional()
    publisher: str = columns.optional()
    published: str = columns.optional()
    url: str = columns.optional()
    archive_url: str = columns.optional()
    citation: str = columns.optional()
    quote: str = columns.optional()
    accessed: str = columns.optional()
    interest: str = columns.optional()
    asked_on: str = columns.optional()
    asked_how: str = columns.optional()
    answered_on: str = columns.optional()
    confidential: int = 0
    passage_id: bytes | None = columns.maybe("passage.id")
    attachment_sha256: bytes | None = columns.maybe("content.sha256")
    attachment_name: str = columns.optional()
    attachment_type: str = columns.optional()


class ClaimEvidence(Tracked, table=True):
    """What one piece of evidence does to one claim."""

    __tablename__ = "claim_evidence"
    id: bytes = columns.key()
    claim_id: bytes = columns.to("claim.id")
    evidence_id: bytes = columns.to("evidence.id")
    stance: EvidenceStance = columns.word(EvidenceStance, EvidenceStance.CONTEXT)
    question: str = columns.optional()


class ClaimRelation(Tracked, table=True):
    """How one claim stands to another."""

    __tablename__ = "claim_relation"
    id: bytes = columns.key()
    from_claim_id: bytes = columns.to("claim.id")
    to_claim_id: bytes = columns.to("claim.id")
    kind: RelationKind = columns.word(RelationKind)


class Coverage(Tracked, table=True):
    """A stretch a reviewer looked at and found nothing to check in."""

    __tablename__ = "coverage"
    id: bytes = columns.key()
    article_version_id: bytes = columns.to("article_version.id")
    reviewer_id: bytes = columns.to("reviewer.id")
    start: int
    end: int
    reason: str = columns.optional()


class Tag(Tracked, table=True):
    """A keyword."""

    __tablename__ = "tag"
    id: bytes = columns.key()
    name: str = columns.text()
    color: str = columns.optional()


class ClaimTag(Tracked, table=True):
    """A keyword on a claim."""

    __tablename__ = "claim_tag"
    id: bytes = columns.key()
    claim_id: bytes = columns.to("claim.id")
    tag_id: bytes = columns.to("tag.id")


class ChecklistItem(Tracked, table=True):
    """A question the house asks of every claim."""

    __tablename__ = "checklist_item"
    id: bytes = columns.key()
    text: str = columns.text()
    position: str = columns.optional()


class ClaimCheck(Tracked, table=True):
    """Whether an item of the checklist was dealt with for a claim, and by whom last."""

    __tablename__ = "claim_check"
    id: bytes = columns.key()
    claim_id: bytes = columns.to("claim.id")
    item_id: bytes = columns.to("checklist_item.id")
    done: int = 0
    remark: str = columns.optional()
    reviewer_id: bytes = columns.to("reviewer.id")


class Assignment(Tracked, table=True):
    """A reviewer who is asked to give a verdict on a claim."""

    __tablename__ = "assignment"
    id: bytes = columns.key()
    claim_id: bytes = columns.to("claim.id")
    reviewer_id: bytes = columns.to("reviewer.id")


class Dismissal(Tracked, table=True):
    """A stretch that was offered as repeating a claim and does not."""

    __tablename__ = "dismissal"
    id: bytes = columns.key()
    claim_id: bytes = columns.to("claim.id")
    article_version_id: bytes = columns.to("article_version.id")
    start: int
    end: int


class Note(Tracked, table=True):
    """A free remark on exactly one article, claim, passage or piece of evidence."""

    __tablename__ = "note"
    id: bytes = columns.key()
    article_id: bytes | None = columns.maybe("article.id")
    claim_id: bytes | None = columns.maybe("claim.id")
    passage_id: bytes | None = columns.maybe("passage.id")
    evidence_id: bytes | None = columns.maybe("evidence.id")
    reply_to_id: bytes | None = columns.maybe("note.id")
    reviewer_id: bytes = columns.to("reviewer.id")
    body: str = columns.text()


class HistorySession(Record, table=True):
    """One opening of the file for writing by one reviewer."""

    __tablename__ = "session"
    id: bytes = columns.key()
    nonce: bytes
    reviewer_id: bytes
    app_version: str = columns.text()
    started_ms: int


class Revision(Record, table=True):
    """One record changed by one action."""

    __tablename__ = "revision"
    n: int | None = Field(default=None, primary_key=True)
    id: bytes = Field(unique=True)
    session_id: bytes = columns.to("session.id")
    seq: int
    lamport: int
    wall_ms: int
    txn: int
    kind: str = columns.text()
    entity: str = columns.text()
    entity_id: bytes
    parents: bytes
    patch: str = columns.text()


class Conflict(Record, table=True):
    """A field with several equally new values, until a person decides."""

    __tablename__ = "conflict"
    entity: str = Field(primary_key=True, sa_type=sa.Text)
    entity_id: bytes = Field(primary_key=True)
    field: str = Field(primary_key=True, sa_type=sa.Text)
    kind: str = columns.text()
    heads: str = columns.text()
