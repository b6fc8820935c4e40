"""What is due to be checked again: in the status bar, in the list, and how both come to know."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Id
from claimdesk.store import claims
from claimdesk.store.store import Session
from claimdesk.ui.base.dates import today
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.claim_list import ClaimListPane
from claimdesk.ui.panes.due_note import DueNote


@pytest.fixture
def note(qtbot: QtBot, project: Project, review: dict[str, Id]) -> DueNote:
    note = DueNote(project)
    qtbot.addWidget(note)
    note.show()
    return note


def due(project: Project, claim_id: Id, day: str) -> None:
    project.do("Due", partial(claims.change, claim_id=claim_id, recheck_on=day))


def read_first(note: DueNote) -> None:
    note._look.stop()
    note._look.timeout.emit()


def test_the_number_follows_every_edit_and_is_quiet_when_nothing_is_due(
    note: DueNote, project: Project, review: dict[str, Id]
) -> None:
    read_first(note)
    assert note.isHidden()
    due(project, review["closed"], "2024-05")
    assert (note.text(), note.accessibleName()) == ("1 claim is due", "1 claim is due")
    assert not note.isHidden()
    due(project, review["cost"], today())
    due(project, review["loose"], "9999")
    assert note.text() == "2 claims are due"
    project.do("Remove", partial(claims.remove, claim_ids=[review["closed"]]))
    assert note.text() == "1 claim is due"
    project.undo_stack.undo()
    assert note.text() == "2 claims are due"
    due(project, review["closed"], "")
    due(project, review["cost"], "some day")
    assert note.isHidden()


def test_a_project_that_is_opened_is_looked_through_once_it_is_painted(
    note: DueNote, project: Project, review: dict[str, Id]
) -> None:
    note._look.start()
    due(project, review["closed"], "2024")
    assert note.isHidden()
    read_first(note)
    assert note.text() == "1 claim is due"
    project.use(None)
    assert note.isHidden()
    read_first(note)
    assert note.isHidden()


def test_many_claims_at_once_are_counted_anew(note: DueNote, project: Project) -> None:
    read_first(note)

    def fill(session: Session) -> None:
        for number in range(60):
            claims.add(session, f"Claim {number}", recheck_on="2024")

    project.do("Fill", fill)
    assert note.text() == "60 claims are due"


def test_the_list_shows_a_clock_and_says_since_when(
    qtbot: QtBot, project: Project, selection: Selection, theme: Theme, review: dict[str, Id]
) -> None:
    pane = ClaimListPane(project, selection, theme)
    qtbot.addWidget(pane)
    pane.resize(700, 300)
    pane.show()
    index = pane.model.index(0, 2)
    plain = pane.grab().toImage()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "The bridge was closed on Monday."
    due(project, review["closed"], "2024-05")
    assert pane.grab().toImage() != plain
    said = "The bridge was closed on Monday.\nTo be checked again since 2024-05"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == said
    assert index.data(Qt.ItemDataRole.ToolTipRole) == said
    due(project, review["closed"], "")
    assert pane.grab().toImage() == plain
