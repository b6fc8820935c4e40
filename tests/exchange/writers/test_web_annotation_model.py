"""Every "must" of the Web Annotation Data Model (W3C, 2017) that concerns what is written."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from claimdesk.core.model import ReviewerRow
from claimdesk.exchange import review_files
from claimdesk.exchange.outgoing import Choice
from claimdesk.store.store import Store

from . import golden

Node = Mapping[str, Any]
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
    *("highlighting", "identifying", "linking", "moderating", "questioning", "replying"),
    "tagging",
}
TERMS = {
    *("@context", "id", "type", "label", "generator", "total", "first", "partOf", "startIndex"),
    *("items", "motivation", "body", "target", "purpose", "value", "source", "selector", "state"),
    *("exact", "prefix", "suffix", "start", "end", "cached", "sourceDate", "creator", "created"),
    *("name", "language"),
}
"""The words of the context that are used; all others need a prefix that it defines."""


@pytest.fixture
def sample(tmp_path: Path, me: ReviewerRow) -> Iterator[Store]:
    with golden.sample(tmp_path / "sample.claimdesk", me) as store:
        yield store


def listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def collection(one: Node) -> None:
    assert "http://www.w3.org/ns/anno.jsonld" in listed(one["@context"])
    assert isinstance(one["total"], int)
    assert one["total"] >= 0
    assert ("first" in one) == (one["total"] > 0)
    assert isinstance(one["label"], str)


def page(one: Node) -> None:
    assert IRI.fullmatch(one["partOf"])
    assert one["startIndex"] == 0
    assert one["items"]
    assert all("Annotation" in listed(item["type"]) for item in one["items"])


def annotation(one: Node) -> None:
    assert listed(one["target"])
    assert {*listed(one["motivation"])} <= MOTIVATIONS
    for body in listed(one["body"]):
        assert body["type"] in ("TextualBody", "SpecificResource")
        assert body["purpose"] in MOTIVATIONS
    if "created" in one:
        assert UTC.fullmatch(one["created"])
    assert len(listed(one.get("creator", {}))) == 1


def textual(one: Node) -> None:
    assert isinstance(one["value"], str)


def specific(one: Node) -> None:
    assert isinstance(one["source"], (str, dict))
    assert IRI.fullmatch(one["source"] if isinstance(one["source"], str) else one["source"]["id"])
    for selector in listed(one.get("selector", [])):
        assert selector["type"] in ("TextQuoteSelector", "TextPositionSelector")


def quote(one: Node) -> None:
    assert all(isinstance(one[name], str) for name in {"exact", "prefix", "suffix"} & one.keys())
    assert one["exact"]


def position(one: Node) -> None:
    assert 0 <= one["start"] <= one["end"]


def time_state(one: Node) -> None:
    assert {"cached", "sourceDate"} & one.keys()
    assert IRI.fullmatch(one.get("cached", "urn:none"))
    assert UTC.fullmatch(one.get("sourceDate", "2025-01-01T00:00:00Z"))


MUST: Mapping[str, Callable[[Node], None]] = {
    "AnnotationCollection": collection,
    "AnnotationPage": page,
    "Annotation": annotation,
    "TextualBody": textual,
    "SpecificResource": specific,
    "TextQuoteSelector": quote,
    "TextPositionSelector": position,
    "TimeState": time_state,
}
NAMED = ("AnnotationCollection", "AnnotationPage", "Annotation")


def check(data: object) -> None:
    if isinstance(data, list):
        for one in data:
            check(one)
    if isinstance(data, dict):
        assert {name for name in data if not name.startswith("dcterms:")} <= TERMS
        kind = data.get("type", "")
        assert kind not in NAMED or IRI.fullmatch(data["id"])
        if kind in MUST:
            MUST[kind](data)
        for value in data.values():
            check(value)


def test_what_is_written_is_what_the_model_says(sample: Store) -> None:
    check(json.loads(golden.written(sample, "web-annotation", golden.ALL)))


def test_a_collection_of_nothing_has_no_page_and_can_be_loaded(
    new_store: Callable[[], Store], tmp_path: Path
) -> None:
    data = golden.written(new_store(), "web-annotation", Choice())
    check(json.loads(data))
    assert json.loads(data)["total"] == 0
    (tmp_path / "in.jsonld").write_bytes(data)
    review = review_files.read(tmp_path / "in.jsonld")
    report = new_store().run("Load", lambda session: review_files.load_into(session, review))[0]
    assert not any(report.added.values())
