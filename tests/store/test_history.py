"""Every edit is history, and taking it back is history, too."""

import json
from itertools import count

import pytest

from claimdesk.core.change import Transaction
from claimdesk.core.ids import new_id
from claimdesk.core.model import Id, Opinion, ReviewerRow, Verdict
from claimdesk.store import (
    articles,
    assessments,
    claims,
    evidence,
    file,
    keep,
    opening,
    passages,
    reviewers,
)
from claimdesk.store.history import GONE_BEFORE, Writer
from claimdesk.store.records import MAX_TEXT
from claimdesk.store.store import Session, Store
from claimdesk.store.tables import Assessment, Claim
from store.conftest import Opener, Review
from store.world import OTHER, do, live, rebuilt, refusal, sql, tables


def _entries(store: Store) -> list[tuple[str, str, dict[str, object]]]:
    rows = sql(store.path, "SELECT kind, entity, patch FROM revision ORDER BY n")
    return [(kind, entity, json.loads(patch)) for kind, entity, patch in rows]


def test_an_added_record_is_one_entry_without_its_defaults(review: Review) -> None:
    before = len(_entries(review.store))
    do(review.store, claims.add, "New", claimant="", priority=2)
    kind, entity, patch = _entries(review.store)[before]
    assert (kind, entity) == ("put", "claim")
    assert patch == {"text": "New", "priority": 2, "position": patch["position"]}


def test_a_change_writes_only_what_is_different(review: Review) -> None:
    before = len(_entries(review.store))
    do(review.store, claims.change, review.first, text="The bridge was closed.", claimant="B")
    assert _entries(review.store)[before:] == [("put", "claim", {"claimant": "B"})]


def test_a_change_that_changes_nothing_writes_nothing(review: Review) -> None:
    before = tables(review.path), len(_entries(review.store))
    _, change = review.store.run(
        "Edit", lambda session: claims.change(session, review.first, claimant="The paper")
    )
    assert not change
    assert (tables(review.path), len(_entries(review.store))) == before


def test_an_action_says_what_it_touched_and_where_it_stands_in_the_history(
    review: Review,
) -> None:
    _, change = review.store.run(
        "Mark as denied",
        lambda session: assessments.decide(session, [review.first, review.second], Verdict.DENIED),
    )
    assert change.label == "Mark as denied"
    assert change.touches("assessment")
    assert not change.touches("claim")
    assert len(change.records["assessment"]) == 2
    (done,) = change.transactions
    found = sql(
        review.path,
        "SELECT seq FROM revision WHERE session_id=? AND txn=? ORDER BY seq",
        done.session,
        done.number,
    )
    assert [seq for (seq,) in found] == [done.number, done.number + 1]


def test_a_removal_lists_all_that_its_writer_saw_below(review: Review) -> None:
    do(review.store, claims.remove, [review.first])
    removals = [patch for kind, entity, patch in _entries(review.store) if kind == "delete"]
    assert len(removals) == 2
    of_claim, of_passage = removals
    assert len(of_claim["seen"]) == 3  # type: ignore[arg-type]  # two links and a verdict
    assert len(of_passage["seen"]) == 1  # type: ignore[arg-type]  # its link


def test_a_record_without_work_below_is_removed_without_a_list(review: Review) -> None:
    do(review.store, assessments.withdraw, [review.first])
    assert _entries(review.store)[-1] == ("delete", "assessment", {"deleted": 1})


def test_a_verdict_is_written_in_the_session_of_its_reviewer(review: Review) -> None:
    before = live(review.path)

    def edit(session: Session) -> None:
        other = reviewers.named(session, "Omar Bell")
        assessments.record(session, review.second, other, Opinion(Verdict.DENIED))
        assessments.decide(session, [review.second], Verdict.CONFIRMED)

    _, change = review.store.run("Load", edit)
    assert len(change.transactions) == 2
    assert len(sql(review.path, "SELECT DISTINCT reviewer_id FROM session")) == 2
    file.check(review.path)
    undone = review.store.revert(change)
    assert live(review.path) == before
    assert len(undone.transactions) == 2
    redone = review.store.revert(undone)
    assert len(review.store.read(assessments.rows, review.second)) == 2
    review.store.revert(redone)
    assert live(review.path) == before
    file.check(review.path)


def test_my_edit_of_somebody_elses_verdict_would_be_theirs_in_the_history(
    review: Review, opened: Opener
) -> None:
    review.store.close()
    his = opened(review.path, OTHER)
    do(his, assessments.decide, [review.first], Verdict.DENIED)
    his.close()
    mine = opened()
    ((theirs,),) = sql(review.path, "SELECT id FROM assessment WHERE verdict='denied'")
    do(mine, keep.remove, Assessment, Id(theirs))
    file.check(review.path)
    ((author,),) = sql(
        review.path,
        "SELECT reviewer_id FROM session JOIN revision ON session.id = session_id "
        "WHERE kind='delete'",
    )
    assert author == OTHER.id


def test_a_record_comes_back_with_new_values_in_its_old_place(review: Review) -> None:
    do(review.store, claims.remove, [review.first])
    do(review.store, claims.add, "Written again", claim_id=review.first, claimant="New")
    row = review.store.read(claims.row, review.first)
    assert row is not None
    assert (row.number, row.text, row.claimant) == (1, "Written again", "New")
    assert tables(review.path) == rebuilt(review.path)


def test_a_removed_identity_is_not_given_to_something_else(review: Review) -> None:
    do(review.store, passages.remove, review.own)
    assert "belonged to something else" in refusal(
        lambda: do(review.store, passages.mark, review.version_id, 0, 3, passage_id=review.own)
    )
    passage = do(review.store, passages.mark, review.version_id, 15, 31, passage_id=review.own)
    assert passage == review.own


@pytest.mark.parametrize("text", ["x" * (MAX_TEXT + 1), "a\0b", "\ud83d"])
def test_text_that_no_file_could_hold_is_refused(review: Review, text: str) -> None:
    before = tables(review.path)
    assert "cannot be saved" in refusal(
        lambda: do(review.store, claims.change, review.first, text=text)
    )
    assert tables(review.path) == before


def test_work_below_a_removed_record_is_refused(review: Review) -> None:
    article_id = review.store.read(articles.rows)[0].id
    do(review.store, articles.remove, article_id)
    before = tables(review.path)
    refusal(lambda: do(review.store, passages.mark, review.version_id, 0, 3))
    refusal(lambda: do(review.store, passages.link, review.second, review.own))
    assert tables(review.path) == before


def test_a_record_that_was_removed_is_not_written_to_unless_it_is_brought_back(
    review: Review,
) -> None:
    key = ("claim", review.first)
    do(review.store, claims.remove, [review.first])
    before = tables(review.path)
    sentence = refusal(
        lambda: review.store.run("Edit", lambda session: session.action.write(key, {"text": "A"}))
    )
    assert sentence == GONE_BEFORE
    assert tables(review.path) == before


def test_a_claim_is_worked_on_after_its_article_was_removed(review: Review) -> None:
    article_id = review.store.read(articles.rows)[0].id
    claim_id = do(review.store, claims.add, "Found there", article_id=article_id)
    do(review.store, articles.remove, article_id)
    do(review.store, assessments.decide, [claim_id], Verdict.DENIED)
    do(review.store, claims.change, claim_id, text="Still here")
    do(review.store, claims.remove, [claim_id, review.first])
    assert review.store.read(articles.rows) == []
    assert tables(review.path) == rebuilt(review.path)
    file.check(review.path)


def test_evidence_is_joined_after_the_passage_it_stands_in_was_removed(review: Review) -> None:
    source = do(review.store, evidence.add, passage_id=review.own, title="Report")
    do(review.store, passages.remove, review.own)
    do(review.store, evidence.join, review.first, source)
    assert len(review.store.read(passages.rows)) == 1
    assert len(review.store.read(evidence.links)) == 1


def test_removing_and_restoring_in_one_action_is_allowed(review: Review) -> None:
    def edit(session: Session) -> None:
        claims.remove(session, [review.second])
        passages.mark(session, review.version_id, 0, 3)
        claims.add(session, "Back", claim_id=review.second)

    do(review.store, edit)
    assert tables(review.path) == rebuilt(review.path)
    file.check(review.path)


def test_numbers_of_a_rolled_back_action_are_not_used_again(review: Review) -> None:
    def fail(session: Session) -> None:
        claims.add(session, "Lost")
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        do(review.store, fail)
    do(review.store, claims.add, "Kept")
    assert len(sql(review.path, "SELECT id FROM session")) == 2
    file.check(review.path)


def test_a_wrong_clock_changes_no_order(me: ReviewerRow, review: Review) -> None:
    review.store.close()
    backwards = count(10**12, -(10**10))
    with Store.open(review.path, me, durable=False, clock=lambda: next(backwards)) as store:
        do(store, claims.change, review.first, text="A")
        do(store, claims.change, review.first, text="B")
        row = store.read(claims.row, review.first)
    assert row is not None
    assert row.text == "B"
    file.check(review.path)


def test_a_writer_begins_after_the_highest_logical_time(review: Review) -> None:
    writer = Writer(Id(new_id()), lambda: 5)
    stamp = review.store.run(
        "Look", lambda session: writer.stamp(session.sqlite, writer.reviewer_id)
    )[0]
    ((highest,),) = sql(review.path, "SELECT max(lamport) FROM revision")
    assert stamp.lamport == highest + 1
    assert (stamp.seq, stamp.txn, stamp.wall_ms) == (1, 1, 5)
    assert writer.transactions() == (Transaction(stamp.session, 1),)
    writer.begin()
    assert writer.transactions() == ()


def test_every_file_the_tests_of_history_leave_behind_verifies(review: Review) -> None:
    found = review.store.read(lambda session: opening.verified(session.sqlite, "x"))
    assert found == file.check(review.path)


def test_a_field_that_is_not_there_is_a_bug(review: Review) -> None:
    with pytest.raises(TypeError, match="no such field: deleted"):
        do(review.store, claims.change, review.first, deleted=1)
    with pytest.raises(KeyError):
        do(review.store, keep.change, Claim, review.first, colour="red")
