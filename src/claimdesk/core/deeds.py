"""What was done: one action of the history, told briefly enough to be worded or listed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from claimdesk.core.change import Transaction
from claimdesk.core.model import Id


class Did(StrEnum):
    """What became of a record in one action, from its beginning to its end."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    RESTORED = "restored"
    FLEETING = "fleeting"
    """Added and removed again: nothing is left of it."""


class Made(StrEnum):
    """What a claim was made of: of nothing, or of the claim it was put behind."""

    NEW = "new"
    COPY = "copy"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Step:
    """What an action did alike to some records of one kind (table name).

    ``fields`` were set in them; ``values`` is what they have in common, as the history writes it
    (ids in hexadecimal digits), long texts left out. Both come from the first few of the records.
    """

    entity: str
    did: Did
    records: int
    fields: frozenset[str]
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Deed:
    """One action of the history: who, when (Unix time in ms), and what, kind by kind.

    It has several transactions when it wrote the verdicts of several reviewers. ``claim_id`` is
    the one claim it was about, and ``number`` where that stands in the list now, 0 if nowhere.
    ``made`` is what its one new claim was made of.
    """

    transactions: tuple[Transaction, ...]
    reviewer_id: Id
    reviewer: str
    wall_ms: int
    steps: tuple[Step, ...]
    claim_id: Id | None
    number: int
    made: Made = Made.NEW

    def step(self, entity: str, *did: Did) -> Step | None:
        """Return what was done to a kind of records, if it was one of these."""
        return next((s for s in self.steps if s.entity == entity and s.did in did), None)

    def count(self, entity: str, *did: Did) -> int:
        """Return to how many records of a kind one of these was done."""
        return sum(s.records for s in self.steps if s.entity == entity and s.did in did)
