"""Notes: a remark on an article, a claim, a passage or a piece of evidence."""

from functools import partial

import pytest

from claimdesk.core.apparatus import NoteRow
from claimdesk.core.ids import made_ms, new_id
from claimdesk.core.model import Id, Subject
from claimdesk.store import articles, claims, evidence, file, notes, passages
from store.conftest import Opener, Review
from store.world import OTHER, do, refusal


def test_a_note_is_written_on_any_of_the_four_subjects(review: Review) -> None:
    me = review.store.reviewer_id
    subjects = (
        (Subject.EVIDENCE, do(review.store, evidence.add, url="https://a"), "https://a"),
        (Subject.EVIDENCE, do(review.store, evidence.add, quote="Quoted"), "Quoted"),
        (Subject.EVIDENCE, do(review.store, evidence.add, title="T", url="https://a"), "T"),
        (Subject.PASSAGE, review.own, "closed on Monday"),
        (Subject.CLAIM, review.first, "The bridge was closed."),
        (Subject.ARTICLE, review.store.read(articles.rows)[0].id, "Bridge"),
    )
    expected = []
    for subject, one, about in subjects:
        note_id = do(review.store, notes.add, subject, one, me, f"  On {subject} ")
        body, when = f"On {subject}", made_ms(note_id)
        row = NoteRow(note_id, subject, one, about, None, me, "Nina Marsh", body, when)
        assert review.store.read(notes.on, subject, one) == [row]
        expected.append(row)
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


def test_a_reply_is_on_the_same_subject_and_under_the_first_note(
    review: Review, opened: Opener
) -> None:
    me = review.store.reviewer_id
    asked = do(review.store, notes.add, Subject.PASSAGE, review.own, me, "Which Monday?")
    review.store.close()
    store = opened(who=OTHER)
    answered = do(store, notes.reply, asked, " The 13th. ")
    do(store, notes.reply, answered, "Or the 20th.")
    assert [
        (row.body, row.reviewer, row.reply_to_id, row.subject_id) for row in store.read(notes.rows)
    ] == [
        ("Which Monday?", "Nina Marsh", None, review.own),
        ("The 13th.", "Omar Bell", asked, review.own),
        ("Or the 20th.", "Omar Bell", asked, review.own),
    ]
    refusal(lambda: do(store, notes.reply, asked, " "))
    refusal(lambda: do(store, notes.change, asked, "Not mine."))
    refusal(lambda: do(store, notes.remove, asked))
    do(store, notes.change, answered, " The 14th. ")
    assert store.read(notes.rows, "14TH")[0].id == answered
    store.close()
    store = opened()
    _, removal = store.run("Remove", lambda session: notes.remove(session, asked))
    assert store.read(notes.rows) == []
    store.revert(removal)
    assert len(store.read(notes.rows)) == 3
    file.check(review.path)


def test_notes_are_found_by_their_words_their_subject_and_who_wrote_them(review: Review) -> None:
    me = review.store.reviewer_id
    first = do(review.store, notes.add, Subject.CLAIM, review.first, me, "Ask the MAYOR")
    second = do(review.store, notes.add, Subject.CLAIM, review.second, me, "Straße?")
    found = {
        text: [row.id for row in review.store.read(notes.rows, text)]
        for text in ("mayor", "BRIDGE", "STRASSE", "nina", " ", "nothing of that")
    }
    assert found == {
        "mayor": [first],
        "BRIDGE": [first],
        "STRASSE": [second],
        "nina": [first, second],
        " ": [first, second],
        "nothing of that": [],
    }


def test_the_notes_around_a_claim_are_its_own_and_those_of_what_hangs_on_it(
    review: Review,
) -> None:
    me, store = review.store.reviewer_id, review.store
    source = do(store, evidence.add, title="Report")
    do(store, evidence.join, review.first, source)
    other = do(store, evidence.add, title="Other")
    article = store.read(articles.rows)[0].id
    written = [
        do(store, notes.add, subject, one, me, f"{subject}")
        for subject, one in (
            (Subject.CLAIM, review.first),
            (Subject.PASSAGE, review.own),
            (Subject.EVIDENCE, source),
        )
    ]
    written.append(do(store, notes.reply, written[1], "Answer"))
    for subject, one in ((Subject.ARTICLE, article), (Subject.EVIDENCE, other)):
        do(store, notes.add, subject, one, me, "Elsewhere")
    assert [row.id for row in store.read(notes.around, review.first)] == written
    do(store, evidence.unlink, [review.first], source)
    do(store, passages.unlink, review.first, review.own)
    assert [row.id for row in store.read(notes.around, review.first)] == written[:1]


def test_a_passage_knows_its_article_until_it_is_removed(review: Review) -> None:
    article = review.store.read(articles.rows)[0].id
    assert review.store.read(passages.article_of, review.own) == article
    do(review.store, passages.remove, review.own)
    assert review.store.read(passages.article_of, review.own) is None
