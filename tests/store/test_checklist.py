"""The house checklist: its items, and what became of them for each claim."""

import pytest

from claimdesk.core.apparatus import CheckRow
from claimdesk.core.model import Id
from claimdesk.store import checklist, claims, file
from claimdesk.store.store import Store
from store.conftest import Opener, Review
from store.world import OTHER, do, refusal

NOWHERE = Id(b"?" * 16)


def texts(store: Store) -> list[str]:
    return [row.text for row in store.read(checklist.items)]


def test_items_are_added_worded_otherwise_moved_and_removed(review: Review) -> None:
    store = review.store
    first, second, third = (do(store, checklist.add, f" {text} ") for text in ("A", "B", "C"))
    assert texts(store) == ["A", "B", "C"]
    do(store, checklist.change, second, " Better ")
    do(store, checklist.move, [third], first)
    assert texts(store) == ["C", "A", "Better"]
    do(store, checklist.move, [third, first], None)
    assert texts(store) == ["Better", "C", "A"]
    do(store, checklist.remove, [second, third])
    assert texts(store) == ["A"]
    file.check(review.path)


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_item_that_says_nothing_is_refused(review: Review, text: str) -> None:
    refusal(lambda: do(review.store, checklist.add, text))
    item = do(review.store, checklist.add, "A")
    refusal(lambda: do(review.store, checklist.change, item, text))


def test_the_whole_list_can_be_given_at_once(review: Review) -> None:
    store = review.store
    first, second = (do(store, checklist.add, text) for text in ("A", "B"))
    do(store, checklist.arrange, [(None, "New"), (second, "B"), (first, "Better")])
    assert texts(store) == ["New", "B", "Better"]
    (new, *_) = store.read(checklist.items)
    do(store, checklist.arrange, [(new.id, "New"), (first, "Better")])
    assert texts(store) == ["New", "Better"]
    _, change = store.run(
        "Same", lambda s: checklist.arrange(s, [(new.id, "New"), (first, "Better")])
    )
    assert not change
    file.check(review.path)


def test_what_was_ticked_says_by_whom_and_stays_when_items_are_worded_otherwise(
    review: Review, opened: Opener
) -> None:
    store, both = review.store, [review.first, review.second]
    item, other = (do(store, checklist.add, text) for text in ("Asked?", "Dated?"))
    assert [row.done for row in store.read(checklist.checks, review.first)] == [False, False]
    do(store, checklist.tick, both, item, done=True)
    do(store, checklist.change, item, "Asked back?")
    store.close()
    store = opened(who=OTHER)
    do(store, checklist.tick, both[:1], item, remark=" by mail ")
    do(store, checklist.tick, both[1:], other, remark="no need")
    assert store.read(checklist.checks, review.first) == [
        CheckRow(review.first, item, "Asked back?", True, "by mail", "Omar Bell"),
        CheckRow(review.first, other, "Dated?", False, "", ""),
    ]
    assert store.read(checklist.all_checks) == [
        CheckRow(review.first, item, "Asked back?", True, "by mail", "Omar Bell"),
        CheckRow(review.second, item, "Asked back?", True, "", "Nina Marsh"),
        CheckRow(review.second, other, "Dated?", False, "no need", "Omar Bell"),
    ]
    _, change = store.run("Untick", lambda s: checklist.tick(s, both, item, done=False))
    store.revert(change)
    assert all(row.done for row in store.read(checklist.all_checks)[:2])
    do(store, checklist.remove, [item])
    do(store, claims.remove, [review.first])
    assert [row.item_id for row in store.read(checklist.all_checks)] == [other]
    file.check(review.path)


def test_only_what_is_there_can_be_ticked(review: Review) -> None:
    store, item = review.store, do(review.store, checklist.add, "A")
    refusal(lambda: do(store, checklist.tick, [NOWHERE], item, done=True))
    refusal(lambda: do(store, checklist.tick, [review.first], NOWHERE, done=True))
    do(store, checklist.tick, [review.first], item, done=True)
    do(store, claims.remove, [review.first])
    refusal(lambda: do(store, checklist.tick, [review.first], item, done=True))


def test_what_was_ticked_elsewhere_is_written_down_once(review: Review) -> None:
    store, me = review.store, review.store.reviewer_id
    item = do(store, checklist.add, "A")
    for done in (1, 0):
        do(store, checklist.record, review.first, item, me, done=done, remark="x")
    assert store.read(checklist.all_checks) == [
        CheckRow(review.first, item, "A", True, "x", "Nina Marsh")
    ]
