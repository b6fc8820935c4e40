"""Claims: the list and its filter, the record, tags and relations."""

import pytest

from claimdesk.core.apparatus import RelationRow
from claimdesk.core.ids import new_id
from claimdesk.core.model import (
    Agreement,
    Because,
    ClaimDetail,
    ClaimRow,
    ClaimType,
    Id,
    RelationKind,
    Stage,
    Verdict,
)
from claimdesk.store import (
    articles,
    assessments,
    claims,
    file,
    passages,
    relations,
)
from store.conftest import Opener, Review
from store.world import a_link, do, refusal, sql, tables


def test_a_line_of_the_list_shows_the_claim_and_its_leading_verdict(review: Review) -> None:
    first, second = review.store.read(claims.rows)
    assert first == ClaimRow(
        id=review.first,
        number=1,
        text="The bridge was closed.",
        claimant="The paper",
        stage=Stage.OPEN,
        passages=2,
        verdict=Verdict.CONFIRMED,
        because=Because.NOT_SAID,
        reason="",
        as_of=first.as_of,
        reviewer="Nina Marsh",
        decided_ms=first.decided_ms,
        agreement=Agreement.SINGLE,
    )
    assert second == ClaimRow(
        id=review.second,
        number=2,
        text="Ten people were hurt.",
        claimant="",
        stage=Stage.OPEN,
        passages=1,
        verdict=None,
        because=Because.NOT_SAID,
        reason="",
        as_of="",
        reviewer="",
        decided_ms=None,
        agreement=Agreement.NOT_REVIEWED,
    )
    assert type(first.stage) is Stage
    assert type(first.agreement) is Agreement
    assert type(second.because) is Because
    assert review.store.read(claims.row, review.second) == second
    assert review.store.read(claims.row, Id(b"?" * 16)) is None


def test_numbers_are_places_in_the_whole_list(opened: Opener) -> None:
    store = opened()
    ids = [do(store, claims.add, f"Claim {number}") for number in range(130)]
    rows = store.read(claims.rows)
    assert [row.number for row in rows] == list(range(1, 131))
    assert [row.id for row in rows] == ids
    do(store, claims.remove, ids[:100])
    assert [row.number for row in store.read(claims.rows)] == list(range(1, 31))
    number = store.read(claims.row, ids[100])
    assert number is not None
    assert number.number == 1


def test_all_fields_of_a_claim_are_kept(opened: Opener) -> None:
    store = opened()
    claim_id = do(
        store,
        claims.add,
        "  What is claimed ",
        context="Context",
        claimant="Ann",
        said_on="2024-05",
        said_where="Radio",
        claim_type=ClaimType.NUMERICAL,
        stage=Stage.IN_PROGRESS,
        published_url="https://example.org",
        priority=3,
        recheck_on="2024-06",
    )
    expected = ClaimDetail(
        id=claim_id,
        article_id=None,
        text="What is claimed",
        context="Context",
        claimant="Ann",
        said_on="2024-05",
        said_where="Radio",
        claim_type=ClaimType.NUMERICAL,
        stage=Stage.IN_PROGRESS,
        published_url="https://example.org",
        priority=3,
        recheck_on="2024-06",
    )
    assert store.read(claims.detail, claim_id) == expected
    assert store.read(claims.details) == [expected]
    assert store.read(claims.detail, Id(b"?" * 16)) is None
    do(store, claims.change, claim_id, text=" Better ", stage=Stage.DONE, priority=0)
    changed = store.read(claims.detail, claim_id)
    assert changed is not None
    assert (changed.text, changed.stage, changed.priority) == ("Better", Stage.DONE, 0)


def test_a_claim_belongs_to_the_article_it_was_found_in(review: Review) -> None:
    article_id = review.store.read(articles.rows)[0].id
    claim_id = do(review.store, claims.add, "New", article_id=article_id)
    found = review.store.read(claims.detail, claim_id)
    assert found is not None
    assert found.article_id == article_id


def test_a_claim_that_says_nothing_is_refused(review: Review) -> None:
    before = tables(review.path)
    refusal(lambda: do(review.store, claims.add, " \n"))
    refusal(lambda: do(review.store, claims.change, review.first, text=""))
    assert tables(review.path) == before


def test_a_field_that_claims_do_not_have_is_a_bug(review: Review) -> None:
    with pytest.raises(TypeError, match="no such field: colour, position"):
        do(review.store, claims.add, "New", colour="red", position="a1")
    with pytest.raises(TypeError, match="no such field"):
        do(review.store, claims.change, review.first, deleted=1)


def test_a_claim_with_an_identity_is_added_once_and_comes_back(review: Review) -> None:
    assert do(review.store, claims.add, "Other", claim_id=review.first) == review.first
    assert review.store.read(claims.rows)[0].text == "The bridge was closed."
    do(review.store, claims.remove, [review.first])
    do(review.store, claims.add, "Other", claim_id=review.first)
    texts = [row.text for row in review.store.read(claims.rows)]
    assert texts == ["Other", "Ten people were hurt."]


def test_claimants_are_listed_once_each(review: Review) -> None:
    for name in ("Zoe", "Ann", "Ann", ""):
        do(review.store, claims.add, "New", claimant=name)
    assert review.store.read(claims.claimants) == ["Ann", "The paper", "Zoe"]


def test_removed_claims_take_the_passages_only_they_use_along(review: Review) -> None:
    do(review.store, claims.remove, [review.first])
    assert [row.id for row in review.store.read(passages.rows)] == [review.shared]
    do(review.store, claims.remove, [review.second])
    assert review.store.read(passages.rows) == []
    assert review.store.read(passages.links) == []
    assert review.store.read(assessments.rows) == []
    file.check(review.path)


def test_claims_removed_together_take_the_passages_they_share_along(review: Review) -> None:
    do(review.store, claims.remove, [review.first, review.second])
    assert review.store.read(passages.rows) == []
    assert review.store.read(claims.rows) == []


def test_removing_nothing_is_allowed_and_removing_twice_refused(review: Review) -> None:
    do(review.store, claims.remove, [])
    do(review.store, claims.remove, [review.first])
    refusal(lambda: do(review.store, claims.remove, [review.first]))
    refusal(lambda: do(review.store, claims.remove, [review.second, review.second]))
    refusal(lambda: do(review.store, claims.change, review.first, text="x"))
    assert len(review.store.read(claims.rows)) == 1


def test_a_lonely_passage_in_a_removed_article_goes_with_its_claim_too(review: Review) -> None:
    do(review.store, articles.remove, review.store.read(articles.rows)[0].id)
    do(review.store, claims.remove, [review.first])
    left = sql(review.path, "SELECT id FROM passage WHERE deleted=0")
    assert left == [(review.shared,)]
    file.check(review.path)


def test_passages_in_removed_articles_are_not_counted(review: Review) -> None:
    do(review.store, articles.remove, review.store.read(articles.rows)[0].id)
    assert [row.passages for row in review.store.read(claims.rows)] == [0, 0]


# --- tags --------------------------------------------------------------------------------------


def _tags(review: Review, claim_id: Id | None = None) -> list[tuple[Id, str]]:
    return [(row.claim_id, row.name) for row in review.store.read(claims.tags, claim_id)]


def test_a_claim_has_exactly_the_tags_it_was_given(review: Review) -> None:
    first, second = review.first, review.second
    do(review.store, claims.set_tags, first, [" war ", "bridge", "", "war"])
    do(review.store, claims.set_tags, second, ["war"])
    assert _tags(review, first) == [(first, "bridge"), (first, "war")]
    assert sorted(_tags(review)) == sorted([(first, "bridge"), (first, "war"), (second, "war")])
    do(review.store, claims.set_tags, first, ["war", "city"])
    assert _tags(review, first) == [(first, "city"), (first, "war")]
    assert review.store.read(claims.tag_names) == ["bridge", "city", "war"]
    do(review.store, claims.set_tags, first, ["bridge"])
    assert _tags(review, first) == [(first, "bridge")]
    file.check(review.path)


def test_giving_the_same_tags_again_writes_nothing(review: Review) -> None:
    do(review.store, claims.set_tags, review.first, ["a", "b"])
    _, change = review.store.run("Tag", lambda s: claims.set_tags(s, review.first, ["b", "a"]))
    assert not change


def test_tags_of_a_removed_claim_are_not_listed(review: Review) -> None:
    do(review.store, claims.set_tags, review.second, ["a"])
    do(review.store, claims.remove, [review.second])
    assert _tags(review) == []
    refusal(lambda: do(review.store, claims.set_tags, review.second, ["b"]))


# --- relations ---------------------------------------------------------------------------------


def test_claims_stand_in_relations_in_the_order_of_the_list(review: Review) -> None:
    third = do(review.store, claims.add, "Third")
    do(review.store, relations.relate, third, review.first, RelationKind.REPORTS)
    do(review.store, relations.relate, review.first, third, RelationKind.SAME)
    do(review.store, relations.relate, review.first, review.second, RelationKind.SUPPORTS)
    do(review.store, relations.relate, review.first, review.second, RelationKind.CAUSES)
    for _ in range(2):
        do(review.store, relations.relate, review.first, review.second, RelationKind.CAUSES)
    assert review.store.read(relations.rows) == [
        RelationRow(review.first, review.second, RelationKind.CAUSES),
        RelationRow(review.first, review.second, RelationKind.SUPPORTS),
        RelationRow(review.first, third, RelationKind.SAME),
        RelationRow(third, review.first, RelationKind.REPORTS),
    ]
    do(review.store, claims.remove, [review.second])
    assert len(review.store.read(relations.rows)) == 2
    file.check(review.path)


def test_a_relation_needs_two_claims(review: Review) -> None:
    kind = RelationKind.SAME
    refusal(lambda: do(review.store, relations.relate, review.first, review.first, kind))
    refusal(lambda: do(review.store, relations.relate, review.first, new_id(), kind))
    refusal(lambda: do(review.store, relations.relate, new_id(), review.first, kind))


def test_a_passage_in_two_articles_is_counted_twice(review: Review) -> None:
    from_other = do(review.store, claims.add, "Third")
    a_link(review.store, from_other, review.version_id, "the police said")
    a_link(review.store, from_other, review.version_id, "nobody died")
    row = review.store.read(claims.row, from_other)
    assert row is not None
    assert row.passages == 2
