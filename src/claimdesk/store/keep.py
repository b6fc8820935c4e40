"""Add, change and remove records: the one way every subject does it."""

from typing import Any

from claimdesk.core import order
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id
from claimdesk.store import projection
from claimdesk.store.store import Session
from claimdesk.store.tables import Tracked


def put(session: Session, kind: type[Tracked], record_id: Id, /, **values: Any) -> Id:
    """Add a record; one that is there already stays as it is, a removed one comes back."""
    session.action.put((kind.__tablename__, record_id), values)
    return record_id


def find(session: Session, kind: type[Tracked], record_id: Id) -> dict[str, Any] | None:
    """Return the columns of a record, or None if there is none or it is removed."""
    record = projection.current(session.sqlite, (kind.__tablename__, record_id))
    return None if record is None or record["deleted"] else record


def live(session: Session, kind: type[Tracked], record_id: Id) -> dict[str, Any]:
    """Return the columns of a record that is not removed; REFUSED if there is none."""
    record = find(session, kind, record_id)
    if record is None:
        raise ReviewError(Code.REFUSED, "What should be changed is not there any more.")
    return record


def change(session: Session, kind: type[Tracked], record_id: Id, /, **values: Any) -> None:
    """Set columns of a record; REFUSED if it is not there any more."""
    live(session, kind, record_id)
    session.action.write((kind.__tablename__, record_id), values)


def remove(session: Session, kind: type[Tracked], record_id: Id) -> None:
    """Remove a record; REFUSED if it is not there any more."""
    live(session, kind, record_id)
    session.action.remove((kind.__tablename__, record_id))


def check_names(fields: dict[str, Any], allowed: frozenset[str]) -> None:
    """Raise TypeError if a field is named that may not be set."""
    unknown = fields.keys() - allowed
    if unknown:
        raise TypeError(f"no such field: {', '.join(sorted(unknown))}")


def next_position(session: Session, kind: type[Tracked]) -> str:
    """Return the key of the place after all records of a kind, removed ones too."""
    known = ("last position", kind)
    last: str | None = session.info.get(known)
    if last is None:
        query = f"SELECT max(position) FROM {kind.__tablename__}"  # noqa: S608 - of the schema
        last = session.sqlite.execute(query).fetchone()[0]
    session.info[known] = order.after(last or "")
    return str(session.info[known])
