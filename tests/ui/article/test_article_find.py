"""Finding words in the stored text."""

from claimdesk.core.positions import Positions
from claimdesk.ui.article.find import Hits, hits_of, nearest


def stretches(text: str, needle: str, *, case: bool = False) -> list[tuple[int, int]]:
    hits = hits_of(text, Positions(text), needle, case=case)
    return list(zip(hits.starts, hits.ends, strict=True)) if hits else []


def test_all_hits_are_found_whatever_their_case() -> None:
    assert stretches("Russia, russia, RUSSIAN", "russia") == [(0, 6), (8, 14), (16, 22)]


def test_case_counts_when_asked_for() -> None:
    assert stretches("Russia, russia", "Russia", case=True) == [(0, 6)]


def test_a_needle_is_no_pattern() -> None:
    assert stretches("a.b axb", "a.b") == [(0, 3)]


def test_any_blank_matches_any_other() -> None:
    assert stretches("two\u00a0places, two\nplaces", "two places") == [(0, 10), (12, 22)]


def test_straight_quotes_and_dashes_match_curly_and_long_ones() -> None:
    assert stretches("it’s “a – b”", 'it\'s "a - b"') == [(0, 12)]
    assert stretches("it's", "it’s") == [(0, 4)]


def test_hits_after_emoji_are_in_document_positions() -> None:
    assert stretches("\U0001f6a8 fire", "fire") == [(3, 7)]


def test_nothing_is_found_for_blanks_and_for_words_that_are_not_there() -> None:
    assert stretches("text", "  ") == []
    assert stretches("text", "word") == []


def test_stepping_goes_round_the_end() -> None:
    hits = Hits([1, 5], [2, 6])
    hits.step(-1)
    assert hits.current == (5, 6)
    hits.step(1)
    assert hits.current == (1, 2)


def test_the_nearest_hit_is_the_next_one_or_else_the_first() -> None:
    hits = Hits([1, 5], [2, 6])
    assert [nearest(hits, place) for place in (0, 1, 2, 6)] == [0, 0, 1, 0]


def test_hits_between_two_places_are_those_that_touch() -> None:
    hits = Hits([1, 5, 9], [3, 7, 12])
    assert list(hits.between(3, 10)) == [1, 2]
    assert list(hits.between(2, 5)) == [0]
