"""When a file was made: of interest, but not when its text was published."""

import re

from claimdesk.core.i18n import mark

_MADE = mark("The file was made on {day}. That need not be when the text was published.")
_DAY = re.compile(r"[12]\d{3}-[01]\d-[0-3]\d")


def made_on(said: str) -> tuple[str, ...]:
    """Return the remark on the day, ISO 8601, a file says it was made; none if it names none."""
    found = _DAY.match(said)
    return (_MADE.format(day=found.group()),) if found else ()


def is_day(said: str) -> bool:
    """Return whether a date of a file is one; those who know none write the year 101."""
    return _DAY.match(said) is not None
