"""The article view under load and under random hands; it must neither fail nor leak."""

import gc
import logging
import random
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.core.model import HighlightRow, Stance, Verdict
from claimdesk.core.text import grapheme_floor, trim
from claimdesk.ui.article.guard import guarded
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.colours import DARK, LIGHT
from claimdesk.ui.base.theme import Theme

MakeRow = Callable[..., HighlightRow]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "OpenType support missing")

PIECES = [
    "Ordain has announced the capture of Sarrowby. ",
    "\U0001f6a8\U0001f1fa\U0001f1f8 Breaking! ",
    "قال الرئيس إن القوات دخلت Sarrowby. ",
    "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 ",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 cafe\u0301 ",
    "הנשיא אמר כי ",
    "\n",
    "\n\n",
    "word " * 40,
]


class Robot:
    """Does at random what readers, panes and desktops do."""

    def __init__(self, view: ArticleView, row: MakeRow, theme: Theme, seed: int) -> None:
        self.view, self.row, self.theme = view, row, theme
        self.hand = random.Random(seed)
        self.text, self.rows = "", list[HighlightRow]()
        self.load()

    def step(self) -> None:
        action = self.hand.choice(
            [self.load, self.mark, self.mark, self.unmark, self.judge, self.choose, self.keys,
             self.keys, self.drag, self.hover, self.scroll, self.resize, self.zoom, self.recolour,
             self.find, self.select, self.reveal, self.double_click]
        )  # fmt: skip
        action()
        QApplication.processEvents()
        start, end = self.view.selection()
        assert grapheme_floor(self.text, start) == start
        assert grapheme_floor(self.text, end) == end
        assert len(self.view._scene.index) == len(self.rows)

    def place(self) -> int:
        return self.hand.randrange(len(self.text) + 1)

    def load(self) -> None:
        count = self.hand.choice([0, 1, 5, 60])
        self.text = "".join(self.hand.choice(PIECES) for _ in range(count))
        self.rows = []
        self.view.set_article(self.text)

    def mark(self) -> None:
        start = self.place()
        start, end = trim(self.text, start, min(len(self.text), start + self.hand.randrange(90)))
        if end > start:
            number = self.hand.choice([None, len(self.rows) + 1])
            passage = b"%d" % self.hand.getrandbits(60)
            stance = self.hand.choice(list(Stance))
            verdict = self.hand.choice([*Verdict, None])
            self.rows.append(self.row(number, start, end, verdict, passage=passage, stance=stance))
        self.view.set_highlights(self.rows)

    def unmark(self) -> None:
        if self.rows:
            self.rows.pop(self.hand.randrange(len(self.rows)))
        self.view.set_highlights(self.rows)

    def judge(self) -> None:
        verdict = self.hand.choice([*Verdict, None])
        self.rows = [
            self.row(r.number, r.start, r.end, verdict, passage=r.passage_id) for r in self.rows
        ]
        self.view.set_highlights(self.rows)

    def choose(self) -> None:
        if self.rows:
            row = self.hand.choice(self.rows)
            self.view.choose(row.passage_id, row.claim_id)

    def reveal(self) -> None:
        if self.rows:
            self.view.reveal_passage(self.hand.choice(self.rows).passage_id)

    def keys(self) -> None:
        key = self.hand.choice(
            [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
             Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Space]
        )  # fmt: skip
        modifier = self.hand.choice(
            [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
             Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier]
        )  # fmt: skip
        QTest.keyClick(self.view, key, modifier)

    def point(self) -> QPoint:
        size = self.view.viewport().size()
        return QPoint(self.hand.randrange(size.width()), self.hand.randrange(size.height()))

    def drag(self) -> None:
        left, viewport = Qt.MouseButton.LeftButton, self.view.viewport()
        QTest.mousePress(viewport, left, pos=self.point())
        QTest.mouseMove(viewport, self.point())
        QTest.mouseRelease(viewport, left, pos=self.point())

    def double_click(self) -> None:
        QTest.mouseDClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.point())

    def hover(self) -> None:
        QTest.mouseMove(self.view.viewport(), self.point())

    def scroll(self) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue(self.hand.randrange(bar.maximum() + 1))

    def resize(self) -> None:
        self.view.resize(self.hand.randrange(200, 1200), self.hand.randrange(100, 800))

    def zoom(self) -> None:
        self.view.zoom(self.hand.choice([-5, -1, 1, 5]))

    def recolour(self) -> None:
        self.theme.changed.emit(self.hand.choice([LIGHT, DARK]))

    def find(self) -> None:
        self.view.find_all(self.hand.choice(["", "a", "Sarrowby", "\n", "القوات"]))
        self.view.find_step(self.hand.choice([-1, 1]))
        self.hand.choice([self.view.clear_find, self.view.copy])()

    def select(self) -> None:
        self.view.select(self.place(), self.place(), reveal=self.hand.random() < 0.5)


@pytest.mark.parametrize("seed", range(2))
def test_five_hundred_random_steps_do_no_harm(
    view: ArticleView, row: MakeRow, theme: Theme, seed: int
) -> None:
    robot = Robot(view, row, theme, seed)
    for _ in range(500):
        robot.step()


@pytest.fixture
def long_text() -> str:
    paragraph = "Officials said on Monday that nothing of the kind had been decided yet. " * 7
    return "\n".join(f"{i} {paragraph}" for i in range(2000))


def test_a_megabyte_with_twenty_thousand_highlights_opens_scrolls_and_changes(
    view: ArticleView, row: MakeRow, long_text: str
) -> None:
    hand = random.Random(1)
    rows = []
    for number in range(20_000):
        start = hand.randrange(len(long_text) - 100)
        rows.append(row(number, start, start + hand.randrange(5, 90), hand.choice([*Verdict])))
    view.set_article(long_text, rows)
    bar = view.verticalScrollBar()
    for value in (bar.maximum(), bar.maximum() // 2, 0):
        bar.setValue(value)
        QApplication.processEvents()
    view.set_highlights(rows[:-1])
    view.set_highlights([*rows[:-1], row(99_999, 500, 900)])
    assert len(view._scene.index) == 20_000
    assert view.find_all("Monday") == 14_000
    view.select(len(long_text), len(long_text))
    assert bar.value() > bar.maximum() * 0.9
    QTest.qWait(150)
    assert not view.grab().isNull()


def test_few_paragraphs_stay_laid_out(view: ArticleView, long_text: str) -> None:
    view.set_article(long_text)
    bar = view.verticalScrollBar()
    for value in range(0, bar.maximum(), bar.maximum() // 300):
        bar.setValue(value)
    assert len(view._layout._kept) <= 400


def test_a_view_may_be_moved_between_windows_and_shown_again(
    qtbot: QtBot, theme: Theme, row: MakeRow
) -> None:
    windows = [QWidget(), QWidget()]
    view = ArticleView(theme)
    for window in windows:
        qtbot.addWidget(window)
        QVBoxLayout(window)
        window.show()
    for window in (*windows, *windows):
        layout = window.layout()
        assert layout is not None
        layout.addWidget(view)
        view.set_article("Some words here", [row(1, 0, 4)])
        QApplication.processEvents()
        assert not view.grab().isNull()


def test_closed_views_leave_nothing_behind(qtbot: QtBot, theme: Theme, row: MakeRow) -> None:
    gone = []
    for _ in range(5):
        view = ArticleView(theme)
        view.set_article("Some words here", [row(1, 0, 4)])
        view.show()
        QApplication.processEvents()
        view.reveal_passage(row(1, 0, 4).passage_id)
        gone.append(weakref.ref(view._scene.look))
        view.close()
        view.deleteLater()
        QTest.qWait(1)
        del view
    theme.changed.emit(DARK)
    gc.collect()
    assert [look() for look in gone] == [None] * 5


@pytest.fixture
def expected_errors(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    yield caplog
    caplog.clear()


def test_a_failing_override_is_logged_and_answers_for_itself(
    expected_errors: pytest.LogCaptureFixture,
) -> None:
    class Layout:
        @guarded(lambda: -1)
        def hit(self, place: int) -> int:
            """Divide."""
            return 10 // place

    assert Layout().hit(5) == 2
    assert Layout().hit(0) == -1
    assert Layout.hit.__doc__ == "Divide."
    record = expected_errors.records[0]
    assert record.levelno == logging.ERROR
    assert "Layout.hit" in record.getMessage()


def test_a_failing_paint_does_not_end_the_program(
    view: ArticleView, row: MakeRow, expected_errors: pytest.LogCaptureFixture
) -> None:
    view.set_article("Some words here", [row(1, 0, 4)])
    view._scene.look.shades.clear()
    assert not view.viewport().grab().isNull()
    assert "LazyLayout.draw" in expected_errors.text
    view._on_theme_changed(LIGHT)
    expected_errors.clear()
