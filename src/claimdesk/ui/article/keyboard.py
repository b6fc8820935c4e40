"""The keys of the article view that Qt does not bring along: by sentence, copy, Enter."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from claimdesk.core.sentences import next_sentence, previous_sentence
from claimdesk.ui.article.caret import Caret

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_NONE = Qt.KeyboardModifier.NoModifier


class Keys:
    """Answers the keys that are ours."""

    def __init__(
        self, caret: Caret, copy: Callable[[], None], activate: Callable[[], bool]
    ) -> None:
        self._caret = caret
        self._copy = copy
        self._activate = activate

    def press(self, event: QKeyEvent) -> bool:
        """Carry out a key; tell whether it was one of ours."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
            return True
        modifiers = event.modifiers() & ~_KEYPAD
        if modifiers & ~_SHIFT == _ALT:
            return self._by_sentence(event.key(), select=bool(modifiers & _SHIFT))
        if modifiers == _NONE and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._activate()
        return False

    def _by_sentence(self, key: int, *, select: bool) -> bool:
        """Go by sentence, logically: Right is onward in every script."""
        text, index = self._caret.text, self._caret.index
        if key == Qt.Key.Key_Right:
            self._caret.go(next_sentence(text, index), select=select)
        elif key == Qt.Key.Key_Left:
            self._caret.go(previous_sentence(text, index), select=select)
        else:
            return False
        return True
