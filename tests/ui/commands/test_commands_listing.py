"""Sorting, moving, stages, tags and kept filters, as the menus do them."""

from PySide6.QtWidgets import QLineEdit, QMenu

from claimdesk.app.program import Program
from claimdesk.core.listing import ClaimColumn, ClaimFilter, ClaimOrder
from claimdesk.core.model import Stage
from claimdesk.store import claims
from claimdesk.ui.dialogs.one_line import OneLine


def said(program: Program) -> str:
    return program.desk.announcer.history[-1]


def asked(program: Program) -> OneLine:
    found = [one for one in program.window.findChildren(OneLine) if one.isVisible()]
    return found[-1]


def fill_in(program: Program, text: str) -> None:
    dialog = asked(program)
    line = dialog.findChild(QLineEdit)
    assert line is not None
    assert not dialog._ok.isEnabled()
    line.setText(text)
    dialog._ok.click()


def numbers(program: Program) -> list[str]:
    model = program.window.claims.model
    return [model.index(place, 0).data() for place in range(model.rowCount())]


def menu(program: Program) -> QMenu:
    found = program.actions.submenu("edit.saved_filters")
    found.aboutToShow.emit()
    return found


def test_the_list_is_sorted_from_the_menu_and_the_menu_shows_how(sample: Program) -> None:
    sample.actions.run("view.sort_claim")
    assert sample.window.claims.order == ClaimOrder(ClaimColumn.CLAIM)
    assert said(sample) == "Sorted by claim"
    assert sample.actions.action("view.sort_claim").isChecked()
    sample.actions.run("view.sort_reverse")
    assert said(sample) == "Sorted by claim, from the other end"
    assert sample.actions.action("view.sort_reverse").isChecked()
    sample.actions.run("view.sort_number")
    assert numbers(sample) == [str(n) for n in range(1, 21)]


def test_next_and_previous_follow_the_sorted_and_filtered_list(sample: Program) -> None:
    pane = sample.window.claims
    sample.actions.run("view.sort_claim")
    keys = list(pane.model.keys)
    sample.desk.selection.choose_claim(keys[3])
    sample.actions.run("claim.next")
    assert sample.desk.selection.now.claim_id == keys[4]
    rows = {row.id: row for row in sample.desk.project.read(claims.rows)}
    still_open = [key for key in keys if rows[key].verdict is None]
    sample.desk.selection.choose_claim(still_open[0])
    sample.actions.run("claim.next_open")
    assert sample.desk.selection.now.claim_id == still_open[1]


def test_claims_are_moved_by_key_and_the_move_is_undone(sample: Program) -> None:
    pane, project = sample.window.claims, sample.desk.project
    first, second = pane.model.keys[:2]
    sample.desk.selection.choose_claim(second)
    sample.actions.run("claim.move_up")
    assert list(pane.model.keys)[:2] == [second, first]
    assert said(sample) == "Moved to number 1"
    sample.actions.run("claim.move_up")
    assert list(pane.model.keys)[:2] == [second, first]
    sample.actions.run("claim.move_down")
    assert list(pane.model.keys)[:2] == [first, second]
    project.undo_stack.undo()
    assert list(pane.model.keys)[:2] == [second, first]
    sample.actions.run("view.sort_claim")
    sample.actions.run("claim.move_down")
    assert said(sample) == "Sort by the order of the review to move claims"


def test_several_claims_get_stage_and_tags_in_one_action(sample: Program) -> None:
    sample.actions.run("claim.next")
    sample.window.claims.select_all()
    sample.actions.run("claim.stage_second_review")
    assert said(sample) == "20 claims: second review"
    rows = sample.desk.project.read(claims.rows)
    assert {row.stage for row in rows} == {Stage.SECOND_REVIEW}
    sample.actions.run("claim.tag")
    fill_in(sample, " to ask , urgent,")
    assert said(sample) == "Tagged: to ask, urgent"
    tagged = {row.claim_id for row in sample.desk.project.read(claims.tags) if row.name == "urgent"}
    assert len(tagged) == 20
    sample.actions.run("claim.tag")
    fill_in(sample, ",")
    assert sample.desk.project.undo_stack.undoText() == "Add tags"
    sample.window.claims.table.clearSelection()
    sample.actions.run("claim.tag")
    sample.actions.run("claim.stage_done")
    assert sample.desk.project.undo_stack.undoText() == "Add tags"


def test_a_filter_is_kept_by_name_used_replaced_and_deleted(sample: Program) -> None:
    bar, settings = sample.window.claims.bar, sample.desk.settings
    sample.actions.run("edit.save_filter")
    assert said(sample) == "Filter the claims first"
    assert menu(sample).actions()[0].text() == "None yet"
    wanted = ClaimFilter("bridge", stages=frozenset([Stage.DONE]))
    bar.use(wanted)
    sample.actions.run("edit.save_filter")
    fill_in(sample, "Bridge & done")
    assert said(sample) == "Filter “Bridge & done” saved"
    sample.actions.run("edit.clear_filter")
    assert bar.wanted.is_empty
    entry = menu(sample).actions()[0]
    assert (entry.text(), entry.isChecked()) == ("Bridge && done", False)
    entry.trigger()
    assert bar.wanted == wanted
    bar.use(ClaimFilter("river"))
    replace, delete = (one.menu() for one in menu(sample).actions()[-2:])
    assert isinstance(replace, QMenu)
    replace.actions()[0].trigger()
    assert settings.now.claim_filters == {"Bridge & done": ClaimFilter("river")}
    assert menu(sample).actions()[0].isChecked()
    delete = menu(sample).actions()[-1].menu()
    assert isinstance(delete, QMenu)
    delete.actions()[0].trigger()
    assert settings.now.claim_filters == {}
