"""Words are found in claims that are not written in ASCII alone, whatever was done to them."""

import pytest

from claimdesk.core.listing import ClaimFilter, ClaimOrder
from claimdesk.core.model import Id
from claimdesk.store import claims, listing
from claimdesk.store.store import Reader, Session
from store.conftest import Review
from store.world import do


def _found(reader: Reader, word: str) -> list[Id]:
    return reader.read(listing.ids, ClaimFilter(word), ClaimOrder())


def test_they_follow_each_edit_and_its_undoing(review: Review) -> None:
    store = review.store
    assert _found(store, "elan") == []
    _, changed = store.run(
        "Reword", lambda session: claims.change(session, review.second, text="Der Élan.")
    )
    assert _found(store, "elan") == [review.second]
    third = do(store, claims.add, "“Élan” it was.", claimant="Plain")
    do(store, claims.change, review.first, claimant="Ms Élan")
    assert _found(store, "elan") == [review.first, review.second, third]
    store.revert(changed)
    assert _found(store, "elan") == [review.first, third]
    do(store, claims.remove, [third])
    assert _found(store, "elan") == [review.first]
    do(store, claims.change, review.first, claimant="Ms Elan")
    assert _found(store, "élan") == _found(store, "elan") == [review.first]


def test_very_many_new_claims_are_read_at_once(review: Review) -> None:
    def add_some(session: Session) -> list[Id]:
        return [claims.add(session, f"Œuvre {number}.") for number in range(60)]

    assert _found(review.store, "oeuvre") == []
    added = do(review.store, add_some)
    assert _found(review.store, "oeuvre") == added


def test_what_another_connection_writes_is_seen(review: Review) -> None:
    with Reader(review.path, viewer=None) as reader:
        assert _found(reader, "київ") == []
        third = do(review.store, claims.add, "Київ is a city.")
        assert _found(reader, "київ") == [third]


def test_an_edit_sees_what_it_did_itself_and_leaves_nothing_when_it_fails(review: Review) -> None:
    def edit(session: Session) -> None:
        claims.change(session, review.first, text="Élan.")
        assert listing.ids(session, ClaimFilter("elan"), ClaimOrder()) == [review.first]
        claims.change(session, review.first, text="None.")
        assert listing.ids(session, ClaimFilter("elan"), ClaimOrder()) == []
        claims.change(session, review.first, text="Élan.")
        raise KeyError

    assert _found(review.store, "elan") == []
    with pytest.raises(KeyError):
        review.store.run("Fail", edit)
    assert _found(review.store, "elan") == []


def test_no_word_is_found_across_text_and_claimant(review: Review) -> None:
    do(review.store, claims.change, review.first, text="Élan", claimant="vital")
    assert _found(review.store, "elan vital") == [review.first]
    assert _found(review.store, "elanvital") == []
