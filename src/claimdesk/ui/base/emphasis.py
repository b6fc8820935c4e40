"""A text on a few lines with some of it in bold: what was found in its context."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from claimdesk.core.positions import Positions
from claimdesk.ui.base.lines import is_right_to_left

Stretch = tuple[int, int]


def emphasised(
    text: str, parts: Iterable[Stretch], font: QFont, width: int, most: int = 2
) -> QTextLayout:
    """Return a text in at most so many lines, its parts (code points) in bold; dots end a cut."""
    stressed = tuple(parts)
    made = _broken(text, stressed, font, width, most)
    last = made.lineAt(made.lineCount() - 1)
    fits = Positions(text).to_code_point(last.textStart() + last.textLength())
    if fits < len(text):
        # Without the last word there is room for the dots.
        cut = text[: fits - 1].rpartition(" ")[0] or text[: fits - 3]
        made = _broken(f"{cut}…", stressed, font, width, most)
    return made


def _broken(
    text: str, parts: tuple[Stretch, ...], font: QFont, width: int, most: int
) -> QTextLayout:
    positions = Positions(text)
    made = QTextLayout(text, font)
    option = QTextOption()
    if is_right_to_left(text):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    made.setTextOption(option)
    formats = []
    for start, end in parts:
        bold = QTextLayout.FormatRange()
        bold.start = positions.to_utf16(min(len(text), start))
        bold.length = positions.to_utf16(min(len(text), end)) - bold.start
        bold.format.setFontWeight(QFont.Weight.Bold)
        formats.append(bold)
    made.setFormats(formats)
    made.beginLayout()
    height = QFontMetrics(font).lineSpacing()
    while made.lineCount() < most and (line := made.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, (made.lineCount() - 1) * height))
    made.endLayout()
    return made
