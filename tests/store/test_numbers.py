"""The numbers of the claims, kept from reading to reading, are what counting anew would give."""

import pytest

from claimdesk.core.model import Id, Verdict
from claimdesk.store import assessments, claims
from claimdesk.store.store import Reader, Session
from store.conftest import Opener, Review
from store.world import do


def _shown(review: Review) -> dict[Id, int]:
    return {row.id: row.number for row in review.store.read(claims.rows)}


def _kept(review: Review) -> dict[Id, int]:
    numbers = {one: review.store.read(claims.number, one) for one in _shown(review)}
    assert review.store.read(claims.count) == len(numbers)
    return {one: number for one, number in numbers.items() if number}


def test_they_follow_each_edit(review: Review) -> None:
    assert _kept(review) == {review.first: 1, review.second: 2}
    third, change = review.store.run("Add", lambda session: claims.add(session, "A third."))
    assert _kept(review) == _shown(review) == {review.first: 1, review.second: 2, third: 3}
    change = review.store.revert(change)
    assert _kept(review) == _shown(review)
    assert review.store.read(claims.number, third) is None
    review.store.revert(change)
    removed = review.store.run("Remove", lambda session: claims.remove(session, [review.first]))
    assert _kept(review) == _shown(review) == {review.second: 1, third: 2}
    review.store.revert(removed[1])
    assert _kept(review) == _shown(review)

    def move(session: Session) -> None:
        session.action.write(("claim", third), {"position": "0"})

    do(review.store, move)
    assert _kept(review) == _shown(review) == {third: 1, review.first: 2, review.second: 3}
    do(review.store, claims.change, third, text="Reworded.")
    assert _kept(review) == _shown(review)


def test_an_edit_that_fails_leaves_them_as_they_were(review: Review) -> None:
    before = _kept(review)

    def edit(session: Session) -> None:
        third = claims.add(session, "A third.")
        assert session.numbers.of(third) == 3
        claims.remove(session, [review.first])
        assert session.numbers.of(third) == 2
        raise KeyError

    with pytest.raises(KeyError):
        review.store.run("Fail", edit)
    assert _kept(review) == _shown(review) == before


def test_very_many_new_claims_are_read_at_once(review: Review) -> None:
    _kept(review)

    def edit(session: Session) -> None:
        for number in range(60):
            claims.add(session, f"Claim {number}.")

    do(review.store, edit)
    assert _kept(review) == _shown(review)


def test_what_another_connection_writes_is_seen(review: Review) -> None:
    with Reader(review.path, viewer=None) as reader:
        assert reader.read(claims.count) == 2
        third = do(review.store, claims.add, "A third.")
        assert reader.read(claims.number, third) == 3


def test_a_claim_made_and_removed_in_one_edit_has_no_number(opened: Opener) -> None:
    store = opened()
    assert store.read(claims.count) == 0

    def edit(session: Session) -> Id:
        made = claims.add(session, "For a moment.")
        claims.remove(session, [made])
        return made

    assert store.read(claims.number, do(store, edit)) is None


def test_the_next_open_claim_is_behind_this_one_or_from_the_top(review: Review) -> None:
    def after(claim_id: Id | None) -> Id | None:
        row = review.store.read(claims.next_open, claim_id)
        return row.id if row else None

    third = do(review.store, claims.add, "A third.")
    assert after(review.first) == review.second
    assert after(review.second) == third
    assert after(third) == after(None) == review.second
    do(review.store, _decide, [review.second, third])
    assert after(None) is None
    assert after(third) is None


def _decide(session: Session, claim_ids: list[Id]) -> None:
    assessments.decide(session, claim_ids, Verdict.DENIED)
