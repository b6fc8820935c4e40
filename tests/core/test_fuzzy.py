"""A few letters find what is meant, the best first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.fuzzy import ranked, score

NAMES = [
    "New project",
    "Import articles",
    "New claim from selection",
    "Next claim not reviewed",
    "Denied",
    "Mark passage",
    "Next claim",
]


def found(needle: str) -> list[str]:
    return ranked(needle, NAMES, str)


def test_nothing_typed_shows_everything_in_its_order() -> None:
    assert found("") == NAMES
    assert found("  ") == NAMES


def test_first_letters_of_words_find_them() -> None:
    assert found("ncfs") == ["New claim from selection"]
    assert found("mp")[0] == "Mark passage"


def test_a_word_that_is_begun_comes_before_letters_here_and_there() -> None:
    assert found("den")[0] == "Denied"
    assert found("imp") == ["Import articles"]


def test_words_are_found_in_any_order_and_case() -> None:
    assert found("CLAIM next")[0] == "Next claim not reviewed"
    assert "New project" not in found("claim next")


def test_equals_keep_their_order() -> None:
    assert found("next claim") == ["Next claim not reviewed", "Next claim"]


def test_one_word_that_is_not_found_rules_the_text_out() -> None:
    assert score("new xyz", "New project") is None
    assert score("dd", "Denied") is not None
    assert score("ddd", "Denied") is None


@given(st.text(max_size=12), st.text(max_size=30))
def test_every_text_finds_itself_and_only_what_holds_its_letters(needle: str, text: str) -> None:
    assert score(text, text) is not None
    if score(needle, text) is not None:
        assert all(
            letter in text.casefold() for letter in needle.casefold() if not letter.isspace()
        )


@pytest.mark.parametrize("needle", ["", "c"])
def test_an_empty_text_is_found_only_by_nothing(needle: str) -> None:
    assert (score(needle, "") is None) is bool(needle)
