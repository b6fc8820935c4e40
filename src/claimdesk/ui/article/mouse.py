"""The mouse in the article view: clicks on passages, words and sentences by double and triple."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent

from claimdesk.core.sentences import sentence_at
from claimdesk.core.text import trim, word_at
from claimdesk.ui.article.caret import Caret
from claimdesk.ui.article.lanes import Key, Span

_NEAR = 6

Stretch = tuple[int, int]


class Cycle:
    """Goes through the highlights at one place, the innermost first."""

    def __init__(self) -> None:
        self._keys: list[Key] = []
        self._turn = 0

    def next(self, spans: Sequence[Span], *, again: bool) -> Span | None:
        """Return the highlight whose turn it is; ``again`` means the same place as before."""
        keys = [span.key for span in spans]
        self._turn = self._turn + 1 if again and keys == self._keys else 0
        self._keys = keys
        return spans[self._turn % len(spans)] if spans else None


class Mouse:
    """Tells clicks from drags, and one click from two and three."""

    def __init__(self, caret: Caret, index_at: Callable[[QPointF], int]) -> None:
        self._caret = caret
        self._index_at = index_at
        self.snaps = False
        """Whether dragging selects whole words; Ctrl held down does the other thing."""
        self._pressed: QPoint | None = None
        self._pressed_at = 0
        self._clicked: QPoint | None = None
        self._doubled: QPoint | None = None
        self._since_double = QElapsedTimer()
        self._grain: Callable[[int], Stretch] | None = None
        self._origin: Stretch = (0, 0)

    @property
    def is_down(self) -> bool:
        """Return whether a press is on that may become a click or a new selection."""
        return self._pressed is not None

    def press(self, event: QMouseEvent) -> bool:
        """Note a press; tell whether it was the third, which selects the sentence."""
        self._grain = self._pressed = None
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        point = event.position().toPoint()
        if self._is_third(point):
            self._choose(event, self._sentence)
            return True
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._pressed, self._pressed_at = point, self._index_at(event.position())
        return False

    def double_click(self, event: QMouseEvent) -> bool:
        """Select the word at the mouse."""
        self._pressed = None
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        self._doubled = event.position().toPoint()
        self._since_double.start()
        self._choose(event, self._word)
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Widen a selection by words or sentences; tell whether one is being made."""
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        if self._pressed is not None:
            self._choose_grain(event, self._pressed)
        if self._grain is None:
            return False
        start, end = self._grain(self._index_at(event.position()))
        if start < self._origin[0]:
            self._caret.select(self._origin[1], start)
        else:
            self._caret.select(self._origin[0], max(end, self._origin[1]))
        return True

    def release(self, event: QMouseEvent) -> bool:
        """Tell whether press and release make up a click, no drag."""
        self._grain = None
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return False
        away = (event.position().toPoint() - pressed).manhattanLength()
        return away < QGuiApplication.styleHints().startDragDistance()

    def is_same_place(self, point: QPoint) -> bool:
        """Tell whether this click is where the one before was, and note it."""
        before, self._clicked = self._clicked, point
        return before is not None and (point - before).manhattanLength() <= _NEAR

    def _is_third(self, point: QPoint) -> bool:
        doubled, self._doubled = self._doubled, None
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval()
        return (
            doubled is not None
            and self._since_double.elapsed() < interval
            and (point - doubled).manhattanLength() <= _NEAR
        )

    def _choose_grain(self, event: QMouseEvent, pressed: QPoint) -> None:
        """Take whole words from the first drag that asks for them on, or letters again."""
        inverted = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        away = (event.position().toPoint() - pressed).manhattanLength()
        if self.snaps != inverted:
            if away >= QGuiApplication.styleHints().startDragDistance():
                self._grain = self._word
        elif self._grain is not None:
            self._grain = _nothing_around
        if self._grain is not None:
            self._origin = self._grain(self._pressed_at)

    def _choose(self, event: QMouseEvent, grain: Callable[[int], Stretch]) -> None:
        self._grain = grain
        self._origin = grain(self._index_at(event.position()))
        self._caret.select(*self._origin)

    def _word(self, index: int) -> Stretch:
        return word_at(self._caret.text, index)

    def _sentence(self, index: int) -> Stretch:
        return trim(self._caret.text, *sentence_at(self._caret.text, index))


def _nothing_around(index: int) -> Stretch:
    return (index, index)
