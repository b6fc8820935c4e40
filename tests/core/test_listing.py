"""The filter of the claim list: when it is empty, and how it is written down and read again."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimdesk.core.listing import MOST_WORDS, ClaimColumn, ClaimFilter, ClaimOrder, read, written
from claimdesk.core.model import ClaimType, Id, Stage, Stance, Verdict

WHO = Id(bytes(range(16)))
ids = st.frozensets(st.binary(min_size=16, max_size=16).map(Id), max_size=2)
texts = st.frozensets(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=2)
filters = st.builds(
    ClaimFilter,
    text=st.text(st.characters(exclude_categories=["Cs"])),
    verdicts=st.frozensets(st.sampled_from([None, *Verdict])),
    stages=st.frozensets(st.sampled_from(Stage)),
    priorities=st.frozensets(st.integers(-3, 9)),
    types=st.frozensets(st.sampled_from(ClaimType)),
    claimants=texts,
    tags=texts,
    reviewers=ids,
    stances=st.frozensets(st.sampled_from(Stance)),
    articles=ids,
    speakers=texts,
    due_by=st.sampled_from(["", "2026-11-28"]),
    differ=st.booleans(),
    no_evidence=st.booleans(),
    no_passage=st.booleans(),
)


@given(filters)
@example(ClaimFilter(verdicts=frozenset([None, Verdict.DENIED]), reviewers=frozenset([WHO])))
def test_a_filter_that_was_written_down_is_the_same_when_it_is_read(wanted: ClaimFilter) -> None:
    assert read(json.loads(json.dumps(written(wanted)))) == wanted


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        {"zzz": True},
        {"text": 3},
        {"differ": 1},
        {"stages": "open"},
        {"stages": ["zzz"]},
        {"tags": [3]},
        {"reviewers": ["zz"]},
        {"verdicts": ["zz"]},
        {"priorities": ["high"]},
        {"types": ["zz"]},
    ],
)
def test_what_is_no_filter_is_refused(kept: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of them, its words are for nobody
        read(kept)


def test_a_filter_of_blanks_alone_lets_everything_through() -> None:
    assert ClaimFilter().is_empty
    assert ClaimFilter(text=" \n").is_empty
    assert not ClaimFilter(text="x").is_empty
    assert not ClaimFilter(differ=True).is_empty
    assert not ClaimFilter(verdicts=frozenset([None])).is_empty


def test_what_is_pasted_by_mistake_is_not_looked_for_to_its_end() -> None:
    assert len(ClaimFilter(text="word " * 1000).words) == MOST_WORDS


def test_only_the_rising_number_is_the_order_of_the_review() -> None:
    assert ClaimOrder().is_review
    assert not ClaimOrder(is_falling=True).is_review
    assert not ClaimOrder(ClaimColumn.CLAIM).is_review
