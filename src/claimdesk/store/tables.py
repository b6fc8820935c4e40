"""The sqlmodel mirror of ``schema.sql``: private to the store, compared with it by a test.

Ids are 16 bytes, flags are 0 or 1, because the frozen DDL is the format and not these classes.
"""

from enum import StrEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import registry
from sqlalchemy.types import TypeDecorator
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


class Word(TypeDecorator[StrEnum]):
    """A text column that holds one word of an enum and is read as that enum."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words
        self.by_text: dict[str | None, StrEnum | None] = {None: None}
        self.by_text.update((word.value, word) for word in words)

    def process_result_value(self, value: str | None, _dialect: sa.Dialect) -> StrEnum | None:
        """Return the enum member a stored word stands for."""
        return self.by_text[value]


def _id() -> Any:
    return Field(primary_key=True, sa_type=sa.LargeBinary)


def _to(target: str) -> Any:
    return Field(foreign_key=target, sa_type=sa.LargeBinary)


def _maybe(target: str) -> Any:
    return Field(default=None, foreign_key=target, sa_type=sa.LargeBinary, nullable=True)


def _text() -> Any:
    return Field(sa_type=sa.Text)


def _word(words: type[StrEnum], default: StrEnum | None = None) -> Any:
    if default is None:
        return Field(sa_type=Word(words))
    return Field(default=default, sa_type=Word(words))


def _optional() -> Any:
    return Field(default="", sa_type=sa.Text)


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
    value: str = _text()


class Project(Tracked, table=True):
    """The one project of the file."""

    __tablename__ = "project"
    id: bytes = _id()
    title: str = _text()
    description: str = _optional()
    language: str = _optional()
    blind: int = 0


class Reviewer(Tracked, table=True):
    """A person who works on the project."""

    __tablename__ = "reviewer"
    id: bytes = _id()
    name: str = _text()
    initials: str = _optional()
    contact: str = _optional()
    color: str = _optional()


class Content(Record, table=True):
    """Bytes kept once under their SHA-256: article texts, originals, attachments."""

    __tablename__ = "content"
    sha256: bytes = Field(primary_key=True, sa_type=sa.LargeBinary)
    size: int
    data: bytes


class Article(Tracked, table=True):
    """An article under review."""

    __tablename__ = "article"
    id: bytes = _id()
    title: str = _text()
    source_url: str = _optional()
    archived_url: str = _optional()
    captured: str = _optional()
    publisher: str = _optional()
    author: str = _optional()
    published: str = _optional()
    language: str = _optional()
    current_version_id: bytes | None = Field(
        default=None,
        sa_column=sa.Column(
            sa.LargeBinary, sa.ForeignKey("article_version.id", use_alter=True), nullable=True
        ),
    )
    position: str = _optional()
    status: str = Field(default="open", sa_type=sa.Text)


class ArticleVersion(Tracked, table=True):
    """The exact text of an article as imported, never changed."""

    __tablename__ = "article_version"
    id: bytes = _id()
    article_id: bytes = _to("article.id")
    text_sha256: bytes = _to("content.sha256")
    length: int
    original_sha256: bytes | None = _maybe("content.sha256")
    media_type: str = _optional()
    file_name: str = _optional()
    importer: str = _optional()
    remarks: str = _optional()


class Claim(Tracked, table=True):
    """A statement that can be checked."""

    __tablename__ = "claim"
    id: bytes = _id()
    article_id: bytes | None = _maybe("article.id")
    text: str = _text()
    context: str = _optional()
    claimant: str = _optional()
    said_on: str = _optional()
    said_where: str = _optional()
    claim_type: ClaimType = _word(ClaimType, ClaimType.NOT_SAID)
    stage: Stage = _word(Stage, Stage.OPEN)
    published_url: str = _optional()
    position: str = _optional()
    priority: int = 0
    recheck_on: str = _optional()


class Passage(Tracked, table=True):
    """A stretch of an article version, in code points."""

    __tablename__ = "passage"
    id: bytes = _id()
    article_version_id: bytes = _to("article_version.id")
    start: int
    end: int
    quote: str = _text()
    prefix: str = _optional()
    suffix: str = _optional()


class Link(Tracked, table=True):
    """A passage that belongs to a claim."""

    __tablename__ = "link"
    id: bytes = _id()
    claim_id: bytes = _to("claim.id")
    passage_id: bytes = _to("passage.id")
    stance: Stance = _word(Stance, Stance.ASSERTS)
    voice: Voice = _word(Voice, Voice.NOT_SAID)
    speaker: str = _optional()


class Assessment(Tracked, table=True):
    """One reviewer's verdict on one claim."""

    __tablename__ = "assessment"
    id: bytes = _id()
    claim_id: bytes = _to("claim.id")
    reviewer_id: bytes = _to("reviewer.id")
    verdict: Verdict = _word(Verdict)
    unverified_because: Because = _word(Because, Because.NOT_SAID)
    reason: str = _optional()
    as_of: str = _optional()
    decided_ms: int


class Adjudication(Tracked, table=True):
    """The final verdict on a claim."""

    __tablename__ = "adjudication"
    id: bytes = _id()
    claim_id: bytes = _to("claim.id")
    verdict: Verdict = _word(Verdict)
    unverified_because: Because = _word(Because, Because.NOT_SAID)
    reason: str = _optional()
    as_of: str = _optional()
    reviewer_id: bytes = _to("reviewer.id")
    decided_ms: int
    basis: str = _optional()


class Evidence(Tracked, table=True):
    """A source for or against claims."""

    __tablename__ = "evidence"
    id: bytes = _id()
    kind: EvidenceKind = _word(EvidenceKind, EvidenceKind.WEB)
    title: str = _optional()
    author: str = _optional()
    publisher: str = _optional()
    published: str = _optional()
    url: str = _optional()
    archive_url: str = _optional()
    citation: str = _optional()
    quote: str = _optional()
    accessed: str = _optional()
    interest: str = _optional()
    asked_on: str = _optional()
    asked_how: str = _optional()
    answered_on: str = _optional()
    confidential: int = 0
    passage_id: bytes | None = _maybe("passage.id")
    attachment_sha256: bytes | None = _maybe("content.sha256")
    attachment_name: str = _optional()
    attachment_type: str = _optional()


class ClaimEvidence(Tracked, table=True):
    """What one piece of evidence does to one claim."""

    __tablename__ = "claim_evidence"
    id: bytes = _id()
    claim_id: bytes = _to("claim.id")
    evidence_id: bytes = _to("evidence.id")
    stance: EvidenceStance = _word(EvidenceStance, EvidenceStance.CONTEXT)
    question: str = _optional()


class ClaimRelation(Tracked, table=True):
    """How one claim stands to another."""

    __tablename__ = "claim_relation"
    id: bytes = _id()
    from_claim_id: bytes = _to("claim.id")
    to_claim_id: bytes = _to("claim.id")
    kind: RelationKind = _word(RelationKind)


class Coverage(Tracked, table=True):
    """A stretch a reviewer looked at and found nothing to check in."""

    __tablename__ = "coverage"
    id: bytes = _id()
    article_version_id: bytes = _to("article_version.id")
    reviewer_id: bytes = _to("reviewer.id")
    start: int
    end: int
    reason: str = _optional()


class Tag(Tracked, table=True):
    """A keyword."""

    __tablename__ = "tag"
    id: bytes = _id()
    name: str = _text()
    color: str = _optional()


class ClaimTag(Tracked, table=True):
    """A keyword on a claim."""

    __tablename__ = "claim_tag"
    id: bytes = _id()
    claim_id: bytes = _to("claim.id")
    tag_id: bytes = _to("tag.id")


class ChecklistItem(Tracked, table=True):
    """A question the house asks of every claim."""

    __tablename__ = "checklist_item"
    id: bytes = _id()
    text: str = _text()
    position: str = _optional()


class ClaimCheck(Tracked, table=True):
    """Whether an item of the checklist was dealt with for a claim, and by whom last."""

    __tablename__ = "claim_check"
    id: bytes = _id()
    claim_id: bytes = _to("claim.id")
    item_id: bytes = _to("checklist_item.id")
    done: int = 0
    remark: str = _optional()
    reviewer_id: bytes = _to("reviewer.id")


class Assignment(Tracked, table=True):
    """A reviewer who is asked to give a verdict on a claim."""

    __tablename__ = "assignment"
    id: bytes = _id()
    claim_id: bytes = _to("claim.id")
    reviewer_id: bytes = _to("reviewer.id")


class Dismissal(Tracked, table=True):
    """A stretch that was offered as repeating a claim and does not."""

    __tablename__ = "dismissal"
    id: bytes = _id()
    claim_id: bytes = _to("claim.id")
    article_version_id: bytes = _to("article_version.id")
    start: int
    end: int


class Note(Tracked, table=True):
    """A free remark on exactly one article, claim, passage or piece of evidence."""

    __tablename__ = "note"
    id: bytes = _id()
    article_id: bytes | None = _maybe("article.id")
    claim_id: bytes | None = _maybe("claim.id")
    passage_id: bytes | None = _maybe("passage.id")
    evidence_id: bytes | None = _maybe("evidence.id")
    reply_to_id: bytes | None = _maybe("note.id")
    reviewer_id: bytes = _to("reviewer.id")
    body: str = _text()


class HistorySession(Record, table=True):
    """One opening of the file for writing by one reviewer."""

    __tablename__ = "session"
    id: bytes = _id()
    nonce: bytes
    reviewer_id: bytes
    app_version: str = _text()
    started_ms: int


class Revision(Record, table=True):
    """One record changed by one action."""

    __tablename__ = "revision"
    n: int | None = Field(default=None, primary_key=True)
    id: bytes = Field(unique=True)
    session_id: bytes = _to("session.id")
    seq: int
    lamport: int
    wall_ms: int
    txn: int
    kind: str = _text()
    entity: str = _text()
    entity_id: bytes
    parents: bytes
    patch: str = _text()


class Conflict(Record, table=True):
    """A field with several equally new values, until a person decides."""

    __tablename__ = "conflict"
    entity: str = Field(primary_key=True, sa_type=sa.Text)
    entity_id: bytes = Field(primary_key=True)
    field: str = Field(primary_key=True, sa_type=sa.Text)
    kind: str = _text()
    heads: str = _text()
