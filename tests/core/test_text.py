"""Normalising, graphemes, trimming, words, paragraphs."""

import random
import sys
import time

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from claimdesk.core.text import (
    grapheme_ceil,
    grapheme_floor,
    next_grapheme,
    next_paragraph,
    next_word,
    normalise,
    paragraph_at,
    previous_grapheme,
    previous_paragraph,
    previous_word,
    trim,
    word_at,
)

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇫🇮"
PIECES = (
    *"ab1 .\n\t’'é漢かが각각กำคक्षर™©❤🚨👩🏽",
    "\u0301",
    "\u200d",
    "\u200c",
    "\ufe0f",
    "\u20e3",
    "\u0600",
    "\u200b",
    "\u2060",
    "\u00a0",
    "\u05bc",
    "\u064e",
    "ش",
    "ि",
    "्",
    "က",
    "္",
    "🇺",
    "🇸",
    FLAG,
    FAMILY,
    "🏴\U000e0067\U000e0062\U000e007f",
)
any_text = st.text(st.characters(exclude_categories=()), max_size=40)
mixed_text = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
awkward_text = (
    any_text
    | mixed_text
    | st.lists(
        st.sampled_from((*PIECES, "\r\n", "\r", "\ufeff", "\u2028", "\ud800", "\x00")), max_size=25
    ).map("".join)
)


def boundaries(text: str) -> list[int]:
    return [0, *(cluster.end() for cluster in regex.finditer(r"\X", text))]


@given(awkward_text)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(awkward_text)
def test_normalised_text_survives_utf8_and_utf16(text: str) -> None:
    clean = normalise(text)
    assert clean.encode().decode() == clean
    assert clean.encode("utf-16-le").decode("utf-16-le") == clean


@given(awkward_text)
def test_only_a_byte_order_mark_and_crlf_shorten_a_text(text: str) -> None:
    rest = text.removeprefix("\ufeff")
    assert len(normalise(text)) == len(rest) - rest.count("\r\n")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=40))
def test_text_that_is_clean_stays_as_it_is(text: str) -> None:
    expected = text.removeprefix("\ufeff").replace("\ufeff", "\u2060")
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("\r\r\n\n", "\n\n\n"),
        ("\ufeffa\ufeffb", "a\u2060b"),
        ("\ufeff\ufeff", "\u2060"),
        ("a\u2028b\u2029c\vd\fe\x85f\x1cg\x1dh\x1ei", "a\nb\nc\nd\ne\nf\ng\nh\ni"),
        ("a\x1fb", "a b"),
        ("\x00\x08\x0e\x1b\x7f\x80\x84\x86\x9f", "\ufffd" * 9),
        ("\ud83d\ude00", "\ufffd\ufffd"),
        ("\ufdd0\ufdd1\ufdef\ufffe\uffff\U0001fffe\U0010ffff", "\ufffd" * 7),
        ("\t\u00a0\u00ad\u200b\u200c\u200d\u200e\u202e\u2066\ufe0f\ufffc", None),
        ("e\u0301 ﬁ Å", None),
    ],
)
def test_each_kind_of_character_is_kept_or_replaced_as_specified(
    raw: str, clean: str | None
) -> None:
    assert normalise(raw) == (raw if clean is None else clean)


def test_no_character_that_qt_or_sqlite_would_change_is_left() -> None:
    clean = normalise("x" + "".join(map(chr, range(sys.maxunicode + 1))))
    assert not set(clean) & set("\r\x00\x0b\x0c\x1c\x1d\x1e\x1f\x7f\x85\u2028\u2029\ufeff")
    assert clean.split("\n") == clean.splitlines()


@given(mixed_text | any_text)
def test_graphemes_are_those_of_the_whole_text(text: str) -> None:
    edges = boundaries(text)
    for index in range(len(text) + 1):
        assert grapheme_floor(text, index) == max(edge for edge in edges if edge <= index)
        assert grapheme_ceil(text, index) == min(edge for edge in edges if edge >= index)


@given(mixed_text)
def test_stepping_visits_every_grapheme_once_in_both_directions(text: str) -> None:
    edges = boundaries(text)
    right, left = [0], [len(text)]
    while right[-1] < len(text):
        right.append(next_grapheme(text, right[-1]))
    while left[-1] > 0:
        left.append(previous_grapheme(text, left[-1]))
    assert right == edges
    assert left[::-1] == edges


def test_graphemes_agree_for_every_character_that_can_join() -> None:
    joining = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if regex.match(
            r"(?V1)[[\P{GCB=XX}\p{ExtPict}\p{Beng}\p{Deva}\p{Gujr}\p{Mlym}\p{Orya}\p{Telu}]--\p{Cs}]",
            chr(code),
        )
    ]
    chance = random.Random(1)
    for _ in range(1_500):
        pool = joining if chance.random() < 0.7 else PIECES
        text = "".join(chance.choice(pool) for _ in range(12))
        edges = set(boundaries(text))
        for index in range(len(text) + 1):
            assert (grapheme_floor(text, index) == index) is (index in edges), (text, index)


@pytest.mark.parametrize("index", [-5, 99])
def test_an_index_outside_the_text_is_its_nearer_end(index: int) -> None:
    expected = 0 if index < 0 else 3
    assert grapheme_floor("abc", index) == expected
    assert grapheme_ceil("abc", index) == expected
    assert paragraph_at("abc", index) == (0, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"🚨{FLAG}{FLAG}", [0, 1, 3, 5]),
        ("🇫🇮🇺🇦🇪", [0, 2, 4, 5]),
        (FAMILY + FAMILY, [0, 7, 14]),
        ("e\u0301e\u0301", [0, 2, 4]),
        ("👍🏽1️⃣", [0, 2, 5]),
        ("กำนำ", [0, 2, 4]),
        ("क्षि", [0, 4]),
        ("بَعْد", [0, 2, 4, 5]),
        ("각가", [0, 1, 2]),
        ("a\r\nb", [0, 1, 3, 4]),
    ],
)
def test_flags_families_marks_and_syllables_stay_whole(text: str, expected: list[int]) -> None:
    assert sorted({grapheme_floor(text, index) for index in range(len(text) + 1)}) == expected


@pytest.mark.parametrize("piece", ["a", "ж", "漢", "각", "e\u0301", FLAG, FAMILY, "❤️", "क्षि", "กำ"])
def test_a_step_in_a_huge_paragraph_without_blanks_looks_at_little_of_it(piece: str) -> None:
    text = piece * (2_000_000 // len(piece))
    middle = len(text) // 2 // len(piece) * len(piece)
    began = time.process_time()
    for _ in range(5):
        assert grapheme_floor(text, middle + len(piece) - 1) <= middle + len(piece) - 1
        assert grapheme_floor(text, middle) == middle
        assert next_grapheme(text, middle) == middle + len(piece)
        assert previous_grapheme(text, middle) == middle - len(piece)
        word_at(text, middle)
    assert time.process_time() - began < 2  # reading it all takes 1 s each time


@given(mixed_text, st.data())
def test_what_is_trimmed_has_whole_graphemes_and_no_blank_to_spare(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(-1, len(text) + 1))
    end = data.draw(st.integers(-1, len(text) + 1))
    first, last = trim(text, start, end)
    assert 0 <= first <= last <= len(text)
    chosen = text[max(0, min(start, end)) : max(0, start, end)]
    unseen = str.maketrans("\u200b\u2060", "  ")
    assert chosen.translate(unseen).strip() in text[first:last].translate(unseen)
    if first < last:
        assert {first, last} <= set(boundaries(text))
        assert trim(text, first, last) == (first, last)
    else:
        assert not chosen.replace("\u200b", "").replace("\u2060", "").strip()


@pytest.mark.parametrize(
    ("text", "start", "end", "kept"),
    [
        ("  The dam holds. \n", 0, 18, "The dam holds."),
        ("The dam holds.", 13, 4, "dam holds"),
        (" \n\t\u00a0\u200b\u2060", 0, 6, ""),
        ("a \u200b", 0, 3, "a"),
        ("", 0, 0, ""),
        ("abc", 1, 1, ""),
        (f"x{FAMILY}y", 2, 3, FAMILY),
        (f"🚨{FLAG}", 2, 3, FLAG),
        ("cafe\u0301 ", 0, 4, "cafe\u0301"),
        ("น้ำ", 1, 2, "น้ำ"),
        ("क्षि", 2, 3, "क्षि"),
        ("بَعْد", 1, 4, "بَعْ"),
        ("abc", -3, 99, "abc"),
    ],
)
def test_trimming_takes_blanks_off_and_never_cuts_a_grapheme(
    text: str, start: int, end: int, kept: str
) -> None:
    first, last = trim(text, start, end)
    assert text[first:last] == kept


@pytest.mark.parametrize(
    ("text", "index", "word"),
    [
        ("The dam holds", 5, "dam"),
        ("The dam holds", 4, "dam"),
        ("The dam holds", 7, "dam"),
        ("The dam holds", 13, "holds"),
        ("don't stop", 3, "don't"),
        ("O’Neil’s", 5, "O’Neil’s"),
        ("'quoted'", 0, "'"),
        ("'quoted'", 4, "quoted"),
        ("at 18:40, 1,200.50 t", 13, "1,200.50"),
        ("at 18:40, 1,200.50 t", 4, "18:40"),
        ("п'ятеро інженерів", 3, "п'ятеро"),
        ("市政府否认", 2, "府"),
        ("かな漢", 1, "な"),
        ("cafe\u0301 au lait", 4, "cafe\u0301"),
        ("المحطة تعمل", 2, "المحطة"),
        ("می‌خواهم", 2, "می‌خواهم"),
        ("end. Next", 3, "end"),
        ("end.. Next", 4, "."),
        (f"so {FAMILY} it", 5, FAMILY),
        (f"{FLAG}{FLAG}", 1, FLAG),
        ("Geneva.", 2, "Geneva"),
        ("ab\ncd", 2, "ab"),
        ("ab\ncd", 3, "cd"),
        ("snake_case x", 7, "snake_case"),
    ],
)
def test_the_word_at_a_place_is_the_one_a_reader_means(text: str, index: int, word: str) -> None:
    start, end = word_at(text, index)
    assert text[start:end] == word


@pytest.mark.parametrize(("text", "index"), [("", 0), ("a  b", 2), ("a \n b", 2), (" ", 5)])
def test_on_a_blank_there_is_no_word(text: str, index: int) -> None:
    start, end = word_at(text, index)
    assert start == end


@given(mixed_text, st.integers(0, 40))
def test_a_word_has_whole_graphemes_and_touches_its_place(text: str, index: int) -> None:
    index = min(index, len(text))
    start, end = word_at(text, index)
    assert start <= index <= end
    if start < end:
        assert {start, end} <= set(boundaries(text))


def test_a_run_of_letters_longer_than_any_word_is_cut_around_the_place() -> None:
    start, end = word_at("x" * 5_000, 2_500)
    assert 2_500 - 400 < start < 2_500 < end < 2_500 + 400


def test_a_paragraph_ends_before_its_line_feed() -> None:
    text = "one\ntwo\n\nlast"
    assert [paragraph_at(text, index) for index in (0, 3, 4, 7, 8, 9, 13)] == [
        (0, 3),
        (0, 3),
        (4, 7),
        (4, 7),
        (8, 8),
        (9, 13),
        (9, 13),
    ]


def stops(text: str) -> list[int]:
    """Return where steps by word stop from the start to the end."""
    found = [0]
    while found[-1] < len(text):
        found.append(next_word(text, found[-1]))
    return found


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Hello, the U.S. don't", "¦Hello¦, ¦the ¦U¦.¦S¦. ¦don't"),
        ("It cost 3.5 km…\n\n“Yes”", "¦It ¦cost ¦3.5 ¦km¦…\n\n¦“¦Yes¦”"),
        ("市否认。否", "¦市¦否¦认¦。¦否"),
        ("ประเทศไทย ประกาศ", "¦ประเทศไทย ¦ประกาศ"),
        (f"a {FLAG}{FAMILY} b", f"¦a ¦{FLAG}{FAMILY} ¦b"),
        ("قال الرئيس.", "¦قال ¦الرئيس¦."),
        ("a \u0301b", "¦a¦ \u0301¦b"),
        ("  \u200b", "¦  \u200b"),
    ],
)
def test_steps_by_word_stop_at_words_and_at_marks(text: str, cut: str) -> None:
    places = [len(part) for part in cut.split("¦")[1:]]
    assert stops(text) == [sum(places[:i]) for i in range(len(places) + 1)]


@given(mixed_text)
@example(" ")
def test_steps_by_word_go_both_ways_over_whole_graphemes_and_always_on(text: str) -> None:
    onward = stops(text)
    assert set(onward) <= set(boundaries(text))
    back = [len(text)]
    while back[-1] > 0:
        back.append(previous_word(text, back[-1]))
        assert back[-1] < back[-2]
    assert set(back) <= set(boundaries(text))
    assert (next_word(text, len(text)), previous_word(text, 0)) == (len(text), 0)


def test_a_step_back_by_word_goes_to_the_start_of_what_is_left_of_it() -> None:
    text = "He said: “don't…” twice"
    places = [len(text)]
    while places[-1]:
        places.append(previous_word(text, places[-1]))
    assert places[1:] == [18, 15, 10, 9, 7, 3, 0]


def test_steps_by_word_are_bounded_where_no_word_ends() -> None:
    letters, marks = "x" * 5_000, "-" * 5_000
    for text in (letters, marks):
        assert 2_500 < next_word(text, 2_500) <= 2_900
        assert 2_100 <= previous_word(text, 2_500) < 2_500


def test_paragraphs_are_stepped_over_with_the_empty_lines_between_them() -> None:
    text = "one\n\n \ntwo\n  three\n\n"
    onward, back = [0], [len(text)]
    while onward[-1] < len(text):
        onward.append(next_paragraph(text, onward[-1]))
    while back[-1] > 0:
        back.append(previous_paragraph(text, back[-1]))
    assert onward == [0, 7, 11, len(text)]
    assert back == [len(text), 11, 7, 0]
    assert previous_paragraph(text, 9) == 7
    assert (next_paragraph("", 0), previous_paragraph(" \n ", 2)) == (0, 0)
