"""The badges in the gutter: which claims start on a line, with mark and number."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from claimdesk.core.model import HighlightRow, Stance, Verdict
from claimdesk.ui.article.lanes import Key, Span
from claimdesk.ui.article.look import Look
from claimdesk.ui.article.strips import Strip
from claimdesk.ui.base.marks import glyph_path

NO_CLAIM = "–"

_AWAY = 14.0
_BETWEEN = 4.0
_HEIGHT = 16.0
_AFTER_LABEL = 6.0
_MARK, _NO_MARK = 14.0, 6.0
_FILLED = (Verdict.CONFIRMED, Verdict.DENIED)

_Stroke = tuple[tuple[float, float], ...]
_UNEQUAL: tuple[_Stroke, ...] = (
    ((-2.7, -1.4), (2.7, -1.4)),
    ((-2.7, 1.4), (2.7, 1.4)),
    ((-1.6, 3.4), (1.6, -3.4)),
)
"""Before the number of a claim that the passage disputes."""
_UNEQUAL_WIDTH = 8.0


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge in its place; several spans stand for those that found no room ("+2")."""

    box: QRectF
    spans: Sequence[Span]
    label: str

    @property
    def is_rest(self) -> bool:
        """Return whether this only counts badges that found no room."""
        return self.label.startswith("+")


def label_of(span: Span) -> str:
    """Return what a highlight's badge says beside its mark."""
    return NO_CLAIM if span.row.number is None else str(span.row.number)


def badges(strip: Strip, look: Look, active: Collection[Key]) -> Iterator[Badge]:
    """Yield the badges of all lines in sight; an active one is never among the rest."""
    for line in strip.lines():
        start = strip.start + line.textStart()
        end = start + line.textLength()
        spans = [span for span in strip.spans if start <= span.start < end]
        if spans:
            corner = QPointF(strip.origin.x(), strip.baseline(line))
            yield from _placed(spans, corner, look, active)


def paint_badges(painter: QPainter, strip: Strip, look: Look, active: Collection[Key]) -> None:
    """Paint the badges of all lines in sight, with a ring round the active ones."""
    painter.save()
    painter.setFont(look.metrics.badge_font)
    for badge in badges(strip, look, active):
        if badge.is_rest:
            painter.setPen(look.muted)
            painter.drawText(badge.box, Qt.AlignmentFlag.AlignCenter, badge.label)
        else:
            _paint_badge(painter, badge, look, active=badge.spans[0].key in active)
    painter.restore()


def _placed(
    spans: Sequence[Span], corner: QPointF, look: Look, active: Collection[Key]
) -> Iterator[Badge]:
    """Yield as many badges as fit left of the text, read from left to right, then the rest."""
    scale = look.metrics.badge_scale
    right = corner.x() - _AWAY * scale
    widths = [_width(span, look) for span in spans]
    fit = _fit(widths, right - _BETWEEN, _rest_width(spans, look) + 5 * scale, _BETWEEN * scale)
    height = round(_HEIGHT * scale)
    top = round(corner.y() - height + 3 * scale)
    if fit < len(spans):
        spans = _active_within(spans, fit, active)
        widths = [_width(span, look) for span in spans]
        label = f"+{len(spans) - fit}"
        width = look.badge_width(label)
        yield Badge(QRectF(right - width, top, width, height), spans[fit:], label)
        right -= width + 5 * scale
    for span, width in zip(reversed(spans[:fit]), reversed(widths[:fit]), strict=True):
        yield Badge(QRectF(round(right - width), top, round(width), height), [span], label_of(span))
        right -= width + _BETWEEN * scale


def _rest_width(spans: Sequence[Span], look: Look) -> float:
    """Return the room for counting the rest."""
    return look.badge_width("+9" if len(spans) < 10 else "+99")


def _active_within(spans: Sequence[Span], fit: int, active: Collection[Key]) -> Sequence[Span]:
    """Return the spans with an active one from behind in the last place that is shown.

    Those behind are turned round it, so that clicks on "+2" come to each of them.
    """
    behind = next((n for n, span in enumerate(spans) if n >= fit and span.key in active), fit - 1)
    return [*spans[: fit - 1], *spans[behind:], *spans[fit - 1 : behind]]


def _width(span: Span, look: Look) -> float:
    around = _before_label(span.row) + _AFTER_LABEL
    return look.badge_width(label_of(span)) + around * look.metrics.badge_scale


def _fit(widths: Sequence[float], room: float, rest: float, between: float) -> int:
    """Return how many badges fit, leaving room to count the rest; at least one is shown."""
    fit = len(widths)
    while fit > 1:
        needed = sum(widths[:fit]) + between * (fit - 1)
        if needed + (rest if fit < len(widths) else 0) <= room:
            break
        fit -= 1
    return fit


def _paint_badge(painter: QPainter, badge: Badge, look: Look, *, active: bool) -> None:
    scale, box, row = look.metrics.badge_scale, badge.box, badge.spans[0].row
    ink = look.shades[row.verdict].ink
    radius = 2 * scale if row.verdict is Verdict.DENIED else box.height() / 2
    if row.claim_id is not None:
        _paint_frame(painter, box, look, row.verdict, radius)
    if active:
        painter.setPen(QPen(look.caret, 1.6 * scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), radius + 1.5, radius + 1.5)
    front = look.badge_text if row.verdict in _FILLED else ink
    if row.verdict is not None:
        painter.setPen(_pen(front, 1.7 * scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = QPointF(box.left() + 8 * scale, box.center().y())
        painter.drawPath(glyph_path(row.verdict, middle, scale))
    before = _before_label(row) * scale
    if row.stance is Stance.DISPUTES:
        _paint_unequal(
            painter, QPointF(box.left() + before - 5 * scale, box.center().y()), front, scale
        )
    painter.setPen(front)
    text = box.adjusted(before, 0, 10, 0)
    painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, badge.label)


def _paint_frame(
    painter: QPainter, box: QRectF, look: Look, verdict: Verdict | None, radius: float
) -> None:
    ink, scale = look.shades[verdict].ink, look.metrics.badge_scale
    if verdict in _FILLED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(box, radius, radius)
        return
    pen = QPen(ink, (1.4 if verdict else 1.3) * scale)
    if verdict is None:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2.3])
    painter.setPen(pen)
    painter.setBrush(look.paper)
    painter.drawRoundedRect(box.adjusted(0.7, 0.7, -0.7, -0.7), radius, radius)


def _paint_unequal(painter: QPainter, middle: QPointF, ink: QColor, scale: float) -> None:
    painter.setPen(_pen(ink, 1.2 * scale))
    for stroke in _UNEQUAL:
        painter.drawPolyline([middle + QPointF(x, y) * scale for x, y in stroke])


def _pen(ink: QColor, width: float) -> QPen:
    pen = QPen(ink, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _before_label(row: HighlightRow) -> float:
    """Return how much room the marks before a badge's label take, at the usual size."""
    mark = _NO_MARK if row.verdict is None else _MARK
    return mark + (_UNEQUAL_WIDTH if row.stance is Stance.DISPUTES else 0)
