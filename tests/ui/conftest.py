"""The shell's services for tests of its parts: theme, project, selection, announcer."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from claimdesk.store.store import Store
from claimdesk.ui.base.notify import Announcer
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """Return the light theme, applied."""
    theme = Theme()
    theme.apply(qapp, "light")
    return theme


@pytest.fixture
def project(qtbot: QtBot, store: Store) -> Iterator[Project]:
    """Return an open, empty project; an edit that fails without being asked to is a failure."""
    project = Project()
    project.use(store)
    yield project
    project.use(None)


@pytest.fixture
def selection(qtbot: QtBot) -> Selection:
    """Return a selection that points at nothing."""
    return Selection()


@pytest.fixture
def announcer(qtbot: QtBot) -> Announcer:
    """Return an announcer that remembers what it said."""
    return Announcer()
