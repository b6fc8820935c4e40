"""Notes: a remark on an article, a claim, a passage or a piece of evidence."""

from functools import partial

import pytest

from claimdesk.core.ids import new_id
from claimdesk.core.model import Id, NoteRow, Subject
from claimdesk.store import articles, claims, evidence, file, notes, passages
from store.conftest import Review
from store.world import do, refusal


def test_a_note_is_written_on_any_of_the_four_subjects(review: Review) -> None:
    me = review.store.reviewer_id
    subjects = (
        (Subject.EVIDENCE, do(review.store, evidence.add)),
        (Subject.PASSAGE, review.own),
        (Subject.CLAIM, review.first),
        (Subject.ARTICLE, review.store.read(articles.rows)[0].id),
    )
    expected = [
        NoteRow(
            do(review.store, notes.add, subject, one, me, f"  On {subject} "),
            subject,
            one,
            "Nina Marsh",
            f"On {subject}",
        )
        for subject, one in subjects
    ]
    assert review.store.read(notes.rows) == expected
    file.check(review.path)


@pytest.mark.parametrize("body", ["", " \n"])
def test_a_note_that_says_nothing_is_refused(review: Review, body: str) -> None:
    me = review.store.reviewer_id
    refusal(lambda: do(review.store, notes.add, Subject.CLAIM, review.first, me, body))


def test_a_note_needs_something_it_is_on(review: Review) -> None:
    me = review.store.reviewer_id
    for subject in Subject:
        refusal(partial(do, review.store, notes.add, subject, Id(b"?" * 16), me, "x"))
    refusal(lambda: do(review.store, notes.add, Subject.PASSAGE, review.first, me, "x"))


def test_a_note_with_an_identity_is_added_once(review: Review) -> None:
    me, one = review.store.reviewer_id, new_id()
    for body in ("First", "Second"):
        do(review.store, notes.add, Subject.CLAIM, review.first, me, body, note_id=one)
    assert [row.body for row in review.store.read(notes.rows)] == ["First"]


def test_notes_on_what_was_removed_are_not_listed(review: Review) -> None:
    me = review.store.reviewer_id
    do(review.store, notes.add, Subject.CLAIM, review.first, me, "On the claim")
    do(review.store, notes.add, Subject.PASSAGE, review.shared, me, "On the passage")
    do(review.store, passages.remove, review.shared)
    assert [row.body for row in review.store.read(notes.rows)] == ["On the claim"]
    _, removal = review.store.run("Remove", lambda s: claims.remove(s, [review.first]))
    assert review.store.read(notes.rows) == []
    review.store.revert(removal)
    assert [row.body for row in review.store.read(notes.rows)] == ["On the claim"]
