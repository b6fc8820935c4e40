"""What the history tells people: who did what when to which record, from which value to which."""

from dataclasses import dataclass
from enum import StrEnum

from claimdesk.core.change import Transaction
from claimdesk.core.deeds import Did
from claimdesk.core.model import Id


class Hindrance(StrEnum):
    """Why a value or a record cannot be brought back."""

    NONE = ""
    OTHERS_VERDICT = "others_verdict"
    REMOVED = "removed"
    SAME = "same"
    FIXED = "fixed"
    NOT_REMOVED = "not_removed"
    TARGET_REMOVED = "target_removed"
    NO_VERDICT = "no_verdict"
    ELSEWHERE = "elsewhere"
    """It is only in another copy of the project."""


Raw = str | int | None
"""A value as the history writes it; ids are hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field set: what it held before and holds since, as words and as the history writes it.

    ``beside`` are other values that stood beside the old one, from somebody who had not seen it,
    and were settled by the new one.
    """

    field: str
    old: str
    new: str
    raw_old: Raw
    raw_new: Raw
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """Which record is meant, in words, and where it is found.

    ``words`` are its own: the quote of a passage, the name of a tag, whose verdict it is.
    ``number`` is the claim's in the claim list, None for a claim that is removed.
    """

    kind: str
    id: Id
    words: str
    claim_id: Id | None = None
    claim: str = ""
    number: int | None = None
    article_id: Id | None = None
    article: str = ""
    passage_id: Id | None = None
    author_id: Id | None = None
    is_removed: bool = False
    """The record itself is removed; one that is only hidden with another is not."""
    is_hidden: bool = False
    """It is removed, or what it belongs to is."""
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One deed in the history; a record that was changed in two fields has two rows.

    ``place`` is where it stands in the file, the latest highest; ``when_ms`` is Unix time in ms by
    the clock of whoever did it, and clocks can be wrong. ``changes`` has one field for a change,
    what a record began with where it was made, and nothing otherwise.
    """

    entry: bytes
    place: int
    when_ms: int
    reviewer_id: Id
    reviewer: str
    initials: str
    did: Did
    about: About
    changes: tuple[FieldChange, ...]
    action: Transaction

    @property
    def key(self) -> tuple[bytes, str]:
        """Return what tells this row from all others."""
        return self.entry, self.changes[0].field if self.did is Did.CHANGED else ""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some rows, the latest first, and where to look on; ``next`` is None at the beginning."""

    rows: tuple[HistoryRow, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records of one kind are new, changed and removed by a part of the history."""

    kind: str
    made: int
    changed: int
    removed: int
