"""Claims made of claims: copies, mergers, parts."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.listing import ClaimFilter
from claimdesk.core.model import Id
from claimdesk.store import claims, passages
from claimdesk.ui.dialogs.claims.merge import MergeDialog
from claimdesk.ui.dialogs.claims.merge_into import MergeIntoDialog
from claimdesk.ui.dialogs.split_claim import SplitDialog

from .conftest import said

Flag = QItemSelectionModel.SelectionFlag


def ids(program: Program) -> list[Id]:
    return [row.id for row in program.desk.project.read(claims.rows)]


def choose(program: Program, *places: int) -> None:
    """Choose claims in the list; the first is the current one."""
    known = ids(program)
    program.desk.selection.choose_claim(known[places[0]])
    table = program.window.claims.table
    for place in places[1:]:
        index = program.window.claims.model.index_of(known[place])
        table.selectionModel().select(index, Flag.Select | Flag.Rows)


def test_a_copy_stands_behind_its_claim_and_is_worded_at_once(sample: Program) -> None:
    before = ids(sample)
    choose(sample, 2)
    sample.actions.run("claim.duplicate")
    after = ids(sample)
    assert after[:3] == before[:3]
    assert after[4:] == before[3:]
    assert sample.desk.selection.now.claim_id == after[3]
    assert sample.window.form.form.text.edit.hasFocus()
    sample.desk.project.undo_stack.undo()
    assert ids(sample) == before


def preview(program: Program) -> MergeDialog:
    (dialog,) = [one for one in program.window.findChildren(MergeDialog) if one.isVisible()]
    return dialog


def test_the_current_claim_takes_over_the_other_chosen_ones_once_that_was_seen(
    sample: Program,
) -> None:
    project, before = sample.desk.project, ids(sample)
    number = sum(len(project.read(passages.links, before[place])) for place in (1, 2))
    choose(sample, 1, 2)
    sample.actions.run("claim.merge")
    dialog = preview(sample)
    assert dialog.windowTitle() == "Merge 2 claims"
    assert ids(sample) == before
    assert "Comes over to claim 2" in dialog.told.toPlainText()
    assert "3. " in dialog.told.toPlainText()
    assert not dialog.told.verticalScrollBar().isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert ids(sample) == [*before[:2], *before[3:]]
    assert len(project.read(passages.links, before[1])) == number
    assert said(sample) == "Merged 1 claim into claim 2"
    assert project.undo_stack.undoText() == "Merge claims"
    project.undo_stack.undo()
    assert ids(sample) == before


def test_another_of_the_chosen_claims_can_be_kept_instead(sample: Program) -> None:
    before = ids(sample)
    choose(sample, 1, 2)
    sample.actions.run("claim.merge")
    dialog = preview(sample)
    dialog.kept.setCurrentIndex(1)
    assert "Comes over to claim 3" in dialog.told.toPlainText()
    dialog._ok.click()
    assert ids(sample) == [before[0], *before[2:]]
    assert sample.desk.selection.now.claim_id == before[2]
    assert said(sample) == "Merged 1 claim into claim 2"


def test_a_preview_that_is_left_changes_nothing(sample: Program) -> None:
    before = ids(sample)
    choose(sample, 0, 1, 2)
    sample.actions.run("claim.merge")
    QTest.keyClick(preview(sample), Qt.Key.Key_Escape)
    assert ids(sample) == before
    assert not sample.desk.project.undo_stack.canUndo()


@pytest.mark.parametrize("places", [(4,), (4, 5)])
def test_claims_are_merged_into_one_that_is_found_by_its_words(
    sample: Program, places: tuple[int, ...]
) -> None:
    project, before = sample.desk.project, ids(sample)
    kept = project.read(claims.rows)[10]
    choose(sample, *places)
    sample.actions.run("claim.merge" if len(places) == 1 else "claim.merge_into")
    (dialog,) = sample.window.findChildren(MergeIntoDialog)
    offered = {one.row.id for one in dialog.claims.offers if one.row}
    assert offered == set(before) - {before[place] for place in places}
    QTest.keyClicks(dialog.claims.filter, kept.text)
    QTest.keyClick(dialog.claims.filter, Qt.Key.Key_Return)
    assert preview(sample).choice == kept.id
    preview(sample)._ok.click()
    assert ids(sample) == [one for one in before if one not in {before[n] for n in places}]
    assert sample.desk.selection.now.claim_id == kept.id


def test_nothing_is_merged_into_a_claim_that_is_not_found(sample: Program) -> None:
    choose(sample, 1)
    sample.actions.run("claim.merge_into")
    (dialog,) = sample.window.findChildren(MergeIntoDialog)
    QTest.keyClicks(dialog.claims.filter, "zzzz")
    assert not dialog._ok.isEnabled()
    dialog._on_ok()
    assert dialog.isVisible()


def test_a_claim_that_is_not_listed_is_merged_alone(sample: Program) -> None:
    choose(sample, 1)
    sample.window.claims.bar.use(ClaimFilter(text="#9"))
    sample.actions.run("claim.merge_into")
    (dialog,) = sample.window.findChildren(MergeIntoDialog)
    assert dialog.windowTitle() == "Merge claim 2 into another one"


def test_without_a_claim_nothing_is_merged_split_or_copied(sample: Program) -> None:
    before = ids(sample)
    sample.desk.selection.clear()
    for action in ("merge", "merge_into", "split", "duplicate", "relate"):
        sample.actions.run(f"claim.{action}")
    assert ids(sample) == before
    assert not sample.window.findChildren(MergeIntoDialog)


def test_words_and_passages_become_a_claim_of_their_own(sample: Program, qtbot: QtBot) -> None:
    project, before = sample.desk.project, ids(sample)
    choose(sample, 0)
    sample.actions.run("claim.split")
    dialog = sample.window.findChildren(SplitDialog)[0]
    links = project.read(passages.links, before[0])
    assert dialog.list.count() == len(links)
    dialog.words.clear()
    ok = dialog.findChild(QPushButton, "split-ok")
    assert ok is not None
    assert not ok.isEnabled()
    QTest.keyClicks(dialog.words, "Only half of it.")
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    ok.click()
    new = ids(sample)[1]
    assert [one.quote for one in project.read(passages.links, new)] == [links[1].quote]
    assert len(project.read(passages.links, before[0])) == len(links) - 1
    assert sample.desk.selection.now.claim_id == new
