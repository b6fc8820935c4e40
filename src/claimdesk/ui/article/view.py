"""The article view: the text with its highlights, what the mouse and the keys do on them."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from claimdesk.core.model import HighlightRow, Id
from claimdesk.ui.article import accessibility
from claimdesk.ui.article.card import Entry, OverlapCard
from claimdesk.ui.article.edges import Edges
from claimdesk.ui.article.expanding import Expander
from claimdesk.ui.article.grip import Grip
from claimdesk.ui.article.guard import guarded, nothing
from claimdesk.ui.article.highlights import Highlights
from claimdesk.ui.article.keyboard import Keys, is_step
from claimdesk.ui.article.lanes import Key, Span
from claimdesk.ui.article.mouse import Cycle, Mouse
from claimdesk.ui.article.page import Page
from claimdesk.ui.article.route import PassageStep, Route, SentenceStep
from claimdesk.ui.base.theme import Theme

_POINTER = 6
"""How far the mouse pointer reaches down, in pixels."""


class ArticleView(Page):
    """Shows one article and says what the reader points at in it."""

    text_chosen = Signal(int, int)
    """(start, end) in code points; equal for a mere caret."""
    passage_entered = Signal(object)
    """(list[HighlightRow]) the caret stands in other highlights than before, or in none."""
    passage_activated = Signal(object)
    """(HighlightRow) clicked, or Enter on it; again at the same place: the next one there."""
    edges_moved = Signal(object, int, int)
    """(passage: Id, start, end) a passage shall reach from here to there, in code points."""
    edge_stepped = Signal(str)
    """(words) where an edge of a passage is while it is moved by keys."""
    link_menu_wanted = Signal(QPoint)
    """(place on the screen) the menu of the link on the overlap card is asked for."""
    menu_wanted = Signal(QPoint)
    """(global point) a context menu is asked for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.describe: Callable[[HighlightRow], str] = accessibility.in_words
        """Says on the card what a highlight is; may be replaced."""
        self.claim_text: Callable[[HighlightRow], str] = _no_text
        """Returns the text of a highlight's claim, "" where it has none."""
        self._mouse = Mouse(self._caret, self._index_at)
        self._keys = Keys(self._caret, self.copy, self._activate_at_caret)
        self._cycle = Cycle()
        self._expander = Expander(self._caret)
        self._route = Route(self._layout, self._caret)
        self._card = OverlapCard(self)
        self._highlights = Highlights(self, self._layout, self._caret, self._map)
        self._edges = Edges(self._caret, self._highlights, self._scroller, self)
        self._grip = Grip(self, self._layout, self._caret, self._edges)
        self._entered: list[Key] = []
        self._told: tuple[int, int] | None = None
        self.cursorPositionChanged.connect(self._on_caret_moved)
        self.selectionChanged.connect(self._on_caret_moved)
        self._card.chosen.connect(self.passage_activated)
        self._card.left.connect(self._on_card_left)
        self._card.menu_wanted.connect(self.link_menu_wanted)
        self._edges.moved.connect(self.edges_moved)
        self._edges.stepped.connect(self.edge_stepped)

    # Content ---------------------------------------------------------------------------------

    def set_article(self, text: str, highlights: Sequence[HighlightRow] = ()) -> None:
        """Show a normalised text with its highlights, from the top; "" is an empty page."""
        self._entered, self._told = [], None
        self._card.hide()
        self._edges.cancel()
        self._show_text(text)
        self._highlights.fill(highlights)
        self._on_caret_moved()

    def set_highlights(self, highlights: Sequence[HighlightRow]) -> None:
        """Show these highlights; only what differs is painted, caret and scroll stay."""
        self._edges.cancel()
        self._highlights.become(highlights)
        self._card.renew(self._entry_of)

    def update_highlights(self, ids: Collection[Id], highlights: Sequence[HighlightRow]) -> None:
        """Show these highlights in place of all those of some passages and claims."""
        self._edges.cancel()
        self._highlights.replace(ids, highlights)
        self._card.renew(self._entry_of)

    def has_passage(self, passage_id: Id) -> bool:
        """Return whether a passage has highlights here."""
        return bool(self._highlights.spans_of(passage_id))

    def choose(self, passage_id: Id | None, claim_id: Id | None) -> None:
        """Give the active look to one link, or to all of the passage, or of the claim."""
        if passage_id != self._highlights.passage:
            self._edges.cancel()
        self._highlights.choose(passage_id, claim_id)

    def reveal_passage(self, passage_id: Id) -> None:
        """Scroll to a passage and let it flash once; a mere caret goes along."""
        if spans := self._highlights.spans_of(passage_id):
            self._scroller.reveal(min(span.start for span in spans))
            if not self.textCursor().hasSelection():
                self._caret.go(spans[0].row.start, select=False)
            self._highlights.flash(frozenset(span.key for span in spans))

    def stretch_of(self, passage_id: Id) -> tuple[int, int]:
        """Return where a passage lies, in code points; equal ends if it is not here."""
        spans = self._highlights.spans_of(passage_id)
        return (spans[0].row.start, spans[0].row.end) if spans else (0, 0)

    # Caret and selection --------------------------------------------------------------------

    def select(self, start: int, end: int, *, reveal: bool = True) -> None:
        """Select a stretch, in code points."""
        self._caret.select(start, end)
        if reveal:
            self._scroller.reveal(self._caret.positions.to_utf16(start))

    def selection(self) -> tuple[int, int]:
        """Return the selected stretch in code points; equal ends are a mere caret."""
        return self._caret.stretch

    def snap_words(self, *, on: bool) -> None:
        """Let the mouse select whole words, or letter by letter; Ctrl does the other thing."""
        self._mouse.snaps = on

    def expand(self) -> bool:
        """Widen the selection to word, quotation, sentence, paragraph or all; tell if it could."""
        return self._staying(self._expander.expand)

    def shrink(self) -> bool:
        """Take the last widening back; tell whether there was one."""
        return self._staying(self._expander.shrink)

    def _staying(self, widen: Callable[[], bool]) -> bool:
        """Keep the text where it is, unless nothing of what is selected would be in sight."""
        before = self.verticalScrollBar().value()
        done = widen()
        self.verticalScrollBar().setValue(before)
        cursor = self.textCursor()
        if not self._scroller.shows(cursor.selectionStart(), cursor.selectionEnd()):
            self._scroller.reveal(cursor.selectionStart())
        return done

    def copy(self) -> None:
        """Copy the selected stretch of the stored text, exactly."""
        start, end = self._caret.stretch
        if end > start:
            # Data made by createMimeDataFromSelection would differ, and may outlive the program.
            QGuiApplication.clipboard().setText(self._caret.text[start:end])

    def at_caret(self) -> list[HighlightRow]:
        """Return the highlights at the caret or the selection's start, the innermost first."""
        return [span.row for span in self._highlights.at_caret()]

    def highlights_at(self, point: QPoint) -> list[HighlightRow]:
        """Return the highlights at a point of the viewport, badges too, the innermost first."""
        return [span.row for span in self._highlights.at_point(QPointF(point))]

    # Places ---------------------------------------------------------------------------------

    def passage_beside(self, current: Id | None, by: int) -> PassageStep | None:
        """Return the next (1) or previous (-1) passage from the current one or the caret on."""
        return self._route.passage(current, by)

    def unclaimed_beside(self, by: int) -> SentenceStep | None:
        """Return the next (1) or previous (-1) sentence that no passage with a claim touches."""
        return self._route.unclaimed(by)

    def top_place(self) -> int:
        """Return the code point at the start of the first line in sight."""
        return self._caret.positions.to_code_point(self._scroller.first_shown())

    def show_from(self, index: int) -> None:
        """Show the text from the line with a code point on."""
        self._scroller.show_from(self._caret.positions.to_utf16(min(index, len(self._caret.text))))

    def _index_at(self, point: QPointF) -> int:
        """Return the character at a point of the viewport, the nearest place beside the text."""
        place = QPointF(point.x(), point.y() + self.verticalScrollBar().value())
        unit = self._layout.hitTest(place, Qt.HitTestAccuracy.ExactHit)
        if unit < 0:
            unit = self._layout.hitTest(place, Qt.HitTestAccuracy.FuzzyHit)
        return self._caret.positions.to_code_point(max(0, unit))

    def _activate(self, spans: Sequence[Span], *, again: bool) -> bool:
        span = self._cycle.next(spans, again=again)
        if span is not None:
            self.passage_activated.emit(span.row)
        return span is not None

    def _activate_at_caret(self) -> bool:
        """Choose the innermost highlight and list all there are to step through."""
        spans = self._highlights.at_caret()
        if self._activate(spans, again=False):
            rows = [span.row for span in spans]
            self._show_card(rows, self._lines_of(spans[0]), keyboard=len(spans) > 1)
        return bool(spans)

    def _lines_of(self, span: Span) -> QRect:
        """Return the caret with what follows of a highlight, so that a card hides neither."""
        caret, end = self.cursorRect(), self.textCursor()
        end.setPosition(max(end.position(), span.end))
        bottom = min(self.cursorRect(end).bottom(), self.viewport().height())
        return caret.united(QRect(caret.left(), bottom, 1, 1))

    def _show_card(self, rows: Sequence[HighlightRow], place: QRect, *, keyboard: bool) -> None:
        on_screen = QRect(self.viewport().mapToGlobal(place.topLeft()), place.size())
        entries, colours = [self._entry(row) for row in rows], self._scene.look.palette
        self._card.show_entries(entries, colours, on_screen, keyboard=keyboard)

    def _entry(self, row: HighlightRow) -> Entry:
        text = self._caret.text[row.start : row.end] if row.claim_id is None else ""
        return Entry(row, self.describe(row), f"“{text}”" if text else self.claim_text(row))

    def _entry_of(self, key: Key) -> Entry | None:
        span = self._highlights.get(key)
        return None if span is None else self._entry(span.row)

    def _shape_at(self, point: QPointF) -> Qt.CursorShape:
        if self._grip.is_handle(point):
            return Qt.CursorShape.SizeHorCursor
        on_badge = self._highlights.is_badge(point)
        return Qt.CursorShape.PointingHandCursor if on_badge else Qt.CursorShape.IBeamCursor

    def _hover(self, spans: Sequence[Span]) -> None:
        self._card.keep_for([span.row for span in spans])
        self._highlights.hover(spans[0].key if spans else None)

    # Slots ----------------------------------------------------------------------------------

    def _on_caret_moved(self) -> None:
        if self._caret.is_held:
            return
        self._caret.snap()
        if self._caret.stretch != self._told:
            self._told = self._caret.stretch
            self.text_chosen.emit(*self._told)
        spans = self._highlights.at(self.textCursor().position())
        keys = [span.key for span in spans]
        if keys != self._entered:
            self._entered = keys
            self.passage_entered.emit([span.row for span in spans])

    def _on_card_left(self, onward: bool | None) -> None:  # noqa: FBT001 - Qt's signal
        """Take the keyboard back, or hand it on to what comes after the text."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._card.hide()
        if onward:
            self.focusNextPrevChild(True)  # noqa: FBT003 - Qt's signature

    # What Qt asks for ------------------------------------------------------------------------

    @guarded(nothing)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret on whole graphemes; words, sentences, copy and Enter are ours."""
        self._card.hide()
        if self._edges.press(event) or self._keys.press(event):
            event.accept()
            return
        with self._caret.moving(by_one=is_step(event)):
            super().keyPressEvent(event)
        self._on_caret_moved()

    @guarded(nothing)
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Keep the edge that was moved while the keys were held."""
        self._edges.release(event)
        super().keyReleaseEvent(event)

    @guarded(nothing)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the edge that was moved."""
        self._edges.commit()
        super().focusOutEvent(event)

    @guarded(nothing)
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the caret, take a handle, or select a sentence with the third click."""
        self._card.hide()
        self._edges.commit()
        # On a badge a press is the first half of a click and leaves the caret alone.
        on_badge = self._highlights.is_badge(event.position())
        if self._mouse.press(event) or self._grip.press(event) or on_badge:
            return
        if self._mouse.is_down and self.textCursor().hasSelection():
            # Or Qt would drag the selected text along, which is no use in a text to be read.
            self.setTextCursor(self.cursorForPosition(event.position().toPoint()))
        super().mousePressEvent(event)

    @guarded(nothing)
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word; on a badge it is one more click."""
        if self._highlights.is_badge(event.position()):
            self._mouse.press(event)
        elif not self._mouse.double_click(event):
            super().mouseDoubleClickEvent(event)

    @guarded(nothing)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move an edge, widen the selection, or raise the highlight under the mouse."""
        if self._grip.move(event):
            return
        if self._mouse.move(event):
            # Qt scrolls on while the mouse is held beyond the edge, but selects by letters.
            with self._caret.moving():
                super().mouseMoveEvent(event)
            self._mouse.move(event)
            return
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._hover(self._highlights.at_point(event.position()))
            shape = self._shape_at(event.position())
            if self.viewport().cursor().shape() is not shape:
                self.viewport().setCursor(shape)

    @guarded(nothing)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Activate the highlight clicked, or let go of a handle."""
        super().mouseReleaseEvent(event)
        if not self._grip.release() and self._mouse.release(event):
            again = self._mouse.is_same_place(event.position().toPoint())
            self._activate(self._highlights.at_point(event.position()), again=again)

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
        rows = self.highlights_at(event.pos())
        if rows and not self._card.has_keyboard:
            mouse = QRect(event.pos(), QSize(1, _POINTER))
            self._show_card(rows, mouse, keyboard=False)
        elif not rows:
            QToolTip.showText(event.globalPos(), self._beside(event.pos()), self)
        return True

    def _beside(self, point: QPoint) -> str:
        """Return what the margin says at a point, "" where the text is."""
        left, width = self._layout.left, self._layout.width
        if left <= point.x() < left + width:
            return ""
        ends = [self._index_at(QPointF(x, point.y())) for x in (left + 1, left + width - 1)]
        return self._scene.margin.explained(min(ends), max(ends))


def _no_text(_row: HighlightRow) -> str:
    return ""
