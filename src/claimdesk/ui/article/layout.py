"""The text document's layout: lays out only the paragraphs in sight and paints them.

QTextEdit keeps caret, keys, selection and the accessible text; this gives it lines, a centred
column and the highlights, at a cost that does not grow with the text.
"""

from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPainter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from claimdesk.ui.article.guard import guarded, nothing
from claimdesk.ui.article.heights import Heights
from claimdesk.ui.article.painting import Frame, Scene, paint
from claimdesk.ui.article.shape import PIECE, Shape
from claimdesk.ui.article.strips import Strip

_KEPT = 400
"""Paragraphs that stay laid out; of others only the height is kept."""

_NOT_HIT = -1


class LazyLayout(QAbstractTextDocumentLayout):
    """Lines of the paragraphs in sight, heights of all."""

    grew = Signal(int, float)
    """(paragraph, by how much) Qt asked for a paragraph whose height was only estimated."""

    def __init__(self, document: QTextDocument, scene: Scene) -> None:
        super().__init__(document)
        self.scene = scene
        self.shape = Shape()
        self.heights = Heights([0.0])
        self.left, self.width = 80.0, 600.0
        self._kept: dict[int, None] = {}
        self._heading = _heading_format()

    @property
    def total(self) -> float:
        """Return the height of the whole text with its margins."""
        metrics = self.scene.look.metrics
        return self.heights.total + metrics.top + metrics.bottom

    def use_shape(self, shape: Shape) -> None:
        """Take over the paragraphs of a new text; the document already has it."""
        self.shape = shape
        self._kept.clear()
        self.forget()

    def use_column(self, left: float, width: float) -> bool:
        """Place the text column; tell whether its width changed and lines must be made anew."""
        widened = width != self.width
        self.left, self.width = left, width
        if widened:
            self.forget()
        return widened

    def forget(self) -> None:
        """Estimate all heights anew and drop all lines."""
        metrics = self.scene.look.metrics
        per_line = max(8.0, self.width / metrics.character * 0.97)
        line, gap = metrics.line, metrics.gap
        # Many paragraphs are equally long: 30,000 in 10 MB take 2 ms so, one by one 7 ms.
        estimated = {n: float(ceil(n / per_line) * line + gap) for n in set(self.shape.lengths)}
        estimated[0] = float(metrics.blank)
        heights = list(map(estimated.__getitem__, self.shape.lengths))
        for i in self.shape.joined:
            heights[i] -= gap
        self.heights = Heights(heights)
        document = self.document()
        for i in self._kept:
            document.findBlockByNumber(i).layout().clearLayout()
        self._kept.clear()

    def top(self, paragraph: int) -> float:
        """Return where a paragraph starts, from the top of the text."""
        return self.scene.look.metrics.top + self.heights.top(paragraph)

    def paragraph_at(self, y: float) -> int:
        """Return the paragraph at a height."""
        return self.heights.at(max(0.0, y - self.scene.look.metrics.top))[0]

    def band(self, start: int, end: int, paragraphs: range) -> tuple[float, float]:
        """Return top and bottom of the lines with a stretch, of its paragraphs if not laid out."""
        first, last = paragraphs[0], paragraphs[-1]
        return (
            self.top(first) + self._line_top(first, start, otherwise=0.0),
            self.top(last) + self._line_top(last, end - 1, otherwise=self.heights[last], after=1),
        )

    def measure(self, top: float, bottom: float, anchor: int) -> tuple[float, bool]:
        """Lay out what lies between two heights.

        Returns by how much the paragraphs before ``anchor`` grew and whether any height changed.
        """
        margin = self.scene.look.metrics.top
        i, y = self.heights.at(max(0.0, top - margin))
        grown, changed = 0.0, False
        block = self.document().findBlockByNumber(i)
        while i < len(self.shape.lengths) and y < bottom - margin + grown:
            more = self._lay_out(i, block)
            changed = changed or bool(more)
            if i < anchor:
                grown += more
            y += self.heights[i]
            i += 1
            block = block.next()
        return grown, changed

    def strip_at(self, y: float) -> Strip:
        """Return the paragraph at a height, with the one line there."""
        i = self.paragraph_at(y)
        block = self.document().findBlockByNumber(i)
        self._lay_out(i, block)
        return self._strip(i, block, y, y)

    def strip_of(self, position: int) -> Strip:
        """Return the paragraph with a position, with the one line there."""
        block = self.document().findBlock(position)
        top = self.blockBoundingRect(block).top()
        line = block.layout().lineForTextPosition(position - block.position())
        return self.strip_at(top + line.y() + line.ascent())

    # What Qt asks for --------------------------------------------------------------------

    @guarded(lambda: 1)
    def pageCount(self) -> int:
        """Return that the text is one long page."""
        return 1

    @guarded(QSizeF)
    def documentSize(self) -> QSizeF:
        """Return the size of the whole text."""
        return QSizeF(self.left + self.width, self.total)

    @guarded(QRectF)
    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:
        """Return the whole text: there is one frame only."""
        return QRectF(0, 0, self.left + self.width, self.total)

    @guarded(QRectF)
    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return where a paragraph lies; its lines are there afterwards."""
        i = block.blockNumber() if block.isValid() else -1
        if not 0 <= i < len(self.shape.lengths):
            return QRectF()
        if grown := self._lay_out(i, block):
            self.grew.emit(i, grown)
        top = self.top(i)
        block.layout().setPosition(QPointF(self.left, top))
        return QRectF(self.left, top, self.width, self.heights[i])

    @guarded(nothing)
    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Make lines anew whose character formats changed; the text comes with its shape."""
        if removed != added:
            return
        document = self.document()
        first = document.findBlock(position).blockNumber()
        last = document.findBlock(position + max(0, added - 1)).blockNumber()
        for i in [i for i in self._kept if first <= i and (i <= last or last < 0)]:
            del self._kept[i]
            # Now, while nobody waits: formats are laid in the background, for screen readers only.
            self._lay_out(i, document.findBlockByNumber(i))

    @guarded(lambda: _NOT_HIT)
    def hitTest(  # type: ignore[override]  # Qt hands over a QPointF only
        self, point: QPointF, accuracy: Qt.HitTestAccuracy
    ) -> int:
        """Return the position at a point; an exact hit must be on the letters."""
        strip = self.strip_at(point.y())
        line = strip.layout.lineAt(strip.first)
        x = point.x() - self.left
        if accuracy is not Qt.HitTestAccuracy.ExactHit:
            return strip.start + line.xToCursor(x)
        letters = line.naturalTextRect()
        metrics = self.scene.look.metrics
        bottom = strip.baseline(line) + metrics.line - metrics.ascent
        if not letters.left() <= x <= letters.right() or point.y() > bottom:
            return _NOT_HIT
        return strip.start + line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)

    @guarded(nothing)
    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Paint the paragraphs in sight with all that lies on them."""
        self.scene.look.use_ratio(painter.device().devicePixelRatioF())
        clip = QRectF(context.clip)
        if not clip.isValid():
            clip = QRectF(0, 0, self.left + self.width, self.total)
        # A style sheet may keep an old background behind the theme's change.
        painter.fillRect(clip, self.scene.look.paper)
        # The selections are views into a temporary: take the numbers at once.
        selections = [
            (chosen.cursor.selectionStart(), chosen.cursor.selectionEnd())
            for chosen in context.selections
        ]
        frame = Frame(selections, context.cursorPosition, clip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for strip in self._strips(clip.top(), clip.bottom()):
            paint(painter, strip, self.scene, frame)

    # Lines -------------------------------------------------------------------------------

    def _strips(self, top: float, bottom: float) -> Iterator[Strip]:
        metrics = self.scene.look.metrics
        # Lanes and tall letters reach into the next line, never through half of it.
        top, bottom = top - metrics.line / 2, bottom + metrics.line / 2
        i, y = self.heights.at(max(0.0, top - metrics.top))
        block = self.document().findBlockByNumber(i)
        while i < len(self.shape.lengths) and y + metrics.top <= bottom:
            self._lay_out(i, block)
            yield self._strip(i, block, top, bottom)
            y += self.heights[i]
            i += 1
            block = block.next()

    def _strip(self, i: int, block: QTextBlock, top: float, bottom: float) -> Strip:
        layout = block.layout()
        origin = QPointF(self.left, self.top(i))
        if layout.position() != origin:
            layout.setPosition(origin)
        return Strip(
            layout,
            origin,
            self.shape.starts[i],
            self.shape.lengths[i],
            self._line_at(layout, top - origin.y()),
            self._line_at(layout, bottom - origin.y()),
            i in self.shape.mixed,
            self.scene.index.inside(i),
        )

    def _line_top(self, i: int, position: int, otherwise: float, after: int = 0) -> float:
        """Return where in its paragraph the line with a position starts, or a line after it."""
        layout = self.document().findBlockByNumber(i).layout()
        line = layout.lineForTextPosition(position - self.shape.starts[i])
        if i not in self._kept or not line.isValid():
            return otherwise
        number = line.lineNumber() + after
        if number == layout.lineCount():
            return self.heights[i]
        line = layout.lineAt(number)
        return line.y() + line.ascent() - self.scene.look.metrics.ascent

    def _line_at(self, layout: QTextLayout, y: float) -> int:
        """Return the line at a height within the paragraph."""
        low, high = 0, layout.lineCount() - 1
        ascent = self.scene.look.metrics.ascent
        while low < high:
            middle = (low + high + 1) // 2
            line = layout.lineAt(middle)
            if line.y() + line.ascent() - ascent <= y:
                low = middle
            else:
                high = middle - 1
        return low

    def _lay_out(self, i: int, block: QTextBlock) -> float:
        """Make the lines of a paragraph, unless it has them; return by how much it grew."""
        if i in self._kept:
            return 0.0
        layout = block.layout()
        layout.setCacheEnabled(True)
        layout.setTextOption(self._option(i, block))
        # A heading is bold by a format; the font of a block's own layout is ignored.
        layout.setFormats([self._heading] if i in self.shape.headings else [])
        height = self._make_lines(layout)
        layout.setPosition(QPointF(self.left, self.top(i)))
        self._kept[i] = None
        metrics = self.scene.look.metrics
        if not self.shape.lengths[i]:
            height = metrics.blank
        elif i not in self.shape.joined:
            height += metrics.gap
        grown = self.heights.set(i, height)
        if len(self._kept) > _KEPT:
            self._drop_oldest()
        return grown

    def _make_lines(self, layout: QTextLayout) -> float:
        metrics = self.scene.look.metrics
        y = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width)
            line.setPosition(QPointF(0, y + metrics.ascent - line.ascent()))
            # Only letters much taller than the font's, as of some scripts, get a taller line.
            y += metrics.line if line.height() <= metrics.line + 3 else line.height()
        layout.endLayout()
        return y

    def _option(self, i: int, block: QTextBlock) -> QTextOption:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self.shape.lengths[i] > 2 * PIECE:
            # No blank to cut at: looking for word ends would take quadratic time.
            option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        if i in self.shape.mixed and block.textDirection() == Qt.LayoutDirection.RightToLeft:
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        return option

    def _drop_oldest(self) -> None:
        document = self.document()
        for i in list(self._kept)[: _KEPT // 2]:
            del self._kept[i]
            document.findBlockByNumber(i).layout().clearLayout()


def _heading_format() -> QTextLayout.FormatRange:
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.DemiBold)
    heading = QTextLayout.FormatRange()
    heading.start, heading.length = 0, 100
    heading.format = bold
    return heading
