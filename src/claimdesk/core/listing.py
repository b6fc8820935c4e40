"""What the claim list lets through, what it is sorted by, and what it shows of a claim."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from claimdesk.core.model import ClaimRow, ClaimType, Id, Stage, Stance, Verdict


class ClaimColumn(StrEnum):
    """What claims can be sorted by; NUMBER is the order of the review."""

    NUMBER = "number"
    VERDICT = "verdict"
    CLAIM = "claim"
    CLAIMANT = "claimant"
    PASSAGES = "passages"
    REVIEWER = "reviewer"
    STAGE = "stage"
    PRIORITY = "priority"
    TYPE = "type"
    TAGS = "tags"
    DUE = "due"
    ASSIGNED = "assigned"


@dataclass(frozen=True, slots=True)
class ClaimOrder:
    """By which column the list is sorted, and whether from the other end.

    What is empty in that column comes last either way; equals stand in the order of the review.
    """

    column: ClaimColumn = ClaimColumn.NUMBER
    is_falling: bool = False

    @property
    def is_review(self) -> bool:
        """Return whether this is the order of the review itself."""
        return self == ClaimOrder()


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What a claim must be to stand in the list: all of what is set, one of what a set offers.

    ``text`` is looked for word by word in the claim and who claims it; a number finds its claim.
    None in ``verdicts`` stands for *not reviewed yet*. ``reviewers`` are those who gave a verdict,
    ``articles`` those with a passage of the claim, ``stances`` what a passage does with it,
    ``speakers`` who is named for one, ``assigned`` those who are asked for a verdict; where it is
    ``unanswered``, one of them, or anybody, has not given it yet;
    ``due_by`` is the day (ISO 8601) by which the claim was to be checked again.
    """

    text: str = ""
    verdicts: frozenset[Verdict | None] = frozenset()
    stages: frozenset[Stage] = frozenset()
    priorities: frozenset[int] = frozenset()
    types: frozenset[ClaimType] = frozenset()
    claimants: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    reviewers: frozenset[Id] = frozenset()
    stances: frozenset[Stance] = frozenset()
    articles: frozenset[Id] = frozenset()
    speakers: frozenset[str] = frozenset()
    assigned: frozenset[Id] = frozenset()
    due_by: str = ""
    differ: bool = False
    no_evidence: bool = False
    no_passage: bool = False
    unanswered: bool = False

    @property
    def words(self) -> list[str]:
        """Return what is looked for in the text."""
        return self.text.split()[:MOST_WORDS]

    @property
    def is_empty(self) -> bool:
        """Return whether every claim passes."""
        return not self.words and all(
            not getattr(self, one.name) for one in fields(self) if one.name != "text"
        )


@dataclass(frozen=True, slots=True)
class ListedClaim(ClaimRow):
    """One line of the claim list with all that it can show."""

    priority: int
    claim_type: ClaimType
    tags: str
    due: str
    assigned: str


MOST_WORDS = 20
"""What is pasted by mistake is not looked for to its end."""
REVIEWED: frozenset[Verdict | None] = frozenset(Verdict)
NOT_REVIEWED: frozenset[Verdict | None] = frozenset([None])

_SETS: Mapping[str, Callable[[str], Any]] = {
    "verdicts": lambda word: Verdict(word) if word else None,
    "stages": Stage,
    "priorities": int,
    "types": ClaimType,
    "claimants": str,
    "tags": str,
    "reviewers": bytes.fromhex,
    "stances": Stance,
    "articles": bytes.fromhex,
    "assigned": bytes.fromhex,
    "speakers": str,
}
"""How what is in a set is read from its written form."""


def written(wanted: ClaimFilter) -> dict[str, Any]:
    """Return a filter as settings keep it: only what is set, of plain texts."""
    found = {one.name: getattr(wanted, one.name) for one in fields(wanted)}
    return {
        name: sorted(map(_word, value)) if name in _SETS else value
        for name, value in found.items()
        if value
    }


def read(kept: object) -> ClaimFilter:
    """Return the filter that was written; ValueError if it is none."""
    if not isinstance(kept, Mapping):
        raise ValueError(kept)  # noqa: TRY004 - the one way of a file to be wrong
    start = ClaimFilter()
    values: dict[str, Any] = {}
    for name, value in kept.items():
        if name in _SETS and isinstance(value, list):
            values[name] = frozenset(_SETS[name](_text(word)) for word in value)
        elif name in _SETS or type(value) is not type(getattr(start, name, None)):
            raise ValueError(name)
        else:
            values[name] = value
    return ClaimFilter(**values)


def _word(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else "" if value is None else str(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(value)  # noqa: TRY004 - as above
    return value
