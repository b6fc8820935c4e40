"""Dates as fact-checkers write them, and what a spreadsheet may have made of them.

A date is a year, a month of it, or a day: 2025, 2025-10, 2025-10-29.
"""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_MIDNIGHT = re.compile(r"[ T]0?0:00(:00(\.0+)?)?Z?$", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?\.?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})", re.ASCII)
_NAMED = re.compile(r"(?:(\d{1,2})[-. ]+)?([a-z]{3,9})\.?(?:[- ]+(\d{1,2}),)?[- ]+(\d{4}|\d{2})")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_NEXT_CENTURY = 70
"""A year of two digits below this is one of 2000 and after."""


def is_shaped(text: str) -> bool:
    """Return whether a text looks like a date, be there such a day or not."""
    return _SHAPE.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Return whether a text is a date, one that the calendar has."""
    found = _SHAPE.fullmatch(text)
    return found is not None and _written(*found.groups()) == text


def readings(text: str) -> tuple[str, ...]:
    """Return every date that a text can mean: none, one, or several where day and month may swap.

    What has dots is read day first, as it is wherever dates have dots.
    """
    text = _MIDNIGHT.sub("", text.strip())
    found = (*_numbered(text), *_named(text.casefold()))
    return tuple(dict.fromkeys(one for one in found if one))


def is_short(text: str) -> bool:
    """Return whether a text leaves the century of its year open, as 29.10.25 does."""
    return not re.search(r"\d{4}", text)


def _numbered(text: str) -> Iterator[str]:
    if found := _SHAPE.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        year, month, day = found.group(1), *found.groups()[-2:]
        yield _written(year, month, day)
    elif found := _YEAR_LAST.fullmatch(text):
        first, mark, second, year = found.groups()
        yield _written(year, second, first)
        if mark != ".":
            yield _written(year, first, second)


def _named(text: str) -> Iterator[str]:
    found = _NAMED.fullmatch(text)
    if found is not None:
        before, name, behind, year = found.groups()
        for number, month in enumerate(_MONTHS, 1):
            if month.startswith(name) and not (before and behind):
                yield _written(year, str(number), before or behind)


def _written(year: str, month: str | None, day: str | None) -> str:
    """Return a date as it is written here, or nothing if the calendar does not have it."""
    if len(year) == len("25"):
        year = f"{20 if int(year) < _NEXT_CENTURY else 19}{year}"
    with suppress(ValueError):
        date = dt.date(int(year), int(month or 1), int(day or 1)).isoformat()
        return date[: len("2025-10-29") if day else len("2025-10") if month else len("2025")]
    return ""
