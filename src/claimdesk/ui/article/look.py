"""The colours, pens and line patterns of the article view, made once per theme and size."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPixmap, QTextCharFormat

from claimdesk.core.model import Verdict
from claimdesk.ui.article.metrics import USUAL, Metrics, measured
from claimdesk.ui.base.colours import Palette

VERDICTS: tuple[Verdict | None, ...] = (
    Verdict.CONFIRMED,
    Verdict.DENIED,
    Verdict.UNVERIFIED,
    None,
)


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours of one verdict."""

    ink: QColor
    tint: QColor
    overlap: QColor
    strong: QColor


@dataclass(frozen=True, slots=True)
class Pattern:
    """One period of a broken line: ``mark`` of ``period`` pixels are inked, or a dot of its own."""

    mark: float = 0
    period: float = 0


DOTS = Pattern()

_PATTERNS: dict[Verdict | None, Pattern] = {
    Verdict.DENIED: Pattern(5.6, 9),
    Verdict.UNVERIFIED: DOTS,
}
UNUSED = Pattern(3, 9)
"""The line of a passage that no claim uses: sparse."""


class Look:
    """What painting needs to know about colours and sizes."""

    def __init__(self, palette: Palette) -> None:
        self.fades = False
        """Letters without a highlight are muted."""
        self._ratio = 1.0
        self._tiles: dict[tuple[Verdict | None, Pattern, float], QPixmap] = {}
        self._widths: dict[str, float] = {}
        self.use_palette(palette)
        self.use_metrics(measured(USUAL))

    def use_palette(self, palette: Palette) -> None:
        """Take over the colours of a theme."""
        self.palette = palette
        self.paper = QColor(palette.paper)
        self.text = QColor(palette.text)
        self.muted = QColor(palette.muted)
        self.caret = QColor(palette.caret)
        self.badge_text = QColor(palette.badge_text)
        self.find = QColor(palette.find)
        self.find_edge = QColor(palette.find_edge)
        self.find_now = QColor(palette.find_now)
        self.shades = {verdict: _shades(palette, verdict) for verdict in VERDICTS}
        self.selection_format = QTextCharFormat()
        self.selection_format.setBackground(QColor(palette.selection))
        self.selection_format.setForeground(QColor(palette.selection_text))
        self.find_format = QTextCharFormat()
        self.find_format.setForeground(QColor(palette.find_now_text))
        self.faded_format = QTextCharFormat()
        self.faded_format.setForeground(self.muted)
        self._tiles.clear()

    def use_metrics(self, metrics: Metrics) -> None:
        """Take over the sizes of a zoom step."""
        self.metrics = metrics
        self.badge_metrics = QFontMetricsF(metrics.badge_font)
        self._tiles.clear()
        self._widths.clear()

    def use_ratio(self, ratio: float) -> None:
        """Draw for a screen with this many device pixels per pixel."""
        if ratio != self._ratio:
            self._ratio = ratio
            self._tiles.clear()

    def badge_width(self, label: str) -> float:
        """Return how wide a badge's label is."""
        width = self._widths.get(label)
        if width is None:
            width = self._widths[label] = self.badge_metrics.horizontalAdvance(label)
        return width

    def pattern(self, verdict: Verdict | None) -> Pattern | None:
        """Return how the line of a verdict is broken, None for a solid one."""
        return _PATTERNS.get(verdict)

    def tile(self, verdict: Verdict | None, pattern: Pattern, thick: float) -> QPixmap:
        """Return one period of a broken line; a dash pen would take ten times as long."""
        key = (verdict, pattern, thick)
        tile = self._tiles.get(key)
        if tile is None:
            tile = self._tiles[key] = self._draw_tile(verdict, pattern, thick)
        return tile

    def _draw_tile(self, verdict: Verdict | None, pattern: Pattern, thick: float) -> QPixmap:
        scale, ratio = self.metrics.scale, self._ratio
        # Dots of a thick line would run together if they did not move apart with it.
        period = thick + self.metrics.thick if pattern is DOTS else round(pattern.period * scale)
        width = max(1, round(period * ratio))
        tile = QPixmap(width, max(1, round(thick * ratio)))
        tile.setDevicePixelRatio(ratio)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.shades[verdict].ink)
        if pattern is DOTS:
            painter.drawEllipse(QRectF(0, 0, thick, thick))
        else:
            painter.drawRect(QRectF(0, 0, round(pattern.mark * scale), thick))
        painter.end()
        return tile


def _shades(palette: Palette, verdict: Verdict | None) -> Shades:
    tints = palette.verdict(verdict)
    return Shades(
        QColor(tints.ink), QColor(tints.tint), QColor(tints.overlap), QColor(tints.strong)
    )
