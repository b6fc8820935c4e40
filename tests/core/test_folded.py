"""Folded texts and the way back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.folded import Folded
from claimdesk.core.folding import fold

TEXTS = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("aÉßæи \n\t\u0301\u0306\u0345\u00ad\u200bİﬁ’«—"),
    )
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Café” — NO", '"cafe" - no'),
        ("a  b\u00a0c\td", "a b c d"),
        ("one \n\n two", "one\ntwo"),
        ("Straße, cœur, Łódź", "strasse, coeur, lodz"),
        ("Їжак і й", "їжак і й"),
        ("hy\u00adphen", "hyphen"),
    ],
)
def test_a_text_is_folded_with_its_blanks(text: str, words: str) -> None:
    assert Folded(text).words == words


@given(TEXTS)
def test_it_is_folded_as_everything_is(text: str) -> None:
    blanks = re.compile(r"\s+")
    assert blanks.sub(" ", Folded(text).words) == blanks.sub(" ", fold(text))


@given(TEXTS)
def test_every_folded_letter_leads_back_to_what_it_was_made_of(text: str) -> None:
    folded = Folded(text)
    last = 0
    for index, letter in enumerate(folded.words):
        start, end = folded.place(index, index + 1)
        assert last <= start < end <= len(text)
        assert letter in Folded(text[start:end]).words
        last = start


def test_a_stretch_leads_back_to_where_it_stands() -> None:
    text = "Die  Straße\u00ad nach Łódź"
    folded = Folded(text)
    start = folded.words.index("strasse")
    assert text[slice(*folded.place(start, start + 7))] == "Straße"
    start = folded.words.index("lodz")
    assert text[slice(*folded.place(start, start + 4))] == "Łódź"
