"""The people who work on the project; an id tells them apart, never a name."""

from sqlalchemy import select
from sqlmodel import col

from claimdesk.core.folding import fold
from claimdesk.core.ids import new_id
from claimdesk.core.model import Id, ReviewerRow
from claimdesk.store import keep
from claimdesk.store.store import Session
from claimdesk.store.tables import Reviewer


def rows(session: Session) -> list[ReviewerRow]:
    """Return everybody, by name."""
    query = (
        select(col(Reviewer.id), col(Reviewer.name), col(Reviewer.initials))
        .where(col(Reviewer.deleted) == 0)
        .order_by(col(Reviewer.name), col(Reviewer.id))
    )
    return session.records(ReviewerRow, query)


def meant(session: Session, name: str) -> Id:
    """Return whom somebody means by a name, however it is written; added if there is nobody."""
    names = [row.name for row in rows(session)]
    alike = (one for one in names if fold(one) == fold(name))
    return named(session, name if name in names else next(alike, name))


def named(session: Session, name: str) -> Id:
    """Return the reviewer of this name, added if there is none; the first where several are."""
    for row in rows(session):
        if row.name == name:
            return row.id
    initials = "".join(word[0] for word in name.split())[:3].upper()
    return keep.put(session, Reviewer, new_id(), name=name, initials=initials)
