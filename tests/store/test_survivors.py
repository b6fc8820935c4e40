"""Which entries of a damaged or made-up history can stand, and what becomes of the others."""

from dataclasses import dataclass, field

import pytest

from claimdesk.core.ids import derived_id
from claimdesk.store import revisions
from claimdesk.store.history import session_id
from claimdesk.store.projection import Key
from claimdesk.store.records import Patch, canonical
from claimdesk.store.revisions import Revision, Stamp, fingerprint
from claimdesk.store.survivors import RESCUER, Kept, Session, survivors

NINA, OMAR = derived_id("reviewer", b"Nina"), derived_id("reviewer", b"Omar")
PROJECT, CLAIM = ("project", bytes([1] * 16)), ("claim", bytes([2] * 16))
ARTICLE, VERSION = ("article", bytes([3] * 16)), ("article_version", bytes([4] * 16))
TEXT, LOST = b"t" * 32, b"l" * 32


@dataclass
class Book:
    """A history written by hand."""

    entries: list[Revision] = field(default_factory=list)
    sessions: dict[bytes, Session] = field(default_factory=dict)

    def session(self, reviewer: bytes = NINA) -> bytes:
        nonce = bytes([len(self.sessions) + 1] * 16)
        one = session_id(nonce, reviewer, 7, "1.0")
        self.sessions[one] = Session(one, nonce, reviewer, "1.0", 7)
        return one

    def put(
        self, session: bytes, key: Key, patch: Patch, *parents: Revision, lamport: int = 0
    ) -> Revision:
        seq = 1 + sum(one.session == session for one in self.entries)
        stamp = Stamp(session, seq, lamport or len(self.entries) + 1, 1000, seq)
        made = revisions.make(stamp, key, ("put", patch), [one.id for one in parents])
        self.entries.append(made)
        return made

    def without(self, *lost: Revision) -> Kept:
        left = [one for one in self.entries if one not in lost]
        return survivors(left, self.sessions, {TEXT}, "Found")


@pytest.fixture
def book() -> Book:
    book = Book()
    session = book.session()
    book.put(session, PROJECT, {"title": "Bridge"})
    book.put(session, ("reviewer", NINA), {"name": "Nina"})
    return book


def texts(kept: Kept) -> list[str]:
    return [one.patch for one in kept.entries if one.entity == "claim"]


def test_a_whole_history_stays_letter_by_letter(book: Book) -> None:
    session = book.session()
    first = book.put(session, CLAIM, {"text": "One."})
    book.put(session, CLAIM, {"text": "Two."}, first)
    kept = book.without()
    assert kept.entries == book.entries
    assert not kept.rewritten
    assert set(kept.sessions) == set(book.sessions.values())


def test_what_follows_a_gap_goes_on_in_a_session_of_the_same_author(book: Book) -> None:
    session = book.session(OMAR)
    book.put(session, ("reviewer", OMAR), {"name": "Omar"})
    gap = book.put(session, ("claim", bytes([9] * 16)), {"text": "Lost."})
    book.put(session, CLAIM, {"text": "Kept."})
    kept = book.without(gap)
    (claim,) = (one for one in kept.entries if one.entity == "claim")
    authors = {one.id: one.reviewer_id for one in kept.sessions}
    assert authors[claim.session] == OMAR
    assert (claim.lamport, claim.wall_ms, claim.patch) == (5, 1000, '{"text":"Kept."}')
    assert kept.rewritten == 1


def test_a_later_entry_rests_on_what_is_left_below_it(book: Book) -> None:
    first = book.put(book.session(), CLAIM, {"text": "One."})
    second = book.put(book.session(), CLAIM, {"claimant": "The mayor"}, first)
    book.put(book.session(), CLAIM, {"stage": "done"}, second)
    kept = book.without(second)
    last = next(one for one in kept.entries if one.patch == '{"stage":"done"}')
    assert last.parent_ids == (first.id,)


def test_each_lost_logical_time_has_an_empty_entry_in_its_place(book: Book) -> None:
    lost = [book.put(book.session(), CLAIM, {"text": f"{n}."}) for n in range(3)]
    book.put(book.session(), ("claim", bytes([8] * 16)), {"text": "Last."})
    kept = book.without(*lost)
    assert max(one.lamport for one in kept.entries) == len(kept.entries) == 6
    assert [one.patch for one in kept.entries[-2:]] == ["{}", "{}"]


@pytest.mark.parametrize(
    "patch", ["no JSON", '{"text": "One."}', '{"unknown":1}', "[" * 100_000, '{"text":null}']
)
def test_an_entry_no_program_would_have_written_is_left_out(book: Book, patch: str) -> None:
    one = book.put(book.session(), CLAIM, {"text": "One."})
    row = (*one.as_row()[1:-1], patch)
    book.entries[-1] = Revision(fingerprint(row), *row)  # type: ignore[arg-type]  # a whole row
    assert texts(book.without()) == []


def test_parents_out_of_order_are_not_believed(book: Book) -> None:
    first = book.put(book.session(), CLAIM, {"text": "One."})
    row = list(book.put(book.session(), CLAIM, {"text": "Two."}, first).as_row()[1:])
    row[-2] = first.id * 2
    book.entries[-1] = Revision(fingerprint(tuple(row)), *row)  # type: ignore[arg-type]  # likewise
    assert texts(book.without()) == ['{"text":"One."}']


def test_an_entry_that_changes_what_never_changes_is_left_out(book: Book) -> None:
    session = book.session()
    fields = {"article_id": ARTICLE[1].hex(), "text_sha256": TEXT.hex(), "length": 3}
    book.put(session, ARTICLE, {"title": "Bridge", "current_version_id": VERSION[1].hex()})
    version = book.put(session, VERSION, fields)
    book.put(session, VERSION, {"length": 4}, version)
    kept = book.without()
    assert [one.patch for one in kept.entries if one.entity == VERSION[0]] == [canonical(fields)]


def test_a_second_root_without_its_ends_is_left_out(book: Book) -> None:
    session = book.session()
    fields = {"article_id": ARTICLE[1].hex(), "text_sha256": TEXT.hex(), "length": 3}
    book.put(session, ARTICLE, {"title": "Bridge"})
    book.put(session, VERSION, fields)
    book.put(session, VERSION, {"importer": "by hand"})
    assert len([one for one in book.without().entries if one.entity == VERSION[0]]) == 1


def test_a_verdict_by_somebody_else_is_left_out(book: Book) -> None:
    book.put(book.session(), CLAIM, {"text": "One."})
    ends = {"claim_id": CLAIM[1].hex(), "reviewer_id": NINA.hex()}
    key = ("assessment", derived_id("assessment", CLAIM[1], NINA))
    fields = {**ends, "verdict": "confirmed", "decided_ms": 1}
    first = book.put(book.session(), key, fields)
    book.put(book.session(OMAR), key, {"verdict": "denied"}, first)
    kept = book.without()
    assert [one.patch for one in kept.entries if one.entity == "assessment"] == [canonical(fields)]


def test_a_record_with_a_wrong_id_is_left_out(book: Book) -> None:
    book.put(book.session(), CLAIM, {"text": "One."})
    ends = {"claim_id": CLAIM[1].hex(), "reviewer_id": NINA.hex()}
    key = ("assessment", bytes(16))
    book.put(book.session(), key, {**ends, "verdict": "confirmed", "decided_ms": 1})
    assert book.without().left_out == {"assessment": 1}


def test_fields_that_point_to_what_is_lost_show_what_they_pointed_to_before(book: Book) -> None:
    session = book.session()
    evidence = ("evidence", bytes([5] * 16))
    first = book.put(session, evidence, {"title": "Photo", "attachment_sha256": TEXT.hex()})
    book.put(session, evidence, {"attachment_sha256": LOST.hex()}, first)
    second = ("evidence", bytes([6] * 16))
    book.put(session, second, {"title": "Letter", "attachment_sha256": LOST.hex()})
    kept = book.without()
    patches = [one.patch for one in kept.entries if one.entity == "evidence"]
    assert patches == [first.patch, '{"title":"Letter"}']


def test_a_reviewer_only_verdicts_speak_of_gets_a_card_and_a_project_its_title(
    book: Book,
) -> None:
    book.put(book.session(), CLAIM, {"text": "One."})
    ends = {"claim_id": CLAIM[1].hex(), "reviewer_id": OMAR.hex()}
    key = ("assessment", derived_id("assessment", CLAIM[1], OMAR))
    book.put(book.session(OMAR), key, {**ends, "verdict": "confirmed", "decided_ms": 1})
    kept = book.without(book.entries[0])
    cards = {one.entity_id: one.patch for one in kept.entries if one.entity == "reviewer"}
    assert "name lost" in cards[OMAR]
    assert "recovery" in cards[RESCUER]
    assert [one.patch for one in kept.entries if one.entity == "project"] == ['{"title":"Found"}']


def test_a_title_that_is_lost_comes_onto_what_is_left_of_the_project(book: Book) -> None:
    later = book.put(book.session(), PROJECT, {"language": "en"}, book.entries[0])
    kept = book.without(book.entries[0])
    project = [one for one in kept.entries if one.entity == "project"]
    assert [one.patch for one in project] == [later.patch, '{"title":"Found"}']
    assert project[1].parent_ids == (project[0].id,)


def test_of_two_projects_in_one_file_the_first_stays(book: Book) -> None:
    book.put(book.session(), ("project", bytes([7] * 16)), {"title": "Second"})
    kept = book.without()
    assert {one.entity_id for one in kept.entries if one.entity == "project"} == {PROJECT[1]}


def test_a_removal_names_what_it_saw_by_the_ids_that_hold_now(book: Book) -> None:
    session = book.session()
    lost = book.put(session, ("claim", bytes([9] * 16)), {"text": "Lost."})
    seen = book.put(session, CLAIM, {"text": "One."})
    stamp = Stamp(book.session(), 1, 9, 1000, 1)
    step = ("delete", {"deleted": 1, "seen": [seen.id.hex()]})
    evidence = book.put(book.session(), ("evidence", bytes([5] * 16)), {"title": "A"}, lamport=8)
    book.entries.append(
        revisions.make(stamp, ("evidence", evidence.entity_id), step, [evidence.id])
    )
    kept = book.without(lost)
    now = next(one.id for one in kept.entries if one.entity == "claim")
    removal = next(one for one in kept.entries if one.kind == "delete")
    assert now != seen.id
    assert removal.values["seen"] == [now.hex()]


def test_work_of_nobody_knows_whom_is_signed_so_once(book: Book) -> None:
    unknown = bytes([6] * 16)
    book.put(unknown, CLAIM, {"text": "One."})
    kept = book.without()
    assert kept.authorless == 1
    again = survivors(kept.entries, {one.id: one for one in kept.sessions}, {TEXT}, "Found")
    assert {one.id for one in again.entries} == {one.id for one in kept.entries}
