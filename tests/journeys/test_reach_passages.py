"""Every passage of a review is reached by the keyboard alone, and by the mouse alone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from platformdirs import PlatformDirs
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core import resources
from claimdesk.core.model import Id
from claimdesk.exchange.review_load import load
from claimdesk.exchange.review_read import read_review
from claimdesk.store import articles, highlights
from claimdesk.store.store import Store
from claimdesk.ui.article.badges import Badge, badges

Link = tuple[Id | None, Id | None]
Key = Qt.Key

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Reader:
    """The program with a review loaded; notes every link that was pointed at."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.selection = program.desk.selection
        self.view = program.window.article.view
        self.reached: set[Link] = set()
        self.selection.changed.connect(lambda now, _old: self._note(now.passage_id, now.claim_id))

    def _note(self, *link: Id | None) -> None:
        if link[0] is not None:
            self.reached.add((link[0], link[1]))

    def load(self, review: Path) -> None:
        read = read_review(review)
        path = Path(os.environ["HOME"]) / "review.claimdesk"
        store = Store.create(path, "Review", self.program.desk.settings.me(), durable=False)
        store.run("Load", lambda session: load(session, read))
        self.program.desk.project.use(store)

    def articles(self) -> Iterator[set[Link]]:
        """Show one article after the other; yield its links."""
        for row in self.program.desk.project.read(articles.rows):
            self.selection.choose_article(row.id)
            self.reached.clear()
            drawn = self.program.desk.project.read(highlights.rows, row.version_id)
            yield {(one.passage_id, one.claim_id) for one in drawn}

    # Keyboard ----------------------------------------------------------------------------

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def walk(self, links: set[Link]) -> None:
        """Go from passage to passage; where something was not seen yet, Enter and Tab through."""
        self.view.setFocus()
        passages = {passage for passage, _ in links}
        for _ in passages:
            self.program.actions.run("article.next_passage")
        assert {passage for passage, _ in self.reached} == passages
        for _ in range(5 * len(passages)):
            self.program.actions.run("article.next_passage")
            here = [(row.passage_id, row.claim_id) for row in self.view.at_caret()]
            if not self.reached.issuperset(here):
                self._step_through(len(here))

    def _step_through(self, number: int) -> None:
        self.press(Key.Key_Return)
        for _ in range(number - 1):
            self.press(Key.Key_Tab)
        if number > 1:
            self.press(Key.Key_Escape)
        assert self.view.hasFocus()

    # Mouse ---------------------------------------------------------------------------------

    def click(self, place: QPoint, times: int) -> None:
        for _ in range(times):
            QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def click_text(self) -> None:
        """Click where other highlights begin, once for each."""
        there = list[Link]()
        for index in range(len(self.view._caret.text)):
            unit = self.view._caret.positions.to_utf16(index)
            spans = self.view._highlights.at(unit)
            if [span.key for span in spans] != there:
                there = [span.key for span in spans]
                self._scroll_to(unit)
                self.click(self._middle_of(unit), len(spans))

    def click_badges(self) -> None:
        """Click every badge, and the counted rest as often as it counts."""
        for unit in sorted({span.start for span in self.view._scene.index}):
            self._scroll_to(unit)
            for place in range(len(self._badges(unit))):
                badge = self._badges(unit)[place]
                for _ in range(len(badge.spans) + badge.is_rest):
                    box = self._badges(unit)[place].box
                    scrolled = self.view.verticalScrollBar().value()
                    self.click(box.center().toPoint() - QPoint(0, scrolled), 1)

    def _badges(self, unit: int) -> list[Badge]:
        scene = self.view._scene
        return list(badges(self.view._layout.strip_of(unit), scene.look, scene.active))

    def _scroll_to(self, unit: int) -> None:
        self.view._scroller.go(self.view._scroller.top_of(unit) - 200)

    def _middle_of(self, unit: int) -> QPoint:
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(unit)
        left = self.view.cursorRect(cursor)
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        right = self.view.cursorRect(cursor)
        width = right.left() - left.left() if right.top() == left.top() else 4
        return QPoint(left.left() + width // 2, left.center().y())


@pytest.fixture
def reader(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Reader]:
    """Start the program without a project."""
    program = Program(qapp, PlatformDirs("claimdesk", appauthor=False))
    program.show([], sample=False)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    yield Reader(program)
    program.window.close()
    program.end()
    program.window.deleteLater()


def by_keyboard(reader: Reader) -> None:
    for links in reader.articles():
        reader.walk(links)
        assert reader.reached == links


def by_mouse(reader: Reader) -> None:
    for links in reader.articles():
        reader.click_text()
        assert reader.reached == links
        reader.reached.clear()
        reader.click_badges()
        assert reader.reached == links


SAMPLE = ("samples", "sample.review.json")
REAL = "pokrovsk-capture-announced.review.json"


def test_every_passage_of_the_sample_is_reached_by_the_keyboard(reader: Reader) -> None:
    reader.load(resources.path(*SAMPLE))
    by_keyboard(reader)


def test_every_passage_of_the_sample_is_reached_by_the_mouse(reader: Reader) -> None:
    reader.load(resources.path(*SAMPLE))
    by_mouse(reader)


def test_every_passage_of_a_real_review_is_reached_by_the_keyboard(
    reader: Reader, real_articles: Path
) -> None:
    reader.load(real_articles / REAL)
    by_keyboard(reader)


def test_every_passage_of_a_real_review_is_reached_by_the_mouse(
    reader: Reader, real_articles: Path
) -> None:
    reader.load(real_articles / REAL)
    by_mouse(reader)
