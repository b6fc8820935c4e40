"""A laid-out paragraph as painting and hit testing see it: lines, pieces, edges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextLayout, QTextLine

from claimdesk.ui.article.lanes import Span

_TOUCHING = 0.6

Extents = list[tuple[float, float]]
"""Stretches from left to right."""


@dataclass(frozen=True, slots=True)
class Edge:
    """An end of a stretch, at the left or at the right of its extents."""

    x: float
    at_left: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """The part of one paragraph that is in sight."""

    layout: QTextLayout
    origin: QPointF
    start: int
    length: int
    first: int
    last: int
    """The numbers of the lines in sight."""
    mixed: bool
    """The paragraph has right-to-left letters."""
    spans: Sequence[Span]

    def lines(self) -> Iterator[QTextLine]:
        """Yield the lines in sight."""
        for number in range(self.first, self.last + 1):
            yield self.layout.lineAt(number)

    def baseline(self, line: QTextLine) -> float:
        """Return where a line's letters stand in the document."""
        return self.origin.y() + line.y() + line.ascent()

    def extents(self, line: QTextLine, start: int, end: int) -> Extents:
        """Return the stretches from left to right that characters of the paragraph take up."""
        left = self.origin.x()
        found = _mixed_extents(line, start, end) if self.mixed else _extents(line, start, end)
        return [(left + a, left + b) for a, b in found]

    def place(self, line: QTextLine, position: int) -> float:
        """Return where the caret stands before a character."""
        return self.origin.x() + _place(line, position)

    def edge(self, line: QTextLine, position: int, extents: Extents, *, opens: bool) -> Edge | None:
        """Return the side on which a stretch with these extents is entered or left when read."""
        if not self.mixed:
            return Edge(extents[0][0], at_left=True) if opens else Edge(extents[-1][1])
        runs = line.glyphRuns(position, 1)
        if not runs:
            return None
        box = runs[0].boundingRect().translated(self.origin.x(), 0)
        on_left = any(abs(left - box.left()) < 1 for left, _ in extents)
        on_right = any(abs(right - box.right()) < 1 for _, right in extents)
        # Where both sides would do the direction tells; alone it is wrong for some emoji.
        at_left = on_left if on_left != on_right else opens != runs[0].isRightToLeft()
        x = box.left() if at_left else box.right()
        nearest = min((e[0 if at_left else 1] for e in extents), key=lambda end: abs(end - x))
        # The last character of a cluster may have a glyph of no width in the cluster's middle.
        return Edge(nearest if abs(nearest - x) < line.height() else x, at_left=at_left)


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a highlight on one line, in positions of the paragraph."""

    span: Span
    start: int
    end: int
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line with highlights on it."""

    line: QTextLine
    baseline: float
    pieces: list[Piece]


def marked_lines(strip: Strip) -> list[MarkedLine]:
    """Return the lines in sight that carry highlights."""
    marked = []
    for line in strip.lines():
        start = line.textStart()
        pieces = _pieces(strip, start, start + line.textLength())
        if pieces:
            marked.append(MarkedLine(line, strip.baseline(line), pieces))
    return marked


def _pieces(strip: Strip, line_start: int, line_end: int) -> list[Piece]:
    pieces = []
    for span in strip.spans:
        start, end = span.start - strip.start, span.end - strip.start
        if start >= line_end:
            break
        if end > line_start:
            opens, closes = start >= line_start, end <= line_end
            pieces.append(Piece(span, max(start, line_start), min(end, line_end), opens, closes))
    return pieces


def _place(line: QTextLine, position: int) -> float:
    # The binding answers with (x, position), whatever its annotation says.
    place: Any = line.cursorToX(position)
    return float(place[0])


def _extents(line: QTextLine, start: int, end: int) -> Extents:
    left, right = _place(line, start), _place(line, end)
    if end >= line.textStart() + line.textLength():
        # Blanks that hang at the end of a line are not marked.
        right = min(right, line.naturalTextRect().right())
    return [(left, right)] if right > left else []


def _mixed_extents(line: QTextLine, start: int, end: int) -> Extents:
    """Glyph boxes are exact where the direction changes; caret places are not."""
    natural = line.naturalTextRect()
    boxes = (run.boundingRect() for run in line.glyphRuns(start, end - start))
    inked = [
        (max(box.left(), natural.left()), min(box.right(), natural.right()))
        for box in boxes
        if box.right() > natural.left() and box.left() < natural.right()
    ]
    joined: Extents = []
    for left, right in sorted(inked):
        if joined and left <= joined[-1][1] + _TOUCHING:
            joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
        else:
            joined.append((left, right))
    return joined
