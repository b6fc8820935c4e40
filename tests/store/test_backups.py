"""Backups: when one is due, which stay, how one is made, and that older ones are never at risk."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.errors import Code
from claimdesk.core.ids import as_text
from claimdesk.core.model import Id
from claimdesk.store import backups, claims, file, projects
from claimdesk.store.backups import ALL, DAILY, MONTHLY, WEEKLY, Shelf, is_due, kept, listed, make
from store.conftest import Opener, Review
from store.world import do, refusal, sql, tables

NOW = dt.datetime(2026, 3, 14, 15, 9, 26).astimezone()
MOMENTS = st.floats(-3, 800).map(lambda days: NOW - dt.timedelta(days=days))


@given(st.sets(MOMENTS, max_size=60))
def test_the_latest_and_all_of_two_days_stay(dates: set[dt.datetime]) -> None:
    staying = kept(dates, NOW)
    assert staying <= dates
    assert {one for one in dates if NOW - one <= ALL} <= staying
    assert not dates or max(dates) in staying


@given(st.sets(MOMENTS, max_size=60))
def test_what_is_older_stays_once_a_day_a_week_a_month(dates: set[dt.datetime]) -> None:
    staying = kept(dates, NOW) - {max(dates, default=NOW)}
    days = [one.date() for one in staying if ALL < NOW - one <= DAILY]
    weeks = [one.isocalendar()[:2] for one in staying if DAILY < NOW - one <= WEEKLY]
    months = [(one.year, one.month) for one in staying if WEEKLY < NOW - one <= MONTHLY]
    for found in (days, weeks, months):
        assert len(found) == len(set(found))
    assert not [one for one in staying if NOW - one > MONTHLY]


@given(st.sets(MOMENTS, max_size=60))
def test_thinning_again_thins_nothing_more(dates: set[dt.datetime]) -> None:
    once = kept(dates, NOW)
    assert kept(once, NOW) == once


@given(st.sets(MOMENTS, min_size=1, max_size=60))
def test_every_day_week_and_month_that_had_one_still_has_one(dates: set[dt.datetime]) -> None:
    staying = kept(dates, NOW)
    for one in dates:
        age = NOW - one
        if ALL < age <= DAILY:
            assert one.date() in {other.date() for other in staying}
        elif DAILY < age <= WEEKLY:
            assert one.isocalendar()[:2] in {other.isocalendar()[:2] for other in staying}


def test_a_year_of_backups_every_half_hour_thinned_as_it_goes_leaves_a_handful() -> None:
    dates: set[dt.datetime] = set()
    now = NOW
    for _ in range(500):
        now += dt.timedelta(hours=18)
        dates.add(now)
        dates = kept(dates, now)
    ages = sorted(now - one for one in dates)
    assert len([age for age in ages if age <= ALL]) == 3
    assert 10 <= len([age for age in ages if ALL < age <= DAILY]) <= 13
    assert 9 <= len([age for age in ages if DAILY < age <= WEEKLY]) <= 11
    assert 8 <= len([age for age in ages if age > WEEKLY]) <= 10


def test_one_is_due_on_the_first_change_of_a_day_and_every_half_hour() -> None:
    assert is_due(None, NOW)
    assert is_due(NOW - dt.timedelta(minutes=30), NOW)
    assert not is_due(NOW - dt.timedelta(minutes=29), NOW)
    midnight = NOW.replace(hour=0, minute=1) + dt.timedelta(days=1)
    assert is_due(midnight - dt.timedelta(minutes=2), midnight)


@pytest.fixture
def folder(tmp_path: Path, review: Review) -> Path:
    return backups.folder_of(tmp_path / "backups", review.store.read(projects.row).id)


def test_backups_lie_in_a_folder_per_project(tmp_path: Path) -> None:
    folder = backups.folder_of(tmp_path, Id(bytes(16)))
    assert folder.name == as_text(bytes(16))
    assert listed(folder) == []


def test_another_project_under_the_name_does_not_get_among_the_backups(
    review: Review, folder: Path, opened: Opener, tmp_path: Path
) -> None:
    opened(tmp_path / "other.claimdesk")
    refusal(lambda: make(tmp_path / "other.claimdesk", folder, NOW), Code.CHANGED)
    assert listed(folder) == []


def test_a_backup_of_an_open_project_is_the_whole_of_it(review: Review, folder: Path) -> None:
    made = make(review.path, folder, NOW)

    assert made.path.name == "2026-03-14 15.09.26.claimdesk"
    assert listed(folder) == [made]
    assert (made.made, made.remark) == (NOW, "")
    assert made.size == made.path.stat().st_size
    assert tables(made.path) == tables(review.path)
    do(review.store, claims.add, "Work goes on.")


def test_two_backups_of_one_second_have_two_names(review: Review, folder: Path) -> None:
    first, second = make(review.path, folder, NOW), make(review.path, folder, NOW)
    assert second.path.name == "2026-03-14 15.09.26 2.claimdesk"
    assert {one.path for one in listed(folder)} == {first.path, second.path}


def test_making_one_thins_the_older_but_not_those_with_a_reason(
    review: Review, folder: Path
) -> None:
    old = make(review.path, folder, NOW - dt.timedelta(days=700), "before merging")
    make(review.path, folder, NOW - dt.timedelta(days=600))
    made = make(review.path, folder, NOW)
    assert [(one.path, one.remark) for one in listed(folder)] == [
        (made.path, ""),
        (old.path, "before merging"),
    ]


def test_what_is_no_backup_is_neither_listed_nor_removed(review: Review, folder: Path) -> None:
    made = make(review.path, folder, NOW)
    (folder / "2026-13-77 99.99.99.claimdesk").write_text("no date", encoding="utf-8")
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    (folder / "2026-03-14 15.09.26.folder.claimdesk").mkdir()
    make(review.path, folder, NOW + dt.timedelta(days=900))
    assert len(list(folder.iterdir())) == 5  # one is where the project was
    assert made.path not in {one.path for one in listed(folder)}


def test_a_backup_that_does_not_verify_is_not_kept_and_the_others_stay(
    review: Review, folder: Path
) -> None:
    old = make(review.path, folder, NOW - dt.timedelta(days=600))
    review.store.close()
    sql(review.path, "UPDATE claim SET text='changed by hand'")

    refusal(lambda: make(review.path, folder, NOW), Code.DAMAGED)

    assert listed(folder) == [old]
    assert [path.name for path in folder.glob("*.claimdesk")] == [old.path.name]


def test_a_folder_that_cannot_be_made_is_trouble_in_words(review: Review, folder: Path) -> None:
    folder.parent.write_text("no folder", encoding="utf-8")
    assert refusal(lambda: make(review.path, folder, NOW), Code.MISSING)


def test_a_folder_that_cannot_be_read_is_trouble_in_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError(13, "no")

    folder.mkdir(parents=True)
    monkeypatch.setattr(Path, "iterdir", refuse)
    refusal(lambda: listed(folder), Code.NO_PERMISSION)


def test_a_backup_comes_back_as_a_new_file_and_over_nothing(
    review: Review, folder: Path, tmp_path: Path, opened: Opener
) -> None:
    made = make(review.path, folder, NOW)
    before = tables(review.path)
    do(review.store, claims.remove, [review.first])
    target = tmp_path / "back.claimdesk"

    backups.restore(made.path, target)

    assert tables(target) == before
    assert len(opened(target).read(claims.rows)) == 2
    refusal(lambda: backups.restore(made.path, target), Code.EXISTS)
    assert file.check(made.path)


def test_shelves_tell_of_which_projects_there_are_backups(review: Review, folder: Path) -> None:
    assert backups.shelves(folder.parent) == []
    assert not backups.exist(folder.parent)
    make(review.path, folder, NOW)
    other = folder.with_name("other")
    other.mkdir()
    (other / "2026-03-15 10.00.00.claimdesk").write_text("spoilt", encoding="utf-8")
    (folder.parent / "a file").write_text("no folder", encoding="utf-8")
    folder.with_name("empty").mkdir()

    title = review.store.read(projects.row).title
    assert backups.exist(folder.parent)
    assert backups.shelves(folder.parent) == [
        Shelf(other, "other", None),
        Shelf(folder, title, review.path),
    ]
    (other / "project.txt").write_text("/desk/Ferries.claimdesk", encoding="utf-8")
    assert backups.shelves(folder.parent)[0].title == "Ferries"


def test_shelves_that_cannot_be_read_are_trouble_in_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError(13, "no")

    folder.mkdir(parents=True)
    monkeypatch.setattr(Path, "iterdir", refuse)
    refusal(lambda: backups.shelves(folder), Code.NO_PERMISSION)
    assert not backups.exist(folder)


def test_a_backup_of_an_older_format_comes_back_as_it_is(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "data" / "format0.claimdesk"
    target = tmp_path / "back.claimdesk"
    backups.restore(old, target)
    assert target.read_bytes() == old.read_bytes()
    refusal(lambda: backups.restore(old, tmp_path / "no" / "x.claimdesk"), Code.MISSING)


def test_what_is_no_project_does_not_come_back(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("spoilt", encoding="utf-8")
    refusal(lambda: backups.restore(tmp_path / "b", tmp_path / "c"), Code.NOT_PROJECT)
