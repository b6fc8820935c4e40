"""Lists sorted by hand: what moves is written, and nothing else."""

import random

from claimdesk.core.model import Id
from claimdesk.store import checklist, file, keep
from claimdesk.store.store import Session, Store
from claimdesk.store.tables import ChecklistItem
from store.conftest import Review
from store.world import do


def made(store: Store, number: int) -> list[Id]:
    def edit(session: Session) -> list[Id]:
        return [checklist.add(session, f"{n}") for n in range(number)]

    return do(store, edit)


def order(store: Store) -> list[Id]:
    return [row.id for row in store.read(checklist.items)]


def test_any_moves_are_those_of_a_list(review: Review) -> None:
    store, hand = review.store, random.Random(5)
    expected = made(store, 8)
    for _ in range(60):
        moving = hand.sample(expected, hand.randint(1, 4))
        before = hand.choice([*expected, None])
        if before not in moving:
            staying = [one for one in expected if one not in moving]
            at = len(staying) if before is None else staying.index(before)
            in_order = [one for one in expected if one in moving]
            expected = staying[:at] + in_order + staying[at:]
        do(store, checklist.move, moving, before)
        assert order(store) == expected
    file.check(review.path)


def test_only_what_moves_is_written(review: Review) -> None:
    store = review.store
    ids = made(store, 5)
    _, change = store.run("Move", lambda session: checklist.move(session, ids[3:], ids[1]))
    assert change.records["checklist_item"] == set(ids[3:])
    store.revert(change)
    assert order(store) == ids


def test_records_of_one_place_as_united_copies_have_make_room(review: Review) -> None:
    store = review.store
    ids = made(store, 5)

    def tie(session: Session) -> None:
        for one in ids[1:4]:
            keep.change(session, ChecklistItem, one, position="a2")

    do(store, tie)
    a, *tied, e = order(store)
    do(store, checklist.move, [e], tied[1])
    assert order(store) == [a, tied[0], e, tied[1], tied[2]]
    do(store, tie)
    b, c, d = sorted(ids[1:4])
    do(store, checklist.remove, [one for one in ids if one not in (b, c, d)])
    do(store, checklist.move, [d], c)
    assert order(store) == [b, d, c]
