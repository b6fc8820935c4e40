"""Damaged files: all that proves itself comes into a new one, and the report is honest."""

import random
from pathlib import Path

import pytest

from claimdesk.core.model import Original, ReadArticle, Verdict
from claimdesk.store import (
    articles,
    assessments,
    claims,
    file,
    survivors,
)
from claimdesk.store.salvage import salvaged
from store.conftest import Opener, Review
from store.damage import PAGE, Damage, a_sound_one
from store.world import do, live, sql, tables


@pytest.fixture
def damage(review: Review, opened: Opener, tmp_path: Path) -> Damage:
    return a_sound_one(review, opened, tmp_path)


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


def test_the_end_of_a_history_that_only_the_index_remembers_is_missed(damage: Damage) -> None:
    last = damage.history_pages()[-1]
    assert salvaged(damage.without_page(last), damage.target).lost
