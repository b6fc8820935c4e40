"""Dates as fact-checkers write them, and what a spreadsheet may have made of them.

A date is a year, a month of it, or a day: 2025, 2025-10, 2025-10-29.
"""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress

from claimdesk.core.folding import fold

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_CLOCK = re.compile(
    r",?[ T]+\d{1,2}:\d\d(:\d\d(\.\d+)?)?( ?[ap]\.?m\.?)?( ?(Z|UTC|[-+]\d\d:?\d\d))?$",
    re.ASCII | re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?\.?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})", re.ASCII)
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:er|[-. ])*)?([^\W\d_]{3,12})\.?(?:[- ]+(\d{1,2})(?:st|nd|rd|th)?,)?[- ]+"
    r"(\d{4}|\d{2})(?: ?(?:г|р|r)\.?| года| року| roku)?"
)
_OF = re.compile(r"(?<=\s)(?:de|del|of)\s|(?<=\d)(?:st|nd|rd|th)(?=\s)")
_MONTHS = tuple(
    tuple(names.split())
    for names in (
        "january januar janner janvier enero gennaio stycznia styczen января январь січня січень",
        "february februar fevrier febrero febbraio lutego luty февраля февраль лютого лютий",
        "march marz mars marzo marca marzec марта март березня березень",
        "april avril abril aprile kwietnia kwiecien апреля апрель квітня квітень",
        "may mai mayo maggio maja maj мая май травня травень",
        "june juni juin junio giugno czerwca czerwiec июня июнь червня червень",
        "july juli juillet julio luglio lipca lipiec июля июль липня липень",
        "august aout agosto sierpnia sierpien августа август серпня серпень",
        "september septembre septiembre settembre wrzesnia wrzesien сентября сентябрь вересня",
        "october oktober octobre octubre ottobre pazdziernika октября октябрь жовтня жовтень",
        "november novembre noviembre listopada listopad ноября ноябрь листопада листопад",
        "december dezember decembre diciembre dicembre grudnia grudzien декабря декабрь грудня",
    )
)
"""The names of months as they are folded, also as they follow a day."""
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
    text = _CLOCK.sub("", text.strip())
    found = (*_numbered(text), *_named(_OF.sub("", fold(text))))
    return tuple(dict.fromkeys(one for one in found if one))


def is_short(text: str) -> bool:
    """Return whether a text leaves the century of its year open, as 29.10.25 does."""
    return not re.search(r"\d{4}", text)


def is_day_first(text: str) -> bool | None:
    """Return whether the day must come first in a date of numbers; None if either could."""
    found = _YEAR_LAST.fullmatch(_CLOCK.sub("", text.strip()))
    if found is None or found[2] == "." or is_short(text) or len(readings(text)) != 1:
        return None
    first, second = int(found[1]), int(found[3])
    return None if first == second else first > second


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
        for number, names in enumerate(_MONTHS, 1):
            is_it = any(month.startswith(name) for month in names)
            if is_it and not (before and behind):
                yield _written(year, str(number), before or behind)


def _written(year: str, month: str | None, day: str | None) -> str:
    """Return a date as it is written here, or nothing if the calendar does not have it."""
    if len(year) == len("25"):
        year = f"{20 if int(year) < _NEXT_CENTURY else 19}{year}"
    with suppress(ValueError):
        date = dt.date(int(year), int(month or 1), int(day or 1)).isoformat()
        return date[: len("2025-10-29") if day else len("2025-10") if month else len("2025")]
    return ""
