"""A claim form on the screen, showing a claim of a small review."""

import pytest
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Id
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.claim_form import ClaimFormPane


@pytest.fixture
def pane(
    qtbot: QtBot, project: Project, selection: Selection, theme: Theme, review: dict[str, Id]
) -> ClaimFormPane:
    """Return the form with the claim "closed", active, so that keys arrive."""
    pane = ClaimFormPane(project, selection, theme)
    qtbot.addWidget(pane)
    pane.resize(460, 900)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    selection.choose_claim(review["closed"])
    return pane
