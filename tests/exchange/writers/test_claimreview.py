"""ClaimReview: what schema.org and Google ask for, and nothing that was not decided."""

import copy
import io
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Stance
from claimdesk.exchange.formats import FORMATS
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.review_json import LoadReport
from claimdesk.exchange.writers.claimreview import numbered
from claimdesk.store import articles, claims, passages
from claimdesk.store.store import Session, Store

Load = Callable[..., LoadReport]
Node = dict[str, Any]


@pytest.fixture
def published(
    new_store: Callable[[], Store], load: Load, whole: dict[str, Any]
) -> Callable[..., Store]:
    """Make a project whose claims are published; given numbers are not."""

    def make(*unpublished: int) -> Store:
        data = copy.deepcopy(whole)
        for number, claim in enumerate(data["claims"], 1):
            there = number not in unpublished
            claim["published_url"] = f"https://example.org/check/{number}" if there else ""
        store = new_store()
        load(store, data)
        return store

    return make


def written(store: Store, name: str = "claimreview", choice: Choice | None = None) -> Any:
    stream = io.BytesIO()
    store.read(FORMATS[name].stream, stream, choice or Choice())
    return json.loads(stream.getvalue())


def only(store: Store, *numbers: int) -> Choice:
    rows = store.read(claims.rows)
    return Choice(claims=frozenset(row.id for row in rows if row.number in numbers))


def test_every_review_has_what_google_requires(published: Callable[..., Store]) -> None:
    found = written(published())

    assert len(found) == 3
    for review in found:
        assert review["@context"] == "https://schema.org"
        assert review["@type"] == "ClaimReview"
        assert review["claimReviewed"] == review["itemReviewed"]["text"]
        assert review["url"].startswith("https://example.org/check/")
        assert review["itemReviewed"]["@type"] == "Claim"
        assert review["reviewRating"]["@type"] == "Rating"
        assert review["reviewRating"]["alternateName"]
        assert review["author"]["name"]


PROPERTIES = {
    "ClaimReview": {
        *("@context", "@id", "url", "datePublished", "author", "claimReviewed", "reviewBody"),
        *("itemReviewed", "reviewRating", "citation", "keywords"),
    },
    "Claim": {
        *("@id", "text", "description", "author", "datePublished", "name", "appearance"),
    },
    "Rating": {
        *("alternateName", "ratingExplanation", "ratingValue", "bestRating", "worstRating"),
    },
    "CreativeWork": {
        *("url", "headline", "name", "author", "publisher", "datePublished", "inLanguage"),
        "archivedAt",
    },
    "DataFeed": {
        *("@context", "name", "description", "inLanguage", "dateModified", "dataFeedElement"),
    },
    "DataFeedItem": {"dateCreated", "item"},
    "Person": {"name"},
    "Organization": {"name"},
    "": {"name"},
}
"""What schema.org lists for each type, as far as it is written; somebody may be of no type."""
TYPES = {
    "author": {"Person", "Organization", ""},
    "publisher": {"Organization"},
    "itemReviewed": {"Claim"},
    "reviewRating": {"Rating"},
    "appearance": {"CreativeWork"},
    "citation": {"CreativeWork"},
    "dataFeedElement": {"DataFeedItem"},
    "item": {"ClaimReview"},
}
"""What schema.org expects as the value of a property that is a thing."""


def check(node: Node) -> None:
    kind = node.get("@type", "")
    assert node.keys() - {"@type"} <= PROPERTIES[kind], (kind, node.keys())
    for name, value in node.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                assert one.get("@type", "") in TYPES[name], (name, one)
                check(one)
            elif name.startswith("date"):
                assert datetime.fromisoformat(one), (name, one)
            elif name in ("url", "archivedAt"):
                assert one.startswith(("https://", "http://")), (name, one)


def test_every_property_is_one_schema_org_lists_for_its_type(
    published: Callable[..., Store],
) -> None:
    store = published()
    for review in written(store):
        check(review)
    check(written(store, "claimreview-feed"))


def test_a_claimant_is_an_organisation_only_if_known_and_never_a_person_by_guess(
    published: Callable[..., Store],
) -> None:
    store = published()
    first = store.read(claims.rows)[0].id
    store.run("Edit", lambda one: claims.change(one, first, claimant="the EXAMPLE"))
    review = written(store)[0]

    assert review["itemReviewed"]["author"] == {"@type": "Organization", "name": "the EXAMPLE"}
    assert review["author"]["@type"] == "Person"
    (appearance,) = review["itemReviewed"]["appearance"]
    assert appearance["author"] == {"name": "N. N."}
    assert appearance["publisher"] == {"@type": "Organization", "name": "The Example"}


def test_what_is_no_date_and_no_address_of_the_web_is_left_out(
    published: Callable[..., Store],
) -> None:
    store = published()
    first = store.read(claims.rows)[0].id
    (article,) = [one for one in store.read(articles.rows) if one.title.startswith("Flags")]

    def spoil(session: Session) -> None:
        claims.change(session, first, said_on="last spring")
        articles.change(session, article.id, source_url="file:///a", published="3 December")

    store.run("Edit", spoil)
    claim = written(store)[0]["itemReviewed"]
    assert "datePublished" not in claim
    assert not {"url", "datePublished"} & claim["appearance"][0].keys()


def test_numbers_say_confirmed_or_denied_and_unverified_has_none(
    published: Callable[..., Store],
) -> None:
    confirmed, unverified, denied = (one["reviewRating"] for one in written(published()))

    assert (confirmed["alternateName"], confirmed["ratingValue"]) == ("Confirmed", 5)
    assert (denied["alternateName"], denied["ratingValue"]) == ("Denied", 1)
    assert (denied["bestRating"], denied["worstRating"]) == (5, 1)
    assert unverified["alternateName"] == "Unverified: not checkable"
    assert not {"ratingValue", "bestRating", "worstRating"} & unverified.keys()


def test_a_claim_says_who_said_it_when_and_where_it_appeared(
    published: Callable[..., Store],
) -> None:
    review = written(published())[0]
    claim = review["itemReviewed"]

    assert claim["author"] == {"name": "Mayor's office"}
    assert (claim["datePublished"], claim["name"]) == ("2025-03-03", "press release")
    (appearance,) = claim["appearance"]
    assert (appearance["url"], appearance["headline"]) == (
        *("https://example.org/bridge", "Flags over the bridge"),
    )
    assert review["reviewBody"] == review["reviewRating"]["ratingExplanation"]
    assert review["citation"][0]["url"] == "https://example.org/letter"
    assert review["keywords"] == "bridge, Не тег"


def test_a_text_that_only_disputes_a_claim_is_no_appearance(
    published: Callable[..., Store],
) -> None:
    store = published()
    links = [row.id for row in store.read(passages.links)]
    store.run("Edit", lambda one: passages.change_links(one, links, stance=Stance.DISPUTES))

    assert all("appearance" not in one["itemReviewed"] for one in written(store))


def test_one_review_is_an_object_and_several_are_a_list(published: Callable[..., Store]) -> None:
    store = published()

    assert written(store, choice=only(store, 3))["@type"] == "ClaimReview"
    assert isinstance(written(store, choice=only(store, 1, 3)), list)


def test_a_feed_holds_all_reviews_as_its_items(published: Callable[..., Store]) -> None:
    store = published()
    feed = written(store, "claimreview-feed")

    assert (feed["@context"], feed["@type"]) == ("https://schema.org", "DataFeed")
    items = [one["item"][0] for one in feed["dataFeedElement"]]
    assert items == [{k: v for k, v in one.items() if k != "@context"} for one in written(store)]
    assert feed["dateModified"] == max(one["dateCreated"] for one in feed["dataFeedElement"])


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        ((2,), "Claim 2 has no address where the review is published; ClaimReview needs it."),
        ((1, 3, 4), "Claims 1 and 3 have no address where the review is published;"),
    ],
)
def test_claims_that_are_not_published_are_refused_by_number(
    published: Callable[..., Store], lacking: tuple[int, ...], words: str
) -> None:
    with pytest.raises(ReviewError) as caught:
        written(published(*lacking))

    assert caught.value.code is Code.MISSING
    assert caught.value.sentence.startswith(words)


def test_many_numbers_are_cut_short() -> None:
    assert numbered([7]) == "7"
    assert numbered(list(range(1, 15))) == "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 2 more"


def test_what_is_not_reviewed_is_not_announced(published: Callable[..., Store]) -> None:
    assert len(written(published(), choice=Choice(reviewed=False))) == 3


def test_long_claims_are_named(published: Callable[..., Store]) -> None:
    store = published()
    first = store.read(claims.rows)[0].id
    store.run("Edit", lambda session: claims.change(session, first, text="long " * 20))

    remarks = store.read(FORMATS["claimreview"].write, store.path.with_name("a.jsonld")).remarks

    assert remarks == ("Worded in 75 characters or more, which Google advises against: 1.",)
