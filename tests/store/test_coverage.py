"""Coverage: what was looked at and holds nothing to check."""

import pytest

from claimdesk.core.model import CoverageRow, Id
from claimdesk.store import articles, coverage, file
from store.conftest import Review
from store.world import TEXT, do, refusal


def test_a_covered_stretch_is_written_down_once(review: Review) -> None:
    me, version_id = review.store.reviewer_id, review.version_id
    article_id = review.store.read(articles.rows)[0].id
    first = do(review.store, coverage.add, version_id, me, 30, 40, "opinion")
    assert do(review.store, coverage.add, version_id, me, 30, 40, "again") == first
    do(review.store, coverage.add, version_id, me, 0, 5)
    do(review.store, coverage.add, version_id, me, 0, len(TEXT))
    assert review.store.read(coverage.rows) == [
        CoverageRow(version_id, article_id, "Nina Marsh", 0, 5, ""),
        CoverageRow(version_id, article_id, "Nina Marsh", 0, len(TEXT), ""),
        CoverageRow(version_id, article_id, "Nina Marsh", 30, 40, "opinion"),
    ]
    file.check(review.path)
    do(review.store, articles.remove, article_id)
    assert review.store.read(coverage.rows) == []


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, len(TEXT) + 1)])
def test_a_stretch_outside_the_text_is_refused(review: Review, start: int, end: int) -> None:
    me = review.store.reviewer_id
    refusal(lambda: do(review.store, coverage.add, review.version_id, me, start, end))
    refusal(lambda: do(review.store, coverage.add, Id(b"?" * 16), me, 0, 1))
