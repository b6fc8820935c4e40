"""Markdown: everything of a claim that may leave the house, and nothing that is read as markup."""

import io
from collections.abc import Callable
from typing import Any

from claimdesk.exchange.formats import FORMATS
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.review_json import LoadReport
from claimdesk.exchange.writers.markdown import inline
from claimdesk.store.store import Store

Load = Callable[..., LoadReport]


def written(store: Store, *, reviewed: bool = False) -> str:
    stream = io.BytesIO()
    store.read(FORMATS["markdown"].stream, stream, Choice(reviewed=reviewed))
    return stream.getvalue().decode()


def test_signs_with_a_meaning_lose_it() -> None:
    assert inline("*so* [it] goes_on") == r"\*so\* \[it\] goes\_on"
    assert inline("- no list") == r"\- no list"
    assert inline("1. no number") == r"1\. no number"
    assert inline("two\n  lines") == "two lines"


def test_each_claim_comes_with_verdict_reason_evidence_and_passages(
    new_store: Callable[[], Store], load: Load, whole: dict[str, Any]
) -> None:
    store = new_store()
    load(store, whole)
    text = written(store)
    for number, claim in enumerate(whole["claims"], 1):
        assert f"## {number}. {inline(claim['text'])}" in text
    assert "Seen on the photo." in text
    assert "- Bo, denied: -- no" in text
    assert "- Bo, unverified: “Quoted”, and more" in text
    for link in whole["links"]:
        quote = next(one["quote"] for one in whole["passages"] if one["id"] == link["passage"])
        assert f"“{inline(quote)}”" in text


def test_confidential_evidence_stays_at_home(
    new_store: Callable[[], Store], load: Load, whole: dict[str, Any]
) -> None:
    for one in whole["evidence"]:
        one["confidential"] = True
        one["title"] = "Secret source"
    store = new_store()
    load(store, whole)
    assert "Secret source" not in written(store)


def test_only_reviewed_claims_unless_all_are_wanted(
    new_store: Callable[[], Store], load: Load, whole: dict[str, Any]
) -> None:
    store = new_store()
    load(store, whole)
    assert "Not reviewed yet" in written(store)
    assert "Not reviewed yet" not in written(store, reviewed=True)
