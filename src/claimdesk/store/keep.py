"""Add and remove records: the one way every subject does it."""

from typing import Any, TypeVar

from claimdesk.core.errors import Code, ReviewError
from claimdesk.store.store import Session
from claimdesk.store.tables import Tracked

R = TypeVar("R", bound=Tracked)


def put(session: Session, record: R) -> R:
    """Add a record; one that is there already stays as it is, a removed one comes back."""
    there = session.get(type(record), record.id)
    if there is None:
        session.add(record)
        session.flush()
        return record
    if there.deleted:
        there.deleted = 0
        session.flush()
    return there


def live(session: Session, kind: type[R], record_id: bytes) -> R:
    """Return a record that is not removed; REFUSED if there is none."""
    record = session.get(kind, record_id)
    if record is None or record.deleted:
        raise ReviewError(Code.REFUSED, "What should be changed is not there any more.")
    return record


def change(record: Tracked, allowed: frozenset[str], fields: dict[str, Any]) -> None:
    """Set fields of a record; names that may not be set are a bug."""
    unknown = fields.keys() - allowed
    if unknown:
        raise TypeError(f"no such field: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(record, name, value)


def remove(session: Session, record: Tracked) -> None:
    """Remove a record; what was changed so far is written first, so that it counts as seen."""
    session.flush()
    record.deleted = 1
    session.flush()
