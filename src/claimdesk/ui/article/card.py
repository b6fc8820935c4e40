"""The card that lists all highlights at the mouse, the innermost first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from claimdesk.core.model import HighlightRow
from claimdesk.ui.base.colours import Palette
from claimdesk.ui.base.marks import mark_icon
from claimdesk.ui.base.words import count, tr

_MOST = 8
_WIDTH = 400
_MARK = 16
_AWAY = QPoint(12, 18)
_EDGE = 8


class OverlapCard(QFrame):
    """Stands beside the mouse like a tool tip; it never takes the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setObjectName("overlap-card")
        self.setAccessibleIdentifier("overlap-card")
        self.setAccessibleName(tr("Claims at this place"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 8, 12, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[HighlightRow] = []
        self._labels: list[QLabel] = []

    def show_rows(
        self,
        rows: Sequence[HighlightRow],
        describe: Callable[[HighlightRow], str],
        colours: Palette,
        place: QPoint,
    ) -> None:
        """Show these highlights near a point of the screen."""
        self._rows = list(rows)
        self._clear()
        self._use_palette(colours)
        lines = [describe(row) for row in rows[:_MOST]]
        for number, (row, line) in enumerate(zip(rows, lines, strict=False)):
            if row.claim_id is not None:
                mark = QLabel()
                mark.setPixmap(mark_icon(row.verdict, colours, _MARK).pixmap(_MARK))
                self._add(mark, number, 0)
            self._add(_label(line), number, 1)
        if len(rows) > _MOST:
            more = count(len(rows) - _MOST, "and {n} more", "and {n} more")
            self._add(_label(more), _MOST, 1)
        self.setAccessibleDescription(". ".join(lines))
        self.show()
        # Only now, with the style sheet's border, is the size final.
        self.adjustSize()
        self.move(self._within_screen(place))

    def keep_for(self, rows: Sequence[HighlightRow]) -> None:
        """Go away, unless these are the highlights shown."""
        if self.isVisible() and list(rows) != self._rows:
            self.hide()

    def _clear(self) -> None:
        for label in self._labels:
            self._grid.removeWidget(label)
            # Not deleteLater alone: until then the label would be seen and counted.
            label.setParent(None)
            label.deleteLater()
        self._labels.clear()

    def _add(self, label: QLabel, row: int, column: int) -> None:
        self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        self._labels.append(label)

    def _use_palette(self, colours: Palette) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(colours.field))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colours.text))
        self.setPalette(palette)
        self.setStyleSheet(
            f"#overlap-card {{ background: {colours.field}; border: 1px solid {colours.edge} }}"
            f" QLabel {{ color: {colours.text}; background: transparent }}"
        )

    def _within_screen(self, place: QPoint) -> QPoint:
        screen = self.screen().availableGeometry()
        corner = place + _AWAY
        if corner.y() + self.height() > screen.bottom():
            corner.setY(place.y() - self.height() - _AWAY.x())
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - _EDGE - self.width())))
        return corner


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    width = label.fontMetrics().horizontalAdvance(text) + 4
    label.setFixedWidth(min(_WIDTH, width))
    return label
