"""Searching in slices: the nearest hit first, then all of them, in texts of any length."""

import random

import pytest

from claimdesk.core.positions import Positions
from claimdesk.core.query import Query, QueryError
from claimdesk.ui.article.find import Hits, Search

WORDS = "The mayor said on Monday that nobody crossed the bridge. \U0001f6a7\n"


def searched(text: str, needle: str, origin: int = 0, *, is_regex: bool = False) -> Hits:
    search = Search(text, Positions(text), Query(needle, is_regex=is_regex), origin)
    while search.advance(1):
        pass
    return search.hits


def stretches(hits: Hits) -> list[tuple[int, int]]:
    return list(zip(hits.starts, hits.ends, strict=True))


def test_a_short_text_is_done_in_one_slice() -> None:
    text = WORDS * 40
    search = Search(text, Positions(text), Query("monday"))
    assert not search.advance(1000)
    assert len(search.hits) == 40
    assert search.hits.is_complete


def test_a_long_text_is_searched_in_slices_and_counted_exactly() -> None:
    hand = random.Random(7)
    text = "".join(hand.choice(WORDS.split(" ")) + hand.choice(" \n") for _ in range(200_000))
    positions = Positions(text)
    search, slices = Search(text, positions, Query("bridge."), len(text) // 2), 0
    while search.advance(0):
        slices += 1
    assert slices > 50
    assert len(search.hits) == text.count("bridge.")
    place = text.index("bridge.", len(text) // 2)
    assert search.hits.current == (positions.to_utf16(place), positions.to_utf16(place + 7))
    assert search.hits.number == text.count("bridge.", 0, place) + 1


def test_the_nearest_hit_is_known_before_the_count() -> None:
    text = WORDS * 4000
    origin = len(text) - 100
    search = Search(text, Positions(text), Query("Monday"), origin)
    while search.hits.current is None:
        assert search.advance(0)
    near = search.hits.current
    assert (search.hits.number, len(search.hits)) == (0, 0)
    assert near in list(search.hits.between(near[0], near[1]))
    assert search.hits.step(1) is None
    while search.advance(5):
        pass
    assert search.hits.current == near
    assert search.hits.number == 4000 - 1


def test_a_search_from_behind_the_last_hit_shows_the_first() -> None:
    for text in ("one two", "one " + "x" * 40_000):
        assert searched(text, "one", 2).current == (0, 3)


def test_a_hit_may_span_windows_and_lines() -> None:
    text = "x" * 15_990 + " nobody\ncrossed " + "y" * 20_000
    assert stretches(searched(text, "nobody crossed")) == [(15_991, 16_005)]
    assert len(searched(text, r"x+\s\w+$", is_regex=True)) == 1


def test_hits_after_emoji_are_in_document_positions() -> None:
    assert stretches(searched("\U0001f6a8 fire", "fire")) == [(3, 7)]


def test_nothing_is_found_for_blanks_and_for_words_that_are_not_there() -> None:
    for needle in ("  ", "word"):
        hits = searched("text", needle)
        assert (len(hits), hits.current, hits.number) == (0, None, 0)
        assert hits.step(1) is None


def test_an_expression_without_end_is_given_up_with_a_sentence() -> None:
    text = "a" * 3000 + "!"
    with pytest.raises(QueryError, match="takes too long"):
        searched(text, "(a+)+$", is_regex=True)


def test_an_expression_slow_on_much_text_is_tried_on_less() -> None:
    text = "word " * 20_000
    search = Search(text, Positions(text), Query("d(?= |$)", is_regex=True))
    search._narrow()
    while search.advance(5):
        pass
    assert len(search.hits) == 20_000


def test_stepping_goes_round_both_ends_and_tells() -> None:
    hits = Hits([1, 5], [2, 6], (1, 2), is_complete=True)
    assert (hits.step(-1), hits.current, hits.number) == (-1, (5, 6), 2)
    assert (hits.step(1), hits.current) == (1, (1, 2))
    assert (hits.step(1), hits.current) == (0, (5, 6))


def test_nobody_goes_round_before_the_count_is_known() -> None:
    hits = Hits([1, 5], [2, 6], (1, 2))
    assert hits.step(-1) is None
    assert hits.step(1) == 0
    assert hits.step(1) is None
    assert hits.current == (5, 6)


def test_hits_between_two_places_are_those_that_touch() -> None:
    hits = Hits([1, 5, 9], [3, 7, 12])
    assert list(hits.between(3, 10)) == [(5, 7), (9, 12)]
    assert list(hits.between(2, 5)) == [(1, 3)]
