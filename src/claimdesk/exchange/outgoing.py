"""What of a review may leave the house, read once; every writer takes it from here.

This is the only place that decides which claims go out and that confidential evidence stays.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
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
)
from claimdesk.store.store import Session

R = TypeVar("R")


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
        return tuple(
            OutgoingClaim(
                row=row,
                detail=details[row.id],
                links=tuple(links.get(row.id, ())),
                assessments=tuple(given.get(row.id, ())),
                final=finals.get(row.id),
                sources=tuple(sources.get(row.id, ())),
                relations=tuple(related.get(row.id, ())),
                tags=tuple(tag.name for tag in tags.get(row.id, ())),
            )
            for row in chosen_claims(session, self._choice, links)
        )

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

    def attachment(self, row: EvidenceRow) -> bytes | None:
        """Return the bytes attached to a piece of evidence that is not confidential, if any."""
        if row.confidential or row.attachment_sha256 is None:
            return None
        return evidence.attachment(self._session, row.attachment_sha256)


def chosen_links(session: Session, choice: Choice) -> list[LinkRow]:
    """Return the links in the chosen articles, in the order of the claim list and the texts."""
    chosen = choice.articles
    return [row for row in passages.links(session) if chosen is None or row.article_id in chosen]


def chosen_claims(
    session: Session, choice: Choice, links: Mapping[Id, object]
) -> Iterable[ClaimRow]:
    """Yield the chosen claims in the order of the claim list; ``links`` are those by claim."""
    for row in claims.rows(session):
        is_wanted = (row.verdict or not choice.reviewed) and (
            choice.claims is None or row.id in choice.claims
        )
        if is_wanted and (choice.articles is None or row.id in links):
            yield row


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
    return datetime.fromtimestamp(ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
