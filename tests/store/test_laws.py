"""The laws of the project file, on random histories through the store's own functions.

Whatever people do, in whatever order: the tables are what the history says, the file verifies,
undo gives back exactly what was there, and copies that went apart meet in one and the same state.
"""

import shutil
from collections.abc import Callable
from contextlib import closing
from itertools import count, permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimdesk.core.change import Change
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import derived_id
from claimdesk.core.model import (
    ReadArticle,
    ReviewerRow,
    Verdict,
)
from claimdesk.store import (
    articles,
    assessments,
    claims,
    file,
    highlights,
    passages,
)
from claimdesk.store.store import Session, Store
from store.edits import EDITS, TEXTS, Pick
from store.world import OTHER, READS, conflicts, live, rebuilt, sql, tables, unite

PEOPLE = (
    ReviewerRow(derived_id("reviewer", b"Nina Marsh"), "Nina Marsh", "NM"),
    OTHER,
    ReviewerRow(derived_id("reviewer", b"Cleo Dahl"), "Cleo Dahl", "CD"),
)
SMALL = st.integers(0, 40)
OPERATION = st.tuples(st.sampled_from(sorted(EDITS)), SMALL, SMALL, st.integers(0, 5))
OPERATIONS = st.lists(OPERATION, min_size=5, max_size=40)
FEWER = settings(max_examples=max(10, settings().max_examples // 4))
"""A quarter of what the profile asks for: each example is a whole history."""
Operation = tuple[str, int, int, int]


def _start(session: Session) -> None:
    for text in TEXTS:
        articles.add(session, ReadArticle(text, text[:4]))
    version_id = articles.rows(session)[0].version_id
    for number in range(3):
        claim_id = claims.add(session, f"Claim {number}")
        passage_id = passages.mark(session, version_id, 4 * number, 4 * number + 9)
        passages.link(session, claim_id, passage_id)
    assessments.decide(session, [claim_id], Verdict.DENIED)


def _step(store: Store, operation: Operation) -> Change | None:
    """Do one operation; None if it was refused, which must change nothing."""
    name, *chosen = operation
    try:
        return store.run(name, lambda session: EDITS[name](Pick(session, *chosen)))[1]
    except ReviewError as error:
        if error.code is not Code.REFUSED:
            raise
        return None


def _lawful(path: Path) -> None:
    assert tables(path) == rebuilt(path)
    file.check(path)


def _readable(store: Store) -> None:
    for read in READS:
        store.read(read)
    rows = store.read(claims.rows)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    for article in store.read(articles.rows):
        text = store.read(articles.text, article.version_id)
        standing = store.read(passages.rows, article.version_id)
        assert all(row.quote == text[row.start : row.end] for row in standing)
        drawn = store.read(highlights.rows, article.version_id)
        assert {row.passage_id for row in drawn} == {row.id for row in standing}
        counted = store.read(articles.row, article.id)
        assert counted is not None
        assert counted.claims == len({row.claim_id for row in drawn if row.claim_id})
    linked = store.read(passages.links)
    assert [row.passages for row in rows] == [
        sum(link.claim_id == row.id for link in linked) for row in rows
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("laws")


@pytest.fixture(scope="module")
def fresh(folder: Path) -> Callable[[], Path]:
    """Return a function that gives a copy of a small project under a new name."""
    base = folder / "base.claimdesk"
    with Store.create(base, "Laws", PEOPLE[0], durable=False) as store:
        store.run("Start", _start)
    for who in PEOPLE[1:]:
        with Store.open(base, who, durable=False) as store:
            store.run("Introduce", lambda _session: None)
    numbers = count()

    def copy() -> Path:
        path = folder / f"{next(numbers) % 9}.claimdesk"
        shutil.copy(base, path)
        return path

    return copy


@FEWER
@given(operations=OPERATIONS)
def test_tables_are_what_the_history_says_and_everything_can_be_read(
    fresh: Callable[[], Path], operations: list[Operation]
) -> None:
    path = fresh()
    with Store.open(path, PEOPLE[0], durable=False) as store:
        for operation in operations:
            before = tables(path)
            if _step(store, operation) is None:
                assert tables(path) == before
        _readable(store)
    _lawful(path)
    assert conflicts(path) == []


@FEWER
@given(operations=OPERATIONS, reopen=st.sets(st.integers(0, 40), max_size=3))
def test_undo_gives_back_exactly_what_was_there_and_redo_what_came_after(
    fresh: Callable[[], Path], operations: list[Operation], reopen: set[int]
) -> None:
    path = fresh()
    done: list[tuple[dict[str, list[Any]], Change]] = []
    store = Store.open(path, PEOPLE[0], durable=False)
    for number, operation in enumerate(operations):
        if number in reopen:
            store.close()
            store = Store.open(path, PEOPLE[number % 2], durable=False)
        before = live(path)
        change = _step(store, operation)
        if change is not None:
            done.append((before, change))
    with closing(store):
        end = live(path)
        undone = []
        for before, change in reversed(done):
            undone.append((live(path), store.revert(change)))
            assert live(path) == before
        _readable(store)
        _lawful(path)
        for after, change in reversed(undone):
            store.revert(change)
            assert live(path) == after
        assert live(path) == end
    _lawful(path)


@FEWER
@given(apart=st.lists(st.tuples(st.integers(0, 2), OPERATION), min_size=5, max_size=40))
def test_copies_that_went_apart_meet_in_one_and_the_same_state(
    fresh: Callable[[], Path], apart: list[tuple[int, Operation]]
) -> None:
    copies = [fresh() for _ in PEOPLE]
    for number, path in enumerate(copies):
        _work_apart(path, number, [one for at, one in apart if at == number])
    own = [_verdicts(path, who) for path, who in zip(copies, PEOPLE, strict=True)]
    met = [_meet(copies, order) for order in permutations(range(3))]
    states = [tables(path) for path in met]
    assert all(state == states[0] for state in states[1:])
    assert _entries(met[0]) == set.union(*(_entries(path) for path in copies))
    unite(met[0], met[1])
    assert tables(met[0]) == states[0]
    assert [_verdicts(met[0], who) for who in PEOPLE] == own
    _lawful(met[0])
    with Store.open(met[0], PEOPLE[0], durable=False) as store:
        _readable(store)
        for _, operation in apart:
            before = tables(met[0])
            if _step(store, operation) is None:
                assert tables(met[0]) == before
        _readable(store)
    _lawful(met[0])


def _work_apart(path: Path, number: int, operations: list[Operation]) -> None:
    """Let one person work on one copy, with a clock that is thirty years off."""
    ticks = count(1_700_000_000_000 + (0, -(10**12), 10**12)[number])

    def clock() -> int:
        return next(ticks)

    with Store.open(path, PEOPLE[number], durable=False, clock=clock) as store:
        for operation in operations:
            if operation[0] not in (
                "record",
                "adjudicate",
                "merge",
            ):  # never in somebody else's name
                _step(store, operation)


def _meet(copies: list[Path], order: tuple[int, ...]) -> Path:
    path = copies[0].with_name("met-" + "".join(map(str, order)))
    shutil.copy(copies[order[0]], path)
    for other in order[1:]:
        unite(path, copies[other])
    return path


def _entries(path: Path) -> set[bytes]:
    return {entry for (entry,) in sql(path, "SELECT id FROM revision")}


def _verdicts(path: Path, who: ReviewerRow) -> list[tuple[Any, ...]]:
    query = "SELECT claim_id, verdict, reason, deleted FROM assessment WHERE reviewer_id=? "
    return sql(path, query + "ORDER BY claim_id", who.id)
