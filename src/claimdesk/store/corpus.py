"""All words of a project, folded and kept in memory, so that a search need not read them again.

Texts never change, so they are kept by their fingerprints. Everything else is read again when an
edit touched its kind, and folded again where it is worded otherwise. What the viewer may not see
of others' verdicts is not there.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import islice

from claimdesk.core.change import Change
from claimdesk.core.folded import Folded
from claimdesk.core.model import Id, Subject
from claimdesk.core.seeking import Hit, Seeker
from claimdesk.store import adjudications, articles, assessments, claims, content, evidence, notes
from claimdesk.store.store import Reader, Session

Still = Callable[[], bool]
"""Answers whether a search is still of use; asked from its thread."""

MOST = 2_000
"""Hits of one place that are kept; the others are only counted."""
_AT_ONCE = 50
"""Texts that are read in one transaction: an edit never waits longer than for these."""


class Field(StrEnum):
    """Which words of a record something is found in."""

    TEXT = "text"
    TITLE = "title"
    CONTEXT = "context"
    CLAIMANT = "claimant"
    REASON = "reason"
    FINAL_REASON = "final_reason"
    NOTE = "note"
    PUBLISHER = "publisher"
    AUTHOR = "author"
    QUOTE = "quote"
    CITATION = "citation"
    URL = "url"
    INTEREST = "interest"


@dataclass(frozen=True, slots=True)
class Source:
    """What a piece of text belongs to: an article, a claim, a note or a piece of evidence.

    ``leads_to`` is the claim, article, passage or evidence that is shown for it, ``name`` says it
    in words. ``number`` is that of a claim, or 0.
    """

    kind: str
    id: Id
    name: str
    number: int
    subject: Subject
    leads_to: Id


@dataclass(frozen=True, slots=True)
class Place:
    """One hit: in which words of what."""

    source: Source
    field: Field
    text: str
    hit: Hit


@dataclass(frozen=True, slots=True)
class Group:
    """What was found in one article, or in all claims, notes or evidence; in order."""

    kind: str
    source: Source | None
    places: tuple[Place, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Piece:
    source: Source
    field: Field
    words: Folded


ARTICLE, CLAIM, NOTE, EVIDENCE = "article", "claim", "note", "evidence"
KINDS = (ARTICLE, CLAIM, NOTE, EVIDENCE)
"""What is searched, in the order in which it is shown."""
_TOUCHED_BY = {
    ARTICLE: ("article", "article_version"),
    CLAIM: (*("claim", "assessment", "adjudication", "reviewer", "project", "assignment"),),
    NOTE: ("note", "article", "claim", "passage", "evidence", "reviewer"),
    EVIDENCE: ("evidence",),
}
_EVIDENCE_FIELDS = {
    Field.TITLE: "title",
    Field.AUTHOR: "author",
    Field.PUBLISHER: "publisher",
    Field.QUOTE: "quote",
    Field.CITATION: "citation",
    Field.URL: "url",
    Field.INTEREST: "interest",
}


def _always() -> bool:
    return True


class Corpus:
    """The words of one project; several threads may search it, one after the other."""

    def __init__(self, *, is_public: bool = False) -> None:
        """Prepare to read; ``is_public`` leaves out what is confidential."""
        self._is_public = is_public
        self._lock = threading.Lock()
        self._noting = threading.Lock()
        self._stale = set(KINDS)
        self._texts: dict[bytes, Folded] = {}
        self._articles: list[tuple[Source, bytes]] = []
        self._pieces: dict[str, list[_Piece]] = {}
        self._folded: dict[str, Folded] = {}

    def note(self, change: Change) -> None:
        """Remember what an edit touched."""
        self._spoil({kind for kind, touched in _TOUCHED_BY.items() if change.touches(*touched)})

    @property
    def is_fresh(self) -> bool:
        """Return whether nothing has to be read before the next search."""
        with self._lock:  # what another thread is reading now is known only afterwards
            return not self._stale

    def refresh(self, reader: Reader, still: Still = _always) -> None:
        """Read what is not known yet, or not any more, in short transactions."""
        with self._lock:
            with self._noting:
                stale, self._stale = self._stale, set()
            is_done = False
            try:
                is_done = self._read(reader, stale, still)
            finally:
                if not is_done:
                    self._spoil(stale)

    def find(
        self, seek: Seeker, kinds: Iterable[str] = KINDS, still: Still = _always
    ) -> list[Group]:
        """Return what is found, by kind and article; QueryError for an endless expression.

        What is found when nobody wants it any more is left out.
        """
        with self._lock:
            wanted = [kind for kind in KINDS if kind in set(kinds)]
            groups = [group for kind in wanted for group in self._groups(kind, seek, still)]
        return [group for group in groups if group.total]

    def _spoil(self, kinds: set[str]) -> None:
        with self._noting:
            self._stale |= kinds

    def _groups(self, kind: str, seek: Seeker, still: Still) -> Iterator[Group]:
        if kind == ARTICLE:
            for source, sha256 in self._articles:
                if still():
                    title = _Piece(source, Field.TITLE, self._fold(source.name))
                    text = _Piece(source, Field.TEXT, self._texts[sha256])
                    yield _group(kind, source, (title, text), seek)
        elif still():
            yield _group(kind, None, self._pieces[kind], seek)

    def _read(self, reader: Reader, stale: set[str], still: Still) -> bool:
        if ARTICLE in stale:
            self._articles = reader.read(_articles)
            missing = {sha256 for _, sha256 in self._articles} - self._texts.keys()
            rest = iter(sorted(missing))
            while some := list(islice(rest, _AT_ONCE)):
                if not still():
                    return False
                for sha256, text in reader.read(_texts, some).items():
                    self._texts[sha256] = Folded(text)
            needed = {sha256 for _, sha256 in self._articles}
            self._texts = {one: self._texts[one] for one in needed}
        for kind, read in (
            (CLAIM, _claims),
            (NOTE, partial(_notes, is_public=self._is_public)),
            (EVIDENCE, partial(_evidence, is_public=self._is_public)),
        ):
            if kind in stale:
                said = reader.read(read)
                self._pieces[kind] = [
                    _Piece(source, field, self._fold(text)) for source, field, text in said if text
                ]
        self._forget()
        return True

    def _fold(self, text: str) -> Folded:
        if text not in self._folded:
            self._folded[text] = Folded(text)
        return self._folded[text]

    def _forget(self) -> None:
        """Let go of words that nothing says any more."""
        pieces = [piece.words for kind in self._pieces.values() for piece in kind]
        titles = [self._fold(source.name) for source, _ in self._articles]
        self._folded = {words.text: words for words in (*pieces, *titles)}


def _group(kind: str, source: Source | None, pieces: Sequence[_Piece], seek: Seeker) -> Group:
    places: list[Place] = []
    total = 0
    for piece in pieces:
        for hit in seek(piece.words):
            total += 1
            if total <= MOST:
                places.append(Place(piece.source, piece.field, piece.words.text, hit))
    return Group(kind, source, tuple(places), total)


_Said = tuple[Source, Field, str]


def _articles(session: Session) -> list[tuple[Source, bytes]]:
    return [
        (Source(ARTICLE, row.id, row.title, 0, Subject.ARTICLE, row.id), row.text_sha256)
        for row in articles.rows(session)
    ]


def _texts(session: Session, some: Iterable[bytes]) -> dict[bytes, str]:
    return {sha256: content.load(session, sha256).decode() for sha256 in some}


def _claims(session: Session) -> list[_Said]:
    reasons: dict[Id, list[tuple[Field, str]]] = {}
    for one in assessments.rows(session):
        reasons.setdefault(one.claim_id, []).append((Field.REASON, one.reason))
    for final in adjudications.rows(session):
        reasons.setdefault(final.claim_id, []).append((Field.FINAL_REASON, final.reason))
    said = []
    for number, row in enumerate(claims.details(session), 1):
        source = Source(CLAIM, row.id, row.text, number, Subject.CLAIM, row.id)
        own = (Field.TEXT, row.text), (Field.CLAIMANT, row.claimant), (Field.CONTEXT, row.context)
        said += [(source, field, text) for field, text in (*own, *reasons.get(row.id, ()))]
    return said


def _notes(session: Session, *, is_public: bool) -> list[_Said]:
    hidden = {row.id for row in evidence.rows(session) if row.confidential and is_public}
    return [
        (
            Source(NOTE, row.id, row.about, 0, row.subject, row.subject_id),
            Field.NOTE,
            row.body,
        )
        for row in notes.rows(session)
        if row.subject_id not in hidden
    ]


def _evidence(session: Session, *, is_public: bool) -> list[_Said]:
    said = []
    for row in evidence.rows(session):
        if row.confidential and is_public:
            continue
        name = next(filter(None, (row.title, row.url, row.quote)), "")
        source = Source(EVIDENCE, row.id, name, 0, Subject.EVIDENCE, row.id)
        said += [(source, field, getattr(row, name)) for field, name in _EVIDENCE_FIELDS.items()]
    return said
