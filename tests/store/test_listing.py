"""The claim list in SQL shows what a plain filter and sort of everything would show."""

from collections.abc import Sequence
from functools import cmp_to_key, partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimdesk.core.folding import fold
from claimdesk.core.ids import new_id
from claimdesk.core.listing import (
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
    assignments,
    claims,
    evidence,
    listing,
    passages,
    reviewers,
)
from claimdesk.store.store import Session, Store
from store.conftest import Opener
from store.world import OTHER, do

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
        self.asked = read(assignments.rows)
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
            (wanted.assigned or wanted.unanswered, self._is_asked(claim_id, wanted)),
        )
        has_words = all(self._holds(row, fold(word)) for word in wanted.words)
        return has_words and all(is_so for is_asked, is_so in asked if is_asked)

    def _is_asked(self, claim_id: Id, wanted: ClaimFilter) -> bool:
        return any(
            one.claim_id == claim_id
            and (not wanted.assigned or one.reviewer_id in wanted.assigned)
            and not (wanted.unanswered and one.done)
            for one in self.asked
        )

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
            ClaimColumn.ASSIGNED: fold(row.assigned),
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
        "assigned": st.just(frozenset(one.reviewer_id for one in world.asked[:1])),
        **dict.fromkeys(("differ", "no_evidence", "no_passage", "unanswered"), st.just(value=True)),
    }
    chosen = st.lists(st.sampled_from(sorted(some)), unique=True, max_size=2)
    return chosen.flatmap(lambda names: st.builds(ClaimFilter, **{n: some[n] for n in names}))


orders = st.builds(ClaimOrder, st.sampled_from(ClaimColumn), st.booleans())


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
            claims.move(session, [row.id for row in claims.rows(session)[:2]], None)
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
