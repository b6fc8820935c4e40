"""Bars of claims by verdict, painted: colour, pattern, sign and number say the same.

Patterns are lines and dots of their own, cut at nothing, for what is written as SVG knows neither
brushes with patterns nor clipping.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from claimdesk.core.model import Verdict
from claimdesk.ui.base.colours import Palette
from claimdesk.ui.base.marks import glyph_path

Counts = Mapping[Verdict | None, int]

ORDER: tuple[Verdict | None, ...] = (*Verdict, None)
"""Verdicts from left to right."""
_GAP = 2.0
_LEAST = 3.0
"""How wide a claim among thousands still is."""
_STEP = 7.0
_GLYPH = 12.0
_PAD = 4.0


@dataclass(frozen=True, slots=True)
class Segment:
    """Where the claims of one verdict lie in a bar."""

    verdict: Verdict | None
    count: int
    rect: QRectF


def segments(rect: QRectF, counts: Counts, most: int) -> list[Segment]:
    """Return the parts of a bar; ``most`` claims would fill the whole rectangle."""
    there = [(one, counts[one]) for one in ORDER if counts.get(one)]
    room = rect.width() - _GAP * (len(there) - 1)
    widths = [max(_LEAST, room * count / max(1, most)) for _, count in there]
    if widths:
        # What the small ones got too much the largest has to give.
        widths[widths.index(max(widths))] -= max(0.0, sum(widths) - room)
    left = rect.left()
    found = []
    for (verdict, count), width in zip(there, widths, strict=True):
        found.append(Segment(verdict, count, QRectF(left, rect.top(), width, rect.height())))
        left += width + _GAP
    return found


def paint_bar(painter: QPainter, rect: QRectF, counts: Counts, most: int, palette: Palette) -> None:
    """Paint a bar from the left of a rectangle, with the numbers where there is room for them."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for one in segments(rect, counts, most):
        _paint_segment(painter, one, palette)
    painter.restore()


def _paint_segment(painter: QPainter, one: Segment, palette: Palette) -> None:
    ink = QColor(palette.verdict(one.verdict).ink)
    is_filled = one.verdict in (Verdict.CONFIRMED, Verdict.DENIED)
    painter.setPen(QPen(ink, 1))
    painter.setBrush(ink if is_filled else QColor(palette.verdict(one.verdict).tint))
    painter.drawRoundedRect(one.rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    number = f"{one.count:,}"
    room = _room(painter, one, number)
    _paint_pattern(painter, one, room, palette)
    if not room.isEmpty():
        _paint_number(painter, one, room, QColor(palette.badge_text) if is_filled else ink)


def _room(painter: QPainter, one: Segment, number: str) -> QRectF:
    """Return where sign and number stand, or only the number; empty where there is no room."""
    width = QFontMetricsF(painter.font()).horizontalAdvance(number) + 2 * _PAD
    if one.rect.width() < width:
        return QRectF()
    if one.verdict is not None and one.rect.width() >= width + _GLYPH + 2 * _PAD:
        width += _GLYPH + _PAD / 2
    room = QRectF(0, 0, width, one.rect.height())
    room.moveCenter(one.rect.center())
    return room


def _paint_pattern(painter: QPainter, one: Segment, room: QRectF, palette: Palette) -> None:
    """Paint upright lines for denied, dots for unverified, nothing for the rest."""
    if one.verdict is Verdict.DENIED:
        painter.setPen(QPen(QColor(palette.paper), 1.4))
        for x in _places(one.rect, room):
            painter.drawLine(QPointF(x, one.rect.top() + 1), QPointF(x, one.rect.bottom() - 1))
    elif one.verdict is Verdict.UNVERIFIED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.unverified.ink))
        for x in _places(one.rect, room):
            for part in (0.28, 0.72):
                y = one.rect.top() + one.rect.height() * part
                painter.drawEllipse(QPointF(x, y), 1.1, 1.1)


def _places(rect: QRectF, room: QRectF) -> Iterator[float]:
    """Yield where the pattern stands: from both ends towards the number, alike on both sides."""
    end = rect.center().x() if room.isEmpty() else room.left()
    x = rect.left() + _STEP
    while x < end - 1:
        yield x
        yield rect.left() + rect.right() - x
        x += _STEP


def _paint_number(painter: QPainter, one: Segment, room: QRectF, ink: QColor) -> None:
    number = f"{one.count:,}"
    width = QFontMetricsF(painter.font()).horizontalAdvance(number)
    if room.width() > width + 2 * _PAD + 1:
        middle = QPointF(room.left() + _PAD + _GLYPH / 2, room.center().y())
        pen = QPen(ink, 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(glyph_path(one.verdict, middle, 1.0))
    painter.setPen(ink)
    aligned = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(room.adjusted(0, 0, -_PAD, 0), int(aligned), number)
