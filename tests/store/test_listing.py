"""The claim list in SQL shows what a plain filter and sort of everything would show."""

from collections.abc import Callable, Sequence
from functools import cmp_to_key, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimdesk.core.change import Change
from claimdesk.core.folding import fold
from claimdesk.core.ids import new_id
from claimdesk.core.listing import (
    NOT_REVIEWED,
    REVIEWED,
    ClaimColumn,
    ClaimFilter,
    ClaimOrder,
    ListedClaim,
)
from claimdesk.core.model import (
    Agreement,
    ClaimType,
    Id,
    Opinion,
    ReadArticle,
    Stage,
    Stance,
    Verdict,
)
from claimdesk.core.rules import is_due
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    claims,
    evidence,
    listing,
    passages,
    reviewers,
    touched,
)
from claimdesk.store.store import Session, Store
from store.conftest import Opener, Review
from store.world import OTHER, a_link, do

ALL, REVIEW = ClaimFilter(), ClaimOrder()
TEXT = "The bridge was closed on Monday, the mayor said; nobody died."
WORDS = ("bridge", "Bridge", "Élan", "“mayor’s”", "Київ", "STRASSE", "Straße", "100%", "a_b", "7")
NEEDLES = (
    "",
    "bridge",
    "elan",
    "mayor's",
    "київ",
    "straße",
    "0%",
    "_",
    "1",
    "#2",
    "3 bridge",
    "zz",
)

Rows = dict[Id, ListedClaim]


class World:
    """Everything about the claims of a project, read whole, to filter and sort in Python."""

    def __init__(self, store: Store) -> None:
        self.store = store
        read = store.read
        self.order = [row.id for row in read(claims.rows)]
        self.rows: Rows = read(listing.rows, self.order)
        self.tags = read(claims.tags)
        self.assessed = read(assessments.rows)
        self.evident = {link.claim_id for link in read(evidence.links)}
        self.links = read(passages.links)

    def passes(self, claim_id: Id, wanted: ClaimFilter) -> bool:
        """Tell whether a claim has all that a filter asks for."""
        row = self.rows[claim_id]
        links = [link for link in self.links if link.claim_id == claim_id]
        tags = {tag.name for tag in self.tags if tag.claim_id == claim_id}
        mine = {one.reviewer_id for one in self.assessed if one.claim_id == claim_id}
        asked: Sequence[tuple[object, bool]] = (
            (wanted.verdicts, row.verdict in wanted.verdicts),
            (wanted.stages, row.stage in wanted.stages),
            (wanted.claimants, row.claimant in wanted.claimants),
            (wanted.tags, bool(tags & wanted.tags)),
            (wanted.reviewers, bool(mine & wanted.reviewers)),
            (wanted.stances, any(link.stance in wanted.stances for link in links)),
            (wanted.articles, any(link.article_id in wanted.articles for link in links)),
            (wanted.priorities, row.priority in wanted.priorities),
            (wanted.types, row.claim_type in wanted.types),
            (wanted.due_by, is_due(row.due, wanted.due_by)),
            (wanted.differ, row.agreement is Agreement.DIFFER),
            (wanted.no_evidence, claim_id not in self.evident),
            (wanted.no_passage, not row.passages),
        )
        has_words = all(self._holds(row, fold(word)) for word in wanted.words)
        return has_words and all(is_so for is_asked, is_so in asked if is_asked)

    def _holds(self, row: ListedClaim, word: str) -> bool:
        is_number = word.removeprefix("#") == str(row.number)
        return is_number or (
            not (word.startswith("#") and word[1:].isdecimal())
            and word in fold(f"{row.claimant}\n{row.text}")
        )

    def listed(self, wanted: ClaimFilter, order: ClaimOrder) -> list[Id]:
        """Return what the list is to show."""
        found = [claim_id for claim_id in self.order if self.passes(claim_id, wanted)]
        rows = [self.rows[claim_id] for claim_id in found]
        empty = [row for row in rows if self._value(row, order.column) == ""]
        others = [row for row in rows if self._value(row, order.column) != ""]
        others.sort(key=lambda row: row.number)
        others.sort(key=lambda row: self._value(row, order.column), reverse=order.is_falling)
        if order.is_falling:  # equals stay in the order of the review
            others.sort(key=cmp_to_key(partial(self._falling, column=order.column)))
        return [row.id for row in (*others, *empty)]

    def _falling(self, one: ListedClaim, other: ListedClaim, column: ClaimColumn) -> int:
        first, second = self._value(one, column), self._value(other, column)
        if first == second:
            return one.number - other.number
        return -1 if first > second else 1

    def _value(self, row: ListedClaim, column: ClaimColumn) -> Any:
        verdict = [*Verdict, None].index(row.verdict)
        return {
            ClaimColumn.NUMBER: row.number,
            ClaimColumn.VERDICT: verdict,
            ClaimColumn.CLAIM: fold(row.text),
            ClaimColumn.CLAIMANT: fold(row.claimant),
            ClaimColumn.PASSAGES: row.passages,
            ClaimColumn.REVIEWER: fold(row.reviewer),
            ClaimColumn.STAGE: list(Stage).index(row.stage),
            ClaimColumn.PRIORITY: row.priority or "",
            ClaimColumn.TYPE: list(ClaimType).index(row.claim_type) or "",
            ClaimColumn.TAGS: fold(row.tags),
            ClaimColumn.DUE: row.due,
        }[column]


def filters(world: World) -> st.SearchStrategy[ClaimFilter]:
    """Return filters that ask about one thing or several."""
    people = sorted({one.reviewer_id for one in world.assessed})
    places = sorted({link.article_id for link in world.links})
    some = {
        "text": st.sampled_from(NEEDLES),
        "verdicts": st.frozensets(st.sampled_from([None, *Verdict])),
        "stages": st.frozensets(st.sampled_from(Stage), min_size=1),
        "claimants": st.just(frozenset(["The city", "Ida"])),
        "tags": st.sampled_from([frozenset(["war"]), frozenset(["war", "Élan"])]),
        "reviewers": st.just(frozenset(people[:1])),
        "stances": st.frozensets(st.sampled_from(Stance), min_size=1),
        "articles": st.just(frozenset(places[:1])),
        "priorities": st.sampled_from([frozenset([0]), frozenset([1, 2])]),
        "types": st.just(frozenset([ClaimType.EVENT, ClaimType.OTHER])),
        "due_by": st.just("2026-11-28"),
        **dict.fromkeys(("differ", "no_evidence", "no_passage"), st.just(value=True)),
    }
    chosen = st.lists(st.sampled_from(sorted(some)), unique=True, max_size=2)
    return chosen.flatmap(lambda names: st.builds(ClaimFilter, **{n: some[n] for n in names}))


orders = st.builds(ClaimOrder, st.sampled_from(ClaimColumn), st.booleans())


def some_claims(session: Session, number: int) -> list[Id]:
    """Add claims that say next to nothing."""
    return [claims.add(session, f"Claim {n}") for n in range(number)]


class Filler:
    """Makes a project with a few claims of every kind."""

    def __init__(self, session: Session, data: st.DataObject) -> None:
        self._session = session
        self._draw = data.draw

    def fill(self) -> None:
        session = self._session
        versions: list[tuple[Id, Id]] = []
        for title in ("First", "Second"):
            article_id = articles.add(session, ReadArticle(f"{TEXT} {title}", title))
            row = articles.row(session, article_id)
            assert row is not None
            versions.append((article_id, row.version_id))
        for _ in range(self._draw(st.integers(0, 9))):
            claim_id = self._claim()
            self._hang_on(claim_id, versions)
            self._decide(claim_id)
        if self._draw(st.booleans()):
            claims.remove(session, [row.id for row in claims.rows(session)[:1]])
        if self._draw(st.booleans()):
            articles.remove(session, versions[1][0])

    def _claim(self) -> Id:
        draw = self._draw
        return claims.add(
            self._session,
            " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))),
            claimant=draw(st.sampled_from(["", "The city", "the City", "Ida"])),
            stage=draw(st.sampled_from(Stage)).value,
            priority=draw(st.integers(0, 2)),
            claim_type=draw(st.sampled_from(ClaimType)).value,
            recheck_on=draw(st.sampled_from(["", "2026-11", "2026-12-01", "2026", "1 May", "2"])),
        )

    def _hang_on(self, claim_id: Id, versions: list[tuple[Id, Id]]) -> None:
        draw, session = self._draw, self._session
        claims.set_tags(session, claim_id, draw(st.sets(st.sampled_from(["war", "Élan", "b"]))))
        if draw(st.booleans()):
            evidence.join(session, claim_id, evidence.add(session, title="Report"))
        for _, version_id in draw(st.lists(st.sampled_from(versions), unique=True)):
            passage_id = passages.mark(session, version_id, 0, draw(st.integers(1, 9)))
            passages.link(session, claim_id, passage_id, stance=draw(st.sampled_from(Stance)))

    def _decide(self, claim_id: Id) -> None:
        draw, session = self._draw, self._session
        if draw(st.booleans()):
            assessments.decide(session, [claim_id], draw(st.sampled_from(Verdict)))
        if draw(st.booleans()):
            other = reviewers.named(session, OTHER.name)
            opinion = Opinion(draw(st.sampled_from(Verdict)))
            assessments.record(session, claim_id, other, opinion)
            if draw(st.booleans()):
                adjudications.record(session, claim_id, other, opinion)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_list_is_what_a_plain_filter_and_sort_of_everything_is(
    opened: Opener, tmp_path: Path, data: st.DataObject
) -> None:
    store = opened(tmp_path / f"{new_id().hex()}.claimdesk")
    do(store, lambda session: Filler(session, data).fill())
    world = World(store)
    for _ in range(6):
        wanted, order = data.draw(filters(world)), data.draw(orders)
        expected = world.listed(wanted, order)
        assert store.read(listing.ids, wanted, order) == expected
        assert store.read(listing.ids, wanted, order, 2) == expected[:2]
        assert store.read(listing.count, wanted) == len(expected)
        passing = store.read(listing.keys, world.order, order, wanted)
        assert set(passing) == set(expected)
        for place, claim_id in enumerate(expected):
            others = [*expected[:place], *expected[place + 1 :]]
            key = passing[claim_id]
            assert store.read(listing.place, key, others, order) == place


def test_each_filter_lets_through_what_it_names(review: Review) -> None:
    do(review.store, claims.set_tags, review.first, ["war"])
    do(review.store, claims.change, review.first, recheck_on="2027-01")
    do(review.store, claims.change, review.second, stage=Stage.DONE)
    source = do(review.store, evidence.add, title="A photo")
    do(review.store, evidence.join, review.first, source)
    added = do(review.store, claims.add, "Nobody knows.")
    (article,) = review.store.read(articles.rows)
    for wanted, expected in (
        (ClaimFilter(stages=frozenset([Stage.DONE])), [review.second]),
        (ClaimFilter(claimants=frozenset(["The paper"])), [review.first]),
        (ClaimFilter(tags=frozenset(["war"])), [review.first]),
        (ClaimFilter(due_by="2027-02"), [review.first]),
        (ClaimFilter(reviewers=frozenset([review.store.reviewer_id])), [review.first]),
        (ClaimFilter(stances=frozenset(Stance)), [review.first, review.second]),
        (ClaimFilter(articles=frozenset([article.id])), [review.first, review.second]),
        (ClaimFilter(no_evidence=True), [review.second, added]),
        (ClaimFilter(no_passage=True), [added]),
        (
            ClaimFilter(verdicts=frozenset([None, Verdict.CONFIRMED])),
            [review.first, review.second, added],
        ),
        (ClaimFilter(differ=True), []),
    ):
        assert review.store.read(listing.ids, wanted, REVIEW) == expected
        assert review.store.read(listing.count, wanted) == len(expected)


def test_a_claim_is_put_into_a_long_list_where_it_belongs(opened: Opener) -> None:
    store = opened()

    def add(session: Session) -> list[Id]:
        return [claims.add(session, f"Claim {n % 50:02}") for n in range(200)]

    added = do(store, add)
    for order in (REVIEW, ClaimOrder(ClaimColumn.CLAIM, is_falling=True)):
        whole = store.read(listing.ids, ALL, order)
        found = store.read(listing.keys, added, order)
        for place in (0, 1, 31, 32, 33, 100, 198, 199):
            others = [*whole[:place], *whole[place + 1 :]]
            assert store.read(listing.place, found[whole[place]], others, order) == place


def test_a_line_shows_the_claim_with_its_number_tags_priority_and_day(review: Review) -> None:
    do(review.store, claims.set_tags, review.first, ["war", "Bridge"])
    do(review.store, claims.change, review.first, priority=2, recheck_on="2027-01")
    found = review.store.read(listing.rows, [review.first])[review.first]
    row = review.store.read(claims.row, review.first)
    assert row is not None
    assert (found.number, found.text, found.verdict) == (1, row.text, Verdict.CONFIRMED)
    assert (found.tags, found.priority, found.due) == ("Bridge, war", 2, "2027-01")
    assert type(found.stage) is Stage
    counted = review.store.read(listing.rows, [review.first], {review.first: 7})
    assert counted[review.first].number == 7
    do(review.store, claims.remove, [review.first])
    assert review.store.read(listing.rows, [review.first]) == {}


@pytest.mark.parametrize(
    "needle", ["zzz " * 500, "x" * 100_000, "#0", "0", "9" * 40, "#", "\\", "%"]
)
def test_whatever_is_typed_into_the_filter_is_looked_for(review: Review, needle: str) -> None:
    assert review.store.read(listing.ids, ClaimFilter(needle), REVIEW) == []


@pytest.mark.parametrize("needle", ["élan", "ÉLAN", "elan", "МІСТ", "міст"])
def test_words_in_any_script_are_found_whatever_their_case_and_accents(
    review: Review, needle: str
) -> None:
    added = do(review.store, claims.add, "Міст закрили.", claimant="Élan")
    assert review.store.read(listing.ids, ClaimFilter(needle), REVIEW) == [added]


def test_reviewed_and_not_reviewed_are_all_there_is(review: Review) -> None:
    def shown(verdicts: frozenset[Verdict | None]) -> list[Id]:
        return review.store.read(listing.ids, ClaimFilter(verdicts=verdicts), REVIEW)

    assert shown(REVIEWED) == [review.first]
    assert shown(NOT_REVIEWED) == [review.second]
    assert shown(REVIEWED | NOT_REVIEWED) == [review.first, review.second]
    assert shown(NOT_REVIEWED | {Verdict.DENIED}) == [review.second]
    by_verdict = ClaimOrder(ClaimColumn.VERDICT)
    reviewed = ClaimFilter(verdicts=REVIEWED)
    assert review.store.read(listing.ids, reviewed, by_verdict) == [review.first]


def test_claims_not_reviewed_can_be_sorted_by_verdict(review: Review) -> None:
    for column in (ClaimColumn.VERDICT, ClaimColumn.REVIEWER):
        for verdicts, found in ((NOT_REVIEWED, review.second), (REVIEWED, review.first)):
            wanted = ClaimFilter(verdicts=verdicts)
            assert review.store.read(listing.ids, wanted, ClaimOrder(column)) == [found]


def test_the_first_claim_nobody_has_reviewed_is_found_however_far_it_is(opened: Opener) -> None:
    store = opened()

    added = do(store, some_claims, 700)
    assert store.read(listing.first_open, added) == added[0]
    do(store, assessments.decide, added[:600], Verdict.DENIED)
    assert store.read(listing.first_open, added) == added[600]
    assert store.read(listing.first_open, added[:600]) is None
    assert store.read(listing.first_open, []) is None


def test_the_names_that_most_claims_have_are_offered(review: Review) -> None:
    for number, claimant in enumerate(("The city", "élan", "The city", "Zoo")):
        claim_id = do(review.store, claims.add, f"Claim {number}", claimant=claimant)
        do(review.store, claims.set_tags, claim_id, ["war", claimant])

    def names(column: ClaimColumn, most: int) -> list[str]:
        return review.store.read(listing.names, column, most)

    assert names(ClaimColumn.CLAIMANT, 9) == ["élan", "The city", "The paper", "Zoo"]
    assert names(ClaimColumn.CLAIMANT, 1) == ["The city"]
    assert names(ClaimColumn.TAGS, 2) == ["The city", "war"]


def test_an_edit_tells_which_lines_it_may_have_altered(review: Review) -> None:
    store = review.store

    def after(edit: Callable[..., object], *values: Any, **named: Any) -> set[Id] | None:
        change: Change = store.run("Edit", lambda session: edit(session, *values, **named))[1]
        return store.read(listing.after, change)

    assert after(claims.change, review.first, text="Other.") == {review.first}
    assert after(assessments.decide, [review.second], Verdict.DENIED) == {review.second}
    assert after(claims.set_tags, review.second, ["war"]) == {review.second}
    assert after(passages.remove, review.shared) == {review.first, review.second}
    assert after(claims.remove, [review.second]) == {review.second}
    evidence_id = do(store, evidence.add, title="Report")
    assert after(evidence.join, review.first, evidence_id) == {review.first}
    assert after(articles.add, ReadArticle("Other.", "Other")) is None
    added = do(store, some_claims, touched.MOST + 1)
    assert after(assessments.decide, added, Verdict.DENIED) is None

    def many_of_one(session: Session) -> None:
        for claim_id in added:
            passages.link(session, claim_id, review.own)

    do(store, many_of_one)
    assert after(passages.remove, review.own) is None
    a_link(store, review.first, review.version_id, "nobody")
