"""The strip beside the text that shows where the highlights of the whole article lie."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QTextEdit, QWidget

from claimdesk.core.model import Verdict
from claimdesk.ui.article.guard import guarded, nothing
from claimdesk.ui.article.layout import LazyLayout
from claimdesk.ui.article.look import VERDICTS
from claimdesk.ui.base.words import tr

WIDTH = 22

_MARGIN = 2
_COLUMN = 3
_GAP = 1
_REBUILD_MS = 90
_LEAST_FRAME = 12
_LEAST_ROWS = 2
_DARKEST = 3
"""More highlights than this at one height look alike."""
_SLICE = 4000
"""Highlights counted in one turn of the event loop: 3 ms. All 20,000 in one took 38 ms."""


class Minimap(QWidget):
    """Four columns by verdict (place tells, not only colour), one of what is found, a frame.

    The frame is what is in view.
    """

    def __init__(self, edit: QTextEdit, layout: LazyLayout) -> None:
        super().__init__(edit)
        self._edit = edit
        self._layout = layout
        self._map: QPixmap | None = None
        self._hits: Sequence[int] = ()
        self._ticks: list[int] | None = None
        self._drawing: Iterator[None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_REBUILD_MS)
        self._timer.timeout.connect(self._on_time)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._draw_on)
        self.setFixedWidth(WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setObjectName("minimap")
        self.setAccessibleIdentifier("minimap")
        self.setAccessibleName(tr("Map of the passages"))
        self.setToolTip(
            tr("Where the passages are: confirmed, denied, unverified, not reviewed; what is found")
        )

    def refresh(self) -> None:
        """Draw the map anew, soon: many changes cost one drawing."""
        self._ticks = None
        if not self._timer.isActive():
            self._timer.start()

    def show_hits(self, starts: Sequence[int]) -> None:
        """Tick the places in the document, in order, where something was found."""
        self._hits, self._ticks = starts, None
        self.update()

    @guarded(nothing)
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the map and the frame."""
        if self._map is None and self._drawing is None:
            self._on_time()
        elif self._map is not None and self._map.size() != self.size() * self.devicePixelRatioF():
            self.refresh()
        painter = QPainter(self)
        if self._map is None:
            painter.fillRect(self.rect(), QColor(self._layout.scene.look.palette.map_ground))
        else:
            painter.drawPixmap(self.rect(), self._map)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._layout.scene.look
        edge, ground = QColor(look.muted), QColor(look.text)
        edge.setAlpha(120)
        ground.setAlpha(16)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(self._frame(), 2, 2)
        self._paint_ticks(painter)

    @guarded(nothing)
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place clicked."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._go(event.position().y())

    @guarded(nothing)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with the mouse."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().y())

    @guarded(nothing)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep the mouse from the text below."""
        event.accept()

    def _paint_ticks(self, painter: QPainter) -> None:
        if self._ticks is None:
            self._ticks = list(self._rows_found()) if self._hits else []
        column, ink = _MARGIN + len(VERDICTS) * (_COLUMN + _GAP), self._layout.scene.look.find_edge
        for row in self._ticks:
            painter.fillRect(column, row, _COLUMN, _LEAST_ROWS, ink)

    def _rows_found(self) -> Iterator[int]:
        """Yield the heights at which something was found; what is at one height is one tick."""
        for row, (start, end) in enumerate(pairwise((0, *self._bounds(), self._hits[-1] + 1))):
            if bisect_left(self._hits, start) < bisect_left(self._hits, end):
                yield row

    def _on_time(self) -> None:
        if self._turn.isActive() or not self._layout.scene.index.is_whole:
            # What is being drawn is finished first, or steady changes would never show.
            self._timer.start()
        else:
            self._draw_on()

    def _go(self, y: float) -> None:
        middle = y / max(1, self.height()) * self._layout.total
        self._edit.verticalScrollBar().setValue(round(middle - self._edit.viewport().height() / 2))

    def _frame(self) -> QRectF:
        total, height = max(1.0, self._layout.total), self.height()
        shown = min(1.0, self._edit.viewport().height() / total) * height
        shown = max(_LEAST_FRAME, shown)
        top = min(height - shown, self._edit.verticalScrollBar().value() / total * height)
        return QRectF(0.5, max(0.0, top) + 0.5, self.width() - 1, shown - 1)

    def _draw_on(self) -> None:
        """Draw one slice of the map; show it when it is complete."""
        if self._drawing is None:
            self._drawing = self._slices()
            self._turn.start()
        for _ in self._drawing:
            return
        self._drawing = None
        self._turn.stop()
        self.update()

    def _slices(self) -> Iterator[None]:
        """Count the highlights at each height, some in each step, and draw the map in the last."""
        bounds = self._bounds()
        spans = list(self._layout.scene.index)
        # Where highlights start and end at a height; added up they give how many lie there.
        steps = {verdict: [0] * (len(bounds) + _LEAST_ROWS + 1) for verdict in VERDICTS}
        for first in range(0, len(spans), _SLICE):
            for span in spans[first : first + _SLICE]:
                counted = steps[span.row.verdict]
                top = bisect_right(bounds, span.start)
                counted[top] += 1
                counted[max(top + _LEAST_ROWS, bisect_right(bounds, span.end - 1))] -= 1
            if first + _SLICE < len(spans):
                yield
        self._map = self._drawn({verdict: list(accumulate(steps[verdict])) for verdict in steps})

    def _bounds(self) -> list[int]:
        """Return where in the text each height of the map but the first starts."""
        layout = self._layout
        tops, starts, lengths = layout.heights.tops(), layout.shape.starts, layout.shape.lengths
        margin, rise = layout.scene.look.metrics.top, layout.total / max(1, self.height())
        bounds = []
        for row in range(1, self.height()):
            y = row * rise - margin
            i = min(max(0, bisect_right(tops, y) - 1), len(starts) - 1)
            share = (y - tops[i]) / max(1.0, layout.heights[i])
            bounds.append(starts[i] + int(lengths[i] * max(0.0, min(1.0, share))))
        return bounds

    def _drawn(self, passages: Mapping[Verdict | None, Sequence[int]]) -> QPixmap:
        ratio = self.devicePixelRatioF()
        look = self._layout.scene.look
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(look.palette.map_ground))
        painter = QPainter(pixmap)
        for verdict, counted in passages.items():
            column = _MARGIN + VERDICTS.index(verdict) * (_COLUMN + _GAP)
            row = 0
            for dark, rows in groupby(min(n, _DARKEST) for n in counted):
                height = sum(1 for _ in rows)
                if dark:
                    ink = QColor(look.shades[verdict].ink)
                    ink.setAlpha(150 + 35 * dark)
                    painter.fillRect(column, row, _COLUMN, height, ink)
                row += height
        painter.end()
        return pixmap
