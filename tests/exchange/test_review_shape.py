"""The loader's checks and the JSON Schema must agree: every bad document is refused by both."""

import copy
import json
from collections.abc import Callable
from dataclasses import MISSING
from enum import StrEnum
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange.review_format import KINDS, keys
from claimdesk.exchange.review_shape import as_data, parse

SCHEMA_PATH = Path(__file__).parents[2] / "resources" / "schema" / "review-1.schema.json"
SCHEMA = json.loads(SCHEMA_PATH.read_bytes())
WHOLE = json.loads((Path(__file__).parents[1] / "data/review/whole.review.json").read_bytes())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
Edit = Callable[[dict[str, Any]], object]


def put(place: str, value: object) -> Edit:
    """Return an edit that sets ``claims.0.text`` and the like."""

    def edit(data: dict[str, Any]) -> None:
        *way, last = place.split(".")
        here: Any = data
        for step in way:
            here = here[int(step) if step.isdigit() else step]
        here[int(last) if last.isdigit() else last] = value

    return edit


def drop(place: str) -> Edit:
    def edit(data: dict[str, Any]) -> None:
        *way, last = place.split(".")
        here: Any = data
        for step in way:
            here = here[int(step) if step.isdigit() else step]
        del here[last]

    return edit


GOOD: list[Edit] = [
    put("version", 1.0),
    put("passages.0.start", 28.0),
    put("claims.0.priority", -3),
    put("claims.0.type", ""),
    put("claims.0.tags", []),
    put("links.0.voice", ""),
    put("evidence.1.confidential", False),
    put("claims.0.text", "x" * 1_000_000),
    put("articles.0.text", "x" * 1_000_001),
    put("notes.0.on", "claim: C1 "),
    *(drop(name) for name in KINDS),
    *(put(name, []) for name in KINDS),
]
BAD: list[tuple[Edit, str]] = [
    (put("claims.3.verdict", "denied"), "claims[3].verdict is not a key of the review format."),
    (put("extra", []), "extra is not a key of the review format."),
    (put("a\nb", []), "a�b is not a key of the review format."),
    (put("claims", {}), "claims must be a list."),
    (put("claims", None), "claims must be a list."),
    (put("claims.1", "C2"), "claims[1] must be an object."),
    (put("claims.1", None), "claims[1] must be an object."),
    (drop("claims.1.text"), "claims[1].text is missing."),
    (drop("links.2.claim"), "links[2].claim is missing."),
    (drop("assessments.0.verdict"), "assessments[0].verdict is missing."),
    (drop("coverage.0.reason"), "coverage[0].reason is missing."),
    (put("claims.1.text", " \n"), "claims[1].text must be a text of 1 to 1,000,000"),
    (put("claims.1.text", None), "claims[1].text must be a text"),
    (put("claims.1.text", 3), "claims[1].text must be a text"),
    (put("claims.1.text", "x" * 1_000_001), "claims[1].text must be a text of 1 to 1,000,000"),
    (put("claims.1.id", ""), "claims[1].id must be a text"),
    (put("claims.1.id", 2), "claims[1].id must be a text"),
    (put("claims.1.context", ["a"]), "claims[1].context must be a text"),
    (put("claims.1.claimant", "a\0b"), "claims[1].claimant must be a text"),
    (put("claims.1.claimant", "a\ud800"), "claims[1].claimant must be a text"),
    (put("claims.1.stage", "finished"), "claims[1].stage must be one of “open”, “in_progress”"),
    (put("claims.1.stage", ["open"]), "claims[1].stage must be one of"),
    (put("claims.1.type", {}), "claims[1].type must be one of"),
    (put("claims.1.tags", "a"), "claims[1].tags must be a list of texts"),
    (put("claims.1.tags", [1]), "claims[1].tags must be a list of texts"),
    (put("claims.1.tags", [" "]), "claims[1].tags must be a list of texts"),
    (put("claims.1.priority", "1"), "claims[1].priority must be a whole number"),
    (put("claims.1.priority", True), "claims[1].priority must be a whole number"),
    (put("claims.1.priority", 1.5), "claims[1].priority must be a whole number"),
    (put("claims.1.priority", 2**63), "claims[1].priority must be a whole number"),
    (put("claims.1.priority", -(10**400)), "claims[1].priority must be a whole number"),
    (put("passages.0.start", -1), "passages[0].start must be a whole number from 0"),
    (put("passages.0.end", 10**30), "passages[0].end must be a whole number from 0"),
    (put("passages.0.end", float("inf")), "passages[0].end must be a whole number from 0"),
    (put("passages.0.quote", ""), "passages[0].quote must be a text"),
    (put("evidence.1.confidential", 1), "evidence[1].confidential must be true or false"),
    (put("evidence.1.attachment", ""), "evidence[1].attachment must be a text"),
    (put("articles.0.sha256", "ABC"), "articles[0].sha256 must be a SHA-256"),
    (put("articles.0.sha256", "a" * 64 + "\n"), "articles[0].sha256 must be a SHA-256"),
    (put("articles.0.file", "second.txt"), "articles[0] must have either a file or a text"),
    (drop("articles.0.text"), "articles[0] must have either a file or a text"),
    (put("articles.0.text", "\n"), "articles[0].text must be a text that is not blank"),
    (put("assessments.0.verdict", ""), "assessments[0].verdict must be one of"),
    (put("assessments.0.because", "not_checkable"), "assessments[0] says why it is unverified"),
    (put("relations.0.kind", "likes"), "relations[0].kind must be one of"),
    (put("relations.0.from", ""), "relations[0].from must be a text"),
    (put("notes.0.on", "project:A"), "notes[0].on must be article:ID"),
    (put("notes.0.on", "claim"), "notes[0].on must be article:ID"),
    (put("notes.0.on", "claim: "), "notes[0].on must be article:ID"),
    (put("notes.0.body", "\t"), "notes[0].body must be a text"),
    (put("adjudications.0.because", "not_checkable"), "adjudications[0] says why it is unverified"),
    (put("articles.0.remarks", "a"), "articles[0].remarks must be a list of texts"),
    (put("articles.0.remarks", [" "]), "articles[0].remarks must be a list of texts"),
    (drop("checklist.0.text"), "checklist[0].text is missing."),
    (put("checks.0.done", "yes"), "checks[0].done must be true or false"),
]
ONLY_HERE: list[tuple[Edit, str]] = [
    (put("claims.1.id", "C1"), "claims[1] has the same id as claims[0]."),
    (put("claims.1.id", " C1 "), "claims[1] has the same id as claims[0]."),
    (put("links.3.passage", "P5"), "links[3] has the same claim and passage as links[2]."),
    (put("assessments.1.reviewer", "Ana Anić"), "assessments[1] has the same claim and reviewer"),
    (put("passages.0.end", 5), "passages[0] must end after its start."),
    (put("coverage.0.end", 0), "coverage[0] must end after its start."),
    (put("relations.0.to", "C1"), "relations[0] relates a claim to itself."),
    (put("dismissals.0.end", 1), "dismissals[0] must end after its start."),
]
"""What a schema cannot say."""


def edited(whole: dict[str, Any], edit: Edit) -> dict[str, Any]:
    data = copy.deepcopy(whole)
    edit(data)
    return data


@pytest.mark.parametrize("edit", GOOD)
def test_loader_and_schema_accept_the_same(whole: dict[str, Any], edit: Edit) -> None:
    data = edited(whole, edit)

    parse(data)
    VALIDATOR.validate(data)


@pytest.mark.parametrize(("edit", "sentence"), BAD)
def test_loader_and_schema_refuse_the_same(
    whole: dict[str, Any], edit: Edit, sentence: str
) -> None:
    data = edited(whole, edit)

    with pytest.raises(ReviewError) as caught:
        parse(data)

    assert caught.value.code is Code.BAD_REVIEW
    assert sentence in caught.value.sentence
    assert not VALIDATOR.is_valid(data)


@pytest.mark.parametrize(("edit", "sentence"), ONLY_HERE)
def test_the_loader_sees_what_no_schema_can(
    whole: dict[str, Any], edit: Edit, sentence: str
) -> None:
    with pytest.raises(ReviewError) as caught:
        parse(edited(whole, edit))

    assert caught.value.code is Code.BAD_REVIEW
    assert sentence in caught.value.sentence


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ([], Code.NOT_REVIEW),
        ("claimdesk-review", Code.NOT_REVIEW),
        ({}, Code.NOT_REVIEW),
        ({"format": "else", "version": 1}, Code.NOT_REVIEW),
        ({"format": "claimdesk-review"}, Code.NOT_REVIEW),
        ({"format": "claimdesk-review", "version": "1"}, Code.NOT_REVIEW),
        ({"format": "claimdesk-review", "version": True}, Code.NOT_REVIEW),
        ({"format": "claimdesk-review", "version": 0}, Code.NOT_REVIEW),
        ({"format": "claimdesk-review", "version": 2, "new": []}, Code.TOO_NEW),
        ({"format": "claimdesk-review", "version": 10**4000}, Code.TOO_NEW),
    ],
)
def test_what_is_no_review_of_this_version_is_told_apart(data: object, code: Code) -> None:
    with pytest.raises(ReviewError) as caught:
        parse(data)

    assert caught.value.code is code
    assert len(caught.value.sentence) < 150
    assert not VALIDATOR.is_valid(data)


def test_what_is_written_says_the_same_as_what_was_read(whole: dict[str, Any]) -> None:
    document = parse(whole)
    written = json.loads(json.dumps(as_data(document)))

    assert parse(written) == document
    VALIDATOR.validate(written)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def sentence_on(data: object) -> str:
    """Return what the loader says against it, or nothing."""
    try:
        parse(data)
    except ReviewError as error:
        return error.sentence
    return ""


@given(st.data())
def test_any_wrong_value_anywhere_is_a_sentence_to_both_and_never_a_crash(
    data: st.DataObject,
) -> None:
    name = data.draw(st.sampled_from(sorted(KINDS)))
    key = data.draw(st.sampled_from(sorted(keys(KINDS[name]))))
    review = edited(WHOLE, put(f"{name}.0.{key}", data.draw(values)))

    sentence = sentence_on(review)

    if not any(words in sentence for words in ("must end", "has the same", "relates")):
        assert VALIDATOR.is_valid(review) == (not sentence)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", KINDS)
def test_the_schema_declares_the_same_keys_as_the_program(name: str) -> None:
    reference = SCHEMA["properties"][name]["items"]["$ref"].rpartition("/")[2]
    item = SCHEMA["$defs"][reference]
    declared = keys(KINDS[name])

    assert list(item["properties"]) == list(declared)
    assert item["required"] == [key for key, part in declared.items() if part.default is MISSING]
    assert item["additionalProperties"] is False
    for key, part in declared.items():
        choices = part.metadata["rule"].read
        if isinstance(choices, type) and issubclass(choices, StrEnum):
            assert item["properties"][key]["enum"] == list(choices)
