"""Coverage: stretches a reviewer looked at and found nothing to check in."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlmodel import col

from claimdesk.core.apparatus import CoverageRow
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import derived_id
from claimdesk.core.model import Id
from claimdesk.store import keep
from claimdesk.store.store import Session
from claimdesk.store.tables import Article, ArticleVersion, Coverage, Reviewer

Span = tuple[int, int]
"""Start and end of a stretch in code points, end exclusive."""


def rows(
    session: Session, version_id: Id | None = None, *, reviewer_id: Id | None = None
) -> list[CoverageRow]:
    """Return covered stretches by article and place: all, or of one version or one reviewer."""
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
    if version_id is not None:
        query = query.where(col(Coverage.article_version_id) == version_id)
    if reviewer_id is not None:
        query = query.where(col(Coverage.reviewer_id) == reviewer_id)
    return session.records(CoverageRow, query)


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


def dealt_with(session: Session, reviewer_id: Id) -> dict[Id, float]:
    """Return for each article the share of its text, 0 to 1, that one reviewer dealt with.

    That is what carries a claim, and what the reviewer found nothing to check in.
    """
    covered: dict[bytes, int] = {}
    last: dict[bytes, int] = {}
    lengths: dict[bytes, int] = {}
    query = """
        WITH current AS (
            SELECT article.id AS id, version.id AS version, version.length AS length
            FROM article JOIN article_version AS version ON version.id = article.current_version_id
            WHERE article.deleted = 0)
        SELECT current.id, length, passage.start AS start, passage."end"
        FROM current JOIN passage ON passage.article_version_id = version
        WHERE passage.deleted = 0 AND EXISTS (
            SELECT 1 FROM link JOIN claim ON claim.id = link.claim_id
            WHERE link.passage_id = passage.id AND link.deleted = 0 AND claim.deleted = 0)
        UNION ALL
        SELECT current.id, length, coverage.start, coverage."end"
        FROM current JOIN coverage ON coverage.article_version_id = version
        WHERE coverage.deleted = 0 AND coverage.reviewer_id = ?
        UNION ALL SELECT id, length, 0, 0 FROM current ORDER BY start
    """
    for article_id, length, start, end in session.sqlite.execute(query, (reviewer_id,)):
        reached = last.get(article_id, 0)
        covered[article_id] = covered.get(article_id, 0) + max(0, end - max(start, reached))
        last[article_id] = max(reached, end)
        lengths[article_id] = length
    return {Id(one): covered[one] / lengths[one] for one in covered}
