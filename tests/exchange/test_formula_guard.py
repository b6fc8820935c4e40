import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.exchange.formula_guard import guard, unguard

RUN = "=+-@\t\r\0＝＋－＠"
cells = st.text(
    st.sampled_from("'=+-@\t\r\0＝＋－＠ \n\u00a0\u200b\ufeff\u202eab1é")
    | st.characters(exclude_categories=["Cs"])
)


@given(cells)
def test_unguard_gives_back_exactly_what_was_guarded(cell: str) -> None:
    assert unguard(guard(cell)) == cell


@given(cells)
def test_nothing_that_would_run_is_left(cell: str) -> None:
    for character in guard(cell):
        assert character not in RUN
        if unicodedata.category(character) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}:
            break


@given(cells)
def test_only_one_apostrophe_is_ever_added(cell: str) -> None:
    assert guard(cell) in (cell, f"'{cell}")


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@mayor", "\tx", "\rx", "＝1", "  =1", "\n=1", "\u200b=1", "'=1", "''@x"],
)
def test_what_a_spreadsheet_would_run_is_defused(cell: str) -> None:
    assert guard(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=b", "’tis", "'quoted'", "12", "1-2", " \n", "– dash"])
def test_plain_text_stays_as_it_is(cell: str) -> None:
    assert guard(cell) == cell
    assert unguard(cell) == cell
