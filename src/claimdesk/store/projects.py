"""The project itself: its title and how far it has come."""

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlmodel import col

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id, Progress, ProjectRow, Verdict
from claimdesk.store import keep, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Article, Claim, Project


def row(session: Session) -> ProjectRow:
    """Return the project."""
    return ProjectRow(*session.rows(_row())[0])


@cache
def _row() -> sa.Select[*tuple[Any, ...]]:
    return select(
        *(col(Project.id), col(Project.title), col(Project.description), col(Project.language)),
        col(Project.blind) == 1,
    )


def rename(session: Session, title: str) -> None:
    """Give the project another title."""
    if not title.strip():
        raise ReviewError(Code.REFUSED, "A project needs a title.")
    keep.change(session, Project, row(session).id, title=title.strip())


def set_blind(session: Session, *, blind: bool) -> None:
    """Hide others' verdicts until one's own is given, for everybody, or show them again."""
    keep.change(session, Project, row(session).id, blind=int(blind))


def progress(session: Session) -> Progress:
    """Return how many claims there are, by leading verdict."""
    verdict = verdicts.leading().verdict
    each = select(verdict, func.count()).select_from(Claim).where(col(Claim.deleted) == 0)
    counted = verdicts.led(each).group_by(verdict)
    by_verdict: dict[str | None, int] = {row[0]: row[1] for row in session.rows(counted)}
    articles = select(func.count()).select_from(Article).where(col(Article.deleted) == 0)
    return Progress(
        articles=session.rows(articles)[0][0],
        claims=sum(by_verdict.values()),
        confirmed=by_verdict.get(Verdict.CONFIRMED, 0),
        denied=by_verdict.get(Verdict.DENIED, 0),
        unverified=by_verdict.get(Verdict.UNVERIFIED, 0),
    )


def knows(session: Session, record_id: Id) -> bool:
    """Return whether the project has, or had, a record of any kind with this id."""
    query = "SELECT 1 FROM revision WHERE entity_id = ? LIMIT 1"
    return session.sqlite.execute(query, (record_id,)).fetchone() is not None
