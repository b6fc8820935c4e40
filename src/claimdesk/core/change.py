"""What one edit did: enough to refresh what shows it and to take it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from claimdesk.core.model import Id


@dataclass(frozen=True, slots=True)
class Transaction:
    """One group of history entries: the session that wrote it and its number there."""

    session: bytes
    number: int


class Since(StrEnum):
    """What happened to a record after an action, so that it was left out when that was undone."""

    CHANGED = "changed"
    REMOVED = "removed"
    WORKED_ON = "worked_on"
    """Somebody else's work hangs on it now."""


@dataclass(frozen=True, slots=True)
class Left:
    """What was left as it is when an action was undone: fields, or (with none) a whole record.

    ``reviewer`` went on with it since; ``claim`` is the number of the claim it belongs to, or 0.
    """

    entity: str
    fields: frozenset[str]
    since: Since
    reviewer: str
    claim: int


@dataclass(frozen=True, slots=True)
class Change:
    """A committed edit: its label for the undo menu, its transactions, the records it touched.

    An edit may span several transactions when it records the verdicts of several reviewers. One
    that undid another says what it ``left`` as it was, because it was changed since.
    """

    label: str
    transactions: tuple[Transaction, ...]
    records: Mapping[str, frozenset[Id]] = field(default_factory=lambda: MappingProxyType({}))
    left: tuple[Left, ...] = ()

    def touches(self, *kinds: str) -> bool:
        """Return whether any record of these kinds (table names) was touched."""
        return any(kind in self.records for kind in kinds)

    def __bool__(self) -> bool:
        """Return whether anything was changed at all."""
        return bool(self.transactions)


def joined(label: str, changes: Iterable[Change]) -> Change:
    """Return several committed edits as the one action they are parts of."""
    transactions: list[Transaction] = []
    records: dict[str, frozenset[Id]] = {}
    for change in changes:
        transactions += change.transactions
        for kind, ids in change.records.items():
            records[kind] = records.get(kind, frozenset()) | ids
    return Change(label, tuple(transactions), MappingProxyType(records))
