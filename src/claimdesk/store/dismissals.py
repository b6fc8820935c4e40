"""Dismissals: stretches that a finder offered as repeating a claim, and that do not."""

from typing import Any

from sqlalchemy import select
from sqlmodel import col

from claimdesk.core.apparatus import DismissalRow
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id
from claimdesk.store import keep, records, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Article, ArticleVersion, Claim, Dismissal


def rows(session: Session, claim_id: Id | None = None) -> list[DismissalRow]:
    """Return what was dismissed for one claim or for all, in the current versions of articles."""
    query = (
        select(
            *(col(Dismissal.claim_id), col(Dismissal.article_version_id), col(Article.id)),
            *(col(Dismissal.start), col(Dismissal.end)),
        )
        .join(Claim, (col(Claim.id) == col(Dismissal.claim_id)) & (col(Claim.deleted) == 0))
        .join(Article, col(Article.current_version_id) == col(Dismissal.article_version_id))
        .where(col(Dismissal.deleted) == 0, col(Article.deleted) == 0)
        .order_by(
            *verdicts.list_order(),
            *(col(Article.position), col(Article.id), col(Dismissal.start), col(Dismissal.end)),
        )
    )
    if claim_id is not None:
        query = query.where(col(Dismissal.claim_id) == claim_id)
    return session.records(DismissalRow, query)


def dismiss(session: Session, claim_id: Id, version_id: Id, start: int, end: int) -> None:
    """Say that a stretch (code points) does not repeat a claim, so that it is not offered again."""
    keep.live(session, Claim, claim_id)
    version = keep.live(session, ArticleVersion, version_id)
    if not 0 <= start < end <= version["length"]:
        raise ReviewError(Code.REFUSED, "This stretch is not inside the article's text.")
    place = _place(claim_id, version_id, start, end)
    keep.put(session, Dismissal, records.id_of("dismissal", place), **place)


def recall(session: Session, claim_id: Id, version_id: Id, start: int, end: int) -> None:
    """Let a dismissed stretch be offered again."""
    place = _place(claim_id, version_id, start, end)
    keep.remove(session, Dismissal, records.id_of("dismissal", place))


def _place(claim_id: Id, version_id: Id, start: int, end: int) -> dict[str, Any]:
    ends = {"claim_id": claim_id, "article_version_id": version_id}
    return {**ends, "start": start, "end": end}
