"""Words that are being typed outlast the project: closed, lost on the disk, saved as another."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.model import Id
from claimdesk.store import checklist, claims, notes, passages
from claimdesk.ui.dialogs.note import NoteDialog
from claimdesk.ui.panes.checklist import CheckBox, ChecklistPart
from claimdesk.ui.panes.passage_list import PassageBox
from ui.commands.conftest import Chosen

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def dialogs(program: Program) -> list[NoteDialog]:
    return [one for one in program.window.findChildren(NoteDialog) if one.isVisible()]


def bodies(program: Program) -> list[str]:
    return [row.body for row in program.desk.project.read(notes.rows)]


def open_path(program: Program) -> Path:
    path = program.desk.project.path
    assert path is not None
    return path


def go_to(program: Program, place: int) -> Id:
    """Choose a claim by its place with its first passage."""
    claim_id = program.desk.project.read(claims.rows)[place].id
    link = program.desk.project.read(passages.links, claim_id)[0]
    program.desk.selection.show_passage(link.article_id, link.passage_id, claim_id)
    return claim_id


def save_as(program: Program, chosen: Chosen, target: Path) -> None:
    chosen.paths = [target]
    program.files.save_as()
    assert open_path(program) == target


def speakers(program: Program) -> PassageBox:
    part = program.window.form.form.sections.named("passages").part
    assert isinstance(part, PassageBox)
    return part


def first_remark(program: Program) -> CheckBox:
    part = program.window.form.form.sections.named("checklist").part
    assert isinstance(part, ChecklistPart)
    return part.boxes[0]


def test_a_note_that_is_open_when_the_project_closes_is_saved(sample: Program) -> None:
    go_to(sample, 0)
    path, before = open_path(sample), bodies(sample)
    sample.actions.run("notes.claim")
    sample.actions.run("notes.claim")
    (dialog,) = dialogs(sample)
    QTest.keyClicks(dialog.text, "Half a thou")
    sample.actions.run("notes.article")
    sample.files.close()
    assert dialogs(sample) == []
    sample.files.open_path(path)
    assert bodies(sample) == [*before, "Half a thou"]
    assert dialogs(sample) == []
    sample.actions.run("edit.undo")
    assert bodies(sample) == before


def test_a_note_that_cannot_be_saved_stays_and_comes_along_into_the_copy(
    sample: Program, chosen: Chosen, tmp_path: Path
) -> None:
    go_to(sample, 0)
    before = bodies(sample)
    sample.actions.run("notes.claim")
    (dialog,) = dialogs(sample)
    QTest.keyClicks(dialog.text, "Ask the city")
    open_path(sample).unlink()
    dialog._save.click()
    assert dialogs(sample) == [dialog]
    save_as(sample, chosen, tmp_path / "Copy.claimdesk")
    (again,) = dialogs(sample)
    assert again.text.toPlainText() == "Ask the city"
    again._save.click()
    assert dialogs(sample) == []
    assert bodies(sample) == [*before, "Ask the city"]


def test_what_is_typed_is_in_a_copy(
    sample: Program, chosen: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    claim_id, before = go_to(sample, 0), bodies(sample)
    sample.actions.run("notes.claim")
    QTest.keyClicks(dialogs(sample)[0].text, "Ask the city")
    speakers(sample).speaker.line.setText("The mayor")
    chosen.paths = [tmp_path / "Copy.claimdesk"]
    sample.files.save_copy()
    sample.files.open_path(tmp_path / "Copy.claimdesk")
    qtbot.waitUntil(lambda: open_path(sample).name == "Copy.claimdesk", timeout=20_000)
    assert bodies(sample) == [*before, "Ask the city"]
    assert sample.desk.project.read(passages.links, claim_id)[0].speaker == "The mayor"


def test_a_note_waits_while_another_project_is_open(
    sample: Program, chosen: Chosen, tmp_path: Path
) -> None:
    go_to(sample, 0)
    path = open_path(sample)
    sample.actions.run("notes.claim")
    QTest.keyClicks(dialogs(sample)[0].text, "Ask the city")
    aside = path.rename(tmp_path / "Aside.claimdesk")
    chosen.paths = [tmp_path / "Other.claimdesk"]
    sample.actions.run("file.new")
    assert dialogs(sample) == []
    aside.rename(path)
    sample.files.open_path(path)
    assert [one.text.toPlainText() for one in dialogs(sample)] == ["Ask the city"]


def test_a_speaker_that_cannot_be_saved_is_there_again(
    sample: Program, chosen: Chosen, tmp_path: Path
) -> None:
    claim_id = go_to(sample, 0)
    box = speakers(sample)
    sample.window.form.form.sections.named("passages").heading.setChecked(True)
    open_path(sample).unlink()
    box.speaker.line.setText("The harbour master")
    go_to(sample, 1)
    assert box.speaker.line.text() != "The harbour master"
    save_as(sample, chosen, tmp_path / "Copy.claimdesk")
    go_to(sample, 0)
    assert box.speaker.line.text() == "The harbour master"
    sample.window.form.commit()
    link = sample.desk.project.read(passages.links, claim_id)[0]
    assert link.speaker == "The harbour master"
    box.speaker.line.setText("The mayor")
    save_as(sample, chosen, tmp_path / "Next.claimdesk")
    assert sample.desk.project.read(passages.links, claim_id)[0].speaker == "The mayor"


def test_a_remark_that_cannot_be_saved_is_there_again(
    sample: Program, chosen: Chosen, tmp_path: Path
) -> None:
    project = sample.desk.project
    arranged = partial(checklist.arrange, wanted=[(None, "Is it new?")])
    assert project.did("Edit checklist", arranged)
    claim_id = go_to(sample, 0)
    sample.window.form.form.sections.named("checklist").heading.setChecked(True)
    first_remark(sample).tick.click()
    open_path(sample).unlink()
    first_remark(sample).remark.line.setText("Since Monday")
    go_to(sample, 1)
    assert first_remark(sample).remark.line.text() == ""
    go_to(sample, 0)
    assert first_remark(sample).remark.line.text() == "Since Monday"
    save_as(sample, chosen, tmp_path / "Copy.claimdesk")
    go_to(sample, 0)
    assert first_remark(sample).remark.line.text() == "Since Monday"
    sample.window.form.commit()
    assert [row.remark for row in project.read(checklist.checks, claim_id)] == ["Since Monday"]


def test_a_remark_outlasts_an_edit_of_the_list_that_makes_its_line_anew(sample: Program) -> None:
    project = sample.desk.project
    arranged = partial(checklist.arrange, wanted=[(None, "Is it new?")])
    assert project.did("Edit checklist", arranged)
    go_to(sample, 0)
    sample.window.form.form.sections.named("checklist").heading.setChecked(True)
    first_remark(sample).tick.click()
    box = first_remark(sample)
    path = open_path(sample)
    aside = path.rename(path.with_name("Aside.claimdesk"))
    box.remark.line.setText("Since Monday")
    box.remark.commit()
    part = sample.window.form.form.sections.named("checklist").part
    assert isinstance(part, ChecklistPart)
    part._make([box.row])
    aside.rename(path)
    assert first_remark(sample) is not box
    assert first_remark(sample).remark.line.text() == "Since Monday"
