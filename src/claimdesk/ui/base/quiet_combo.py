"""A combo box for forms that scroll."""

from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

_NARROW_LETTERS = 0.8
"""Qt counts in letters as wide as an X; words are narrower."""
E = TypeVar("E", bound=str)


class QuietCombo(QComboBox, Generic[E]):
    """Offers members of an enum or names; the wheel scrolls the form and changes nothing."""

    picked = Signal(object)
    """(choice: E) the reviewer chose something else than what was shown."""

    def __init__(self, choices: dict[E, str]) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self._shown = self._choices[0]
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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls around the combo."""
        event.ignore()

    def _on_activated(self, place: int) -> None:
        choice = self._choices[place]
        if choice != self._shown:
            self._shown = choice
            self.picked.emit(choice)
