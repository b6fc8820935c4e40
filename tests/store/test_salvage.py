"""Damaged files: all that proves itself comes into a new one, and the report is honest."""

import errno
import os
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from claimdesk.core.errors import Code
from claimdesk.core.model import Original, ReadArticle, Subject, Verdict
from claimdesk.store import (
    articles,
    assessments,
    claims,
    file,
    notes,
    revisions,
    survivors,
)
from claimdesk.store.salvage import salvaged
from store.conftest import Opener, Review
from store.world import OTHER, a_link, an_article, do, live, refusal, sql, tables

PAGE = 4096
LAST = f"SELECT {revisions.COLUMNS} FROM revision ORDER BY n DESC LIMIT 1"
LONG = "".join(f"Line {number} of a long report.\n" for number in range(900))


@dataclass(frozen=True)
class Damage:
    """A sound project, and a way to damage copies of it."""

    sound: Path
    target: Path

    @property
    def data(self) -> bytearray:
        return bytearray(self.sound.read_bytes())

    def damaged(self, data: bytes | bytearray) -> Path:
        path = self.sound.with_name("damaged.claimdesk")
        path.write_bytes(data)
        self.target.unlink(missing_ok=True)
        return path

    def pages(self, like: str) -> list[int]:
        """Return the pages (from 0) a table or an index lies in."""
        with closing(sqlite3.connect(self.sound)) as connection:
            (root,) = connection.execute(
                "SELECT rootpage FROM sqlite_schema WHERE name=?", (like,)
            ).fetchone()
        return [root - 1]

    def history_pages(self) -> list[int]:
        """Return the pages that hold history entries, the oldest first."""
        data, found = self.data, []
        for place in range(PAGE, len(data), PAGE):
            page = bytes(data[place : place + PAGE])
            if page[0] == 13 and (b'{"' in page) and (b"put" in page):
                found.append(place // PAGE)
        return found

    def without_page(self, *numbers: int) -> Path:
        data = self.data
        for number in numbers:
            data[number * PAGE : (number + 1) * PAGE] = bytes(PAGE)
        return self.damaged(data)


@pytest.fixture
def damage(review: Review, opened: Opener, tmp_path: Path) -> Damage:
    """Several openings by two people, a long text, edits, removals and an undo."""
    store = review.store
    version = an_article(store, LONG, "Report")
    made = [do(store, claims.add, f"Claim number {n} of the report.") for n in range(40)]
    for number, claim_id in enumerate(made):
        a_link(store, claim_id, version, f"Line {number} of")
    do(store, notes.add, Subject.CLAIM, made[0], store.reviewer_id, "A remark.")
    store.close()
    store = opened(who=OTHER)
    do(store, assessments.decide, made[:20], Verdict.DENIED)
    _, change = store.run("Edit", lambda session: claims.remove(session, made[30:35]))
    do(store, claims.change, made[5], text="A better wording of claim five.")
    store.revert(change)
    store.close()
    store = opened()
    do(store, claims.remove, made[36:38])
    do(store, assessments.decide, made[10:25], Verdict.CONFIRMED)
    store.close()
    return Damage(review.path, tmp_path / "salvaged.claimdesk")


def test_a_sound_file_comes_over_letter_by_letter(damage: Damage) -> None:
    before = damage.sound.stat()
    report = salvaged(damage.sound, damage.target)

    assert report.complete
    assert report.rewritten == report.lost == 0
    assert tables(damage.target) == tables(damage.sound)
    ids = "SELECT id FROM revision ORDER BY id"
    assert sql(damage.target, ids) == sql(damage.sound, ids)
    after = damage.sound.stat()
    assert (after.st_mtime_ns, after.st_size) == (before.st_mtime_ns, before.st_size)


@pytest.mark.parametrize(
    "name", ["ix_revision_entity", "sqlite_autoindex_revision_1", "claim", "link", "conflict"]
)
def test_damage_of_an_index_or_of_a_table_costs_nothing(damage: Damage, name: str) -> None:
    report = salvaged(damage.without_page(*damage.pages(name)), damage.target)

    assert report.complete
    assert tables(damage.target) == tables(damage.sound)


def test_a_file_that_lost_its_first_page_is_brought_back_whole(damage: Damage) -> None:
    report = salvaged(damage.without_page(0), damage.target)

    assert report.complete
    assert tables(damage.target) == tables(damage.sound)


def test_every_single_page_may_be_lost(damage: Damage) -> None:
    """The result verifies and is called whole only if it is; every other page is tried."""
    whole = file.check(damage.sound)
    for number in range(0, len(damage.data) // PAGE, 2):
        report = salvaged(damage.without_page(number), damage.target)
        assert file.check(damage.target) == report.found
        if report.complete:
            assert report.found == whole, number


@pytest.mark.parametrize("seed", range(20))
def test_whatever_the_damage_the_result_verifies_and_the_report_is_honest(
    damage: Damage, seed: int
) -> None:
    chance = random.Random(seed)
    data = damage.data
    match seed % 4:
        case 0:
            for _ in range(chance.choice((1, 5, 200))):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        case 1:
            for number in chance.sample(range(len(data) // PAGE), chance.choice((1, 3, 30))):
                data[number * PAGE : (number + 1) * PAGE] = bytes(PAGE)
        case 2:
            del data[chance.randrange(len(data) * 9 // 10, len(data)) :]
        case _:
            start = chance.randrange(len(data) - 5000)
            data[start : start + 5000] = chance.randbytes(5000)
    whole = file.check(damage.sound)

    report = salvaged(damage.damaged(data), damage.target)

    assert file.check(damage.target) == report.found
    if report.complete:
        assert report.found == whole
    titles = {row[0] for row in sql(damage.sound, "SELECT body FROM note")}
    assert {row[0] for row in sql(damage.target, "SELECT body FROM note")} <= titles


def test_what_rests_on_a_lost_page_is_written_again_with_its_author_and_time(
    damage: Damage,
) -> None:
    lost = damage.history_pages()[3]
    report = salvaged(damage.without_page(lost), damage.target)

    assert report.lost
    assert report.rewritten
    assert not report.authorless
    query = (
        "SELECT r.entity_id, r.patch, r.wall_ms, s.reviewer_id FROM revision AS r "
        "JOIN session AS s ON s.id = r.session_id WHERE r.kind='put' AND r.patch<>'{}'"
    )
    made = set(sql(damage.target, query)) - set(sql(damage.sound, query))
    assert {row[3] for row in made} <= {bytes(survivors.RESCUER)}


def test_work_goes_on_in_what_was_salvaged(damage: Damage, opened: Opener) -> None:
    salvaged(damage.without_page(damage.history_pages()[2]), damage.target)
    store = opened(damage.target)
    claim_id = do(store, claims.add, "One more.")
    do(store, assessments.decide, [claim_id], Verdict.CONFIRMED)
    do(store, claims.remove, [row.id for row in store.read(claims.rows)])
    store.close()
    file.check(damage.target)


def test_what_was_salvaged_can_be_salvaged_again(damage: Damage, tmp_path: Path) -> None:
    first = salvaged(damage.without_page(damage.history_pages()[2]), damage.target)
    data = bytearray(damage.target.read_bytes())
    again = damage.sound.with_name("again.claimdesk")
    assert salvaged(damage.target, again).found == first.found
    for number in range(60, len(data) // PAGE, 5):
        data[number * PAGE : (number + 1) * PAGE] = bytes(PAGE)
    again.unlink()
    damage.target.write_bytes(data)
    salvaged(damage.target, again)
    file.check(again)


def test_verdicts_stay_those_of_their_reviewers_when_the_list_of_sessions_is_lost(
    damage: Damage,
) -> None:
    report = salvaged(damage.without_page(*damage.pages("session")), damage.target)

    assert report.authorless == report.rewritten == file.check(damage.sound).revisions
    assert live(damage.target)["assessment"] == live(damage.sound)["assessment"]
    names = {row[1] for row in live(damage.target)["reviewer"]}
    assert names == {"Nina Marsh", "Omar Bell", "Claimdesk (recovery)"}


def test_a_lost_text_takes_its_article_along_but_no_claim_and_no_verdict(damage: Damage) -> None:
    (sha,) = sql(damage.sound, "SELECT sha256 FROM content ORDER BY size DESC LIMIT 1")[0]
    data = damage.data
    place = data.index(b"Line 600 of")
    data[place] ^= 1

    report = salvaged(damage.damaged(data), damage.target)

    assert report.texts == 1
    assert report.left_out["article"] == report.left_out["article_version"] == 1
    assert report.left_out["passage"] == 40
    kinds = {kind for kind, _ in report.names}
    assert {"article", "passage"} <= kinds
    assert sum(kind == "passage" for kind, _ in report.names) == 40
    assert not sql(damage.target, "SELECT 1 FROM content WHERE sha256=?", sha)
    assert len(live(damage.target)["claim"]) == len(live(damage.sound)["claim"])
    assert live(damage.target)["assessment"] == live(damage.sound)["assessment"]


def test_a_place_that_cannot_be_written_to_is_named_and_not_the_file(damage: Damage) -> None:
    target = damage.target.parent / "no folder" / "new.claimdesk"
    assert "“new.claimdesk”" in refusal(lambda: salvaged(damage.sound, target), Code.MISSING)


def test_an_original_that_is_lost_leaves_its_article(damage: Damage, opened: Opener) -> None:
    store = opened()
    read = ReadArticle("A short text.", "With original")
    original = Original(b"<html>original</html>" * 300, "a.html")
    do(store, articles.add, read, original)
    store.close()
    data = damage.data
    data[data.index(b"original</html>") + 3000] ^= 1

    report = salvaged(damage.damaged(data), damage.target)

    assert (report.texts, dict(report.left_out)) == (1, {})
    titles = [row[1] for row in live(damage.target)["article"]]
    assert "With original" in titles


def test_a_project_whose_own_record_is_lost_is_called_after_the_file(damage: Damage) -> None:
    report = salvaged(damage.without_page(damage.history_pages()[0]), damage.target)

    assert report.lost
    assert sql(damage.target, "SELECT title FROM project") == [("damaged",)]
    assert {row[1] for row in live(damage.target)["reviewer"]} >= {"Reviewer (name lost)"}


def test_a_file_in_which_nothing_is_left_is_refused(damage: Damage) -> None:
    said = refusal(lambda: salvaged(damage.damaged(b"junk" * 5000), damage.target), Code.DAMAGED)
    assert "Nothing of a project" in said
    assert not damage.target.exists()
    assert refusal(lambda: salvaged(damage.damaged(b""), damage.target), Code.EMPTY)


def test_a_file_that_is_open_here_is_left_alone(damage: Damage, opened: Opener) -> None:
    opened(damage.sound)
    refusal(lambda: salvaged(damage.sound, damage.target), Code.ALREADY_OPEN)


def test_nothing_is_written_over(damage: Damage) -> None:
    damage.target.write_text("mine", encoding="utf-8")
    refusal(lambda: salvaged(damage.sound, damage.target), Code.EXISTS)
    assert damage.target.read_text(encoding="utf-8") == "mine"


def test_a_file_that_is_not_there_is_missing(damage: Damage, tmp_path: Path) -> None:
    refusal(lambda: salvaged(tmp_path / "no.claimdesk", damage.target), Code.MISSING)


def test_a_salvage_ends_at_its_deadline(damage: Damage) -> None:
    refusal(lambda: salvaged(damage.sound, damage.target, seconds=0), Code.TIMEOUT)
    assert [path.name for path in damage.target.parent.glob("*.part")] == []


def test_blocks_the_disk_does_not_give_are_left_out_and_counted(
    damage: Damage, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.read

    def reads(descriptor: int, size: int) -> bytes:
        if os.lseek(descriptor, 0, os.SEEK_CUR) == 5 * PAGE:
            raise OSError(errno.EIO, "Input/output error")
        return really(descriptor, size)

    monkeypatch.setattr(os, "read", reads)

    report = salvaged(damage.sound, damage.target)

    assert report.unreadable_bytes == PAGE
    assert not report.complete
    file.check(damage.target)


def test_half_written_pages_are_taken_back_in_the_copy_alone(damage: Damage) -> None:
    with closing(sqlite3.connect(damage.sound, isolation_level=None)) as writing:
        writing.execute("PRAGMA cache_size=5")
        writing.execute("PRAGMA cache_spill=5")
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("UPDATE revision SET patch = patch || ' '")
        crashed = damage.sound.with_name("crashed.claimdesk")
        shutil.copy(damage.sound, crashed)
        shutil.copy(f"{damage.sound}-journal", f"{crashed}-journal")
        writing.execute("ROLLBACK")
    before = {path.name: path.read_bytes() for path in damage.sound.parent.iterdir()}

    report = salvaged(crashed, damage.target)

    assert report.complete
    assert tables(damage.target) == tables(damage.sound)
    damage.target.unlink()
    assert {path.name: path.read_bytes() for path in damage.sound.parent.iterdir()} == before


def test_a_journal_that_names_another_file_is_not_heeded(damage: Damage, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("dear to me", encoding="utf-8")
    name = os.fsencode(victim)
    length, total = len(name).to_bytes(4, "big"), sum(name).to_bytes(4, "big")
    mark = bytes.fromhex("d9d505f920a163d7")
    damaged = damage.damaged(damage.data)
    journal = damaged.with_name(damaged.name + "-journal")
    journal.write_bytes(mark + bytes(504) + bytes(4) + name + length + total + mark)

    assert salvaged(damaged, damage.target).complete
    assert victim.read_text(encoding="utf-8") == "dear to me"


def test_the_end_of_a_history_that_only_the_index_remembers_is_missed(damage: Damage) -> None:
    last = damage.history_pages()[-1]
    assert salvaged(damage.without_page(last), damage.target).lost


def test_an_entry_that_belies_its_fingerprint_counts_as_lost(damage: Damage) -> None:
    sql(damage.sound, "UPDATE revision SET wall_ms=1 WHERE n=(SELECT max(n) FROM revision)")
    assert salvaged(damage.sound, damage.target).lost == 1


def test_an_entry_from_an_impossible_time_and_a_changed_session_are_not_believed(
    damage: Damage,
) -> None:
    row = list(revisions.Revision(*sql(damage.sound, LAST)[0]).as_row()[1:])
    row[2] = 10**12
    one = revisions.fingerprint(tuple(row))
    sql(
        damage.sound,
        "UPDATE revision SET id=?, lamport=? WHERE n=(SELECT max(n) FROM revision)",
        one,
        row[2],
    )
    sql(damage.sound, "UPDATE session SET started_ms=1 WHERE reviewer_id=?", OTHER.id)

    report = salvaged(damage.sound, damage.target)

    assert report.authorless
    assert report.lost == 1


def test_values_no_table_takes_make_a_file_damaged_beyond_salvage(damage: Damage) -> None:
    row = list(revisions.Revision(*sql(damage.sound, LAST)[0]).as_row()[1:])
    row[-5:] = ["put", "claim", bytes(16), b"", '{"stage":"nonsense","text":"x"}']
    one = revisions.fingerprint(tuple(row))
    sets = "id=?, kind=?, entity=?, entity_id=?, parents=?, patch=?"
    sql(
        damage.sound,
        f"UPDATE revision SET {sets} WHERE n=(SELECT max(n) FROM revision)",
        one,
        *row[-5:],
    )

    said = refusal(lambda: salvaged(damage.sound, damage.target), Code.DAMAGED)
    assert damage.sound.name in said
    assert not damage.target.exists()


def test_a_file_that_may_not_be_read_is_told_in_words(
    damage: Damage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_about: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "open", refuse)
    refusal(lambda: salvaged(damage.sound, damage.target), Code.NO_PERMISSION)
