"""How alike two texts are."""

from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.likeness import likeness

CLAIMS = [
    "The bridge was closed on Monday.",
    "The repair of the bridge cost 3 million.",
    "The mayor resigned on Monday.",
    "The school opens late.",
]


def test_the_same_words_are_most_alike() -> None:
    scores = likeness("repairs which cost 3 million", CLAIMS)
    assert max(range(4), key=scores.__getitem__) == 1
    assert scores[3] == 0


def test_rare_words_weigh_more_than_common_ones() -> None:
    scores = likeness("Monday: mayor on Monday", CLAIMS)
    assert scores[2] > scores[0] > 0


def test_case_and_endings_do_not_matter() -> None:
    scores = likeness("BRIDGES CLOSING", CLAIMS)
    assert scores[0] == max(scores) > 0


def test_small_words_alone_are_no_likeness() -> None:
    assert likeness("the", CLAIMS) == [0, 0, 0, 0]
    assert likeness("the", ["The mayor"] * 40) == [0] * 40


def test_nothing_is_like_nothing() -> None:
    assert likeness("", CLAIMS) == [0, 0, 0, 0]
    assert likeness("bridge", []) == []
    assert likeness("bridge", ["", "…"]) == [0, 0]


@given(st.text(), st.lists(st.text(max_size=40), max_size=8))
def test_scores_lie_between_0_and_1(wanted: str, texts: list[str]) -> None:
    scores = likeness(wanted, texts)
    assert len(scores) == len(texts)
    assert all(0 <= score <= 1.000001 for score in scores)


@given(st.text(min_size=1))
def test_a_text_is_as_like_itself_as_anything(text: str) -> None:
    one, other = likeness(text, [text, "zq"])
    assert one >= other or not text.strip()
