"""Quotes found as people type them: never guessed, never on other words."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.anchors import Quote
from claimdesk.core.quoting import Fit, QuoteFinder
from claimdesk.core.text import trim

NEWS = (
    "Officials in Vesna said on Monday that the old bridge “will not be closed before spring.” "
    "The mayor, Orla Quist, had told reporters a week ago that 14.5 tonnes was the limit.\n\n"
    "🚨 BREAKING: the bridge is GONE 🚨\n"
    "“We counted 22 lorries in one hour,” a resident wrote, and nobody stopped them. Police "
    "declined to comment. A later report by the road service put the number at forty-one.\n\n"
    "Police declined to comment. The road service did not answer either."
)
FINDER = QuoteFinder(NEWS)


def said(quote: str, prefix: str = "", suffix: str = "") -> tuple[Fit, list[str]]:
    found = FINDER.find(Quote(quote, prefix, suffix))
    return found.fit, [NEWS[start:end] for start, end in found.places]


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("will not be closed before spring", "will not be closed before spring"),
        ("“Will not be closed before Spring.”", "will not be closed before spring."),
        ("had   told\nreporters a week ago", "had told reporters a week ago"),
        ("the bridge is gone", "the bridge is GONE"),
        ("🚨 BREAKING: the bridge is GONE 🚨", "🚨 BREAKING: the bridge is GONE 🚨"),
        ("put the number at forty‑one", "put the number at forty-one"),
        ("Quist", "Quist"),
        ("(Orla Quist)", "Orla Quist"),
        (
            "Officials in Vesna said […] the old bridge will not be closed",
            "Officials in Vesna said on Monday that the old bridge “will not be closed",
        ),
        (
            "The mayor … told reporters a week ago",
            "The mayor, Orla Quist, had told reporters a week ago",
        ),
    ],
)
def test_the_same_words_are_found_however_they_are_set(quote: str, words: str) -> None:
    assert said(quote) == (Fit.FOUND, [words])


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("We counted 22 lorrys in one hour", "We counted 22 lorries in one hour"),
        ("We counted lorries in one hour", "We counted 22 lorries in one hour"),
        ("told reporters a week ago that 14,5 tonnes was", None),
        (
            "the old bridge “will [definitely] not be closed before spring”",
            "the old bridge “will not be closed before spring",
        ),
        ("the old [b]ridge “will not be closed before spring”", None),
        (
            "Officials in Vesna sayd on Mondey … will nott be closed before spring",
            f"{NEWS[: NEWS.index(' spring')]} spring",
        ),
    ],
)
def test_nearly_the_same_words_are_told_apart_from_the_same(quote: str, words: str | None) -> None:
    fit, found = said(quote)
    assert fit is Fit.ALIKE
    assert len(found) == 1
    assert words in (None, found[0].removesuffix(".”"))


@pytest.mark.parametrize(
    "quote",
    [
        *("", " “” ", "…", "[…]", "Quisst", "by one voe"),
        "limit tonnes the was ago week reporters that told a had",
        "The minister resigned after the vote in parliament on Friday evening",
        "mayor … either",
        "We counted 22 lorrys in one hour … Officials in Vesna sayd on Monday that",
        "road service did answer bridge … forty lorries were stopped on the hour",
        "x" * 5_000 + " y",
    ],
)
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert said(quote) == (Fit.NOT_FOUND, [])


def test_one_of_several_places_is_only_taken_where_the_context_says_which() -> None:
    quote = "Police declined to comment"
    assert said(quote) == (Fit.AMBIGUOUS, [quote, quote])
    assert said(f"{quote}.") == (Fit.AMBIGUOUS, [f"{quote}."] * 2)
    first, second = FINDER.find(Quote(quote)).places
    before = FINDER.find(Quote(quote, "and nobody stopped them. "))
    after = FINDER.find(Quote(quote, suffix=". The road service did"))
    assert (before.fit, before.places) == (Fit.FOUND, (first,))
    assert (after.fit, after.places) == (Fit.FOUND, (second,))
    assert FINDER.find(Quote(quote, "Yesterday the ", " on it")).fit is Fit.AMBIGUOUS


def test_one_of_several_places_is_taken_if_only_it_is_set_the_same() -> None:
    finder = QuoteFinder("The Sun fell. Then the sun fell, and the SUN FELL!")
    assert finder.find(Quote("the sun fell")).places == ((19, 31),)
    assert finder.find(Quote("The sun Fell")).fit is Fit.AMBIGUOUS


def test_words_in_other_surroundings_than_said_are_only_alike() -> None:
    assert said("the old bridge", "no word of this", "stands here at all")[0] is Fit.ALIKE
    assert said("the old bridge", "on Monday that ", " “will not be")[0] is Fit.FOUND
    # The outer words of a cut context may be halves.
    assert said("the old bridge", "nday that ", " “will not be clo")[0] is Fit.FOUND


def test_two_stretches_that_are_as_much_alike_are_both_told() -> None:
    text = "The army took the northern villages. Later the army took the southern villages."
    finder = QuoteFinder(text)
    found = finder.find(Quote("the army took the wester villages"))
    assert found.fit is Fit.AMBIGUOUS
    assert len(found.places) == 2
    with_context = finder.find(Quote("the army took the wester villages", "villages. Later "))
    assert with_context.fit is Fit.ALIKE
    assert text[slice(*with_context.places[0])].startswith("the army took the southern")


def test_words_that_are_everywhere_do_not_make_a_quote() -> None:
    finder = QuoteFinder("the cat and the dog " * 300)
    assert finder.find(Quote("the bird and the fox and so on")).fit is Fit.NOT_FOUND


def test_an_empty_text_has_no_quotes() -> None:
    assert QuoteFinder("").find(Quote("some words to look for")).fit is Fit.NOT_FOUND


# Laws ------------------------------------------------------------------------------------------

WORDS = ["bridge", "mayor", "спека", "says", "U.S.", "22", "no", "漢字", "isn’t", "😀", "“gone”"]
RESTYLED: list[Callable[[str], str]] = [
    str,
    str.upper,
    lambda cut: cut.replace(" ", "\n"),
    lambda cut: f"«{cut}»",
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)


@given(TEXTS, st.data())
def test_every_stretch_of_words_is_found_where_it_was_cut_or_told_among_its_twins(
    text: str, data: st.DataObject
) -> None:
    bounds = [0, *(n + 1 for n, letter in enumerate(text) if letter == " "), len(text) + 1]
    first = data.draw(st.integers(0, len(bounds) - 2))
    last = data.draw(st.integers(first + 1, len(bounds) - 1))
    start, end = bounds[first], bounds[last] - 1
    restyle = RESTYLED[data.draw(st.integers(0, len(RESTYLED) - 1))]
    found = QuoteFinder(text).find(Quote(restyle(text[start:end])))
    assert found.fit in (Fit.FOUND, Fit.AMBIGUOUS)
    assert any(
        one[0] - 1 <= start <= one[0] and one[1] <= end <= one[1] + 2 for one in found.places
    )


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_any_two_texts_give_places_that_can_be_cut(
    text: str, quote: str, prefix: str, suffix: str
) -> None:
    found = QuoteFinder(text).find(Quote(quote, prefix, suffix))
    assert len(found.places) == 1 or found.fit in (Fit.AMBIGUOUS, Fit.NOT_FOUND)
    assert all(trim(text, *place) == place and place[0] < place[1] for place in found.places)


@given(st.randoms(use_true_random=False))
def test_words_of_the_text_in_another_order_are_not_found(dice: random.Random) -> None:
    words = NEWS.split()
    quote = dice.sample(words, 12)
    fit, found = said(" ".join(quote))
    assert fit is Fit.NOT_FOUND or all(len(one.split()) > 3 for one in found)
