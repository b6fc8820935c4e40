"""Coverage: what was looked at and holds nothing to check."""

import pytest

from claimdesk.core.apparatus import CoverageRow
from claimdesk.core.model import Id
from claimdesk.store import articles, claims, coverage, file
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


def test_the_share_dealt_with_counts_each_character_once(review: Review) -> None:
    store, me = review.store, review.store.reviewer_id
    (article,) = store.read(articles.rows)
    carried = len("closed on Monday") + len("Ten people were hurt")
    assert store.read(coverage.dealt_with, me) == {article.id: carried / len(TEXT)}
    start = TEXT.index("closed on Monday")
    do(store, coverage.mark, review.version_id, [(start, start + 4), (0, 3), (1, 5)])
    assert store.read(coverage.dealt_with, me) == {article.id: (carried + 5) / len(TEXT)}
    assert store.read(coverage.dealt_with, OTHER.id) == {article.id: carried / len(TEXT)}
    do(store, claims.remove, [review.first, review.second])
    assert store.read(coverage.dealt_with, OTHER.id) == {article.id: 0}
    do(store, articles.remove, article.id)
    assert store.read(coverage.dealt_with, me) == {}
