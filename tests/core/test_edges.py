"""Edges of passages: by word and grapheme, dragged, never crossing, never inside a grapheme."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.edges import Side, Stretch, drag, edge_word, step
from claimdesk.core.text import grapheme_floor

TEXT = "The bridge, he said, was “closed” on Monday.\nNobody was hurt 🇺🇸🇺🇦."
START, END = Side.START, Side.END


def place(words: str, text: str = TEXT) -> Stretch:
    start = text.index(words)
    return start, start + len(words)


def steps(words: str, side: Side, number: int, *, onward: bool, exact: bool = False) -> list[str]:
    stretch, found = place(words), []
    for _ in range(number):
        stretch = step(TEXT, stretch, side, onward=onward, exact=exact)
        found.append(TEXT[slice(*stretch)])
    return found


def test_the_end_moves_onward_by_words_and_marks_and_over_paragraphs() -> None:
    assert steps("on", END, 5, onward=True) == [
        "on Monday",
        "on Monday.",
        "on Monday.\nNobody",
        "on Monday.\nNobody was",
        "on Monday.\nNobody was hurt",
    ]
    assert steps("hurt", END, 4, onward=True) == [
        "hurt 🇺🇸", "hurt 🇺🇸🇺🇦", "hurt 🇺🇸🇺🇦.", "hurt 🇺🇸🇺🇦."
    ]  # fmt: skip


def test_the_end_moves_back_until_one_word_is_left() -> None:
    assert steps("bridge, he said", END, 4, onward=False) == [
        "bridge, he", "bridge,", "bridge", "bridge"
    ]  # fmt: skip


def test_the_start_moves_both_ways_and_stops_at_the_text_and_at_the_end() -> None:
    assert steps("bridge", START, 2, onward=False) == ["The bridge", "The bridge"]
    assert steps("was “closed", START, 3, onward=True) == ["“closed", "closed", "closed"]


def test_exact_steps_go_by_grapheme_and_leave_at_least_one() -> None:
    assert steps("hurt 🇺🇸", END, 1, onward=True, exact=True) == ["hurt 🇺🇸🇺🇦"]
    assert steps("hurt 🇺🇸", END, 2, onward=False, exact=True) == ["hurt ", "hurt"]
    assert steps("on", START, 3, onward=True, exact=True) == ["n", "n", "n"]
    assert steps("The", START, 1, onward=False, exact=True) == ["The"]


def test_a_word_step_from_among_blanks_counts_from_the_last_word() -> None:
    start, end = place("was “closed”")
    assert step(TEXT, (start, end + 1), END, onward=False, exact=False) == (start, end - 1)
    assert step(TEXT, (start - 1, end), START, onward=True, exact=False) == (start + 4, end)


@pytest.mark.parametrize(
    ("side", "at", "expected"),
    [
        (END, "Mond", "was “closed” on Monday"),
        (END, " on", "was “closed”"),
        (END, "losed", "was “closed"),
        (END, "bridge", "was"),
        (START, "ridge", "bridge, he said, was “closed”"),
        (START, " he", "he said, was “closed”"),
        (START, " on Monday", "”"),
        (START, "losed", "closed”"),
    ],
)
def test_a_dragged_edge_takes_whole_words(side: Side, at: str, expected: str) -> None:
    stretch = drag(TEXT, place("was “closed”"), side, TEXT.index(at), exact=False)
    assert TEXT[slice(*stretch)] == expected


@pytest.mark.parametrize(
    ("side", "at", "expected"),
    [(END, "onday", "was “closed” on M"), (END, "The", "w"), (START, "losed", "losed”"),
     (START, "Monday", "”")],
)  # fmt: skip
def test_an_edge_dragged_exactly_takes_single_characters(
    side: Side, at: str, expected: str
) -> None:
    stretch = drag(TEXT, place("was “closed”"), side, TEXT.index(at), exact=True)
    assert TEXT[slice(*stretch)] == expected


def test_the_word_at_an_edge_is_named() -> None:
    start, end = place("bridge, he said")
    assert edge_word(TEXT, (start, end), START) == "bridge"
    assert edge_word(TEXT, (start, end + 1), END) == ","
    assert edge_word(TEXT, (start + 2, end - 1), START) == "idge"
    assert edge_word(TEXT, (start + 2, end - 1), END) == "sai"


@given(data=st.data())
def test_edges_stay_in_the_text_on_graphemes_and_in_order(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("ab ,\n🇺🇸👩\u200d🚒é\u0301\u05d0你"), min_size=1))
    bounds = sorted({grapheme_floor(text, i) for i in range(len(text) + 1)})
    ends = sorted(data.draw(st.sets(st.sampled_from(bounds), min_size=2, max_size=2)))
    stretch = ends[0], ends[1]
    for _ in range(data.draw(st.integers(1, 5))):
        side, exact = data.draw(st.sampled_from(Side)), data.draw(st.booleans())
        if data.draw(st.booleans()):
            stretch = step(text, stretch, side, onward=data.draw(st.booleans()), exact=exact)
        else:
            index = data.draw(st.integers(0, len(text)))
            stretch = drag(text, stretch, side, index, exact=exact)
        assert 0 <= stretch[0] < stretch[1] <= len(text)
        assert {*stretch} <= {*bounds}
        edge_word(text, stretch, side)
