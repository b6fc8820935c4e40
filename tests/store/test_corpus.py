"""The words of a project in memory: what is found, by whom it may be seen, what is read again."""

import sqlite3

import pytest

from claimdesk.core.errors import ReviewError
from claimdesk.core.model import Opinion, ReadArticle, Subject, Verdict
from claimdesk.core.seeking import Mode, Seeker, seeker
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    claims,
    corpus,
    evidence,
    notes,
    projects,
)
from claimdesk.store.corpus import Corpus, Field, Group
from claimdesk.store.store import Reader, Store
from store.conftest import Opener, Review
from store.world import OTHER, do


def seek(words: str, mode: Mode = Mode.WORDS) -> Seeker:
    made = seeker(words, mode)
    assert made is not None
    return made


def look(store: Store, words: str, known: Corpus | None = None) -> list[Group]:
    known = known or Corpus()
    with Reader(store.path, viewer=store.reviewer_id) as reader:
        known.refresh(reader)
    return known.find(seek(words))


def told(groups: list[Group]) -> list[tuple[str, list[tuple[Field, str]]]]:
    return [
        (
            group.kind,
            [(one.field, one.text[one.hit.start : one.hit.end]) for one in group.places],
        )
        for group in groups
    ]


def test_words_are_found_in_everything_by_kind(review: Review) -> None:
    store = review.store
    do(store, notes.add, Subject.CLAIM, review.first, store.reviewer_id, "Which bridge?")
    evidence_id = do(store, evidence.add, title="Bridge report", quote="The BRIDGES")
    do(store, evidence.join, review.first, evidence_id)
    do(store, assessments.describe, review.first, reason="A bridge is a bridge")
    groups = look(store, "bridge")
    assert told(groups) == [
        ("article", [(Field.TITLE, "Bridge"), (Field.TEXT, "bridge")]),
        ("claim", [(Field.TEXT, "bridge"), (Field.REASON, "bridge"), (Field.REASON, "bridge")]),
        ("note", [(Field.NOTE, "bridge")]),
        ("evidence", [(Field.TITLE, "Bridge"), (Field.QUOTE, "BRIDGES")]),
    ]
    article, claim, note, found = groups
    assert article.source is not None
    assert article.source.name == "Bridge"
    assert claim.places[0].source.number == 1
    assert note.places[0].source.name == "The bridge was closed."
    assert (note.places[0].source.subject, note.places[0].source.leads_to) == (
        Subject.CLAIM,
        review.first,
    )
    assert found.places[0].source.leads_to == evidence_id
    assert look(store, "nowhere") == []


def test_only_some_kinds_can_be_asked_for(review: Review) -> None:
    known = Corpus()
    look(review.store, "bridge", known)
    assert [group.kind for group in known.find(seek("bridge"), ["claim"])] == ["claim"]


def test_only_what_an_edit_touched_is_read_again(review: Review) -> None:
    store, known = review.store, Corpus()
    look(store, "bridge", known)
    assert known.is_fresh
    _, change = store.run("Edit", lambda session: claims.change(session, review.second, text="Ü"))
    known.note(change)
    assert not known.is_fresh
    assert told(look(store, "u", known)) == [("claim", [(Field.TEXT, "Ü")])]
    _, change = store.run("Add", lambda s: articles.add(s, ReadArticle("Zebras", "More")))
    known.note(change)
    assert told(look(store, "zebra", known)) == [("article", [(Field.TEXT, "Zebras")])]
    known.note(store.revert(change))
    assert look(store, "zebra", known) == []


def test_reasons_of_others_are_hidden_as_everywhere(opened: Opener, review: Review) -> None:
    review.store.close()
    other = opened(review.path, OTHER)
    do(other, assessments.decide, [review.second], Verdict.DENIED)
    do(other, assessments.describe, review.second, reason="Hearsay")
    do(other, adjudications.decide, [review.second], Opinion(Verdict.DENIED, reason="Hearsay"))
    other.close()
    mine = opened(review.path)
    assert told(look(mine, "hearsay")) == [
        ("claim", [(Field.REASON, "Hearsay"), (Field.FINAL_REASON, "Hearsay")])
    ]
    do(mine, projects.set_blind, blind=True)
    assert look(mine, "hearsay") == []
    do(mine, assessments.decide, [review.second], Verdict.DENIED)
    assert len(look(mine, "hearsay")) == 1


def test_what_is_confidential_can_be_left_out(review: Review) -> None:
    store = review.store
    hidden = do(store, evidence.add, title="A secret", confidential=True)
    do(store, notes.add, Subject.EVIDENCE, hidden, store.reviewer_id, "Secret, too")
    assert len(look(store, "secret")) == 2
    assert look(store, "secret", Corpus(is_public=True)) == []


def test_many_hits_are_counted_and_some_kept(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "MOST", 2)
    (group,) = look(review.store, "the")[:1]
    assert (len(group.places), group.total) == (2, 3)


def test_a_search_nobody_wants_any_more_stops(review: Review) -> None:
    known = Corpus()
    with Reader(review.path, viewer=None) as reader:
        known.refresh(reader, still=lambda: False)
        assert not known.is_fresh
        known.refresh(reader)
    assert known.is_fresh
    assert known.find(seek("bridge"), still=lambda: False) == []


def test_a_project_that_cannot_be_read_is_read_again_later(review: Review) -> None:
    known = Corpus()
    review.store.close()
    with Reader(review.path, viewer=None) as reader:
        other = sqlite3.connect(review.path, isolation_level=None)
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ReviewError):
            known.refresh(reader)
        other.close()
        assert not known.is_fresh
        known.refresh(reader)
    assert known.is_fresh
