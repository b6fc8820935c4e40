"""What of a review may leave the house, read once; every writer takes it from here.

This is the only place that decides which claims go out and that confidential evidence stays.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import TypeVar

from claimdesk.core.apparatus import ClaimEvidenceRow, EvidenceRow, NoteRow, RelationRow
from claimdesk.core.i18n import mark
from claimdesk.core.model import (
    AdjudicationRow,
    ArticleRow,
    AssessmentRow,
    ClaimDetail,
    ClaimRow,
    Id,
    LinkRow,
    PassageRow,
    ProjectRow,
)
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    blind,
    claims,
    evidence,
    notes,
    passages,
    projects,
    relations,
    tabular,
)
from claimdesk.store.store import Session

R = TypeVar("R")
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which claims go out: only reviewed ones or all; of these articles, and of these, if named.

    With articles chosen, the links that count and are listed are those in these articles. Notes
    are for the house, so they stay in it unless they are wished for.
    ``columns`` are those that tables have (see ``tables``), or all.
    """

    reviewed: bool = True
    articles: frozenset[Id] | None = None
    claims: frozenset[Id] | None = None
    notes: bool = False
    columns: tuple[str, ...] | None = None


REVIEWED = Choice()
"""What goes out unless somebody chooses otherwise: every claim with a verdict."""


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of evidence and what it does to one claim."""

    row: EvidenceRow
    use: ClaimEvidenceRow


@dataclass(frozen=True, slots=True)
class OutgoingClaim:
    """A claim with all that hangs on it and may leave the house."""

    row: ClaimRow
    detail: ClaimDetail
    links: tuple[LinkRow, ...]
    assessments: tuple[AssessmentRow, ...]
    final: AdjudicationRow | None
    sources: tuple[Source, ...]
    relations: tuple[RelationRow, ...]
    tags: tuple[str, ...]


class Outgoing:
    """The review as writers see it; what a writer does not ask for is not read."""

    def __init__(self, session: Session, choice: Choice = REVIEWED) -> None:
        self._session = session
        self._choice = choice

    def beat(self) -> None:
        """Let whoever waits stop the work; to be called in everything that takes long."""
        self._session.beat()

    @cached_property
    def project(self) -> ProjectRow:
        """Return the project."""
        return projects.row(self._session)

    @cached_property
    def claims(self) -> tuple[OutgoingClaim, ...]:
        """Return the chosen claims in the order of the claim list."""
        session = self._session
        details = {row.id: row for row in claims.details(session)}
        links = grouped(chosen_links(session, self._choice), lambda row: row.claim_id)
        given = grouped(assessments.rows(session), lambda row: row.claim_id)
        finals = {row.claim_id: row for row in adjudications.rows(session)}
        related = grouped(relations.rows(session), lambda row: row.from_claim_id)
        tags = grouped(claims.tags(session), lambda row: row.claim_id)
        sources = open_sources(session)
        found: list[OutgoingClaim] = []
        for row in chosen_claims(session, self._choice, links):
            self.beat()
            one = OutgoingClaim(
                row=row,
                detail=details[row.id],
                links=tuple(links.get(row.id, ())),
                assessments=tuple(given.get(row.id, ())),
                final=finals.get(row.id),
                sources=tuple(sources.get(row.id, ())),
                relations=tuple(related.get(row.id, ())),
                tags=tuple(tag.name for tag in tags.get(row.id, ())),
            )
            found.append(one)
        return tuple(found)

    @cached_property
    def articles(self) -> tuple[ArticleRow, ...]:
        """Return the chosen articles, or else all, in their order."""
        chosen = self._choice.articles
        rows = articles.rows(self._session)
        return tuple(row for row in rows if chosen is None or row.id in chosen)

    @cached_property
    def passages(self) -> Mapping[Id, PassageRow]:
        """Return the passages of the chosen claims by their ids."""
        wanted = {link.passage_id for claim in self.claims for link in claim.links}
        return {row.id: row for row in passages.rows(self._session) if row.id in wanted}

    @cached_property
    def notes(self) -> Mapping[Id, Sequence[NoteRow]]:
        """Return the notes on what goes out, by what they are on; none unless wished for."""
        if not self._choice.notes:
            return {}
        open_to_all = {source.row.id for claim in self.claims for source in claim.sources}
        going = open_to_all | {claim.row.id for claim in self.claims} | self.passages.keys()
        going |= {row.id for row in self.articles}
        found = (row for row in notes.rows(self._session) if row.subject_id in going)
        return grouped(found, lambda row: row.subject_id)

    def text(self, article: ArticleRow) -> str:
        """Return the text of an article."""
        return articles.text(self._session, article.version_id)


def chosen_links(session: Session, choice: Choice) -> list[LinkRow]:
    """Return the links in the chosen articles, in the order of the claim list and the texts."""
    chosen = choice.articles
    return [row for row in passages.links(session) if chosen is None or row.article_id in chosen]


def chosen_claims(
    session: Session, choice: Choice, links: Mapping[Id, object]
) -> Iterable[ClaimRow]:
    """Yield the chosen claims in the order of the claim list; ``links`` are those by claim."""
    for row in claims.rows(session):
        if is_chosen(choice, row.id, row.verdict, links.get(row.id)):
            yield row


def is_chosen(choice: Choice, claim_id: Id, verdict: str | None, linked: object) -> bool:
    """Return whether a claim goes out; ``linked`` is what it has in the chosen articles, if any."""
    is_wanted = (verdict or not choice.reviewed) and (
        choice.claims is None or claim_id in choice.claims
    )
    return bool(is_wanted and (choice.articles is None or linked))


def open_sources(session: Session) -> dict[Id, list[Source]]:
    """Return for each claim its evidence, but for what is confidential."""
    open_to_all = {row.id: row for row in evidence.rows(session) if not row.confidential}
    found: dict[Id, list[Source]] = {}
    for use in evidence.links(session):
        if use.evidence_id in open_to_all:
            found.setdefault(use.claim_id, []).append(Source(open_to_all[use.evidence_id], use))
    return found


def withheld(session: Session) -> tuple[str, ...]:
    """Return what is to be said of an export in which verdicts of others are left out."""
    if not blind.is_on(session) or not blind.closed(session):
        return ()
    return (mark("Blind review: what others decided on claims you have not judged is left out."),)


def open_lines(session: Session) -> Iterator[tuple[Id, str]]:
    """Yield claim and line of all evidence that is not confidential, in the order of the list."""
    for claim_id, is_confidential, title, citation, url, kind in tabular.evidence(session):
        if not is_confidential:
            yield claim_id, " ".join(f"{title or citation} {url}".split()) or kind


def grouped(rows: Iterable[R], by: Callable[[R], Id]) -> dict[Id, list[R]]:
    """Return rows in groups, each in the order they came in."""
    groups: dict[Id, list[R]] = {}
    for row in rows:
        groups.setdefault(by(row), []).append(row)
    return groups


def moment(ms: int | None) -> str:
    """Return a time, Unix ms, in ISO 8601 to the second and in UTC; empty for none."""
    if ms is None:
        return ""
    days, seconds = divmod(ms // 1000, 86_400)
    minutes, second = divmod(seconds, 60)
    return f"{_day(days)}T{minutes // 60:02}:{minutes % 60:02}:{second:02}Z"


@lru_cache(64)
def _day(days: int) -> str:
    """Return a day, counted from the first of 1970."""
    return (_EPOCH + timedelta(days)).isoformat()
