"""Dates as fact-checkers know them: a year, a month of it, or a day; and moments in words."""

import datetime as dt

from PySide6.QtCore import QDate, QLocale

from claimdesk.core.dates import is_date, is_shaped
from claimdesk.ui.base.words import tr


def today() -> str:
    """Return the day it is where the reviewer is, as 2025-10-29."""
    return dt.datetime.now().astimezone().date().isoformat()


def complaint(text: str) -> str:
    """Return why a text is no date, or nothing when it is one or is empty."""
    if not text or is_date(text):
        return ""
    if is_shaped(text):
        return tr("There is no such day in the calendar. Write a date as 2025-10-29.")
    return tr("Write a date as 2025, 2025-10 or 2025-10-29.")


def when(made: dt.datetime) -> str:
    """Return a moment as people name it: today, yesterday, a date."""
    day, time = made.date(), made.strftime("%H:%M")
    match (dt.datetime.now().astimezone().date() - day).days:
        case 0:
            return tr("Today, {time}", time=time)
        case 1:
            return tr("Yesterday, {time}", time=time)
        case _:
            named = QLocale().toString(QDate(day.year, day.month, day.day), "ddd d MMM yyyy")
            return tr("{day}, {time}", day=named, time=time)


def moment(ms: int) -> str:
    """Return a time of the history, Unix time in ms, as people name it here and now."""
    try:
        return when(dt.datetime.fromtimestamp(ms / 1000).astimezone())
    except (OverflowError, OSError, ValueError):  # the clock of whoever wrote it was mad
        return tr("at an unknown time")
