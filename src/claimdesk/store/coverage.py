"""Coverage: stretches a reviewer looked at and found nothing to check in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlmodel import col

from claimdesk.core.apparatus import CoverageRow
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import derived_id
from claimdesk.core.model import Id
from claimdesk.core.sentences import sentences
from claimdesk.store import articles, keep
from claimdesk.store.store import Session
from claimdesk.store.tables import Article, ArticleVersion, Coverage, Reviewer

Span = tuple[int, int]
"""Start and end of a stretch in code points, end exclusive."""
_CURRENT = "SELECT current_version_id FROM article WHERE id = ? AND deleted = 0"
_CLAIMED = """
    SELECT start, "end" FROM passage WHERE article_version_id = ? AND deleted = 0 AND EXISTS (
        SELECT 1 FROM link JOIN claim ON claim.id = link.claim_id
        WHERE link.passage_id = passage.id AND link.deleted = 0 AND claim.deleted = 0)
"""


@dataclass(frozen=True, slots=True)
class Share:
    """How many sentences of an article a reviewer dealt with, and how many there are."""

    done: int
    sentences: int

    @property
    def percent(self) -> int:
        """Return the share in whole percent: 100 only when nothing is left, 0 when all is."""
        if not self.sentences:
            return 0
        whole = round(100 * self.done / self.sentences)
        return min(max(whole, self.done > 0), 100 - (self.done < self.sentences))


def rows(
    session: Session, version_id: Id | None = None, *, reviewer_id: Id | None = None
) -> list[CoverageRow]:
    """Return covered stretches by article and place: all, or of one version or one reviewer."""
    query = _query(of_version=version_id is not None, of_reviewer=reviewer_id is not None)
    return session.records(CoverageRow, query, version=version_id, reviewer=reviewer_id)


def add(
    session: Session, version_id: Id, reviewer_id: Id, start: int, end: int, reason: str = ""
) -> Id:
    """Write down that a stretch (code points) holds nothing to check."""
    version = keep.live(session, ArticleVersion, version_id)
    if not 0 <= start < end <= version["length"]:
        raise ReviewError(Code.REFUSED, "This stretch is not inside the article's text.")
    place = (version_id, reviewer_id, b"%d-%d" % (start, end))
    return keep.put(
        session,
        Coverage,
        derived_id("coverage", *place),
        article_version_id=version_id,
        reviewer_id=reviewer_id,
        start=start,
        end=end,
        reason=reason,
    )


def mark(session: Session, version_id: Id, spans: Iterable[Span], reason: str = "") -> None:
    """Write down that I looked at stretches and found nothing to check in them."""
    for start, end in spans:
        add(session, version_id, session.reviewer_id, start, end, reason)


def unmark(session: Session, version_id: Id, spans: Iterable[Span]) -> None:
    """Take back what I wrote down on these stretches; what reaches beyond them stays so there."""
    for start, end in spans:
        for row in rows(session, version_id, reviewer_id=session.reviewer_id):
            if row.end <= start or end <= row.start:
                continue
            keep.remove(session, Coverage, row.id)
            left = (row.start, min(row.end, start)), (max(row.start, end), row.end)
            mark(session, version_id, (one for one in left if one[0] < one[1]), row.reason)


def dealt_with(session: Session, reviewer_id: Id, article_id: Id) -> Share:
    """Return how many sentences of an article one reviewer dealt with.

    These are the ones a claim has a passage in, and those in which the reviewer found nothing to
    check from end to end.
    """
    found = session.sqlite.execute(_CURRENT, (article_id,)).fetchone()
    if found is None:
        return Share(0, 0)
    (version_id,) = found
    spans = [(one.start, one.end) for one in rows(session, version_id, reviewer_id=reviewer_id)]
    covered = _united(spans)
    claimed = _united(session.sqlite.execute(_CLAIMED, (version_id,)).fetchall())
    every = _sentences(articles.text(session, version_id))
    done = sum(_meets(claimed, *one) or _holds(covered, *one) for one in every)
    return Share(done, len(every))


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(sentences(text))


def _united(spans: Iterable[Span]) -> list[Span]:
    """Return stretches in order, those that touch made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _meets(united: list[Span], start: int, end: int) -> bool:
    """Return whether a stretch has anything in common with one of these."""
    place = bisect_left(united, (end,)) - 1
    return place >= 0 and united[place][1] > start


def _holds(united: list[Span], start: int, end: int) -> bool:
    """Return whether a stretch lies inside one of these."""
    place = bisect_right(united, start, key=itemgetter(0)) - 1
    return place >= 0 and united[place][1] >= end


@cache
def _query(*, of_version: bool, of_reviewer: bool) -> sa.Select[*tuple[Any, ...]]:
    query = (
        select(
            *(col(Coverage.id), col(Coverage.article_version_id), col(Article.id)),
            *(col(Coverage.reviewer_id), col(Reviewer.name)),
            *(col(Coverage.start), col(Coverage.end), col(Coverage.reason)),
        )
        .join(ArticleVersion, col(ArticleVersion.id) == col(Coverage.article_version_id))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .join(Reviewer, col(Reviewer.id) == col(Coverage.reviewer_id))
        .where(col(Coverage.deleted) == 0, col(Article.deleted) == 0)
        .order_by(col(Article.position), col(Coverage.start), col(Coverage.end), col(Reviewer.name))
    )
    if of_version:
        query = query.where(col(Coverage.article_version_id) == bindparam("version"))
    if of_reviewer:
        query = query.where(col(Coverage.reviewer_id) == bindparam("reviewer"))
    return query
