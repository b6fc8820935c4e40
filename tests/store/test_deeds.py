"""Past actions: found newest first, whole, and told by what they did."""

import sqlite3
from contextlib import closing
from functools import partial
from itertools import repeat
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.change import Change
from claimdesk.core.deeds import Deed, Did, Made
from claimdesk.core.model import Opinion, ReviewerRow, Stage, Verdict
from claimdesk.store import (
    articles,
    assessments,
    claims,
    deeds,
    file,
    passages,
    reshaping,
    reviewers,
)
from claimdesk.store.store import Session, Store
from store.conftest import Opener, Review
from store.world import OTHER, do, sql


def last(store: Store) -> Deed:
    return store.read(deeds.rows, most=1)[0]


def load(session: Session) -> None:
    """Write what a loaded review writes: my claims, and the verdicts of two people."""
    first, second = (claims.add(session, text) for text in ("Loaded one", "Loaded two"))
    for claim_id in (first, second):
        for name in ("Zoe", "Omar Bell"):
            who = reviewers.named(session, name)
            assessments.record(session, claim_id, who, Opinion(Verdict.DENIED))


def test_actions_come_newest_first_and_by_pages(review: Review) -> None:
    made = [
        review.store.run("Edit", partial(claims.change, claim_id=review.first, text=f"Text {n}"))[1]
        for n in range(5)
    ]
    found = review.store.read(deeds.rows, most=5)
    assert [deed.transactions for deed in found] == [one.transactions for one in reversed(made)]
    assert review.store.read(deeds.rows, skip=2, most=2) == found[2:4]
    assert [deed.wall_ms for deed in found] == sorted((d.wall_ms for d in found), reverse=True)
    assert len(review.store.read(deeds.rows, most=1000)) == 14


def test_the_first_actions_are_the_introduction_and_the_project_itself(review: Review) -> None:
    *_, project, introduction = review.store.read(deeds.rows, most=1000)
    assert [(step.entity, step.did) for step in introduction.steps] == [("reviewer", Did.ADDED)]
    assert [(step.entity, step.did) for step in project.steps] == [("project", Did.ADDED)]
    assert project.reviewer == "Nina Marsh"
    assert project.claim_id is None


def test_an_action_tells_what_its_records_have_in_common(review: Review) -> None:
    both = [review.first, review.second]
    do(review.store, assessments.decide, both, Verdict.DENIED)
    deed = last(review.store)
    added, changed = deed.step("assessment", Did.ADDED), deed.step("assessment", Did.CHANGED)
    assert added is not None
    assert changed is not None
    assert added.records == changed.records == 1
    assert added.values["verdict"] == changed.values["verdict"] == "denied"
    assert added.values["claim_id"] == review.second.hex()
    assert deed.claim_id is None
    do(review.store, claims.change, review.second, stage=Stage.DONE, claimant="A" * 201)
    deed = last(review.store)
    step = deed.step("claim", Did.CHANGED)
    assert step is not None
    assert step.fields == {"stage", "claimant"}
    assert dict(step.values) == {"stage": "done"}
    assert (deed.claim_id, deed.number) == (review.second, 2)


def test_the_action_a_transaction_belongs_to_is_told_whatever_came_after_it(
    review: Review,
) -> None:
    both = partial(assessments.decide, claim_ids=[review.first, review.second])
    first = review.store.run("Edit", partial(both, verdict=Verdict.DENIED))[1].transactions[0]
    alone = review.store.read(deeds.of, first)
    assert alone == last(review.store)
    do(review.store, claims.change, review.first, text="Later")
    assert review.store.read(deeds.of, first) == alone
    assert review.store.read(deeds.of, last(review.store).transactions[0]) == last(review.store)


def test_a_removed_claim_has_no_number_and_a_removed_article_its_title(review: Review) -> None:
    do(review.store, claims.remove, [review.first])
    deed = last(review.store)
    assert deed.claim_id == review.first
    assert deed.number == 0
    assert deed.count("claim", Did.REMOVED) == 1
    assert deed.count("passage", Did.REMOVED) == 1
    do(review.store, articles.remove, review.store.read(articles.rows)[0].id)
    step = last(review.store).step("article", Did.REMOVED)
    assert step is not None
    assert step.values["title"] == "Bridge"


def test_what_comes_back_and_what_was_there_for_a_moment_is_told_so(review: Review) -> None:
    do(review.store, assessments.withdraw, [review.first])
    assert last(review.store).step("assessment", Did.REMOVED)
    do(review.store, assessments.decide, [review.first], Verdict.CONFIRMED)
    step = last(review.store).step("assessment", Did.RESTORED)
    assert step is not None
    assert "verdict" not in step.fields
    assert step.values["verdict"] == "confirmed"

    def nothing(session: Session) -> None:
        claims.remove(session, [claims.add(session, "For a moment")])

    do(review.store, nothing)
    assert [step.did for step in last(review.store).steps] == [Did.FLEETING]


def test_a_large_action_is_counted_whole_though_not_all_of_it_is_looked_at(
    review: Review,
) -> None:
    def many(session: Session) -> None:
        for number in range(deeds.MOST_LOOKED_AT + 20):
            claims.add(session, f"Claim {number}")
        passages.mark(session, review.version_id, 0, 3)

    do(review.store, many)
    deed = last(review.store)
    assert deed.count("claim", Did.ADDED) == deeds.MOST_LOOKED_AT + 20
    mark = deed.step("passage", Did.ADDED)
    assert mark is not None
    assert (mark.records, mark.fields) == (1, frozenset())


def test_a_loaded_review_is_one_action_of_whoever_loaded_it(review: Review) -> None:
    _, change = review.store.run("Load", load)
    deed = last(review.store)
    assert set(deed.transactions) == set(change.transactions)
    assert len(deed.transactions) == 3
    assert deed.reviewer == "Nina Marsh"
    assert deed.count("assessment", Did.ADDED) == 4
    assert deed.count("claim", Did.ADDED) == 2
    undone = review.store.revert(change)
    assert set(last(review.store).transactions) == set(undone.transactions)
    assert review.store.read(deeds.rows, OTHER.id) == []
    file.check(review.path)


def test_verdicts_of_somebody_else_alone_are_an_action_of_whoever_loaded_them(
    review: Review, opened: Opener
) -> None:
    somebody = do(review.store, reviewers.named, "Zoe")
    review.store.close()
    again = opened()
    do(again, assessments.record, review.second, somebody, Opinion(Verdict.DENIED))
    assert last(again).reviewer == "Nina Marsh"
    assert again.read(deeds.rows, somebody) == []
    assert last(again) == again.read(deeds.rows, again.reviewer_id, most=1)[0]
    file.check(review.path)


def test_actions_of_one_reviewer_are_found_across_openings(
    review: Review, opened: Opener, me: ReviewerRow
) -> None:
    review.store.close()
    for who, text in ((OTHER, "His"), (me, "Hers"), (OTHER, "His again")):
        store = opened(who=who)
        do(store, claims.change, review.second, text=text)
        store.close()
    with opened() as store:
        found = store.read(deeds.rows, OTHER.id)
        everybody = store.read(deeds.rows, most=3)
    assert [dict(deed.steps[0].values).get("text") for deed in found] == ["His again", "His", None]
    assert {deed.reviewer for deed in found} == {"Omar Bell"}
    assert [deed.reviewer for deed in everybody] == ["Omar Bell", "Nina Marsh", "Omar Bell"]


def test_two_actions_in_the_same_millisecond_stay_two(path: Path, me: ReviewerRow) -> None:
    ticks = repeat(1_700_000_000_000)
    with Store.create(path, "Quick", me, durable=False, clock=lambda: next(ticks)) as store:
        for number in range(4):
            do(store, claims.add, f"Claim {number}")
        found = store.read(deeds.rows)
    assert len(found) == 6
    assert all(len(deed.transactions) == 1 for deed in found)


def test_an_action_that_names_no_beginning_is_one_of_its_own(review: Review) -> None:
    do(review.store, claims.change, review.first, text="A")
    number = len(review.store.read(deeds.rows, most=1000))
    review.store.close()
    sql(review.path, "UPDATE revision SET txn = seq + 3 WHERE n = (SELECT max(n) FROM revision)")
    with closing(sqlite3.connect(review.path)) as connection:
        session = connection.execute("SELECT session_id FROM revision").fetchone()[0]
        found = list(deeds.parts(connection, session))
    assert len(found) == number
    assert found[0].first == found[0].last


@given(steps=st.lists(st.tuples(st.booleans(), st.integers(1, 4)), max_size=12))
def test_every_entry_of_the_history_belongs_to_one_action(
    tmp_path_factory: object, steps: list[tuple[bool, int]]
) -> None:
    made: list[Change] = []
    path = Path(tmp_path_factory.mktemp("deeds")) / "p.claimdesk"  # type: ignore[attr-defined]
    with Store.create(path, "P", OTHER, durable=False) as store:
        for is_load, number in steps:

            def edit(session: Session, is_load: bool = is_load, number: int = number) -> None:
                for _ in range(number):
                    load(session) if is_load else claims.add(session, "Claim")

            made.append(store.run("Edit", edit)[1])
        found = store.read(deeds.rows, most=1000)
    assert [set(deed.transactions) for deed in found[:-2]] == [
        set(change.transactions) for change in reversed(made)
    ]


def test_a_new_claim_is_told_from_a_copy_and_a_part(review: Review) -> None:
    edits = (
        (Made.NEW, partial(claims.add, text="A third")),
        (Made.COPY, partial(reshaping.duplicate, claim_id=review.first)),
        (Made.PART, partial(reshaping.split, claim_id=review.first, text="Half", link_ids=[])),
    )
    for made, edit in edits:
        review.store.run("Edit", edit)
        assert last(review.store).made is made


def test_what_a_first_claim_was_made_of_is_not_known(review: Review) -> None:
    do(review.store, reshaping.duplicate, review.first)
    copied = last(review.store).transactions[0]
    do(review.store, claims.move, [review.first], None)
    assert review.store.read(deeds.of, copied).made is Made.PART
