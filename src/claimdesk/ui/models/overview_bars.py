"""What the bars of the overview are called, what each cell says, and the bars as a picture."""

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from claimdesk.core.model import Stage, Verdict
from claimdesk.store.overview import Bar, Grouping
from claimdesk.ui.base.bars import ORDER, paint_bar
from claimdesk.ui.base.colours import Palette
from claimdesk.ui.base.lines import elided_lines, paint_lines
from claimdesk.ui.base.marks import paint_mark, verdict_word
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.criteria import flag_words
from claimdesk.ui.models.row_table import END, Column
from claimdesk.ui.models.terms import stage_word

MOST_PAINTED = 60
"""Bars a picture has; the rest is told in words, and is in the table."""
_WIDTH, _NAMES, _NUMBERS = 960, 280, 64
_EDGE, _RATIO = 28, 2
_CSS_DPI = 96
_FAMILY = re.compile(rb'(?<=font-family=")[^"]+')
"""Whoever opens the drawing may not have these letters."""


def grouping_word(grouping: Grouping) -> str:
    """Return what one of the charts is called."""
    match grouping:
        case Grouping.PROGRESS:
            return tr("Progress")
        case Grouping.SPEAKER:
            return tr("Verdicts by speaker")
        case Grouping.ARTICLE:
            return tr("Verdicts by article")
        case Grouping.REVIEWER:
            return tr("Verdicts by reviewer")
        case Grouping.STAGE:
            return tr("Verdicts by stage")


def bar_name(bar: Bar, grouping: Grouping) -> str:
    """Return what a bar is called on screen."""
    match grouping:
        case Grouping.PROGRESS:
            return flag_words().get(bar.name, tr("All claims"))
        case Grouping.STAGE:
            return stage_word(Stage(bar.name))
        case _:
            return bar.name or tr("Without a title")


def in_words(bar: Bar, grouping: Grouping) -> str:
    """Return all that a bar says."""
    counts = [f"{bar.counts[one]:,} {verdict_word(one).lower()}" for one in there(bar)]
    whole = count(bar.claims, "{n} claim", "{n} claims")
    return f"{bar_name(bar, grouping)}: {whole}" + (f": {', '.join(counts)}" if counts else "")


def there(bar: Bar) -> list[Verdict | None]:
    """Return the verdicts a bar has claims of."""
    return [one for one in ORDER if bar.counts.get(one)]


def columns(grouping: Grouping) -> tuple[Column[Bar], ...]:
    """Return the columns of the list of bars."""
    name = partial(bar_name, grouping=grouping)
    said = partial(in_words, grouping=grouping)
    verdicts = (_verdict_column(one, grouping) for one in ORDER)
    return (
        Column(name="name", title=tr("Name"), show=name, tip=name, said=said),
        Column(name="bar", title=tr("Claims by verdict"), show=said, tip=said, said=said),
        Column(
            name="claims",
            title=tr("Claims"),
            show=lambda bar: f"{bar.claims:,}",
            said=said,
            align=END,
        ),
        *verdicts,
    )


def _verdict_column(verdict: Verdict | None, grouping: Grouping) -> Column[Bar]:
    word = verdict_word(verdict)

    def said(bar: Bar) -> str:
        return f"{bar_name(bar, grouping)}: {bar.counts.get(verdict, 0):,} {word.lower()}"

    return Column(
        name=f"verdict {verdict or ''}",
        title=word if verdict else tr("Not reviewed"),
        spoken_title=word,
        show=lambda bar: f"{bar.counts.get(verdict, 0):,}" if bar.counts.get(verdict) else "–",
        said=said,
        align=END,
    )


class Picture:
    """One chart as a picture: title, key, bars with names and numbers."""

    def __init__(
        self, title: str, bars: Sequence[Bar], grouping: Grouping, palette: Palette, font: QFont
    ) -> None:
        self._title = title
        self._bars = bars[:MOST_PAINTED]
        self._left_out = len(bars) - len(self._bars)
        self._grouping = grouping
        self._palette = palette
        self._font = QFont(font)
        self._font.setPixelSize(14)
        self._line = QFontMetrics(self._font).lineSpacing()
        self._row = 2 * self._line + 8
        self._top = _EDGE + 2 * self._line + 40
        rest = self._line + 12 if self._left_out or not bars else 0
        height = self._top + self._row * len(self._bars) + rest + _EDGE
        self.size = QSize(_WIDTH, height)

    def png(self) -> bytes:
        """Return the picture as PNG, two points for each of its pixels."""
        image = QImage(self.size * _RATIO, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_RATIO)
        painter = QPainter(image)
        self.paint(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        return _bytes(buffer.data())

    def svg(self) -> bytes:
        """Return the picture as SVG."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QSvgGenerator()
        writer.setOutputDevice(buffer)
        writer.setSize(self.size)
        writer.setResolution(_CSS_DPI)
        writer.setViewBox(QRect(0, 0, self.size.width(), self.size.height()))
        writer.setTitle(self._title)
        writer.setDescription("; ".join(in_words(one, self._grouping) for one in self._bars))
        painter = QPainter(writer)
        self.paint(painter)
        painter.end()
        return _FAMILY.sub(rb"\g<0>, sans-serif", _bytes(buffer.data()))

    def paint(self, painter: QPainter) -> None:
        """Paint the picture."""
        painter.fillRect(QRect(0, 0, _WIDTH, self.size.height()), QColor(self._palette.paper))
        painter.setFont(self._font)
        self._paint_head(painter)
        most = max((one.claims for one in self._bars), default=0)
        for place, bar in enumerate(self._bars):
            self._paint_row(painter, self._top + place * self._row, bar, most)
        if not self._bars or self._left_out:
            painter.setPen(QColor(self._palette.muted))
            said = tr("No claims yet.")
            if self._left_out:
                said = count(self._left_out, "… and {n} more", "… and {n} more")
            bottom = self._top + len(self._bars) * self._row + self._line
            painter.drawText(_EDGE, bottom, said)

    def _paint_head(self, painter: QPainter) -> None:
        bold = QFont(self._font)
        bold.setPixelSize(19)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(self._palette.text))
        room = QRect(_EDGE, _EDGE - 6, _WIDTH - 2 * _EDGE, 28)
        title = elided_lines(self._title, bold, room.width(), 1)
        paint_lines(painter, room, title)
        painter.setFont(self._font)
        x, y = _EDGE, _EDGE + 36
        for verdict in ORDER:
            paint_mark(painter, QRectF(x, y, 16, 16), verdict, self._palette)
            painter.setPen(QColor(self._palette.text))
            word = verdict_word(verdict)
            painter.drawText(x + 22, y + 13, word)
            x += 22 + painter.fontMetrics().horizontalAdvance(word) + 24

    def _paint_row(self, painter: QPainter, top: int, bar: Bar, most: int) -> None:
        painter.setPen(QColor(self._palette.text))
        names = QRect(_EDGE, top, _NAMES - 14, self._row)
        lines = elided_lines(bar_name(bar, self._grouping), self._font, names.width())
        names.setTop(top + (self._row - len(lines) * self._line) // 2)
        paint_lines(painter, names, lines)
        width = _WIDTH - 2 * _EDGE - _NAMES - _NUMBERS
        room = QRectF(_EDGE + _NAMES, top + 8, width, self._row - 16)
        paint_bar(painter, room, bar.counts, most, self._palette)
        painter.setPen(QColor(self._palette.muted))
        number = QRect(_WIDTH - _EDGE - _NUMBERS, top, _NUMBERS, self._row)
        aligned = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(number, int(aligned), f"{bar.claims:,}")


def _bytes(data: QByteArray) -> bytes:
    return bytes(data.data())
