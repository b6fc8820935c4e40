"""Claims assigned by name only, and the person of that name who comes later."""

from claimdesk.core.ids import derived_id
from claimdesk.core.model import Id, ReviewerRow, Verdict
from claimdesk.store import (
    assessments,
    assignments,
    blind,
    claims,
    file,
    keep,
    namesakes,
    projects,
    reviewers,
)
from claimdesk.store.namesakes import Namesake
from claimdesk.store.store import Store
from claimdesk.store.tables import Reviewer
from store.conftest import Opener, Review
from store.world import do

OLENA = ReviewerRow(derived_id("reviewer", b"Olena"), "olena  koval", "OK")


def asked(store: Store) -> dict[Id, list[str]]:
    found: dict[Id, list[str]] = {}
    for row in store.read(assignments.rows):
        found.setdefault(row.claim_id, []).append(row.reviewer)
    return found


def assign_by_name(review: Review) -> Id:
    """Let Nina assign both claims to an Olena who has never been here; return who that is."""
    do(review.store, assignments.share, [review.first, review.second], {}, "Olena Koval")
    return next(
        row.reviewer_id
        for row in review.store.read(assignments.rows)
        if row.reviewer == "Olena Koval"
    )


def test_the_one_who_comes_finds_what_was_assigned_to_her_name(
    review: Review, opened: Opener
) -> None:
    named = assign_by_name(review)
    assert review.store.read(namesakes.find, OLENA.id, "Zoe") is None
    assert review.store.read(namesakes.find, named, "Olena Koval") is None
    review.store.close()
    store = opened(who=OLENA)
    found = store.read(namesakes.find, OLENA.id, OLENA.name)
    assert found == Namesake("Olena Koval", frozenset([named]), 2)
    assert store.read(namesakes.find, OLENA.id, OLENA.name, [named]) is None
    do(store, claims.remove, [review.first])
    fewer = store.read(namesakes.find, OLENA.id, OLENA.name)
    assert fewer is not None
    assert fewer.claims == 1


def test_what_is_taken_over_is_hers_and_undone_as_one_action(
    review: Review, opened: Opener
) -> None:
    named = assign_by_name(review)
    review.store.close()
    store = opened(who=OLENA)
    do(store, assignments.assign, [review.first], OLENA.id)
    before = asked(store)
    _, change = store.run("Take over", lambda s: namesakes.take_over(s, [named]))
    assert asked(store) == {review.first: ["olena  koval"], review.second: ["olena  koval"]}
    assert named not in [row.id for row in store.read(reviewers.rows)]
    assert store.read(namesakes.find, OLENA.id, OLENA.name) is None
    assert store.read(assignments.next_owed, OLENA.id, None) == review.first
    store.revert(change)
    assert asked(store) == before
    assert named in [row.id for row in store.read(reviewers.rows)]
    file.check(review.path)


def test_a_name_whose_card_was_taken_from_the_list_is_found_as_long_as_it_is_asked(
    review: Review, opened: Opener
) -> None:
    # So it is after uniting with a copy in which more was assigned to the name meanwhile.
    named = assign_by_name(review)
    do(review.store, keep.remove, Reviewer, named)
    review.store.close()
    store = opened(who=OLENA)
    found = store.read(namesakes.find, OLENA.id, OLENA.name)
    assert found is not None
    do(store, namesakes.take_over, found.ids)
    assert asked(store) == {review.first: ["olena  koval"], review.second: ["olena  koval"]}


def test_who_has_written_anything_is_no_mere_name(review: Review, opened: Opener) -> None:
    do(review.store, assignments.assign, [review.first], review.store.reviewer_id)
    name = next(row.name for row in review.store.read(reviewers.rows))
    review.store.close()
    store = opened(who=OLENA)
    assert store.read(namesakes.find, OLENA.id, name) is None


def test_taking_over_in_a_blind_project_shows_nothing_before_her_own_verdict(
    review: Review, opened: Opener
) -> None:
    do(review.store, projects.set_blind, blind=True)
    named = assign_by_name(review)
    review.store.close()
    store = opened(who=OLENA)
    assert store.read(blind.hides, review.first)
    do(store, namesakes.take_over, [named])
    assert store.read(blind.hides, review.first)
    assert store.read(assessments.rows) == []
    do(store, assessments.decide, [review.first], Verdict.DENIED)
    assert not store.read(blind.hides, review.first)
    assert store.read(blind.hides, review.second)
    store.close()
    # An editor whom nobody asked sees what is settled by all who are asked, and no more.
    editor = opened(who=ReviewerRow(derived_id("reviewer", b"editor"), "Ed", "E"))
    assert not editor.read(blind.hides, review.first)
    assert editor.read(blind.hides, review.second)
