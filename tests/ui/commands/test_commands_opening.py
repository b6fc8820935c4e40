"""Projects come into the window: our own at once, others after a check, stopped ones recovered."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.model import ReviewerRow
from claimdesk.store import checking, claims
from claimdesk.store.store import Store
from claimdesk.ui.dialogs.progress import ProgressStrip
from claimdesk.ui.dialogs.recovery import RecoveryDialog

from .conftest import Chosen, said, trouble

STOP = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=2")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE claim SET text='half'")
for number in range(3000):
    connection.execute("INSERT INTO meta VALUES (?, 'half')", (str(number),))
os._exit(9)
"""


@pytest.fixture
def stranger(tmp_path: Path, me: ReviewerRow) -> Path:
    """Return a project that this program did not leave."""
    path = tmp_path / "Stranger.claimdesk"
    with Store.create(path, "Stranger", me, durable=False) as store:
        store.run("Add", lambda session: claims.add(session, "One"))
    return path


@pytest.fixture
def stopped(stranger: Path) -> Path:
    """Return a project whose writer was stopped while it saved."""
    done = subprocess.run([sys.executable, "-c", STOP, str(stranger)], check=False)
    assert done.returncode == 9
    return stranger


def idle(program: Program, qtbot: QtBot) -> None:
    """Wait until nobody waits for anything."""
    qtbot.waitUntil(lambda: not program.desk.tasks.busy, timeout=20_000)


def offered(program: Program, qtbot: QtBot) -> RecoveryDialog:
    """Return the dialog that offers the recovery."""
    qtbot.waitUntil(lambda: bool(program.window.findChildren(RecoveryDialog)), timeout=20_000)
    return program.window.findChildren(RecoveryDialog)[-1]


def test_a_project_from_elsewhere_opens_after_its_check(
    program: Program, qtbot: QtBot, stranger: Path
) -> None:
    then: list[str] = []
    program.files.open_path(stranger, lambda: then.append("opened"))
    assert not program.desk.project.is_open
    assert program.desk.tasks.busy
    idle(program, qtbot)
    assert program.desk.project.path == stranger
    program.files.open_path(stranger, lambda: then.append("open already"))
    assert then == ["opened", "open already"]


def test_a_project_we_left_opens_at_once_until_somebody_writes_to_it(
    program: Program, qtbot: QtBot, stranger: Path
) -> None:
    program.files.open_path(stranger)
    idle(program, qtbot)
    program.files.close()
    program.files.open_path(stranger)
    assert program.desk.project.path == stranger
    program.files.close()
    os.utime(stranger, ns=(1, 1))
    program.files.open_path(stranger)
    assert not program.desk.project.is_open
    idle(program, qtbot)
    assert program.desk.project.is_open


def test_the_rest_is_checked_in_the_background_and_said_quietly(
    program: Program, qtbot: QtBot, stranger: Path
) -> None:
    program.files.opening.check_quietly()  # with nothing open there is nothing to check
    program.files.open_path(stranger)
    idle(program, qtbot)
    program.files.opening.check_quietly()
    assert not program.desk.tasks.busy
    qtbot.waitUntil(lambda: said(program).startswith("Checked"), timeout=20_000)
    assert said(program) == "Checked: everything is as it was written"


def test_damage_found_in_the_background_is_told_and_the_file_is_not_trusted_again(
    program: Program, qtbot: QtBot, stranger: Path
) -> None:
    program.files.open_path(stranger)
    idle(program, qtbot)
    with closing(sqlite3.connect(stranger)) as other:
        other.execute("UPDATE claim SET text='forged'")
        other.commit()
    program.files.opening.check_quietly()
    qtbot.waitUntil(lambda: bool(program.desk.notifier.history), timeout=20_000)
    assert "changed by hand" in trouble(program)
    program.files.close()
    program.files.open_path(stranger)
    idle(program, qtbot)
    assert not program.desk.project.is_open


def test_a_check_in_the_background_that_cannot_be_finished_is_a_quiet_word(
    program: Program, qtbot: QtBot, stranger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.files.open_path(stranger)
    idle(program, qtbot)
    monkeypatch.setattr(checking, "seconds_for", lambda _stored: 0.0)
    program.files.opening.check_quietly()
    qtbot.waitUntil(lambda: "took too long" in said(program), timeout=20_000)
    assert not program.desk.notifier.history


def test_a_project_of_ours_is_checked_when_the_window_has_come_to_rest(
    program: Program, qtbot: QtBot, stranger: Path
) -> None:
    program.files.open_path(stranger)
    idle(program, qtbot)
    program.files.close()
    assert not program.files.opening._calm.isActive()
    program.files.open_path(stranger)
    assert program.files.opening._calm.isActive()
    program.files.opening._calm.setInterval(0)
    qtbot.waitUntil(lambda: said(program).startswith("Checked"), timeout=20_000)


def test_trouble_with_a_stranger_is_shown_and_the_open_project_stays(
    sample: Program, qtbot: QtBot, stranger: Path
) -> None:
    with closing(sqlite3.connect(stranger)) as other:
        other.execute("UPDATE claim SET text='forged'")
        other.commit()
    before = sample.desk.project.path
    sample.files.open_path(stranger)
    idle(sample, qtbot)
    assert "changed by hand" in trouble(sample)
    assert sample.desk.project.path == before


def test_a_check_can_be_cancelled(program: Program, qtbot: QtBot, stranger: Path) -> None:
    program.files.open_path(stranger)
    program.desk.tasks.cancel()
    idle(program, qtbot)
    assert not program.desk.project.is_open
    assert "Stopped" in trouble(program)


def test_a_check_that_takes_a_while_is_seen_and_can_be_cancelled_without_a_project(
    program: Program, qtbot: QtBot, stranger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = checking.examined

    def slow(path: Path, progress: checking.Progress) -> checking.Finding:
        while really(path, progress).trouble is None:
            progress(0, 9)
        raise AssertionError

    monkeypatch.setattr(checking, "examined", slow)
    program.files.open_path(stranger)
    strip = program.window.findChild(ProgressStrip)
    assert strip is not None
    qtbot.waitUntil(strip.isVisible, timeout=20_000)
    cancel = strip.findChild(QToolButton, "progress-cancel")
    assert cancel is not None
    cancel.click()
    idle(program, qtbot)
    assert not program.window.status.isVisible()
    assert not program.desk.project.is_open


def test_only_what_was_wanted_last_is_opened(
    program: Program,
    qtbot: QtBot,
    stranger: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = tmp_path / "Other.claimdesk"
    shutil.copy(stranger, other)
    really, first_ended = checking.examined, threading.Event()

    def in_order(path: Path, progress: checking.Progress) -> checking.Finding:
        if path == other:
            first_ended.wait(20)
        found = really(path, progress)
        first_ended.set()
        return found

    monkeypatch.setattr(checking, "examined", in_order)
    program.files.open_path(stranger)
    program.files.open_path(other)
    idle(program, qtbot)
    assert program.desk.project.path == other


def test_a_file_that_changes_while_it_is_checked_is_not_opened(
    program: Program, qtbot: QtBot, stranger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = checking.examined

    def slow(path: Path, progress: checking.Progress) -> checking.Finding:
        found = really(path, progress)
        os.utime(path, ns=(1, 1))
        return found

    monkeypatch.setattr(checking, "examined", slow)
    program.files.open_path(stranger)
    idle(program, qtbot)
    assert "was changed while" in trouble(program)
    assert not program.desk.project.is_open


def test_a_stopped_save_is_recovered_into_a_new_file(
    program: Program, qtbot: QtBot, stopped: Path, chosen: Chosen
) -> None:
    before = {one.name: one.read_bytes() for one in stopped.parent.iterdir()}
    program.files.open_path(stopped)
    dialog = offered(program, qtbot)
    assert "stopped while “Stranger.claimdesk” was being saved" in dialog.accessibleDescription()
    assert "0 articles, 1 claim, 3 steps of history" in dialog.accessibleDescription()
    button = dialog.findChild(QPushButton, "recovery-recover")
    assert button is not None
    assert button.isDefault()
    button.click()  # cancelled in the file dialog: the offer stays
    assert dialog.isVisible()
    target = stopped.with_name("Stranger recovered.claimdesk")
    chosen.paths = [stopped]
    button.click()
    assert "is there already" in trouble(program)
    chosen.paths = [target]
    button.click()
    assert program.desk.project.path == target
    assert program.desk.project.read(claims.rows)[0].text == "One"
    for name, data in before.items():
        assert stopped.with_name(name).read_bytes() == data


def test_an_offer_that_is_declined_leaves_nothing(
    program: Program, qtbot: QtBot, stopped: Path
) -> None:
    before = {one.name for one in stopped.parent.iterdir()}
    program.files.open_path(stopped)
    dialog = offered(program, qtbot)
    aside = program.files.opening.rescue._aside
    assert aside is not None
    dialog.reject()
    assert not Path(aside.name).exists()
    assert {one.name for one in stopped.parent.iterdir()} == before
    assert not program.desk.project.is_open


def test_a_picture_waits_for_a_project_that_is_being_checked(
    program: Program,
    qtbot: QtBot,
    stranger: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(program._app, "exit", lambda _status: None)
    picture = tmp_path / "window.png"
    program.files.open_path(stranger)
    program.photograph(picture)
    assert not picture.exists()
    qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=20_000)
    assert picture.exists()
    assert program.desk.project.path == stranger


def test_articles_that_come_with_a_project_wait_for_it(
    program: Program, qtbot: QtBot, stranger: Path, tmp_path: Path
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("The bridge was closed.", encoding="utf-8")
    program.open_files([stranger, article])
    qtbot.waitUntil(lambda: program.window.articles.model.rowCount() > 0, timeout=20_000)
    assert program.desk.project.path == stranger


def test_a_file_of_an_older_format_is_brought_up_to_date_and_opens(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "Old.claimdesk"
    shutil.copy(Path(__file__).parents[2] / "data" / "format0.claimdesk", path)
    program.files.open_path(path)
    qtbot.waitUntil(lambda: program.desk.project.path == path, timeout=20_000)
    assert any("among the backups" in one for one in program.desk.announcer.history)
    assert program.window.claims.model.rowCount() == 3
    assert list((program.desk.folders.data / "backups").rglob("* before the new format.claimdesk"))
