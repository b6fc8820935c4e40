"""Sentences of news text: tricky items of our own, and laws."""

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimdesk.core.sentences import next_sentence, previous_sentence, sentence_at, sentences
from claimdesk.core.text import grapheme_floor

# Each line: language, tab, a text with ¦ where a new sentence starts.
ITEMS = tuple(
    line.split("\t")
    for line in (Path(__file__).parents[1] / "data" / "sentences.tsv")
    .read_text(encoding="utf-8")
    .split("\n")
    if line
)
FLOOR = 0.97

PIECES = (
    *(
        "Mr. ",
        "U.S. ",
        "He ",
        "left",
        ". ",
        "! ",
        "?” ",
        "“We ",
        "… ",
        "no ",
        "。",
        "”",
        "\n",
        "  ",
    ),
    *("🎉 ", "🇫🇮 ", "3. ", "https://x.org ", "— ", "e\u0301", "\u0301", "\u200b", ".", "市", "р. "),
)
pieces = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def wanted(item: str) -> list[str]:
    return [part.strip() for part in item.split("¦")]


def test_the_tricky_items_come_out_right() -> None:
    wrong = [item for _, item in ITEMS if cut(item.replace("¦", "")) != wanted(item)]
    assert len(ITEMS) >= 120
    assert len(wrong) <= (1 - FLOOR) * len(ITEMS), "\n".join(wrong)


@pytest.mark.parametrize("language", sorted({language for language, _ in ITEMS}))
def test_no_language_is_left_behind(language: str) -> None:
    own = [item for name, item in ITEMS if name == language]
    right = sum(cut(item.replace("¦", "")) == wanted(item) for item in own)
    assert right >= 0.75 * len(own)


@given(pieces)
def test_sentences_hold_all_the_ink_in_order_and_whole_graphemes(text: str) -> None:
    found = list(sentences(text))
    last = 0
    for start, end in found:
        assert last <= start < end <= len(text)
        assert not text[last:start].replace("\u200b", "").strip()
        assert "\n" not in text[start:end]
        assert (grapheme_floor(text, start), grapheme_floor(text, end)) == (start, end)
        last = end
    assert not text[last:].replace("\u200b", "").strip()


@given(pieces)
def test_walking_right_and_left_stops_at_every_sentence(text: str) -> None:
    starts = [start for start, _ in sentences(text)]
    right, left = [next_sentence(text, -1)], [len(text)]
    while right[-1] < len(text):
        right.append(next_sentence(text, right[-1]))
    while left[-1] > 0:
        left.append(previous_sentence(text, left[-1]))
    assert [place for place in right if place < len(text)] == starts
    assert [place for place in left[::-1] if place not in (0, len(text))] == [
        start for start in starts if start
    ]


@given(pieces)
def test_every_place_in_a_sentence_knows_its_sentence(text: str) -> None:
    for start, end in sentences(text):
        for index in range(start, end):
            assert sentence_at(text, index) == (start, end)


@given(pieces, st.integers(0, 200))
@example("  One. Two.", 0)
def test_steps_from_anywhere_go_to_the_neighbouring_starts(text: str, index: int) -> None:
    index = min(index, len(text))
    starts = [start for start, _ in sentences(text)]
    assert next_sentence(text, index) == min([s for s in starts if s > index] or [len(text)])
    assert previous_sentence(text, index) == max([s for s in starts if s < index] or [0])


def test_a_blank_between_sentences_belongs_to_the_left_one() -> None:
    text = "  It rained.  It stopped.\n\nThe end."
    assert sentence_at(text, 13) == (2, 12)
    assert sentence_at(text, 0) == (2, 12)
    assert sentence_at(text, 14) == (14, 25)
    assert sentence_at(text, 26) == (26, 26)
    assert sentence_at(text, len(text)) == (27, 35)


def test_an_empty_text_has_no_sentence() -> None:
    assert list(sentences("")) == []
    assert sentence_at("", 0) == (0, 0)
    assert next_sentence("", 0) == 0
    assert previous_sentence("", 0) == 0
    assert previous_sentence("\n \n", 3) == 0


def test_sentences_far_apart_in_one_paragraph_are_found_both_ways() -> None:
    text = "It rained. It " + "rained, and " * 3_000 + "it did. Then it stopped."
    second = 11
    third = text.index("Then")
    assert next_sentence(text, 0) == second
    assert next_sentence(text, 20_000) == third
    assert previous_sentence(text, third) == second
    assert previous_sentence(text, 30_000) == second
    assert sentence_at(text, 20_000) == (second, third - 1)


def test_a_run_of_marks_longer_than_any_is_walked_over() -> None:
    text = "Stop" + "!" * 3_000 + " Go."
    assert next_sentence(text, 1_500) == text.index("Go")
    assert previous_sentence(text, len(text)) == text.index("Go")


def test_a_step_in_a_huge_paragraph_looks_at_little_of_it() -> None:
    text = "The dam holds, said Gen. Orel. Nobody believed him! " * 100_000
    middle = len(text) // 2
    began = time.process_time()
    for step in range(0, 500, 5):
        start, end = sentence_at(text, middle + step)
        assert start <= middle + step <= next_sentence(text, middle + step)
        assert end > previous_sentence(text, middle + step)
    assert time.process_time() - began < 2  # 100 times the whole of it takes over 30 s


def test_where_no_sentence_ends_for_long_the_text_is_cut_at_words() -> None:
    text = "words and " * 100_000
    middle = len(text) // 2
    start, end = sentence_at(text, middle)
    assert 0 < start < middle < end < len(text)
    assert end - start < 101_000
    assert (text[start - 1], text[end]) == (" ", " ")
    for step, by in ((next_sentence, 1), (previous_sentence, -1)):
        place, places = middle, 0
        while 0 < place < len(text):
            onward = step(text, place)
            assert 0 < (onward - place) * by <= 51_000
            place, places = onward, places + 1
        assert 9 <= places <= 12
