"""How far reviewers agree: percent agreement, Cohen's kappa, Krippendorff's alpha.

All take labels without an order, one for each reviewer and item. J. Cohen, "A coefficient of
agreement for nominal scales" (1960); K. Krippendorff, "Computing Krippendorff's
alpha-reliability" (2011).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

L = TypeVar("L", bound=Hashable)
R = TypeVar("R", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Together(Generic[R, L]):
    """What two reviewers said of the items both judged: how often which label met which."""

    first: R
    second: R
    table: Mapping[tuple[L, L], int]

    @property
    def items(self) -> int:
        """Return how many items both judged."""
        return sum(self.table.values())

    @property
    def agreed(self) -> int:
        """Return of how many items both said the same."""
        return sum(number for (one, other), number in self.table.items() if one == other)

    @property
    def kappa(self) -> float | None:
        """Return Cohen's kappa; None without items, or where both know one label only."""
        total = self.items
        if not total:
            return None
        first, second = Counter[L](), Counter[L]()
        for (one, other), number in self.table.items():
            first[one] += number
            second[other] += number
        chance = sum(first[label] * second[label] for label in first) / total**2
        return None if chance == 1 else (self.agreed / total - chance) / (1 - chance)


def pairs(items: Iterable[Mapping[R, L]]) -> list[Together[R, L]]:
    """Return what each two reviewers said together, in the order in which they first meet."""
    tables: dict[tuple[R, R], Counter[tuple[L, L]]] = {}
    for said in items:
        for one, other in combinations(said, 2):
            key = (other, one) if (other, one) in tables else (one, other)
            tables.setdefault(key, Counter())[said[key[0]], said[key[1]]] += 1
    return [Together(*key, dict(table)) for key, table in tables.items()]


def alpha(items: Iterable[Mapping[R, L]]) -> float | None:
    """Return Krippendorff's alpha; None where nothing was judged twice, or one label is all.

    Items that only one reviewer judged say nothing of agreement and are left out.
    """
    coincidences: dict[tuple[L, L], float] = {}
    for said in items:
        labels = Counter(said.values())
        others = len(said) - 1
        for one, number in labels.items() if others else ():
            for other, met in labels.items():
                met_so = number * (met - (one == other)) / others
                coincidences[one, other] = coincidences.get((one, other), 0) + met_so
    totals: dict[L, float] = {}
    for (one, _), parts in coincidences.items():
        totals[one] = totals.get(one, 0) + parts
    total = sum(totals.values())
    differing = sum(parts for (one, other), parts in coincidences.items() if one != other)
    expected = total**2 - sum(parts**2 for parts in totals.values())
    return None if not expected else 1 - (total - 1) * differing / expected
