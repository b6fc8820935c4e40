"""Taking back: what was there before comes back exactly, or nothing is changed."""

from claimdesk.core.change import Change, Transaction
from claimdesk.core.model import ReadArticle, Stance, Verdict
from claimdesk.store import (
    articles,
    assessments,
    claims,
    file,
    passages,
)
from claimdesk.store.store import Session
from store.conftest import Opener, Review
from store.world import do, live, rebuilt, refusal, tables


def test_undo_gives_back_the_values_from_before_and_redo_those_from_after(
    review: Review,
) -> None:
    before = live(review.path)
    _, change = review.store.run(
        "Edit", lambda session: claims.change(session, review.first, text="Other", stage="done")
    )
    after = live(review.path)
    undone = review.store.revert(change)
    assert undone.label == "Edit"
    assert live(review.path) == before
    redone = review.store.revert(undone)
    assert live(review.path) == after
    review.store.revert(redone)
    assert live(review.path) == before
    file.check(review.path)


def test_undoing_a_removal_brings_claim_links_and_passages_back(review: Review) -> None:
    before = live(review.path)
    _, removal = review.store.run("Remove", lambda s: claims.remove(s, [review.first]))
    assert len(review.store.read(passages.rows)) == 1
    undone = review.store.revert(removal)
    assert live(review.path) == before
    review.store.revert(undone)
    assert review.store.read(claims.row, review.first) is None
    assert tables(review.path) == rebuilt(review.path)


def test_undoing_an_addition_removes_it_with_all_its_parts(review: Review) -> None:
    before = live(review.path)

    def edit(session: Session) -> None:
        article_id = articles.add(session, ReadArticle("Some words here.", "New"))
        found = articles.row(session, article_id)
        assert found is not None
        claim_id = claims.add(session, "New claim", article_id=article_id)
        passages.link(session, claim_id, passages.mark(session, found.version_id, 0, 4))
        assessments.decide(session, [claim_id], Verdict.DENIED)
        claims.set_tags(session, claim_id, ["x"])

    _, change = review.store.run("Load", edit)
    after = live(review.path)
    undone = review.store.revert(change)
    assert live(review.path) == before
    review.store.revert(undone)
    assert live(review.path) == after
    file.check(review.path)


def test_what_was_added_and_removed_in_one_action_is_undone_and_redone_as_nothing(
    review: Review,
) -> None:
    before = live(review.path)

    def edit(session: Session) -> None:
        claims.remove(session, [claims.add(session, "Only for a moment")])

    _, change = review.store.run("Nothing", edit)
    assert change
    undone = review.store.revert(change)
    assert not undone
    assert not review.store.revert(undone)
    assert live(review.path) == before
    file.check(review.path)


def test_what_was_changed_since_cannot_be_taken_back_on_its_own(review: Review) -> None:
    _, change = review.store.run("A", lambda s: claims.change(s, review.first, text="A"))
    do(review.store, claims.change, review.first, text="B")
    before = tables(review.path)
    assert "changed again" in refusal(lambda: review.store.revert(change))
    assert tables(review.path) == before
    do(review.store, claims.change, review.first, text="A")
    review.store.revert(change)
    row = review.store.read(claims.row, review.first)
    assert row is not None
    assert row.text == "The bridge was closed."


def test_a_change_of_other_fields_does_not_stand_in_the_way(review: Review) -> None:
    _, change = review.store.run("A", lambda s: claims.change(s, review.first, text="A"))
    do(review.store, claims.change, review.first, claimant="B")
    review.store.revert(change)
    row = review.store.read(claims.row, review.first)
    assert row is not None
    assert (row.text, row.claimant) == ("The bridge was closed.", "B")


def test_an_older_edit_of_something_removed_since_is_not_taken_back(review: Review) -> None:
    _, change = review.store.run("A", lambda s: claims.change(s, review.second, text="A"))
    do(review.store, claims.remove, [review.second])
    before = tables(review.path)
    assert "was removed before" in refusal(lambda: review.store.revert(change))
    assert tables(review.path) == before
    file.check(review.path)


def test_an_older_edit_below_something_removed_since_is_not_taken_back(review: Review) -> None:
    link = review.store.read(passages.links, review.second)[0]
    _, change = review.store.run(
        "A", lambda s: passages.change_link(s, link.id, stance=Stance.DISPUTES)
    )
    do(review.store, claims.remove, [review.second])
    assert "was removed before" in refusal(lambda: review.store.revert(change))
    file.check(review.path)


def test_an_older_addition_is_taken_back_with_what_came_to_it_since(review: Review) -> None:
    claim_id, change = review.store.run("New claim", lambda s: claims.add(s, "New"))
    do(review.store, assessments.decide, [claim_id], Verdict.DENIED)
    review.store.revert(change)
    assert review.store.read(claims.row, claim_id) is None
    assert review.store.read(assessments.mine, claim_id, review.store.reviewer_id) is None
    file.check(review.path)


def test_a_change_of_another_file_cannot_be_taken_back(review: Review) -> None:
    strange = Change("Edit", (Transaction(b"?" * 16, 1),))
    assert "not in this file" in refusal(lambda: review.store.revert(strange))


def test_undo_works_after_the_file_was_closed(review: Review, opened: Opener) -> None:
    before = live(review.path)
    _, change = review.store.run("Remove", lambda s: claims.remove(s, [review.first]))
    review.store.close()
    again = opened()
    undone = again.revert(change)
    assert live(review.path) == before
    again.close()
    last = opened()
    last.revert(undone)
    assert last.read(claims.row, review.first) is None
    file.check(review.path)


def test_undo_brings_passages_back_below_an_article_that_stays_removed(review: Review) -> None:
    article_id = review.store.read(articles.rows)[0].id
    start = live(review.path)
    _, first = review.store.run("Remove", lambda s: articles.remove(s, article_id))
    between = live(review.path)
    _, second = review.store.run("Remove", lambda s: claims.remove(s, [review.first]))
    undone = review.store.revert(second)
    assert live(review.path) == between
    review.store.revert(review.store.revert(undone))
    assert live(review.path) == between
    assert review.store.read(articles.rows) == []
    file.check(review.path)
    review.store.revert(first)
    assert live(review.path) == start
    assert tables(review.path) == rebuilt(review.path)
