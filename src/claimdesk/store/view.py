"""A project that is only looked at while somebody else may work on it; follows what is written."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from claimdesk.core.change import Change, Transaction
from claimdesk.core.model import Id, ReviewerRow
from claimdesk.store import file
from claimdesk.store.guard import Guard
from claimdesk.store.store import Reader, Session

_NEWS = "SELECT rowid, session_id, txn, entity, entity_id FROM revision WHERE rowid > ?"


class View(Reader):
    """A project file that is read and never written; ``why`` is the sentence that says so."""

    def __init__(self, path: Path, me: ReviewerRow, why: str) -> None:
        """Look at a file that is known to be a project; use ``open``."""
        self._guard = Guard(path)
        super().__init__(path, viewer=me.id)
        self.why = why
        self.reviewer_id = me.id
        self._version, self._last = 0, 0
        try:
            self._version, self._last, _ = self.read(_state, None)
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(cls, path: Path, me: ReviewerRow, why: str) -> "View":
        """Look at a project file; raises ReviewError with the code of what is wrong."""
        file.recognise(path)
        return cls(path, me, why)

    def news(self) -> Change | None:
        """Return what was written since the last time, None if nothing.

        Raises ReviewError if the file was removed, moved, replaced or cannot be read any more.
        """
        self._guard.find()
        self._version, self._last, change = self.read(_state, (self._version, self._last))
        return change or None


def _state(session: Session, before: tuple[int, int] | None) -> tuple[int, int, Change | None]:
    """Return the version of the file, its last entry, and what came since the state before."""
    version = int(session.sqlite.execute("PRAGMA data_version").fetchone()[0])
    if before is None:
        query = "SELECT coalesce(max(rowid), 0) FROM revision"
        return version, int(session.sqlite.execute(query).fetchone()[0]), None
    if version == before[0]:
        return *before, None
    found = session.sqlite.execute(_NEWS, (before[1],)).fetchall()
    steps = dict.fromkeys(Transaction(one[1], one[2]) for one in found)
    records: dict[str, set[Id]] = {}
    for _, _, _, entity, record_id in found:
        records.setdefault(entity, set()).add(Id(record_id))
    last = max((one[0] for one in found), default=before[1])
    return version, last, Change("", tuple(steps), _frozen(records))


def _frozen(records: Mapping[str, set[Id]]) -> Mapping[str, frozenset[Id]]:
    return MappingProxyType({entity: frozenset(ids) for entity, ids in records.items()})
