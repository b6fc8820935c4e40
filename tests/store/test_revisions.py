"""Entries of the history: their fingerprint is frozen, byte by byte."""

import hashlib
import json

from claimdesk.core.model import Verdict
from claimdesk.store import assessments, revisions
from claimdesk.store.history import session_id
from claimdesk.store.revisions import Revision, Stamp, ancestors, fingerprint, heads, make
from store.conftest import Review
from store.world import do, sql

SESSION = bytes(range(16))
RECORD = bytes(range(16, 32))


def test_the_fingerprint_of_an_entry_is_frozen() -> None:
    """Written out by hand, so that no change of the code can change the format unseen."""
    entry = make(
        Stamp(SESSION, seq=3, lamport=7, wall_ms=1_700_000_000_000, txn=2),
        ("claim", RECORD),
        ("put", {"text": "Größe", "priority": 1}),
        [b"B" * 16, b"A" * 16],
    )
    parts = (
        b"20:claimdesk-revision-1",
        b"16:" + SESSION,
        b"1:3",
        b"1:7",
        b"13:1700000000000",
        b"1:2",
        b"3:put",
        b"5:claim",
        b"16:" + RECORD,
        b"32:" + b"A" * 16 + b"B" * 16,
        b"31:" + '{"priority":1,"text":"Größe"}'.encode(),
    )
    assert entry.id == hashlib.sha256(b"".join(parts)).digest()[:16]
    assert entry.id.hex() == "1fb4080d40797f88aa1666726b0e0e5d"


def test_the_id_of_a_session_is_frozen() -> None:
    parts = b"19:claimdesk-session-116:" + SESSION + b"16:" + RECORD + b"4:1234" + b"5:1.2.3"
    made = session_id(SESSION, RECORD, 1234, "1.2.3")
    assert made == hashlib.sha256(parts).digest()[:16]


def test_every_column_counts_in_the_fingerprint() -> None:
    entry = make(Stamp(SESSION, 1, 1, 1, 1), ("claim", RECORD), ("put", {"text": "x"}), [])
    row = entry.as_row()[1:]
    assert entry.id == fingerprint(row)
    others: tuple[object, ...] = (
        *(b"x" * 16, 2, 2, 2, 2, "resolve", "note", b"y" * 16, b"z" * 16, "{}"),
    )
    changed = {fingerprint((*row[:i], other, *row[i + 1 :])) for i, other in enumerate(others)}
    assert len(changed) == len(row) == len(others)
    assert entry.id not in changed


def test_an_entry_is_read_as_it_was_written(review: Review) -> None:
    do(review.store, assessments.decide, [review.first], Verdict.DENIED)
    ((record,),) = sql(review.path, "SELECT id FROM assessment")
    entries = review.store.read(lambda session: revisions.of_record(session.sqlite, record))
    assert [entry.kind for entry in entries] == ["put", "put"]
    assert entries[1].parent_ids == (entries[0].id,)
    assert entries[1].values == json.loads(entries[1].patch)
    assert entries[1].values["verdict"] == "denied"
    assert all(entry.id == fingerprint(entry.as_row()[1:]) for entry in entries)
    together = review.store.read(
        lambda session: revisions.of_transaction(session.sqlite, entries[1].session, entries[1].txn)
    )
    assert together == entries[1:]
    everything = review.store.read(lambda session: revisions.everything(session.sqlite))
    assert everything[entries[0].id] == entries[0]
    assert review.store.read(lambda session: revisions.head_ids(session.sqlite, record)) == {
        entries[1].id
    }


def _entry(name: bytes, *parents: bytes) -> Revision:
    return Revision(
        name * 16,
        SESSION,
        1,
        1,
        1,
        1,
        "put",
        "claim",
        RECORD,
        b"".join(parent * 16 for parent in parents),
        "{}",
    )


def test_heads_are_what_nothing_was_written_on_top_of() -> None:
    first, left, right = _entry(b"1"), _entry(b"2", b"1"), _entry(b"3", b"1")
    assert heads([first, left, right]) == [left, right]
    assert heads([first, left, right, _entry(b"4", b"2", b"3")])[0].id == b"4" * 16


def test_ancestors_are_all_an_entry_rests_on_and_itself() -> None:
    line = [_entry(b"1"), _entry(b"2", b"1"), _entry(b"3", b"1"), _entry(b"4", b"2", b"3")]
    assert ancestors(line, {b"2" * 16}) == {b"1" * 16, b"2" * 16}
    assert ancestors(line, {b"4" * 16}) == {entry.id for entry in line}
    assert ancestors(line, {b"9" * 16}) == set()
