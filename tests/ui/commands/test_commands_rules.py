"""The rules of the house from the menu, and the ways from what is missing to its place."""

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.rules import Lack
from claimdesk.store import checklist, claims
from claimdesk.ui.commands.rules import RuleCommands
from claimdesk.ui.dialogs.checklist import PROPOSED, ChecklistDialog
from claimdesk.ui.panes.lacking import LackingPart

from .conftest import said


def test_the_proposed_list_is_asked_of_every_claim_and_undone_as_one(
    sample: Program, qtbot: QtBot
) -> None:
    sample.actions.run("tools.checklist")
    dialog = sample.window.findChildren(ChecklistDialog)[0]
    dialog.propose()
    dialog._on_ok()
    project = sample.desk.project
    assert [row.text for row in project.read(checklist.items)] == list(PROPOSED)
    assert said(sample) == "Checklist changed"
    project.undo_stack.undo()
    assert project.read(checklist.items) == []


def test_each_lack_leads_somewhere_in_the_form(sample: Program) -> None:
    asked: list[str] = []
    rules = RuleCommands(sample.desk, sample.window.form, lambda: asked.append("final verdict"))
    for lack in Lack:
        rules.go_to(lack)
    first = sample.desk.project.read(claims.rows)[0]
    sample.desk.selection.choose_claim(first.id)
    form = sample.window.form.form
    asked.clear()
    for lack in (Lack.AGREEMENT, Lack.FRESH):
        rules.go_to(lack)
    assert asked == ["final verdict"] * 2
    for lack, place in (
        (Lack.REASON, form.verdicts),
        (Lack.CLAIMANT, form.claimant.line),
        (Lack.DATE, form.said_on.line),
        (Lack.VERDICT, form.verdicts),
        (Lack.EVIDENCE, form.sections.named("evidence")),
        (Lack.PASSAGE, form.sections.named("passages")),
        (Lack.RECHECK, form.more.recheck_on.line),
        (Lack.CHECKS, form.sections.named("checklist")),
    ):
        rules.go_to(lack)
        focused = sample.window.focusWidget()
        assert focused is place or place.isAncestorOf(focused)


def test_what_a_verdict_lacks_leads_to_where_it_is_said(sample: Program) -> None:
    first = sample.desk.project.read(claims.rows)[0]
    sample.desk.selection.choose_claim(first.id)
    sample.actions.run("claim.unverify")
    form, lacking = sample.window.form.form, sample.window.form.form.sections.named("lacking").part
    assert isinstance(lacking, LackingPart)
    for lack, place in ((Lack.BECAUSE, form.because), (Lack.CLAIMANT, form.claimant.line)):
        lacking.wanted.emit(lack)
        assert sample.window.focusWidget() is place
    sample.actions.run("claim.deny")
    lacking.wanted.emit(Lack.REASON)
    assert sample.window.focusWidget() is form.reason.edit


def test_a_verdict_by_key_leads_to_its_reason(sample: Program) -> None:
    first = sample.desk.project.read(claims.rows)[0]
    sample.desk.selection.choose_claim(first.id)
    sample.actions.run("claim.confirm")
    QTest.qWait(1)
    assert sample.window.focusWidget() is sample.window.form.form.reason.edit
