"""Files that are projects outside and mean harm inside: refused in time, in little memory."""

import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import new_id
from claimdesk.store import opening, projection, revisions
from claimdesk.store.revisions import Revision, Stamp, make
from faults.conftest import Examiner
from faults.forging import Book, Forge, forged, opened
from faults.spoiling import PAGE, Spoil, patched, root_of, running
from store.world import sql

LITTLE_MEMORY = 40_000_000
"""What a check may use where the history is short, however full the rest of the file is."""

# --- a history no Claimdesk wrote, with the right fingerprints -----------------------------------


def _foreign_verdict(book: Book) -> Revision:
    verdict = book.of("assessment")[0]
    stamp = Stamp(book.stranger(), 1, len(book.entries) + 1, 1, 1)
    key = ("assessment", verdict.entity_id)
    return make(stamp, key, ("put", {"verdict": "confirmed"}), [verdict.id])


def _link_of_its_own(book: Book) -> Revision:
    ends = {name: book.of("link")[0].values[name] for name in ("claim_id", "passage_id")}
    return book.fresh("link", ends)


def _false_quote(book: Book) -> Revision:
    return book.fresh("passage", {**book.of("passage")[0].values, "quote": "Nobody said this."})


def _other_text(data: bytes) -> Forge:
    def forge(book: Book) -> Revision:
        key = book.content(data)
        version = book.of("article_version")[0]
        return book.fresh("article_version", {**version.values, "text_sha256": key})

    return forge


def _rewritten(book: Book) -> Revision:
    """Put other words into an entry nothing rests on, with a fingerprint that fits."""
    last = next(one for one in revisions.heads(book.of("claim")) if "text" in one.values)
    book.connection.execute("DELETE FROM revision WHERE id=?", (last.id,))
    stamp = Stamp(last.session, last.seq, last.lamport, last.wall_ms, last.txn)
    patch = {**last.values, "text": "I never said so."}
    return make(stamp, (last.entity, last.entity_id), ("put", patch), last.parent_ids)


FORGED: dict[str, tuple[Spoil, str]] = {
    "a foreign verdict": (forged(_foreign_verdict), "changed by someone else"),
    "a record with an id of its own": (
        forged(_link_of_its_own, projected=False),
        "a link with a wrong id",
    ),
    "a quote that stands nowhere": (forged(_false_quote), "not what stands in its article"),
    "a text of another length": (forged(_other_text(b"short")), "wrong length"),
    "a text that is none": (forged(_other_text(b"\xff\xfe\xff")), "not valid UTF-8"),
    "a rewritten history": (forged(_rewritten, projected=False), "does not match the history"),
    "what never changes": (
        forged(lambda book: book.on_top("passage", {"start": 1})),
        "passage.start was changed",
    ),
    "an unknown field": (
        forged(lambda book: book.on_top("claim", {"colour": "red"}), projected=False),
        "unknown field",
    ),
    "an unknown record": (
        forged(lambda book: book.fresh("sqlite_schema", {"sql": "x"}), projected=False),
        "unknown kind of record",
    ),
    "a time that cannot be": (
        forged(
            lambda book: make(
                book.next(2**61), ("tag", bytes(new_id())), ("put", {"name": "x"}), []
            )
        ),
        "impossible logical time",
    ),
    "a second project": (
        forged(lambda book: book.fresh("project", {"title": "Another"})),
        "exactly one project",
    ),
    "a table that says otherwise": (
        running("UPDATE claim SET text='forged' WHERE deleted=0"),
        "does not match the history",
    ),
    "a record out of nothing": (
        running("INSERT INTO tag (id, name) VALUES (zeroblob(16), 'new')"),
        "does not match the history",
    ),
    "a conflict nobody made": (
        running("INSERT INTO conflict SELECT 'claim', id, 'text', 'field', '[]' FROM claim"),
        "conflicts does not match",
    ),
    "a false fingerprint": (
        running("UPDATE revision SET wall_ms=wall_ms+1 WHERE n=2"),
        "match its fingerprint",
    ),
    "a false session": (running("UPDATE session SET started_ms=1"), "match its fingerprint"),
    "a text that was changed": (
        running("UPDATE content SET data=zeroblob(size)"),
        "match its fingerprint",
    ),
    "a gap": (running("DELETE FROM revision WHERE n=9"), ""),
    "no project": (running("DELETE FROM project"), "exactly one project"),
    "a link to nothing": (running("DELETE FROM passage"), "points to one that is not there"),
}
PATCHES = {
    "deep": '{"text":' * 50_000 + "1" + "}" * 50_000,
    "open": "[" * 500_000,
    "a long number": '{"text":' + "9" * 10_000 + "}",
    "a number without end": '{"text":1e999}',
    "no number": '{"text":NaN}',
    "half a letter": '{"text":"\\ud800"}',
    "a key twice": '{"text":"mine","text":"yours"}',
    "blanks": '{"text": "x"}',
    "a text without end": '{"text":"' + "x" * 5_000_000 + '"}',
    "a control character": '{"text":"a\\u0000b"}',
    "ten thousand keys": "{" + ",".join(f'"k{n:05}":1' for n in range(10_000)) + "}",
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_history_is_refused(sound: Path, examiner: Examiner, name: str) -> None:
    spoil, finding = FORGED[name]
    spoil(sound)
    assert finding in examiner.refuses(sound, Code.DAMAGED)


@pytest.mark.parametrize("name", PATCHES)
def test_json_that_means_harm_is_refused(sound: Path, examiner: Examiner, name: str) -> None:
    forged(lambda book: book.spelt(PATCHES[name]), projected=False)(sound)
    examiner.refuses(sound, Code.DAMAGED)


# --- more than fits ------------------------------------------------------------------------------


def _many(statement: str) -> Callable[[Path, int], None]:
    def fill(path: Path, number: int) -> None:
        numbers = f"WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n WHERE x<{number})"
        with opened(path) as connection:
            connection.execute(f"{numbers} {statement} FROM n")

    return fill


MASSES = {
    "claims": _many("INSERT INTO claim (id, text) SELECT randomblob(16), 'x'"),
    "conflicts": _many("INSERT INTO conflict SELECT 'claim', randomblob(16), 'x', 'field', '[]'"),
    "sessions": _many(
        "INSERT INTO session SELECT randomblob(16), zeroblob(16), zeroblob(16), '', 1"
    ),
    "entries": _many(
        "INSERT INTO revision (id,session_id,seq,lamport,wall_ms,txn,kind,entity,entity_id,parents,"
        "patch) SELECT randomblob(16), (SELECT id FROM session), 999+x, 1, 1, 1, 'put', 'claim', "
        "zeroblob(16), x'', '{}'"
    ),
}


@pytest.mark.parametrize("name", MASSES)
def test_a_great_many_records_are_refused_in_little_memory(
    sound: Path, rested: Examiner, is_long: bool, name: str
) -> None:
    MASSES[name](sound, 1_000_000 if is_long else 100_000)
    rested.refuses(sound, Code.DAMAGED)
    assert rested.peak_bytes < LITTLE_MEMORY


def test_what_nothing_depends_on_may_be_much(sound: Path, rested: Examiner) -> None:
    _many("INSERT INTO meta SELECT x, ''")(sound, 100_000)
    rested.accepts(sound)
    assert rested.peak_bytes < LITTLE_MEMORY


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claim SET text=printf('%.*c', 30000000, 'x') WHERE rowid=1",
        "INSERT INTO content VALUES (zeroblob(32), 60000000, zeroblob(60000000))",
        "UPDATE content SET size=20000000, data=zeroblob(20000000)",
        "UPDATE session SET app_version=printf('%.*c', 5000000, 'x')",
    ],
    ids=["a text of a record", "an attachment", "every text", "a program's name"],
)
def test_a_value_without_measure_is_refused(
    sound: Path, examiner: Examiner, statement: str
) -> None:
    sql(sound, statement)
    examiner.refuses(sound, Code.DAMAGED)


def test_a_value_beyond_all_measure_is_refused(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql(sound, "UPDATE claim SET text=printf('%.*c', 3000000, 'x')")
    monkeypatch.setitem(opening._LIMITS, sqlite3.SQLITE_LIMIT_LENGTH, 1_000_000)
    with pytest.raises(ReviewError) as caught:
        opening.examine(sound, seconds=60)
    assert caught.value.code is Code.DAMAGED


def test_a_large_sound_attachment_is_read_in_pieces(sound: Path, rested: Examiner) -> None:
    with opened(sound) as connection:
        Book(connection).content(b"x" * 30_000_000)
    rested.accepts(sound)
    assert rested.peak_bytes < LITTLE_MEMORY


def test_one_rare_letter_does_not_make_a_long_text_four_times_as_big(
    sound: Path, rested: Examiner
) -> None:
    text = "x" * 10_000_000 + "\N{GRINNING FACE}"

    def forge(book: Book) -> Revision:
        key = book.content(text.encode())
        about = {**book.of("article_version")[0].values, "text_sha256": key, "length": len(text)}
        return book.fresh("article_version", about)

    forged(forge)(sound)
    rested.accepts(sound)
    assert rested.peak_bytes < 1.5 * LITTLE_MEMORY


def test_a_record_that_was_changed_very_often_is_sound_and_needs_no_more_memory(
    sound: Path, rested: Examiner
) -> None:
    """Each change sees the one before; what one has seen must not be kept with each of them."""
    with opened(sound) as connection:
        book = Book(connection)
        stamp = book.next()
        key = ("claim", bytes(new_id()))
        parents: list[bytes] = []
        for number in range(30_000):
            at = stamp.seq + number
            one = Stamp(stamp.session, at, stamp.lamport + number, 1, at)
            made = make(one, key, ("put", {"text": f"{number % 2}"}), parents)
            revisions.insert(connection, made)
            parents = [made.id]
        projection.materialise(connection, key, revisions.of_record(connection, key[1]))
    rested.accepts(sound)
    assert rested.peak_bytes < 2.5 * LITTLE_MEMORY


# --- pages that lead round in a circle -----------------------------------------------------------


def _page_of(path: Path, kind: int, number: int = 0) -> int:
    """Return the place of a page of a kind (5: inside of a table, 13: leaf, 2: of an index)."""
    data = path.read_bytes()
    pages = [place for place in range(PAGE, len(data), PAGE) if data[place] == kind]
    return pages[number]


def _itself_below(place: int) -> Spoil:
    """Let the last child of an inner page be the page itself."""
    head = 100 if place == 0 else 0
    return patched(place + head + 8, struct.pack(">I", place // PAGE + 1))


def _tree_of_history(path: Path) -> None:
    _itself_below(root_of(path, "revision"))(path)


def _tree_of_index(path: Path) -> None:
    _itself_below(_page_of(path, 2))(path)


def _tree_into_another(path: Path) -> None:
    target = root_of(path, "claim") // PAGE + 1
    patched(root_of(path, "revision") + 8, struct.pack(">I", target))(path)


def _overflow(path: Path) -> None:
    """Let a long value go on where it begins."""
    sql(path, "UPDATE claim SET text=printf('%.*c', 50000, 'x') WHERE rowid=1")
    data = path.read_bytes()
    place = data.index(b"x" * 4000) // PAGE * PAGE + PAGE
    patched(place, struct.pack(">I", place // PAGE + 1))(path)


def _free_pages(path: Path) -> None:
    """Let the list of free pages begin with the page after which it begins."""
    sql(path, "CREATE TABLE filled AS SELECT zeroblob(200000) AS x")
    sql(path, "DROP TABLE filled")
    (trunk,) = struct.unpack(">I", path.read_bytes()[32:36])
    patched((trunk - 1) * PAGE, struct.pack(">II", trunk, 0x7FFFFFFF))(path)


CIRCLES: dict[str, Spoil] = {
    "the tree of the structure": _itself_below(0),
    "the tree of the history": _tree_of_history,
    "the tree of an index": _tree_of_index,
    "one tree in another": _tree_into_another,
    "a value that goes on where it begins": _overflow,
    "the list of free pages": _free_pages,
    "more free pages than pages": patched(36, b"\x7f\xff\xff\xff"),
    "a page of noise": lambda path: patched(root_of(path, "claim"), b"\xa5" * 512)(path),
}


@pytest.mark.parametrize("name", CIRCLES)
def test_pages_that_lead_in_a_circle_are_refused(
    sound: Path, examiner: Examiner, name: str
) -> None:
    CIRCLES[name](sound)
    examiner.refuses(sound, Code.DAMAGED)


def test_each_finding_names_its_stage(sound: Path, examiner: Examiner) -> None:
    whole = sound.read_bytes()
    for spoil, stage in (
        (_tree_of_history, opening.Stage.PAGES),
        (FORGED["a false fingerprint"][0], opening.Stage.HISTORY),
        (FORGED["a text that was changed"][0], opening.Stage.CONTENT),
        (FORGED["a rewritten history"][0], opening.Stage.TABLES),
        (FORGED["a quote that stands nowhere"][0], opening.Stage.PASSAGES),
    ):
        sound.write_bytes(whole)
        spoil(sound)
        assert examiner.ask(sound)["stage"] == stage
