"""The undo stack after opening is the one that was left."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimdesk.core.change import Change, Transaction
from claimdesk.core.errors import ReviewError
from claimdesk.core.model import ClaimRow, Id, ReviewerRow, Stage, Verdict
from claimdesk.store import articles, assessments, claims, file, undo_stack
from claimdesk.store.store import Session, Store
from claimdesk.store.undo_stack import Stack, Standing
from store.conftest import Opener, Review
from store.test_deeds import load
from store.world import OTHER, do, live, rebuilt, tables

Edit = Callable[[Session], object]
Left = tuple[list[set[Transaction]], list[set[Transaction]]]


class Window:
    """An undo stack as the window keeps it: linear, and forgetful of what was undone."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.done: list[Change] = []
        self.undone: list[Change] = []

    def do(self, edit: Edit) -> None:
        change = self.store.run("Edit", edit)[1]
        if change:
            self.done.append(change)
            self.undone.clear()

    def undo(self) -> None:
        if self.done:
            self.undone.append(self.store.revert(self.done.pop()))

    def redo(self) -> None:
        if self.undone:
            self.done.append(self.store.revert(self.undone.pop()))

    @property
    def left(self) -> Left:
        return _sets(self.done), _sets(self.undone)


def _sets(steps: list[Change] | tuple[Standing, ...]) -> list[set[Transaction]]:
    return [set(step.transactions) for step in steps]


def stack(store: Store) -> Stack:
    return store.read(undo_stack.stack, store.reviewer_id)


def left(store: Store) -> Left:
    found = stack(store)
    return _sets(found.done), _sets(found.undone)


@pytest.fixture
def window(opened: Opener) -> Window:
    return Window(opened())


def new_claim(text: str) -> Edit:
    return lambda session: claims.add(session, text)


def on_first(**fields: str) -> Edit:
    return lambda session: claims.change(session, claims.rows(session)[0].id, **fields)


def test_a_new_project_has_nothing_to_undo(window: Window) -> None:
    assert stack(window.store) == Stack((), ())


def test_what_was_done_undone_and_done_again_stands_as_it_was_left(window: Window) -> None:
    for number in range(4):
        window.do(new_claim(f"Claim {number}"))
    window.do(on_first(stage=Stage.DONE))
    assert left(window.store) == window.left
    for step in (*("undo",) * 3, "redo", "undo", "redo", "redo", "undo"):
        getattr(window, step)()
        assert left(window.store) == window.left
    window.do(new_claim("Another"))
    assert left(window.store) == window.left
    assert stack(window.store).undone == ()


def test_what_was_undone_and_done_again_is_named_after_what_was_done_first(
    window: Window,
) -> None:
    window.do(new_claim("Claim"))
    named = stack(window.store).done[0].named
    window.undo()
    (undone,) = stack(window.store).undone
    assert undone.named == named
    assert undone.latest != named
    window.redo()
    assert stack(window.store).done[0].named == named


def test_the_same_value_again_is_no_undoing(window: Window) -> None:
    window.do(new_claim("Claim"))
    for number in range(12):
        window.do(on_first(context=f"{number % 3}"))
    assert len(stack(window.store).done) == 13
    window.do(on_first(claimant="A"))
    window.do(on_first(claimant="B"))
    window.do(on_first(stage=Stage.DONE))
    assert left(window.store) == window.left


def test_taking_something_back_by_hand_is_undoing_it(window: Window) -> None:
    window.do(new_claim("Claim"))
    window.do(on_first(stage=Stage.DONE))
    window.do(on_first(stage=Stage.OPEN))
    assert len(stack(window.store).done) == 1
    assert len(stack(window.store).undone) == 1


def test_a_part_of_a_large_action_taken_back_by_hand_does_not_undo_it(window: Window) -> None:
    window.do(lambda s: [claims.add(s, f"Claim {n}") for n in range(100)])
    window.do(lambda s: claims.remove(s, [claims.rows(s)[0].id]))
    assert left(window.store) == window.left
    window.undo()
    window.undo()
    assert left(window.store) == window.left
    window.redo()
    assert left(window.store) == window.left


def test_a_loaded_review_with_verdicts_of_others_is_one_step(window: Window) -> None:
    window.do(load)
    window.do(new_claim("Claim"))
    for step in ("undo", "undo", "redo"):
        getattr(window, step)()
        assert left(window.store) == window.left
    file.check(window.store.path)


def test_what_comes_back_below_something_removed_is_undone_all_the_same(review: Review) -> None:
    window = Window(review.store)
    article_id = review.store.read(articles.rows)[0].id
    window.do(lambda s: articles.remove(s, article_id))
    window.do(lambda s: claims.remove(s, [review.first]))
    for step in ("undo", "redo", "undo"):
        getattr(window, step)()
        assert left(window.store)[0][-1:] == window.left[0][-1:]
        assert left(window.store)[1] == window.left[1]


def test_no_more_than_so_many_actions_stand_on_it(window: Window) -> None:
    for number in range(7):
        window.do(new_claim(f"Claim {number}"))
    found = window.store.read(undo_stack.stack, window.store.reviewer_id, 3)
    assert _sets(found.done) == window.left[0][-3:]


def test_what_another_wrote_before_me_is_known_when_i_put_it_back(
    review: Review, opened: Opener
) -> None:
    review.store.close()
    with opened(who=OTHER) as store:
        for text in ("His", "The bridge was closed."):
            do(store, claims.change, review.first, text=text)
        found = stack(store)
    assert (len(found.done), len(found.undone)) == (0, 1)


def test_what_another_did_does_not_stand_on_my_stack(
    review: Review, opened: Opener, me: ReviewerRow
) -> None:
    mine = left(review.store)
    review.store.close()
    with opened(who=OTHER) as store:
        do(store, claims.change, review.second, text="His")
        assert len(stack(store).done) == 1
    with opened() as store:
        assert left(store) == mine


def _first(session: Session) -> ClaimRow:
    claims.add(session, "First")
    return claims.rows(session)[0]


def _decide(verdict: Verdict, place: int) -> Edit:
    def edit(session: Session) -> None:
        rows = claims.rows(session) or [_first(session)]
        assessments.decide(session, [rows[place % len(rows)].id], verdict)

    return edit


def _change(place: int, field: str, value: str) -> Edit:
    def edit(session: Session) -> None:
        rows = claims.rows(session) or [_first(session)]
        claims.change(session, rows[place % len(rows)].id, **{field: value})

    return edit


def _remove(place: int) -> Edit:
    def edit(session: Session) -> None:
        rows = claims.rows(session)
        if len(rows) > 1:
            claims.remove(session, [rows[place % len(rows)].id])

    return edit


EDITS = st.one_of(
    st.builds(new_claim, st.sampled_from("ABC")),
    st.builds(_decide, st.sampled_from(Verdict), st.integers(0, 3)),
    st.builds(
        _change,
        st.integers(0, 3),
        st.sampled_from(("claimant", "context")),
        st.sampled_from(("x", "y", "z")),
    ),
    st.builds(_remove, st.integers(0, 3)),
)
STEPS = st.lists(st.one_of(EDITS, st.sampled_from(("undo", "undo", "redo", "reopen"))), max_size=25)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("undo")


def _fresh(folder: Path) -> Path:
    path = folder / "project.claimdesk"
    path.unlink(missing_ok=True)
    return path


def _undo_all(store: Store) -> list[tuple[dict[str, object], Change]]:
    """Undo everything that stands on the stack of a file just opened."""
    undone = []
    for step in reversed(stack(store).done):
        before: dict[str, object] = {**live(store.path)}
        undone.append((before, store.revert(Change("Undo", step.transactions))))
    return undone


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_undoing_everything_after_opening_leads_to_the_start_and_redo_to_the_end(
    folder: Path, me: ReviewerRow, steps: list[Edit | str]
) -> None:
    path = _fresh(folder)
    store = Store.create(path, "P", me, durable=False)
    do(store, claims.add, "There from the start")
    start = live(path)
    first = Window(store)
    first.done = [Change("Edit", one.transactions) for one in stack(store).done]
    window = first
    for step in steps:
        if callable(step):
            window.do(step)
        elif step == "reopen":
            window.store.close()
            window.store = Store.open(path, me, durable=False)
            found = stack(window.store)
            window.done = [Change("Edit", one.transactions) for one in found.done]
            window.undone = [Change("Edit", one.transactions) for one in found.undone]
        else:
            getattr(window, step)()
    window.store.close()
    with closing(Store.open(path, me, durable=False)) as again:
        redone = stack(again).undone
        now = live(path)
        if redone:
            taken = again.revert(Change("Redo", redone[-1].transactions))
            again.revert(taken)
            assert live(path) == now
        undone = _undo_all(again)
        empty = live(path)
        assert not empty["claim"]
        assert not empty["assessment"]
        assert empty["project"] == start["project"]
        for after, change in reversed(undone):
            again.revert(change)
            assert live(path) == after
        assert live(path) == now
    assert tables(path) == rebuilt(path)
    file.check(path)


def _values(path: Path) -> set[tuple[str, Id, str, object]]:
    return {
        (name, row[0], str(column), value)
        for name, rows in live(path).items()
        for row in rows
        for column, value in enumerate(row)
    }


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), st.one_of(EDITS, st.just("undo"))), max_size=25))
def test_two_who_take_turns_undo_only_what_is_theirs_and_write_no_value_nobody_had(
    folder: Path, me: ReviewerRow, steps: list[tuple[bool, Edit | str]]
) -> None:
    path = _fresh(folder)
    with Store.create(path, "P", me, durable=False) as store:
        do(store, claims.add, "There from the start")
    known = _values(path)
    for is_other, step in steps:
        with Store.open(path, OTHER if is_other else me, durable=False) as store:
            verdicts = store.read(assessments.rows)
            if callable(step):
                do(store, step)
            else:
                _undo_last(store)
                assert _values(path) <= known
                kept = store.read(assessments.rows)
                theirs = [row for row in verdicts if row.reviewer_id != store.reviewer_id]
                claims_left = {row.id for row in store.read(claims.rows)}
                assert [row for row in theirs if row.claim_id in claims_left] == [
                    row for row in kept if row in theirs
                ]
        known |= _values(path)
    assert tables(path) == rebuilt(path)
    file.check(path)


def _undo_last(store: Store) -> None:
    before = tables(store.path)
    found = stack(store).done
    if found:
        try:
            store.revert(Change("Undo", found[-1].transactions))
        except ReviewError:
            assert tables(store.path) == before
