"""Dates as fact-checkers know them: a year, a month of it, or a day."""

import datetime as dt
import re

from claimdesk.ui.base.words import tr

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def complaint(text: str) -> str:
    """Return why a text is no date, or nothing when it is one or is empty."""
    if not text:
        return ""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return tr("Write a date as 2025, 2025-10 or 2025-10-29.")
    year, month, day = found.group(1), found.group(2) or "01", found.group(3) or "01"
    try:
        dt.date(int(year), int(month), int(day))
    except ValueError:
        return tr("There is no such day in the calendar. Write a date as 2025-10-29.")
    return ""
