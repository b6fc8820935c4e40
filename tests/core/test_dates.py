"""Dates: as fact-checkers write them, and as spreadsheets write them anew."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.dates import is_date, is_day_first, is_shaped, is_short, readings


@pytest.mark.parametrize("text", ["2025", "2025-10", "2025-10-29", "0001-01-01"])
def test_a_year_a_month_and_a_day_are_dates(text: str) -> None:
    assert is_date(text)
    assert readings(text) == (text,)


@pytest.mark.parametrize("text", ["", "25", "2025-1", "2025-10-29 ", "29.10.2025", "2025/10/29"])
def test_anything_else_is_none(text: str) -> None:
    assert not is_shaped(text)
    assert not is_date(text)


@pytest.mark.parametrize("text", ["2025-13", "2025-02-30", "0000", "2025-00-01"])
def test_a_day_that_is_not_in_the_calendar_is_shaped_like_a_date_and_is_none(text: str) -> None:
    assert is_shaped(text)
    assert not is_date(text)
    assert readings(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        *("29.10.2025", "29. 10. 2025", "29/10/2025", "10/29/2025", "29-10-2025", "2025/10/29"),
        *("2025.10.29.", "29.10.25", "29-Oct-25", "29 October 2025", "Oct 29, 2025"),
        *("2025-10-29 00:00:00", "2025-10-29T00:00:00Z", "29/10/2025 0:00", " 29.10.2025 "),
    ],
)
def test_what_a_spreadsheet_made_of_a_day_is_understood_where_there_is_no_doubt(text: str) -> None:
    assert readings(text) == ("2025-10-29",)


def test_a_month_is_understood_by_its_name() -> None:
    assert readings("Oct-25") == readings("October 2025") == ("2025-10",)
    assert readings("2025/10") == ("2025-10",)
    assert readings("Ma-25") == ()
    assert readings("Jun 25") == ("2025-06",)


def test_a_day_and_a_month_that_may_swap_are_both_told() -> None:
    assert readings("10/11/2025") == ("2025-11-10", "2025-10-11")
    assert readings("10.11.2025") == ("2025-11-10",)
    assert readings("11/11/2025") == ("2025-11-11",)


@pytest.mark.parametrize(
    "text", ["", "soon", "32.10.2025", "10.32.2025", "1 Oct 2, 2025", "45959", "29/10-2025"]
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert readings(text) == ()


def test_the_century_is_open_with_two_digits() -> None:
    assert is_short("29.10.25")
    assert not is_short("29.10.2025")
    assert readings("1.1.69") == ("2069-01-01",)
    assert readings("1.1.70") == ("1970-01-01",)


@given(st.dates(dt.date(1900, 1, 1)))
def test_no_way_of_writing_a_day_loses_it(day: dt.date) -> None:
    for shape in ("%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%Y/%m/%d"):
        assert day.isoformat() in readings(day.strftime(shape))


@pytest.mark.parametrize(
    "text",
    [
        *("1. Dezember 2025", "1 декабря 2025 г.", "1 грудня 2025 року", "1er décembre 2025"),
        *("1 de diciembre de 2025", "1 grudnia 2025", "December 1st, 2025", "1st of December 2025"),
        *("2025-12-01T11:00:00Z", "12/1/2025 4:11pm", "2025-12-01 14:03:12+02:00"),
    ],
)
def test_days_are_understood_in_several_languages_and_with_a_clock(text: str) -> None:
    assert "2025-12-01" in readings(text)


def test_months_are_understood_in_several_languages_where_there_is_no_doubt() -> None:
    assert readings("Dez. 2025") == readings("дек. 2025") == ("2025-12",)
    assert readings("жовтень 2025") == readings("październik 2025") == ("2025-10",)
    assert readings("jui 2025") == ("2025-06", "2025-07")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *(("25/11/2025", True), ("11/25/2025", False), ("11-25-2025 9:14", False)),
        *(("10/11/2025", None), ("11/11/2025", None), ("25.11.2025", None), ("25/11/25", None)),
        *(("2025-11-25", None), ("31/31/2025", None), ("soon", None)),
    ],
)
def test_some_dates_tell_whether_the_day_comes_first(text: str, told: bool | None) -> None:
    assert is_day_first(text) is told
