"""A combo box for forms that scroll."""

import time
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QSizePolicy

from claimdesk.core.folding import fold

_NARROW_LETTERS = 0.8
"""Qt counts in letters as wide as an X; words are narrower."""
_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
E = TypeVar("E", bound=str)


class QuietCombo(QComboBox, Generic[E]):
    """Offers members of an enum or names; the wheel scrolls the form and changes nothing.

    A choice is found by typing its beginning. What counts is when the keys were pressed, not when
    they are heard: each choice on the way is saved, which takes a moment on a slow disk, and Qt
    would take the letter typed meanwhile for the first one of another word.
    """

    picked = Signal(object)
    """(choice: E) the reviewer chose something else than what was shown."""

    def __init__(self, choices: dict[E, str]) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self._shown = self._choices[0]
        self._typed, self._typed_ms = "", 0
        for word in choices.values():
            self.addItem(word)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        longest = max(len(word) for word in choices.values())
        self.setMinimumContentsLength(round(longest * _NARROW_LETTERS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._on_activated)

    @property
    def choice(self) -> E:
        """Return what is chosen."""
        return self._choices[self.currentIndex()]

    def show_choice(self, choice: E) -> None:
        """Show what the project holds."""
        self._shown = choice
        self.setCurrentIndex(self._choices.index(choice))

    def offer(self, choice: E, word: str) -> None:
        """Offer one more choice, unless it is offered already: what a file from elsewhere holds."""
        if choice not in self._choices:
            self._choices = (*self._choices, choice)
            self.addItem(word)

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters: in narrow forms the words are cut."""
        hint = super().minimumSizeHint()
        return QSize(
            min(hint.width(), 8 * self.fontMetrics().horizontalAdvance("M")), hint.height()
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find a choice by the letters of its beginning; one letter again and again goes on."""
        letter = event.text()
        moment = event.timestamp() or time.monotonic_ns() // 1_000_000
        is_more = moment - self._typed_ms <= QApplication.keyboardInputInterval()
        typed = self._typed if is_more else ""
        is_letter = letter.isprintable() and letter.strip() and not event.modifiers() & _COMMANDING
        if not (is_letter or (letter == " " and typed)):
            super().keyPressEvent(event)
            return
        self._typed, self._typed_ms = typed + fold(letter), moment
        place = self._place_of(self._typed)
        if place is not None and place != self.currentIndex():
            self.setCurrentIndex(place)
            self.activated.emit(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin another word."""
        self._typed = ""
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls around the combo."""
        event.ignore()

    def _place_of(self, typed: str) -> int | None:
        """Return the next choice that begins so; one letter, however often, leads to another."""
        is_one_letter = len(set(typed)) == 1
        wanted = typed[0] if is_one_letter else typed
        first = self.currentIndex() + is_one_letter
        places = (at % self.count() for at in range(first, first + self.count()))
        return next((at for at in places if fold(self.itemText(at)).startswith(wanted)), None)

    def _on_activated(self, place: int) -> None:
        choice = self._choices[place]
        if choice != self._shown:
            self._shown = choice
            self.picked.emit(choice)
