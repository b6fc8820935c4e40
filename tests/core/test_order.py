"""Keys of hand-sorted lists."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimdesk.core.order import after, between

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
keys = st.tuples(
    st.text(DIGITS, max_size=6) | st.sampled_from(["zzz", "Zzz", "A000", "a0", "Y0"]),
    st.sampled_from(DIGITS[1:]),
).map("".join)


def well_formed(key: str) -> bool:
    return bool(key) and set(key) <= set(DIGITS) and key[-1] != "0"


@given(keys)
def test_a_key_after_another_sorts_behind_it(key: str) -> None:
    new = after(key)
    assert key < new
    assert well_formed(new)


@given(keys, keys)
def test_a_key_between_two_sorts_strictly_between_them(one: str, other: str) -> None:
    if one == other:
        return
    low, high = sorted((one, other))
    new = between(low, high)
    assert low < new < high
    assert well_formed(new)


@given(keys)
@example("V")
def test_with_no_neighbour_on_a_side_the_key_goes_to_that_end(key: str) -> None:
    assert "" < between("", key) < key < between(key, "")
    assert well_formed(between("", key))
    assert between("", "") == after("")


@given(st.lists(st.integers(0, 1_000_000), max_size=120))
def test_a_list_built_by_inserting_anywhere_stays_in_order(places: list[int]) -> None:
    row: list[str] = []
    for place in places:
        at = place % (len(row) + 1)
        low = row[at - 1] if at else ""
        high = row[at] if at < len(row) else ""
        row.insert(at, between(low, high))
    assert row == sorted(set(row))


def test_a_hundred_thousand_appended_keys_stay_short() -> None:
    key = ""
    longest = 0
    for _ in range(100_000):
        new = after(key)
        assert key < new
        key = new
        longest = max(longest, len(key))
    assert longest < 12


def test_keys_put_in_front_again_and_again_stay_short() -> None:
    key = after("")
    for _ in range(20_000):
        new = between("", key)
        assert "" < new < key
        key = new
    assert len(key) < 12


@pytest.mark.parametrize("last", ["z" * 30, "zz", "5", "Zz", "c", "aé", "0.5", "📌"])
def test_even_odd_keys_of_other_programs_can_be_followed(last: str) -> None:
    assert after(last) > last


@pytest.mark.parametrize("high", ["A" + "0" * 25 + "1", "A" + "0" * 30 + "1", "01", "1"])
def test_there_is_always_room_in_front(high: str) -> None:
    assert "" < between("", high) < high


@pytest.mark.parametrize(("low", "high"), [("b1", "a1"), ("a1", "a1"), ("a", "a0"), ("é", "ü")])
def test_no_key_is_made_up_where_none_can_be(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="'"):
        between(low, high)
