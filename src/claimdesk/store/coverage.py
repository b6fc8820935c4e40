"""Coverage: stretches a reviewer looked at and found nothing to check in."""

from sqlalchemy import select
from sqlmodel import col

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import derived_id
from claimdesk.core.model import CoverageRow, Id
from claimdesk.store import keep
from claimdesk.store.store import Session
from claimdesk.store.tables import Article, ArticleVersion, Coverage, Reviewer


def rows(session: Session) -> list[CoverageRow]:
    """Return all covered stretches, by article and place."""
    query = (
        select(
            *(col(Coverage.article_version_id), col(Article.id), col(Reviewer.name)),
            *(col(Coverage.start), col(Coverage.end), col(Coverage.reason)),
        )
        .join(ArticleVersion, col(ArticleVersion.id) == col(Coverage.article_version_id))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .join(Reviewer, col(Reviewer.id) == col(Coverage.reviewer_id))
        .where(col(Coverage.deleted) == 0, col(Article.deleted) == 0)
        .order_by(col(Article.position), col(Coverage.start), col(Coverage.end), col(Reviewer.name))
    )
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
