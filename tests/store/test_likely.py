"""Which claims a text is likely to say, and that the index follows every edit."""

import random
from collections.abc import Callable
from functools import partial

import pytest

from claimdesk.core.change import Change
from claimdesk.core.model import Id
from claimdesk.store import articles, claims, passages, touched
from claimdesk.store import likely as likely_module
from claimdesk.store.likely import SAME, LikelyClaims
from claimdesk.store.store import Session, Store
from store.conftest import Review
from store.world import do


def index_of(store: Store) -> LikelyClaims:
    made = LikelyClaims()
    made.refresh(store.read)
    return made


def ids(likely: LikelyClaims, text: str, **how: object) -> list[Id]:
    return [one.claim_id for one in likely.ranked(text, **how)]  # type: ignore[arg-type]  # passed on


def run(store: Store, likely: LikelyClaims, edit: Callable[[Session], object]) -> Change:
    _, change = store.run("Edit", edit)
    likely.note(change)
    return change


def test_a_claim_is_found_by_its_words_and_by_those_of_its_passages(review: Review) -> None:
    likely = index_of(review.store)
    assert ids(likely, "They are closing bridges!")[0] == review.first
    assert set(ids(likely, "ten people")) == {review.first, review.second}
    assert ids(likely, "on Monday") == [review.first]
    assert ids(likely, "on Monday", without=[review.own]) == []
    assert ids(likely, "zebra") == []
    assert ids(likely, "it is the") == []


def test_other_forms_and_misspellings_are_found(review: Review) -> None:
    store = review.store
    city = do(store, claims.add, "Покровськ захоплено.")
    likely = index_of(store)
    assert ids(likely, "у Покровську нічого не захопили", most=1) == [city]
    assert ids(likely, "Pokrowsk brigde cloosed", most=1) == [review.first]


def test_the_share_says_how_much_is_the_same(review: Review) -> None:
    likely = index_of(review.store)
    (same, *_) = likely.ranked("The bridge was closed!")
    assert (same.claim_id, same.share) == (review.first, 1)
    (less, *_) = likely.ranked("A bridge far away costs too much money")
    assert less.share < SAME


def test_nothing_is_found_before_the_index_is_made_and_after_it_is_closed(review: Review) -> None:
    likely = LikelyClaims()
    assert not likely.is_made
    assert likely.ranked("bridge") == []
    likely.refresh(review.store.read)
    assert likely.is_made
    likely.close()
    assert not likely.is_made
    likely.close()


def test_the_index_follows_edits_and_their_undoing(review: Review) -> None:
    store, likely = review.store, index_of(review.store)
    likely.refresh(store.read)
    run(store, likely, lambda session: claims.add(session, "A zebra escaped."))
    likely.refresh(store.read)
    (zebra,) = ids(likely, "zebra")
    run(store, likely, lambda session: claims.change(session, zebra, text="A lion escaped."))
    run(store, likely, lambda session: passages.unlink(session, review.first, review.own))
    likely.refresh(store.read)
    assert ids(likely, "zebra") == ids(likely, "on Monday") == []
    assert ids(likely, "lions") == [zebra]
    removed = run(store, likely, lambda session: claims.remove(session, [zebra]))
    likely.refresh(store.read)
    assert ids(likely, "lions") == []
    likely.note(store.revert(removed))
    likely.refresh(store.read)
    assert ids(likely, "lions") == [zebra]


def test_after_much_was_changed_all_is_read_again(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, likely = review.store, index_of(review.store)
    (article,) = store.read(articles.ids)
    run(store, likely, lambda session: articles.remove(session, article))
    likely.refresh(store.read)
    assert ids(likely, "on Monday") == []
    monkeypatch.setattr(touched, "MOST", 0)
    run(store, likely, lambda session: claims.change(session, review.second, text="A zebra."))
    likely.refresh(store.read)
    assert ids(likely, "zebra") == [review.second]


def test_an_index_that_could_not_be_read_whole_is_made_again(review: Review) -> None:
    likely, store = LikelyClaims(), review.store

    def fail(_query: object) -> None:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        likely.refresh(fail)
    assert not likely.is_made
    likely.refresh(store.read)
    assert likely.is_made
    assert ids(likely, "closed bridge", most=1) == [review.first]


def test_the_making_of_an_index_can_be_stopped(review: Review) -> None:
    likely, store = LikelyClaims(), review.store
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        raise InterruptedError

    with pytest.raises(InterruptedError):
        likely.refresh(store.read, stop)
    assert told == [(0, 5)]
    assert not likely.is_made
    likely.refresh(store.read, lambda *one: told.append(one))
    assert likely.is_made


def test_an_index_of_which_much_was_changed_is_not_ready_until_it_is_made_again(
    review: Review,
) -> None:
    store, likely = review.store, index_of(review.store)
    (article,) = store.read(articles.ids)
    run(store, likely, lambda session: claims.change(session, review.first, text="A zebra."))
    assert likely.is_made
    run(store, likely, lambda session: articles.remove(session, article))
    assert not likely.is_made
    likely.refresh(store.read)
    assert likely.is_made


def test_following_is_the_same_as_reading_all(review: Review) -> None:
    store, likely, chance = review.store, index_of(review.store), random.Random(3)
    words = ["bridge", "closed", "zebra", "lions", "people", "mayor", "Покровську"]
    for _ in range(40):
        there = [row.id for row in store.read(claims.rows)]
        text = " ".join(chance.choices(words, k=4))
        edits: list[Callable[[Session], object]] = [partial(claims.add, text=text)]
        if there:
            one = chance.choice(there)
            edits.append(partial(claims.change, claim_id=one, text=text))
            edits.append(partial(claims.remove, claim_ids=[one]))
            edits.append(partial(quote, version_id=review.version_id, claim_id=one))
        run(store, likely, chance.choice(edits))
    likely.refresh(store.read)
    anew = index_of(store)
    for word in words:
        assert {(one.claim_id, one.share) for one in likely.ranked(word)} == {
            (one.claim_id, one.share) for one in anew.ranked(word)
        }


def quote(session: Session, version_id: Id, claim_id: Id) -> None:
    passage_id = passages.mark(session, version_id, 0, len("The bridge"))
    passages.link(session, claim_id, passage_id)


def test_frequent_words_are_not_asked_for_where_rare_ones_say_enough(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(session: Session) -> list[Id]:
        for number in range(40):
            claims.add(session, f"Budget vote {number}.")
        return [
            claims.add(session, f"A {beast} saw the budget vote.")
            for beast in ("zebra", "walrus", "ferret")
        ]

    beasts = do(review.store, fill)
    monkeypatch.setattr(likely_module, "_TEXTS", 20)
    likely = index_of(review.store)
    asked = "zebra, walrus, ferret: budget vote"
    assert sorted(ids(likely, asked)) == beasts
    assert len(ids(likely, "budget vote")) == 43


def test_a_word_that_nobody_used_is_found_once_somebody_does(review: Review) -> None:
    store, likely = review.store, index_of(review.store)
    assert ids(likely, "An okapi") == []
    run(store, likely, lambda session: claims.add(session, "An okapi escaped."))
    likely.refresh(store.read)
    assert len(ids(likely, "An okapi")) == 1
