"""Emoji on paper: each kind is one picture in the file, however often it stands there.

Letters of a colour font would become a picture of their own each time: of a long report with
emoji in its articles those pictures were four fifths of the file and two thirds of the work.
"""

from dataclasses import dataclass

import regex
from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QTextCharFormat,
    QTextLayout,
)

from claimdesk.core.positions import Positions
from claimdesk.ui.base.colours import LIGHT

_CLUSTER = regex.compile(r"\X")
_SHOWN = regex.compile(r"[\p{Emoji_Presentation}\uFE0F]")
"""What makes a character show as a picture: it does by itself, or is told to."""
_WORD = regex.compile(r"\S+")
"""No cluster reaches over a blank."""
BLANK, _NOTHING = "\u00a0", "\u200b"
_PIXELS = 96
"""Size of the letters in a picture: sharp on paper at 11 points."""


@dataclass(frozen=True, slots=True)
class Emoji:
    """One of them in a block: where it begins and how long it is, in UTF-16 units."""

    text: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class _Picture:
    """How one kind looks; width and rise as parts of the size of the letters."""

    image: QImage
    width: float
    height: float
    rise: float


def found(text: str, positions: Positions) -> list[Emoji]:
    """Return the emoji of a text; the positions are its own."""
    if text.isascii() or not _SHOWN.search(text):
        return []
    made = []
    for word in _WORD.finditer(text):
        if not _SHOWN.search(text, *word.span()):
            continue
        for one in _CLUSTER.finditer(text, *word.span()):
            if _SHOWN.search(one[0]):
                start = positions.to_utf16(one.start())
                made.append(Emoji(one[0], start, positions.to_utf16(one.end()) - start))
    return made


def blanked(text: str, emoji: list[Emoji]) -> str:
    """Return a text with room for the pictures instead of them, as long in UTF-16 units."""
    if not emoji:
        return text
    pieces, at = [], 0
    units = text.encode("utf-16-le")
    for one in emoji:
        pieces.append(units[at * 2 : one.start * 2].decode("utf-16-le"))
        pieces.append(BLANK + _NOTHING * (one.length - 1))
        at = one.start + one.length
    pieces.append(units[at * 2 :].decode("utf-16-le"))
    return "".join(pieces)


class Pictures:
    """The pictures of one file."""

    def __init__(self) -> None:
        self._known: dict[str, _Picture] = {}

    def room(self, one: Emoji, blank: float, em: float) -> QTextLayout.FormatRange:
        """Return the format that makes a blank, as it is ``blank`` wide, as wide as the picture."""
        made = QTextLayout.FormatRange()
        made.start, made.length = one.start, 1
        form = QTextCharFormat()
        form.setFontLetterSpacingType(QFont.SpacingType.PercentageSpacing)
        form.setFontLetterSpacing(100 * self._picture(one.text).width * em / blank)
        made.format = form
        return made

    def paint(self, painter: QPainter, one: Emoji, left: float, baseline: float, em: float) -> None:
        """Paint an emoji where its room begins."""
        shown = self._picture(one.text)
        place = QRectF(left, baseline - shown.rise * em, shown.width * em, shown.height * em)
        painter.drawImage(place, shown.image)

    def _picture(self, text: str) -> _Picture:
        if text not in self._known:
            self._known[text] = _drawn(text)
        return self._known[text]


def _drawn(text: str) -> _Picture:
    font = QFont()
    font.setPixelSize(_PIXELS)
    metrics = QFontMetricsF(font)
    width, height = max(1.0, metrics.horizontalAdvance(text)), metrics.height()
    image = QImage(round(width), round(height), QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(QColor(LIGHT.text))
    painter.drawText(0, round(metrics.ascent()), text)
    painter.end()
    return _Picture(image, width / _PIXELS, height / _PIXELS, metrics.ascent() / _PIXELS)
