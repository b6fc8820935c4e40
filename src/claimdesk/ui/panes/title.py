"""The heading of a whole page, larger than the text in the measure of the desktop's font."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel

_TIMES = 1.6


class Title(QLabel):
    """A line that names a page."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self._grow()

    def event(self, event: QEvent) -> bool:
        """Grow with the font of the program."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._grow()
        return super().event(event)

    def _grow(self) -> None:
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() * _TIMES)
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)
