"""A robot presses everything in any order: nothing fails, the file stays sound, undo goes home."""

import random
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from claimdesk.store import articles, claims, file
from claimdesk.ui.base.actions import ACTIONS
from claimdesk.ui.main_window import MainWindow
from journeys.driver import Person
from journeys.program import run

STEPS = 250
KEPT_FROM_THE_ROBOT = {
    *("file.new", "file.open", "file.recent", "file.sample", "file.import", "file.paste"),
    *(
        "file.import_folder",
        "file.import_claims",
        "file.load_review",
        "file.export",
        "file.save_copy",
        "file.close",
        "file.quit",
    ),
    *("help.log", "view.full_screen", "article.remove", "evidence.file"),
}
"""What leaves the project, opens a dialog of the system, or would leave nothing to press."""


class Robot:
    """Does one thing after the other, each drawn from the same seed."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window = window
        self.draw = random.Random(seed)
        self.project = window.article._project
        self.selection = window.article._selection
        self.actions = {
            action.objectName(): action
            for action in window.actions()
            if action.objectName() not in KEPT_FROM_THE_ROBOT
        }
        assert len(self.actions) == len(ACTIONS) - len(KEPT_FROM_THE_ROBOT)

    def step(self) -> None:
        """Do something."""
        self.draw.choice((self.act, self.act, self.select, self.point, self.type, self.undo))()
        while (menu := QApplication.activePopupWidget()) is not None:
            menu.close()
        for dialog in self.window.findChildren(QDialog):
            dialog.close()

    def act(self) -> None:
        action = self.actions[self.draw.choice(sorted(self.actions))]
        action.trigger()

    def select(self) -> None:
        row = self.draw.choice(self.project.read(articles.rows))
        self.selection.choose_article(row.id)
        start = self.draw.randrange(row.length)
        self.window.article.view.select(start, min(row.length, start + self.draw.randrange(90)))

    def point(self) -> None:
        rows = self.project.read(claims.rows)
        self.selection.choose_claim(self.draw.choice(rows).id if rows else None)

    def type(self) -> None:
        form = self.window.form.form
        field = self.draw.choice(
            (form.text.edit, form.reason.edit, form.claimant.line, form.said_on.line)
        )
        if field.isVisible() and field.isEnabled():
            field.setFocus()
            QTest.keyClicks(field, self.draw.choice(("abc ", "2025-10", "x, y", "   ")))

    def undo(self) -> None:
        stack = self.project.undo_stack
        self.draw.choice((stack.undo, stack.undo, stack.redo))()


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_pressed_nothing_fails_and_everything_can_be_undone(seed: int) -> None:
    def press(person: Person) -> None:
        robot = Robot(person.window, seed)
        before = robot.project.read(claims.rows)
        for _ in range(STEPS):
            robot.step()
            QTest.qWait(1)
        person.window.form.commit()
        path = robot.project.path
        assert isinstance(path, Path)
        assert file.check_open(path).revisions > 0
        while robot.project.undo_stack.canUndo():
            robot.project.undo_stack.undo()
        assert robot.project.read(claims.rows) == before

    run(press, "--sample")
