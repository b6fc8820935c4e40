"""Stance, voice and speaker of links by command: of the list, of the text, of several at once."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.model import Id, LinkRow, Stance, Voice
from claimdesk.store import claims, passages
from claimdesk.ui.dialogs.claims.link import LinkPicker
from claimdesk.ui.panes.passage_list import PassageBox

from .conftest import said

Flag = QItemSelectionModel.SelectionFlag


@pytest.fixture
def claim_id(sample: Program) -> Id:
    """Choose the claim of the sample that most passages carry."""
    row = max(sample.desk.project.read(claims.rows), key=lambda one: one.passages)
    first = sample.desk.project.read(passages.links, row.id)[0]
    sample.desk.selection.show_passage(first.article_id, first.passage_id, row.id)
    return row.id


def box(program: Program) -> PassageBox:
    part = program.window.form.form.sections.named("passages").part
    assert isinstance(part, PassageBox)
    return part


def links(program: Program, claim_id: Id) -> list[LinkRow]:
    return program.desk.project.read(passages.links, claim_id)


def choose(program: Program, *places: int) -> None:
    """Choose several cards, as Ctrl and a click do."""
    view = box(program).view
    for place in places:
        view.selectionModel().setCurrentIndex(box(program).model.index(place, 0), Flag.Select)


def picker(program: Program) -> LinkPicker:
    return next(one for one in program.window.findChildren(LinkPicker) if one.isVisible())


def test_the_link_of_the_passage_in_the_text_is_changed_by_key(
    sample: Program, claim_id: Id
) -> None:
    before = links(sample, claim_id)
    sample.actions.run("link.disputes")
    assert said(sample) == "1 passage: disputes"
    assert [one.stance for one in links(sample, claim_id)] == [
        Stance.DISPUTES, *(one.stance for one in before[1:]),
    ]  # fmt: skip
    sample.actions.run("link.voice_post")
    assert said(sample) == "1 passage: voice: a post"
    assert links(sample, claim_id)[0].voice is Voice.POST
    assert sample.desk.project.undo_stack.undoText() == "Change voice of a link"
    sample.actions.run("edit.undo")
    sample.actions.run("edit.undo")
    assert links(sample, claim_id) == before


def test_several_chosen_passages_are_changed_in_one_step(sample: Program, claim_id: Id) -> None:
    choose(sample, 0, 1, 2)
    assert box(sample)._several.text() == "3 passages: what is changed here changes all"
    sample.actions.run("link.supports")
    assert said(sample) == "3 passages: supports"
    assert [one.stance for one in links(sample, claim_id)][:3] == [Stance.SUPPORTS] * 3
    assert len(box(sample).chosen()) == 3
    box(sample).speaker.line.setText("Ilse Marran")
    box(sample).speaker.commit()
    assert {one.speaker for one in links(sample, claim_id)[:3]} == {"Ilse Marran"}
    box(sample).voice.picked.emit(Voice.QUOTED)
    assert {one.voice for one in links(sample, claim_id)[:3]} == {Voice.QUOTED}
    number = len(links(sample, claim_id))
    box(sample).view.removed.emit()
    assert len(links(sample, claim_id)) == number - 3
    sample.actions.run("edit.undo")
    assert len(links(sample, claim_id)) == number


def test_the_menu_of_a_chosen_card_keeps_the_others_chosen(sample: Program, claim_id: Id) -> None:
    del claim_id
    choose(sample, 0, 1)
    view = box(sample).view
    place = view.visualRect(box(sample).model.index(1, 0)).center()
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    assert len(box(sample).chosen()) == 2
    box(sample).menu.close()
    third = view.visualRect(box(sample).model.index(2, 0)).center()
    event = QContextMenuEvent(reason, third, view.viewport().mapToGlobal(third))
    QApplication.sendEvent(view.viewport(), event)
    assert len(box(sample).chosen()) == 1
    box(sample).menu.close()


def test_the_speaker_is_asked_for_where_it_stands(sample: Program, claim_id: Id) -> None:
    del claim_id
    sample.actions.run("link.speaker")
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus is box(sample).speaker.line
    words = sample.desk.project.read(passages.speakers)
    completer = focus.completer()
    assert completer is not None
    assert completer.model().rowCount() >= len(words)


def test_chosen_passages_belong_to_another_claim_too(
    sample: Program, claim_id: Id, qtbot: QtBot
) -> None:
    choose(sample, 0, 1)
    sample.actions.run("link.also")
    other = sample.desk.project.read(claims.rows)[-1]
    QTest.keyClicks(picker(sample)._claims.filter, f"#{other.number}")
    chosen = picker(sample)
    chosen.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is chosen.windowHandle())
    QTest.keyClick(chosen.windowHandle(), Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    chosen._pick()
    assert said(sample) == f"2 passages linked to claim {other.number}"
    shared = {one.passage_id for one in links(sample, claim_id)[:2]}
    new = [one for one in links(sample, other.id) if one.passage_id in shared]
    assert {one.stance for one in new} == {Stance.DISPUTES}
    assert sample.desk.selection.now.claim_id == other.id
    sample.actions.run("edit.undo")
    assert shared.isdisjoint(one.passage_id for one in links(sample, other.id))


def test_a_new_claim_can_be_made_of_passages_that_are_there(sample: Program, claim_id: Id) -> None:
    number = sample.desk.project.read(claims.count)
    sample.actions.run("link.also")
    picker(sample)._pick_new()
    assert sample.desk.project.read(claims.count) == number + 1
    assert sample.desk.selection.now.claim_id != claim_id


def test_the_last_choice_is_offered_again(sample: Program, claim_id: Id) -> None:
    del claim_id
    view = sample.window.article.view
    view.select(0, 7)
    sample.actions.run("claim.link")
    first = picker(sample)
    assert first.findChild(QPushButton, "link-again") is None
    first._stance.show_choice(Stance.MENTIONS)
    first._voice.show_choice(Voice.QUOTED)
    first._speaker.setText("Ilse Marran")
    first._pick()
    view.select(8, 12)
    sample.actions.run("claim.link")
    second = picker(sample)
    assert second._stance.choice is Stance.ASSERTS
    again = second.findChild(QPushButton, "link-again")
    assert again is not None
    assert again.toolTip() == "Mentions, quoted speech, Ilse Marran"
    again.click()
    assert (second._stance.choice, second._voice.choice) == (Stance.MENTIONS, Voice.QUOTED)
    assert second._speaker.text() == "Ilse Marran"
    completer = second._speaker.completer()
    assert completer is not None
    assert completer.completionModel().rowCount() > 0
    second.reject()
    sample.actions.run("file.close")
    sample.files.open_sample()
    sample.window.article.view.select(8, 12)
    sample.actions.run("claim.link")
    assert picker(sample).findChild(QPushButton, "link-again") is None


def test_without_a_link_nothing_is_changed(sample: Program) -> None:
    sample.desk.selection.clear()
    before = sample.desk.project.undo_stack.count()
    for name in ("asserts", "voice_post", "also"):
        sample.actions.run(f"link.{name}")
    sample.window.findChildren(PassageBox)
    assert sample.desk.project.undo_stack.count() == before


def test_the_card_over_the_text_has_the_menu_of_its_link(sample: Program, claim_id: Id) -> None:
    del claim_id
    sample.window.article.link_menu_wanted.emit(QPoint(100, 100))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert words[:4] == [
        *("Asserts the claim", "Supports the claim", "Disputes the claim", "Mentions the claim"),
    ]
    menu.close()
