"""The marks of verdicts: shape and word say what colour says.

They are drawn as lines, so that no font can change them: a filled pill with a tick, a filled
square with a cross, a hollow pill with a question mark, a dotted ring for not reviewed yet.
"""

from dataclasses import replace
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from claimdesk.core.model import Verdict
from claimdesk.ui.base.colours import Palette, Tints
from claimdesk.ui.base.words import tr

_HEIGHT = 16.0
"""The height the strokes are drawn for; they grow with the mark."""
_RATIOS = (1, 2, 3)
_TICK = ((-3.0, 0.2), (-0.8, 2.6), (3.0, -2.6))
_CROSS = (((-2.5, -2.5), (2.5, 2.5)), ((2.5, -2.5), (-2.5, 2.5)))


def verdict_word(verdict: Verdict | None) -> str:
    """Return what a verdict is called; None is not "unverified" but not reviewed yet."""
    match verdict:
        case Verdict.CONFIRMED:
            return tr("Confirmed")
        case Verdict.DENIED:
            return tr("Denied")
        case Verdict.UNVERIFIED:
            return tr("Unverified")
        case None:
            return tr("Not reviewed yet")


def paint_mark(painter: QPainter, rect: QRectF, verdict: Verdict | None, palette: Palette) -> None:
    """Paint the mark of a verdict in the middle of a rectangle, as high as it allows."""
    scale = min(rect.width(), rect.height()) / _HEIGHT
    box = QRectF(0, 0, _HEIGHT * scale, _HEIGHT * scale)
    box.moveCenter(rect.center())
    ink = QColor(palette.verdict(verdict).ink)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_frame(painter, box, verdict, ink, scale)
    is_filled = verdict in {Verdict.CONFIRMED, Verdict.DENIED}
    pen = QPen(QColor(palette.badge_text) if is_filled else ink, 1.7 * scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if verdict is not None:  # no path at all would be a faulty one in an SVG
        painter.drawPath(glyph_path(verdict, box.center(), scale))
    painter.restore()


class Marks:
    """The marks of a list, drawn once each: a list shows the same few over and over."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[object, ...], QPixmap] = {}

    def paint(
        self, painter: QPainter, middle: QPointF, side: int, verdict: Verdict | None, now: Palette
    ) -> None:
        """Paint the mark of a verdict, so high, around a point."""
        corner, ratio = middle - QPointF(side, side) / 2, painter.device().devicePixelRatioF()
        # A picture stays sharp where it begins at a pixel of the screen.
        at = QPointF(floor(corner.x() * ratio) / ratio, floor(corner.y() * ratio) / ratio)
        key = (verdict, side, round(corner.x() - at.x(), 3), round(corner.y() - at.y(), 3), ratio)
        known = (*key, now.name)
        if known not in self._drawn:
            box = QRectF(corner - at, QSizeF(side, side))
            self._drawn[known] = _drawn(box, ratio, verdict, now)
        painter.drawPixmap(at, self._drawn[known])


def mark_icon(verdict: Verdict | None, palette: Palette, size: int = 16) -> QIcon:
    """Return the mark of a verdict as an icon that stays sharp on dense screens."""
    icon = QIcon()
    grey = Tints(palette.disabled, palette.chrome, palette.chrome, palette.chrome)
    greyed = replace(
        palette,
        badge_text=palette.chrome,
        confirmed=grey,
        denied=grey,
        unverified=grey,
        unreviewed=grey,
    )
    for ratio in _RATIOS:
        icon.addPixmap(_pixmap(verdict, palette, size, ratio))
        icon.addPixmap(_pixmap(verdict, greyed, size, ratio), QIcon.Mode.Disabled)
    return icon


def _pixmap(verdict: Verdict | None, palette: Palette, size: int, ratio: int) -> QPixmap:
    return _drawn(QRectF(0, 0, size, size), ratio, verdict, palette)


def _drawn(box: QRectF, ratio: float, verdict: Verdict | None, palette: Palette) -> QPixmap:
    """Return the mark in its box, in a picture that begins at the origin."""
    pixmap = QPixmap(ceil(box.right() * ratio), ceil(box.bottom() * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_mark(painter, box, verdict, palette)
    painter.end()
    return pixmap


def glyph_path(verdict: Verdict | None, middle: QPointF, scale: float) -> QPainterPath:
    """Return the strokes inside a mark, for marks that carry a label beside them."""
    path = QPainterPath()
    match verdict:
        case Verdict.CONFIRMED:
            path.moveTo(middle + QPointF(*_TICK[0]) * scale)
            path.lineTo(middle + QPointF(*_TICK[1]) * scale)
            path.lineTo(middle + QPointF(*_TICK[2]) * scale)
        case Verdict.DENIED:
            for start, end in _CROSS:
                path.moveTo(middle + QPointF(*start) * scale)
                path.lineTo(middle + QPointF(*end) * scale)
        case Verdict.UNVERIFIED:
            top = QRectF(-1.9, -3.6, 3.8, 3.4)
            bow = QRectF(top.topLeft() * scale + middle, top.size() * scale)
            path.arcMoveTo(bow, 170)
            path.arcTo(bow, 170, -225)
            path.quadTo(middle + QPointF(0.1, 0.3) * scale, middle + QPointF(0, 1.1) * scale)
            path.moveTo(middle + QPointF(0, 3.5) * scale)
            path.lineTo(middle + QPointF(0, 3.55) * scale)
        case None:
            pass
    return path


def _paint_frame(
    painter: QPainter, box: QRectF, verdict: Verdict | None, ink: QColor, scale: float
) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pill = box.adjusted(0.5 * scale, 0.5 * scale, -0.5 * scale, -0.5 * scale)
    hollow = box.adjusted(1.2 * scale, 1.2 * scale, -1.2 * scale, -1.2 * scale)
    match verdict:
        case Verdict.CONFIRMED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(pill)
        case Verdict.DENIED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            square = box.adjusted(scale, scale, -scale, -scale)
            painter.drawRoundedRect(square, 2 * scale, 2 * scale)
        case Verdict.UNVERIFIED:
            painter.setPen(QPen(ink, 1.4 * scale))
            painter.drawEllipse(hollow)
        case None:
            # A whole number of dots, so that the ring closes without a seam.
            pen = QPen(ink, 1.6 * scale)
            circumference = 3.141593 * hollow.width() / pen.widthF()
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.01, circumference / 12 - 0.01])
            painter.setPen(pen)
            painter.drawEllipse(hollow)
