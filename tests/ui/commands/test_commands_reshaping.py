"""Claims made of claims: copies, mergers, parts, and how they stand to each other."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.model import Id, RelationKind
from claimdesk.store import claims, passages, relations
from claimdesk.ui.dialogs.relate_claim import RelateDialog
from claimdesk.ui.dialogs.split_claim import SplitDialog
from claimdesk.ui.models.relation_words import relation_word
from claimdesk.ui.panes.relation_list import RelationPart

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


def part(program: Program) -> RelationPart:
    found = program.window.form.form.sections.named("relations").part
    assert isinstance(found, RelationPart)
    return found


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


def test_the_current_claim_takes_over_the_other_chosen_ones(sample: Program) -> None:
    project, before = sample.desk.project, ids(sample)
    number = sum(len(project.read(passages.links, before[place])) for place in (1, 2))
    choose(sample, 1, 2)
    sample.actions.run("claim.merge")
    assert ids(sample) == [*before[:2], *before[3:]]
    assert len(project.read(passages.links, before[1])) == number
    assert said(sample) == "Merged 1 claim into claim 2"
    project.undo_stack.undo()
    assert ids(sample) == before


def test_one_claim_alone_is_not_merged(sample: Program) -> None:
    before = ids(sample)
    for places in ((1,), ()):
        if places:
            choose(sample, *places)
        else:
            sample.desk.selection.clear()
        sample.actions.run("claim.merge")
        assert said(sample).startswith("Choose several claims")
    assert ids(sample) == before


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


def test_two_claims_are_related_by_keys_seen_from_both_and_parted_again(sample: Program) -> None:
    project, known = sample.desk.project, ids(sample)
    sample.window.form.form.sections.restore_state("relations")
    choose(sample, 0)
    had = len(project.read(relations.of, known[0]))
    sample.actions.run("claim.relate")
    dialog = sample.window.findChildren(RelateDialog)[0]
    dialog.kind.show_choice(RelationKind.PART_OF)
    last = project.read(claims.rows)[-1]
    QTest.keyClicks(dialog.words, last.text[:20])
    QTest.keyClick(dialog.words, Qt.Key.Key_Down)
    QTest.keyClick(dialog.words, Qt.Key.Key_Up)
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    assert said(sample) == f"Claim 1: part of claim {last.number}"
    assert len(part(sample).lines) == had + 1
    there = next(go for _, go, _ in part(sample).lines if go.text().startswith("Part of"))
    there.click()
    assert sample.desk.selection.now.claim_id == last.id
    back = next(line for line in part(sample).lines if line[1].text().startswith("Has part"))
    assert back[1:] == part(sample).stops[:2] or len(part(sample).lines) > 1
    back[2].click()
    assert len(project.read(relations.of, known[0])) == had


def test_no_claim_is_found_by_words_that_stand_nowhere(sample: Program) -> None:
    choose(sample, 0)
    sample.actions.run("claim.relate")
    dialog = sample.window.findChildren(RelateDialog)[0]
    QTest.keyClicks(dialog.words, "zzzz")
    ok = dialog.findChild(QPushButton, "relate-ok")
    assert ok is not None
    assert not ok.isEnabled()
    dialog._on_ok()
    assert dialog.isVisible()


@pytest.mark.parametrize("kind", RelationKind)
def test_each_relation_has_a_word_from_either_end(kind: RelationKind) -> None:
    assert relation_word(kind)
    assert relation_word(kind, is_outgoing=False)


def test_relations_of_a_project_that_is_only_read_cannot_be_taken_back(
    sample: Program, qtbot: QtBot
) -> None:
    path = sample.desk.project.path
    assert path is not None
    claim_id = next(row.from_claim_id for row in sample.desk.project.read(relations.rows))
    sample.window.form.form.sections.restore_state("relations")
    sample.files.close()
    sample.files.opening.sharing.look(path, "It may only be read.")
    sample.desk.selection.choose_claim(claim_id)
    removes = [remove for _, _, remove in part(sample).lines]
    assert removes
    assert not any(button.isEnabled() for button in removes)
    assert all(button.toolTip() == "It may only be read." for button in removes)
