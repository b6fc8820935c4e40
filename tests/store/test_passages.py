"""Passages: stretches of text in code points, and what they do with claims."""

from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimdesk.core.change import Change
from claimdesk.core.ids import new_id
from claimdesk.core.model import (
    Id,
    LinkRow,
    Stance,
    Subject,
    Voice,
)
from claimdesk.store import articles, claims, evidence, file, keep, notes, passages
from claimdesk.store.store import Session
from claimdesk.store.tables import Note
from store.conftest import Opener, Review
from store.world import TEXT, a_link, an_article, do, live, refusal, sql, tables


def test_a_passage_is_trimmed_and_no_grapheme_is_cut(opened: Opener) -> None:
    store = opened()
    version_id = an_article(store, "One 👩‍🚒 two e\u0301 three")
    do(store, passages.mark, version_id, 3, 6)
    do(store, passages.mark, version_id, 7, 13)
    assert [row.quote for row in store.read(passages.rows)] == ["👩‍🚒", "two e\u0301"]


def test_a_passage_keeps_the_text_around_it(review: Review) -> None:
    rows = review.store.read(passages.rows)
    assert [row.quote for row in rows] == ["closed on Monday", "Ten people were hurt"]
    assert rows[0].prefix == TEXT[: rows[0].start]
    assert rows[0].suffix == TEXT[rows[0].end : rows[0].end + 32]
    assert rows[0].version_id == review.version_id


def test_one_passage_is_read_alone(review: Review) -> None:
    for row in review.store.read(passages.rows):
        assert review.store.read(passages.row, row.id) == row
    do(review.store, passages.remove, review.own)
    assert review.store.read(passages.row, review.own) is None


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 2), (0, 10_000), (10_000, 10_001)])
def test_a_stretch_outside_the_text_is_refused(review: Review, start: int, end: int) -> None:
    assert "not inside" in refusal(
        lambda: do(review.store, passages.mark, review.version_id, start, end)
    )


@pytest.mark.parametrize(("start", "end"), [(3, 3), (3, 4), (70, 71)])
def test_a_stretch_without_words_is_refused(review: Review, start: int, end: int) -> None:
    assert "Select some text" in refusal(
        lambda: do(review.store, passages.mark, review.version_id, start, end)
    )


def test_marking_the_same_stretch_again_gives_the_same_passage(review: Review) -> None:
    start = TEXT.index("closed")
    again = do(review.store, passages.mark, review.version_id, start - 1, start + 16)
    assert again == review.own
    other = do(
        review.store, passages.mark, review.version_id, start, start + 16, passage_id=new_id()
    )
    assert other == review.own
    do(review.store, passages.remove, review.own)
    fresh = do(review.store, passages.mark, review.version_id, start, start + 16)
    assert fresh != review.own


def test_a_passage_with_an_identity_is_added_once_and_comes_back(review: Review) -> None:
    passage_id = new_id()
    for _ in range(2):
        assert (
            do(review.store, passages.mark, review.version_id, 0, 10, passage_id=passage_id)
            == passage_id
        )
        do(review.store, passages.remove, passage_id)
    do(review.store, passages.mark, review.version_id, 0, 10, passage_id=passage_id)
    assert review.store.read(passages.rows)[0].id == passage_id


def test_passages_stand_in_text_order_and_the_longer_one_first(review: Review) -> None:
    do(review.store, passages.mark, review.version_id, 0, 10)
    do(review.store, passages.mark, review.version_id, 0, 32)
    spans = [(row.start, row.end) for row in review.store.read(passages.rows)]
    assert spans == sorted(spans, key=lambda span: (span[0], -span[1]))
    assert spans[0] == (0, 32)


def test_passages_of_all_articles_stand_in_the_order_of_the_articles(review: Review) -> None:
    other = an_article(review.store, "Another text.", "Other")
    do(review.store, passages.mark, other, 0, 7)
    rows = review.store.read(passages.rows)
    assert [row.quote for row in rows] == ["closed on Monday", "Ten people were hurt", "Another"]
    assert [row.quote for row in review.store.read(passages.rows, other)] == ["Another"]
    do(review.store, articles.remove, review.store.read(articles.rows)[0].id)
    assert [row.quote for row in review.store.read(passages.rows)] == ["Another"]


def test_links_stand_in_the_order_of_the_list_then_the_articles_then_the_text(
    review: Review,
) -> None:
    other = an_article(review.store, "Also closed.", "Other")
    a_link(review.store, review.first, other, "closed")
    found = [(row.claim_id, row.article, row.quote) for row in review.store.read(passages.links)]
    assert found == [
        (review.first, "Bridge", "closed on Monday"),
        (review.first, "Bridge", "Ten people were hurt"),
        (review.first, "Other", "closed"),
        (review.second, "Bridge", "Ten people were hurt"),
    ]
    assert [row.quote for row in review.store.read(passages.links, review.second)] == [
        "Ten people were hurt"
    ]
    assert review.store.read(passages.links, Id(b"?" * 16)) == []


def _link(review: Review) -> LinkRow:
    return next(
        row
        for row in review.store.read(passages.links, review.first)
        if row.passage_id == review.own
    )


def test_a_link_says_what_a_passage_does_and_who_speaks(review: Review) -> None:
    link = _link(review)
    assert (link.stance, link.voice, link.speaker) == (Stance.ASSERTS, Voice.NOT_SAID, "")
    do(review.store, passages.change_link, link.id, stance=Stance.DISPUTES)
    do(review.store, passages.change_link, link.id, voice=Voice.QUOTED, speaker="The mayor")
    changed = _link(review)
    assert changed.stance is Stance.DISPUTES
    assert changed.voice is Voice.QUOTED
    assert changed.speaker == "The mayor"
    before = tables(review.path)
    do(review.store, passages.change_link, link.id)
    assert tables(review.path) == before


def test_linking_again_changes_nothing_and_after_unlinking_begins_anew(review: Review) -> None:
    link = _link(review)
    do(review.store, passages.change_link, link.id, speaker="The mayor")
    do(review.store, passages.link, review.first, review.own, Stance.MENTIONS)
    assert _link(review).stance is Stance.ASSERTS

    def edit(session: Session) -> None:
        passages.unlink(session, review.first, review.own)
        start = TEXT.index("closed")
        passages.mark(session, review.version_id, start, start + 16, passage_id=review.own)
        passages.link(session, review.first, review.own, Stance.MENTIONS, Voice.POST)

    do(review.store, edit)
    again = _link(review)
    assert again.id == link.id
    assert (again.stance, again.voice, again.speaker) == (Stance.MENTIONS, Voice.POST, "")


def test_unlinking_removes_a_passage_that_no_claim_uses_any_more(review: Review) -> None:
    do(review.store, passages.unlink, review.second, review.shared)
    assert len(review.store.read(passages.rows)) == 2
    do(review.store, passages.unlink, review.first, review.shared)
    assert [row.id for row in review.store.read(passages.rows)] == [review.own]


def test_a_removed_passage_takes_its_links_along(review: Review) -> None:
    do(review.store, passages.remove, review.shared)
    assert [row.passage_id for row in review.store.read(passages.links)] == [review.own]
    assert [row.passages for row in review.store.read(claims.rows)] == [1, 0]


def test_what_is_not_there_cannot_be_linked_changed_or_removed(review: Review) -> None:
    nobody = Id(b"?" * 16)
    before = tables(review.path)
    for act in (
        lambda: do(review.store, passages.link, nobody, review.own),
        lambda: do(review.store, passages.link, review.first, nobody),
        lambda: do(review.store, passages.unlink, review.second, review.own),
        lambda: do(review.store, passages.change_link, nobody, stance=Stance.DISPUTES),
        lambda: do(review.store, passages.remove, nobody),
    ):
        refusal(act)
    assert tables(review.path) == before


def test_passages_of_claims_are_found_however_many_claims_there_are(review: Review) -> None:
    many = [review.first, *(new_id() for _ in range(50_000))]
    assert review.store.read(passages.carried_only_by, many) == [review.own]
    assert review.store.read(passages.carried_only_by, [review.first, review.second]) == sorted(
        [review.own, review.shared]
    )


# Moving edges ------------------------------------------------------------------------------------


def _said(review: Review) -> dict[Id, set[tuple[Id, Stance, Voice, str]]]:
    """What each passage is linked to, and how."""
    said: dict[Id, set[tuple[Id, Stance, Voice, str]]] = {}
    for row in review.store.read(passages.links):
        bearing = (row.claim_id, row.stance, row.voice, row.speaker)
        said.setdefault(row.passage_id, set()).add(bearing)
    return said


def test_moved_edges_are_trimmed_and_the_links_come_along(review: Review) -> None:
    do(review.store, passages.change_link, _link(review).id, stance=Stance.DISPUTES, speaker="He")
    before = _said(review)
    start = TEXT.index("was closed")
    moved = do(review.store, passages.move_edges, review.own, start - 1, start + 11)
    row = review.store.read(passages.rows)[0]
    assert (row.id, row.quote) == (moved, "was closed")
    assert (row.prefix, row.suffix) == (TEXT[:start], TEXT[row.end : row.end + 32])
    assert _said(review) == {moved: before[review.own], review.shared: before[review.shared]}


def test_edges_that_end_where_they_were_change_nothing(review: Review) -> None:
    before = tables(review.path)
    start = TEXT.index("closed")
    assert do(review.store, passages.move_edges, review.own, start - 1, start + 16) == review.own
    assert tables(review.path) == before


def test_moving_onto_another_passage_joins_their_links_and_its_own_stay(review: Review) -> None:
    do(review.store, passages.change_link, _link(review).id, stance=Stance.DISPUTES)
    start = TEXT.index("Ten people")
    before = _said(review)[review.shared]
    moved = do(review.store, passages.move_edges, review.own, start, start + 20)
    assert moved == review.shared
    assert _said(review) == {review.shared: before}
    assert [row.id for row in review.store.read(passages.rows)] == [review.shared]


def test_notes_and_evidence_come_along_and_answers_stay_answers(review: Review) -> None:
    me = review.store.reviewer_id
    asked = do(review.store, notes.add, Subject.PASSAGE, review.own, me, "Is it?")
    other = do(review.store, notes.add, Subject.PASSAGE, review.shared, me, "Elsewhere")
    for to in (asked, other):
        do(
            *(review.store, keep.put, Note, new_id()),
            passage_id=review.own,
            reply_to_id=to,
            reviewer_id=me,
            body="It is.",
        )
    source = do(review.store, evidence.add, passage_id=review.own)
    moved = do(review.store, passages.move_edges, review.own, 0, 10)
    query = "SELECT id, body, reply_to_id FROM note WHERE passage_id=? AND deleted=0 ORDER BY id"
    found = sql(review.path, query, moved)
    assert [row[1:] for row in found] == [
        ("Is it?", None), ("It is.", found[0][0]), ("It is.", None)
    ]  # fmt: skip
    assert [(row.id, row.passage_id) for row in review.store.read(evidence.rows)] == [
        (source, moved)
    ]
    listed = [row.body for row in review.store.read(notes.rows)]
    assert sorted(listed) == ["Elsewhere", "Is it?", "It is.", "It is."]
    file.check(review.path)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (3, 4), (70, 71)])
def test_a_passage_is_never_left_empty(review: Review, start: int, end: int) -> None:
    before = tables(review.path)
    assert "at least one character" in refusal(
        lambda: do(review.store, passages.move_edges, review.own, start, end)
    )
    assert tables(review.path) == before


def test_edges_outside_the_text_or_crossed_and_passages_that_went_are_refused(
    review: Review,
) -> None:
    before = tables(review.path)
    for start, end in ((-1, 10), (10, 3), (0, 10_000)):
        assert "not inside" in refusal(
            partial(do, review.store, passages.move_edges, review.own, start, end)
        )
    assert tables(review.path) == before
    do(review.store, passages.remove, review.own)
    refusal(lambda: do(review.store, passages.move_edges, review.own, 0, 10))


@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_edges_are_moved_links_stay_and_undo_gives_all_back(
    review: Review, data: st.DataObject
) -> None:
    ends = st.integers(0, len(TEXT))
    steps = data.draw(st.lists(st.tuples(st.integers(0, 1), st.tuples(ends, ends)), max_size=6))
    undo: list[tuple[dict[str, list[Any]], Change]] = []
    for which, stretch in steps:
        start, end = sorted(stretch)
        if not TEXT[start:end].strip():
            continue
        rows = review.store.read(passages.rows)
        passage_id = rows[which % len(rows)].id
        before, state = _said(review), live(review.path)
        edit = partial(passages.move_edges, passage_id=passage_id, start=start, end=end)
        moved, change = review.store.run("Move passage edge", edit)
        after = _said(review)
        if moved in before:
            assert {b[0] for b in after[moved]} == {
                b[0] for one in (moved, passage_id) for b in before[one]
            }
            assert before[moved] <= after[moved]
        else:
            assert after[moved] == before[passage_id]
        undo.append((state, change))
    for state, change in reversed(undo):
        review.store.revert(change)
        assert live(review.path) == state
    file.check(review.path)


@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_stretches_give_passages_that_are_slices(review: Review, data: st.DataObject) -> None:
    ends = st.integers(0, len(TEXT))
    stretches = data.draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=20))

    def mark(session: Session) -> None:
        for start, end in stretches:
            if TEXT[start:end].strip():
                passages.mark(session, review.version_id, start, end)

    do(review.store, mark)
    rows = review.store.read(passages.rows)
    assert all(row.quote == TEXT[row.start : row.end] for row in rows)
    assert len({(row.start, row.end) for row in rows}) == len(rows)
