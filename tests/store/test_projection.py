"""What the tables show when several people wrote without seeing each other."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from claimdesk.core.model import Id, Subject, Verdict
from claimdesk.store import (
    articles,
    assessments,
    claims,
    file,
    keep,
    notes,
    passages,
    projection,
    revisions,
)
from claimdesk.store.revisions import Revision, Stamp, make
from claimdesk.store.store import Session, Store
from claimdesk.store.tables import Claim
from store.conftest import Opener, Review
from store.world import OTHER, conflicts, do, live, rebuilt, refusal, sql, tables, unite

RECORD = b"r" * 16
Meeting = Callable[[Callable[[Store], object], Callable[[Store], object]], Store]


class History:
    """Entries about one claim, written on top of chosen others."""

    def __init__(self) -> None:
        self.entries: list[Revision] = []

    def write(self, kind: str, patch: dict[str, object], *on: Revision) -> Revision:
        number = len(self.entries) + 1
        lamport = max((entry.lamport for entry in on), default=0) + 1
        stamp = Stamp(b"s" * 16, number, lamport, 0, number)
        parents = [entry.id for entry in on]
        self.entries.append(make(stamp, ("claim", RECORD), (kind, patch), parents))
        return self.entries[-1]


def test_a_later_entry_that_saw_the_earlier_one_decides() -> None:
    history = History()
    first = history.write("put", {"text": "a", "claimant": "c"})
    history.write("put", {"text": "b"}, first)
    result = projection.project(history.entries)
    assert (result.state, result.deleted, result.conflicts) == (
        {"text": "b", "claimant": "c"},
        0,
        {},
    )


def test_two_values_that_did_not_see_each_other_are_a_conflict_with_one_winner() -> None:
    history = History()
    first = history.write("put", {"text": "a"})
    left = history.write("put", {"text": "b"}, first)
    right = history.write("put", {"text": "c"}, first)
    result = projection.project(history.entries)
    latest = max(left, right, key=lambda entry: (entry.lamport, entry.id))
    assert result.state["text"] == latest.values["text"]
    kind, listed = result.conflicts["text"]
    assert kind == "field"
    assert set(listed) == {left.id, right.id}
    assert projection.project(reversed(history.entries)) == result


def test_the_same_value_written_twice_is_no_conflict() -> None:
    history = History()
    first = history.write("put", {"text": "a"})
    history.write("put", {"text": "b"}, first)
    history.write("put", {"text": "b"}, first)
    assert projection.project(history.entries).conflicts == {}


def test_an_entry_on_top_of_both_ends_a_conflict() -> None:
    history = History()
    first = history.write("put", {"text": "a"})
    left = history.write("put", {"text": "b"}, first)
    right = history.write("put", {"text": "c"}, first)
    history.write("resolve", {"text": "d"}, left, right)
    result = projection.project(history.entries)
    assert result.state == {"text": "d"}
    assert result.conflicts == {}


def test_a_removal_that_saw_everything_hides_and_a_restoring_brings_back() -> None:
    history = History()
    first = history.write("put", {"text": "a"})
    gone = history.write("delete", {"deleted": 1}, first)
    assert projection.project(history.entries).deleted == 1
    history.write("restore", {"deleted": 0}, gone)
    result = projection.project(history.entries)
    assert (result.deleted, result.conflicts) == (0, {})


def test_an_edit_the_remover_did_not_see_brings_the_record_back_and_is_listed() -> None:
    history = History()
    first = history.write("put", {"text": "a"})
    gone = history.write("delete", {"deleted": 1}, first)
    edit = history.write("put", {"text": "b"}, first)
    result = projection.project(history.entries)
    assert result.deleted == 0
    assert result.conflicts["deleted"][0] == "edit_vs_delete"
    assert set(result.conflicts["deleted"][1]) == {gone.id, edit.id}


def test_removing_and_restoring_at_the_same_time_is_a_conflict_that_shows_the_record() -> None:
    history = History()
    first = history.write("put", {"text": "a"})
    gone = history.write("delete", {"deleted": 1}, first)
    history.write("delete", {"deleted": 1}, gone)
    history.write("restore", {"deleted": 0}, gone)
    result = projection.project(history.entries)
    assert result.deleted == 0
    assert result.conflicts["deleted"][0] == "edit_vs_delete"


def test_two_removals_at_the_same_time_just_remove() -> None:
    history = History()
    first = history.write("put", {"text": "a"})
    history.write("delete", {"deleted": 1}, first)
    history.write("delete", {"deleted": 1}, first)
    result = projection.project(history.entries)
    assert (result.deleted, result.conflicts) == (1, {})


def test_work_below_that_the_remover_did_not_see_brings_the_record_back() -> None:
    history, below = History(), History()
    first = history.write("put", {"text": "a"})
    seen = below.write("put", {"verdict": "denied"})
    gone = history.write("delete", {"deleted": 1, "seen": [seen.id.hex()]}, first)
    assert projection.project(history.entries, lambda: [below.entries]).deleted == 1
    unseen = below.write("put", {"verdict": "confirmed"}, seen)
    result = projection.project(history.entries, lambda: [below.entries])
    assert result.deleted == 0
    assert result.conflicts["deleted"] == ("work_under_deleted", [gone.id, unseen.id])


def test_work_below_that_is_removed_itself_brings_nothing_back() -> None:
    history, below = History(), History()
    first = history.write("put", {"text": "a"})
    history.write("delete", {"deleted": 1}, first)
    unseen = below.write("put", {"verdict": "denied"})
    below.write("delete", {"deleted": 1}, unseen)
    assert projection.project(history.entries, lambda: [below.entries]).deleted == 1


# --- whole projects that went apart ------------------------------------------------------------


@pytest.fixture
def apart(review: Review, opened: Opener) -> Meeting:
    """Return a function: I do one thing, Omar does another in a copy; then the two meet."""

    def meet(mine: Callable[[Store], object], his: Callable[[Store], object]) -> Store:
        path, copy = review.path, review.path.with_name("copy.claimdesk")
        review.store.close()
        shutil.copy(path, copy)
        for where, who, act in ((path, None, mine), (copy, OTHER, his)):
            store = opened(where, who) if who else opened(where)
            act(store)
            store.close()
        there = path.with_name("there.claimdesk")
        shutil.copy(copy, there)
        unite(there, path)
        unite(path, copy)
        assert tables(there) == tables(path)
        file.check(path)
        return opened(path)

    return meet


def _settled(path: Path) -> None:
    assert tables(path) == rebuilt(path)
    file.check(path)


def test_two_wordings_of_a_claim_are_listed_until_one_is_written_again(
    review: Review, apart: Meeting
) -> None:
    store = apart(
        lambda mine: do(mine, claims.change, review.first, text="Mine"),
        lambda his: do(his, claims.change, review.first, text="His"),
    )
    assert conflicts(store.path) == [("claim", "text", "field")]
    row = store.read(claims.row, review.first)
    assert row is not None
    assert row.text in ("Mine", "His")
    do(store, claims.change, review.first, claimant="somebody")
    assert conflicts(store.path) == [("claim", "text", "field")]
    do(store, claims.change, review.first, text="Ours")
    assert conflicts(store.path) == []
    _settled(store.path)


def test_verdicts_of_two_people_stand_side_by_side(review: Review, apart: Meeting) -> None:
    store = apart(
        lambda mine: do(mine, assessments.decide, [review.first], Verdict.DENIED),
        lambda his: do(his, assessments.decide, [review.first], Verdict.CONFIRMED),
    )
    assert conflicts(store.path) == []
    rows = store.read(assessments.rows, review.first)
    assert [(row.reviewer, row.verdict) for row in rows] == [
        ("Nina Marsh", Verdict.DENIED),
        ("Omar Bell", Verdict.CONFIRMED),
    ]


def test_two_people_who_link_the_same_pair_make_one_link(review: Review, apart: Meeting) -> None:
    def link(store: Store) -> None:
        do(store, passages.link, review.second, review.own)

    store = apart(link, link)
    assert conflicts(store.path) == []
    assert len(store.read(passages.links, review.second)) == 2
    _settled(store.path)


def test_a_claim_edited_elsewhere_while_it_was_removed_comes_back_and_can_be_removed_for_good(
    review: Review, apart: Meeting
) -> None:
    store = apart(
        lambda mine: do(mine, claims.remove, [review.second]),
        lambda his: do(his, claims.change, review.second, claimant="The police"),
    )
    assert conflicts(store.path) == [("claim", "deleted", "edit_vs_delete")]
    row = store.read(claims.row, review.second)
    assert row is not None
    assert row.claimant == "The police"
    before = live(store.path)
    removal = store.run("Remove", lambda session: claims.remove(session, [review.second]))[1]
    assert conflicts(store.path) == []
    assert store.read(claims.row, review.second) is None
    _settled(store.path)
    store.revert(removal)
    assert live(store.path) == before
    _settled(store.path)


def test_a_verdict_given_elsewhere_on_a_removed_claim_brings_the_claim_back(
    review: Review, apart: Meeting
) -> None:
    store = apart(
        lambda mine: do(mine, claims.remove, [review.second]),
        lambda his: do(his, assessments.decide, [review.second], Verdict.DENIED),
    )
    assert conflicts(store.path) == [("claim", "deleted", "work_under_deleted")]
    assert store.read(claims.row, review.second) is not None
    ((heads,),) = sql(store.path, "SELECT heads FROM conflict")
    assert len(json.loads(heads)) == 2
    do(store, claims.change, review.first, text="Something else")
    do(store, assessments.decide, [review.second], Verdict.CONFIRMED)
    assert conflicts(store.path) == [("claim", "deleted", "work_under_deleted")]
    _settled(store.path)


def test_taking_back_the_unseen_work_lets_the_removal_stand(
    review: Review, apart: Meeting, opened: Opener
) -> None:
    store = apart(
        lambda mine: do(mine, claims.remove, [review.second]),
        lambda his: do(his, assessments.decide, [review.second], Verdict.DENIED),
    )
    store.close()
    his = opened(store.path, OTHER)
    _, change = his.run("Withdraw", lambda session: assessments.withdraw(session, [review.second]))
    assert his.read(claims.row, review.second) is None
    assert change.touches("claim")
    assert conflicts(store.path) == []
    _settled(store.path)


def test_a_claim_that_came_back_stays_when_somebody_restores_it(
    review: Review, apart: Meeting
) -> None:
    store = apart(
        lambda mine: do(mine, claims.remove, [review.second]),
        lambda his: do(his, assessments.decide, [review.second], Verdict.DENIED),
    )

    def restore(session: Session) -> None:
        session.action.write(("claim", review.second), {}, restore=True)

    do(store, restore)
    assert conflicts(store.path) == []
    assert store.read(claims.row, review.second) is not None
    _settled(store.path)


def test_an_article_outlives_its_removal_while_somebody_marks_in_it(
    review: Review, apart: Meeting
) -> None:
    article_id = review.store.read(articles.rows)[0].id
    store = apart(
        lambda mine: do(mine, articles.remove, article_id),
        lambda his: do(his, passages.mark, review.version_id, 0, 10),
    )
    assert conflicts(store.path) == [("article", "deleted", "work_under_deleted")]
    assert len(store.read(articles.rows)) == 1
    _settled(store.path)


def test_a_claim_written_elsewhere_in_a_removed_article_does_not_bring_the_article_back(
    review: Review, apart: Meeting
) -> None:
    article_id = review.store.read(articles.rows)[0].id
    store = apart(
        lambda mine: do(mine, articles.remove, article_id),
        lambda his: do(his, claims.add, "His claim", article_id=article_id),
    )
    assert conflicts(store.path) == []
    assert store.read(articles.rows) == []
    assert len(store.read(claims.rows)) == 3
    _settled(store.path)


def test_a_note_under_a_note_counts_as_work_on_the_claim(review: Review) -> None:
    note = do(
        review.store, notes.add, Subject.CLAIM, review.first, review.store.reviewer_id, "Why?"
    )

    def below(session: Session) -> set[projection.Key]:
        return projection.descendants(session.sqlite, "claim", review.first)

    found = review.store.read(below)
    assert ("note", note) in found
    assert {kind for kind, _ in found} == {"note", "assessment", "link"}


def test_a_record_that_is_not_there_has_no_columns(review: Review) -> None:
    def current(session: Session) -> object:
        return projection.current(session.sqlite, ("claim", Id(b"?" * 16)))

    assert review.store.read(current) is None


def test_a_change_of_what_hangs_below_is_not_looked_at_while_nothing_is_removed(
    review: Review,
) -> None:
    def lifted(session: Session) -> set[projection.Key]:
        return projection.lifted(session.sqlite, [("link", link)])

    link = review.store.read(passages.links)[0].id
    assert review.store.read(lifted) == set()
    do(review.store, claims.remove, [review.second])
    shared = [row.id for row in review.store.read(passages.links) if row.claim_id == review.first]
    assert len(shared) == 2
    assert refusal(lambda: do(review.store, keep.change, Claim, review.second, text="x"))


def test_heads_of_a_record_are_listed_in_the_order_of_the_conflict(
    review: Review, apart: Meeting
) -> None:
    store = apart(
        lambda mine: do(mine, claims.change, review.first, text="Mine", claimant="A"),
        lambda his: do(his, claims.change, review.first, text="His", claimant="B"),
    )

    def heads(session: Session) -> set[bytes]:
        return revisions.head_ids(session.sqlite, review.first)

    both = {one.hex() for one in store.read(heads)}
    rows = sql(store.path, "SELECT field, heads FROM conflict ORDER BY field")
    assert [(field, set(json.loads(listed))) for field, listed in rows] == [
        ("claimant", both),
        ("text", both),
    ]
