"""Sets a report in type and writes it as PDF: pages with numbers, highlights in lanes.

Laid out by hand, as the article in the window is, because Qt's own pages know no lanes, leave
headings alone at the foot of a page, and draw one background for each letter.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from claimdesk.core.model import Verdict
from claimdesk.core.positions import Positions
from claimdesk.exchange.highlighted import is_heading
from claimdesk.exchange.printed import Block, Kind, Letters, Mark, Sheets, Style
from claimdesk.ui.article import press_emoji
from claimdesk.ui.article.press_emoji import BLANK, Emoji, Pictures
from claimdesk.ui.article.strips import Strip
from claimdesk.ui.base.colours import LIGHT, Tints
from claimdesk.ui.base.lines import is_right_to_left

_DPI = 720
_PT = _DPI / 72
"""Units of the device in a point; all sizes here are in points and multiplied once."""
_MARGINS = QMarginsF(20, 18, 20, 20)
"""Of the page, in mm."""
_SERIF = ["Source Serif 4", "Charter", "Georgia", "Noto Serif", "DejaVu Serif"]
_SANS = ["Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans"]
_FOOT, _NUMBERS = 26.0, 8.0
_LANES, _PITCH, _LANE = 5, 2.7, 2.4
_LINK = "#0B57D0"
_PENS = {
    "confirmed": (1.3, ()),
    "denied": (1.3, (3.2, 1.6)),
    "unverified": (1.5, (0.01, 1.9)),
    "open": (0.6, ()),
}
"""How thick a lane is and how it is broken, in its own widths."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """How one kind of block is set; sizes in points, ``stays`` with the block that follows."""

    size: float
    is_serif: bool = False
    is_bold: bool = False
    is_quiet: bool = False
    before: float = 0
    after: float = 3
    indent: float = 0
    spacing: float = 1.3
    stays: bool = False


_SETTINGS = {
    Kind.TITLE: _Setting(22, is_bold=True, after=6, spacing=1.2, stays=True),
    Kind.CHAPTER: _Setting(16, is_bold=True, before=20, after=8, stays=True),
    Kind.ARTICLE: _Setting(
        17, is_serif=True, is_bold=True, before=22, after=5, spacing=1.2, stays=True
    ),
    Kind.CLAIM: _Setting(11.5, is_bold=True, before=16, after=3, stays=True),
    Kind.PART: _Setting(8.5, is_bold=True, is_quiet=True, before=6, after=2, stays=True),
    Kind.TEXT: _Setting(11, is_serif=True, before=7, after=3, spacing=1.75),
    Kind.NORMAL: _Setting(10, after=3),
    Kind.FACT: _Setting(8.5, is_quiet=True, after=1),
    Kind.ITEM: _Setting(9.5, indent=10, after=2),
    Kind.DETAIL: _Setting(8.5, is_quiet=True, indent=10, after=1),
}


@dataclass(slots=True)
class _Laid:
    """A block in lines; units of the device."""

    block: Block
    layout: QTextLayout
    positions: Positions
    mixed: bool
    setting: _Setting
    emoji: list[Emoji]
    heights: list[float] = field(default_factory=list)

    @property
    def before(self) -> float:
        """Return the room above it."""
        return self.setting.before * _PT

    @property
    def after(self) -> float:
        """Return the room below it."""
        return self.setting.after * _PT

    def head(self) -> float:
        """Return how high the lines are that must stay together at its top."""
        if self.setting.stays:
            return self.before + sum(self.heights) + self.after
        return self.before + sum(self.heights[:2])


class Press:
    """Writes pages; the same is done twice, for each foot says how many there are."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self._painter: QPainter | None = None
        self._pictures = Pictures()
        self._pages = 0
        self._total = 0
        self._y = 0.0

    def write(self, target: Path, tell: Callable[[int, int], None]) -> bool:
        """Write the PDF and tell each page; return whether it could be written."""
        self._writer = QPdfWriter(str(target))
        self._writer.setResolution(_DPI)
        size = QPageSize(QPageSize.PageSizeId.A4)
        unit = QPageLayout.Unit.Millimeter
        layout = QPageLayout(size, QPageLayout.Orientation.Portrait, _MARGINS, unit)
        self._writer.setPageLayout(layout)
        self._writer.setTitle(self._sheets.title)
        self._writer.setCreator("Claimdesk")
        self._tell = tell
        self._width = float(self._writer.width())
        self._height = self._writer.height() - _FOOT * _PT
        self._flow()
        self._total = self._pages
        painter = QPainter()
        if not painter.begin(self._writer):
            return False
        self._painter = painter
        self._flow()
        self._end_page()
        return painter.end()

    # Pages -----------------------------------------------------------------------------------

    def _flow(self) -> None:
        """Let the blocks run down the pages."""
        self._pages, self._y = 1, 0.0
        chain: list[_Laid] = []
        for block in self._sheets.blocks:
            chain.append(self._lay(block))
            if not chain[-1].setting.stays:
                self._place(chain)
                chain = []
        self._place(chain)

    def _place(self, chain: Sequence[_Laid]) -> None:
        """Place a block with the headings above it, on a new page if they do not fit."""
        if sum(one.head() for one in chain) > self._height - self._y and self._y:
            self._next_page()
        for one in chain:
            if self._y:
                self._y += one.before
            self._run(one)
            self._y += one.after

    def _run(self, laid: _Laid) -> None:
        """Place the lines of a block, none of them alone at the foot or the head of a page."""
        first, last = 0, len(laid.heights)
        while first < last:
            fitting = self._fitting(laid, first)
            if fitting < last:
                rest = last - fitting
                fitting -= 1 if rest == 1 and fitting - first > 2 else 0
            if fitting == first:
                self._next_page()
                fitting = max(self._fitting(laid, first), first + 1)
            self._paint(laid, first, fitting)
            self._y += sum(laid.heights[first:fitting])
            first = fitting
            if first < last:
                self._next_page()

    def _fitting(self, laid: _Laid, first: int) -> int:
        """Return the line before which the page ends."""
        room = self._height - self._y
        for place in range(first, len(laid.heights)):
            room -= laid.heights[place]
            if room < 0:
                return place
        return len(laid.heights)

    def _next_page(self) -> None:
        if self._painter is not None:
            self._end_page()
            self._writer.newPage()
        self._pages += 1
        self._y = 0.0

    def _end_page(self) -> None:
        painter = self._painter
        if painter is None:
            return
        font = _font(_Setting(_NUMBERS))
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.muted))
        foot = QRectF(0, self._height + 10 * _PT, self._width, (_FOOT - 10) * _PT)
        number = f"{self._pages} / {self._total}"
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(foot, int(bottom | Qt.AlignmentFlag.AlignRight), number)
        room = foot.adjusted(0, 0, -60 * _PT, 0)
        elide = painter.fontMetrics().elidedText
        title = elide(self._sheets.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(bottom | Qt.AlignmentFlag.AlignLeft), title)
        self._tell(self._pages, self._total)

    # Blocks ----------------------------------------------------------------------------------

    def _lay(self, block: Block) -> _Laid:
        setting = _SETTINGS[block.kind]
        if block.kind is Kind.TEXT and is_heading(block.text):
            setting = replace(setting, stays=True, is_bold=True)
        text = block.text.replace("\n", "\u2028")
        positions = Positions(text)
        emoji = press_emoji.found(text, positions)
        font = _font(setting)
        layout = QTextLayout(press_emoji.blanked(text, emoji), font, self._writer)
        is_rtl = is_right_to_left(text)
        option = QTextOption(_aligned(is_rtl))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if is_rtl:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        layout.setTextOption(option)
        blank = self._blank(font) if emoji else 0
        rooms = (self._pictures.room(one, blank, setting.size * _PT) for one in emoji)
        layout.setFormats([*_formats(block, positions, setting), *rooms])
        laid = _Laid(block, layout, positions, not text.isascii(), setting, emoji)
        depth = max((one.lane for one in block.marks), default=0) + 1
        room = max(0, min(depth, _LANES) - 3) * _PITCH * _PT
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width - setting.indent * _PT)
            line.setPosition(QPointF(setting.indent * _PT, top))
            laid.heights.append(setting.size * _PT * setting.spacing * 1.12 + room)
            top += laid.heights[-1]
        layout.endLayout()
        return laid

    def _paint(self, laid: _Laid, first: int, last: int) -> None:
        painter = self._painter
        if painter is None:
            return
        if laid.block.edge:
            self._paint_edge(painter, laid, first, last)
        top = laid.layout.lineAt(first).y()
        origin = QPointF(0, self._y - top)
        strip = Strip(laid.layout, origin, 0, 0, first, last - 1, laid.mixed, ())
        ink = QColor(LIGHT.muted if laid.setting.is_quiet else LIGHT.text)
        for line in strip.lines():
            here = list(_on_line(laid, line))
            _paint_tints(painter, strip, line, here)
            painter.setPen(ink)
            line.draw(painter, origin)
            for mark, start, end in here:
                _paint_lane(painter, strip, line, mark, (start, end))
            self._paint_emoji(painter, strip, line, laid)

    def _paint_emoji(self, painter: QPainter, strip: Strip, line: QTextLine, laid: _Laid) -> None:
        first, last = line.textStart(), line.textStart() + line.textLength()
        for one in laid.emoji:
            if first <= one.start < last:
                for left, _ in strip.extents(line, one.start, one.start + 1):
                    baseline, em = strip.baseline(line), laid.setting.size * _PT
                    self._pictures.paint(painter, one, left, baseline, em)

    def _blank(self, font: QFont) -> float:
        """Return how wide the blank is that stands for an emoji."""
        return QFontMetricsF(font, self._writer).horizontalAdvance(BLANK)

    def _paint_edge(self, painter: QPainter, laid: _Laid, first: int, last: int) -> None:
        """Paint the line in the colour of its claim's verdict beside a block."""
        top = self._y - (laid.before if first == 0 and laid.block.kind is not Kind.CLAIM else 0)
        bottom = self._y + sum(laid.heights[first:last])
        bottom += laid.after if last == len(laid.heights) else 0
        painter.setPen(_pen(laid.block.edge, 2.2))
        x = -8 * _PT
        painter.drawLine(QPointF(x, max(0.0, top)), QPointF(x, bottom))


_Stretch = tuple[Mark, int, int]
"""A highlight and where it lies on a line, in UTF-16 units of the block."""


def _on_line(laid: _Laid, line: QTextLine) -> Iterator[_Stretch]:
    first, last = line.textStart(), line.textStart() + line.textLength()
    for mark in laid.block.marks:
        start, end = laid.positions.to_utf16(mark.start), laid.positions.to_utf16(mark.end)
        if start < last and end > first:
            yield mark, max(start, first), min(end, last)


def _paint_tints(
    painter: QPainter, strip: Strip, line: QTextLine, here: Sequence[_Stretch]
) -> None:
    """Paint the ground: the colour of the shortest highlight, deeper where several lie."""
    baseline = strip.baseline(line)
    for start, end in pairwise(sorted({place for _, *ends in here for place in ends})):
        over = [one for one, first, last in here if first <= start and last >= end]
        if over:
            tints = _tints(min(over, key=lambda one: one.end - one.start).verdict)
            shade = (tints.tint, tints.overlap, tints.strong)[min(len(over), 3) - 1]
            for left, right in strip.extents(line, start, end):
                ground = QRectF(left, baseline - line.ascent(), right - left, 0)
                ground.setHeight(line.ascent() + line.descent() * 0.85)
                painter.fillRect(ground, QColor(shade))


def _paint_lane(
    painter: QPainter, strip: Strip, line: QTextLine, mark: Mark, stretch: tuple[int, int]
) -> None:
    lane = min(mark.lane, _LANES - 1)
    y = strip.baseline(line) + (_LANE + lane * _PITCH) * _PT
    for left, right in strip.extents(line, *stretch):
        painter.setPen(_pen(mark.verdict))
        painter.drawLine(QPointF(left + _PT / 2, y), QPointF(right - _PT / 2, y))


def _pen(verdict: str, width: float = 0) -> QPen:
    thick, pattern = _PENS[verdict]
    pen = QPen(QColor(_tints(verdict).ink), (width or thick) * _PT)
    is_dotted = verdict == "unverified"
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if is_dotted else Qt.PenCapStyle.FlatCap)
    if pattern:
        pen.setDashPattern(list(pattern))
    return pen


def _tints(verdict: str) -> Tints:
    return LIGHT.verdict(None if verdict == "open" else Verdict(verdict))


def _formats(
    block: Block, positions: Positions, setting: _Setting
) -> Iterator[QTextLayout.FormatRange]:
    at = 0
    for letters in block.letters:
        end = at + len(letters.text)
        if letters.style is not Style.PLAIN and letters.text:
            made = QTextLayout.FormatRange()
            made.start = positions.to_utf16(at)
            made.length = positions.to_utf16(end) - made.start
            made.format = _format(letters, setting)
            yield made
        at = end


def _format(letters: Letters, setting: _Setting) -> QTextCharFormat:
    made = QTextCharFormat()
    match letters.style:
        case Style.LINK:
            made.setAnchor(True)
            made.setAnchorHref(letters.address)
            made.setForeground(QColor(_LINK))
        case Style.REFERENCE:
            made.setFont(_font(_Setting(setting.size, is_bold=True)))
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        case _:
            made.setFontWeight(QFont.Weight.Bold)
    if letters.verdict:
        made.setForeground(QColor(_tints(letters.verdict).ink))
    return made


@lru_cache(64)
def _font(setting: _Setting) -> QFont:
    font = QFont()
    font.setFamilies(_SERIF if setting.is_serif else _SANS)
    font.setPointSizeF(setting.size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Whoever searches the file for a word would not find it with its letters tied together.
    font.setFeature(QFont.Tag("liga"), 0)
    if setting.is_bold:
        font.setWeight(QFont.Weight.Bold)
    return font


def _aligned(is_rtl: bool) -> Qt.AlignmentFlag:  # noqa: FBT001 - the direction of a text
    side = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute
