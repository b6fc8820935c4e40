"""Evidence: sources, what they do to claims, and the bytes attached to them."""

import hashlib

import pytest

from claimdesk.core.ids import new_id
from claimdesk.core.model import (
    ClaimEvidenceRow,
    EvidenceKind,
    EvidenceRow,
    EvidenceStance,
    Id,
)
from claimdesk.store import claims, evidence, file
from store.conftest import Review
from store.world import do, refusal, sql


def test_all_that_is_known_about_a_source_is_kept(review: Review) -> None:
    expected = EvidenceRow(
        id=new_id(),
        kind=EvidenceKind.DOCUMENT,
        title="Report",
        publisher="City",
        published="2024-01-02",
        url="https://example.org",
        archive_url="https://archive.example",
        citation="p. 3",
        quote="closed",
        accessed="2024-02-01",
        interest="owns the bridge",
        confidential=True,
        passage_id=review.own,
        attachment_sha256=hashlib.sha256(b"%PDF").digest(),
        attachment_name="report.pdf",
        attachment_type="application/pdf",
    )
    given = {name: getattr(expected, name) for name in evidence.FIELDS}
    do(review.store, evidence.add, evidence_id=expected.id, attachment=b"%PDF", **given)
    assert review.store.read(evidence.rows) == [expected]
    row = review.store.read(evidence.rows)[0]
    assert type(row.confidential) is bool
    assert type(row.kind) is EvidenceKind
    assert row.attachment_sha256 is not None
    assert review.store.read(evidence.attachment, row.attachment_sha256) == b"%PDF"
    file.check(review.path)


def test_a_source_needs_nothing_but_to_be_there(review: Review) -> None:
    first = do(review.store, evidence.add)
    second = do(review.store, evidence.add, title="Second")
    rows = review.store.read(evidence.rows)
    assert [row.id for row in rows] == [first, second]
    assert rows[0].kind is EvidenceKind.WEB
    assert (rows[0].confidential, rows[0].attachment_sha256, rows[0].passage_id) == (
        False,
        None,
        None,
    )
    with pytest.raises(TypeError, match="no such field: colour"):
        do(review.store, evidence.add, colour="red")


def test_a_source_with_an_identity_is_added_once(review: Review) -> None:
    one = new_id()
    for title in ("First", "Second"):
        assert do(review.store, evidence.add, evidence_id=one, title=title) == one
    assert [row.title for row in review.store.read(evidence.rows)] == ["First"]


def test_the_same_attachment_is_kept_once(review: Review) -> None:
    before = sql(review.path, "SELECT count(*) FROM content")[0][0]
    for _ in range(2):
        do(review.store, evidence.add, attachment=b"\0\1\2")
    assert sql(review.path, "SELECT count(*) FROM content")[0][0] == before + 1


def test_a_source_is_joined_with_claims_once_each(review: Review) -> None:
    source = do(review.store, evidence.add, title="Report")
    other = do(review.store, evidence.add, title="Call")
    do(review.store, evidence.join, review.second, source, EvidenceStance.REFUTES, "How many?")
    do(review.store, evidence.join, review.second, source, EvidenceStance.SUPPORTS)
    do(review.store, evidence.join, review.first, other)
    do(review.store, evidence.join, review.first, source)
    expected = [
        ClaimEvidenceRow(review.first, source, EvidenceStance.CONTEXT, ""),
        ClaimEvidenceRow(review.first, other, EvidenceStance.CONTEXT, ""),
        ClaimEvidenceRow(review.second, source, EvidenceStance.REFUTES, "How many?"),
    ]
    assert review.store.read(evidence.links) == expected
    assert review.store.read(evidence.links, review.second) == expected[2:]
    do(review.store, claims.remove, [review.first])
    assert review.store.read(evidence.links) == expected[2:]
    file.check(review.path)


def test_what_is_not_there_cannot_be_joined(review: Review) -> None:
    source = do(review.store, evidence.add)
    refusal(lambda: do(review.store, evidence.join, Id(b"?" * 16), source))
    refusal(lambda: do(review.store, evidence.join, review.first, Id(b"?" * 16)))
