"""Stretches that do not repeat a claim, whatever a finder says."""

import pytest

from claimdesk.core.apparatus import DismissalRow
from claimdesk.core.model import Id
from claimdesk.store import articles, claims, dismissals, file
from store.conftest import Review
from store.world import TEXT, do, refusal

NOWHERE = Id(b"?" * 16)


def test_a_stretch_is_dismissed_for_one_claim_until_it_is_recalled(review: Review) -> None:
    store, version_id = review.store, review.version_id
    (article,) = store.read(articles.rows)
    places = [(review.second, 0, 4), (review.first, 5, 9), (review.first, 0, 4)]
    for claim_id, start, end in places:
        for _ in range(2):
            do(store, dismissals.dismiss, claim_id, version_id, start, end)
    assert store.read(dismissals.rows) == [
        DismissalRow(review.first, version_id, article.id, 0, 4),
        DismissalRow(review.first, version_id, article.id, 5, 9),
        DismissalRow(review.second, version_id, article.id, 0, 4),
    ]
    do(store, dismissals.recall, review.first, version_id, 0, 4)
    assert [row.start for row in store.read(dismissals.rows, review.first)] == [5]
    refusal(lambda: do(store, dismissals.recall, review.first, version_id, 0, 4))
    do(store, claims.remove, [review.second])
    assert len(store.read(dismissals.rows)) == 1
    do(store, articles.remove, article.id)
    assert store.read(dismissals.rows) == []
    file.check(review.path)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (0, len(TEXT) + 1)])
def test_a_stretch_outside_the_text_is_refused(review: Review, start: int, end: int) -> None:
    place = review.version_id, start, end
    refusal(lambda: do(review.store, dismissals.dismiss, review.first, *place))


def test_only_what_is_there_can_be_dismissed(review: Review) -> None:
    refusal(lambda: do(review.store, dismissals.dismiss, NOWHERE, review.version_id, 0, 1))
    refusal(lambda: do(review.store, dismissals.dismiss, review.first, NOWHERE, 0, 1))
