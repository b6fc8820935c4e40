"""Cues: what each rule sees, in each language, and that stretches lie where they are said to."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.cues import Cue, Hit, hits, kinds


@pytest.mark.parametrize(
    ("text", "cue", "words"),
    [
        ("It cost 3.5 million.", Cue.NUMBER, "3.5"),
        ("It grew by 12 %.", Cue.NUMBER, "12 %"),
        ("Two thousand came.", Cue.NUMBER, "thousand"),
        ("Майже тисяча людей.", Cue.NUMBER, "тисяча"),
        ("He called it “a farce”.", Cue.QUOTATION, "“a farce”"),
        ("Она сказала: «Нет».", Cue.QUOTATION, "«Нет»"),
        ("Er nannte es „Unsinn“.", Cue.QUOTATION, "„Unsinn“"),
        ("The mayor said so.", Cue.ATTRIBUTION, "said"),
        ("According to the mayor", Cue.ATTRIBUTION, "According to"),
        ("За словами мера", Cue.ATTRIBUTION, "За словами"),
        ("Officials confirmed nothing.", Cue.UNNAMED, "Officials"),
        ("Джерела повідомляють", Cue.UNNAMED, "Джерела"),
        ("It may rain.", Cue.HEDGE, "may"),
        ("Angeblich fiel ein Schuss.", Cue.UNNAMED, "Angeblich"),
        ("The largest bridge", Cue.SUPERLATIVE, "largest"),
        ("Найбільший міст", Cue.SUPERLATIVE, "Найбільший"),
        ("On 3 March it closed.", Cue.DATE, "3 March"),
        ("March 3rd", Cue.DATE, "March 3rd"),
        ("It closed on Monday.", Cue.DATE, "Monday"),
        ("Nobody crossed.", Cue.NEGATION, "Nobody"),
        ("It didn’t fall.", Cue.NEGATION, "didn’t"),
        ("Міст не впав.", Cue.NEGATION, "не"),
    ],
)
def test_each_rule_points_at_the_words_that_gave_it(text: str, cue: Cue, words: str) -> None:
    assert words in [text[hit.start : hit.end] for hit in hits(text) if hit.cue is cue]
    assert cue in kinds(text)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("On 3 March 2025 it closed.", Cue.DATE),
        ("March 3, 2025", Cue.DATE),
        ("The notable bridge", Cue.NEGATION),
        ("It's the dogs' bowl", Cue.QUOTATION),
        ("A7 road", Cue.NUMBER),
        ("The bridge stands.", Cue.SUPERLATIVE),
    ],
)
def test_what_only_looks_like_a_cue_is_none(text: str, cue: Cue) -> None:
    assert cue not in kinds(text)


def test_only_the_stretch_that_was_asked_about_is_looked_at() -> None:
    text = "He said 5. She said 6."
    assert hits(text, 11) == [Hit(15, 19, Cue.ATTRIBUTION), Hit(20, 21, Cue.NUMBER)]
    assert kinds(text, 0, 2) == frozenset()


@given(st.text(st.sampled_from("“”«» said 1230.%no\nМіст не"), max_size=200), st.data())
def test_hits_lie_inside_in_order_and_no_kind_overlaps_itself(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = hits(text, start, end)
    assert found == sorted(found)
    assert {hit.cue for hit in found} == kinds(text, start, end)
    for cue in Cue:
        mine = [hit for hit in found if hit.cue is cue]
        assert all(start <= hit.start < hit.end <= end for hit in mine)
        assert all(one.end <= other.start for one, other in pairwise(mine))
