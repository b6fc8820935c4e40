"""Typing in the claim form is never lost, misplaced or overwritten from outside."""

from functools import partial
from pathlib import Path

from claimdesk.core.model import Id, ReviewerRow
from claimdesk.store import checklist, claims
from claimdesk.store.store import Store
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.fields import Field
from ui.claim_form.parts import detail, line, type_into


def complaint(field: Field) -> str:
    return field.complaint.text() if field.complaint.isVisible() else ""


def test_going_to_another_claim_saves_to_the_one_it_was_typed_for(
    pane: ClaimFormPane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    type_into(line(pane, "said-where"), "A post")
    pane.form.text.edit.setPlainText("Closed.")
    selection.choose_claim(review["cost"])
    assert detail(project, review["closed"]).said_where == "A post"
    assert detail(project, review["closed"]).text == "Closed."
    assert detail(project, review["cost"]).said_where == ""
    assert line(pane, "said-where").text() == ""


def test_what_cannot_be_saved_is_explained_and_waits_for_the_reviewer(
    pane: ClaimFormPane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    type_into(line(pane, "said-on"), "29 Oct")
    pane.commit()
    assert "2025-10-29" in complaint(pane.form.said_on)
    assert line(pane, "said-on").accessibleDescription() == complaint(pane.form.said_on)
    assert detail(project, review["closed"]).said_on == ""
    selection.choose_claim(review["cost"])
    assert line(pane, "said-on").text() == ""
    assert complaint(pane.form.said_on) == ""
    selection.choose_claim(review["closed"])
    assert line(pane, "said-on").text() == "29 Oct"
    assert complaint(pane.form.said_on)
    line(pane, "said-on").setText("2025-10-29")
    pane.commit()
    assert complaint(pane.form.said_on) == ""
    assert detail(project, review["closed"]).said_on == "2025-10-29"


def test_taking_back_what_was_wrong_takes_the_complaint_away(pane: ClaimFormPane) -> None:
    type_into(line(pane, "said-on"), "x")
    pane.commit()
    assert complaint(pane.form.said_on)
    line(pane, "said-on").clear()
    pane.commit()
    assert complaint(pane.form.said_on) == ""


def test_a_claim_without_words_is_not_saved(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    pane.form.text.edit.setPlainText(" \n")
    pane.commit()
    assert "needs words" in complaint(pane.form.text)
    assert detail(project, review["closed"]).text == "The bridge was closed on Monday."


def test_a_change_from_outside_shows_unless_something_is_typed(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    change = partial(claims.change, claim_id=review["closed"])
    project.do("Outside", partial(change, said_where="Radio", claimant="Mayor"))
    assert line(pane, "said-where").text() == "Radio"
    line(pane, "said-where").setText("TV")
    project.do("Outside", partial(change, said_where="Press", claimant="Council"))
    assert line(pane, "said-where").text() == "TV"
    assert line(pane, "claimant").text() == "Council"
    pane.commit()
    assert detail(project, review["closed"]).said_where == "TV"
    line(pane, "said-where").setText("Post")
    project.do("Outside", partial(change, said_where="Post"))
    assert not pane.form.said_where.is_touched


def test_typing_that_is_given_up_shows_what_came_from_outside_meanwhile(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    field = line(pane, "said-where")
    field.setText("TV")
    change = partial(claims.change, claim_id=review["closed"], said_where="Press")
    project.do("Outside", change)
    field.setText("")
    pane.commit()
    assert field.text() == "Press"


def test_a_claim_that_goes_empties_the_form_and_undo_brings_it_back(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    line(pane, "said-where").setText("TV")
    project.do("Remove", partial(claims.remove, claim_ids=[review["closed"]]))
    assert pane.empty.isVisible()
    project.undo_stack.undo()
    assert pane.form.isVisible()
    assert line(pane, "said-where").text() == ""


def test_changes_that_show_nothing_here_are_passed_over(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    before = pane._facts
    project.do("Ask", partial(checklist.add, text="Who says so?"))
    assert pane._facts is before
    project.do("Tag", partial(claims.set_tags, claim_id=review["cost"], names=["x"]))
    project.do("Other", partial(claims.change, claim_id=review["cost"], claimant="Y"))
    assert line(pane, "claimant").text() == "The city"


def test_what_could_not_be_saved_comes_back_with_the_claim_in_whichever_file(
    pane: ClaimFormPane,
    project: Project,
    selection: Selection,
    tmp_path: Path,
    me: ReviewerRow,
    review: dict[str, Id],
) -> None:
    assert project.path is not None
    rescued = tmp_path / "rescued.claimdesk"
    line(pane, "said-where").setText("TV")
    project.path.unlink()
    pane.commit()
    project.backup(rescued)
    selection.clear()
    project.use(Store.open(rescued, me, durable=False))
    selection.choose_claim(review["closed"])
    assert line(pane, "said-where").text() == "TV"
    pane.commit()
    found = project.read(claims.detail, review["closed"])
    assert found is not None
    assert found.said_where == "TV"


def test_what_is_being_typed_is_saved_before_another_project_is_opened(
    pane: ClaimFormPane, project: Project, tmp_path: Path, me: ReviewerRow, review: dict[str, Id]
) -> None:
    line(pane, "said-where").setText("TV")
    path = project.path
    assert path is not None
    project.use(Store.create(tmp_path / "other.claimdesk", "Other", me, durable=False))
    assert pane.empty.isVisible()
    with Store.open(path, me, durable=False) as before:
        found = before.read(claims.detail, review["closed"])
    assert found is not None
    assert found.said_where == "TV"
