"""Evidence: sources, what they do to claims, and the bytes attached to them."""

import hashlib

import pytest

from claimdesk.core.apparatus import ClaimEvidenceRow, EvidenceRow
from claimdesk.core.errors import Code
from claimdesk.core.ids import new_id
from claimdesk.core.model import EvidenceKind, EvidenceStance, Id
from claimdesk.store import claims, evidence, file
from store.conftest import Review
from store.world import do, refusal, sql


def test_all_that_is_known_about_a_source_is_kept(review: Review) -> None:
    expected = EvidenceRow(
        id=new_id(),
        kind=EvidenceKind.DOCUMENT,
        title="Report",
        author="A. Clerk",
        publisher="City",
        published="2024-01-02",
        url="https://example.org",
        archive_url="https://archive.example",
        citation="p. 3",
        quote="closed",
        accessed="2024-02-01",
        interest="owns the bridge",
        asked_on="2024-01-30",
        asked_how="by telephone",
        answered_on="2024-02-01",
        confidential=True,
        passage_id=review.own,
        attachment_sha256=hashlib.sha256(b"%PDF").digest(),
        attachment_name="report.pdf",
        attachment_type="application/pdf",
        claims=0,
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


def test_a_source_can_be_changed_taken_from_claims_and_removed(review: Review) -> None:
    store = review.store
    source, other = do(store, evidence.add, title="Report"), do(store, evidence.add)
    for claim_id in (review.first, review.second):
        do(store, evidence.join, claim_id, source)
    do(store, evidence.change, source, title="The report", confidential=True, passage_id=None)
    row = store.read(evidence.row, source)
    assert row is not None
    assert (row.title, row.confidential, row.claims) == ("The report", True, 2)
    both = [review.first, review.second]
    refutes = {"stance": EvidenceStance.REFUTES, "question": "How many?"}
    do(store, evidence.change_links, both, source, **refutes)
    do(store, evidence.change_links, [review.second], source, question="When?")
    assert store.read(evidence.links, evidence_id=source) == [
        ClaimEvidenceRow(review.first, source, EvidenceStance.REFUTES, "How many?"),
        ClaimEvidenceRow(review.second, source, EvidenceStance.REFUTES, "When?"),
    ]
    do(store, evidence.unlink, [review.first], source)
    assert [row.id for row in store.read(evidence.rows, review.first)] == []
    assert [(row.id, row.claims) for row in store.read(evidence.rows, review.second)] == [
        (source, 1)
    ]
    do(store, claims.remove, [review.second])
    assert [row.claims for row in store.read(evidence.rows)] == [0, 0]
    _, removal = store.run("Remove", lambda session: evidence.remove(session, [source, other]))
    assert store.read(evidence.rows) == []
    assert store.read(evidence.row, source) is None
    store.revert(removal)
    assert [row.id for row in store.read(evidence.rows)] == [source, other]
    file.check(review.path)


def test_a_passage_of_an_article_can_be_evidence(review: Review) -> None:
    cited = do(review.store, evidence.cite, review.own, interest="the author was there")
    row = review.store.read(evidence.row, cited)
    assert row is not None
    assert (row.kind, row.quote, row.passage_id, row.interest) == (
        *(EvidenceKind.PASSAGE, "closed on Monday", review.own, "the author was there"),
    )
    nowhere = Id(b"?" * 16)
    refusal(lambda: do(review.store, evidence.cite, nowhere))
    refusal(lambda: do(review.store, evidence.add, passage_id=nowhere))
    refusal(lambda: do(review.store, evidence.change, cited, passage_id=nowhere))


def test_an_attachment_can_be_replaced_and_taken_off(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, one = review.store, do(review.store, evidence.add)
    do(store, evidence.attach, one, b"abc", "a.txt", "text/plain")
    do(store, evidence.attach, one, b"abcd", "b.txt")
    row = store.read(evidence.row, one)
    assert row is not None
    assert row.attachment_sha256 is not None
    assert (row.attachment_name, row.attachment_type) == ("b.txt", "")
    assert store.read(evidence.attachment, row.attachment_sha256) == b"abcd"
    do(store, evidence.detach, one)
    row = store.read(evidence.row, one)
    assert row is not None
    assert (row.attachment_sha256, row.attachment_name) == (None, "")
    monkeypatch.setattr(evidence, "MAX_ATTACHMENT", 1_000_000)
    data = bytes(1_000_001)
    assert "1 MB" in refusal(lambda: do(store, evidence.attach, one, data, "c"), Code.REFUSED)
    refusal(lambda: do(store, evidence.add, attachment=data), Code.REFUSED)
    file.check(review.path)
