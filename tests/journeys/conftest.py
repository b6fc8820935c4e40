"""What journeys need: answers for the file dialogs, texts of our own, and what was written."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from claimdesk.core import resources
from journeys.driver import Person

Names = tuple[list[str], str]


class Answers:
    """What the reviewer chooses in file dialogs; nothing chosen means Cancel."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self._chosen: list[Path] = []
        patch.setattr(QFileDialog, "getOpenFileName", self._one)
        patch.setattr(QFileDialog, "getOpenFileNames", self._many)
        patch.setattr(QFileDialog, "getSaveFileName", self._one)
        patch.setattr(QFileDialog, "getExistingDirectory", self._folder)

    def choose(self, *paths: Path) -> None:
        """Choose these in the next file dialog."""
        self._chosen = list(paths)

    def _many(self, _parent: object, title: str, *_rest: object, **_more: object) -> Names:
        self.asked.append(title)
        chosen, self._chosen = self._chosen, []
        return [str(path) for path in chosen], ""

    def _one(self, parent: object, title: str, *_rest: object, **_more: object) -> tuple[str, str]:
        names, _ = self._many(parent, title)
        return (names[0] if names else ""), ""

    def _folder(self, parent: object, title: str, *_rest: object, **_more: object) -> str:
        return self._one(parent, title)[0]


@pytest.fixture
def answers(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Answer file dialogs, the only ones that are not the program's own."""
    return Answers(monkeypatch)


@pytest.fixture
def our_texts() -> Sequence[Path]:
    """Return two articles of our own; the second has emoji and flags."""
    names = ("river-crossing.txt", "stranded-barges.txt")
    return [resources.path("samples", name) for name in names]


@pytest.fixture
def real_texts(real_articles: Path) -> Sequence[Path]:
    """Return the two real articles; the second has characters beyond the BMP."""
    names = ("pokrovsk-capture-announced.txt", "pokrovsk-encirclement.txt")
    return [real_articles / name for name in names]


def make_project(p: Person, answers: Answers, path: Path) -> None:
    """Make a new project, by its key."""
    answers.choose(path)
    p.press("Ctrl+N")
    assert p.window.windowTitle().startswith(path.stem)
