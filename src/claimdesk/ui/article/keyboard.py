"""The keys of the article view that are not Qt's: by word, sentence, paragraph, copy, Enter.

Qt's own words end at every apostrophe, and without blanks only where the line ends.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from claimdesk.core.sentences import next_sentence, previous_sentence
from claimdesk.core.text import next_paragraph, next_word, previous_paragraph, previous_word
from claimdesk.ui.article.caret import Caret

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_NONE = Qt.KeyboardModifier.NoModifier

Step = Callable[[str, int], int]

_BY_SENTENCE: Mapping[int, Step] = {
    Qt.Key.Key_Right: next_sentence,
    Qt.Key.Key_Left: previous_sentence,
}
_BY_PARAGRAPH: Mapping[int, Step] = {
    Qt.Key.Key_Down: next_paragraph,
    Qt.Key.Key_Up: previous_paragraph,
}
_ACROSS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


_STEPS = (
    QKeySequence.StandardKey.MoveToNextChar,
    QKeySequence.StandardKey.MoveToPreviousChar,
    QKeySequence.StandardKey.SelectNextChar,
    QKeySequence.StandardKey.SelectPreviousChar,
)


def is_step(event: QKeyEvent) -> bool:
    """Return whether a key moves the caret by one character."""
    return any(event.matches(step) for step in _STEPS)


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
        if modifiers == _NONE and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._activate()
        step = self._step(modifiers & ~_SHIFT, event.key())
        if step is not None:
            self._caret.go(
                step(self._caret.text, self._caret.index), select=bool(modifiers & _SHIFT)
            )
        return step is not None

    def _step(self, modifiers: Qt.KeyboardModifier, key: int) -> Step | None:
        """Return where a key goes; sentences and paragraphs are logical in every script.

        Words are as characters are in Qt: Right goes to the right, which in Arabic is back.
        """
        if modifiers == _ALT:
            return _BY_SENTENCE.get(key)
        if modifiers == _CONTROL and key in _ACROSS:
            return (
                next_word
                if (key == Qt.Key.Key_Right) == self._caret.is_rightward
                else previous_word
            )
        return _BY_PARAGRAPH.get(key) if modifiers == _CONTROL else None
