"""How claims stand to each other: related by keys, otherwise related, taken apart again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from claimdesk.app.program import Program
from claimdesk.core.apparatus import NeighbourRow
from claimdesk.core.model import Id, RelationKind
from claimdesk.store import claims, relations
from claimdesk.ui.dialogs.claims.relate import RelateDialog
from claimdesk.ui.models.relation_words import both_ways, read_way, relation_word, way_of
from claimdesk.ui.panes.relation_list import RelationLine, RelationPart

from .conftest import said


def known(program: Program) -> list[Id]:
    return [row.id for row in program.desk.project.read(claims.rows)]


def part(program: Program) -> RelationPart:
    found = program.window.form.form.sections.named("relations").part
    assert isinstance(found, RelationPart)
    return found


def line(program: Program, word: str) -> RelationLine:
    return next(one for one in part(program).lines if one.way.text() == word)


def of(program: Program, claim_id: Id) -> list[NeighbourRow]:
    return program.desk.project.read(relations.of, claim_id)


@pytest.fixture
def first(sample: Program) -> Id:
    """Show a claim that stands in no relation yet, with its relations open."""
    found = next(one for one in known(sample) if not of(sample, one))
    sample.window.form.form.sections.restore_state("relations")
    sample.desk.selection.choose_claim(found)
    return found


def relate(program: Program, word: str, other: str) -> None:
    """Relate the current claim to the last one by keys."""
    program.actions.run("claim.relate")
    dialog = [one for one in program.window.findChildren(RelateDialog) if one.isVisible()][-1]
    dialog.way.setCurrentText(word)
    QTest.keyClicks(dialog.claims.filter, other)
    QTest.keyClick(dialog.claims.filter, Qt.Key.Key_Return)


def test_two_claims_are_related_by_keys_seen_from_both_and_parted_again(
    sample: Program, first: Id
) -> None:
    last = sample.desk.project.read(claims.rows)[-1]
    number = sample.desk.project.read(claims.number, first)
    relate(sample, "Part of", last.text)
    assert said(sample) == f"Claim {number}: part of claim {last.number}"
    line(sample, "Part of").go.click()
    assert sample.desk.selection.now.claim_id == last.id
    back = line(sample, "Has part")
    assert back.go.toolTip().startswith(f"claim {number}: ")
    back.remove.click()
    assert said(sample) == f"Relation to claim {number} taken back"
    assert of(sample, first) == []
    sample.desk.project.undo_stack.undo()
    assert [row.claim_id for row in of(sample, first)] == [last.id]


def test_a_relation_can_be_made_from_its_other_end(sample: Program, first: Id) -> None:
    last = sample.desk.project.read(claims.rows)[-1]
    relate(sample, "Has part", last.text)
    assert [(row.kind, row.outgoing) for row in of(sample, first)] == [
        (RelationKind.PART_OF, False)
    ]


def test_kind_and_direction_of_a_relation_are_changed_in_place(sample: Program, first: Id) -> None:
    last = sample.desk.project.read(claims.rows)[-1]
    relate(sample, "Part of", last.text)
    before = line(sample, "Part of")
    (checked,) = [action.text() for action in before.menu.actions() if action.isChecked()]
    assert checked == "Part of"
    before.way.setFocus()
    next(one for one in before.menu.actions() if one.text() == "Contradicted by").trigger()
    (row,) = of(sample, first)
    assert (row.kind, row.outgoing) == (RelationKind.CONTRADICTS, False)
    assert said(sample).endswith(f"contradicted by claim {last.number}")
    assert sample.desk.project.undo_stack.undoText() == "Change relation"
    assert QApplication.focusWidget() is line(sample, "Contradicted by").way
    sample.desk.project.undo_stack.undo()
    (row,) = of(sample, first)
    assert (row.kind, row.outgoing) == (RelationKind.PART_OF, True)


def test_saying_the_same_again_changes_nothing(sample: Program, first: Id) -> None:
    last = sample.desk.project.read(claims.rows)[-1]
    relate(sample, "Same as", last.text)
    count = sample.desk.project.undo_stack.count()
    sample.desk.selection.choose_claim(last.id)
    next(one for one in line(sample, "Same as").menu.actions() if one.isChecked()).trigger()
    assert sample.desk.project.undo_stack.count() == count


def test_without_a_claim_nothing_is_related(sample: Program, first: Id) -> None:
    row = NeighbourRow(first, 1, "It.", RelationKind.SAME, outgoing=True)
    sample.desk.selection.clear()
    part(sample).change_wanted.emit(row, RelationKind.CAUSES, True)
    part(sample).remove_wanted.emit(row)
    part(sample).add_wanted.emit()
    assert not sample.desk.project.undo_stack.canUndo()
    assert not sample.window.findChildren(RelateDialog)


def test_no_claim_is_found_by_words_that_stand_nowhere(sample: Program, first: Id) -> None:
    sample.actions.run("claim.relate")
    dialog = sample.window.findChildren(RelateDialog)[0]
    assert first not in {one.row.id for one in dialog.claims.offers if one.row}
    QTest.keyClicks(dialog.claims.filter, "zzzz")
    assert not dialog._ok.isEnabled()
    dialog._on_ok()
    assert dialog.isVisible()


def test_claims_are_related_where_no_article_is_shown(sample: Program, first: Id) -> None:
    sample.desk.selection.clear()
    sample.desk.selection.choose_claim(first)
    sample.actions.run("claim.relate")
    (dialog,) = sample.window.findChildren(RelateDialog)
    assert len(dialog.claims.offers) == len(known(sample)) - 1


@pytest.mark.parametrize("kind", RelationKind)
def test_each_relation_has_a_word_from_either_end(kind: RelationKind) -> None:
    for is_outgoing in (True, False):
        word = relation_word(kind, is_outgoing=is_outgoing)
        way = way_of(kind, is_outgoing=is_outgoing)
        assert both_ways()[way] == word
        assert read_way(way) == (kind, is_outgoing or kind is RelationKind.SAME)


def test_relations_of_a_project_that_is_only_read_cannot_be_changed(sample: Program) -> None:
    path = sample.desk.project.path
    assert path is not None
    claim_id = next(row.from_claim_id for row in sample.desk.project.read(relations.rows))
    sample.window.form.form.sections.restore_state("relations")
    sample.files.close()
    sample.files.opening.sharing.look(path, "It may only be read.")
    sample.desk.selection.choose_claim(claim_id)
    edits = [button for one in part(sample).lines for button in (one.way, one.remove)]
    assert edits
    assert not any(button.isEnabled() for button in edits)
    assert all(button.toolTip() == "It may only be read." for button in edits)
    assert all(one.go.isEnabled() for one in part(sample).lines)
