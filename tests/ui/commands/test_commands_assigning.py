"""Claims are assigned, found again, gone through; all of it can be undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from claimdesk.app.program import Program
from claimdesk.core.ids import new_id
from claimdesk.core.listing import ClaimFilter
from claimdesk.core.model import Id, Verdict
from claimdesk.store import assessments, assignments, claims, keep, reviewers
from claimdesk.store.store import Session
from claimdesk.store.tables import Reviewer
from claimdesk.ui.base.message import Message
from claimdesk.ui.dialogs.assign import AssignDialog
from claimdesk.ui.dialogs.preferences import Preferences

from .conftest import said


@pytest.fixture
def ids(sample: Program) -> list[Id]:
    """Choose the first two claims of the sample."""
    found = [row.id for row in sample.desk.project.read(claims.rows)]
    sample.desk.selection.choose_claim(found[0])
    return found


def opened(program: Program) -> AssignDialog:
    program.actions.run("claim.assign")
    return program.window.findChildren(AssignDialog)[-1]


def press_ok(dialog: AssignDialog) -> None:
    button = dialog.findChild(QPushButton, "assign-ok")
    assert button is not None
    button.click()


def asked(program: Program, claim_id: Id) -> list[str]:
    return [row.reviewer for row in program.desk.project.read(assignments.rows, claim_id)]


def test_people_are_checked_and_somebody_new_is_named_and_one_undo_takes_all_back(
    sample: Program, ids: list[Id]
) -> None:
    project = sample.desk.project
    before = asked(sample, ids[0])
    dialog = opened(sample)
    me = dialog.list.item(0)
    me.setCheckState(Qt.CheckState.Checked)
    dialog.newcomer.setText("  Ada   Lovelace ")
    press_ok(dialog)
    assert {"Ada Lovelace"} <= set(asked(sample, ids[0]))
    assert "Ada Lovelace" in said(sample)
    assert project.undo_stack.undoText().startswith("Assign claim")
    project.undo_stack.undo()
    assert asked(sample, ids[0]) == before
    assert "Ada Lovelace" not in [row.name for row in project.read(reviewers.rows)]


def test_who_is_asked_on_some_of_the_chosen_claims_stays_so_until_it_is_said(
    sample: Program, ids: list[Id]
) -> None:
    project = sample.desk.project
    me = project.reviewer_id
    project.do("Assign", lambda session: assignments.assign(session, [ids[0]], me))
    sample.window.claims.select_all()
    dialog = opened(sample)
    item = dialog.list.item(0)
    assert item.checkState() is Qt.CheckState.PartiallyChecked
    assert "asked on 1 of" in item.text()
    press_ok(dialog)
    assert said(sample) == "They are assigned so already"
    dialog = opened(sample)
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    press_ok(dialog)
    assert project.undo_stack.undoText() == "Take assignment back"
    assert project.read(assignments.rows, reviewer_id=me) == []


def test_what_is_assigned_to_me_is_listed_and_gone_through(sample: Program, ids: list[Id]) -> None:
    project, me = sample.desk.project, sample.desk.project.reviewer_id
    sample.actions.run("claim.next_assigned")
    assert said(sample) == "Nothing that is assigned to you is left to judge"
    for claim_id in (ids[1], ids[3]):
        sample.desk.selection.choose_claim(claim_id)
        sample.actions.run("claim.assign_me")
    sample.window.claims.bar.use(ClaimFilter(verdicts=frozenset([None])))
    sample.actions.run("claim.next_assigned")
    assert sample.desk.selection.now.claim_id == ids[1]
    assert not sample.window.claims.bar.wanted.is_empty
    sample.actions.run("edit.filter_mine")
    assert sample.window.claims.model.keys == [ids[1], ids[3]]
    assert said(sample) == "2 claims left to judge"
    project.do("Mark", lambda session: assessments.decide(session, ids[1:2], Verdict.DENIED))
    assert sample.window.claims.model.keys == [ids[3]]
    sample.actions.run("claim.next_assigned")
    assert sample.desk.selection.now.claim_id == ids[3]
    row = sample.window.claims.model.row_at(0)
    assert row is not None
    assert project.read(assignments.rows, reviewer_id=me)[0].reviewer in row.assigned


def test_a_verdict_is_said_in_the_dialog_and_in_the_list(sample: Program, ids: list[Id]) -> None:
    project = sample.desk.project
    project.do("Mark", lambda session: assessments.decide(session, ids[:1], Verdict.DENIED))
    sample.actions.run("claim.assign_me")
    assert "verdict given" in opened(sample).list.item(0).text()
    column = next(one for one in sample.window.claims.model.columns if one.name == "assigned")
    row = sample.window.claims.model.row_at(0)
    assert row is not None
    assert column.said is not None
    assert "(verdict given)" in column.said(row)
    assert "✓" in column.show(row)


def test_without_a_claim_nothing_is_asked(sample: Program) -> None:
    sample.desk.selection.clear()
    for action in ("claim.assign", "claim.assign_me"):
        sample.actions.run(action)
    assert sample.window.findChildren(AssignDialog) == []


def test_the_menu_of_the_filter_offers_everybody_oneself_first(
    sample: Program, ids: list[Id]
) -> None:
    del ids
    sample.actions.run("claim.assign_me")
    bar = sample.window.claims.bar
    bar._fill_menu()
    menu = next(one.menu() for one in bar.menu.actions() if one.text() == "Assi&gned to")
    first = menu.actions()[0]  # type: ignore[attr-defined]
    assert "(you)" in first.text()
    first.trigger()
    assert bar.wanted.assigned == {sample.desk.project.reviewer_id}
    assert "Assigned to" in bar.chips.accessibleName() or bar.chips.isVisibleTo(bar)


@pytest.fixture
def named(sample: Program, ids: list[Id]) -> Program:
    """Somebody of my name, written otherwise, is asked on two claims and has never been here."""
    me = sample.desk.settings.me()
    card = {"name": me.name.swapcase(), "initials": "X"}

    def assign(session: Session) -> None:
        other = keep.put(session, Reviewer, new_id(), **card)
        assignments.assign(session, ids[:2], other)

    sample.desk.project.do("Assign", assign)
    return sample


def message(program: Program) -> Message:
    (found,) = (one for one in program.window.findChildren(Message) if one.isVisible())
    return found


def press(program: Program, name: str) -> None:
    button = message(program).findChild(QPushButton, name)
    assert button is not None
    button.click()


def test_what_is_assigned_to_my_name_is_offered_and_taken_over_as_one_action(
    named: Program, ids: list[Id]
) -> None:
    note, project = named.window.status.namesake, named.desk.project
    name = named.desk.settings.me().name.swapcase()
    assert note.text() == f"2 claims for “{name}”: is that you?"
    named.actions.run("edit.filter_mine")
    assert named.window.claims.model.rowCount() == 0
    note.click()
    assert message(named).sentence.startswith(f"2 claims are assigned to a “{name}” who has not")
    press(named, "namesake-yes")
    assert said(named) == "2 claims assigned to you"
    assert note.isHidden()
    assert named.window.claims.model.keys == ids[:2]
    assert project.undo_stack.undoText() == "Take over assignments"
    project.undo_stack.undo()
    assert named.window.claims.model.rowCount() == 0
    assert not note.isHidden()


def test_who_is_somebody_else_is_not_offered_again(named: Program, ids: list[Id]) -> None:
    note, project = named.window.status.namesake, named.desk.project
    before = project.undo_stack.count()
    named.actions.run("claim.take_over")
    press(named, "namesake-no")
    assert note.isHidden()
    assert project.undo_stack.count() == before
    project.do("Assign", lambda s: assignments.assign(s, ids[2:3], s.reviewer_id))
    assert note.isHidden()
    named.actions.run("claim.take_over")
    assert message(named).isVisible()


def test_the_name_in_the_preferences_is_looked_for_at_once(named: Program) -> None:
    note = named.window.status.namesake
    mine = named.desk.settings.me().name
    for name, is_offered in (("Somebody Else", False), (mine, True)):
        named.actions.run("edit.preferences")
        dialog = next(one for one in named.window.findChildren(Preferences) if one.isVisible())
        line = dialog.findChild(QLineEdit, "reviewer-name")
        assert line is not None
        line.setText(name)
        line.editingFinished.emit()
        assert note.isHidden() is not is_offered
        dialog.close()
    named.desk.project.use(None)
    assert note.isHidden()


def test_nobody_is_asked_to_take_over_what_is_not_there(sample: Program) -> None:
    sample.actions.run("claim.take_over")
    assert said(sample).startswith("Nothing is assigned to another")


def test_who_is_asked_can_be_asked_no_more_though_the_name_is_not_in_the_list(
    named: Program, ids: list[Id]
) -> None:
    project = named.desk.project
    (row,) = project.read(assignments.rows, ids[0])
    project.do("Remove", lambda s: keep.remove(s, Reviewer, row.reviewer_id))
    dialog = opened(named)
    places = {dialog.list.item(at).text(): at for at in range(dialog.list.count())}
    dialog.list.item(places[row.reviewer]).setCheckState(Qt.CheckState.Unchecked)
    press_ok(dialog)
    assert asked(named, ids[0]) == []
