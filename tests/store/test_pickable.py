"""What is offered where a claim is to be picked: few of many, the best first."""

import pytest

from claimdesk.core.ids import new_id
from claimdesk.core.model import Id, ReadArticle
from claimdesk.store import articles, claims, passages, pickable
from claimdesk.store.store import Session, Store
from store.world import do

TEXTS = (
    *("The bridge was closed on Monday.", "The repair cost 3 million.", "Nobody was hurt."),
    "Die Schule am Hafen öffnet spät.",
    *(f"Ship {letter} left." for letter in "abcdefgh"),
)


@pytest.fixture
def known(store: Store) -> list[Id]:
    """Twelve claims in the order of the list."""
    return [do(store, claims.add, text, claimant="The Mayor" * (text[0] == "N")) for text in TEXTS]


def numbers(store: Store, typed: str = "", *best: Id, **more: object) -> list[int]:
    found = store.read(pickable.rows, typed, best, **more)  # type: ignore[arg-type]  # as they come
    return [row.number for row in found]


def test_the_best_come_first_and_then_the_list(store: Store, known: list[Id]) -> None:
    assert numbers(store) == list(range(1, 13))
    assert numbers(store, "", known[6], new_id(), known[1], known[6])[:4] == [7, 2, 1, 3]
    assert numbers(store, "ship", known[8], known[1]) == [9, 5, 6, 7, 8, 10, 11, 12]


def test_every_word_must_be_in_the_text_or_the_claimant(store: Store, known: list[Id]) -> None:
    assert numbers(store, "HURT may") == [3]
    assert numbers(store, "offnet spat") == [4]
    assert numbers(store, "öffnet ship") == []
    assert numbers(store, "%") == numbers(store, "zebra") == []


def test_a_number_finds_its_claim_first_then_those_it_begins(store: Store, known: list[Id]) -> None:
    assert numbers(store, "1") == [1, 10, 11, 12]
    assert numbers(store, "1", known[11]) == [1, 12, 10, 11]
    assert numbers(store, "#12") == [12]
    assert numbers(store, "3") == [3, 2]
    assert numbers(store, "3 million") == [2]
    assert numbers(store, "12 ship") == [12]
    assert numbers(store, "0") == numbers(store, "99") == []
    assert numbers(store, "1" * 2000) == []


def test_no_more_are_read_than_are_offered(store: Store, known: list[Id]) -> None:
    assert numbers(store, "", known[5], most=3) == [6, 1, 2]
    assert numbers(store, "ship", known[8], most=2) == [9, 5]
    assert numbers(store, "1", most=2) == [1, 10]
    assert numbers(store, "", *known, *known, most=3) == [1, 2, 3]


def test_some_can_be_left_out(store: Store, known: list[Id]) -> None:
    assert numbers(store, "", known[1], known[5], without=known[:5], most=3) == [6, 7, 8]
    assert numbers(store, "1", without=known[:1]) == [10, 11, 12]


def test_very_many_best_claims_are_asked_about_in_portions(
    store: Store, known: list[Id], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pickable, "_ONCE", 2)
    assert numbers(store, "ship", *reversed(known)) == list(range(12, 4, -1))


def test_what_was_found_is_narrowed_without_looking_at_the_others(
    store: Store, known: list[Id]
) -> None:
    some = [known[11], known[1], known[9]]
    found = [[row.number for row in store.read(pickable.among, t, some)] for t in ("", "ship", "1")]
    assert found == [[12, 2, 10], [12, 10], [12, 10]]
    assert [row.number for row in store.read(pickable.among, "10", some)] == [10]


def test_thousands_of_claims_are_found_by_words_and_number(store: Store) -> None:
    def add(session: Session) -> None:
        for number in range(1, 1001):
            claims.add(session, f"Ship {number} in harbour {number % 7}.")

    do(store, add)
    assert numbers(store, "harbour 999") == [999]
    assert len(numbers(store, "ship")) == len(numbers(store, "1")) == pickable.MOST


def test_the_claims_of_an_article_are_found_once_each(store: Store, known: list[Id]) -> None:
    version_id = None
    for title in ("A", "B"):
        article = do(store, articles.add, ReadArticle("It rained all day long.", title))
        row = store.read(articles.row, article)
        assert row is not None
        version_id = row.version_id
        for claim_id, start in ((known[3], 0), (known[1], 3), (known[3], 10)):
            passage = do(store, passages.mark, version_id, start, start + 5)
            do(store, passages.link, claim_id, passage)
        do(store, passages.mark, version_id, 1, 2)
    assert version_id is not None
    assert store.read(pickable.carried_by, version_id) == [known[1], known[3]]
    do(store, claims.remove, [known[1]])
    assert store.read(pickable.carried_by, version_id) == [known[3]]
