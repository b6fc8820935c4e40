"""Nothing the store can be asked tells apart, before my verdict, whether others gave theirs.

Every function that reads is found by itself and asked with all arguments there are, before and
after somebody else decides; what it answers must be the same. One that is new is among them.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date
from importlib import import_module
from itertools import product
from pkgutil import iter_modules
from typing import Any

import pytest

import claimdesk.store
from claimdesk.core.change import Change
from claimdesk.core.errors import ReviewError
from claimdesk.core.listing import ClaimColumn, ClaimFilter, ClaimOrder
from claimdesk.core.model import Because, Id, Opinion, Subject, Verdict
from claimdesk.store import (
    adjudications,
    assessments,
    assignments,
    blind,
    chronicle,
    claims,
    mentions,
    projects,
)
from claimdesk.store.chronicle import Wish
from claimdesk.store.overview import Grouping
from claimdesk.store.store import Session, Store
from store.conftest import Opener, Review
from store.world import OTHER, do

REASON = "Seven wind gauges say so"
OPINION = Opinion(Verdict.UNVERIFIED, Because.CONFLICTING_EVIDENCE, REASON, "2024-02-03")
EXEMPT: Mapping[str, str] = {
    "chronicle.last_place": "where the next page begins; how much was written is no secret",
    "criteria.conditions": "no answers: conditions, which the reads of `listing` are asked with",
    "mentions.of": "ids alone, which the conditions of the history are asked of",
    "chronicle.of_claim": "ids alone, which the conditions of the history are asked of",
    "deeds.past": "asked for one's own actions only",
    "deeds.rows": "asked for one's own actions only",
    "keep.find": "reads a record to change it; nothing of it is shown",
    "keep.live": "reads a record to change it; nothing of it is shown",
    "undo_stack.stack": "asked for one's own actions only",
    "since.last_work": "when somebody worked last, not on what",
}
"""Functions that may answer otherwise, and why."""
TELLING = (chronicle.page, assessments.rows, adjudications.rows, claims.rows)


def functions() -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield all public functions of the store that take a session, by module and name."""
    for module in iter_modules(claimdesk.store.__path__):
        loaded = import_module(f"claimdesk.store.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters.values()), None)
            is_own = function.__module__ == loaded.__name__ and not name.startswith("_")
            if is_own and first is not None and first.annotation is Session:
                yield f"{module.name}.{name}", function


def arguments(review: Review, store: Store) -> dict[str, list[Any]]:
    """Return what there is to ask with, by the names of parameters."""
    claim_ids = [review.first, review.second]
    every = frozenset(claim_ids)
    touching = dict.fromkeys(("claim", "assessment", "adjudication", "assignment"), every)
    orders = [ClaimOrder(one, is_falling) for one in ClaimColumn for is_falling in (False, True)]
    filters = [
        *(ClaimFilter(verdicts=frozenset([one])) for one in (None, *Verdict)),
        *(ClaimFilter(reviewers=frozenset([one])) for one in (OTHER.id, store.reviewer_id)),
        *(ClaimFilter(differ=True), ClaimFilter(no_evidence=True)),
    ]
    return {
        "among": [claim_ids],
        "article_id": [None, store.read(_article)],
        "before_ms": [2**50],
        "change": [Change("", (), touching)],
        "claim_id": [None, *claim_ids],
        "column": list(ClaimColumn),
        "grouping": list(Grouping),
        "ids": [claim_ids],
        "most": [50],
        "order": orders,
        "places": [range(1, 60)],
        "reviewer_id": [None, OTHER.id, store.reviewer_id],
        "some": [claim_ids],
        "subject": list(Subject),
        "subject_id": claim_ids,
        "text": ["", "gauges", "unverified"],
        "today": [date(2024, 5, 1).isoformat()],
        "version_id": [None, review.version_id],
        "wanted": filters,
        "wish": [Wish(), Wish(text="gauges"), *(Wish(claim_id=one) for one in claim_ids)],
    }


def answers(review: Review, store: Store) -> dict[str, dict[str, str]]:
    """Return what every reading function answers to every combination of arguments."""
    known = arguments(review, store)
    return {
        name: {repr(one): _shown(_asked(store, function, one)) for one in _asking(function, known)}
        for name, function in functions()
    }


def _asking(
    function: Callable[..., object], known: Mapping[str, list[Any]]
) -> Iterator[dict[str, Any]]:
    parameters = list(inspect.signature(function).parameters.values())[1:]
    needed = [one for one in parameters if one.name in known or one.default is one.empty]
    if all(one.name in known for one in needed):
        may_be = [
            [value for value in known[one.name] if value is not None or one.default is None]
            for one in needed
        ]
        for values in product(*may_be):
            yield dict(zip((one.name for one in needed), values, strict=True))


def _asked(store: Store, function: Callable[..., object], values: dict[str, Any]) -> object:
    """Return what a function answers; that it only writes, or refuses, is an answer too."""

    def ask(session: Session) -> object:
        found = function(session, **values)
        return list(found) if isinstance(found, Iterator) else found

    try:
        return store.read(ask)
    except (ReviewError, RuntimeError, TypeError, AttributeError, LookupError) as no:
        return type(no).__name__


def _shown(found: object) -> str:
    if isinstance(found, set | frozenset):
        return repr(sorted(found, key=repr))
    if isinstance(found, dict) and not is_dataclass(found):
        return repr(sorted(found.items(), key=repr))
    return repr(found)


def _article(session: Session) -> object:
    return session.sqlite.execute("SELECT id FROM article").fetchone()[0]


@pytest.fixture
def blindly(review: Review, opened: Opener) -> Review:
    """A blind project on whose second claim I and somebody else are asked for a verdict."""
    do(review.store, projects.set_blind, blind=True)
    review.store.close()
    work(opened, projects.rename, "Bridge")
    with opened() as store:
        for one in (OTHER.id, store.reviewer_id):
            do(store, assignments.assign, [review.second], one)
    return review


def work(opened: Opener, edit: Callable[..., object], *values: object) -> None:
    """Let somebody else, and nobody at the same time, work on the project."""
    with opened(who=OTHER) as store:
        do(store, edit, *values)


def decide(session: Session, claim_id: Id) -> None:
    assessments.record(session, claim_id, OTHER.id, OPINION)
    adjudications.decide(session, [claim_id], OPINION)


def test_no_read_of_the_store_tells_what_others_decided(blindly: Review, opened: Opener) -> None:
    with opened() as store:
        before = answers(blindly, store)
    work(opened, decide, blindly.second)
    with opened() as store:
        after = answers(blindly, store)
        assert store.read(_verdicts_in_the_file) == 3  # they are there, and were not seen
    asked = {name for name, given in after.items() if given}
    telling = {name for name in asked if before[name] != after[name]}
    assert telling <= EXEMPT.keys()
    assert len(asked) > 60
    assert {name for name in asked if REASON in repr(after[name])} <= EXEMPT.keys()


def test_all_of_it_is_told_once_my_own_verdict_is_given(blindly: Review, opened: Opener) -> None:
    work(opened, decide, blindly.second)
    with opened() as store:
        do(store, assessments.decide, [blindly.second], Verdict.DENIED)
        for read in TELLING:
            assert REASON in repr(store.read(read)), read
        assert store.read(projects.progress).unverified == 1
        assert store.read(mentions.of, "gauges")


def test_the_history_of_a_claim_does_not_count_what_is_hidden(
    blindly: Review, opened: Opener
) -> None:
    with opened() as store:
        number = store.read(chronicle.count_of, blindly.second)
    work(opened, decide, blindly.second)
    with opened() as store:
        assert store.read(chronicle.count_of, blindly.second) == number
        assert not store.read(mentions.of, "gauges")
        assert store.read(blind.is_on)
    with opened(who=OTHER) as store:
        assert store.read(chronicle.count_of, blindly.second) == number + 2


def _verdicts_in_the_file(session: Session) -> int:
    query = "SELECT count(*) FROM (SELECT id FROM assessment UNION SELECT id FROM adjudication)"
    return int(session.sqlite.execute(query).fetchone()[0])
