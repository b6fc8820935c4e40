"""Figures of agreement against the worked examples of those who made them, and their laws."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.agreement import Together, alpha, pairs

ITEMS = st.lists(st.dictionaries(st.sampled_from("ABCD"), st.sampled_from("xyz"), max_size=4))
OBSERVERS = {
    "A": "123321412...",
    "B": "1233224125.3",
    "C": ".3332342251.",
    "D": "12332441251.",
}
"""Krippendorff 2011, section C: four observers, twelve units, missing data."""


def units(rows: dict[str, str]) -> list[dict[str, str]]:
    columns = zip(*rows.values(), strict=True)
    return [
        {who: label for who, label in zip(rows, column, strict=True) if label != "."}
        for column in columns
    ]


def test_alpha_of_the_published_examples() -> None:
    assert alpha(units(OBSERVERS)) == pytest.approx(0.743, abs=0.0005)
    binary = {"A": "0100000010", "B": "1110010000"}
    assert alpha(units(binary)) == pytest.approx(0.095, abs=0.0005)


def test_kappa_of_a_textbook_table() -> None:
    table = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    both = Together("A", "B", table)
    assert (both.items, both.agreed) == (50, 35)
    assert both.kappa == pytest.approx(0.4)


def test_what_cannot_be_told_is_none() -> None:
    assert alpha([]) is None
    assert alpha([{"A": "x"}, {}]) is None
    assert alpha([{"A": "x", "B": "x"}]) is None
    assert Together("A", "B", {}).kappa is None
    assert Together("A", "B", {("x", "x"): 3}).kappa is None


@given(ITEMS)
def test_alpha_does_not_depend_on_who_is_who_or_on_the_order(items: list[dict[str, str]]) -> None:
    other = [dict(reversed(one.items())) for one in reversed(items)]
    known, again = alpha(items), alpha(other)
    assert (known is None) == (again is None)
    assert known is None or known == pytest.approx(again)
    assert known is None or known <= 1


@given(ITEMS)
def test_pairs_count_each_item_once_for_each_two(items: list[dict[str, str]]) -> None:
    found = pairs(items)
    assert len({frozenset((one.first, one.second)) for one in found}) == len(found)
    for one in found:
        both = [said for said in items if one.first in said and one.second in said]
        assert one.items == len(both)
        assert one.agreed == sum(said[one.first] == said[one.second] for said in both)
        assert one.kappa is None or -1 <= one.kappa <= 1
    assert sum(one.items for one in found) == sum(
        len(list(permutations(said, 2))) // 2 for said in items
    )


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("xyz")), min_size=2))
def test_full_agreement_is_one(said: list[tuple[str, str]]) -> None:
    same = [{"A": one, "B": one} for one, _ in said]
    if len({one for one, _ in said}) > 1:
        assert alpha(same) == pytest.approx(1)
        assert pairs(same)[0].kappa == pytest.approx(1)
