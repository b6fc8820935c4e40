"""While a project is open, SQLite alone opens its file: any other handle would drop its lock."""

import builtins
import hashlib
import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from claimdesk.core.model import ReviewerRow
from claimdesk.store import claims
from claimdesk.store.store import Store
from journeys.conftest import Answers
from journeys.driver import Person
from journeys.program import run
from journeys.test_robot import KEPT_FROM_THE_ROBOT

OPENERS = ((builtins, "open"), (io, "open"), (os, "open"), (hashlib, "file_digest"))
COPIERS = ("copy", "copy2", "copyfile", "move")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of all files that anything but SQLite opens."""
    names: list[str] = []

    def watched(really: Callable[..., Any]) -> Callable[..., Any]:
        def call(first: Any, *rest: Any, **settings: Any) -> Any:
            named = isinstance(first, str | bytes | os.PathLike)
            names.append(os.fsdecode(first) if named else str(getattr(first, "name", first)))
            return really(first, *rest, **settings)

        return call

    for module, name in (*OPENERS, *((shutil, name) for name in COPIERS)):
        monkeypatch.setattr(module, name, watched(getattr(module, name)))
    return names


def test_nothing_but_sqlite_opens_a_project_the_window_works_on(
    tmp_path: Path, me: ReviewerRow, opened: list[str], answers: Answers
) -> None:
    project = tmp_path / "Review.claimdesk"
    with Store.create(project, "Review", me, durable=False):
        pass
    article = tmp_path / "article.txt"
    article.write_text("The bridge was closed on Monday.", encoding="utf-8")

    def work(p: Person) -> None:
        assert str(project.resolve()) in opened  # looked at before it was open
        opened.clear()
        answers.choose(article)
        p.press("Ctrl+I")
        p.bring_in()
        p.tab_to("claim-list")
        p.press("Ctrl+Return")
        p.type("The bridge was closed.")
        p.press("Ctrl+Return", "Ctrl+2", "Ctrl+Z", "Ctrl+Y")
        p.press("Ctrl+S")
        answers.choose(tmp_path / "Copy.claimdesk")
        p.press("Ctrl+Shift+S")
        p.choose_menu("Tools", "Check the project file")
        assert "sound" in p.result()
        answers.choose(project)
        p.press("Ctrl+O")
        assert p.said == "This project is open already"
        assert str(article) in opened
        assert [one for one in opened if Path(one).name.startswith("Review.claimdesk")] == []

    run(work, project)


def test_no_command_and_nothing_in_the_background_opens_it_either(opened: list[str]) -> None:
    def press_everything(p: Person) -> None:
        project = p.window.article._project
        path = project.path
        assert path is not None
        actions = {one.objectName(): one for one in p.window.actions()}
        opened.clear()
        for name in sorted(actions.keys() - KEPT_FROM_THE_ROBOT):
            p.window.article._selection.choose_claim(project.read(claims.rows)[0].id)
            actions[name].trigger()
            QTest.qWait(1)
            while (menu := QApplication.activePopupWidget()) is not None:
                menu.close()
            for dialog in p.window.findChildren(QDialog):
                dialog.close()
        p.settle()
        assert project.path == path
        assert [one for one in opened if is_the_file(one, path)] == []

    run(press_everything, "--sample")


def is_the_file(name: str, path: Path) -> bool:
    """Return whether a name, or a number of an open file, stands for a project or its journal."""
    try:
        return Path(name).name.startswith(f"{path.name}-") or Path(name).samefile(path)
    except OSError:
        return False
