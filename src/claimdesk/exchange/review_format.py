"""The review format: what stands in a review's JSON, declared once, checked and written by it.

Each class is one kind of item. Its fields are the keys, in the order in which they are written;
``key`` says what a value must be. Checking and writing (``review_shape``) follow these
declarations, and the JSON Schema in ``resources/schema`` says the same (a test compares them).
"""
# ruff: noqa: RUF009 - ``key`` makes no value that items would share: it declares a field.

from dataclasses import Field, dataclass, field, fields
from typing import Any, ClassVar

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
from claimdesk.exchange.review_rules import (
    BODY,
    FLAG,
    LINES,
    NUMBER,
    POSITION,
    SHA256,
    STRIPPED,
    TAGS,
    TARGET,
    TEXT,
    WORDS,
    Target,
    key,
    one_of,
)

FORMAT, VERSION = "claimdesk-review", 1


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a review; ``same`` names the fields that no two items may share."""

    same: ClassVar[tuple[str, ...]] = ("id",)

    @property
    def identity(self) -> tuple[object, ...]:
        """Return the values that tell this item from all others of its kind."""
        return tuple(getattr(self, name) for name in self.same)

    def trouble(self) -> str:
        """Return what is wrong between its values, to complete "claims[3] ...", or nothing."""
        return ""


@dataclass(frozen=True, slots=True)
class Article(Item):
    """A text under review, by its words (``text``) or by a file beside the review."""

    id: str = key(STRIPPED)
    title: str = key(TEXT)
    file: str = key(WORDS, "")
    url: str = key(TEXT, "")
    archived_url: str = key(TEXT, "")
    captured: str = key(TEXT, "")
    publisher: str = key(TEXT, "")
    author: str = key(TEXT, "")
    published: str = key(TEXT, "")
    language: str = key(TEXT, "")
    remarks: tuple[str, ...] = key(LINES, ())
    sha256: str = key(SHA256, "")
    text: str = key(BODY, "")

    def trouble(self) -> str:
        """Return whether its text is said twice or not at all."""
        return "" if bool(self.file) != bool(self.text) else "must have either a file or a text"


@dataclass(frozen=True, slots=True)
class Claim(Item):
    """A statement that can be checked."""

    id: str = key(STRIPPED)
    text: str = key(STRIPPED)
    context: str = key(TEXT, "")
    claimant: str = key(TEXT, "")
    said_on: str = key(TEXT, "")
    said_where: str = key(TEXT, "")
    claim_type: ClaimType = key(one_of(ClaimType), ClaimType.NOT_SAID, name="type")
    stage: Stage = key(one_of(Stage), Stage.OPEN)
    priority: int = key(NUMBER, 0)
    tags: tuple[str, ...] = key(TAGS, ())
    published_url: str = key(TEXT, "")
    recheck_on: str = key(TEXT, "")


@dataclass(frozen=True, slots=True)
class Passage(Item):
    """A stretch of an article's normalised text, in code points."""

    id: str = key(STRIPPED)
    article: str = key(STRIPPED, refers="articles")
    start: int = key(POSITION)
    end: int = key(POSITION)
    quote: str = key(WORDS)
    prefix: str = key(TEXT, "")
    suffix: str = key(TEXT, "")

    def trouble(self) -> str:
        """Return whether it ends before it starts."""
        return "" if self.start < self.end else "must end after its start"


@dataclass(frozen=True, slots=True)
class Link(Item):
    """A passage that belongs to a claim."""

    same: ClassVar[tuple[str, ...]] = ("claim", "passage")
    claim: str = key(STRIPPED, refers="claims")
    passage: str = key(STRIPPED, refers="passages")
    stance: Stance = key(one_of(Stance), Stance.ASSERTS)
    voice: Voice = key(one_of(Voice), Voice.NOT_SAID)
    speaker: str = key(TEXT, "")


@dataclass(frozen=True, slots=True)
class Assessment(Item):
    """One reviewer's verdict on one claim."""

    same: ClassVar[tuple[str, ...]] = ("claim", "reviewer")
    claim: str = key(STRIPPED, refers="claims")
    reviewer: str = key(STRIPPED)
    verdict: Verdict = key(one_of(Verdict))
    because: Because = key(one_of(Because), Because.NOT_SAID)
    reason: str = key(TEXT, "")
    as_of: str = key(TEXT, "")

    def trouble(self) -> str:
        """Return whether it says why a claim is unverified that is not."""
        told = self.because and self.verdict is not Verdict.UNVERIFIED
        return "says why it is unverified, but it is not" if told else ""


@dataclass(frozen=True, slots=True)
class Adjudication(Assessment):
    """The final verdict on a claim."""

    same: ClassVar[tuple[str, ...]] = ("claim",)


@dataclass(frozen=True, slots=True)
class Evidence(Item):
    """A source for or against claims; ``attachment`` is a file beside the review."""

    id: str = key(STRIPPED)
    kind: EvidenceKind = key(one_of(EvidenceKind), EvidenceKind.WEB)
    title: str = key(TEXT, "")
    author: str = key(TEXT, "")
    publisher: str = key(TEXT, "")
    published: str = key(TEXT, "")
    url: str = key(TEXT, "")
    archive_url: str = key(TEXT, "")
    citation: str = key(TEXT, "")
    quote: str = key(TEXT, "")
    accessed: str = key(TEXT, "")
    interest: str = key(TEXT, "")
    asked_on: str = key(TEXT, "")
    asked_how: str = key(TEXT, "")
    answered_on: str = key(TEXT, "")
    confidential: bool = key(FLAG, default=False)
    passage: str = key(STRIPPED, "", refers="passages")
    attachment: str = key(WORDS, "")
    attachment_name: str = key(TEXT, "")
    attachment_type: str = key(TEXT, "")


@dataclass(frozen=True, slots=True)
class ClaimEvidence(Item):
    """What one piece of evidence does to one claim."""

    same: ClassVar[tuple[str, ...]] = ("claim", "evidence")
    claim: str = key(STRIPPED, refers="claims")
    evidence: str = key(STRIPPED, refers="evidence")
    stance: EvidenceStance = key(one_of(EvidenceStance), EvidenceStance.CONTEXT)
    question: str = key(TEXT, "")


@dataclass(frozen=True, slots=True)
class Relation(Item):
    """How one claim stands to another."""

    same: ClassVar[tuple[str, ...]] = ("from_claim", "to_claim", "kind")
    from_claim: str = key(STRIPPED, name="from", refers="claims")
    to_claim: str = key(STRIPPED, name="to", refers="claims")
    kind: RelationKind = key(one_of(RelationKind))

    def trouble(self) -> str:
        """Return whether it relates a claim to itself."""
        return "relates a claim to itself" if self.from_claim == self.to_claim else ""


@dataclass(frozen=True, slots=True)
class Coverage(Item):
    """A stretch that was looked at and holds nothing to check."""

    same: ClassVar[tuple[str, ...]] = ("article", "start", "end")
    article: str = key(STRIPPED, refers="articles")
    start: int = key(POSITION)
    end: int = key(POSITION)
    reason: str = key(TEXT)

    def trouble(self) -> str:
        """Return whether it ends before it starts."""
        return "" if self.start < self.end else "must end after its start"


@dataclass(frozen=True, slots=True)
class Note(Item):
    """A free remark on an article, claim, passage or piece of evidence.

    One that others answer needs an ``id``; an answer comes behind what it answers, on the same.
    """

    same: ClassVar[tuple[str, ...]] = ("on", "reviewer", "body", "reply_to")
    on: Target = key(TARGET)
    reviewer: str = key(STRIPPED)
    body: str = key(STRIPPED)
    id: str = key(STRIPPED, "")
    reply_to: str = key(STRIPPED, "", refers="notes")


@dataclass(frozen=True, slots=True)
class ChecklistItem(Item):
    """A question the house asks of every claim."""

    id: str = key(STRIPPED)
    text: str = key(STRIPPED)


@dataclass(frozen=True, slots=True)
class Check(Item):
    """What became of an item of the checklist for one claim, and who said so."""

    same: ClassVar[tuple[str, ...]] = ("claim", "item")
    claim: str = key(STRIPPED, refers="claims")
    item: str = key(STRIPPED, refers="checklist")
    reviewer: str = key(STRIPPED)
    done: bool = key(FLAG, default=False)
    remark: str = key(TEXT, "")


@dataclass(frozen=True, slots=True)
class Assignment(Item):
    """Somebody who is asked for a verdict on a claim."""

    same: ClassVar[tuple[str, ...]] = ("claim", "reviewer")
    claim: str = key(STRIPPED, refers="claims")
    reviewer: str = key(STRIPPED)


@dataclass(frozen=True, slots=True)
class Dismissal(Item):
    """A stretch that does not repeat a claim, whatever a finder says."""

    same: ClassVar[tuple[str, ...]] = ("claim", "article", "start", "end")
    claim: str = key(STRIPPED, refers="claims")
    article: str = key(STRIPPED, refers="articles")
    start: int = key(POSITION)
    end: int = key(POSITION)

    def trouble(self) -> str:
        """Return whether it ends before it starts."""
        return "" if self.start < self.end else "must end after its start"


def _items(kind: type[Item], *, later: bool = False) -> Any:
    """Declare a list; one that came ``later`` is not written while nothing stands in it."""
    return field(default=(), metadata={"kind": kind, "later": later})


@dataclass(frozen=True, slots=True)
class Document:
    """A whole review as it stands in the file, each item checked by itself."""

    articles: tuple[Article, ...] = _items(Article)
    claims: tuple[Claim, ...] = _items(Claim)
    passages: tuple[Passage, ...] = _items(Passage)
    links: tuple[Link, ...] = _items(Link)
    assessments: tuple[Assessment, ...] = _items(Assessment)
    adjudications: tuple[Adjudication, ...] = _items(Adjudication)
    evidence: tuple[Evidence, ...] = _items(Evidence)
    claim_evidence: tuple[ClaimEvidence, ...] = _items(ClaimEvidence)
    relations: tuple[Relation, ...] = _items(Relation)
    coverage: tuple[Coverage, ...] = _items(Coverage)
    notes: tuple[Note, ...] = _items(Note)
    checklist: tuple[ChecklistItem, ...] = _items(ChecklistItem, later=True)
    checks: tuple[Check, ...] = _items(Check, later=True)
    assignments: tuple[Assignment, ...] = _items(Assignment, later=True)
    dismissals: tuple[Dismissal, ...] = _items(Dismissal, later=True)


KINDS: dict[str, type[Item]] = {part.name: part.metadata["kind"] for part in fields(Document)}
"""The lists of a review and what stands in each."""
LATER = frozenset(part.name for part in fields(Document) if part.metadata["later"])
"""The lists that are written only where something stands in them."""


def keys(kind: type[Item]) -> dict[str, "Field[Any]"]:
    """Return the keys of a kind of item, by the name they have in the file."""
    return {part.metadata["name"] or part.name: part for part in fields(kind)}
