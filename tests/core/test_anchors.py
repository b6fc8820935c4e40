"""Quotes: made from a place, found again without guessing."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimdesk.core.anchors import CONTEXT, Found, Quote, find, quote_of

TEXT = (
    "The ministry said the bridge was safe. Engineers disagreed.\n"
    "On Monday the ministry said the bridge was closed for repairs. Nobody was hurt."
)
words = st.text(st.sampled_from("ab \n🚨é"), max_size=60)


def place_of(text: str, exact: str, number: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(number + 1):
        start = text.index(exact, start + 1)
    return start, start + len(exact)


@given(words, st.data())
def test_a_quote_is_found_where_it_was_made(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assume(start < end)
    quote = quote_of(text, start, end)
    assert quote.prefix + quote.exact + quote.suffix in text
    assert max(len(quote.prefix), len(quote.suffix)) <= CONTEXT
    assert find(text, quote, start, end) == Found(start, end, moved=False)


@given(words, st.data())
def test_what_is_found_always_says_the_same_words(text: str, data: st.DataObject) -> None:
    quote = Quote(data.draw(words), data.draw(words), data.draw(words))
    start = data.draw(st.integers(-2, 70))
    found = find(text, quote, start, data.draw(st.integers(-2, 70)))
    if found is not None:
        assert text[found.start : found.end] == quote.exact
        assert quote.exact


@given(st.text(st.sampled_from("ab c\n"), max_size=80))
def test_a_quote_in_the_same_surroundings_is_found_after_a_move(before: str) -> None:
    start, end = place_of(TEXT, "the bridge was closed")
    quote = quote_of(TEXT, start, end)
    moved = before + TEXT
    found = find(moved, quote, start, end)
    assert found == Found(start + len(before), end + len(before), moved=bool(before))


def test_context_tells_two_equal_sentences_apart() -> None:
    for number in (0, 1):
        start, end = place_of(
            TEXT, "the ministry said" if number else "said the bridge", number // 2
        )
        quote = quote_of(TEXT, start, end)
        found = find(TEXT, quote, 0, 3)
        assert found == Found(start, end, moved=True)


def test_context_that_was_edited_at_its_far_end_still_counts() -> None:
    start, end = place_of(TEXT, "said the bridge was", 1)
    quote = quote_of(TEXT, start, end)
    edited = TEXT.replace("On Monday", "On Tuesday").replace("for repairs", "for reasons")
    assert find(edited, quote, start, end) == Found(start + 1, end + 1, moved=True)


def test_two_places_that_could_be_meant_are_not_guessed_at() -> None:
    text = "It is true. It is true. It is true."
    assert find(text, Quote("It is true."), 5, 16) is None
    assert find(text, Quote("It is true.", " ", " "), 5, 16) == Found(12, 23, moved=True)
    assert find(text, Quote("It is true.", "nothing", "alike"), 5, 16) is None
    assert find(text + " " + text, Quote("It is true.", "e. ", " I"), 5, 16) is None


def test_a_context_that_fits_two_places_alike_is_not_guessed_at() -> None:
    text = "Aa The dam is safe. Bb ... Aa The dam is safe. Cc"
    assert find(text, Quote("The dam is safe.", "Aa ", " Dd"), 0, 1) is None
    assert find(text, Quote("The dam is safe.", "Aa ", " Cc"), 0, 1) == Found(30, 46, moved=True)


def test_the_only_place_is_found_even_in_other_surroundings() -> None:
    text = "Headline\n\nThe dam is safe, he said."
    found = find(text, Quote("The dam is safe", "quite other ", " words"), 500, 515)
    assert found == Found(10, 25, moved=True)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("They sell chinos here.", Quote("chin")),
        ("They sell chinos here.", Quote("inos")),
        ("So he came cafe\u0301", Quote("cafe")),
        ("🇫🇮🇺🇦", Quote("🇮🇺")),
        ("Nothing of the kind.", Quote("The dam")),
        ("Anything", Quote("")),
        ("", Quote("dam")),
    ],
)
def test_pieces_of_words_and_of_graphemes_are_not_taken_for_the_quote(
    text: str, quote: Quote
) -> None:
    assert find(text, quote, 90, 94) is None


def test_a_piece_of_a_word_is_found_if_its_surroundings_say_so() -> None:
    text = "New. They sell chinos here."
    assert find(text, Quote("chin", "They sell ", "os there"), 0, 4) == Found(15, 19, moved=True)


@pytest.mark.parametrize(("start", "end"), [(-3, 1), (0, 99), (1, 0), (99, 103)])
def test_a_place_that_does_not_fit_the_words_is_not_believed(start: int, end: int) -> None:
    assert find("dams", Quote("dams"), start, end) == Found(0, 4, moved=True)


def test_very_common_words_are_found_by_their_whole_context_only() -> None:
    text = "a b. " * 3_000 + "the one a here. " + "a b. " * 3_000
    assert find(text, Quote("a", "b. ", "b. "), 1, 99) is None
    place = text.index("one a") + 4
    assert find(text, Quote("a", "the one ", " here"), 1, 99) == Found(place, place + 1, moved=True)
