"""Texts for labelling tools: every label stands on the words of its passage."""

import io
import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from claimdesk.exchange.formats import FORMATS
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.review_json import LoadReport
from claimdesk.store import articles, passages
from claimdesk.store.store import Store

Load = Callable[..., LoadReport]


@pytest.fixture
def loaded(new_store: Callable[[], Store], load: Load, whole: dict[str, Any]) -> Store:
    store = new_store()
    load(store, whole)
    return store


def lines(store: Store, name: str) -> list[dict[str, Any]]:
    stream = io.BytesIO()
    store.read(FORMATS[name].stream, stream, Choice(reviewed=False))
    text = stream.getvalue().decode()
    if name == "label-studio":
        tasks: list[dict[str, Any]] = json.loads(text)
        return tasks
    return [json.loads(line) for line in text.splitlines()]


def quotes(store: Store) -> list[str]:
    return sorted(row.quote for row in store.read(passages.links))


def test_doccano_labels_stand_on_the_quotes(loaded: Store) -> None:
    found = lines(loaded, "doccano")

    assert len(found) == len(loaded.read(articles.rows))
    labelled = {(line["text"][s:e], label) for line in found for s, e, label in line["label"]}
    assert {quote for quote, _ in labelled} == set(quotes(loaded))
    assert {label for _, label in labelled} == {
        *("Confirmed", "Denied", "Unverified", "Not reviewed yet"),
    }


def test_doccano_lines_have_the_shape_its_parser_wants(loaded: Store) -> None:
    for line in lines(loaded, "doccano"):
        assert isinstance(line["text"], str)
        assert not {"filename", "upload_name", "example_uuid", "#line_number"} & line.keys()
        for start, end, label in line["label"]:
            assert 0 <= start < end <= len(line["text"])
            assert label


def test_label_studio_regions_have_the_shape_its_validation_wants(loaded: Store) -> None:
    controls = {"verdict": "labels", "claim": "textarea"}
    words = {"Confirmed", "Denied", "Unverified", "Not reviewed yet"}
    for task in lines(loaded, "label-studio"):
        assert task["data"]["text"]
        for region in (one for made in task["annotations"] for one in made["result"]):
            value = region["value"]
            assert region["type"] == controls[region["from_name"]]
            assert region["to_name"] == "text"
            assert 0 <= value["start"] < value["end"] <= len(task["data"]["text"])
            if region["type"] == "labels":
                assert {*value["labels"]} <= words
            else:
                assert all(isinstance(one, str) for one in value["text"])


def test_doccano_names_each_claim_of_a_stretch(loaded: Store) -> None:
    found = lines(loaded, "doccano")

    said = [line["text"][one["start"] : one["end"]] for line in found for one in line["claims"]]
    assert sorted(said) == quotes(loaded)
    assert found[0]["title"] == "Flags over the bridge"


def test_label_studio_regions_stand_on_the_quotes(loaded: Store) -> None:
    found = lines(loaded, "label-studio")
    regions = [
        (line["data"]["text"], one)
        for line in found
        for annotation in line["annotations"]
        for one in annotation["result"]
    ]

    for text, one in regions:
        value = one["value"]
        assert text[value["start"] : value["end"]] in quotes(loaded)
        assert one["to_name"] == "text"
    labels = [one for _, one in regions if one["type"] == "labels"]
    words = [one for _, one in regions if one["type"] == "textarea"]
    assert sorted(one["value"]["text"] for one in labels) == quotes(loaded)
    assert {one["id"] for one in labels} == {one["id"] for one in words}
    assert "1. The mayor’s office holds the bridge." in {one["value"]["text"][0] for one in words}


def test_an_article_without_passages_has_no_annotation(loaded: Store) -> None:
    for row in loaded.read(passages.rows):
        loaded.run("Remove", partial(passages.remove, passage_id=row.id))

    assert [line["annotations"] for line in lines(loaded, "label-studio")] == [[], []]
    assert [line["label"] for line in lines(loaded, "doccano")] == [[], []]


def test_a_project_without_articles_is_an_empty_list(new_store: Callable[[], Store]) -> None:
    assert lines(new_store(), "label-studio") == []
    assert lines(new_store(), "doccano") == []
