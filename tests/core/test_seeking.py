"""Words, phrases and expressions, found whatever their case, accents and quotes."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimdesk.core import seeking
from claimdesk.core.folded import Folded
from claimdesk.core.query import QueryError
from claimdesk.core.seeking import Hit, Mode, seeker, stem
from claimdesk.core.text import trim


def hits(wanted: str, text: str, mode: Mode = Mode.WORDS) -> list[Hit]:
    seek = seeker(wanted, mode)
    return list(seek(Folded(text))) if seek else []


def found(wanted: str, text: str, mode: Mode = Mode.WORDS) -> list[list[str]]:
    return [[text[start:end] for start, end in hit.parts] for hit in hits(wanted, text, mode)]


def test_a_word_is_found_in_its_other_forms() -> None:
    text = "Бої за Покровськ, у Покровську, біля Покровська; Покровського, Покровськими. Покров."
    forms = ["Покровськ", "Покровську", "Покровська", "Покровського", "Покровськими"]
    assert found("Покровську", text) == [[form] for form in forms]
    assert found("capture", "Captured, capturing, CAPTURES; recapture") == [
        ["Captured"], ["capturing"], ["CAPTURES"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("war", "The warden warned of wars in Warsaw."),
        ("3", "30 and 13 and x3"),
        ("русский", "Русскоязычными"),
        ("bridge mayor", "The bridge.\nThe mayor."),
        ("bridge", "The mayor."),
    ],
)
def test_what_only_looks_alike_is_not_found(wanted: str, text: str) -> None:
    assert found(wanted, text) == []


def test_words_are_found_in_any_order_where_they_stand_closest() -> None:
    text = "The mayor slept. Later a bridge fell; the mayor, said he.\nMayor of bridges. No."
    assert found("bridge, (mayor)", text) == [["bridge", "mayor"], ["Mayor", "bridges"]]
    (first, _) = hits("mayor bridge mayor", text)
    assert text[first.start : first.end] == "bridge fell; the mayor"


def test_a_closer_pair_replaces_an_earlier_one() -> None:
    text = "One far far away two one two"
    assert [text[hit.start : hit.end] for hit in hits("one two", text)] == ["two one"]


def test_accents_quotes_dashes_and_blanks_do_not_matter() -> None:
    text = '“We  are\nready” – he said; "we are ready" - she said. Cafe\u0301, CAFÉ.'
    assert found("«we are ready» - he", text, Mode.PHRASE) == [["“We  are\nready” – he"]]
    assert found("WE ARE READY", text, Mode.PHRASE) == [["We  are\nready"], ["we are ready"]]
    assert found("cafe", text) == [["Cafe\u0301"], ["CAFÉ"]]


def test_a_phrase_that_is_not_there_is_not_found() -> None:
    assert found("we are", "Are we?", Mode.PHRASE) == []
    assert found("zebra", "Are we?", Mode.PHRASE) == []


def test_scripts_without_blanks_have_words_anywhere() -> None:
    assert found("北京", "在北京市") == [["北京"]]


def test_a_mark_alone_is_found_too() -> None:
    assert found("?", "Really? Yes.") == [["?"]]


def test_expressions_are_meant_as_they_stand() -> None:
    assert found(r"\b[A-C]\d*", "B12 and x C", Mode.EXPRESSION) == [["B12"], ["and"[:1]], ["C"]]
    assert found("b*", "ab", Mode.EXPRESSION) == [["b"]]
    with pytest.raises(QueryError, match="not a valid"):
        seeker("(", Mode.EXPRESSION)


def test_an_endless_expression_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeking, "_PATIENCE", 0.01)
    with pytest.raises(QueryError, match="too long"):
        hits("(x+x+)+y", "x" * 100, Mode.EXPRESSION)


@pytest.mark.parametrize("mode", Mode)
def test_blanks_look_for_nothing(mode: Mode) -> None:
    assert seeker(" \n", mode) is None


def test_an_ending_is_left_where_too_little_would_remain() -> None:
    assert stem("ями") == "ями"
    assert stem("рука") == "рука"
    assert stem("3-ми") == "3-ми"


def test_a_hit_cuts_no_grapheme() -> None:
    (hit,) = hits("👩", "see 👩\u200d🚒 there", Mode.PHRASE)
    assert (hit.start, hit.end) == (4, 7)


UNITS = (*"abeé ßЙий \n“”’—\u00adÆЁ北👩\u200d", "e\u0301", "и\u0306", "👩\u200d🚒")
TEXTS = st.lists(st.sampled_from(UNITS), max_size=60).map("".join)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
@example("e\u0301", 1, 2)
@example("a\xada", 1, 3)
@example("a \xad a", 0, 5)
def test_folding_never_loses_an_exact_hit(text: str, one: int, other: int) -> None:
    start, end = trim(text, one, other)
    words = seeker(text[start:end], Mode.PHRASE)
    if words is not None:
        assert any(hit.start < end and start < hit.end for hit in words(Folded(text)))


@given(st.lists(st.text("abceikл йая", min_size=1, max_size=8), min_size=1, max_size=8))
def test_every_word_of_a_text_is_found_in_it(parts: list[str]) -> None:
    words = " ".join(parts).split()
    for word in words:
        assert hits(word, " ".join(words))
