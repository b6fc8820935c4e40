"""What was changed in a file by hand or by damage is found, whatever it is."""

import hashlib
import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import new_id
from claimdesk.core.model import Subject
from claimdesk.store import claims, evidence, file, notes, projection, revisions, verify
from claimdesk.store.history import session_id
from claimdesk.store.records import canonical
from claimdesk.store.revisions import Revision, Stamp, make
from store.conftest import Review
from store.world import do, refusal, sql


@pytest.fixture
def closed(review: Review) -> Path:
    """Return a project with all kinds of records in it that nobody has open."""
    store = review.store
    do(store, claims.set_tags, review.first, ["bridge"])
    source = do(store, evidence.add, title="Report", attachment=b"%PDF")
    do(store, evidence.join, review.first, source)
    do(store, notes.add, Subject.CLAIM, review.first, store.reviewer_id, "Call them.")
    do(store, claims.change, review.first, claimant="The city")
    do(store, claims.remove, [review.second])
    store.close()
    file.check(review.path)
    return review.path


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE claim SET text='forged' WHERE deleted=0",
        "UPDATE claim SET position='z' WHERE deleted=0",
        "UPDATE assessment SET verdict='denied'",
        "UPDATE assessment SET reviewer_id=(SELECT id FROM claim)",
        "UPDATE passage SET quote='forged'",
        "UPDATE passage SET start=start+1",
        "UPDATE reviewer SET name='Somebody else'",
        "UPDATE project SET title='forged'",
        "UPDATE claim SET deleted=0",
        "UPDATE claim SET deleted=1",
        "DELETE FROM note",
        "DELETE FROM assessment",
        "INSERT INTO tag (id, name) VALUES (zeroblob(16), 'new')",
        "INSERT INTO conflict SELECT 'claim', id, 'text', 'field', '[]' FROM claim",
        "UPDATE content SET data=zeroblob(size)",
        "DELETE FROM content WHERE size=4",
        "UPDATE article_version SET length=length+1",
        "DELETE FROM revision WHERE n=(SELECT max(n) FROM revision)",
        "DELETE FROM revision WHERE n=3",
        "DELETE FROM revision",
        "UPDATE revision SET wall_ms=wall_ms+1 WHERE n=2",
        "UPDATE revision SET patch=replace(patch, 'bridge', 'tunnel')",
        "UPDATE revision SET txn=1 WHERE n=5",
        "UPDATE revision SET seq=seq+1000",
        "UPDATE revision SET lamport=lamport+1 WHERE n=(SELECT max(n) FROM revision)",
        "UPDATE revision SET parents=x'' WHERE parents<>x''",
        "UPDATE revision SET entity='note' WHERE entity='tag'",
        "DELETE FROM session",
        "UPDATE session SET reviewer_id=zeroblob(16)",
        "UPDATE session SET started_ms=1",
        "UPDATE session SET app_version='9'",
        "UPDATE session SET nonce=zeroblob(16)",
    ],
)
def test_a_change_by_hand_is_found(closed: Path, change: str) -> None:
    sql(closed, change)
    sentence = refusal(lambda: file.check(closed), Code.DAMAGED)
    assert "damaged or was changed by hand" in sentence


def test_a_sound_copy_of_every_kind_of_record_verifies(closed: Path) -> None:
    assert file.check(closed).claims == 1


# --- history with genuine fingerprints that breaks another rule ---------------------------------

Forge = Callable[[list[Revision]], Revision | None]


def _write(path: Path, forge: Forge, *, project: bool = False) -> str:
    """Add or change an entry with its right fingerprint, and return what a check finds."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        entries = list(revisions.everything(connection).values())
        forged = forge(entries)
        assert forged is not None
        same = [one.id for one in entries if (one.session, one.seq) == (forged.session, forged.seq)]
        connection.executemany("DELETE FROM revision WHERE id=?", [(one,) for one in same])
        revisions.insert(connection, forged)
        if project:
            connection.execute("BEGIN")
            projection.rebuild(connection)
            connection.execute("COMMIT")
    with pytest.raises(ReviewError) as caught:
        file.check(path)
    assert caught.value.code is Code.DAMAGED
    return caught.value.sentence


def _next(entries: list[Revision], lamport: int = 0) -> Stamp:
    last = max(entries, key=lambda one: (one.session, one.seq))
    mine = [one for one in entries if one.session == last.session]
    number = len(mine) + 1
    return Stamp(last.session, number, lamport or len(entries) + 1, 1, number)


def _of(entries: list[Revision], entity: str) -> list[Revision]:
    return sorted((one for one in entries if one.entity == entity), key=lambda one: one.lamport)


def _on_top(entity: str, kind: str, patch: dict[str, object]) -> Forge:
    def forge(entries: list[Revision]) -> Revision:
        mine = _of(entries, entity)
        mine = [one for one in mine if one.entity_id == mine[0].entity_id]
        parents = [head.id for head in revisions.heads(mine)]
        return make(_next(entries), (entity, mine[0].entity_id), (kind, patch), parents)

    return forge


@pytest.mark.parametrize(
    ("forge", "finding"),
    [
        (_on_top("claim", "put", {"colour": "red"}), "unknown field"),
        (_on_top("claim", "put", {"text": 7}), "not a fitting text"),
        (_on_top("passage", "put", {"start": 1}), "passage.start was changed"),
        (_on_top("link", "put", {"claim_id": "00" * 16}), "link.claim_id was changed"),
        (_on_top("note", "put", {"claim_id": None}), "note.claim_id was changed"),
        (_on_top("claim", "restore", {"text": "x"}), "more than restore"),
    ],
)
def test_an_entry_that_no_claimdesk_writes_is_found(
    closed: Path, forge: Forge, finding: str
) -> None:
    assert finding in _write(closed, forge)


def test_an_entry_on_top_of_nothing_known_is_found(closed: Path) -> None:
    def forge(entries: list[Revision]) -> Revision:
        tag = _of(entries, "tag")[0]
        return make(_next(entries), ("tag", tag.entity_id), ("put", {"name": "x"}), [b"?" * 16])

    assert "part of the history is missing" in _write(closed, forge)


def test_an_entry_on_top_of_another_record_is_found(closed: Path) -> None:
    def forge(entries: list[Revision]) -> Revision:
        tag, claim = _of(entries, "tag")[0], _of(entries, "claim")[0]
        return make(_next(entries), ("tag", tag.entity_id), ("put", {"name": "x"}), [claim.id])

    assert "rests on a wrong one" in _write(closed, forge)


def test_an_entry_that_is_not_later_than_what_it_rests_on_is_found(closed: Path) -> None:
    def forge(entries: list[Revision]) -> Revision:
        tag = _of(entries, "tag")[0]
        stamp = _next(entries, tag.lamport)
        return make(stamp, ("tag", tag.entity_id), ("put", {"name": "x"}), [tag.id])

    assert "rests on a wrong one" in _write(closed, forge)


def test_an_impossible_logical_time_is_found(closed: Path) -> None:
    def forge(entries: list[Revision]) -> Revision:
        tag = _of(entries, "tag")[0]
        return make(_next(entries, 2**61), ("tag", tag.entity_id), ("put", {"name": "x"}), [tag.id])

    assert "impossible logical time" in _write(closed, forge)


def test_parents_that_are_listed_twice_are_found(closed: Path) -> None:
    def forge(entries: list[Revision]) -> Revision:
        tag = _of(entries, "tag")[0]
        stamp = _next(entries)
        return make(stamp, ("tag", tag.entity_id), ("put", {"name": "x"}), [tag.id, tag.id])

    assert "not in order" in _write(closed, forge)


@pytest.mark.parametrize(
    ("patch", "finding"),
    [
        ('{"name": "x"}', "not written in the one way"),
        ('{"name":"x","name":"x"}', "not written in the one way"),
        ("{", "cannot be read"),
        ("[" * 100_000, "cannot be read"),
        ("[]", "not an object"),
        ('{"name":NaN}', "not a fitting text"),
    ],
)
def test_a_patch_in_another_form_is_found(closed: Path, patch: str, finding: str) -> None:
    def forge(entries: list[Revision]) -> Revision:
        tag = _of(entries, "tag")[0]
        row = make(_next(entries), ("tag", tag.entity_id), ("put", {}), [tag.id]).as_row()
        rest = (*row[1:-1], patch)
        return Revision(revisions.fingerprint(rest), *rest)  # type: ignore[arg-type]  # a row

    assert finding in _write(closed, forge)


def test_an_entry_without_a_session_is_found(closed: Path) -> None:
    def forge(entries: list[Revision]) -> Revision:
        tag = _of(entries, "tag")[0]
        stamp = Stamp(b"?" * 16, 1, len(entries) + 1, 1, 1)
        return make(stamp, ("tag", tag.entity_id), ("put", {"name": "x"}), [tag.id])

    sql(closed, "PRAGMA foreign_keys=OFF")
    assert "is not there" in _write(closed, forge)


def test_a_verdict_changed_by_somebody_else_is_found(closed: Path) -> None:
    nonce, stranger = b"n" * 16, b"q" * 16
    session = session_id(nonce, stranger, 5, "1")
    sql(closed, "INSERT INTO session VALUES (?,?,?,'1',5)", session, nonce, stranger)

    def forge(entries: list[Revision]) -> Revision:
        verdict = _of(entries, "assessment")[-1]
        stamp = Stamp(session, 1, len(entries) + 1, 1, 1)
        key = ("assessment", verdict.entity_id)
        return make(stamp, key, ("put", {"verdict": "denied"}), [verdict.id])

    assert "changed by someone else" in _write(closed, forge, project=True)


def test_a_gap_in_a_session_is_found(closed: Path) -> None:
    def forge(entries: list[Revision]) -> Revision:
        tag, stamp = _of(entries, "tag")[0], _next(entries)
        later = Stamp(stamp.session, stamp.seq + 1, stamp.lamport, 1, stamp.txn)
        return make(later, ("tag", tag.entity_id), ("put", {"name": "x"}), [tag.id])

    assert "part of a session's history is missing" in _write(closed, forge, project=True)


def test_a_link_with_an_id_of_its_own_choice_is_found(closed: Path) -> None:
    def forge(entries: list[Revision]) -> Revision:
        ends = _of(entries, "link")[0].values
        patch = {name: ends[name] for name in ("claim_id", "passage_id")}
        return make(_next(entries), ("link", new_id()), ("put", patch), [])

    assert "a link with a wrong id" in _write(closed, forge)


def test_a_link_without_its_ends_is_found(closed: Path) -> None:
    def forge(entries: list[Revision]) -> Revision:
        return make(_next(entries), ("link", new_id()), ("put", {}), [])

    assert "a link without its ends" in _write(closed, forge)


def test_a_record_that_lacks_what_it_needs_is_found(closed: Path) -> None:
    def forge(entries: list[Revision]) -> Revision:
        return make(_next(entries), ("tag", b"t" * 16), ("put", {"color": "red"}), [])

    sql(closed, "INSERT INTO tag (id, name, color) VALUES (?, '', 'red')", b"t" * 16)
    assert "has no name" in _write(closed, forge)


def test_tables_that_are_not_projected_are_found(closed: Path) -> None:
    assert "does not match the history" in _write(closed, _on_top("tag", "put", {"name": "x"}))


def test_a_quote_that_is_not_in_the_text_is_found_though_all_fingerprints_fit(
    closed: Path,
) -> None:
    def forge(entries: list[Revision]) -> Revision:
        one = _of(entries, "passage")[0]
        patch = {**one.values, "quote": "forged"}
        return make(_next(entries), ("passage", new_id()), ("put", patch), [])

    assert "not what stands in its article" in _write(closed, forge, project=True)


@pytest.mark.parametrize(
    ("text", "finding"), [(b"short", "wrong length"), (b"\xff\xfe", "not valid UTF-8")]
)
def test_a_text_that_is_not_what_its_version_says_is_found(
    closed: Path, text: bytes, finding: str
) -> None:
    key = hashlib.sha256(text).digest()
    sql(closed, "INSERT INTO content VALUES (?,?,?)", key, len(text), text)

    def forge(entries: list[Revision]) -> Revision:
        one = _of(entries, "article_version")[0]
        patch = {**one.values, "text_sha256": key.hex()}
        return make(_next(entries), ("article_version", new_id()), ("put", patch), [])

    assert finding in _write(closed, forge, project=True)


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 20])
def test_a_text_read_in_pieces_gives_the_same_quotes(
    closed: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    """Quotes begin, end and go on over the places where a text is cut to be read."""
    monkeypatch.setattr(verify, "_PIECE", piece)
    assert file.check(closed).claims == 1
    sql(closed, "UPDATE content SET data=CAST(replace(data, 'Monday', 'Sunday') AS BLOB)")
    refusal(lambda: file.check(closed), Code.DAMAGED)


@pytest.mark.parametrize("text", ["", "a", "Київ 👩‍🚒 nine", "x" * 50 + "👩" * 50])
@pytest.mark.parametrize("size", [1, 3, 10])
def test_what_stands_between_two_places_is_the_slice(text: str, size: int) -> None:
    data = text.encode()
    pieces = verify._Text(data[i : i + size] for i in range(0, len(data), size))
    assert len(pieces) == len(text)
    for start in range(len(text) + 2):
        for end in range(start, len(text) + 2):
            assert pieces.between(start, end) == text[start:end]


def test_a_program_without_end_in_a_session_is_found(closed: Path) -> None:
    sql(closed, "UPDATE session SET app_version=printf('%.*c', 1001, 'x')")
    assert "names no program" in refusal(lambda: file.check(closed), Code.DAMAGED)


def test_flipped_bytes_are_found_or_harmless(closed: Path) -> None:
    """Every flip is either found or in a place that SQLite never reads."""
    sound = closed.read_bytes()
    whole = _everything(closed)
    chance = random.Random(11)
    copy = closed.with_name("flipped")
    found = 0
    written = [place for place in range(100, len(sound)) if sound[place]]
    for place in chance.sample(written, 150):
        copy.write_bytes(
            sound[:place] + bytes([sound[place] ^ chance.randrange(1, 256)]) + sound[place + 1 :]
        )
        if (code := _found(copy)) is None:
            assert _everything(copy) == whole
        else:
            assert code in (Code.DAMAGED, Code.BAD_SCHEMA)
            found += 1
    assert found > 75


def _found(path: Path) -> Code | None:
    try:
        file.check(path)
    except ReviewError as error:
        return error.code
    return None


def _everything(path: Path) -> dict[str, list[object]]:
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type='table'")
            if name != "meta"
        ]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}


def test_a_file_cut_at_any_page_is_found(closed: Path) -> None:
    sound = closed.read_bytes()
    copy = closed.with_name("cut")
    for end in range(4096, len(sound), 4096):
        copy.write_bytes(sound[:end])
        refusal(lambda: file.check(copy), Code.TRUNCATED)
        pages = (end // 4096).to_bytes(4, "big")
        copy.write_bytes(sound[:28] + pages + sound[32:end])
        with pytest.raises(ReviewError) as caught:
            file.check(copy)
        assert caught.value.code in (Code.DAMAGED, Code.BAD_SCHEMA)
    shutil.copy(closed, copy)
    assert file.check(copy).claims == 1
    assert json.loads(canonical({"a": 1})) == {"a": 1}
