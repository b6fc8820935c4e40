"""What is said before a long export, and that nothing is said before a short one."""

import pytest

from claimdesk.exchange.forecast import forecast
from claimdesk.exchange.format_list import LISTED


@pytest.mark.parametrize(
    ("name", "number", "told"),
    [
        ("pdf", 20_000, "20,000 claims on paper are some 10,000 pages and take about 3 minutes."),
        ("pdf", 8_000, "about a minute."),
        ("pdf", 2_000, "about 20 seconds."),
        ("docx", 3_000, "Word processors open a report of 3,000 claims slowly."),
        ("html-report", 20_000, "Browsers open a report of 20,000 claims slowly."),
        ("xlsx", 100_000, "A workbook of 100,000 claims takes about 2 minutes."),
    ],
)
def test_a_long_export_is_told_before_it_starts(name: str, number: int, told: str) -> None:
    assert told in str(forecast(name, number))


@pytest.mark.parametrize("name", LISTED)
def test_nothing_is_said_of_what_is_done_at_once(name: str) -> None:
    assert forecast(name, 1_000) is None
