"""What one edit did: enough to refresh what shows it and to take it back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from claimdesk.core.model import Id


@dataclass(frozen=True, slots=True)
class Transaction:
    """One group of history entries: the session that wrote it and its number there."""

    session: bytes
    number: int


@dataclass(frozen=True, slots=True)
class Change:
    """A committed edit: its label for the undo menu, its transactions, the records it touched.

    An edit may span several transactions when it records the verdicts of several reviewers.
    """

    label: str
    transactions: tuple[Transaction, ...]
    records: Mapping[str, frozenset[Id]] = field(default_factory=lambda: MappingProxyType({}))

    def touches(self, *kinds: str) -> bool:
        """Return whether any record of these kinds (table names) was touched."""
        return any(kind in self.records for kind in kinds)

    def __bool__(self) -> bool:
        """Return whether anything was changed at all."""
        return bool(self.transactions)
