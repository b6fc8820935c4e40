"""Files that somebody else has, that may not be written, or that change under the window."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.model import ReviewerRow, Verdict
from claimdesk.store import claims, file
from claimdesk.store.store import Session, Store
from claimdesk.ui.base.actions import ACTIONS
from claimdesk.ui.dialogs.held import HeldDialog
from store.locks import leave

from .conftest import Chosen, said, trouble


@pytest.fixture
def theirs(tmp_path: Path, me: ReviewerRow) -> Path:
    """Return a project with one claim."""
    path = tmp_path / "Theirs.claimdesk"
    with Store.create(path, "Theirs", me, durable=False) as store:
        store.run("Add", lambda session: claims.add(session, "One"))
    return path


@pytest.fixture
def held(theirs: Path) -> Path:
    """Return a project that Omar has open."""
    leave(theirs, machine="another", host="desk-3")
    return theirs


def idle(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not program.desk.tasks.busy, timeout=20_000)


def opens(program: Program, qtbot: QtBot, path: Path) -> None:
    program.files.open_path(path)
    idle(program, qtbot)


def answer(program: Program, qtbot: QtBot, path: Path, way: str) -> None:
    """Open a file that is held and take one of the ways."""
    opens(program, qtbot, path)
    dialog = program.window.findChildren(HeldDialog)[-1]
    assert "Omar Bell" in dialog.accessibleDescription()
    press(dialog.findChild(QPushButton, f"held-{way}"))
    idle(program, qtbot)


def press(button: QPushButton | None) -> None:
    assert button is not None
    button.click()


def take(program: Program, qtbot: QtBot, way: str) -> None:
    """Press a button of the notice."""
    (button,) = [one for one in program.window.notice.buttons if one.objectName() == way]
    button.click()
    idle(program, qtbot)


def notice(program: Program) -> str:
    return program.window.notice.sentence.text()


def texts(program: Program) -> list[str]:
    return [row.text for row in program.desk.project.read(claims.rows)]


def add(text: str) -> Callable[[Session], object]:
    return lambda session: claims.add(session, text)


# --- read only ---------------------------------------------------------------------------------


def test_a_held_project_is_looked_at_and_follows_its_owner(
    program: Program, qtbot: QtBot, held: Path, me: ReviewerRow
) -> None:
    answer(program, qtbot, held, "look")
    window, project = program.window, program.desk.project
    assert window.windowTitle() == "Theirs (read only) — Claimdesk"
    assert notice(program).startswith("Read only. Omar Bell has “Theirs.claimdesk” open on desk-3")
    assert window.status.saved.text() == "Read only"
    with Store(held, me, durable=False) as owner:
        owner.run("Add", add("Two"))
    program._stopped._pulse.setInterval(1)
    qtbot.waitUntil(lambda: len(window.claims.model.keys) == 2)
    assert window.status.saved.text().startswith("Read only, as of")
    assert not program.desk.tasks.busy  # no backup is made of what others write
    project.use(None)
    assert not program._stopped._pulse.isActive()
    assert window.notice.isHidden()


def test_nothing_can_be_edited_while_a_project_is_only_read_and_everything_says_why(
    program: Program, qtbot: QtBot, held: Path
) -> None:
    answer(program, qtbot, held, "look")
    program.actions.run("claim.next")
    form = program.window.form.form
    assert form.text.edit.isReadOnly()
    assert form.tags.line.isReadOnly()
    assert not form.verdicts.buttons[Verdict.DENIED].isEnabled()
    assert "Omar Bell" in form.stage.toolTip()
    for spec in ACTIONS:
        if spec.writes:
            assert not program.actions.action(spec.id).isEnabled()
            assert "Omar Bell" in program.actions.action(spec.id).toolTip()
    assert not program.desk.project.did("Add", add("Mine"))
    assert "Omar Bell has" in trouble(program)
    assert texts(program) == ["One"]
    program.files.open_sample()
    assert not form.text.edit.isReadOnly()
    assert program.actions.action("claim.new").isEnabled()
    assert "Omar Bell" not in program.actions.action("claim.new").toolTip()


def test_a_project_one_may_not_write_is_looked_at_without_a_question(
    program: Program, qtbot: QtBot, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda _path, _wish: False)
        opens(program, qtbot, theirs)
    assert notice(program).startswith("Read only. You may read “Theirs.claimdesk”")
    assert texts(program) == ["One"]
    assert not program.window.findChildren(HeldDialog)
    take(program, qtbot, "notice-again")
    assert program.desk.project.why_read_only == ""
    assert program.window.notice.isHidden()
    assert program.desk.project.did("Add", add("Two"))


def test_a_view_whose_file_goes_away_says_so_and_still_shows_it(
    program: Program, qtbot: QtBot, held: Path
) -> None:
    answer(program, qtbot, held, "look")
    held.rename(held.with_name("Away.claimdesk"))
    program._stopped._pulse.setInterval(1)
    qtbot.waitUntil(lambda: "moved or renamed" in notice(program))
    assert texts(program) == ["One"]
    assert not program._stopped._pulse.isActive()
    held.with_name("Away.claimdesk").rename(held)
    take(program, qtbot, "notice-reload")
    assert program.window.findChildren(HeldDialog)


# --- a copy, and anyway ------------------------------------------------------------------------


def test_work_goes_on_in_a_copy_of_the_same_project(
    program: Program, qtbot: QtBot, held: Path, chosen: Chosen
) -> None:
    chosen.paths = [held.with_name("Mine")]
    answer(program, qtbot, held, "copy")
    assert program.desk.project.path == held.with_name("Mine.claimdesk")
    assert program.desk.project.did("Add", add("Mine"))
    assert texts(program) == ["One", "Mine"]
    assert file.check(held).claims == 1


def test_a_copy_can_be_asked_for_while_looking_and_be_thought_better_of(
    program: Program, qtbot: QtBot, held: Path, chosen: Chosen
) -> None:
    answer(program, qtbot, held, "look")
    take(program, qtbot, "notice-copy")
    assert program.desk.project.path == held
    chosen.paths = [held]
    take(program, qtbot, "notice-copy")
    assert "is there already" in trouble(program)
    chosen.paths = [held.with_name("Mine.claimdesk")]
    take(program, qtbot, "notice-copy")
    assert program.desk.project.path == held.with_name("Mine.claimdesk")
    assert program.window.notice.isHidden()


def test_a_project_is_opened_anyway_and_its_stale_lock_goes_with_it(
    program: Program, qtbot: QtBot, held: Path
) -> None:
    answer(program, qtbot, held, "anyway")
    assert program.desk.project.did("Add", add("Mine"))
    program.files.close()
    assert [one.name for one in held.parent.iterdir()] == [held.name]


def test_a_lock_that_names_nobody_is_told_as_it_is(
    program: Program, qtbot: QtBot, theirs: Path
) -> None:
    leave(theirs).write_text("nothing of ours")
    opens(program, qtbot, theirs)
    dialog = program.window.findChildren(HeldDialog)[-1]
    assert "does not say who" in dialog.accessibleDescription()
    press(dialog.findChild(QPushButton, "held-look"))
    assert "does not say who" in notice(program)


# --- stopped -----------------------------------------------------------------------------------


@pytest.fixture
def mine(program: Program, qtbot: QtBot, theirs: Path) -> Path:
    """Let the program have a project open, with a second claim."""
    opens(program, qtbot, theirs)
    assert program.desk.project.did("Add", add("Two"))
    idle(program, qtbot)
    return theirs


def test_a_deleted_project_is_saved_under_a_new_name_and_work_goes_on_there(
    program: Program, qtbot: QtBot, mine: Path, chosen: Chosen
) -> None:
    mine.unlink()
    assert not program.desk.project.did("Add", add("Three"))
    assert "was deleted" in notice(program)
    assert said(program) == notice(program)
    assert texts(program) == ["One", "Two"]
    take(program, qtbot, "notice-save-as")
    assert "was deleted" in notice(program)
    chosen.paths = [mine.with_name("Rescued")]
    program.actions.run("file.save")
    idle(program, qtbot)
    assert program.desk.project.path == mine.with_name("Rescued.claimdesk")
    assert program.window.notice.isHidden()
    assert program.desk.project.did("Add", add("Three"))
    idle(program, qtbot)
    assert file.check_open(mine.with_name("Rescued.claimdesk")).claims == 3


def test_a_project_that_is_back_can_be_written_again_and_the_notice_goes(
    program: Program, qtbot: QtBot, mine: Path
) -> None:
    mine.rename(mine.with_name("Away.claimdesk"))
    assert not program.desk.project.did("Add", add("Three"))
    assert "Away.claimdesk" in notice(program)
    mine.with_name("Away.claimdesk").rename(mine)
    assert program.desk.project.did("Add", add("Three"))
    assert program.window.notice.isHidden()
    assert program.desk.project.trouble is None


def test_what_another_program_wrote_is_there_after_a_reload(
    program: Program, qtbot: QtBot, mine: Path, me: ReviewerRow
) -> None:
    with Store(mine, me, durable=False) as other:
        other.run("Add", add("His"))
    assert not program.desk.project.did("Add", add("Three"))
    take(program, qtbot, "notice-reload")
    assert texts(program) == ["One", "Two", "His"]
    assert program.window.notice.isHidden()
    assert program.desk.project.did("Add", add("Three"))


def test_another_file_in_the_place_is_opened_by_a_reload(
    program: Program, qtbot: QtBot, mine: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    program.desk.project.backup(copy)
    assert program.desk.project.did("Add", add("Lost by the reload"))
    copy.replace(mine)
    assert not program.desk.project.did("Add", add("Three"))
    assert "Another file" in notice(program)
    take(program, qtbot, "notice-reload")
    assert texts(program) == ["One", "Two"]
    assert program.desk.project.did("Add", add("Three"))


def test_what_was_being_typed_is_in_the_file_that_is_saved_under_a_new_name(
    program: Program, qtbot: QtBot, mine: Path, chosen: Chosen
) -> None:
    project, form = program.desk.project, program.window.form
    claim_id = project.read(claims.rows)[0].id
    program.desk.selection.choose_claim(claim_id)
    form.form.claimant.line.setText("The mayor")
    mine.unlink()
    form.commit()
    assert "was deleted" in notice(program)
    chosen.paths = [mine.with_name("Rescued")]
    take(program, qtbot, "notice-save-as")
    program.desk.selection.choose_claim(claim_id)
    assert form.form.claimant.line.text() == "The mayor"
    form.commit()
    detail = project.read(claims.detail, claim_id)
    assert detail is not None
    assert detail.claimant == "The mayor"


def test_a_project_that_was_cut_short_offers_its_backups(
    program: Program, qtbot: QtBot, mine: Path
) -> None:
    os.truncate(mine, mine.stat().st_size // 2)
    assert not program.desk.project.did("Add", add("Three"))
    ways = [one.objectName() for one in program.window.notice.buttons]
    assert ways == ["notice-backups", "notice-reload"]
    take(program, qtbot, "notice-reload")
    assert "Theirs.claimdesk" in trouble(program)


@pytest.mark.parametrize("keeps_time", [False, True])
def test_a_project_that_was_written_over_offers_its_backups(
    program: Program, qtbot: QtBot, mine: Path, keeps_time: bool
) -> None:
    before = mine.stat()
    other = mine.with_name("other")
    other.write_bytes(b"x" * before.st_size)
    shutil.copyfile(other, mine)
    if keeps_time:
        os.utime(mine, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not program.desk.project.did("Add", add("Three"))
    assert "written over" in notice(program)
    ways = [one.objectName() for one in program.window.notice.buttons]
    assert ways == ["notice-backups", "notice-reload"]
    program.files.close()
    assert program.window.notice.isHidden()
    program.files.save_as()
    program.files.reload()
    program._stopped._copy()
