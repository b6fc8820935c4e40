"""Repeats of claims: found in all articles, linked or dismissed place by place, undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.model import ReadArticle, Stance
from claimdesk.store import articles, claims, deeds, dismissals, passages
from claimdesk.ui.dialogs.repeats import Repeats
from claimdesk.ui.models.deeds import label
from ui.commands.conftest import said

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MORE = (
    "37 barges have been waiting below the Halm Bridge since the weekend of 29 March 2025.\n"
    "At the Halm Bridge 37 barges have been waiting since the weekend, 29 March 2025.\n"
    "A picture shows the Orva shut with a chain by Velmark, somebody wrote."
)


def shown() -> Repeats:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, Repeats)]
    return found[-1]


def places(dialog: Repeats) -> int:
    return sum(row.repeat is not None for row in dialog.model.rows)


@pytest.fixture
def dialog(sample: Program, qtbot: QtBot) -> Repeats:
    project = sample.desk.project
    project.do("Import", lambda session: articles.add(session, ReadArticle(MORE, "Again")))
    project.undo_stack.clear()
    sample.actions.run("tools.repeats")
    qtbot.waitUntil(lambda: not sample.desk.tasks.busy)
    return shown()


def test_places_are_listed_by_claim(sample: Program, dialog: Repeats) -> None:
    headings = [row.title for row in dialog.model.rows if row.repeat is None]
    assert any(one.startswith("Claim 15: 37 barges") for one in headings)
    assert "say again what" in said(sample) == dialog.headline.text()
    spoken = [row.spoken for row in dialog.model.rows]
    assert any(one.startswith("Again, same words: 37 barges") for one in spoken)
    assert any(one.endswith("2 places") for one in spoken)
    assert not dialog.grab().isNull()
    assert not dialog.model.flags(dialog.model.index(0, 0)) & Qt.ItemFlag.ItemIsEnabled


def test_a_place_is_shown(sample: Program, dialog: Repeats) -> None:
    dialog.list.activated.emit(dialog.list.currentIndex())
    now, repeat = sample.desk.selection.now, dialog.chosen[0]
    assert (now.article_id, now.claim_id) == (repeat.article_id, repeat.claim_id)
    assert (now.start, now.end) == (repeat.start, repeat.end)


def test_a_place_is_linked_as_it_is_meant_and_undone(sample: Program, dialog: Repeats) -> None:
    project, before = sample.desk.project, places(dialog)
    repeat = dialog.chosen[0]
    known = project.read(passages.links, repeat.claim_id)
    dialog.stance.setCurrentIndex(2)
    dialog.speaker.setText(" Katrin  Thiel ")
    QTest.mouseClick(dialog._link, Qt.MouseButton.LeftButton)
    new = set(project.read(passages.links, repeat.claim_id)) - set(known)
    assert [(one.stance, one.speaker) for one in new] == [(Stance.DISPUTES, "Katrin Thiel")]
    assert places(dialog) == before - 1
    assert dialog.chosen
    assert said(sample) == "1 passage linked"
    assert project.undo_stack.undoText() == label(project.read(deeds.rows, most=1)[0])
    project.undo_stack.undo()
    assert places(dialog) == before


def test_several_places_are_linked_at_once(sample: Program, dialog: Repeats) -> None:
    project = sample.desk.project
    of_claim_15 = [n for n, row in enumerate(dialog.model.rows) if row.repeat and row.total == 2]
    dialog.list.clearSelection()
    select = dialog.list.selectionModel().SelectionFlag.Select
    for place in of_claim_15:
        dialog.list.selectionModel().select(dialog.model.index(place, 0), select)
    assert dialog._link.text() == "&Link 2 places"
    dialog._link.click()
    assert project.undo_stack.undoText() == "Link 2 passages to claim 15"
    project.undo_stack.undo()
    dialog.list.selectAll()
    number = len(dialog.chosen)
    dialog._link.click()
    assert project.undo_stack.undoText() == f"Link {number} passages to claims"
    assert places(dialog) == 0
    assert dialog.empty.isVisible()
    dialog.go()


def test_what_is_no_repeat_is_dismissed_for_good(
    sample: Program, dialog: Repeats, qtbot: QtBot
) -> None:
    project, before = sample.desk.project, places(dialog)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert places(dialog) == before - 1
    assert len(project.read(dismissals.rows)) == 1
    assert project.undo_stack.undoText() == label(project.read(deeds.rows, most=1)[0])
    sample.actions.run("tools.repeats")
    qtbot.waitUntil(lambda: not sample.desk.tasks.busy)
    assert shown() is dialog
    assert places(dialog) == before - 1
    dialog.list.clearSelection()
    dialog._dismiss_chosen()
    assert len(project.read(dismissals.rows)) == 1


def test_the_window_of_repeats_closes_with_the_project(sample: Program, dialog: Repeats) -> None:
    sample.desk.project.do("Remove", lambda session: claims.remove(session, []))
    sample.actions.run("file.close")
    assert dialog not in [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def test_what_was_found_in_another_project_is_not_shown(sample: Program, qtbot: QtBot) -> None:
    sample.actions.run("tools.repeats")
    sample.actions.run("file.close")
    qtbot.waitUntil(lambda: not sample.desk.tasks.busy)
    assert not [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, Repeats) and one.isVisible()
    ]


def test_a_project_that_may_only_be_read_offers_no_linking(qtbot: QtBot) -> None:
    dialog = Repeats("Somebody else works on it.")
    qtbot.addWidget(dialog)
    assert not dialog._link.isEnabled()
    assert not dialog.stance.isEnabled()
    assert dialog._link.toolTip() == "Somebody else works on it."
