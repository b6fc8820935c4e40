"""About, and the diagnostic information."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from claimdesk import __version__
from claimdesk.store import engine
from claimdesk.ui.dialogs.about import About, diagnostics

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def about(window: QMainWindow, show: Callable[[QDialog], None]) -> About:
    dialog = About(window)
    show(dialog)
    return dialog


def test_it_names_versions_and_licences(about: About) -> None:
    said = "\n".join(label.text() for label in about.findChildren(QLabel))
    for word in (__version__, qVersion(), engine.version(), "MIT", "Lesser", "Lucide"):
        assert word in said


def test_the_versions_can_be_copied(about: About) -> None:
    QTest.mouseClick(about.findChildren(QPushButton, "about-copy")[0], Qt.MouseButton.LeftButton)
    assert f"Claimdesk: {__version__}" in QGuiApplication.clipboard().text()


def test_return_closes_it(about: About, qtbot: QtBot) -> None:
    QTest.keyClick(about, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not shiboken6.isValid(about))


def test_diagnostics_hold_versions_screen_and_the_end_of_the_log(
    qtbot: QtBot, tmp_path: Path, home: Path
) -> None:
    lines = [f"{n} INFO opened {Path.home()}/x" for n in range(200)]
    (tmp_path / "claimdesk.log").write_bytes("\n".join(lines).encode() + b"\n\xff broken\n")
    said = diagnostics(tmp_path)
    for word in (f"Claimdesk: {__version__}", "Python: ", "SQLite: ", "Scale: 1", "Screen: "):
        assert word in said
    assert "199 INFO opened ~/x" in said
    assert "151 INFO" in said
    assert "150 INFO" not in said
    assert str(home) not in said


def test_diagnostics_need_no_log(qtbot: QtBot, tmp_path: Path) -> None:
    assert diagnostics(tmp_path / "none").endswith("No log.\n")
    assert logging.getLogger("claimdesk").name == "claimdesk"
