"""Code point and UTF-16 positions: exact at every place, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.positions import Positions

texts = st.text(st.sampled_from("aé漢\n🚨😂𝔸") | st.characters(codec="utf-8"))


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts)
def test_every_place_has_the_position_that_encoding_gives(text: str) -> None:
    positions = Positions(text)
    assert positions.length == len(text)
    assert positions.utf16_length == units(text)
    for index in range(len(text) + 1):
        assert positions.to_utf16(index) == units(text[:index])


@given(texts)
def test_there_and_back_is_the_same_place(text: str) -> None:
    positions = Positions(text)
    for index in range(len(text) + 1):
        unit = positions.to_utf16(index)
        assert positions.to_code_point(unit) == positions.to_code_point(unit, up=True) == index


@given(texts)
def test_a_place_inside_a_pair_goes_down_or_up_on_request(text: str) -> None:
    positions = Positions(text)
    places = {positions.to_utf16(index) for index in range(len(text) + 1)}
    for unit in set(range(positions.utf16_length + 1)) - places:
        down = positions.to_code_point(unit)
        assert positions.to_utf16(down) == unit - 1
        assert positions.to_code_point(unit, up=True) == down + 1


@pytest.mark.parametrize(("text", "length"), [("", 0), ("abc", 3), ("🇫🇮", 4), ("a🚨b", 4)])
def test_characters_beyond_the_first_plane_count_twice(text: str, length: int) -> None:
    assert Positions(text).utf16_length == length
