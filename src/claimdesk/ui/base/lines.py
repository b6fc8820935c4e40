"""A text broken into a few lines, the last one ending in "…" where it does not fit."""

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

_LONGEST = 1200
"""More characters than a few lines of a list can show."""


def elided_lines(text: str, font: QFont, width: int, most: int = 2) -> list[str]:
    """Return a text as at most so many lines of a width; runs of blanks count as one."""
    shown = " ".join(text.split())[:_LONGEST]
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


def takes_two_lines(text: str, font: QFont, width: int) -> bool:
    """Return whether a text needs more than one line, without breaking it where that is plain.

    A list of thousands asks this of every row before it paints the first one.
    """
    shown = " ".join(text.split())[:_LONGEST]
    if QFontMetrics(font).horizontalAdvance(shown) <= width:
        return False
    return " " in shown or len(elided_lines(shown, font, width)) > 1


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
