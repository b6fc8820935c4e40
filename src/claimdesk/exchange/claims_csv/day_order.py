"""Whether the day or the month comes first in a column of dates, if one of them tells."""

from collections.abc import Iterable
from dataclasses import dataclass

from claimdesk.core import dates


@dataclass(frozen=True, slots=True)
class DayOrder:
    """What a date of a column tells of all the others, and the line that it stands in."""

    is_day_first: bool
    line: int

    def meant(self, said: str) -> str:
        """Return the date a cell can mean, or the cell if it can mean no other anyway."""
        found = dates.readings(said)
        if len(found) == 1 or dates.is_short(said) or dates.is_day_first(said) is not None:
            return said
        return said if not found else found[0 if self.is_day_first else 1]


def day_order(said: Iterable[tuple[int, str]]) -> DayOrder | None:
    """Return what the dates in these lines tell; None if none does, or one says otherwise."""
    told: dict[bool, int] = {}
    is_open = False
    for line, text in said:
        is_first = dates.is_day_first(text)
        if is_first is not None:
            told.setdefault(is_first, line)
        is_open = is_open or len(dates.readings(text)) > 1
    if not is_open or len(told) != 1:
        return None
    ((is_day_first, line),) = told.items()
    return DayOrder(is_day_first, line)
