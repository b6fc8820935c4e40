"""Blind review in the window: switched, undone, and nothing of others shown until mine is given."""

from claimdesk.app.program import Program
from claimdesk.core.model import Agreement, Id
from claimdesk.store import adjudications, assessments, claims, projects
from claimdesk.store.store import Session
from claimdesk.ui.dialogs.final_verdict import FinalVerdictDialog

from .conftest import said

DONE = "16 of 20 claims reviewed · confirmed 5, denied 4, unverified 7"


def decided_by_others(session: Session) -> Id:
    row = next(one for one in claims.rows(session) if one.agreement is Agreement.ADJUDICATED)
    return row.id


def is_checked(program: Program) -> bool:
    return program.actions.action("tools.blind").isChecked()


def test_all_that_shows_verdicts_follows_the_switch(sample: Program) -> None:
    window, project = sample.window, sample.desk.project
    claim_id = project.read(decided_by_others)
    sample.desk.selection.choose_claim(claim_id)
    opinions = window.form.form.opinions
    assert window.status.progress.text() == DONE
    assert not opinions.isHidden()
    assert window.status.blind.isHidden()
    sample.actions.run("tools.blind")
    assert said(sample) == "Blind review: verdicts of others appear once you have given yours"
    assert is_checked(sample)
    assert window.status.progress.text() == "0 of 20 claims reviewed"
    assert not window.status.blind.isHidden()
    assert "once you have given your verdict" in opinions._closed.text()
    assert not opinions._closed.isHidden()
    assert opinions._rows == []
    assert {row.verdict for row in project.read(claims.rows)} == {None}
    model = window.articles.model
    assert model.rows_of(model.keys)[0].reviewed == 0
    sample.actions.run("edit.undo")
    assert not is_checked(sample)
    assert window.status.progress.text() == DONE
    assert opinions._closed.isHidden()


def test_what_others_said_appears_with_my_own_verdict(sample: Program) -> None:
    project = sample.desk.project
    claim_id = project.read(decided_by_others)
    sample.desk.selection.choose_claim(claim_id)
    sample.actions.run("tools.blind")
    sample.actions.run("claim.settle")
    assert said(sample) == "Blind review: give your own verdict first"
    assert sample.window.findChildren(FinalVerdictDialog) == []
    sample.actions.run("claim.confirm")
    opinions = sample.window.form.form.opinions
    assert opinions._closed.isHidden()
    assert len(opinions._rows) == 1 + len(project.read(assessments.rows, claim_id)) - 1
    assert project.read(adjudications.rows, claim_id)[0].stale


def test_the_switch_is_on_for_whoever_opens_the_project_next(sample: Program) -> None:
    path = sample.desk.project.path
    assert path is not None
    sample.actions.run("tools.blind")
    sample.actions.run("file.close")
    assert not is_checked(sample)
    sample.files.open_path(path)
    assert is_checked(sample)
    assert sample.desk.project.undo_stack.undoText() == "Begin blind review"
    sample.actions.run("tools.blind")
    assert said(sample) == "Blind review has ended: all verdicts are shown"
    assert not sample.desk.project.read(projects.row).blind
    sample.actions.run("edit.undo")
    assert is_checked(sample)
