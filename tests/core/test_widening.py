"""A selection widens from the word over the quotation and the sentence to the whole text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.text import grapheme_ceil, grapheme_floor, trim
from claimdesk.core.widening import wider

STORY = "He left. “We «took» it,” they said. \n\nIt’s over. "


def widened(text: str, start: int, end: int) -> list[str]:
    """Return what is selected step by step."""
    found = []
    while (after := wider(text, start, end)) != (start, end):
        start, end = after
        found.append(text[start:end])
    return found


def test_a_caret_widens_by_word_quotations_sentence_paragraph_and_all() -> None:
    place = STORY.index("took") + 1
    assert widened(STORY, place, place) == [
        "took",
        "We «took» it,",
        "“We «took» it,” they said.",
        "He left. “We «took» it,” they said.",
        STORY.strip(),
    ]


@pytest.mark.parametrize(
    ("text", "at", "steps"),
    [
        ('He said "no way" twice.', "way", ["way", "no way", 'He said "no way" twice.']),
        ("He said “no way twice.", "way", ["way", "He said “no way twice."]),
        ("„Nein, danke“, sagte er.", "danke", ["danke", "Nein, danke", "„Nein, danke“, sagte er."]),
        ("‘I don’t know,’ he said", "know", ["know", "I don’t know,", "‘I don’t know,’ he said"]),
        ("他说“市政府”。", "政", ["政", "市政府", "他说“市政府”。"]),
        ("He (”no“ and “yes”) left", "yes", ["yes", "He (”no“ and “yes”) left"]),
        ("x", "x", ["x"]),
    ],
)
def test_quotations_are_a_step_where_their_marks_pair_up(
    text: str, at: str, steps: list[str]
) -> None:
    place = text.index(at)
    assert widened(text, place, place) == steps


def test_a_part_of_words_widens_to_the_words_and_over_two_paragraphs_to_both() -> None:
    text = "One two. Three.\nFour five. Six."
    start, end = text.index("wo"), text.index("hree") + 1
    assert widened(text, start, end)[:2] == ["two. Three", "One two. Three."]
    start, end = text.index("Three"), text.index("ur")
    assert widened(text, start, end) == ["Three.\nFour", "Three.\nFour five.", text]


def test_blanks_at_the_ends_are_let_go_and_nothing_wider_than_all_is_found() -> None:
    text = " \nOne two. \n"
    assert wider(text, 0, 6) == (2, 10)
    assert wider(text, 2, 10) == (2, 10)
    assert wider(text, 0, len(text)) == (0, len(text))
    assert wider("", 0, 0) == (0, 0)


def test_on_a_blank_the_first_step_is_the_sentence() -> None:
    assert widened("One  two.", 4, 4) == ["One  two."]


def test_from_a_blank_line_the_first_step_is_the_word_that_follows() -> None:
    blank = STORY.index("\n") + 1
    assert widened(STORY, blank, blank)[:2] == ["It’s", "It’s over."]
    assert widened("One.\n\n", 6, 6) == ["One."]


def test_in_an_endless_sentence_no_quotation_is_looked_for() -> None:
    text = "“Many words” and " + "more " * 1_000
    assert widened(text, 2, 2) == ["Many", text.strip()]


PIECES = ("a", "word ", "“", "”", '"', ". ", "\n", " ", "\u0301", "👩\u200d👧", "🇫🇮", "市", "’")


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.data())
def test_every_step_is_wider_trimmed_and_of_whole_graphemes(text: str, data: st.DataObject) -> None:
    start = grapheme_floor(text, data.draw(st.integers(0, len(text))))
    end = grapheme_ceil(text, data.draw(st.integers(start, len(text))))
    for _ in range(20):
        first, last = wider(text, start, end)
        if (first, last) == (start, end):
            break
        kept = trim(text, start, end)
        assert (first, last) == trim(text, first, last)
        assert kept[0] == kept[1] or first <= kept[0] < kept[1] <= last
        assert last - first > kept[1] - kept[0]
        start, end = first, last
    whole = trim(text, 0, len(text))
    assert whole[0] == whole[1] or trim(text, start, end) == whole
