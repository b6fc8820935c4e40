"""Backups by themselves, by Ctrl+S and from the list; copies for outsiders."""

import datetime as dt
import os
import shutil
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.ids import as_text
from claimdesk.store import backups, claims, file, projects
from claimdesk.store.backups import Backup
from claimdesk.ui.commands import copies
from claimdesk.ui.commands.backups import plain_name
from claimdesk.ui.dialogs.manual import Manual

from .conftest import Chosen, said, trouble

W = TypeVar("W", QLabel, QPushButton, QTableView, QCheckBox, QComboBox)


def folder(program: Program) -> Path:
    project = program.desk.project.read(projects.row)
    return program.desk.folders.data / "backups" / as_text(project.id)


def listed(program: Program) -> list[Backup]:
    return backups.listed(folder(program))


def settle(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: not program.desk.tasks.busy, timeout=20_000)


def dialog(program: Program) -> QDialog:
    (found,) = (one for one in program.window.findChildren(QDialog) if one.isVisible())
    return found


def part(program: Program, kind: type[W], name: str) -> W:
    return dialog(program).findChildren(kind, name)[0]


def edit(program: Program, text: str = "One more.") -> None:
    assert program.desk.project.did("Edit", lambda session: claims.add(session, text))


def at(monkeypatch: pytest.MonkeyPatch, now: dt.datetime) -> None:
    monkeypatch.setattr(copies, "_now", lambda: now)


def test_ctrl_s_makes_a_verified_backup_among_the_others(sample: Program, qtbot: QtBot) -> None:
    sample.actions.run("file.save")
    settle(qtbot, sample)
    (made,) = listed(sample)
    assert said(sample) == f"Everything is saved. Backup made and checked: {made.path.name}"
    assert file.check(made.path).claims == 20


def test_the_first_change_of_a_day_and_every_half_hour_make_one(
    sample: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = dt.datetime(2026, 3, 14, 9, 0).astimezone()
    for minutes, expected in ((0, 1), (10, 1), (29, 1), (31, 2), (60 * 24, 3)):
        at(monkeypatch, start + dt.timedelta(minutes=minutes))
        edit(sample)
        settle(qtbot, sample)
        assert len(listed(sample)) == expected
    assert file.check(listed(sample)[0].path).claims == 25


def test_a_project_opened_again_remembers_when_the_last_one_was_made(
    sample: Program, qtbot: QtBot
) -> None:
    edit(sample)
    settle(qtbot, sample)
    path = sample.desk.project.path
    assert path is not None
    sample.files.close()
    sample.files.open_path(path)
    edit(sample)
    assert not sample.desk.tasks.busy
    assert len(listed(sample)) == 1


def test_work_goes_on_while_a_backup_is_made(sample: Program, qtbot: QtBot) -> None:
    for number in range(20):
        edit(sample, f"Claim {number}")
    settle(qtbot, sample)
    assert len(listed(sample)) == 1
    assert sample.desk.project.read(projects.progress).claims == 40


def test_backups_that_fail_are_told_once_and_quietly(
    sample: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sample.desk.folders.data / "backups").write_text("no folder", encoding="utf-8")
    start = dt.datetime(2026, 3, 14, 9, 0).astimezone()
    for hours in range(3):
        at(monkeypatch, start + dt.timedelta(hours=hours))
        edit(sample)
        settle(qtbot, sample)
    told = [one for one in sample.desk.announcer.history if one.startswith("No backup was made")]
    assert len(told) == 1
    assert not sample.desk.notifier.history


def test_a_backup_asked_for_that_cannot_be_made_is_trouble(sample: Program, qtbot: QtBot) -> None:
    (sample.desk.folders.data / "backups").write_text("no folder", encoding="utf-8")
    sample.actions.run("file.save")
    settle(qtbot, sample)
    assert trouble(sample).endswith((".", ")."))
    assert said(sample).startswith("Opened")


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed there")
def test_ctrl_s_rescues_a_file_that_was_removed_meanwhile(sample: Program, qtbot: QtBot) -> None:
    path = sample.desk.project.path
    assert path is not None
    path.unlink()
    sample.actions.run("file.save")
    settle(qtbot, sample)
    assert said(sample).startswith("Everything is saved. Backup made")
    (made,) = listed(sample)
    assert file.check(made.path).claims == 20


def test_a_backup_is_compared_and_opens_as_a_copy(
    sample: Program, qtbot: QtBot, chosen: Chosen, tmp_path: Path
) -> None:
    sample.actions.run("file.save")
    settle(qtbot, sample)
    edit(sample)
    settle(qtbot, sample)
    sample.actions.run("file.backups")
    settle(qtbot, sample)
    difference = part(sample, QLabel, "backup-difference")
    assert difference.text() == "Compared with now: 1 claim fewer."
    edit(sample)
    settle(qtbot, sample)
    assert difference.text() == "Compared with now: 2 claims fewer."

    chosen.paths = [tmp_path / "back"]
    part(sample, QPushButton, "backup-open").click()
    settle(qtbot, sample)

    assert sample.desk.project.path == tmp_path / "back.claimdesk"
    assert sample.desk.project.read(projects.progress).claims == 20
    assert not [one for one in sample.window.findChildren(QDialog) if one.isVisible()]


def test_a_backup_goes_over_no_file(
    sample: Program, qtbot: QtBot, chosen: Chosen, tmp_path: Path
) -> None:
    sample.actions.run("file.save")
    settle(qtbot, sample)
    sample.actions.run("file.backups")
    settle(qtbot, sample)
    part(sample, QPushButton, "backup-open").click()  # and cancel
    mine = tmp_path / "mine.claimdesk"
    mine.write_text("mine", encoding="utf-8")
    chosen.paths = [mine]
    part(sample, QPushButton, "backup-open").click()
    settle(qtbot, sample)
    assert "mine.claimdesk" in trouble(sample)
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_damaged_backup_says_so_in_the_list(sample: Program, qtbot: QtBot) -> None:
    sample.actions.run("file.save")
    settle(qtbot, sample)
    listed(sample)[0].path.write_text("not a project any more", encoding="utf-8")
    sample.actions.run("file.backups")
    settle(qtbot, sample)
    assert "not a Claimdesk project" in part(sample, QLabel, "backup-difference").text()


def test_the_folder_of_the_backups_is_shown(
    sample: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    sample.actions.run("file.save")
    settle(qtbot, sample)
    sample.actions.run("file.backups")
    part(sample, QPushButton, "backup-folder").click()
    assert [Path(one.toLocalFile()) for one in shown] == [folder(sample)]
    settle(qtbot, sample)


def test_a_list_of_backups_that_cannot_be_read_is_said(
    sample: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError(13, "no")

    folder(sample).mkdir(parents=True)
    monkeypatch.setattr(Path, "iterdir", refuse)
    sample.actions.run("file.backups")
    assert any("rights" in one for one in sample.desk.announcer.history)
    dialog(sample).close()


def spare(program: Program, qtbot: QtBot) -> None:
    """Make a backup of the open project and leave the project."""
    program.actions.run("file.save")
    settle(qtbot, program)
    program.files.close()


def test_the_backups_of_a_lost_project_are_listed_and_it_comes_back_under_its_name(
    sample: Program, qtbot: QtBot, chosen: Chosen
) -> None:
    path = sample.desk.project.path
    assert path is not None
    spare(sample, qtbot)
    assert sample.window.welcome.backups_button.isVisible()
    path.unlink()
    sample.files.open_path(path)
    part(sample, QPushButton, "trouble-backups").click()
    settle(qtbot, sample)
    difference = part(sample, QLabel, "backup-difference")
    assert difference.text().startswith("It holds 2 articles, 20 claims")
    assert part(sample, QComboBox, "backup-project").currentData(Qt.ItemDataRole.ToolTipRole) == (
        str(path)
    )
    part(sample, QPushButton, "backup-open").click()  # and cancel
    assert chosen.proposed == [path]
    chosen.paths = [path]
    part(sample, QPushButton, "backup-open").click()
    settle(qtbot, sample)
    assert sample.desk.project.path == path
    assert sample.desk.project.read(projects.progress).claims == 20


def test_backups_of_an_older_format_come_back_and_are_brought_up_to_date(
    sample: Program, qtbot: QtBot, chosen: Chosen, tmp_path: Path
) -> None:
    old = folder(sample)
    old.mkdir(parents=True)
    fixture = Path(__file__).parents[2] / "data" / "format0.claimdesk"
    shutil.copy(fixture, old / "2026-01-02 10.00.00 before the new format.claimdesk")
    sample.actions.run("file.backups")
    settle(qtbot, sample)
    assert "a copy of it is brought up to date" in part(sample, QLabel, "backup-difference").text()
    target = tmp_path / "Back.claimdesk"
    chosen.paths = [target]
    part(sample, QPushButton, "backup-open").click()
    qtbot.waitUntil(lambda: sample.desk.project.path == target, timeout=20_000)
    assert len(sample.window.claims.model.keys) == 3


def test_the_backups_of_another_project_can_be_looked_into_beside_the_open_one(
    sample: Program, qtbot: QtBot, tmp_path: Path, chosen: Chosen
) -> None:
    spare(sample, qtbot)
    chosen.paths = [tmp_path / "Fresh.claimdesk"]
    sample.actions.run("file.new")
    sample.actions.run("file.backups")
    settle(qtbot, sample)
    assert part(sample, QLabel, "backup-empty").isVisible()
    choice = part(sample, QComboBox, "backup-project")
    assert choice.currentText().startswith("Fresh, in ")
    choice.setCurrentIndex(1)
    settle(qtbot, sample)
    assert part(sample, QLabel, "backup-difference").text().startswith("It holds 2 articles")
    part(sample, QPushButton, "backup-help").click()
    assert sample.window.findChildren(Manual)
    for one in sample.window.findChildren(QDialog):
        one.close()


def test_without_backups_the_list_says_so_and_the_welcome_page_offers_none(
    program: Program,
) -> None:
    assert not program.window.welcome.backups_button.isVisible()
    program.actions.run("file.backups")
    assert "no backups on this computer" in part(program, QLabel, "backup-empty").text()
    dialog(program).close()


def test_a_title_becomes_the_name_of_a_file() -> None:
    assert plain_name("A: b/c?  d.") == "A b c d"
    assert plain_name("...") == "Project"


def test_a_copy_for_outsiders_is_counted_written_and_told(
    sample: Program, qtbot: QtBot, chosen: Chosen, tmp_path: Path
) -> None:
    sample.actions.run("file.copy_outsiders")
    settle(qtbot, sample)
    part(sample, QCheckBox, "outsiders-notes").click()
    settle(qtbot, sample)
    assert "– 2 notes" in part(sample, QLabel, "outsiders-removed").text()
    chosen.paths = [tmp_path / "outside"]
    part(sample, QPushButton, "outsiders-save").click()
    settle(qtbot, sample)
    assert "outside.claimdesk" in trouble(sample)
    assert "– 2 notes" in trouble(sample)
    assert file.check(tmp_path / "outside.claimdesk").claims == 20


def test_a_copy_for_outsiders_that_is_cancelled_writes_nothing(
    sample: Program, qtbot: QtBot, chosen: Chosen
) -> None:
    sample.actions.run("file.copy_outsiders")
    part(sample, QPushButton, "outsiders-save").click()
    settle(qtbot, sample)
    assert not sample.desk.notifier.history


def test_answers_that_come_after_a_dialog_is_closed_go_nowhere(
    sample: Program, qtbot: QtBot
) -> None:
    sample.actions.run("file.save")
    settle(qtbot, sample)
    for action in ("file.backups", "file.copy_outsiders"):
        sample.actions.run(action)
        dialog(sample).close()
    settle(qtbot, sample)
    assert not sample.desk.notifier.history
