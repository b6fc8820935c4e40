"""What of a reviewer's last actions can be undone, and what was undone last and can be done again.

The file does not say that an action took another back. It is known by what it did: exactly what
taking the other back would have written at that time. One who takes something back by hand has
undone it all the same; either way the records are as they were.
"""

import sqlite3
from dataclasses import dataclass
from itertools import islice

from claimdesk.core.change import Transaction
from claimdesk.core.model import Id
from claimdesk.store import deeds, projection, revisions, undo
from claimdesk.store.deeds import Past
from claimdesk.store.projection import Key
from claimdesk.store.records import Patch
from claimdesk.store.revisions import Revision
from claimdesk.store.store import Session

MOST = 200
"""How many actions can be undone after a project was opened."""
_READ = 8
"""How many times as many actions are read at most."""
_LOOKED_AT = 64
"""Entries of one action that are compared; larger ones are taken to go on as they begin."""
_WALK = 8
"""Entries that are looked through, one by one, for the value before an action."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An action on the undo stack: what names it, and what is taken back in the next step.

    The two differ once it was undone: then the undoing is what is taken back.
    """

    named: Past
    latest: Past

    @property
    def transactions(self) -> tuple[Transaction, ...]:
        """Return what the next step takes back."""
        return self.latest.transactions


@dataclass(frozen=True, slots=True)
class Stack:
    """What can be undone, the last at the end, and what can be done again, the next at the end."""

    done: tuple[Standing, ...]
    undone: tuple[Standing, ...]


def stack(session: Session, reviewer_id: Id, most: int = MOST) -> Stack:
    """Return the stack as it was left.

    A few more actions are read than are to stand on it, and again more where many were undone.
    """
    looks: list[_Look] = []
    known: dict[bytes, Revision] = {}
    source = deeds.past(session, reviewer_id)
    wanted = most + most // 4
    while True:
        more = [_Look(session.sqlite, one, known) for one in islice(source, wanted - len(looks))]
        looks += more
        found = _folded([look for look in reversed(looks) if not look.is_beginning])
        if len(found.done) >= most or not more or wanted >= _READ * most:
            return Stack(found.done[-most:], found.undone[-most:])
        wanted *= 2


def _folded(looks: list["_Look"]) -> Stack:
    """Return where actions, the oldest first, leave a stack that begins empty."""
    done: list[tuple[_Look, _Look]] = []
    undone: list[tuple[_Look, _Look]] = []
    for look in looks:
        if done and look.takes_back(done[-1][1]):
            undone.append((done.pop()[0], look))
        elif undone and look.takes_back(undone[-1][1]):
            done.append((undone.pop()[0], look))
        else:
            undone.clear()
            done.append((look, look))
    return Stack(_steps(done), _steps(undone))


def _steps(found: list[tuple["_Look", "_Look"]]) -> tuple[Standing, ...]:
    return tuple(Standing(named.past, latest.past) for named, latest in found)


class _Look:
    """What an action wrote, read once, of large ones the beginning."""

    def __init__(
        self, connection: sqlite3.Connection, one: Past, known: dict[bytes, Revision]
    ) -> None:
        """``known`` are the entries read so far, by id; those of this action join them."""
        self._known = known
        self._connection = connection
        self.past = one
        self._transactions = {(part.session, part.first) for part in one.parts}
        self.per_record: dict[Key, list[Revision]] = {}
        self.is_whole = True
        for part in one.parts:
            last = min(part.last, part.first + _LOOKED_AT - 1)
            self.is_whole &= last == part.last
            for entry in revisions.of_session(connection, part.session, part.first, last):
                self.per_record.setdefault((entry.entity, entry.entity_id), []).append(entry)
                known[entry.id] = entry

    @property
    def is_beginning(self) -> bool:
        """Return whether the action made the project or is the card of who did it."""
        ((entity, one), (first, *_)) = next(iter(self.per_record.items()))
        if entity == "project":
            return not first.parents
        return (entity, one) == ("reviewer", self.past.reviewer_id) and len(self.per_record) == 1

    def takes_back(self, other: "_Look") -> bool:
        """Return whether this action wrote what undoing the other would have written."""
        if self._cannot(other):
            return False
        if not other.is_whole and self.records() != other.records():
            return False
        compared = set(self.per_record)
        if other.is_whole:
            compared |= other.per_record.keys()
        return all(self._matches(other, key) for key in compared)

    def _cannot(self, other: "_Look") -> bool:
        """Return whether a look at the first record they share tells that it is something else.

        Whoever writes a reason leaves a long row of entries on a record; it is not read each time.
        """
        shared = next((key for key in self.per_record if key in other.per_record), None)
        if shared is None:
            return other.is_whole
        entry, before = self.per_record[shared][0], other.per_record[shared][0]
        if entry.kind != "put":
            return False
        wanted: Patch = {name: value for name, value in entry.values.items() if name != "deleted"}
        for _ in range(_WALK):
            found = self._parent(before)
            if found is None:
                return False
            before = found
            set_there = before.values
            if any(set_there[name] != wanted.pop(name) for name in wanted.keys() & set_there):
                return True
        return False

    def records(self) -> int:
        """Return how many records the action wrote."""
        query = "SELECT count(DISTINCT entity_id) FROM revision WHERE session_id=? AND txn=?"
        counts = (self._connection.execute(query, one).fetchone() for one in self._transactions)
        return sum(number for (number,) in counts)

    def _parent(self, entry: Revision) -> Revision | None:
        if not entry.parents:
            return None
        return self._known.get(entry.parents) or revisions.one(self._connection, entry.parents)

    def _matches(self, other: "_Look", key: Key) -> bool:
        entries = revisions.of_record(self._connection, key[1])
        theirs = other.of(entries)
        mine = self.of(entries)
        if not theirs:  # what stays removed was removed again, having seen what came back below
            return [entry.kind for entry in mine] == ["delete"]
        if mine:
            start = min(entry.lamport for entry in mine)
        else:
            start = min(entry.lamport for found in self.per_record.values() for entry in found)
        seen = [entry for entry in entries if entry.lamport < start]
        return _written(mine) == _expected(key[0], seen, theirs)

    def of(self, entries: list[Revision]) -> list[Revision]:
        """Return those of the entries about a record that this action wrote."""
        return [one for one in entries if (one.session, one.txn) in self._transactions]


def _written(entries: list[Revision]) -> Patch:
    values: Patch = {}
    for entry in entries:
        values.update(entry.values)
    values.pop("seen", None)
    return values


def _expected(entity: str, entries: list[Revision], theirs: list[Revision]) -> Patch:
    """Return what taking their entries back would have written, given all there was then."""
    found = undo.back(entity, entries, theirs)
    now = projection.project(entries)
    values = {
        name: value
        for name, value in found.values.items()
        if undo.value(entity, now.state, name) != value
    }
    if found.deleted is not None and found.deleted != now.deleted:
        values["deleted"] = found.deleted
    return values
