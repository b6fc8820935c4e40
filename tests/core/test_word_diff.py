"""Two texts compared word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.word_diff import Mark, excerpt, parts


def test_only_the_words_that_changed_are_marked() -> None:
    assert parts("closed for two days in May", "closed for five days in June") == (
        *((Mark.SAME, "closed for "), (Mark.OUT, "two"), (Mark.IN, "five")),
        *((Mark.SAME, " days in "), (Mark.OUT, "May"), (Mark.IN, "June")),
    )


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", ()),
        ("same", "same", ((Mark.SAME, "same"),)),
        ("", "new", ((Mark.IN, "new"),)),
        ("old", "", ((Mark.OUT, "old"),)),
        ("Confirmed", "Denied", ((Mark.OUT, "Confirmed"), (Mark.IN, "Denied"))),
    ],
)
def test_texts_with_little_in_common_go_and_come_whole(
    old: str, new: str, found: tuple[tuple[Mark, str], ...]
) -> None:
    assert parts(old, new) == found


def test_very_long_texts_are_not_compared_word_by_word() -> None:
    old, new = "word " * 3000, "word " * 3000 + "more"
    assert parts(old, new) == ((Mark.OUT, old), (Mark.IN, new))


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_both_texts_can_be_read_in_the_parts(old: str, new: str) -> None:
    found = parts(old, new)
    assert "".join(text for mark, text in found if mark is not Mark.IN) == old
    assert "".join(text for mark, text in found if mark is not Mark.OUT) == new


def test_an_excerpt_leaves_out_what_stayed_far_from_a_change() -> None:
    start, end = "one two three four five", "six seven eight nine ten"
    found = excerpt(parts(f"{start} x {end} y {start}", f"{start} z {end} w {start}"), 10, 999)
    assert [text for _, text in found] == [
        *("… five ", "x", "z", " six … nine ten ", "y", "w", " one two …"),
    ]


def test_an_excerpt_of_what_is_short_is_all_of_it() -> None:
    whole = parts("a b c d", "a x c y")
    assert excerpt(whole, 10, 999) == whole
    alone = parts("nothing changed in this long text", "nothing changed in this long text")
    assert excerpt(alone, 5, 999) == alone
    last = parts("a b", "a x y b")
    assert excerpt(last, 10, 999) == last


def test_an_excerpt_ends_after_so_many_characters() -> None:
    assert excerpt(((Mark.OUT, "abc def"), (Mark.IN, "ghi")), 5, 4) == ((Mark.OUT, "abc…"),)
    assert excerpt(((Mark.OUT, "abcd"), (Mark.IN, "ghi")), 5, 4) == ((Mark.OUT, "abcd"),)
