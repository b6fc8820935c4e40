"""Reviewers: told apart by their ids, found by their names."""

from claimdesk.core.ids import new_id
from claimdesk.core.model import ReviewerRow
from claimdesk.store import keep, reviewers
from claimdesk.store.tables import Reviewer
from store.conftest import Opener
from store.world import do


def test_a_name_is_found_or_added_once(opened: Opener, me: ReviewerRow) -> None:
    store = opened()
    assert do(store, reviewers.named, "Nina Marsh") == me.id
    added = do(store, reviewers.named, "Ana de la Cruz")
    assert do(store, reviewers.named, "Ana de la Cruz") == added
    assert store.read(reviewers.rows) == [ReviewerRow(added, "Ana de la Cruz", "ADL"), me]


def test_the_first_of_several_people_of_one_name_is_meant(opened: Opener, me: ReviewerRow) -> None:
    store = opened()
    do(store, keep.put, Reviewer, new_id(), name=me.name, initials="N2")
    assert do(store, reviewers.named, me.name) == store.read(reviewers.rows)[0].id
    assert len(store.read(reviewers.rows)) == 2


def test_somebody_is_meant_however_the_name_is_written(opened: Opener, me: ReviewerRow) -> None:
    store = opened()
    assert do(store, reviewers.meant, "nina MARSH") == me.id
    other = do(store, reviewers.named, "NINA MARSH")
    assert do(store, reviewers.meant, me.name) == me.id
    assert do(store, reviewers.meant, "NINA MARSH") == other
    assert do(store, reviewers.meant, "Zoe") not in {me.id, other}
