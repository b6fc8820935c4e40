"""Paint one paragraph: tints, find boxes, selection and letters, lanes, badges, caret."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QTextLayout, QTextLine

from claimdesk.core.model import Id, Stance
from claimdesk.ui.article.badges import paint_badges
from claimdesk.ui.article.find import Hits
from claimdesk.ui.article.handles import paint_handles
from claimdesk.ui.article.lanes import Key, Span, SpanIndex, innermost_first
from claimdesk.ui.article.look import UNUSED, Look, Pattern
from claimdesk.ui.article.margin import Margin, paint_margin
from claimdesk.ui.article.strips import Edge, Extents, MarkedLine, Piece, Strip, marked_lines

LANES = 3
"""Lines below the text; what lies deeper is counted in the margin."""

_TICK = 4.2
_APART = 3
"""Between the two strokes of a passage that disputes, in lines; closer they would look like one."""
_ORIGIN = QPointF(0, 0)


@dataclass(slots=True)
class Scene:
    """What there is to see besides the text."""

    look: Look
    index: SpanIndex = field(default_factory=lambda: SpanIndex((0,)))
    hits: Hits | None = None
    hovered: Key | None = None
    active: frozenset[Key] = frozenset()
    passage: Id | None = None
    """The passage that has handles."""
    flashed: frozenset[Key] = frozenset()
    margin: Margin = field(default_factory=Margin)

    def clear(self, index: SpanIndex) -> None:
        """Forget what belonged to the text before; the new one has these highlights."""
        self.index = index
        self.hits = self.hovered = self.passage = None
        self.active = self.flashed = frozenset()

    def chosen(self, passage_id: Id | None, claim_id: Id | None) -> frozenset[Key]:
        """Return one link, or all of a passage, or all of a claim."""
        if passage_id is not None and claim_id is not None:
            return frozenset({(passage_id, claim_id)})
        wanted = claim_id if passage_id is None else passage_id
        spans = [] if wanted is None else self.index.of(wanted)
        return frozenset(span.key for span in spans)

    def is_active(self, span: Span) -> bool:
        """Return whether a highlight is the one pointed at."""
        return span.key in self.active

    def is_raised(self, span: Span) -> bool:
        """Return whether a highlight has the strong look: hovered, pointed at or flashed."""
        key = span.key
        return key in self.active or key == self.hovered or key in self.flashed


@dataclass(frozen=True, slots=True)
class Frame:
    """What Qt asks for in one repaint."""

    selections: Sequence[tuple[int, int]]
    caret: int
    clip: QRectF


def paint(painter: QPainter, strip: Strip, scene: Scene, frame: Frame) -> None:
    """Paint a paragraph with all that lies on it."""
    marked = marked_lines(strip) if strip.spans else []
    for line in marked:
        _paint_tints(painter, strip, line, scene)
    formats = [*_paint_hits(painter, strip, scene), *_selected(strip, scene, frame)]
    if scene.look.fades:
        formats += _faded(strip, scene, frame)
    painter.setPen(scene.look.text)
    strip.layout.draw(painter, _ORIGIN, formats, frame.clip)
    for line in marked:
        _paint_lanes(painter, strip, line, scene)
        paint_handles(painter, strip, line, scene.passage, scene.look)
    if marked:
        paint_badges(painter, strip, scene.look, scene.active)
    paint_margin(painter, strip, scene.look, scene.margin)
    if strip.start <= frame.caret <= strip.start + strip.length:
        _paint_caret(painter, strip, scene.look, frame.caret)


def _paint_caret(painter: QPainter, strip: Strip, look: Look, caret: int) -> None:
    # QTextLayout.drawCursor would invert what lies below instead of using a colour.
    line = strip.layout.lineForTextPosition(caret - strip.start)
    x = round(strip.place(line, caret - strip.start))
    top = strip.baseline(line) - line.ascent()
    painter.fillRect(QRectF(x - 1, round(top), 2, round(line.height())), look.caret)


def _selected(strip: Strip, scene: Scene, frame: Frame) -> Iterator[QTextLayout.FormatRange]:
    now = scene.hits.current if scene.hits else None
    for start, end in frame.selections:
        # The current hit is selected too, but its amber box says more.
        if (start, end) != now and start < strip.start + strip.length and end > strip.start:
            chosen = QTextLayout.FormatRange()
            chosen.start = max(0, start - strip.start)
            chosen.length = min(end - strip.start, strip.length) - chosen.start
            chosen.format = scene.look.selection_format
            yield chosen


def _faded(strip: Strip, scene: Scene, frame: Frame) -> Iterator[QTextLayout.FormatRange]:
    """Yield what no highlight, hit or selection lies on; painted twice, letters would blur."""
    last = strip.start + strip.length
    covered = [(span.start, span.end) for span in strip.spans]
    covered += (chosen for chosen in frame.selections if chosen[0] < chosen[1])
    if scene.hits is not None:
        covered += scene.hits.between(strip.start, last)
    free = strip.start
    for start, end in (*sorted(covered), (last, last)):
        if min(start, last) > free:
            faded = QTextLayout.FormatRange()
            faded.start = free - strip.start
            faded.length = min(start, last) - free
            faded.format = scene.look.faded_format
            yield faded
        free = max(free, end)


def _paint_tints(painter: QPainter, strip: Strip, marked: MarkedLine, scene: Scene) -> None:
    metrics = scene.look.metrics
    top, height = int(marked.baseline - metrics.above), metrics.above + metrics.below
    # Tints end at whole pixels, or seams show between them.
    cuts = sorted({place for piece in marked.pieces for place in (piece.start, piece.end)})
    for start, end in pairwise(cuts):
        here = [p.span for p in marked.pieces if p.start <= start and p.end >= end]
        shade = _tint(here, scene)
        if shade is None:
            continue
        for left, right in strip.extents(marked.line, start, end):
            x = round(left)
            painter.fillRect(x, top, round(right) - x, height, shade)


def _tint(spans: Sequence[Span], scene: Scene) -> QColor | None:
    """Return the colour behind characters: the strongest highlight's, else the innermost's."""
    shades = scene.look.shades
    raised = [span for span in spans if scene.is_raised(span)]
    if raised:
        chosen = min(raised, key=lambda span: (not scene.is_active(span), innermost_first(span)))
        return shades[chosen.row.verdict].strong
    claimed = [span for span in spans if span.row.claim_id is not None]
    if not claimed:
        return None
    shade = shades[min(claimed, key=innermost_first).row.verdict]
    return shade.tint if len(claimed) == 1 else shade.overlap


def _paint_lanes(painter: QPainter, strip: Strip, marked: MarkedLine, scene: Scene) -> None:
    deep = [piece for piece in marked.pieces if piece.span.lane >= LANES]
    shown = [piece for piece in marked.pieces if piece.span.lane < LANES]
    # A deep highlight that is pointed at takes the last lane from those that lie there.
    raised = [piece for piece in deep if scene.is_raised(piece.span)]
    if raised:
        shown = [piece for piece in shown if piece.span.lane < LANES - 1]
    for piece in (*shown, *raised):
        _paint_lane(painter, strip, marked, piece, scene)


def _paint_lane(
    painter: QPainter, strip: Strip, marked: MarkedLine, piece: Piece, scene: Scene
) -> None:
    look, metrics, span = scene.look, scene.look.metrics, piece.span
    lane = min(span.lane, LANES - 1)
    middle = float(round(marked.baseline + metrics.lane + lane * metrics.pitch))
    thick, pattern = _stroke(span, scene)
    ink = look.shades[span.row.verdict].ink
    extents = strip.extents(marked.line, piece.start, piece.end)
    for left, right in extents:
        x = round(left) + 1
        # On whole pixels, or a line of one pixel is a blur of two.
        box = QRectF(x, round(middle - thick / 2), round(right) - 1 - x, thick)
        if pattern is None:
            painter.fillRect(box, ink)
        else:
            painter.drawTiledPixmap(box, look.tile(span.row.verdict, pattern, thick))
    top, bottom = middle - _TICK * metrics.scale, middle + thick / 2
    width = min(thick, metrics.thick)
    apart = _APART * metrics.thick
    for edge in _ends(strip, marked.line, piece, extents):
        place = round(edge.x) - (0 if edge.at_left else width)
        painter.fillRect(QRectF(place, top, width, bottom - top), ink)
        if span.row.stance is Stance.DISPUTES:
            second = place + (apart if edge.at_left else -apart)
            painter.fillRect(QRectF(second, top, width, bottom - top), ink)


def _stroke(span: Span, scene: Scene) -> tuple[float, Pattern | None]:
    """Return how thick a highlight's line is and how it is broken."""
    metrics = scene.look.metrics
    if span.row.claim_id is None:
        return (metrics.thick if scene.is_active(span) else metrics.thin), UNUSED
    if scene.is_active(span):
        return metrics.heavy, scene.look.pattern(span.row.verdict)
    thick = metrics.thin if span.row.verdict is None else metrics.thick
    return thick, scene.look.pattern(span.row.verdict)


def _ends(strip: Strip, line: QTextLine, piece: Piece, extents: Extents) -> Iterator[Edge]:
    """Yield where a small stroke marks start and end; a passage that disputes has two at each."""
    places = (piece.start, True, piece.opens), (piece.end - 1, False, piece.closes)
    for position, opens, wanted in places:
        edge = strip.edge(line, position, extents, opens=opens) if wanted and extents else None
        if edge is not None:
            yield edge


def _paint_hits(painter: QPainter, strip: Strip, scene: Scene) -> Iterator[QTextLayout.FormatRange]:
    """Paint boxes round the words found; the current one gets dark letters."""
    hits = scene.hits
    if hits is None:
        return
    for hit in hits.between(strip.start, strip.start + strip.length):
        start, end = hit[0] - strip.start, hit[1] - strip.start
        _paint_hit(painter, strip, scene.look, (start, end), now=hit == hits.current)
        if hit == hits.current:
            dark = QTextLayout.FormatRange()
            dark.start = max(0, start)
            dark.length = min(strip.length, end) - dark.start
            dark.format = scene.look.find_format
            yield dark


def _paint_hit(
    painter: QPainter, strip: Strip, look: Look, stretch: tuple[int, int], *, now: bool
) -> None:
    metrics = look.metrics
    painter.setPen(QPen(look.find_edge, 2.2 if now else 1.1))
    painter.setBrush(look.find_now if now else look.find)
    for line in strip.lines():
        start = max(stretch[0], line.textStart())
        end = min(stretch[1], line.textStart() + line.textLength())
        if start >= end:
            continue
        top = strip.baseline(line) - metrics.above - 1
        for left, right in strip.extents(line, start, end):
            box = QRectF(left - 1.5, top, right - left + 3, metrics.above + metrics.below + 1)
            painter.drawRoundedRect(box, 3, 3)
