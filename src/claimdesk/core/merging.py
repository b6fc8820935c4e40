"""What merging claims would do, told before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from claimdesk.core.model import Id, Verdict


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict that stands on one of the claims, by its number in the list."""

    number: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """Which of one reviewer's verdicts stays, and which are left behind; or the final ones.

    ``reviewer`` is empty for final verdicts. What ``stays`` may come over from another claim.
    """

    reviewer: str
    stays: Given
    left: tuple[Given, ...]

    @property
    def differs(self) -> bool:
        """Return whether a verdict is left behind that says something else."""
        return any(one.verdict is not self.stays.verdict for one in self.left)


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What becomes of what hangs on claims when one of them takes over the others.

    Both mappings count records by kind (table name): those that come over to the claim that is
    kept, and those that are left behind because the same is said of it already.
    """

    kept: Id
    joined: Mapping[str, int]
    known: Mapping[str, int]
    outcomes: tuple[Outcome, ...]
