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
    Because,
    EvidenceStance,
    Id,
    Opinion,
    Original,
    ReadArticle,
    RelationKind,
    ReviewerRow,
    Stage,
    Stance,
    Subject,
    Verdict,
    Voice,
)
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    claims,
    coverage,
    evidence,
    file,
    highlights,
    notes,
    passages,
    projects,
    reviewers,
)
from claimdesk.store.store import Session, Store
from store.world import OTHER, READS, conflicts, live, rebuilt, sql, tables, unite

PEOPLE = (
    ReviewerRow(derived_id("reviewer", b"Nina Marsh"), "Nina Marsh", "NM"),
    OTHER,
    ReviewerRow(derived_id("reviewer", b"Cleo Dahl"), "Cleo Dahl", "CD"),
)
TEXTS = ("One two three. Four five six.\nSeven 👩‍🚒 eight.", "Київ e\u0301 nine.")


class Pick:
    """What one random operation chooses from: records that are there, or ever were."""

    def __init__(self, session: Session, one: int, two: int, value: int) -> None:
        self.session, self.one, self.two, self.value = session, one, two, value

    def any_of(self, table: str, place: int) -> Id:
        """Return a record of a table, removed ones too; one that never was if there is none."""
        query = f"SELECT id FROM {table} ORDER BY rowid"
        found = [Id(row[0]) for row in self.session.sqlite.execute(query)]
        return found[place % len(found)] if found else Id(b"?" * 16)

    def claim(self, place: int | None = None) -> Id:
        return self.any_of("claim", self.one if place is None else place)

    def passage(self) -> Id:
        return self.any_of("passage", self.two)

    def person(self) -> Id:
        return reviewers.named(self.session, ("Zoe", "Omar Bell", "Nina Marsh")[self.value % 3])

    def of(self, words: Any) -> Any:
        members = list(words)
        return members[self.value % len(members)]


def _mark(pick: Pick) -> None:
    version_id = pick.any_of("article_version", pick.value)
    length = len(articles.text(pick.session, version_id))
    start, end = sorted((pick.one % length, pick.two % (length + 1)))
    passage_id = passages.mark(pick.session, version_id, start, end)
    passages.link(pick.session, pick.claim(), passage_id, pick.of(Stance), pick.of(Voice))


def _move_edges(pick: Pick) -> None:
    passages.move_edges(pick.session, pick.passage(), pick.one % 9, 5 + pick.value)


def _link_again(pick: Pick) -> None:
    passages.link(pick.session, pick.claim(), pick.passage(), pick.of(Stance), speaker="S")


def _unlink(pick: Pick) -> None:
    links = passages.links(pick.session)
    if links:
        link = links[pick.one % len(links)]
        passages.unlink(pick.session, link.claim_id, link.passage_id)


def _change_link(pick: Pick) -> None:
    passages.change_link(
        pick.session, pick.any_of("link", pick.one), stance=pick.of(Stance), voice=pick.of(Voice)
    )


def _add_article(pick: Pick) -> None:
    read = ReadArticle(TEXTS[pick.value % 2], f"Article {pick.one}")
    again = pick.any_of("article", pick.two) if pick.one % 2 else None
    articles.add(pick.session, read, Original(b"bytes"), article_id=again)


def _add_claim(pick: Pick) -> None:
    again = pick.claim() if pick.two % 3 == 0 else None
    article_id = pick.any_of("article", pick.one) if pick.two % 2 else None
    claims.add(pick.session, f"Claim {pick.value}", claim_id=again, article_id=article_id)


def _change_claim(pick: Pick) -> None:
    claims.change(pick.session, pick.claim(), text=f"Changed {pick.two}", claimant=f"{pick.value}")


def _describe(pick: Pick) -> None:
    because = pick.of(Because) if pick.one % 2 else None
    assessments.describe(pick.session, pick.claim(), because=because, reason=f"R{pick.two}")


def _record(pick: Pick) -> None:
    opinion = Opinion(pick.of(Verdict), reason=f"{pick.two}")
    assessments.record(pick.session, pick.claim(), pick.person(), opinion)


def _adjudicate(pick: Pick) -> None:
    opinion = Opinion(pick.of(Verdict))
    adjudications.record(pick.session, pick.claim(), pick.person(), opinion)


def _note(pick: Pick) -> None:
    subject = pick.of(Subject)
    one = pick.any_of(subject.value, pick.one)
    notes.add(pick.session, subject, one, pick.person(), f"Note {pick.two}")


def _source(pick: Pick) -> None:
    again = pick.any_of("evidence", pick.two) if pick.two % 2 else None
    passage_id = pick.passage() if len(passages.rows(pick.session)) else None
    evidence.add(
        pick.session,
        evidence_id=again,
        attachment=b"file" if pick.one % 2 else None,
        title=f"Source {pick.value}",
        passage_id=passage_id,
    )


def _join(pick: Pick) -> None:
    source = pick.any_of("evidence", pick.two)
    evidence.join(pick.session, pick.claim(), source, pick.of(EvidenceStance))


def _cover(pick: Pick) -> None:
    version_id = pick.any_of("article_version", pick.value)
    coverage.add(pick.session, version_id, pick.person(), pick.one, pick.two + 1)


def _many(pick: Pick) -> None:
    """Do several things at once, some of which undo each other."""
    claim_id = claims.add(pick.session, "For a moment")
    assessments.decide(pick.session, [claim_id], pick.of(Verdict))
    claims.set_tags(pick.session, claim_id, ["t"])
    if pick.one % 2:
        claims.remove(pick.session, [claim_id])
    if pick.two % 2:
        assessments.withdraw(pick.session, [claim_id])


EDITS: dict[str, Callable[[Pick], object]] = {
    "add article": _add_article,
    "remove article": lambda p: articles.remove(p.session, p.any_of("article", p.one)),
    "change article": lambda p: articles.change(
        p.session, p.any_of("article", p.one), title=f"T{p.two}"
    ),
    "add claim": _add_claim,
    "change claim": _change_claim,
    "stage": lambda p: claims.change(p.session, p.claim(), stage=p.of(Stage)),
    "remove claim": lambda p: claims.remove(p.session, [p.claim()]),
    "remove two claims": lambda p: claims.remove(p.session, {p.claim(), p.claim(p.two)}),
    "mark": _mark,
    "mark more": _mark,
    "move edges": _move_edges,
    "link again": _link_again,
    "unlink": _unlink,
    "change link": _change_link,
    "remove passage": lambda p: passages.remove(p.session, p.passage()),
    "decide": lambda p: assessments.decide(p.session, [p.claim()], p.of(Verdict)),
    "decide two": lambda p: assessments.decide(
        p.session, [p.claim(), p.claim(p.two)], p.of(Verdict)
    ),
    "describe": _describe,
    "withdraw": lambda p: assessments.withdraw(p.session, [p.claim()]),
    "record": _record,
    "adjudicate": _adjudicate,
    "tags": lambda p: claims.set_tags(p.session, p.claim(), "abc"[p.two % 3 :]),
    "relate": lambda p: claims.relate(p.session, p.claim(), p.claim(p.two), p.of(RelationKind)),
    "note": _note,
    "source": _source,
    "join": _join,
    "cover": _cover,
    "rename": lambda p: projects.rename(p.session, f"Title {p.two}"),
    "many": _many,
}
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
            if operation[0] not in ("record", "adjudicate"):  # never in somebody else's name
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
