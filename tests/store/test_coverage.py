"""Coverage: what was looked at and holds nothing to check."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.apparatus import CoverageRow
from claimdesk.core.model import Id
from claimdesk.core.sentences import sentences
from claimdesk.store import articles, claims, coverage, file
from claimdesk.store.coverage import Share
from store.conftest import Opener, Review
from store.world import OTHER, TEXT, do, refusal


def test_a_covered_stretch_is_written_down_once(review: Review) -> None:
    me, version_id = review.store.reviewer_id, review.version_id
    article_id = review.store.read(articles.rows)[0].id
    first = do(review.store, coverage.add, version_id, me, 30, 40, "opinion")
    assert do(review.store, coverage.add, version_id, me, 30, 40, "again") == first
    second = do(review.store, coverage.add, version_id, me, 0, 5)
    third = do(review.store, coverage.add, version_id, me, 0, len(TEXT))
    about = (version_id, article_id, me, "Nina Marsh")
    assert review.store.read(coverage.rows) == [
        CoverageRow(second, *about, 0, 5, ""),
        CoverageRow(third, *about, 0, len(TEXT), ""),
        CoverageRow(first, *about, 30, 40, "opinion"),
    ]
    file.check(review.path)
    do(review.store, articles.remove, article_id)
    assert review.store.read(coverage.rows) == []


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, len(TEXT) + 1)])
def test_a_stretch_outside_the_text_is_refused(review: Review, start: int, end: int) -> None:
    me = review.store.reviewer_id
    refusal(lambda: do(review.store, coverage.add, review.version_id, me, start, end))
    refusal(lambda: do(review.store, coverage.add, Id(b"?" * 16), me, 0, 1))


def stretches(review: Review, who: Id | None = None) -> list[tuple[int, int, str]]:
    found = review.store.read(coverage.rows, review.version_id, reviewer_id=who)
    return [(row.start, row.end, row.reason) for row in found]


def test_taking_a_stretch_back_leaves_what_reaches_beyond_it(review: Review) -> None:
    do(review.store, coverage.mark, review.version_id, [(10, 40), (40, 50), (60, 70)], "opinion")
    do(review.store, coverage.unmark, review.version_id, [(20, 45), (55, 80)])
    assert stretches(review) == [(10, 20, "opinion"), (45, 50, "opinion")]
    _, change = review.store.run(
        "All", lambda session: coverage.unmark(session, review.version_id, [(0, len(TEXT))])
    )
    assert stretches(review) == []
    review.store.revert(change)
    assert len(stretches(review)) == 2
    file.check(review.path)


def test_everybody_covers_for_themselves(review: Review, opened: Opener) -> None:
    me = review.store.reviewer_id
    do(review.store, coverage.mark, review.version_id, [(0, 10)])
    review.store.close()
    store = opened(who=OTHER)
    do(store, coverage.mark, review.version_id, [(0, 10), (20, 30)])
    do(store, coverage.unmark, review.version_id, [(0, 5)])
    mine, theirs = (
        [(row.start, row.end) for row in store.read(coverage.rows, reviewer_id=who)]
        for who in (me, OTHER.id)
    )
    assert (mine, theirs) == ([(0, 10)], [(5, 10), (20, 30)])


def test_the_share_dealt_with_counts_each_sentence_once(review: Review) -> None:
    store, me = review.store, review.store.reviewer_id
    (article,) = store.read(articles.rows)
    every = list(sentences(TEXT))
    assert store.read(coverage.dealt_with, me, article.id) == Share(2, len(every))
    half = [(every[1][0], every[1][1] - 3)]
    do(store, coverage.mark, review.version_id, [half[0], every[0], every[0]])
    assert store.read(coverage.dealt_with, me, article.id) == Share(2, len(every))
    do(store, coverage.mark, review.version_id, [(half[0][1] - 2, every[1][1])])
    assert store.read(coverage.dealt_with, me, article.id) == Share(3, len(every))
    assert store.read(coverage.dealt_with, OTHER.id, article.id) == Share(2, len(every))
    do(store, claims.remove, [review.first, review.second])
    assert store.read(coverage.dealt_with, OTHER.id, article.id) == Share(0, len(every))
    do(store, articles.remove, article.id)
    assert store.read(coverage.dealt_with, me, article.id) == Share(0, 0)


def test_the_percentage_is_whole_only_when_all_is_done() -> None:
    assert [Share(*one).percent for one in ((0, 0), (0, 7), (1, 900), (899, 900), (900, 900))] == [
        *(0, 0, 1, 99, 100),
    ]


@given(st.text("Ab. \n“", max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80))))
def test_what_was_marked_and_what_was_not_add_up_to_the_whole(
    text: str, places: list[tuple[int, int]]
) -> None:
    spans = [(start, end) for start, end in map(sorted, places) if start < end]
    united = coverage._united(spans)
    inside = {place for start, end in spans for place in range(start, end)}
    assert sum(end - start for start, end in united) == len(inside)
    assert all(one[1] < other[0] for one, other in pairwise(united))
    for start, end in sentences(text):
        places_of = set(range(start, end))
        assert coverage._holds(united, start, end) == (places_of <= inside)
        assert coverage._meets(united, start, end) == bool(places_of & inside)
