"""Add, change and remove records: the one way every subject does it."""

from collections.abc import Collection
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


def move(
    session: Session, kind: type[Tracked], record_ids: Collection[Id], before: Id | None
) -> None:
    """Put records in front of another, in the order they have; None: behind all others.

    Only the records that move are written, whatever the length of the list.
    """
    places = {one: (live(session, kind, one)["position"], one) for one in record_ids}
    moving = sorted(places, key=places.__getitem__)
    if before is None:
        for one in moving:
            change(session, kind, one, position=next_position(session, kind))
    elif before not in places:
        _squeeze(session, kind, moving, before)


def _squeeze(session: Session, kind: type[Tracked], moving: list[Id], before: Id) -> None:
    table = kind.__tablename__
    high: str = live(session, kind, before)["position"]
    query = f"SELECT id, position FROM {table} WHERE deleted=0 "  # noqa: S608 - of the schema
    others = session.sqlite.execute(
        query + "AND (position, id) < (?, ?) ORDER BY position DESC, id DESC", (high, before)
    )
    low = next((position for one, position in others if one not in moving), "")
    if low == high:  # united copies may have records of one key: those behind go with them
        tied = session.sqlite.execute(
            query + "AND position = ? AND id >= ? ORDER BY id", (high, before)
        )
        moving = moving + [Id(one) for one, _ in tied if one not in moving]
        above = f"SELECT min(position) FROM {table} WHERE position > ?"  # noqa: S608 - likewise
        high = session.sqlite.execute(above, (high,)).fetchone()[0] or ""
    for one in moving:
        low = order.between(low, high)
        change(session, kind, one, position=low)
