"""The checklist of a claim, the list itself, and what keeps a claim from being done."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Id, Stage, Verdict
from claimdesk.core.rules import Lack
from claimdesk.store import assessments, checklist
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.dialogs.checklist import PROPOSED, ChecklistDialog
from claimdesk.ui.panes.checklist import ChecklistPart
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.lacking import LackingPart

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pane(
    qtbot: QtBot, project: Project, selection: Selection, theme: Theme, review: dict[str, Id]
) -> ClaimFormPane:
    made = ClaimFormPane(project, selection, theme)
    qtbot.addWidget(made)
    made.resize(460, 1000)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.form.sections.restore_state("checklist lacking")
    selection.choose_claim(review["closed"])
    return made


def checks(pane: ClaimFormPane) -> ChecklistPart:
    part = pane.form.sections.named("checklist").part
    assert isinstance(part, ChecklistPart)
    return part


def lacking(pane: ClaimFormPane) -> LackingPart:
    part = pane.form.sections.named("lacking").part
    assert isinstance(part, LackingPart)
    return part


def ask(project: Project, *questions: str) -> None:
    wanted = [(None, question) for question in questions]
    project.do("Edit checklist", partial(checklist.arrange, wanted=wanted))


def test_without_items_it_says_what_a_checklist_is_and_offers_to_make_one(
    pane: ClaimFormPane, qtbot: QtBot
) -> None:
    assert "no checklist yet" in checks(pane)._none.text()
    with qtbot.waitSignal(checks(pane).edit_wanted):
        QTest.mouseClick(checks(pane).edit, LEFT)


def test_a_tick_and_a_remark_are_saved_with_the_name_and_can_be_undone(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    ask(project, "Who says so?", "Is the date known?")
    heading = pane.form.sections.named("checklist").heading
    assert heading.text() == "▾  Checklist  2"
    first = checks(pane).boxes[0]
    first.tick.setFocus()
    QTest.keyClick(first.tick, Qt.Key.Key_Space)
    assert heading.text() == "▾  Checklist  1"
    row = project.read(checklist.checks, review["closed"])[0]
    assert row.done
    assert row.reviewer in first.words.text()
    assert row.reviewer in first.tick.accessibleName()
    QTest.keyClicks(first.remark.line, "the mayor")
    assert checks(pane).is_settled(checks(pane).boxes[1].remark.line)
    assert not checks(pane).is_settled(first.remark.line)
    pane.commit()
    assert project.read(checklist.checks, review["closed"])[0].remark == "the mayor"
    project.undo_stack.undo()
    project.undo_stack.undo()
    assert not first.tick.isChecked()
    assert first.remark.line.text() == ""


def test_another_claim_has_answers_of_its_own(
    pane: ClaimFormPane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    ask(project, "Who says so?")
    QTest.mouseClick(
        checks(pane).boxes[0].tick, LEFT, pos=checks(pane).boxes[0].tick.rect().center() / 4
    )
    checks(pane).boxes[0].tick.click()
    selection.choose_claim(review["loose"])
    assert not checks(pane).boxes[0].tick.isChecked()


def test_a_tick_that_cannot_be_saved_is_taken_back(pane: ClaimFormPane, project: Project) -> None:
    ask(project, "Who says so?")
    assert project.path is not None
    project.path.unlink()
    box = checks(pane).boxes[0]
    box.tick.click()
    assert not box.tick.isChecked()


def test_what_is_missing_is_said_and_leads_to_its_place(
    pane: ClaimFormPane, project: Project, qtbot: QtBot, review: dict[str, Id]
) -> None:
    codes = [button.objectName() for button in lacking(pane).buttons]
    assert codes[0] == f"lacking-{Lack.VERDICT}"
    with qtbot.waitSignal(lacking(pane).wanted) as asked:
        lacking(pane).buttons[0].click()
    assert asked.args == [Lack.VERDICT]
    edit = partial(assessments.decide, claim_ids=[review["closed"]], verdict=Verdict.DENIED)
    project.do("Mark", edit)
    assert lacking(pane).buttons[0].objectName() == f"lacking-{Lack.REASON}"
    assert lacking(pane).stops == tuple(lacking(pane).buttons)


def test_a_claim_called_done_shows_what_it_lacks_all_the_same(pane: ClaimFormPane) -> None:
    pane.form.sections.restore_state("")
    pane.form.stage.picked.emit(Stage.DONE)
    assert pane.form.sections.named("lacking").is_open


def test_a_new_verdict_asks_for_its_reason_or_why_it_is_unverified(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    for verdict, place in (
        (Verdict.UNVERIFIED, pane.form.because),
        (Verdict.CONFIRMED, pane.form.reason.edit),
    ):
        edit = partial(assessments.decide, claim_ids=[review["closed"]], verdict=verdict)
        project.do("Mark", edit)
        pane.explain_verdict()
        assert place.hasFocus()


def press(dialog: ChecklistDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, f"checklist-{name}")
    assert button is not None
    button.click()


def texts(dialog: ChecklistDialog) -> list[str]:
    return [text for _, text in dialog.items]


def test_the_list_is_proposed_worded_moved_and_shortened(qtbot: QtBot) -> None:
    dialog = ChecklistDialog([])
    qtbot.addWidget(dialog)
    dialog.show()
    press(dialog, "propose")
    assert len(dialog.items) == len(PROPOSED)
    second = texts(dialog)[1]
    press(dialog, "down")
    assert texts(dialog)[0] == second
    press(dialog, "up")
    press(dialog, "up")
    press(dialog, "remove")
    assert texts(dialog)[0] == second
    press(dialog, "add")
    editor = dialog.list.findChildren(type(dialog.focusWidget() or dialog))
    assert editor is not None
    dialog.list.currentItem().setText("  New   question? ")
    press(dialog, "add")
    assert texts(dialog)[-1] == "New question?"
    with qtbot.waitSignal(dialog.arranged) as arranged:
        press(dialog, "ok")
    assert arranged.args[0][-1] == (None, "New question?")


def test_an_empty_list_has_nothing_to_word_or_remove(qtbot: QtBot) -> None:
    dialog = ChecklistDialog([])
    qtbot.addWidget(dialog)
    for name in ("reword", "remove", "up"):
        press(dialog, name)
    assert dialog.items == []
