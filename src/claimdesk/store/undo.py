"""Take an action back as new history, field by field where somebody went on with it since.

A field that is still as the action left it gets the value from before. A record the action made
goes again, unless it was changed since or somebody else's work hangs on it: then it stays with
all the action made below it, and whatever that hangs on.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from claimdesk.core.change import Left, Since, Transaction
from claimdesk.core.errors import Code, ReviewError
from claimdesk.store import claim_number, projection, revisions
from claimdesk.store.history import GONE_BEFORE, Action, children_first
from claimdesk.store.projection import Key
from claimdesk.store.records import FIELDS, PARENTS, Patch, decode
from claimdesk.store.revisions import Revision

_TOGETHER = frozenset(("verdict", "unverified_because"))
"""Fields of which one makes no sense with another value of the other."""
_OF_THE_CLOCK = frozenset(("decided_ms",))
"""Fields that follow others and are not worth a word."""


@dataclass(frozen=True, slots=True)
class Back:
    """What taking an action back means for one record, going by its entries alone.

    ``values`` are from before, as the history writes them, for the fields nobody changed since;
    ``deleted`` is the flag from before, if the action wrote it; ``overtaken`` were changed since.
    """

    values: Patch
    deleted: int | None
    overtaken: frozenset[str]


def value(entity: str, state: Patch, field: str) -> object:
    """Return a field of a projected state, as the history writes it."""
    return state.get(field, FIELDS[entity][field].default)


def back(entity: str, entries: list[Revision], mine: list[Revision]) -> Back:
    """Return what taking ``mine`` back means, given all entries about their record."""
    if len(entries) == len(mine):  # made by the action and not touched since
        return Back({}, 1, frozenset())
    written = {name for entry in mine for name in entry.values} - {"seen"}
    mine_ids = {entry.id for entry in mine}
    known = revisions.ancestors(entries, mine_ids)
    earlier = [entry for entry in entries if entry.id in known - mine_ids]
    before = projection.project(earlier)
    after = projection.project(entry for entry in entries if entry.id in known).state
    now = projection.project(entries).state
    deleted = before.deleted if earlier else 1
    flagged = "deleted" in written or not earlier
    looked_at = now.keys() | after.keys() if flagged and deleted else written - {"deleted"}
    if written & _TOGETHER:
        looked_at = looked_at | (_TOGETHER & FIELDS[entity].keys())
    overtaken = {
        name for name in looked_at if value(entity, now, name) != value(entity, after, name)
    }
    if overtaken & _TOGETHER:
        overtaken |= written & _TOGETHER
    values = {
        name: value(entity, before.state, name)
        for name in written - {"deleted"} - overtaken
        if earlier
    }
    if not (flagged and deleted):  # whoever gave a field its value from before did our work
        overtaken = {
            name
            for name in overtaken
            if value(entity, now, name) != value(entity, before.state, name)
        }
    return Back(values, deleted if flagged else None, frozenset(overtaken))


def revert(
    action: Action, connection: sqlite3.Connection, transactions: Iterable[Transaction]
) -> tuple[Left, ...]:
    """Give every record these transactions touched the values from before them.

    Returns what was changed since and stays as it is; REFUSED if that is all of it.
    """
    return _Undoing(action, connection, transactions).carry_out()


class _Undoing:
    """One action while it is taken back."""

    def __init__(
        self, action: Action, connection: sqlite3.Connection, transactions: Iterable[Transaction]
    ) -> None:
        self._action = action
        self._connection = connection
        self._mine: dict[Key, list[Revision]] = {}
        for done in transactions:
            found = revisions.of_transaction(connection, done.session, done.number)
            if not found:
                raise ReviewError(Code.REFUSED, "What should be taken back is not in this file.")
            for entry in found:
                self._mine.setdefault((entry.entity, entry.entity_id), []).append(entry)
        self._entries = {key: revisions.of_record(connection, key[1]) for key in self._mine}
        self._back = {key: back(key[0], self._entries[key], self._mine[key]) for key in self._mine}
        self._rows = {key: projection.current(connection, key) or {} for key in self._mine}
        self._left: list[tuple[Key, frozenset[str], Since, bytes]] = []

    def carry_out(self) -> tuple[Left, ...]:
        keys = sorted(self._mine, key=children_first)
        gone = {key for key in keys if self._rows[key]["deleted"]}
        raised = {key for key in keys if self._back[key].deleted == 0} & gone
        removed = {key for key in keys if self._back[key].deleted == 1} - gone
        removed -= self._kept(removed)
        writes = {key: self._values(key) for key in keys if self._back[key].deleted != 1}
        writes.update({key: self._values(key) for key in removed})
        for key in sorted(writes.keys() - raised - removed, key=children_first):
            hidden_by = self._hidden_by(key, raised) if writes[key] else None
            if hidden_by is not None:
                writes[key] = {}
                self._leave(key, frozenset(), Since.REMOVED, hidden_by)
        if not raised and not removed and not any(writes.values()) and self._left:
            raise ReviewError(Code.REFUSED, _refusal(self._told()))
        for key in (key for key in keys if key in writes):
            self._action.write(key, writes[key], restore=key in raised)
        for key in (key for key in keys if key in removed):
            self._action.remove(key)  # at last, so that each has seen what was done below it
        return self._told()

    def _values(self, key: Key) -> Patch:
        """Return the columns to write, and note the fields that stay."""
        found = self._back[key]
        overtaken = found.overtaken - _OF_THE_CLOCK
        if overtaken and found.deleted != 1:
            self._leave(key, overtaken, Since.CHANGED, self._last(key, *overtaken))
        values = {name: decode(key[0], name, one) for name, one in found.values.items()}
        return {name: one for name, one in values.items() if self._rows[key][name] != one}

    def _kept(self, removed: set[Key]) -> set[Key]:
        """Return the records that stay though the action made them, and note why."""
        kept: set[Key] = set()
        for key in sorted(removed, key=children_first):
            if self._back[key].overtaken:
                kept.add(key)
                self._leave(key, frozenset(), Since.CHANGED, self._last(key))
            else:
                work = self._foreign_work(key)
                if work is not None:
                    kept.add(key)
                    self._leave(key, frozenset(), Since.WORKED_ON, work)
        if kept:
            below = set(kept)
            for key in sorted(removed, key=children_first, reverse=True):
                if self._above(key) & below:
                    below.add(key)
            for key in sorted(below, key=children_first):
                kept |= {key} | self._all_above(key)
        return kept & removed

    def _foreign_work(self, key: Key) -> bytes | None:
        """Return the session in which somebody else went on with what hangs on a record.

        What reached this file after the action counts as later, whatever its clock says; what I
        loaded for others is my own work.
        """
        query = (
            "SELECT session.id FROM revision JOIN session ON session.id = revision.session_id "
            "LEFT JOIN session AS owner ON owner.id = session.nonce WHERE revision.entity_id=? "
            "AND coalesce(owner.reviewer_id, session.reviewer_id)<>? AND revision.n > "
            "(SELECT max(n) FROM revision WHERE session_id=? AND seq=?)"
        )
        last = self._mine[key][-1]
        me = self._action.writer.reviewer_id
        for one in sorted(projection.descendants(self._connection, *key) - self._mine.keys()):
            if not (projection.current(self._connection, one) or {})["deleted"]:
                values = (one[1], me, last.session, last.seq)
                found = self._connection.execute(query, values).fetchone()
                if found is not None:
                    return bytes(found[0])
        return None

    def _hidden_by(self, key: Key, raised: set[Key]) -> bytes | None:
        """Return the session that removed a record, or what it hangs on, if that stays so."""
        query = (
            "SELECT session_id FROM revision WHERE entity_id=? AND kind='delete' "
            "ORDER BY lamport DESC LIMIT 1"
        )
        above = projection.lifted(self._connection, [key]) | {key}
        for one in sorted(above - raised, key=children_first, reverse=True):
            if (projection.current(self._connection, one) or {})["deleted"]:
                return bytes(self._connection.execute(query, one[1:]).fetchone()[0])
        return None

    def _above(self, key: Key) -> set[Key]:
        """Return what a record hangs on, going by its fixed ends."""
        row = self._rows.get(key, {})
        return {(kind, row[column]) for kind, column in PARENTS[key[0]] if row.get(column)}

    def _all_above(self, key: Key) -> set[Key]:
        found = self._above(key)
        return found.union(*(self._all_above(one) for one in found))

    def _last(self, key: Key, *fields: str) -> bytes:
        """Return the session that was the last to set one of these fields, or any, since."""
        mine = {entry.id for entry in self._mine[key]}
        since = [entry for entry in self._entries[key] if entry.id not in mine]
        fitting = [one for one in since if not fields or one.values.keys() & set(fields)]
        return max(fitting, key=lambda entry: entry.lamport).session

    def _leave(self, key: Key, fields: frozenset[str], since: Since, session: bytes) -> None:
        self._left.append((key, fields, since, session))

    def _told(self) -> tuple[Left, ...]:
        """Return what is left, with the numbers the claims have now."""
        query = (
            "SELECT coalesce((SELECT name FROM reviewer WHERE id = session.reviewer_id), '') "
            "FROM session WHERE id=?"
        )
        told = []
        for key, fields, since, session in self._left:
            (name,) = self._connection.execute(query, (session,)).fetchone()
            claim_id = key[1] if key[0] == "claim" else self._rows[key].get("claim_id")
            number = claim_number.of(self._connection, claim_id) if claim_id else 0
            told.append(Left(key[0], fields, since, name, number))
        return tuple(told)


def _refusal(left: tuple[Left, ...]) -> str:
    if all(one.since is Since.REMOVED for one in left):
        return GONE_BEFORE
    names = sorted({one.reviewer for one in left if one.reviewer})
    by = f" by {names[0]}" if len(names) == 1 else ""
    return f"This was changed again since{by}, so it cannot be taken back on its own."
