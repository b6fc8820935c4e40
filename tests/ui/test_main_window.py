"""The window: where it was left, what is dropped on it, what it is called, closing it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from claimdesk.core.places import Places
from claimdesk.store import claims
from claimdesk.ui.base.notify import Announcer
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.main_window import MainWindow

_COPY, _LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
_PLAIN = Qt.KeyboardModifier.NoModifier

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(
    qtbot: QtBot,
    project: Project,
    selection: Selection,
    theme: Theme,
    announcer: Announcer,
    tmp_path: Path,
) -> MainWindow:
    made = MainWindow(project, selection, theme, announcer, Places(tmp_path))
    qtbot.addWidget(made)
    made.show()
    return made


def files(*addresses: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(one) for one in addresses])
    return data


def test_the_title_is_the_projects_and_goes_with_it(window: MainWindow, project: Project) -> None:
    assert window.windowTitle().startswith("project")
    assert window.columns.isVisible()
    assert window.status.isVisible()
    project.use(None)
    assert "Claimdesk" in window.windowTitle()
    assert window.welcome.isVisible()
    assert not window.columns.isVisible()
    assert not window.status.isVisible()


def test_files_are_taken_and_addresses_are_not(window: MainWindow, qtbot: QtBot) -> None:
    mixed = files("file:///folder/a%20b.txt", "https://example.org/c.txt")
    entering = QDragEnterEvent(window.rect().center(), _COPY, mixed, _LEFT, _PLAIN)
    entering.ignore()
    window.dragEnterEvent(entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(window.dropped) as heard:
        window.dropEvent(QDropEvent(QPointF(5, 5), _COPY, mixed, _LEFT, _PLAIN))
    assert heard.args == [[Path("/folder/a b.txt")]]
    only_web = files("https://example.org/c.txt")
    entering = QDragEnterEvent(window.rect().center(), _COPY, only_web, _LEFT, _PLAIN)
    entering.ignore()
    window.dragEnterEvent(entering)
    assert not entering.isAccepted()


def test_the_window_comes_back_as_it_was_left(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window.resize(790, 700)
    window.columns.setSizes([300, 500, 300])
    window.panes()["view.details"].hide()
    sizes = window.columns.sizes()
    window.keep_state(kept)
    window.resize(780, 650)
    window.panes()["view.details"].show()
    window.columns.setSizes([150, 500, 250])
    window.restore_state(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    assert (window.width(), window.height()) == (790, 700)
    assert window.columns.sizes() == sizes


def test_nothing_kept_leaves_the_window_as_it_starts(window: MainWindow, tmp_path: Path) -> None:
    size = window.size()
    window.restore_state(QSettings(str(tmp_path / "none.ini"), QSettings.Format.IniFormat))
    assert window.size() == size


def test_closing_saves_what_is_being_typed(
    window: MainWindow, project: Project, selection: Selection, qtbot: QtBot
) -> None:
    made = project.do("New claim", lambda session: claims.add(session, "It rains."))
    selection.choose_claim(made)
    window.form.form.text.edit.setPlainText("It snows.")
    with qtbot.waitSignal(window.closing):
        window.close()
    assert [row.text for row in project.read(claims.rows)] == ["It snows."]


def test_what_is_announced_is_seen_in_the_status_bar(
    window: MainWindow, announcer: Announcer
) -> None:
    announcer.say(window, "Claim 3 denied")
    assert window.status.message.text() == "Claim 3 denied"
