"""What is to be said before a long export starts: how long it takes, what to do instead.

The figures are those of ``tests/benchmarks/exports.py``, doubled for a machine that has other work.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from claimdesk.core.i18n import mark

_MINUTE = 60
AT_MOST = 1.0
"""How much of what each format bears goes out without a word."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A sentence, its values still open so that it can be translated."""

    text: str
    values: Mapping[str, str]

    def __str__(self) -> str:
        return self.text.format(**self.values)


@dataclass(frozen=True, slots=True)
class _Long:
    """From how many claims on there is something to say; ms and pages for each of them."""

    claims: int
    text: str
    ms: float = 0
    pages: float = 0


_LONG: Mapping[str, _Long] = {
    "pdf": _Long(
        2_000,
        mark(
            "{claims} claims on paper are some {pages} pages and take about {time}. Choose fewer "
            "claims, or the report for a browser."
        ),
        ms=9,
        pages=0.5,
    ),
    "docx": _Long(
        3_000,
        mark(
            "Word processors open a report of {claims} claims slowly. Choose fewer claims, or the "
            "report for a browser."
        ),
    ),
    "html-report": _Long(
        8_000,
        mark("Browsers open a report of {claims} claims slowly. Choose fewer claims, or a table."),
    ),
    "xlsx": _Long(
        20_000,
        mark(
            "A workbook of {claims} claims takes about {time}. The same as CSV takes a quarter of "
            "that."
        ),
        ms=1.3,
    ),
}


def forecast(format_id: str, claims: int) -> Forecast | None:
    """Return what is to be said before so many claims go out, or None if nothing is."""
    long = _LONG.get(format_id)
    if long is None or claims < long.claims * AT_MOST:
        return None
    values = {
        "claims": f"{claims:,}",
        "pages": f"{round(claims * long.pages, -2):,.0f}",
        "time": _in_words(claims * long.ms / 1000),
    }
    return Forecast(long.text, values)


def _in_words(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{max(10, round(seconds, -1)):.0f} seconds"
    minutes = round(seconds / _MINUTE)
    return f"{minutes} minutes" if minutes > 1 else "a minute"
