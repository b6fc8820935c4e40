"""Search in the project: typed, found in the background, gone to, marked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.model import Id, Subject
from claimdesk.core.seeking import Hit, Mode
from claimdesk.store import articles, claims, evidence, notes, passages
from claimdesk.store.corpus import KINDS, Field, Place, Source
from claimdesk.ui.commands.search import find
from claimdesk.ui.dialogs.mark_found import MarkFound
from claimdesk.ui.dialogs.project_search import ProjectSearch, Question
from ui.commands.conftest import said

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Key = Qt.Key


class Searching:
    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self._qtbot = program, qtbot
        program.actions.run("edit.find_project")
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, ProjectSearch)]
        self.dialog = shown[-1]
        self.settle()

    def settle(self) -> None:
        tasks = self.program.desk.tasks
        self._qtbot.waitUntil(lambda: not tasks._running and not self.dialog._pause.isActive())

    def type(self, text: str) -> None:
        self.dialog.text.setText(text)
        self.settle()

    def press(self, key: Key) -> None:
        QTest.keyClick(self.dialog.text, key)

    def headings(self) -> list[str]:
        return [row.title for row in self.dialog.model.rows if row.place is None]

    def choose(self, kind: str) -> None:
        rows = self.dialog.model.rows
        at = next(n for n, row in enumerate(rows) if row.place and row.group.kind == kind)
        self.dialog.list.setCurrentIndex(self.dialog.model.index(at, 0))


@pytest.fixture
def searching(sample: Program, qtbot: QtBot) -> Searching:
    return Searching(sample, qtbot)


def test_nothing_is_said_of_words_before_they_were_looked_for(searching: Searching) -> None:
    dialog = searching.dialog
    assert dialog.empty.text().startswith("Words are found in")
    for words, found in (("xyzzy", "Nothing found."), ("plugh", "Nothing found.")):
        dialog.text.setText(words)
        dialog.ask()
        assert dialog.empty.text() == "Searching…"
        searching.settle()
        assert dialog.empty.text() == found


def test_what_is_typed_is_found_and_gone_to(searching: Searching) -> None:
    searching.type("drinking water")
    dialog, now = searching.dialog, searching.program.desk.selection
    assert searching.headings()[0] == "Below the bridge: what the stranded crews say"
    assert not dialog.grab().isNull()
    searching.press(Key.Key_Return)
    article = now.now.article_id
    assert article is not None
    row = searching.program.desk.project.read(articles.row, article)
    assert row is not None
    text = searching.program.desk.project.read(articles.text, row.version_id)
    assert text[now.now.start : now.now.end] == "drinking water"
    before = dialog.list.currentIndex().row()
    searching.press(Key.Key_Down)
    assert dialog.list.currentIndex().row() != before
    searching.press(Key.Key_Up)
    assert dialog.list.currentIndex().row() == before
    searching.press(Key.Key_Left)
    QTest.keyClick(dialog, Key.Key_F4)
    assert dialog.list.currentIndex().row() != before
    QTest.keyClick(dialog, Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.list.currentIndex().row() == before
    searching.program.actions.run("edit.next_found")
    assert dialog.list.currentIndex().row() != before


def test_how_and_where_can_be_chosen(searching: Searching) -> None:
    dialog = searching.dialog
    dialog.kinds.setCurrentIndex(2)
    dialog.kinds.activated.emit(2)
    searching.type("bridge")
    assert searching.headings() == ["Claims"]
    dialog.mode.setCurrentIndex(2)
    dialog.mode.activated.emit(2)
    searching.type("(")
    assert "not a valid expression" in dialog.count.text()
    searching.type("bridg[e]")
    assert searching.headings() == ["Claims"]
    searching.type("zebra")
    assert dialog.empty.text() == "Nothing found."
    searching.type(" ")
    assert dialog.empty.text().startswith("Words are found in articles")


def test_notes_and_evidence_lead_to_what_they_are_about(searching: Searching) -> None:
    program, project = searching.program, searching.program.desk.project
    me = project.reviewer_id
    rows = project.read(claims.rows)
    (passage, *_) = project.read(passages.rows)
    (article, *_) = project.read(articles.rows)
    evidence_id = project.do("E", lambda s: evidence.add(s, title="Zebra one"))
    assert evidence_id
    searching.type("zebra")
    searching.choose("evidence")
    searching.dialog.go()
    assert said(program) == "No claim has this evidence"
    project.do("J", lambda s: evidence.join(s, rows[4].id, evidence_id))
    searching.settle()
    searching.dialog.go()
    assert program.desk.selection.now.claim_id == rows[4].id
    for subject, one in ((Subject.CLAIM, rows[2].id), (Subject.PASSAGE, passage.id)):
        project.do("N", lambda s, u=subject, o=one: notes.add(s, u, o, me, "Quagga"))  # type: ignore[misc]
        searching.type("quagga")
        searching.choose("note")
        searching.dialog.go()
        project.undo_stack.undo()
        searching.settle()
    assert program.desk.selection.now.claim_id == rows[2].id
    assert program.desk.selection.now.passage_id == passage.id
    project.do("N", lambda s: notes.add(s, Subject.ARTICLE, article.id, me, "Quagga"))
    searching.type("quaggas")
    searching.choose("note")
    searching.dialog.list.activated.emit(searching.dialog.list.currentIndex())
    assert program.desk.selection.now.article_id == article.id


def test_all_hits_of_an_article_can_be_marked(searching: Searching) -> None:
    searching.type("bridge")
    searching.choose("claim")
    assert not searching.dialog._mark.isEnabled()
    searching.choose("article")
    searching.dialog._mark.click()
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, MarkFound)]
    assert shown[-1].wish.stretches
    shown[-1].reject()


def test_the_selected_words_are_looked_for_first(sample: Program, qtbot: QtBot) -> None:
    project, selection = sample.desk.project, sample.desk.selection
    (row, *_) = project.read(articles.rows)
    text = project.read(articles.text, row.version_id)
    selection.choose_article(row.id)
    start = text.index("transport minister")
    selection.choose_text(start, start + 18)
    searching = Searching(sample, qtbot)
    assert searching.dialog.text.text() == "transport minister"
    assert searching.headings()
    selection.choose_text(0, len(text))
    searching = Searching(sample, qtbot)
    assert searching.dialog.text.text() == "transport minister"
    sample.actions.run("file.close")
    open_ones = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert searching.dialog not in open_ones


def test_stepping_without_a_search_begins_one(sample: Program, qtbot: QtBot) -> None:
    sample.actions.run("edit.previous_found")
    searching = Searching(sample, qtbot)
    assert searching.dialog.isVisible()
    searching.dialog.close()
    sample.actions.run("claim.new")
    project = sample.desk.project
    asked = Question("bridge", Mode.WORDS, ("claim",))
    assert project.path is not None
    gone = find(sample.desk.memory.corpus, project.path, project.reviewer_id, asked, _no, _tick)
    assert gone.groups == ()
    for words, trouble in ((" ", ""), ("(", "This is not a valid expression")):
        asked = Question(words, Mode.EXPRESSION, ("claim",))
        answer = find(
            sample.desk.memory.corpus, project.path, project.reviewer_id, asked, _no, _tick
        )
        assert answer.trouble.startswith(trouble)


def test_what_is_gone_by_now_is_not_gone_to(searching: Searching) -> None:
    searching.type("bridge")
    searching.choose("article")
    project, row = searching.program.desk.project, searching.dialog._current()
    assert row is not None
    assert row.group.source is not None
    article = row.group.source.id
    searching.dialog.list.clearSelection()
    group = row.group
    project.do("R", lambda session: articles.remove(session, article))
    searching.dialog.mark_wanted.emit(group)
    searching.settle()
    assert searching.dialog.isVisible()
    searching.dialog.model.replace([])
    searching.dialog.go()
    searching.dialog._on_mark()
    searching.dialog.step(1)


def test_an_answer_nobody_waits_for_is_dropped(searching: Searching) -> None:
    dialog, program = searching.dialog, searching.program
    searching.type("bridge")
    before = searching.headings()
    early, late = (Question(one, Mode.WORDS, KINDS) for one in ("zebra", "bridge"))
    dialog.wanted.emit(early)
    dialog.wanted.emit(late)
    searching.settle()
    assert searching.headings() == before
    nowhere = Source("note", Id(b"n" * 16), "", 0, Subject.PASSAGE, Id(b"p" * 16))
    dialog.go_wanted.emit(Place(nowhere, Field.NOTE, "x", Hit(0, 1, ())))
    program.desk.selection.choose_article(Id(b"a" * 16))
    program.desk.selection.choose_text(0, 3)
    assert Searching(program, searching._qtbot).dialog.text.text() == "bridge"
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    program.actions.run("file.close")
    dialog.wanted.emit(late)
    assert not program.desk.tasks._running
    dialog.deleteLater()


def _no() -> bool:
    return False


def _tick(_done: int, _total: int) -> None: ...
