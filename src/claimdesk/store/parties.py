"""Who says what: the claims that somebody is named for, and what each speaker does with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exists, func, select
from sqlalchemy.orm import Mapped
from sqlmodel import col

from claimdesk.core.model import ClaimRow, Id, Stance
from claimdesk.store import listing
from claimdesk.store.store import Session
from claimdesk.store.tables import Article, ArticleVersion, Claim, Link, Passage

_PORTION = 500


@dataclass(frozen=True, slots=True)
class Said:
    """One passage in which a speaker does something with a claim; places are code points."""

    claim_id: Id
    speaker: str
    stance: Stance
    passage_id: Id
    quote: str
    article_id: Id
    article: str
    start: int


@dataclass(frozen=True, slots=True)
class Party:
    """A speaker, and in how many passages this one is named."""

    name: str
    passages: int


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A claim with what its speakers say, in the order of the articles and their text."""

    claim: ClaimRow
    said: tuple[Said, ...]

    def by(self, speaker: str) -> tuple[Said, ...]:
        """Return what one speaker says."""
        return tuple(one for one in self.said if one.speaker == speaker)


def speakers(session: Session, article_id: Id | None = None) -> list[Party]:
    """Return all speakers, of one article if need be, those with most passages first."""
    number = func.count()
    query = (
        select(col(Link.speaker), number)
        .select_from(Link)
        .join(Claim, (col(Claim.id) == col(Link.claim_id)) & (col(Claim.deleted) == 0))
        .join(Passage, col(Passage.id) == col(Link.passage_id))
        .where(*_spoken(article_id))
        .group_by(col(Link.speaker))
        .order_by(number.desc(), col(Link.speaker))
    )
    return session.records(Party, query)


def claim_ids(session: Session, article_id: Id | None = None, most: int | None = None) -> list[Id]:
    """Return the claims that have a speaker, in the order of the claim list: all or the first."""
    query = _having_speakers(col(Claim.id), article_id)
    query = query.order_by(col(Claim.position), col(Claim.id)).limit(most)
    return [Id(one) for one in session.column(query)]


def count(session: Session, article_id: Id | None = None) -> int:
    """Return how many claims have a speaker."""
    return int(session.column(_having_speakers(func.count(), article_id))[0])


def rows(session: Session, ids: Iterable[Id], article_id: Id | None = None) -> list[PartyRow]:
    """Return some claims with what is said about them; their verdicts as far as I may see them."""
    wanted = list(ids)
    said: dict[Id, list[Said]] = {}
    for first in range(0, len(wanted), _PORTION):
        query = _linked(
            select(
                *(col(Claim.id), col(Link.speaker), col(Link.stance), col(Passage.id)),
                *(col(Passage.quote), col(Article.id), col(Article.title), col(Passage.start)),
            ),
            article_id,
        ).where(col(Claim.id).in_(wanted[first : first + _PORTION]))
        order = (col(Article.position), col(Passage.start), col(Passage.id))
        for one in session.records(Said, query.order_by(*order)):
            said.setdefault(one.claim_id, []).append(one)
    lines = listing.rows(session, wanted)
    return [PartyRow(lines[one], tuple(said.get(one, ()))) for one in wanted if one in lines]


def _linked(
    query: sa.Select[*tuple[Any, ...]], article_id: Id | None
) -> sa.Select[*tuple[Any, ...]]:
    """Narrow a query to links with a speaker that are there, in one article if need be.

    Asked for a list of texts, SQLite would go through all their passages.
    """
    query = (
        query.select_from(Link)
        .join(Claim, col(Claim.id) == col(Link.claim_id))
        .join(Passage, col(Passage.id) == col(Link.passage_id))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Passage.article_version_id))
        .join(Article, col(Article.current_version_id) == col(ArticleVersion.id))
        .where(col(Link.deleted) == 0, col(Claim.deleted) == 0, col(Passage.deleted) == 0)
        .where(col(Article.deleted) == 0, col(Link.speaker) != "")
    )
    return query if article_id is None else query.where(col(Article.id) == article_id)


def _having_speakers(
    column: sa.ColumnElement[Any] | Mapped[Any], article_id: Id | None
) -> sa.Select[*tuple[Any, ...]]:
    """Ask for claims that have a speaker: link by link only until one is found."""
    there = exists().where(
        col(Link.claim_id) == col(Claim.id),
        col(Passage.id) == col(Link.passage_id),
        *_spoken(article_id),
    )
    return select(column).select_from(Claim).where(col(Claim.deleted) == 0, there)


def _spoken(article_id: Id | None) -> tuple[sa.ColumnElement[bool], ...]:
    """Return what makes a link with its passage one that names a speaker in a text as it is now."""
    texts = select(col(Article.current_version_id)).where(col(Article.deleted) == 0)
    if article_id is not None:
        texts = texts.where(col(Article.id) == article_id)
    return (
        *(col(Link.deleted) == 0, col(Link.speaker) != "", col(Passage.deleted) == 0),
        col(Passage.article_version_id).in_(texts),
    )
