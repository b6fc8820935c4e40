"""The passages of a claim: jumping to them, changing what they do, taking them away."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Id, LinkRow, Stance, Voice
from claimdesk.store import articles, claims, passages
from claimdesk.store.store import Session
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.passage_list import PassageBox

SAID = int(Qt.ItemDataRole.AccessibleTextRole)
NO_KEYS = Qt.KeyboardModifier.NoModifier
Reason = QContextMenuEvent.Reason


@pytest.fixture
def pane(
    qtbot: QtBot, project: Project, selection: Selection, theme: Theme, review: dict[str, Id]
) -> ClaimFormPane:
    made = ClaimFormPane(project, selection, theme)
    qtbot.addWidget(made)
    made.resize(460, 1000)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    selection.choose_claim(review["closed"])
    return made


@pytest.fixture
def box(pane: ClaimFormPane) -> PassageBox:
    """Return the passages of claim 1, in the form that has to live as long as they do."""
    part = pane.form.sections.named("passages").part
    assert isinstance(part, PassageBox)
    return part


def first_link(project: Project, review: dict[str, Id]) -> LinkRow:
    return project.read(passages.links, review["closed"])[0]


def actions(box: PassageBox) -> dict[str, QAction]:
    return {action.text(): action for action in box.menu.actions() if action.text()}


def test_each_passage_says_quote_stance_and_article(box: PassageBox) -> None:
    said = [box.model.index(i, 0).data(SAID) for i in range(2)]
    assert said == [
        "“The bridge was closed”, Asserts, Bridge closed",
        "“nobody crossed it”, Asserts, Nobody crossed",
    ]
    assert not box.grab().isNull()


def test_a_claim_without_passages_says_how_to_link_one(
    box: PassageBox, selection: Selection, review: dict[str, Id]
) -> None:
    selection.choose_claim(review["loose"])
    assert "link it" in box._hint.text()
    assert box.current() is None
    assert not box.stance.isVisible()


def test_a_click_and_enter_jump_to_the_passage(
    box: PassageBox, project: Project, selection: Selection, review: dict[str, Id], qtbot: QtBot
) -> None:
    place = box.view.visualRect(box.model.index(1, 0)).center()
    with qtbot.waitSignal(selection.reveal) as shown:
        QTest.mouseClick(box.view.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, place)
    assert selection.now.article_id == review["second"]
    assert selection.now.claim_id == review["closed"]
    assert shown.args == [selection.now.passage_id]
    box.view.setFocus()
    QTest.keyClick(box.view, Qt.Key.Key_Up)
    assert selection.now.article_id == review["second"]
    QTest.keyClick(box.view, Qt.Key.Key_Return)
    assert selection.now.article_id == review["first"]
    assert selection.now.passage_id == first_link(project, review).passage_id


def test_a_passage_pointed_at_elsewhere_becomes_the_current_one(
    box: PassageBox, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    second = project.read(passages.links, review["closed"])[1]
    selection.choose_passage(second.passage_id, review["closed"])
    assert box.current() == second
    assert box.stance.isVisible()


def test_the_current_passage_stays_on_a_refresh(
    box: PassageBox, project: Project, review: dict[str, Id]
) -> None:
    box.view.setCurrentIndex(box.model.index(1, 0))
    link = first_link(project, review)
    project.do("Stance", partial(passages.change_link, link_id=link.id, stance=Stance.DISPUTES))
    current = box.current()
    assert current is not None
    assert current.quote == "nobody crossed it"
    project.do("Word", partial(claims.change, claim_id=review["closed"], claimant="Y"))
    assert box.current() == current


def test_stance_and_voice_are_changed_with_their_combos(
    box: PassageBox, project: Project, review: dict[str, Id]
) -> None:
    box.view.setCurrentIndex(box.model.index(0, 0))
    box.stance.setCurrentText("Disputes")
    box.stance.activated.emit(box.stance.currentIndex())
    assert first_link(project, review).stance is Stance.DISPUTES
    assert project.undo_stack.undoText() == "Mark link as “disputes”"
    box.voice.setCurrentText("Quoted speech")
    box.voice.activated.emit(box.voice.currentIndex())
    assert first_link(project, review).voice is Voice.QUOTED
    project.undo_stack.undo()
    assert box.voice.choice is Voice.NOT_SAID


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_speaker_is_saved_on_enter_and_when_another_passage_is_chosen(
    box: PassageBox, project: Project, review: dict[str, Id]
) -> None:
    box.view.setCurrentIndex(box.model.index(0, 0))
    line = box.speaker.line
    line.setFocus()
    QTest.keyClicks(line, "The mayor")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert first_link(project, review).speaker == "The mayor"
    assert project.undo_stack.undoText() == "Change speaker"
    line.setText("The council")
    box.view.setCurrentIndex(box.model.index(1, 0))
    assert first_link(project, review).speaker == "The council"
    assert line.text() == ""
    project.undo_stack.undo()
    assert first_link(project, review).speaker == "The mayor"


def test_speakers_and_claimants_are_offered(box: PassageBox, project: Project) -> None:
    box.view.setCurrentIndex(box.model.index(0, 0))
    box.speaker.line.setFocus()
    offered = box.speaker.line.completer().model()
    assert [offered.index(i, 0).data() for i in range(offered.rowCount())] == [
        "A report",
        "The city",
    ]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_changes_the_stance_shows_and_removes(
    box: PassageBox, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    viewport = box.view.viewport()
    place = box.view.visualRect(box.model.index(1, 0)).center()
    event = QContextMenuEvent(Reason.Mouse, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    offered = actions(box)
    assert list(offered) == [
        *("Show in the article", "Asserts", "Supports", "Disputes", "Mentions"),
        "Remove from this claim",
    ]
    assert [text for text, action in offered.items() if action.isChecked()] == ["Asserts"]
    offered["Disputes"].trigger()
    assert project.read(passages.links, review["closed"])[1].stance is Stance.DISPUTES
    event = QContextMenuEvent(Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(viewport, event)
    actions(box)["Show in the article"].trigger()
    assert selection.now.article_id == review["second"]
    actions(box)["Remove from this claim"].trigger()
    box.menu.hide()
    assert box.model.rowCount() == 1
    project.undo_stack.undo()
    assert box.model.rowCount() == 2


def test_no_menu_beside_the_passages(box: PassageBox, qtbot: QtBot) -> None:
    viewport = box.view.viewport()
    with qtbot.assertNotEmitted(box.view.menu_wanted):
        event = QContextMenuEvent(Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
        QApplication.sendEvent(viewport, event)
    box.view.menu_wanted.emit(QPoint(0, 0))
    assert not box.menu.isVisible()


def test_nothing_is_shown_or_changed_without_a_current_passage(
    box: PassageBox, project: Project, selection: Selection, qtbot: QtBot
) -> None:
    box.view.setFocus()
    with qtbot.assertNotEmitted(selection.reveal):
        box.view.clearSelection()
        box.view.setCurrentIndex(box.model.index(-1, -1))
        QTest.keyClick(box.view, Qt.Key.Key_Return)
    box.stance.picked.emit(Stance.DISPUTES)
    assert not project.undo_stack.canUndo()


def test_many_passages_scroll_inside_the_list(
    box: PassageBox, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    two = box.view.height()
    text = "The bridge was closed on Monday. The mayor denies it."

    def link_words(session: Session) -> None:
        row = articles.row(session, review["first"])
        assert row is not None
        start = 0
        for word in text.split():
            start = text.index(word, start)
            passage = passages.mark(session, row.version_id, start, start + len(word))
            passages.link(session, review["closed"], passage)

    project.do("Link", link_words)
    assert box.model.rowCount() > 8
    assert two < box.view.height() < two * 3
    assert not box.grab().isNull()


def test_delete_takes_the_passage_from_the_claim_and_leaves_the_claim(
    box: PassageBox, project: Project, review: dict[str, Id]
) -> None:
    first, second = project.read(passages.links, review["closed"])
    box.view.setFocus()
    box.view.setCurrentIndex(box.model.index(0, 0))
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Delete, NO_KEYS)
    asked.ignore()
    QApplication.sendEvent(box.view, asked)
    assert asked.isAccepted()
    QTest.keyClick(box.view, Qt.Key.Key_Delete)
    assert project.read(passages.links, review["closed"]) == [second]
    assert project.read(claims.row, review["closed"]) is not None
    project.undo_stack.undo()
    assert project.read(passages.links, review["closed"]) == [first, second]


def test_delete_on_no_passage_removes_nothing(
    box: PassageBox, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    selection.choose_claim(review["loose"])
    box.view.setFocus()
    QTest.keyClick(box.view, Qt.Key.Key_Delete)
    assert project.read(claims.row, review["loose"]) is not None
