"""The windows the article benchmark measures, how it takes the time, and its table."""

import gc
import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from claimdesk.core.model import HighlightRow
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.theme import Theme

Action = Callable[[], object]

SIZE = (900, 700)
_IDLE = 0.05
"""Milliseconds of a turn in which nothing was done."""


@dataclass(slots=True)
class Figure:
    """One line of the table: what was measured, and the limit it is held against."""

    goal: str
    name: str
    took: list[float] = field(default_factory=list)
    limit: float = float("inf")
    of_worst: bool = False

    @property
    def median(self) -> float:
        """Return the middle of what was measured."""
        return statistics.median(self.took)

    @property
    def value(self) -> float:
        """Return what counts: the median, or the worst of all."""
        return max(self.took) if self.of_worst else self.median

    @property
    def is_reached(self) -> bool:
        """Return whether the limit is kept."""
        return self.value <= self.limit


class Table:
    """All figures in order; printed as they come."""

    def __init__(self) -> None:
        self._figures: list[Figure] = []
        print(f"{'CPU ms':50}{'median':>8}{'least':>8}{'most':>8}{'limit':>8}{'ratio':>7}")

    def add(self, *figures: Figure) -> None:
        """Print figures and keep them for the summary."""
        for figure in figures:
            self._figures.append(figure)
            took = figure.took
            line = f"{figure.goal:4}{figure.name:46}{figure.median:8.2f}{min(took):8.2f}"
            line += f"{max(took):8.2f}"
            if figure.limit < float("inf"):
                told = "reached" if figure.is_reached else "MISSED"
                line += f"{figure.limit:8.1f}{figure.value / figure.limit:7.2f}  {told}"
            print(line, flush=True)

    def close(self) -> int:
        """Print the summary as JSON and return how the process ends."""
        held = [figure for figure in self._figures if figure.goal]
        missed = {figure.goal for figure in held if not figure.is_reached}
        goals = {f.goal: "missed" if f.goal in missed else "reached" for f in held}
        print(json.dumps(goals))
        return 1 if missed else 0


class Stage:
    """An article view, and as floors a plain edit and a view that never gets a highlight.

    ``pause`` are seconds that suffice for what a change starts later, as the map of the passages.
    """

    def __init__(self, pause: float = 0.25) -> None:
        self._pause = pause
        self.app = QApplication.instance() or QApplication([])
        theme = Theme()
        self.view = ArticleView(theme)
        self.alone = ArticleView(theme)
        self.plain = QPlainTextEdit()
        self.plain.setReadOnly(True)
        self.plain.setFont(self.view.document().defaultFont())
        for widget in (self.view, self.alone, self.plain):
            widget.resize(*SIZE)
            widget.show()
            self.app.processEvents()

    def open(self, text: str, rows: Sequence[HighlightRow] = ()) -> float:
        """Show a text with its highlights; return the time to the first paint."""
        return self.frame(lambda: self.view.set_article(text, rows))

    def open_alone(self, text: str) -> float:
        """Show a text in the view without highlights."""
        return self.frame(lambda: self.alone.set_article(text))

    def open_plain(self, text: str) -> float:
        """Show a text in the plain edit."""
        return self.frame(lambda: self.plain.setPlainText(text))

    def frame(self, action: Action) -> float:
        """Return the CPU milliseconds an action takes with the repaint it asks for."""
        started = time.process_time()
        action()
        self.app.processEvents()
        return (time.process_time() - started) * 1000

    def frames(self, actions: Sequence[Action]) -> list[float]:
        """Return the time of each action with its repaint."""
        return [self.frame(action) for action in actions]

    def rest(self) -> list[float]:
        """Let the event loop turn until all is done; return how long its busy turns held it."""
        turns = []
        end = time.monotonic() + self._pause
        while time.monotonic() < end:
            turns.append(self.frame(lambda: None))
        gc.collect()
        return [turn for turn in turns if turn > _IDLE] or turns[:1]

    def band(self, top: int, height: int) -> None:
        """Ask for a band of the view without passages to be painted anew."""
        self.alone.viewport().update(0, top, SIZE[0], height)

    def scroll(self, pages: int) -> None:
        """Scroll by pages."""
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def place(self, position: int) -> QPointF:
        """Return where a character in sight is, in the viewport."""
        cursor = self.view.textCursor()
        cursor.setPosition(position)
        return QPointF(self.view.cursorRect(cursor).center())

    def hover(self, place: QPointF) -> None:
        """Move the mouse over the text."""
        viewport: QWidget = self.view.viewport()
        none, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        where = QPointF(viewport.mapToGlobal(place))
        event = QMouseEvent(QEvent.Type.MouseMove, place, where, none, none, keys)
        QApplication.sendEvent(viewport, event)
