"""Priority and the day to check again, of one claim or several, and the claims that are due."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from claimdesk.app.program import Program
from claimdesk.core.listing import ClaimFilter
from claimdesk.core.model import ClaimDetail, Id
from claimdesk.store import claims
from claimdesk.ui.base.dates import today
from claimdesk.ui.dialogs.one_line import OneLine

from .conftest import said

Flag = QItemSelectionModel.SelectionFlag


def choose(program: Program, number: int) -> list[Id]:
    """Choose the first claims of the list."""
    pane = program.window.claims
    chosen = list(pane.model.keys)[:number]
    program.desk.selection.choose_claim(chosen[0])
    for one in chosen[1:]:
        pane.table.selectionModel().select(pane.model.index_of(one), Flag.Select | Flag.Rows)
    return chosen


def details(program: Program, claim_ids: list[Id]) -> list[ClaimDetail]:
    found = [program.desk.project.read(claims.detail, one) for one in claim_ids]
    return [one for one in found if one is not None]


def asked(program: Program) -> OneLine:
    return [one for one in program.window.findChildren(OneLine) if one.isVisible()][-1]


@pytest.mark.parametrize(("priority", "word"), [(3, "high"), (2, "medium"), (1, "low")])
def test_several_claims_get_a_priority_at_once(sample: Program, priority: int, word: str) -> None:
    chosen = choose(sample, 3)
    before = details(sample, chosen)
    sample.actions.run(f"claim.priority_{priority}")
    assert [one.priority for one in details(sample, chosen)] == [priority] * 3
    assert said(sample) == f"3 claims: priority {word}"
    sample.actions.run("claim.priority_0")
    assert said(sample) == "3 claims: priority not said"
    sample.desk.project.undo_stack.undo()
    sample.desk.project.undo_stack.undo()
    assert details(sample, chosen) == before


def test_several_claims_are_to_be_checked_again_on_a_day_typed_by_keys(sample: Program) -> None:
    chosen = choose(sample, 2)
    sample.actions.run("claim.recheck")
    dialog = asked(sample)
    assert dialog.windowTitle() == "Check 2 claims again"
    QTest.keyClicks(dialog.line, "tomorrow")
    assert not dialog._ok.isEnabled()
    assert dialog._complaint.text().startswith("Write a date")
    dialog.line.clear()
    QTest.keyClicks(dialog.line, "2024-05")
    assert dialog._complaint.isHidden()
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert [one.recheck_on for one in details(sample, chosen)] == ["2024-05"] * 2
    assert said(sample) == "2 claims: check again on 2024-05"
    assert sample.desk.project.undo_stack.undoText() == "Change day to check again"
    sample.actions.run("claim.recheck")
    assert asked(sample).line.text() == "2024-05"
    asked(sample).line.clear()
    asked(sample)._ok.click()
    assert said(sample) == "2 claims: not due again"
    sample.desk.project.undo_stack.undo()
    sample.desk.project.undo_stack.undo()
    assert [one.recheck_on for one in details(sample, chosen)] == ["", ""]


def test_without_a_claim_nothing_is_asked(sample: Program) -> None:
    sample.desk.selection.clear()
    sample.window.claims.table.clearSelection()
    sample.actions.run("claim.recheck")
    sample.actions.run("claim.priority_3")
    assert not [one for one in sample.window.findChildren(OneLine) if one.isVisible()]


def test_the_note_in_the_status_bar_lists_what_is_due(sample: Program) -> None:
    (first,) = choose(sample, 1)
    note = sample.window.status.due
    note._look.stop()
    note._look.timeout.emit()
    project = sample.desk.project
    project.do("Due", lambda session: claims.change(session, first, recheck_on="2024"))
    note.click()
    assert sample.window.claims.bar.wanted == ClaimFilter(due_by=today())
    assert list(sample.window.claims.model.keys) == [first]
    assert said(sample) == "1 claim is due"


def test_a_key_leads_to_more_about_the_claim(sample: Program) -> None:
    choose(sample, 1)
    sample.actions.run("claim.more")
    assert sample.window.form.form.more.context.edit.hasFocus()
