"""What the history may say: the form of values, patches and derived ids."""

from typing import Any

import pytest

from claimdesk.core.ids import derived_id, new_id
from claimdesk.core.model import Verdict
from claimdesk.store import records
from claimdesk.store.records import (
    CHILDREN,
    DERIVED,
    FIELDS,
    IMMUTABLE,
    LEVEL,
    MAX_TEXT,
    PARENTS,
    FormatError,
    canonical,
    check_patch,
    decode,
    encode,
    id_of,
    row_of,
)

ID = "00" * 16


def test_a_value_is_written_in_one_way_only() -> None:
    assert canonical({"b": 1, "a": ["é", None]}) == '{"a":["é",null],"b":1}'


def test_bytes_are_written_as_hexadecimal_digits_and_read_back() -> None:
    record_id = new_id()
    assert encode(record_id) == record_id.hex()
    assert decode("link", "claim_id", record_id.hex()) == record_id
    assert decode("claim", "article_id", None) is None
    assert decode("claim", "text", "00") == "00"
    assert encode(Verdict.DENIED) == "denied"
    assert type(encode(Verdict.DENIED)) is str


def test_the_id_of_a_link_follows_from_its_ends() -> None:
    claim, passage = new_id(), new_id()
    ends = {"passage_id": passage, "claim_id": claim}
    assert id_of("link", ends) == derived_id("link", claim, passage)
    relation = {"from_claim_id": claim, "to_claim_id": passage, "kind": "same"}
    assert id_of("claim_relation", relation) == derived_id(
        "claim_relation", claim, passage, b"same"
    )
    place = {"claim_id": claim, "article_version_id": passage, "start": 0, "end": 12}
    assert id_of("dismissal", place) == derived_id("dismissal", claim, passage, b"0", b"12")


def test_rules_speak_only_of_columns_that_are_there() -> None:
    for name, fields in (*IMMUTABLE.items(), *DERIVED.items()):
        assert set(fields) <= FIELDS[name].keys()
    assert all(set(DERIVED[name]) <= IMMUTABLE[name] for name in DERIVED)


def test_work_hangs_on_what_it_is_about_and_not_on_where_it_was_found_or_who_did_it() -> None:
    assert set(PARENTS["link"]) == {("claim", "claim_id"), ("passage", "passage_id")}
    assert PARENTS["claim"] == ()
    assert PARENTS["evidence"] == ()
    assert PARENTS["article"] == ()
    assert CHILDREN["reviewer"] == ()
    assert CHILDREN["claim_relation"] == ()
    assert set(CHILDREN["claim"]) == {
        *(("assessment", "claim_id"), ("adjudication", "claim_id"), ("link", "claim_id")),
        *(("claim_evidence", "claim_id"), ("claim_tag", "claim_id"), ("note", "claim_id")),
        *(("claim_relation", "from_claim_id"), ("claim_relation", "to_claim_id")),
        *(("claim_check", "claim_id"), ("assignment", "claim_id"), ("dismissal", "claim_id")),
    }


def test_what_hangs_on_something_comes_before_it() -> None:
    for name, ends in PARENTS.items():
        assert all(LEVEL[name] < LEVEL[parent] or name == parent for parent, _ in ends)
    assert list(LEVEL) == list(FIELDS)


def test_a_row_has_the_values_of_the_state_and_else_the_defaults() -> None:
    claim = new_id()
    row = dict(
        zip(("id", *FIELDS["tag"]), row_of("tag", claim, {"name": "x"}, deleted=1), strict=True)
    )
    assert row == {"id": claim, "deleted": 1, "name": "x", "color": ""}


def test_a_row_without_a_field_it_needs_is_invalid() -> None:
    with pytest.raises(FormatError, match="has no name"):
        row_of("tag", new_id(), {}, deleted=0)


@pytest.mark.parametrize(
    ("entity", "kind", "patch"),
    [
        ("claim", "put", {"text": "x", "priority": -(2**63), "article_id": None}),
        ("claim", "resolve", {"text": "x" * MAX_TEXT}),
        ("claim", "restore", {"deleted": 0}),
        ("claim", "delete", {"deleted": 1}),
        ("claim", "delete", {"deleted": 1, "seen": [ID, "11" * 16]}),
        ("article_version", "put", {"text_sha256": "ab" * 32}),
    ],
)
def test_a_fitting_patch_passes(entity: str, kind: str, patch: dict[str, Any]) -> None:
    check_patch(entity, kind, patch)


@pytest.mark.parametrize(
    ("entity", "kind", "patch"),
    [
        ("meta", "put", {}),
        ("claim", "put", ["text"]),
        ("claim", "put", {"txt": "x"}),
        ("claim", "put", {"deleted": 1}),
        ("claim", "put", {"text": None}),
        ("claim", "put", {"priority": None}),
        ("link", "put", {"claim_id": None}),
        ("claim", "put", {"text": 1}),
        ("claim", "put", {"text": "a\0b"}),
        ("claim", "put", {"text": "\ud800"}),
        ("claim", "put", {"text": "x" * (MAX_TEXT + 1)}),
        ("claim", "put", {"priority": True}),
        ("claim", "put", {"priority": 2**63}),
        ("claim", "put", {"priority": "1"}),
        ("claim", "put", {"article_id": "00" * 15}),
        ("claim", "put", {"article_id": "zz" * 16}),
        ("claim", "put", {"article_id": "AB" * 16}),
        ("article_version", "put", {"text_sha256": ID}),
        ("claim", "restore", {"deleted": 1}),
        ("claim", "restore", {"deleted": 0, "text": "x"}),
        ("claim", "delete", {"deleted": 0}),
        ("claim", "delete", {}),
        ("claim", "delete", {"deleted": 1, "text": "x"}),
        ("claim", "delete", {"deleted": 1, "seen": ID}),
        ("claim", "delete", {"deleted": 1, "seen": [1]}),
        ("claim", "delete", {"deleted": 1, "seen": ["11" * 16, ID]}),
        ("claim", "delete", {"deleted": 1, "seen": [ID, ID]}),
        ("claim", "delete", {"deleted": 1, "seen": ["0"]}),
    ],
)
def test_any_other_patch_is_a_finding(entity: str, kind: str, patch: object) -> None:
    with pytest.raises(FormatError):
        check_patch(entity, kind, patch)


def test_every_tracked_table_has_its_rules() -> None:
    assert records.FIELDS.keys() == records.PARENTS.keys() == records.CHILDREN.keys()
