"""Drag the handles of the active passage with the mouse: by words, with Ctrl exactly."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QTextEdit

from claimdesk.core.edges import Side, Stretch, drag
from claimdesk.ui.article.caret import Caret
from claimdesk.ui.article.edges import Edges
from claimdesk.ui.article.handles import Handle, handles
from claimdesk.ui.article.layout import LazyLayout
from claimdesk.ui.article.strips import marked_lines

_SCROLL_MS = 40
_CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class _Held:
    """A handle that the mouse has taken; ``away`` is how far from the edge it was taken."""

    side: Side
    before: Stretch
    pressed: QPointF
    away: QPointF


class Grip:
    """What the mouse does to the handles; places are those of the viewport."""

    def __init__(self, edit: QTextEdit, layout: LazyLayout, caret: Caret, edges: Edges) -> None:
        self._edit = edit
        self._layout = layout
        self._caret = caret
        self._edges = edges
        self._held: _Held | None = None
        self._is_dragging = False
        self._last = (QPointF(), False)
        self._scroll = QTimer(edit, interval=_SCROLL_MS)
        self._scroll.timeout.connect(self._on_scroll)

    def is_handle(self, point: QPointF) -> bool:
        """Return whether there is a handle at a point."""
        return self._handle_at(self._in_text(point)) is not None

    def press(self, event: QMouseEvent) -> bool:
        """Take the handle at the mouse; tell whether there is one."""
        self._is_dragging = False
        place, stretch = self._in_text(event.position()), self._edges.stretch
        handle = self._handle_at(place) if event.button() is Qt.MouseButton.LeftButton else None
        if handle is None or stretch is None:
            self._held = None
            return False
        self._held = _Held(handle.side, stretch, event.position(), handle.middle - place)
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Show the edge at the mouse; tell whether a handle is held."""
        held = self._held
        if held is None:
            return False
        if not self._is_dragging:
            away = (event.position() - held.pressed).manhattanLength()
            if away < QGuiApplication.styleHints().startDragDistance():
                return True
            self._is_dragging = self._edges.begin()
            self._scroll.start()
        self._last = event.position(), bool(event.modifiers() & _CONTROL)
        self._drag(held)
        return True

    def release(self) -> bool:
        """Let go and keep what is shown; tell whether the handle was dragged, not clicked."""
        held, self._held = self._held, None
        self._scroll.stop()
        if held is None:
            return False
        if self._is_dragging:
            self._edges.commit()
        else:
            index = self._boundary_at(self._in_text(held.pressed) + held.away)
            self._caret.select(index, index)
        return self._is_dragging

    def _drag(self, held: _Held) -> None:
        if not self._edges.is_moving:
            return  # given up while the button is still down
        point, exact = self._last
        place = self._in_text(point) + held.away
        index = self._boundary_at(place) if exact else self._character_at(place)
        self._edges.show(drag(self._caret.text, held.before, held.side, index, exact=exact))

    def _on_scroll(self) -> None:
        """Scroll while the mouse is above or below the text."""
        y, height = self._last[0].y(), self._edit.viewport().height()
        beyond = min(0.0, y) + max(0.0, y - height)
        if self._held is not None and beyond:
            bar = self._edit.verticalScrollBar()
            bar.setValue(bar.value() + round(beyond))
            self._drag(self._held)

    # Places ----------------------------------------------------------------------------------

    def _in_text(self, point: QPointF) -> QPointF:
        return QPointF(point.x(), point.y() + self._edit.verticalScrollBar().value())

    def _character_at(self, place: QPointF) -> int:
        unit = self._layout.hitTest(place, Qt.HitTestAccuracy.ExactHit)
        return self._caret.positions.to_code_point(unit) if unit >= 0 else self._boundary_at(place)

    def _boundary_at(self, place: QPointF) -> int:
        unit = self._layout.hitTest(place, Qt.HitTestAccuracy.FuzzyHit)
        return self._caret.positions.to_code_point(max(0, unit))

    def _handle_at(self, place: QPointF) -> Handle | None:
        stretch, passage_id = self._edges.stretch, self._edges.passage
        if stretch is None:
            return None
        look = self._layout.scene.look
        for index in (stretch[0], stretch[1] - 1):
            strip = self._layout.strip_of(self._caret.positions.to_utf16(index))
            for marked in marked_lines(strip):
                for handle in handles(strip, marked, passage_id, look):
                    if handle.is_near(place):
                        return handle
        return None
