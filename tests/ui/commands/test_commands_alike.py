"""A claim that is worded like another one says so, quietly, and can be linked there instead."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.model import Id
from claimdesk.store import articles, claims, passages
from claimdesk.store.store import Session
from claimdesk.ui.panes.alike import AlikeNote

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def note_of(program: Program) -> AlikeNote:
    return program.window.form.form.alike


def shown(program: Program) -> str:
    """Return what is said once the claims were compared, which happens in the background."""
    QTest.qWait(1)
    while program.desk.tasks._running:
        QTest.qWait(1)
    note = note_of(program)
    return "" if note.isHidden() else note.sentence.text()


def current(program: Program) -> Id:
    claim_id = program.desk.selection.now.claim_id
    assert claim_id is not None
    return claim_id


def word(program: Program, text: str) -> None:
    project, claim_id = program.desk.project, current(program)
    project.do("Edit claim text", lambda session: claims.change(session, claim_id, text=text))


@pytest.fixture
def other(sample: Program) -> Id:
    """Return claim 15, about barges, after a claim of nothing in particular was made."""
    row = sample.desk.project.read(claims.rows)[14]
    assert "barges" in row.text
    sample.actions.run("claim.new")
    return row.id


def test_a_claim_worded_like_another_one_says_so(sample: Program, other: Id) -> None:
    assert shown(sample) == ""
    word(sample, "37 barges waiting below Halm Bridge since the weekend of 29 March.")
    assert shown(sample).startswith("Like claim 15 (")
    word(sample, "37 barges waiting below Halm Bridge since the weekend of March 29.")
    assert shown(sample).startswith("Like claim 15 (")
    word(sample, "A zebra escaped.")
    assert shown(sample) == ""
    sample.desk.project.undo_stack.undo()
    assert shown(sample)
    QTest.mouseClick(note_of(sample).go, Qt.MouseButton.LeftButton)
    assert current(sample) == other
    assert shown(sample) == ""


def test_it_is_said_while_typing(sample: Program, other: Id, qtbot: QtBot) -> None:
    edit = sample.window.form.form.text.edit
    edit.setPlainText("37 barges have been waiting below the Halm Bridge since the weekend")
    qtbot.waitUntil(lambda: bool(shown(sample)))
    sample.window.form.commit()
    assert shown(sample)


def test_other_edits_do_not_bring_it_up(sample: Program, other: Id) -> None:
    project = sample.desk.project
    text = project.read(claims.rows)[14].text
    project.do("A", lambda session: claims.add(session, text))
    sample.desk.selection.choose_claim(project.read(claims.rows)[0].id)
    sample.desk.selection.choose_claim(other)
    assert shown(sample) == ""
    project.do("C", lambda session: claims.change(session, other, claimant="Somebody"))
    assert shown(sample) == ""


def test_its_passages_can_be_linked_there_instead(sample: Program) -> None:
    project, selection = sample.desk.project, sample.desk.selection
    rows = project.read(claims.rows)
    (article, *_) = project.read(articles.rows)
    before = len(project.read(passages.links, rows[14].id))
    selection.choose_article(article.id)
    selection.choose_text(0, 20)
    sample.actions.run("claim.new")
    word(sample, rows[14].text)
    assert shown(sample)
    QTest.mouseClick(note_of(sample).link, Qt.MouseButton.LeftButton)
    assert current(sample) == rows[14].id
    assert len(project.read(passages.links, rows[14].id)) == before + 1
    assert len(project.read(claims.rows)) == len(rows)
    assert shown(sample) == ""
    sample.actions.run("edit.undo")
    assert len(project.read(claims.rows)) == len(rows) + 1


def test_a_claim_that_is_gone_is_like_nothing(sample: Program, other: Id) -> None:
    word(sample, sample.desk.project.read(claims.rows)[14].text)
    assert shown(sample)
    sample.actions.run("claim.remove")
    assert shown(sample) == ""
    note_of(sample).link_wanted.emit(other)
    sample.actions.run("file.close")
    assert shown(sample) == ""


def test_what_was_found_for_words_that_are_no_longer_there_is_not_said(
    sample: Program, other: Id
) -> None:
    word(sample, "37 barges waiting below Halm Bridge since the weekend of 29 March.")
    sample.desk.selection.choose_claim(other)
    assert shown(sample) == ""


def test_claims_that_come_together_are_not_compared_when_they_are_gone_through(
    sample: Program,
) -> None:
    project = sample.desk.project
    made: list[Id] = []

    def load(session: Session) -> None:
        text = claims.rows(session)[14].text
        made.extend(claims.add(session, f"{text} {n}") for n in range(2))

    project.do("Load review", load)
    sample.desk.selection.choose_claim(made[0])
    assert shown(sample) == ""
