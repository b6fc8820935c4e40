"""Places that say again what a claim says: the same words, most of them, and what is no repeat."""

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReadArticle
from claimdesk.store import articles, claims, dismissals, repeats
from claimdesk.store.repeats import Repeat
from claimdesk.store.store import Store
from store.conftest import Review
from store.world import a_link, an_article, do, refusal

MORE = (
    "The storm went on. They wrote that “Ten people  were hurt” again.\n"
    "On Monday the old Halm bridge in Sarrow was closed for 37 barges, a paper wrote.\n"
    "On Monday the old Halm bridge in Sarrow was closed for 12 barges, a paper wrote."
)


def unwatched(_done: int, _total: int) -> None: ...


def found(store: Store) -> list[Repeat]:
    return repeats.find(store.read, unwatched)


def told(store: Store) -> list[tuple[int | None, str]]:
    return [
        (
            store.read(claims.number, one.claim_id),
            store.read(articles.text, one.version_id)[one.start : one.end],
        )
        for one in found(store)
    ]


@pytest.fixture
def store(review: Review) -> Store:
    """Return a project with a second article, and claim 3, which it repeats."""
    an_article(review.store, MORE, "Storm")
    do(review.store, claims.add, "The Halm bridge in Sarrow was closed for 37 barges on Monday.")
    return review.store


def test_the_same_words_are_found_with_their_exact_place(store: Store) -> None:
    exact = [one for one in found(store) if one.share == 1]
    assert told(store)[: len(exact)] == [(1, "Ten people  were hurt"), (2, "Ten people  were hurt")]


def test_most_of_the_words_are_enough_but_no_number_may_be_another(store: Store) -> None:
    third = [words for number, words in told(store) if number == 3]
    assert third == [MORE.split("\n")[1]]
    assert found(store)[-1].share < 1


def test_a_claim_of_few_words_repeats_nothing(store: Store) -> None:
    do(store, claims.add, "The storm.")
    assert [number for number, _ in told(store)] == [1, 2, 3]


def test_what_is_linked_or_dismissed_is_not_offered_again(store: Store) -> None:
    before = found(store)
    linked, other, dismissed = before
    version = linked.version_id
    a_link(store, linked.claim_id, version, "Ten people  were hurt")
    assert store.read(repeats.still_open, before) == found(store) == [other, dismissed]
    place = dismissed.claim_id, version, dismissed.start, dismissed.end
    do(store, dismissals.dismiss, *place)
    assert store.read(repeats.still_open, before) == found(store) == [other]
    do(store, dismissals.recall, *place)
    assert store.read(repeats.still_open, before) == [other, dismissed]
    do(store, claims.remove, [dismissed.claim_id])
    assert store.read(repeats.still_open, before) == [other]


def test_what_is_in_a_removed_article_is_no_repeat_any_more(store: Store) -> None:
    before = found(store)
    do(store, articles.remove, before[0].article_id)
    assert store.read(repeats.still_open, before) == []


def test_the_best_of_several_texts_of_a_claim_counts(store: Store) -> None:
    version = an_article(store, "Nobody there knows how many people were really hurt.", "Other")
    _, second = [one.claim_id for one in found(store) if one.share == 1]
    a_link(store, second, version, "how many people were really hurt")
    a_link(store, second, version, "Nobody there knows how many people were really hurt.")
    do(store, articles.add, ReadArticle("We ask how many people were really hurt there.", "More"))
    assert (2, "how many people were really hurt") in told(store)


def test_common_words_find_no_candidates(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "_EVERYWHERE", 0)
    assert found(store) == []


def test_the_search_tells_how_far_it_is_and_can_be_stopped(store: Store) -> None:
    ticks: list[tuple[int, int]] = []
    repeats.find(store.read, lambda done, total: ticks.append((done, total)))
    assert ticks == [(0, 2), (1, 2), (2, 2)]

    def stop(_done: int, _total: int) -> None:
        raise ReviewError(Code.CANCELLED, "Stopped.")

    refusal(lambda: repeats.find(store.read, stop), Code.CANCELLED)
