"""The article view: the text with its highlights, what the mouse and the keys do on them."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from claimdesk.core.model import HighlightRow, Id
from claimdesk.ui.article import accessibility
from claimdesk.ui.article.badges import badges
from claimdesk.ui.article.card import OverlapCard
from claimdesk.ui.article.guard import guarded, nothing
from claimdesk.ui.article.keyboard import Keys
from claimdesk.ui.article.lanes import Key, Span
from claimdesk.ui.article.mouse import Cycle, Mouse
from claimdesk.ui.article.page import Page
from claimdesk.ui.base.theme import Theme

_FLASH_MS = 900
_BANDS = 200
"""With more changed highlights than this the whole view is painted, not band by band."""


class ArticleView(Page):
    """Shows one article and says what the reader points at in it."""

    text_chosen = Signal(int, int)
    """(start, end) in code points; equal for a mere caret."""
    passage_entered = Signal(object)
    """(list[HighlightRow]) the caret stands in other highlights than before, or in none."""
    passage_activated = Signal(object)
    """(HighlightRow) clicked, or Enter on it; again at the same place: the next one there."""
    menu_wanted = Signal(QPoint)
    """(global point) a context menu is asked for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.describe: Callable[[HighlightRow], str] = accessibility.in_words
        """Says on the card what a highlight is; may be replaced."""
        self._mouse = Mouse(self._caret, self._index_at)
        self._keys = Keys(self._caret, self.copy, self._activate_at_caret)
        self._cycle = Cycle()
        self._card = OverlapCard(self)
        self._entered: list[Key] = []
        self._told: tuple[int, int] | None = None
        self._enter_place = -1
        self._flash = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._flash.timeout.connect(self._on_flash_over)
        self.cursorPositionChanged.connect(self._on_caret_moved)
        self.selectionChanged.connect(self._on_caret_moved)

    # Content ---------------------------------------------------------------------------------

    def set_article(self, text: str, highlights: Sequence[HighlightRow] = ()) -> None:
        """Show a normalised text with its highlights, from the top; "" is an empty page."""
        self._entered, self._told, self._enter_place = [], None, -1
        self._card.hide()
        self._show_text(text)
        self._scene.index.become(self._spans(highlights))
        accessibility.tell_all(self.document(), self._scene.index, self._scene.look)
        self._on_caret_moved()

    def set_highlights(self, highlights: Sequence[HighlightRow]) -> None:
        """Show these highlights; only what differs is painted, caret and scroll stay."""
        changed = self._scene.index.become(self._spans(highlights))
        if not changed:
            return
        accessibility.tell_changes(self.document(), self._scene.index, self._scene.look, changed)
        self._repaint(changed)
        self._map.refresh()

    def choose(self, passage_id: Id | None, claim_id: Id | None) -> None:
        """Give the active look to one link, or to all of the passage, or of the claim."""
        chosen = self._scene.chosen(passage_id, claim_id)
        before, self._scene.active = self._scene.active, chosen
        self._repaint_keys(before ^ chosen)

    def reveal_passage(self, passage_id: Id) -> None:
        """Scroll to a passage and let it flash once."""
        chosen = self._scene.chosen(passage_id, None)
        spans = [span for span in map(self._scene.index.get, chosen) if span is not None]
        if not spans:
            return
        self._scroller.reveal(min(span.start for span in spans))
        before, self._scene.flashed = self._scene.flashed, chosen
        self._repaint_keys(before | chosen)
        self._flash.start()

    # Caret and selection --------------------------------------------------------------------

    def select(self, start: int, end: int, *, reveal: bool = True) -> None:
        """Select a stretch, in code points."""
        self._caret.select(start, end)
        if reveal:
            self._scroller.reveal(self._caret.positions.to_utf16(start))

    def selection(self) -> tuple[int, int]:
        """Return the selected stretch in code points; equal ends are a mere caret."""
        return self._caret.stretch

    def copy(self) -> None:
        """Copy the selected stretch of the stored text, exactly."""
        start, end = self._caret.stretch
        if end > start:
            # Data made by createMimeDataFromSelection would differ, and may outlive the program.
            QGuiApplication.clipboard().setText(self._caret.text[start:end])

    def at_caret(self) -> list[HighlightRow]:
        """Return the highlights at the caret or the selection's start, the innermost first."""
        return [span.row for span in self._spans_at_caret()]

    def highlights_at(self, point: QPoint) -> list[HighlightRow]:
        """Return the highlights at a point of the viewport, badges too, the innermost first."""
        return [span.row for span in self._spans_at(QPointF(point))]

    # Places ---------------------------------------------------------------------------------

    def _spans(self, highlights: Iterable[HighlightRow]) -> Iterable[Span]:
        to_utf16, length = self._caret.positions.to_utf16, len(self._caret.text)
        for row in highlights:
            held = self._scene.index.get((row.passage_id, row.claim_id))
            if held is not None and held.row == row:
                yield held
                continue
            start, end = max(0, row.start), min(length, row.end)
            if start < end:
                yield Span(row, to_utf16(start), to_utf16(end))

    def _in_text(self, point: QPointF) -> QPointF:
        return QPointF(point.x(), point.y() + self.verticalScrollBar().value())

    def _index_at(self, point: QPointF) -> int:
        """Return the character at a point of the viewport, the nearest place beside the text."""
        place = self._in_text(point)
        unit = self._layout.hitTest(place, Qt.HitTestAccuracy.ExactHit)
        if unit < 0:
            unit = self._layout.hitTest(place, Qt.HitTestAccuracy.FuzzyHit)
        return self._caret.positions.to_code_point(max(0, unit))

    def _spans_at(self, point: QPointF) -> list[Span]:
        place = self._in_text(point)
        if place.x() < self._layout.left:
            strip = self._layout.strip_at(place.y())
            shown = badges(strip, self._scene.look, self._scene.active)
            return list(next((b.spans for b in shown if b.box.contains(place)), ()))
        unit = self._layout.hitTest(place, Qt.HitTestAccuracy.ExactHit)
        return self._scene.index.at(unit) if unit >= 0 else []

    def _spans_at_caret(self) -> list[Span]:
        start = self.textCursor().selectionStart()
        return self._scene.index.at(start) or self._scene.index.at(max(0, start - 1))

    def _activate(self, spans: Sequence[Span], *, again: bool) -> bool:
        span = self._cycle.next(spans, again=again)
        if span is not None:
            self.passage_activated.emit(span.row)
        return span is not None

    def _activate_at_caret(self) -> bool:
        place = self.textCursor().position()
        again, self._enter_place = place == self._enter_place, place
        return self._activate(self._spans_at_caret(), again=again)

    # Repainting -----------------------------------------------------------------------------

    def _repaint_keys(self, keys: Iterable[Key]) -> None:
        self._repaint([span for span in map(self._scene.index.get, keys) if span is not None])

    def _repaint(self, spans: Sequence[Span]) -> None:
        """Paint the bands of the paragraphs that these highlights touch."""
        if len(spans) > _BANDS:
            self.viewport().update()
            return
        scrolled, size = self.verticalScrollBar().value(), self.viewport().size()
        for span in spans:
            paragraphs = self._scene.index.paragraphs(span)
            top = self._layout.top(paragraphs.start) - scrolled
            bottom = self._layout.top(paragraphs.stop) - scrolled
            if bottom >= 0 and top <= size.height():
                top, bottom = max(0.0, top), min(bottom, float(size.height()))
                band = QRect(0, int(top) - 4, size.width(), int(bottom - top) + 10)
                self.viewport().update(band)

    def _is_on_badge(self, point: QPointF) -> bool:
        return point.x() < self._layout.left and bool(self._spans_at(point))

    def _hover(self, spans: Sequence[Span]) -> None:
        self._card.keep_for([span.row for span in spans])
        key = spans[0].key if spans else None
        before, self._scene.hovered = self._scene.hovered, key
        if key != before:
            self._repaint_keys(k for k in (before, key) if k is not None)

    # Slots ----------------------------------------------------------------------------------

    def _on_flash_over(self) -> None:
        before, self._scene.flashed = self._scene.flashed, frozenset()
        self._repaint_keys(before)

    def _on_caret_moved(self) -> None:
        if self._caret.is_held:
            return
        self._caret.snap()
        if self._caret.stretch != self._told:
            self._told = self._caret.stretch
            self.text_chosen.emit(*self._told)
        spans = self._scene.index.at(self.textCursor().position())
        keys = [span.key for span in spans]
        if keys != self._entered:
            self._entered = keys
            self.passage_entered.emit([span.row for span in spans])

    # What Qt asks for ------------------------------------------------------------------------

    @guarded(nothing)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret on whole graphemes; sentences, copy and Enter are ours."""
        self._card.hide()
        if self._keys.press(event):
            event.accept()
            return
        with self._caret.moving():
            super().keyPressEvent(event)
        self._on_caret_moved()

    @guarded(nothing)
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the caret, or select a sentence with the third click."""
        self._card.hide()
        # On a badge a press is the first half of a click and leaves the caret alone.
        if self._mouse.press(event) or self._is_on_badge(event.position()):
            return
        if self._mouse.is_down and self.textCursor().hasSelection():
            # Or Qt would drag the selected text along, which is no use in a text to be read.
            self.setTextCursor(self.cursorForPosition(event.position().toPoint()))
        super().mousePressEvent(event)

    @guarded(nothing)
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word; on a badge it is one more click."""
        if self._is_on_badge(event.position()):
            self._mouse.press(event)
        elif not self._mouse.double_click(event):
            super().mouseDoubleClickEvent(event)

    @guarded(nothing)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Widen the selection, or raise the highlight under the mouse."""
        if self._mouse.move(event):
            return
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._hover(self._spans_at(event.position()))
            on_badge = self._is_on_badge(event.position())
            shape = Qt.CursorShape.PointingHandCursor if on_badge else Qt.CursorShape.IBeamCursor
            if self.viewport().cursor().shape() is not shape:
                self.viewport().setCursor(shape)

    @guarded(nothing)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Activate the highlight clicked."""
        super().mouseReleaseEvent(event)
        if self._mouse.release(event):
            again = self._mouse.is_same_place(event.position().toPoint())
            self._activate(self._spans_at(event.position()), again=again)

    @guarded(nothing)
    def leaveEvent(self, event: QEvent) -> None:
        """Let go of the highlight under the mouse."""
        self._hover([])
        super().leaveEvent(event)

    @guarded(nothing)
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu at the mouse, with the caret there, or at the caret."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))
            return
        start, end = self._caret.stretch
        index = self._index_at(QPointF(self.viewport().mapFromGlobal(event.globalPos())))
        if not start <= index < end:
            self._caret.select(index, index)
        self.menu_wanted.emit(event.globalPos())

    @guarded(lambda: False)
    def viewportEvent(self, event: QEvent) -> bool:
        """Show a card with all highlights at the mouse."""
        if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        if rows := self.highlights_at(event.pos()):
            colours = self._scene.look.palette
            self._card.show_rows(rows, self.describe, colours, event.globalPos())
        return True
