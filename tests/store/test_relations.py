"""How claims stand to each other, seen from both."""

from dataclasses import replace

from claimdesk.core.apparatus import NeighbourRow, RelationRow
from claimdesk.core.model import RelationKind
from claimdesk.store import claims, file, relations
from store.conftest import Review
from store.world import do, refusal


def test_a_relation_shows_from_both_ends_and_can_be_changed(review: Review) -> None:
    store, first, second = review.store, review.first, review.second
    do(store, relations.relate, second, first, RelationKind.REPORTS)
    do(store, relations.relate, first, second, RelationKind.CAUSES)
    assert store.read(relations.of, first) == [
        NeighbourRow(second, 2, "Ten people were hurt.", RelationKind.CAUSES, outgoing=True),
        NeighbourRow(second, 2, "Ten people were hurt.", RelationKind.REPORTS, outgoing=False),
    ]
    assert [(row.number, row.outgoing) for row in store.read(relations.of, second)] == [
        *((1, False), (1, True)),
    ]
    old = RelationRow(first, second, RelationKind.CAUSES)
    turned = RelationRow(second, first, RelationKind.CAUSES)
    _, nothing = store.run("Same", lambda session: relations.change(session, old, old))
    assert not nothing
    do(store, relations.change, old, turned)
    do(store, relations.change, turned, replace(turned, kind=RelationKind.SAME))
    assert {row.kind for row in store.read(relations.rows)} == {
        *(RelationKind.REPORTS, RelationKind.SAME)
    }
    do(store, relations.remove, store.read(relations.rows))
    assert store.read(relations.rows) == []
    refusal(lambda: do(store, relations.remove, [old]))
    file.check(review.path)


def test_a_relation_to_a_removed_claim_is_not_shown(review: Review) -> None:
    do(review.store, relations.relate, review.first, review.second, RelationKind.SAME)
    do(review.store, claims.remove, [review.second])
    assert review.store.read(relations.of, review.first) == []
