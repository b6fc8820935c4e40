"""Folding: what differs in case, marks or accents alone is the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.folding import fold

LETTERS = "aZ 9'\"-’“–é\u0301ÉßÆœŁøЙйИ\u0306ЁїІΆςﬁ\u00ad\u00a0漢🚧"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ('The MAYOR\'s "no" - 3', 'the mayor\'s "no" - 3'),
        ("The mayor’s “no” – 3", 'the mayor\'s "no" - 3'),
        ("Straße, ﬁn", "strasse, fin"),
        ("Ångström e\u0301te\u0301", "angstrom ete"),
        ("ŁÓDŹ Œuvre Ærø", "lodz oeuvre aero"),
        ("Київ, їжа, Ёлка, и\u0306", "київ, їжа, елка, й"),
        ("soft\u00adhyphen and\u200bzero\u2060width", "softhyphen andzerowidth"),
        ("3\u00a0000", "3 000"),
        ("x\u0327\u0301", "x"),
        ("漢字 🚧", "漢字 🚧"),
        ("", ""),
    ],
)
def test_a_text_is_folded_to_what_counts(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(st.sampled_from(LETTERS)))
def test_folding_again_and_changing_case_make_no_difference(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.lower()) == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_only_loses_its_capitals(text: str) -> None:
    assert fold(text) == text.lower()
