"""Bring a value or a removed record back, as one action, from what the history says of it."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from claimdesk.core.chronicle import Hindrance, Raw
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Because, Id, Verdict
from claimdesk.store import assessments, claims, projection, revisions
from claimdesk.store.ends import ends
from claimdesk.store.projection import Key
from claimdesk.store.records import FIELDS, IMMUTABLE, LEVEL, PARENTS, Patch, decode, encode
from claimdesk.store.store import Session

_FIXED = frozenset(("deleted", "position", "current_version_id", "decided_ms", "basis"))
"""Fields nobody sets by themselves: places in lists, and what follows from other edits."""
_VERDICTS = frozenset(("assessment", "adjudication"))
_SENTENCES = {
    Hindrance.OTHERS_VERDICT: "Only whoever gave a verdict can bring it back.",
    Hindrance.REMOVED: "This is removed now; bring it back first.",
    Hindrance.SAME: "This is the present value.",
    Hindrance.FIXED: "This cannot be set by itself.",
    Hindrance.NOT_REMOVED: "This is not removed.",
    Hindrance.TARGET_REMOVED: "What this pointed to is removed now.",
    Hindrance.NO_VERDICT: "Only an unverified claim says why it is unverified.",
}


@dataclass(frozen=True, slots=True)
class Old:
    """One field of a record and a value it had."""

    kind: str
    id: Id
    field: str
    raw: Raw


def value_hindrance(session: Session, old: Old, reviewer_id: Id) -> Hindrance:
    """Return why this reviewer cannot give a field this value again, if so."""
    record = _record(session, (old.kind, old.id))
    checks = (
        (_is_fixed(old), Hindrance.FIXED),
        (_is_anothers(old.kind, record, reviewer_id), Hindrance.OTHERS_VERDICT),
        (_is_hidden(session, (old.kind, old.id)), Hindrance.REMOVED),
        (encode(record.get(old.field)) == old.raw, Hindrance.SAME),
        (_points_nowhere(session, old), Hindrance.TARGET_REMOVED),
        (_says_why(old) and record.get("verdict") != Verdict.UNVERIFIED, Hindrance.NO_VERDICT),
    )
    return next((why for holds, why in checks if holds), Hindrance.NONE)


def restore_value(session: Session, old: Old) -> None:
    """Give a field a value again that it had; REFUSED if that cannot be."""
    _refuse(value_hindrance(session, old, session.reviewer_id))
    try:
        _set(session, old)
    except (ValueError, sqlite3.IntegrityError):  # a file from elsewhere may tell of any value
        raise ReviewError(Code.REFUSED, "This value cannot be saved.") from None


def _set(session: Session, old: Old) -> None:
    if old.kind == "assessment":
        _restore_mine(session, old)
        return
    value: Any = decode(old.kind, old.field, old.raw)
    if old.kind == "claim":
        claims.change(session, old.id, **{old.field: value})
        return
    now = {"decided_ms": session.now_ms} if old.kind in _VERDICTS else {}
    session.action.write((old.kind, old.id), {old.field: value, **now})


def removal_hindrance(session: Session, key: Key, reviewer_id: Id) -> Hindrance:
    """Return why this reviewer cannot bring a record back, if so."""
    record = _record(session, key)
    if _is_anothers(key[0], record, reviewer_id):
        return Hindrance.OTHERS_VERDICT
    return Hindrance.NONE if record.get("deleted") else Hindrance.NOT_REMOVED


def restore_removed(session: Session, key: Key) -> int:
    """Bring back a removed record with all that was removed with it, and return how many records.

    What it hangs on comes back too, since it could not be seen without.
    """
    _refuse(removal_hindrance(session, key, session.reviewer_id))
    wanted: set[Key] = set()
    stack = [key]
    while stack:
        one = stack.pop()
        record = _record(session, one)
        if one not in wanted and record.get("deleted"):
            wanted.add(one)
            stack += _removed_with(session, one)
        stack += [up for up in _above(one, record) if up not in wanted]
    mine = session.reviewer_id
    kept = [one for one in wanted if not _is_anothers(one[0], _record(session, one), mine)]
    for one in sorted(kept, key=lambda one: (LEVEL[one[0]], one[1])):
        session.action.write(one, {}, restore=True)
    return len(kept)


def _removed_with(session: Session, key: Key) -> list[Key]:
    """Return the records that the action removed which removed this one."""
    entries = revisions.of_record(session.sqlite, key[1])
    last = [one for one in revisions.heads(entries) if one.kind == "delete"]
    return [
        (entry.entity, entry.entity_id)
        for removal in last
        for entry in revisions.of_transaction(session.sqlite, removal.session, removal.txn)
        if entry.kind == "delete"
    ]


def _above(key: Key, record: Patch) -> list[Key]:
    ends_up = ((parent, record.get(column)) for parent, column in PARENTS[key[0]])
    return [(parent, one) for parent, one in ends_up if one is not None]


def _restore_mine(session: Session, old: Old) -> None:
    claim_id = _record(session, (old.kind, old.id))["claim_id"]
    match old.field:
        case "verdict":
            assessments.decide(session, [claim_id], Verdict(str(old.raw)))
        case "unverified_because":
            assessments.describe(session, claim_id, because=Because(str(old.raw)))
        case field:
            assessments.describe(session, claim_id, **{field: str(old.raw)})  # type: ignore[arg-type]  # reason, as_of


def _record(session: Session, key: Key) -> Patch:
    return projection.current(session.sqlite, key) or {}


def _is_fixed(old: Old) -> bool:
    return old.field in _FIXED or old.field in IMMUTABLE.get(old.kind, ())


def _is_anothers(kind: str, record: Patch, reviewer_id: Id) -> bool:
    return kind in _VERDICTS and record.get("reviewer_id") != reviewer_id


def _is_hidden(session: Session, key: Key) -> bool:
    record = _record(session, key)
    if record.get("deleted", 1):
        return True
    return any(_is_hidden(session, one) for one in _above(key, record))


def _points_nowhere(session: Session, old: Old) -> bool:
    if old.raw is None or FIELDS[old.kind][old.field].kind != "id":
        return False
    target = next(end.target for end in ends()[old.kind] if end.field == old.field)
    return _is_hidden(session, (target, bytes.fromhex(str(old.raw))))


def _says_why(old: Old) -> bool:
    return old.field == "unverified_because" and bool(old.raw)


def _refuse(why: Hindrance) -> None:
    if why:
        raise ReviewError(Code.REFUSED, _SENTENCES[why])
