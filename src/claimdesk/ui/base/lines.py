"""A text broken into a few lines, the last one ending in "…" where it does not fit."""

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

_LONGEST = 1200
"""More characters than a few lines of a list can show."""
_MOST_KEPT = 10_000
"""Texts whose widths are remembered: more than a project has articles."""
_EDGE = 0.5
"""Line heights within which breaking must be asked: glyphs overhang and widths are rounded."""


def elided_lines(text: str, font: QFont, width: int, most: int = 2) -> list[str]:
    """Return a text as at most so many lines of a width; runs of blanks count as one."""
    shown = _shown(text)
    layout = QTextLayout(shown, font)
    layout.setTextOption(QTextOption())
    units = shown.encode("utf-16-le")
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
        if len(lines) == most - 1:
            rest = units[start:].decode("utf-16-le")
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(units[start:end].decode("utf-16-le").rstrip())
    layout.endLayout()
    return lines


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
    step = painter.fontMetrics().lineSpacing()
    is_rtl = is_right_to_left(" ".join(lines))
    side = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    before = painter.layoutDirection()
    direction = Qt.LayoutDirection
    painter.setLayoutDirection(direction.RightToLeft if is_rtl else direction.LeftToRight)
    for place, line in enumerate(lines):
        row = QRect(box.left(), box.top() + place * step, box.width(), step)
        painter.drawText(row, flags | Qt.TextFlag.TextSingleLine, line)
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
