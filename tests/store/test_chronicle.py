"""The history as it is read: who, when, which record, which field, from which value to which."""

import pytest

from claimdesk.core.chronicle import HistoryRow
from claimdesk.core.deeds import Did
from claimdesk.core.model import (
    Because,
    EvidenceStance,
    Opinion,
    RelationKind,
    Stage,
    Subject,
    Verdict,
)
from claimdesk.store import (
    about,
    adjudications,
    articles,
    assessments,
    chronicle,
    claims,
    coverage,
    evidence,
    notes,
    passages,
    relations,
)
from claimdesk.store.chronicle import Wish
from claimdesk.store.records import LEVEL
from claimdesk.store.store import Session, Store
from store.conftest import Opener, Review
from store.world import OTHER, do, unite

EVERYTHING = Wish()


def rows(store: Store, wish: Wish = EVERYTHING) -> list[HistoryRow]:
    """Return all rows of a wish, read in small pages."""
    found: list[HistoryRow] = []
    before = None
    while True:
        page = store.read(chronicle.page, wish, before, 3)
        found += page.rows
        if page.next is None:
            return found
        before = page.next


def told(row: HistoryRow) -> tuple[str, str, list[tuple[str, str, str]]]:
    """Return kind, deed and (field, old, new) of a row."""
    return row.about.kind, row.did.value, [(one.field, one.old, one.new) for one in row.changes]


def test_each_field_of_a_change_is_a_row_with_its_old_and_new_value(review: Review) -> None:
    do(review.store, claims.change, review.first, text="It was shut.", stage=Stage.DONE)
    stage, text = rows(review.store)[1::-1]
    assert told(text) == ("claim", "changed", [("text", "The bridge was closed.", "It was shut.")])
    assert told(stage) == ("claim", "changed", [("stage", "open", "done")])
    assert text.key != stage.key
    assert (text.about.number, text.about.claim, text.about.words) == (1, *["It was shut."] * 2)
    assert (text.reviewer, text.initials, text.reviewer_id) == (
        *("Nina Marsh", "NM"),
        review.store.reviewer_id,
    )
    assert text.action == stage.action
    assert text.when_ms > 1_700_000_000_000


def test_what_was_made_begins_with_its_values_and_without_what_says_nothing(
    review: Review,
) -> None:
    made = {row.about.kind: told(row)[1:] for row in rows(review.store)}
    assert made == {
        "project": ("added", [("title", "", "Project")]),
        "reviewer": ("added", [("name", "", "Nina Marsh"), ("initials", "", "NM")]),
        "article": ("added", [("title", "", "Bridge")]),
        "claim": (
            "added",
            [("text", "", "The bridge was closed."), ("claimant", "", "The paper")],
        ),
        "passage": ("added", [("quote", "", "closed on Monday")]),
        "link": ("added", []),
        "assessment": ("added", [("verdict", "", "confirmed"), ("as_of", "", "2023-11-14")]),
    }


def test_what_was_removed_and_came_back_is_said_so(review: Review) -> None:
    _, change = review.store.run("Remove", lambda s: claims.remove(s, [review.second]))
    gone = rows(review.store)[0]
    assert told(gone) == ("claim", "removed", [])
    assert (gone.about.is_removed, gone.about.is_hidden, gone.about.number) == (True, True, None)
    assert gone.key == (gone.entry, "")
    review.store.revert(change)
    back, *_ = rows(review.store)
    assert told(back) == ("claim", "restored", [])
    assert (back.about.is_removed, back.about.number) == (False, 2)


def test_a_link_is_hidden_with_its_claim_though_it_is_not_removed_itself(review: Review) -> None:
    do(review.store, claims.remove, [review.second])
    link = rows(review.store, Wish(kinds=frozenset(("link",))))[0].about
    assert (link.is_removed, link.is_hidden) == (False, True)
    assert (link.words, link.claim, link.article) == (
        *("Ten people were hurt", "Ten people were hurt.", "Bridge"),
    )


def test_pages_come_latest_first_and_only_once(review: Review) -> None:
    everything = review.store.read(chronicle.page)
    assert everything.next is None
    assert list(everything.rows) == rows(review.store)
    places = [row.place for row in everything.rows]
    assert places == sorted(places, reverse=True)


def test_filters_keep_what_was_asked_for(review: Review, opened: Opener) -> None:
    store = review.store
    do(store, claims.change, review.first, claimant="The mayor")
    do(store, claims.remove, [review.second])
    store.close()
    other = opened(review.path, OTHER)
    do(other, assessments.decide, [review.first], Verdict.DENIED)
    all_rows = rows(other)

    def kept(wish: Wish) -> set[int]:
        return {row.place for row in rows(other, wish)}

    assert kept(Wish(reviewer_id=OTHER.id)) == {
        row.place for row in all_rows if row.reviewer == "Omar Bell"
    }
    for did in Did:
        assert kept(Wish(dids=frozenset((did,)))) == {
            row.place for row in all_rows if row.did is did
        }
    assert kept(Wish(dids=frozenset())) == set()
    assert kept(Wish(kinds=frozenset(("claim", "link")))) == {
        row.place for row in all_rows if row.about.kind in ("claim", "link")
    }
    middle = all_rows[5].when_ms
    assert kept(Wish(since_ms=middle)) | kept(Wish(until_ms=middle)) == kept(Wish())
    assert min(row.when_ms for row in rows(other, Wish(since_ms=middle))) == middle
    assert [told(row)[2] for row in rows(other, Wish(text="the MAYOR"))] == [
        [("claimant", "The paper", "The mayor")]
    ]
    assert {row.about.kind for row in rows(other, Wish(text="bridge was"))} == {
        *("claim", "link", "assessment"),
    }


def test_what_is_removed_still_is_listed_once(review: Review) -> None:
    store = review.store
    _, change = store.run("Remove", lambda s: claims.remove(s, [review.first]))
    store.revert(change)
    assert rows(store, Wish(removed=True)) == []
    do(store, claims.remove, [review.first])
    found = rows(store, Wish(removed=True))
    assert [row.about.kind for row in found] == ["passage", "claim"]


def test_the_history_of_a_claim_is_that_of_all_that_hangs_on_it(review: Review) -> None:
    store, claim = review.store, review.first

    def work(session: Session) -> None:
        source = evidence.add(session, title="A photo", passage_id=review.own)
        evidence.join(session, claim, source, EvidenceStance.SUPPORTS)
        evidence.add(session, title="Not this one")
        claims.set_tags(session, claim, ["weather"])
        relations.relate(session, review.second, claim, RelationKind.SUPPORTS)
        notes.add(session, Subject.CLAIM, claim, session.reviewer_id, "Ask the mayor.")
        final = Opinion(Verdict.DENIED, reason="Both agree")
        adjudications.record(session, claim, session.reviewer_id, final)

    do(store, work)
    do(store, passages.unlink, claim, review.own)
    found = rows(store, Wish(claim_id=claim))
    assert [(row.about.kind, row.did.value, row.about.words) for row in found] == [
        ("passage", "removed", "closed on Monday"),
        ("link", "removed", "closed on Monday"),
        ("adjudication", "added", "Nina Marsh"),
        ("note", "added", "Ask the mayor."),
        ("claim_relation", "added", "The bridge was closed."),
        ("claim_tag", "added", "weather"),
        ("claim_evidence", "added", "A photo"),
        ("evidence", "added", "A photo"),
        ("assessment", "added", "Nina Marsh"),
        ("link", "added", "Ten people were hurt"),
        ("link", "added", "closed on Monday"),
        ("claim", "added", "The bridge was closed."),
    ]
    assert ("passage_id", "", "closed on Monday") in told(found[7])[2]
    assert store.read(chronicle.count_of, claim) == 12
    assert store.read(chronicle.page, Wish(claim_id=claim), None, 12).next is None
    assert store.read(chronicle.page, Wish(claim_id=claim), None, 11).next is not None


def test_records_without_words_of_their_own_borrow_them(review: Review) -> None:
    store = review.store
    do(store, coverage.add, review.version_id, store.reviewer_id, 0, 10, "Only a headline")
    do(store, notes.add, Subject.PASSAGE, review.own, store.reviewer_id, "Odd.")
    do(store, evidence.add, url="https://x.example", confidential=True)
    source, note, covered, *_ = rows(store)
    assert (covered.about.words, covered.about.article) == ("Nina Marsh", "Bridge")
    assert (note.about.passage_id, note.about.article) == (review.own, "Bridge")
    assert (source.about.words, source.about.is_confidential) == ("https://x.example", True)
    assert not note.about.is_confidential


def test_ids_are_told_in_the_words_of_what_they_point_to(review: Review) -> None:
    store = review.store
    article = store.read(articles.rows)[0]
    do(store, claims.change, review.first, article_id=article.id)
    do(store, claims.change, review.first, article_id=None)
    away, there, *_ = rows(store)
    assert told(there)[2] == [("article_id", "", "Bridge")]
    assert told(away)[2] == [("article_id", "Bridge", "")]


def test_old_values_are_those_the_writer_saw_also_where_histories_were_united(
    review: Review, opened: Opener
) -> None:
    store = review.store
    copy = review.path.with_name("copy.claimdesk")
    store.backup(copy)
    do(store, claims.change, review.first, claimant="The mayor")
    store.close()
    other = opened(copy, OTHER)
    do(other, claims.change, review.first, claimant="The police")
    do(other, claims.change, review.first, claimant="The police chief")
    other.close()
    unite(review.path, copy)
    united = opened(review.path)
    do(united, claims.change, review.first, claimant="Both")

    settled, *found = rows(
        united, Wish(kinds=frozenset(("claim",)), dids=frozenset((Did.CHANGED,)))
    )

    assert {told(row)[2][0][1:] for row in found} == {
        ("The paper", "The mayor"),
        ("The paper", "The police"),
        ("The police", "The police chief"),
    }
    change = settled.changes[0]
    assert (change.new, {change.old, *change.beside}) == (
        "Both",
        {"The police chief", "The mayor"},
    )


def test_rows_at_places_are_the_same_as_on_a_page(review: Review) -> None:
    some = rows(review.store)[2:5]
    assert review.store.read(chronicle.at, [row.place for row in some]) == tuple(some)


def test_a_page_looks_at_a_part_of_a_long_history_through_the_primary_key(
    review: Review,
) -> None:
    store = review.store
    store.run("Fill", lambda s: [claims.add(s, f"Claim {n}") for n in range(300)])
    store.read(chronicle.page)  # from now on the numbers of the claims are known
    seen: list[str] = []

    def watched(session: Session, wish: Wish) -> None:
        session.sqlite.set_trace_callback(seen.append)
        chronicle.page(session, wish)
        session.sqlite.set_trace_callback(None)

    def plan(session: Session, query: str) -> list[str]:
        found = session.sqlite.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
        return [step[3] for step in found]

    for wish, by in (
        (Wish(), "SEARCH r USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
        (Wish(text="x", since_ms=5, kinds=frozenset(("claim",))), "SEARCH r USING INTEGER PRIMARY"),
        (Wish(claim_id=review.first), "SEARCH r USING INDEX ix_revision_entity (entity_id=?)"),
    ):
        seen.clear()
        store.read(watched, wish)
        (query,) = (one for one in seen if "FROM revision AS r" in one)
        assert any(step.startswith(by) for step in store.read(plan, query)), store.read(plan, query)
        steps = [step for one in seen if one.startswith("SELECT") for step in store.read(plan, one)]
        assert not [step for step in steps if step.startswith("SCAN")]


def test_a_filter_passes_over_so_many_entries_and_then_asks_whether_to_go_on(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chronicle, "LOOK", 4)
    wish = Wish(kinds=frozenset(("project",)))
    page = review.store.read(chronicle.page, wish)
    assert page.rows == ()
    assert page.next == review.store.read(chronicle.last_place) + 1 - 4
    assert [row.about.words for row in rows(review.store, wish)] == ["Project"]


def test_an_articles_details_are_told_as_they_change(review: Review) -> None:
    article = review.store.read(articles.rows)[0]
    do(review.store, articles.change, article.id, title="Bridge shut")
    assert told(rows(review.store)[0])[2] == [("title", "Bridge", "Bridge shut")]


def test_why_a_verdict_is_open_is_a_row_of_its_own(review: Review) -> None:
    do(review.store, assessments.decide, [review.first], Verdict.UNVERIFIED)
    do(review.store, assessments.describe, review.first, because=Because.NOT_CHECKABLE)
    because, verdict, *_ = rows(review.store)
    assert told(because)[2] == [("unverified_because", "", "not_checkable")]
    assert told(verdict)[2] == [("verdict", "confirmed", "unverified")]


def test_every_kind_of_record_has_words() -> None:
    assert set(LEVEL) == about.WITH_WORDS
