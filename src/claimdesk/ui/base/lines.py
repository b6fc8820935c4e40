"""A text broken into a few lines, the last one ending in "…" where it does not fit."""

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QTextLayout

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
_LONGEST = 1200
"""More characters than a few lines of a list can show."""
_MOST_KEPT = 10_000
"""Texts whose widths are remembered: more than a project has articles."""
_MOST_BROKEN = 1000
"""Texts whose lines are remembered: more cells than a screen shows."""
_SHORT = 24
"""Characters up to which a text most often fits, and is asked whether it does."""
_EDGE = 0.5
"""Line heights within which breaking must be asked: glyphs overhang and widths are rounded."""


def elided_lines(text: str, font: QFont, width: int, most: int = 2) -> list[str]:
    """Return a text as at most so many lines of a width; runs of blanks count as one."""
    shown = _shown(text)
    metrics = QFontMetrics(font)
    if len(shown) <= _SHORT and metrics.horizontalAdvance(shown) < width - metrics.height():
        return [shown] if shown else []
    layout = QTextLayout(shown, font)
    units = shown.encode("utf-16-le")
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
        shown = units[start:end].decode("utf-16-le")
        is_last = len(lines) == most - 1
        if is_last and end < len(units):
            # With the word that did not fit there is enough for the dots to be put into.
            shown += units[end:].decode("utf-16-le").partition(" ")[0]
        if is_last or line.naturalTextWidth() > width:
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, width)
        lines.append(shown.rstrip())
        if is_last:
            break
    layout.endLayout()
    return lines


class LineBreaker:
    """Breaks the texts of a list, and remembers how those were broken that were painted last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._font = QFont()
        self._broken: dict[tuple[str, int], list[str]] = {}

    def lines(self, text: str, font: QFont, width: int) -> list[str]:
        """Return the lines of a text, see ``elided_lines``."""
        if font != self._font or len(self._broken) > _MOST_BROKEN:
            self._font, self._broken = QFont(font), {}
        key = text, width
        if key not in self._broken:
            self._broken[key] = elided_lines(text, font, width, self._most)
        return self._broken[key]


class LineCounter:
    """Says of the texts of a list whether they need more than one line, before any is painted.

    A list of thousands asks that of every row each time it is laid out, so how wide a text is in a
    font is worked out once.
    """

    def __init__(self) -> None:
        self._font = QFont()
        self._edge = _EDGE * QFontMetrics(self._font).height()
        self._widths: dict[str, int] = {}

    def takes_two_lines(self, text: str, font: QFont, width: int) -> bool:
        """Return whether a text needs a second line, without breaking it where that is plain."""
        if font != self._font or len(self._widths) > _MOST_KEPT:
            self._font, self._widths = QFont(font), {}
            self._edge = _EDGE * QFontMetrics(font).height()
        if text not in self._widths:
            self._widths[text] = QFontMetrics(font).horizontalAdvance(_shown(text))
        over = self._widths[text] - width
        if over < -self._edge:
            return False
        shown = _shown(text)
        return (over > self._edge and " " in shown) or len(elided_lines(shown, font, width)) > 1


def paint_lines(painter: QPainter, box: QRect, lines: Sequence[str]) -> None:
    """Paint lines from the top of a box in the painter's font, right-to-left ones at the right."""
    metrics, before = painter.fontMetrics(), painter.layoutDirection()
    step = metrics.lineSpacing()
    is_rtl = is_right_to_left(" ".join(lines))
    painter.setLayoutDirection(_RIGHT_TO_LEFT if is_rtl else _LEFT_TO_RIGHT)
    place = QPointF(box.left(), box.top() + (step - metrics.height()) // 2 + metrics.ascent())
    for line in lines:
        if is_rtl:
            taken = QFontMetricsF(painter.font()).horizontalAdvance(line)
            place.setX(box.left() + box.width() - taken)
        painter.drawText(place, line)
        place.setY(place.y() + step)
    painter.setLayoutDirection(before)


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter with a direction is written from the right."""
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "R" | "AL":
                return True
            case "L":
                return False
            case _:
                continue
    return False


def _shown(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
