"""Notes by command: on what is current, answered, changed, removed, searched, led back to."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from claimdesk.app.program import Program
from claimdesk.core.apparatus import NoteRow
from claimdesk.core.model import Id, Subject
from claimdesk.store import evidence, notes, passages, reviewers
from claimdesk.store.view import View
from claimdesk.ui.dialogs.evidence import EvidenceDialog
from claimdesk.ui.dialogs.note import NoteDialog
from claimdesk.ui.dialogs.notes import NotesDialog
from claimdesk.ui.panes.evidence_list import EvidencePart
from claimdesk.ui.panes.note_list import NotePart
from ui.commands.conftest import Chosen, said

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def all_notes(program: Program) -> list[NoteRow]:
    return program.desk.project.read(notes.rows)


def open_dialog(program: Program) -> NoteDialog:
    return next(one for one in program.window.findChildren(NoteDialog) if one.isVisible())


def write(program: Program, words: str) -> None:
    dialog = open_dialog(program)
    assert QTest.qWaitForWindowActive(dialog)
    dialog.text.selectAll()
    QTest.keyClicks(dialog.text, words)
    QTest.keyClick(dialog.text, Key.Key_Return, Control)


def browser(program: Program) -> NotesDialog:
    program.actions.run("tools.notes")
    return program.window.findChildren(NotesDialog)[-1]


@pytest.fixture
def part(sample: Program) -> NotePart:
    """Go to claim 1 and open its notes."""
    sample.actions.run("claim.next")
    sections = sample.window.form.form.sections
    sections.go_to("notes")
    found = sections.named("notes").part
    assert isinstance(found, NotePart)
    return found


def test_a_note_is_written_answered_changed_removed_and_all_of_it_undone(
    part: NotePart, sample: Program
) -> None:
    stack = sample.desk.project.undo_stack
    before = all_notes(sample)
    QTest.mouseClick(part.new, LEFT)
    write(sample, "Ask the city")
    assert said(sample) == "Note written"
    QTest.mouseClick(part.reply, LEFT)
    write(sample, "Asked")
    assert [row.body for row in part.model.rows] == ["Ask the city", "Asked"]
    assert part.model.rows[1].reply_to_id == part.model.rows[0].id
    assert not part.view.grab().isNull()
    assert "Reply: Asked" in str(part.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    part.view.setCurrentIndex(part.model.index(0, 0))
    part.view.setFocus()
    QTest.keyClick(part.view, Key.Key_Return)
    write(sample, "Ask the city again")
    assert part.model.rows[0].body == "Ask the city again"
    QTest.keyClick(part.view, Key.Key_Delete)
    assert part.model.rowCount() == 0
    labels = []
    for _ in range(4):
        labels.append(stack.undoText())
        stack.undo()
    assert labels == ["Remove note", "Edit note", "New note", "New note"]
    assert all_notes(sample) == before
    assert not part.grab().isNull()


def test_what_is_typed_and_put_away_comes_again(part: NotePart, sample: Program) -> None:
    sample.actions.run("notes.claim")
    QTest.keyClicks(open_dialog(sample).text, "Half a thou")
    QTest.keyClick(open_dialog(sample), Key.Key_Escape)
    sample.actions.run("notes.claim")
    assert open_dialog(sample).text.toPlainText() == "Half a thou"
    open_dialog(sample).text.clear()
    assert not open_dialog(sample)._save.isEnabled()
    QTest.keyClick(open_dialog(sample), Key.Key_Escape)
    sample.actions.run("notes.claim")
    assert open_dialog(sample).text.toPlainText() == ""


def test_the_key_writes_on_what_is_worked_on(sample: Program) -> None:
    desk, actions = sample.desk, sample.actions
    desk.selection.clear()
    actions.run("notes.here")
    assert said(sample) == "Choose an article or a claim first"
    article = desk.project.read(passages.links)[0].article_id
    desk.selection.choose_article(article)
    actions.run("notes.here")
    write(sample, "On the article")
    actions.run("claim.next")
    actions.run("notes.evidence")
    assert said(sample) == "Choose a piece of evidence first" or open_dialog(sample)
    evidence_part = sample.window.form.form.sections.named("evidence").part
    assert isinstance(evidence_part, EvidencePart)
    for dialog in sample.window.findChildren(NoteDialog):
        dialog.reject()
    evidence_part.take_words("Report")
    evidence_part.view.setFocus()
    actions.run("notes.here")
    write(sample, "On the evidence")
    sample.window.article.focus_text()
    actions.run("notes.here")
    write(sample, "On the passage")
    desk.selection.choose_passage(None, desk.selection.now.claim_id)
    actions.run("notes.here")
    write(sample, "On the claim")
    assert {row.subject for row in all_notes(sample)[-4:]} == set(Subject)
    desk.selection.clear()
    for name in ("notes.claim", "notes.passage", "notes.article"):
        sample.actions.action(name).setEnabled(True)
        sample.actions.run(name)
    assert not [one for one in sample.window.findChildren(NoteDialog) if one.isVisible()]


def test_all_notes_are_searched_narrowed_and_lead_to_what_they_are_on(
    part: NotePart, sample: Program
) -> None:
    desk = sample.desk
    me = desk.project.reviewer_id
    links = desk.project.read(passages.links)
    source = desk.project.read(evidence.links)[0]
    ends: list[tuple[Subject, Id]] = [
        (Subject.ARTICLE, links[0].article_id),
        (Subject.CLAIM, links[0].claim_id),
        (Subject.PASSAGE, links[-1].passage_id),
        (Subject.EVIDENCE, source.evidence_id),
    ]
    for subject, one in ends:
        said_of: dict[str, Any] = {
            "subject": subject,
            "subject_id": one,
            "body": f"Zebra {subject}",
        }
        assert desk.project.do("", partial(notes.add, reviewer_id=me, **said_of))
    shown = browser(sample)
    everything = shown.model.rowCount()
    assert everything == len(all_notes(sample))
    QTest.keyClicks(shown.search, "zebra")
    assert shown.model.rowCount() == 4
    for place in range(4):
        shown.table.setCurrentIndex(shown.model.index(place, 0))
        row = shown.current()
        assert row is not None
        desk.selection.clear()
        QTest.mouseClick(shown.go, LEFT)
        now = desk.selection.now
        match row.subject:
            case Subject.ARTICLE:
                assert now.article_id == row.subject_id
            case Subject.CLAIM:
                assert now.claim_id == row.subject_id
            case Subject.PASSAGE:
                assert now.passage_id == row.subject_id
            case Subject.EVIDENCE:
                assert now.claim_id == source.claim_id
                QTest.mouseClick(shown.go, LEFT)
                assert desk.selection.now.claim_id == source.claim_id


def test_all_notes_are_narrowed_by_kind_person_and_article(part: NotePart, sample: Program) -> None:
    desk = sample.desk
    me = desk.project.reviewer_id
    article_id = desk.project.read(passages.links)[0].article_id
    claim_id = desk.project.read(passages.links)[0].claim_id
    for subject, one in ((Subject.ARTICLE, article_id), (Subject.CLAIM, claim_id)):
        said_of: dict[str, Any] = {
            "subject": subject,
            "subject_id": one,
            "body": f"Zebra {subject}",
        }
        assert desk.project.do("", partial(notes.add, reviewer_id=me, **said_of))
    shown = browser(sample)
    QTest.keyClicks(shown.search, "zebra")
    shown.kind.setCurrentIndex(2)
    shown.kind.activated.emit(2)
    assert [row.subject for row in shown.model.rows] == [Subject.CLAIM]
    QTest.keyClicks(shown.search, "qq")
    assert shown.whole.text() == "No note is like this."
    shown._ask(shown.go_wanted)
    shown.search.clear()
    others = next(row for row in all_notes(sample) if row.reviewer_id != me)
    shown.keep_to(None)
    shown.table.setCurrentIndex(shown.model.index_of(others.id))
    assert not shown.edit.isEnabled()
    assert shown.reply.isEnabled()
    place = list(shown.person._choices).index(me.hex())
    shown.person.setCurrentIndex(place)
    shown.person.activated.emit(place)
    assert {row.reviewer_id for row in shown.model.rows} == {me}
    assert not shown.grab().isNull()
    desk.selection.choose_article(article_id)
    sample.actions.run("notes.of_article")
    assert {row.subject_id for row in shown.model.rows} == {article_id}
    sample.actions.run("file.close")
    assert not shown.isVisible()


def test_a_note_on_evidence_that_no_claim_uses_says_so(part: NotePart, sample: Program) -> None:
    project = sample.desk.project
    made = project.do("", lambda session: evidence.add(session, title="Alone"))
    assert made is not None
    me = project.reviewer_id
    project.do("", lambda session: notes.add(session, Subject.EVIDENCE, made, me, "x"))
    part.go_wanted.emit(all_notes(sample)[-1])
    assert said(sample) == "This evidence is not used for any claim"


def test_words_that_could_not_be_saved_are_kept(part: NotePart, sample: Program) -> None:
    project = sample.desk.project
    QTest.mouseClick(part.new, LEFT)
    write(sample, "First")
    QTest.mouseClick(part.edit, LEFT)
    row = part.current()
    assert row is not None
    QTest.mouseClick(part.reply, LEFT)
    dialogs = [one for one in sample.window.findChildren(NoteDialog) if one.isVisible()]
    project.undo_stack.undo()
    for dialog in dialogs:
        dialog.text.setPlainText("Lost?")
        dialog._save.click()
    assert all_notes(sample)[-1].body != "Lost?"
    part.edit_wanted.emit(row)
    assert open_dialog(sample).text.toPlainText() == "Lost?"
    open_dialog(sample).reject()
    part.remove_wanted.emit(row)
    claim_id = sample.desk.selection.now.claim_id
    sample.actions.run("notes.claim")
    dialog = open_dialog(sample)
    sample.actions.run("claim.remove")
    dialog.text.setPlainText("On nothing")
    dialog._save.click()
    project.undo_stack.undo()
    sample.desk.selection.choose_claim(claim_id)
    sample.actions.run("notes.claim")
    assert open_dialog(sample).text.toPlainText() == "On nothing"


def test_a_project_without_notes_says_so(program: Program, chosen: Chosen, tmp_path: Path) -> None:
    chosen.paths = [tmp_path / "Empty.claimdesk"]
    program.actions.run("file.new")
    assert browser(program).whole.text() == "No note yet."
    program.actions.run("tools.evidence")
    dialog = program.window.findChildren(EvidenceDialog)[-1]
    assert dialog.told.text() == "No evidence yet."
    assert not dialog.use.isEnabled()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_of_a_note_offers_what_may_be_done(part: NotePart, sample: Program) -> None:
    while part.model.rowCount():
        part._on_removed()
    part._on_menu_wanted(QPoint())
    part._ask(part.go_wanted.emit)
    QTest.mouseClick(part.new, LEFT)
    write(sample, "Mine")
    part.view.setFocus()
    QTest.keyClick(part.view, Key.Key_Down)
    part._on_menu_wanted(QPoint())
    texts = [action.text() for action in part.menu.actions()]
    assert texts == ["Reply…", "Edit…", "Remove", "Show what it is on"]
    part.menu.actions()[-1].trigger()
    part.menu.hide()


def test_evidence_and_notes_of_a_project_that_is_only_read_cannot_be_changed(
    sample: Program,
) -> None:
    desk, path = sample.desk, sample.desk.project.path
    assert path is not None
    me = desk.project.read(reviewers.rows)[0]
    desk.project.use(None)
    desk.project.use(View.open(path, me, "Omar has it open."))
    sample.actions.run("claim.next")
    sections = sample.window.form.form.sections
    evidence_part = sections.named("evidence").part
    note_part = sections.named("notes").part
    assert isinstance(evidence_part, EvidencePart)
    assert isinstance(note_part, NotePart)
    for name in ("evidence", "notes"):
        sections.go_to(name)
    assert evidence_part.paste.isReadOnly()
    assert not evidence_part.add.isEnabled()
    assert not evidence_part.fields.confidential.isEnabled()
    assert not note_part.new.isEnabled()
    assert not sample.actions.action("notes.here").isEnabled()
    assert not sample.actions.action("evidence.add").isEnabled()
    shown = browser(sample)
    assert not shown.reply.isEnabled()
    assert shown.go.isEnabled()
