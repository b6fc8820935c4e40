"""The mark of a verdict as a widget, to stand beside words."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from claimdesk.core.model import Verdict
from claimdesk.ui.base.marks import paint_mark
from claimdesk.ui.base.theme import Theme


class MarkSign(QWidget):
    """The mark of a verdict, as high as a line of text."""

    def __init__(self, verdict: Verdict | None, theme: Theme) -> None:
        super().__init__()
        self._verdict = verdict
        self._theme = theme

    def sizeHint(self) -> QSize:
        """Return a square as high as a line of text."""
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.fontMetrics().height()
        paint_mark(painter, QRectF(0, 0, side, side), self._verdict, self._theme.now)
        painter.end()
