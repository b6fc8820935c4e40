"""Take the claims of a table in: what would be added and what is there, then all as one edit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from claimdesk.core.ids import as_text, from_text
from claimdesk.core.model import ArticleRow, ClaimRow, Id, Subject
from claimdesk.core.sources import understood
from claimdesk.exchange import review_format as form
from claimdesk.exchange.claims_csv.drafts import Draft, Drafts, Quoted, Trouble
from claimdesk.exchange.claims_csv.places import Place, Placed, place_all
from claimdesk.exchange.claims_csv.verdict_words import in_essence, tidy
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.exchange.review_load import Loading, LoadReport
from claimdesk.exchange.review_read import Review
from claimdesk.exchange.review_rules import Target
from claimdesk.store import blind, claims, reviewers
from claimdesk.store.store import Session


@dataclass(frozen=True, slots=True)
class Planned:
    """A claim that would come in, with its quotes; ``there`` is the same claim in the project.

    ``adds`` counts what would be added to that: verdicts, passages, evidence, notes.
    """

    draft: Draft
    quotes: tuple[Placed, ...]
    there: ClaimRow | None = None
    adds: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table comes to in a project."""

    claims: tuple[Planned, ...]
    troubles: tuple[Trouble, ...]
    unknown_verdicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody decided on a plan: claims left out, by line, and places picked for quotes."""

    left_out: frozenset[int] = frozenset()
    picked: Mapping[Quoted, Place | None] = field(default_factory=dict)

    def wanted(self, planned: Plan) -> list[Planned]:
        """Return the claims that are not left out."""
        return [one for one in planned.claims if one.draft.line not in self.left_out]

    def place_of(self, placed: Placed) -> Place | None:
        """Return where a quote is taken to stand; None for no passage."""
        if placed.quoted in self.picked:
            return self.picked[placed.quoted]
        return placed.places[0] if placed.is_sure else None


AS_PLANNED = Wish()


def plan(session: Session, found: Drafts, tick: Tick = unwatched) -> Plan:
    """Compare claims with those of the project, and look for their quotes in its articles."""
    there = _There(claims.rows(session))
    quotes = [one for draft in found.claims for one in draft.quotes]
    placed = place_all(session, quotes, tick)
    compared = [
        Planned(draft, tuple(placed[one] for one in draft.quotes), there.same(draft))
        for draft in found.claims
    ]
    if any(one.there for one in compared):
        loading = Loading(session, is_dry=True)
        compared = [_with_news(session, loading, one) if one.there else one for one in compared]
    return Plan(tuple(compared), found.troubles, found.unknown_verdicts)


def _with_news(session: Session, loading: Loading, one: Planned) -> Planned:
    before = loading.added
    loading.take(session, _review_of(session, [one], AS_PLANNED))
    return replace(one, adds=loading.added - before)


def take_in(
    session: Session, planned: Plan, wish: Wish = AS_PLANNED, tick: Tick = unwatched
) -> LoadReport:
    """Add to the project what a plan has and the project does not; an edit for the store."""
    loading = Loading(session)
    loading.take(session, _review_of(session, wish.wanted(planned), wish), tick)
    return loading.report()


class Intake:
    """Takes the claims of a plan in, some at a time; each time is an edit for the store.

    Each claim comes in whole, so whoever waits can stop between two times.
    """

    def __init__(self, planned: Plan, wish: Wish, loading: Loading) -> None:
        """Begin with what the project has; nothing else may change there before the last time."""
        self._left = wish.wanted(planned)
        self._wish = wish
        self._loading = loading
        self.total = len(self._left)
        self.done = 0

    @property
    def is_over(self) -> bool:
        """Return whether all claims are in."""
        return self.done == self.total

    def take(self, session: Session, number: int) -> None:
        """Add so many claims."""
        part = self._left[self.done : self.done + number]
        self._loading.take(session, _review_of(session, part, self._wish))
        self.done += len(part)

    def report(self) -> LoadReport:
        """Return what was added up to now."""
        return self._loading.report()


def _review_of(session: Session, wanted: Sequence[Planned], wish: Wish) -> Review:
    names = {row.id: row.name for row in reviewers.rows(session)}
    writing = _Writing(names.get(blind.viewer(session) or Id(b""), ""), wish)
    for one in wanted:
        writing.add(one)
    return writing.review()


class _There:
    """The claims of the project, to be found by id and by what they say."""

    def __init__(self, rows: Sequence[ClaimRow]) -> None:
        self._by_id = {row.id: row for row in rows}
        self._by_words: dict[str, list[ClaimRow]] = {}
        for row in rows:
            self._by_words.setdefault(in_essence(row.text), []).append(row)

    def same(self, draft: Draft) -> ClaimRow | None:
        """Return the claim with the id of a draft, else the first that says the same."""
        own = from_text(draft.claim.id)
        if own is not None and own in self._by_id:
            return self._by_id[own]
        claimant = tidy(draft.claim.claimant)
        for row in self._by_words.get(in_essence(draft.claim.text), ()):
            if not claimant or tidy(row.claimant) in ("", claimant):
                return row
        return None


class _Writing:
    """Puts claims in the words of the review format, by which they are loaded."""

    def __init__(self, me: str, wish: Wish) -> None:
        self._me = me
        self._wish = wish
        self._articles: dict[Id, form.Article] = {}
        self._passages: dict[str, form.Passage] = {}
        self._claims: list[form.Claim] = []
        self._links: dict[tuple[object, ...], form.Link] = {}
        self._assessments: list[form.Assessment] = []
        self._evidence: dict[str, form.Evidence] = {}
        self._uses: list[form.ClaimEvidence] = []
        self._notes: list[form.Note] = []
        self._lines: dict[form.Item, str] = {}

    def add(self, planned: Planned) -> None:
        """Add a claim with all that goes with it."""
        draft = planned.draft
        claim = _claim(planned)
        place = f"Line {draft.line}"
        self._claims.append(claim)
        self._lines[claim] = place
        for placed in planned.quotes:
            where = self._wish.place_of(placed)
            if where is not None:
                quoted = placed.quoted
                passage = self._passage(where)
                link = form.Link(claim.id, passage, quoted.stance, quoted.voice, quoted.speaker)
                self._links.setdefault(link.identity, link)
                self._lines[link] = f"Line {quoted.line}"
        if draft.opinion is not None:
            said = draft.opinion
            assessment = form.Assessment(
                claim.id,
                draft.reviewer or self._me,
                said.verdict,
                said.because,
                said.reason,
                said.as_of,
            )
            self._assessments.append(assessment)
            self._lines[assessment] = place
        for text in draft.evidence:
            self._evidence.setdefault(text, _evidence(text))
            self._uses.append(form.ClaimEvidence(claim.id, text))
        for body in draft.notes:
            self._notes.append(form.Note(Target(Subject.CLAIM, claim.id), self._me, body))

    def review(self) -> Review:
        """Return all that was added, as a review that can be loaded."""
        document = form.Document(
            articles=tuple(self._articles.values()),
            claims=tuple(self._claims),
            passages=tuple(self._passages.values()),
            links=tuple(self._links.values()),
            assessments=tuple(self._assessments),
            evidence=tuple(self._evidence.values()),
            claim_evidence=tuple(self._uses),
            notes=tuple(self._notes),
        )
        return Review(document, {}, {}, (), (), self._lines)

    def _passage(self, where: Place) -> str:
        article = self._article(where.article)
        own = f"{article}:{where.start}-{where.end}"
        self._passages.setdefault(
            own, form.Passage(own, article, where.start, where.end, where.words)
        )
        return own

    def _article(self, row: ArticleRow) -> str:
        own = as_text(row.id)
        said = form.Article(own, row.title, sha256=row.text_sha256.hex())
        self._articles.setdefault(row.id, said)
        return own


def _claim(planned: Planned) -> form.Claim:
    said = planned.draft.claim
    if planned.there is not None:
        return replace(said, id=as_text(planned.there.id), text=planned.there.text)
    # What says the same becomes the same claim, however often the table is taken in.
    return said if said.id else replace(said, id=f"{said.text}\n{said.claimant}")


def _evidence(text: str) -> form.Evidence:
    said: dict[str, Any] = understood(text)
    return form.Evidence(id=text, **said)
