"""The highlights on the page: which there are, which stand out, and what is painted anew for it."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from PySide6.QtCore import QPointF, QRect, Qt, QTimer
from PySide6.QtWidgets import QTextEdit

from claimdesk.core.model import HighlightRow, Id
from claimdesk.ui.article.accessibility import Reported
from claimdesk.ui.article.badges import badges
from claimdesk.ui.article.caret import Caret
from claimdesk.ui.article.lanes import Key, Span
from claimdesk.ui.article.layout import LazyLayout
from claimdesk.ui.article.minimap import Minimap

_FLASH_MS = 900
_BANDS = 200
"""With more changed highlights than this the whole view is painted, not band by band."""

_PARAGRAPHS = 10
"""Taken in during one turn of the event loop: 0.2 ms, 5 ms if they are as long as they get."""


class Highlights:
    """Holds what is drawn on the text; every change paints only the bands it touches."""

    def __init__(self, edit: QTextEdit, layout: LazyLayout, caret: Caret, minimap: Minimap) -> None:
        self._edit = edit
        self._layout = layout
        self._scene = layout.scene
        self._caret = caret
        self._map = minimap
        self._reported = Reported(edit.document(), layout.scene)
        self._taken_in = 0
        self._turn = QTimer(edit, interval=0)
        self._turn.timeout.connect(self._on_turn)
        self._flash = QTimer(edit, singleShot=True, interval=_FLASH_MS)
        self._flash.timeout.connect(self._on_flash_over)

    # Which there are -------------------------------------------------------------------------

    def fill(self, rows: Iterable[HighlightRow]) -> None:
        """Show the highlights of a text that has none yet."""
        in_order = sorted(rows, key=lambda row: (row.start, -row.end, row.number or 0))
        self._scene.index.load(self._made(in_order))
        self._taken_in = 0
        self._turn.start()
        self._reported.begin()

    def become(self, rows: Iterable[HighlightRow]) -> None:
        """Show exactly these highlights."""
        self._show(self._scene.index.become(self._spans(rows)))

    def replace(self, ids: Collection[Id], rows: Iterable[HighlightRow]) -> None:
        """Show these highlights in place of all those of some passages and claims."""
        self._show(self._scene.index.replace(ids, self._spans(rows)))

    # Which stand out -------------------------------------------------------------------------

    def choose(self, passage_id: Id | None, claim_id: Id | None) -> None:
        """Give the active look to one link, or to all of the passage, or of the claim."""
        chosen = self._scene.chosen(passage_id, claim_id)
        before, self._scene.active = self._scene.active, chosen
        held, self._scene.passage = self._scene.passage, passage_id
        self._repaint_keys(before ^ chosen if held == passage_id else before | chosen)

    def flash(self, keys: frozenset[Key]) -> None:
        """Let highlights stand out for a moment."""
        before, self._scene.flashed = self._scene.flashed, keys
        self._repaint_keys(before | keys)
        self._flash.start()

    def hover(self, key: Key | None) -> None:
        """Raise the highlight under the mouse."""
        before, self._scene.hovered = self._scene.hovered, key
        if key != before:
            self._repaint_keys(one for one in (before, key) if one is not None)

    @property
    def passage(self) -> Id | None:
        """Return the passage that was chosen, if one was."""
        return self._scene.passage

    def get(self, key: Key) -> Span | None:
        """Return the highlight with this key, if there is one."""
        return self._scene.index.get(key)

    def spans_of(self, passage_id: Id) -> list[Span]:
        """Return the highlights of a passage."""
        return self._scene.index.of(passage_id)

    # Which lie where -------------------------------------------------------------------------

    def at(self, position: int) -> list[Span]:
        """Return the highlights under a character of the document, the innermost first."""
        return self._scene.index.at(position)

    def at_caret(self) -> list[Span]:
        """Return the highlights at the caret or the selection's start, the innermost first."""
        start = self._edit.textCursor().selectionStart()
        return self.at(start) or self.at(max(0, start - 1))

    def at_point(self, point: QPointF) -> list[Span]:
        """Return the highlights at a point of the viewport, badges too, the innermost first."""
        place = QPointF(point.x(), point.y() + self._edit.verticalScrollBar().value())
        if place.x() < self._layout.left:
            strip = self._layout.strip_at(place.y())
            shown = badges(strip, self._scene.look, self._scene.active)
            return list(next((b.spans for b in shown if b.box.contains(place)), ()))
        unit = self._layout.hitTest(place, Qt.HitTestAccuracy.ExactHit)
        return self.at(unit) if unit >= 0 else []

    def is_badge(self, point: QPointF) -> bool:
        """Return whether a point of the viewport is on a badge."""
        return point.x() < self._layout.left and bool(self.at_point(point))

    # Painting --------------------------------------------------------------------------------

    def _spans(self, rows: Iterable[HighlightRow]) -> Iterator[Span]:
        for row in rows:
            held = self._scene.index.get((row.passage_id, row.claim_id))
            if held is not None and held.row == row:
                yield held
            else:
                yield from self._made([row])

    def _made(self, rows: Iterable[HighlightRow]) -> Iterator[Span]:
        to_utf16, length = self._caret.positions.to_utf16, len(self._caret.text)
        for row in rows:
            start, end = max(0, row.start), min(length, row.end)
            if start < end:
                yield Span(row, to_utf16(start), to_utf16(end))

    def _show(self, changed: Sequence[Span]) -> None:
        if changed:
            self._reported.change(changed)
            self._repaint(changed)
            self._map.refresh()

    def _repaint_keys(self, keys: Iterable[Key]) -> None:
        self._repaint([span for span in map(self._scene.index.get, keys) if span is not None])

    def _repaint(self, spans: Sequence[Span]) -> None:
        """Paint the bands of the lines that these highlights touch."""
        viewport = self._edit.viewport()
        if len(spans) > _BANDS:
            viewport.update()
            return
        scrolled, size = self._edit.verticalScrollBar().value(), viewport.size()
        for span in spans:
            paragraphs = self._scene.index.paragraphs(span)
            top = self._layout.top(paragraphs.start) - scrolled
            bottom = self._layout.top(paragraphs.stop) - scrolled
            if bottom >= 0 and top <= size.height():
                top, bottom = self._layout.band(span.start, span.end, paragraphs)
                top, bottom = max(0.0, top - scrolled), min(bottom - scrolled, size.height())
                viewport.update(QRect(0, int(top) - 4, size.width(), int(bottom - top) + 10))

    def _on_turn(self) -> None:
        self._taken_in += _PARAGRAPHS
        self._scene.index.take_in(self._taken_in)
        if self._scene.index.is_whole:
            self._turn.stop()

    def _on_flash_over(self) -> None:
        before, self._scene.flashed = self._scene.flashed, frozenset()
        self._repaint_keys(before)
