"""The two handles at the edges of the active passage: where they are and how they look.

A thin stroke with a knob, above the first character and below the last, as touch screens have it,
in the colour of the active badge's ring.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from claimdesk.core.edges import Side
from claimdesk.core.model import Id
from claimdesk.ui.article.look import Look
from claimdesk.ui.article.strips import MarkedLine, Piece, Strip

_STROKE = 1.6
_KNOB = 3.8
_NEAR = 3.5


@dataclass(frozen=True, slots=True)
class Handle:
    """A handle in its place: the stroke, and the middle of its knob."""

    side: Side
    stroke: QRectF
    knob: QPointF
    radius: float

    @property
    def middle(self) -> QPointF:
        """Return where the edge is that the handle holds."""
        return self.stroke.center()

    def is_near(self, point: QPointF) -> bool:
        """Return whether a point is close enough to the knob to take hold.

        The stroke is no place to: many a drag that selects text starts where a passage does.
        """
        away = self.knob - point
        return away.x() ** 2 + away.y() ** 2 <= (self.radius + _NEAR) ** 2


def handles(
    strip: Strip, marked: MarkedLine, passage_id: Id | None, look: Look
) -> Iterator[Handle]:
    """Yield the handles of a passage that stand on a line."""
    piece = next((one for one in marked.pieces if one.span.row.passage_id == passage_id), None)
    if piece is None:
        return
    if piece.opens:
        yield from _handle(strip, marked, piece, Side.START, look)
    if piece.closes:
        yield from _handle(strip, marked, piece, Side.END, look)


def paint_handles(
    painter: QPainter, strip: Strip, marked: MarkedLine, passage_id: Id | None, look: Look
) -> None:
    """Paint the handles of a passage that stand on a line."""
    for handle in handles(strip, marked, passage_id, look):
        painter.fillRect(handle.stroke, look.caret)
        painter.setPen(QPen(look.paper, look.metrics.scale))
        painter.setBrush(look.caret)
        painter.drawEllipse(handle.knob, handle.radius, handle.radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _handle(
    strip: Strip, marked: MarkedLine, piece: Piece, side: Side, look: Look
) -> Iterator[Handle]:
    opens, metrics = side is Side.START, look.metrics
    extents = strip.extents(marked.line, piece.start, piece.end)
    position = piece.start if opens else piece.end - 1
    edge = strip.edge(marked.line, position, extents, opens=opens) if extents else None
    if edge is None:
        return
    width, radius = _STROKE * metrics.scale, _KNOB * metrics.scale
    left = edge.x - (width if edge.at_left else 0)
    top = int(marked.baseline - metrics.above)
    stroke = QRectF(left, top, width, metrics.above + metrics.below)
    y = stroke.top() - radius / 2 if opens else stroke.bottom() + radius / 2
    yield Handle(side, stroke, QPointF(stroke.center().x(), y), radius)
