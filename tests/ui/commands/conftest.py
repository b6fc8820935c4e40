"""The whole program without its event loop, so that commands are tried on real panes and files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from platformdirs import PlatformDirs
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from journeys.program import complaints


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Program]:
    """Start the program without a project; a bug or a warning in its log is a failure."""
    made = Program(qapp, PlatformDirs("claimdesk", appauthor=False))
    made.show([], sample=False)
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.window.close()
    made.end()
    made.window.deleteLater()
    assert complaints() == []


@pytest.fixture
def sample(program: Program) -> Program:
    """Open the sample project: 20 claims, two articles."""
    program.files.open_sample()
    return program


class Chosen:
    """What the next file dialogs answer; nothing means Cancel."""

    def __init__(self) -> None:
        self.paths: list[Path] = []
        self.proposed: list[Path] = []

    def many(self, *_about: object, **_more: object) -> tuple[list[str], str]:
        """Answer as a dialog for several files does."""
        paths, self.paths = self.paths, []
        return [str(path) for path in paths], ""

    def one(self, *about: object, **_more: object) -> tuple[str, str]:
        """Answer as a dialog for one file does."""
        self.proposed.append(Path(str(about[2])))
        names, _ = self.many()
        return (names[0] if names else ""), ""


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Chosen:
    """Answer file dialogs."""
    chosen = Chosen()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen.one)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", chosen.many)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen.one)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *about: chosen.one(*about)[0])
    return chosen


def said(program: Program) -> str:
    """Return what was announced last."""
    return program.desk.announcer.history[-1]


def trouble(program: Program) -> str:
    """Return the last sentence of trouble."""
    return program.desk.notifier.history[-1]
