"""The sample review that comes with the program: sound, and showing all there is to show."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from claimdesk.core import resources
from claimdesk.core.model import Stance, Verdict
from claimdesk.core.text import normalise, trim
from claimdesk.exchange import readers, review_json
from claimdesk.store import claims, passages
from claimdesk.store.store import Store

SAMPLE = resources.path("samples", "sample.review.json")


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def texts(sample: dict[str, Any]) -> dict[str, str]:
    files = {article["id"]: SAMPLE.parent / article["file"] for article in sample["articles"]}
    return {name: normalise(readers.read_article(path)[0].text) for name, path in files.items()}


def test_the_sample_follows_the_schema(sample: dict[str, Any]) -> None:
    schema = resources.path("schema", "review-1.schema.json")
    jsonschema.validate(sample, json.loads(schema.read_text(encoding="utf-8")))


def test_every_quote_is_the_slice_of_its_article(
    sample: dict[str, Any], texts: dict[str, str]
) -> None:
    for article in sample["articles"]:
        assert hashlib.sha256(texts[article["id"]].encode()).hexdigest() == article["sha256"]
    for passage in sample["passages"]:
        text, start, end = texts[passage["article"]], passage["start"], passage["end"]
        assert passage["quote"] == text[start:end]
        assert passage["prefix"] == text[max(0, start - 32) : start]
        assert passage["suffix"] == text[end : end + 32]
        assert trim(text, start, end) == (start, end)


def test_the_sample_shows_all_verdicts_stances_and_claims_still_open(
    sample: dict[str, Any],
) -> None:
    decided = {assessment["claim"] for assessment in sample["assessments"]}
    assert {assessment["verdict"] for assessment in sample["assessments"]} == set(Verdict)
    assert {link["stance"] for link in sample["links"]} == set(Stance)
    assert 4 <= len(sample["claims"]) - len(decided) <= 5
    assert all(assessment["reason"] for assessment in sample["assessments"])
    assert all(
        bool(assessment.get("because")) is (assessment["verdict"] == "unverified")
        for assessment in sample["assessments"]
    )


def test_the_articles_hold_what_is_hard_to_show(texts: dict[str, str]) -> None:
    joined = "".join(texts.values())
    for piece in (
        "🚨🇫🇮",
        "👨‍👩‍👧‍👦",
        "Андрій Левченко",
        "لدينا ماء",
        "‘The report says close it",
        "“",
    ):
        assert piece in joined


def test_the_sample_loads_without_anything_to_report(
    sample: dict[str, Any], new_store: Callable[[], Store]
) -> None:
    store = new_store()
    review = review_json.read_review(SAMPLE)
    report, _ = store.run("Load review", lambda session: review_json.load(session, review))
    assert report.moved == report.missing == report.kept == ()
    rows = store.read(claims.rows)
    assert [row.text for row in rows] == [claim["text"] for claim in sample["claims"]]
    assert len(store.read(passages.rows)) == len(sample["passages"])
    assert len(store.read(passages.links)) == len(sample["links"])
