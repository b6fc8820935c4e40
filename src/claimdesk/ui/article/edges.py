"""Move the edges of the active passage: shown at once, handed on as one change when done.

While it moves, its highlights are shown at the new stretch, so tints, lanes and badges follow;
nothing is written before the reader lets go.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from claimdesk.core.edges import Side, Stretch, edge_word, step
from claimdesk.core.model import HighlightRow, Id
from claimdesk.core.text import trim
from claimdesk.ui.article.caret import Caret
from claimdesk.ui.article.highlights import Highlights
from claimdesk.ui.article.scrolling import Scroller
from claimdesk.ui.base.words import tr

_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_HELD = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_STEPS: Mapping[int, tuple[Side, bool]] = {
    Qt.Key.Key_Right: (Side.END, True),
    Qt.Key.Key_Left: (Side.END, False),
    Qt.Key.Key_Down: (Side.START, True),
    Qt.Key.Key_Up: (Side.START, False),
}
"""The edge a key moves, and whether onward: in every script, as by sentence."""
_MODIFIERS = frozenset(
    (
        *(Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Shift, Qt.Key.Key_Control),
        # Alt pressed while Shift is down, on many keyboards.
        Qt.Key.Key_Meta,
    )
)


@dataclass(frozen=True, slots=True)
class Move:
    """A passage whose edges are being moved, as it is stored and as it is shown."""

    passage_id: Id
    rows: tuple[HighlightRow, ...]
    before: Stretch
    now: Stretch


class Edges(QObject):
    """Shows the active passage with other edges until they are committed or given up."""

    moved = Signal(object, int, int)
    """(passage: Id, start, end in code points) the edges of a passage shall be there."""
    stepped = Signal(str)
    """(words) where an edge is now."""

    def __init__(
        self, caret: Caret, highlights: Highlights, scroller: Scroller, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._caret = caret
        self._highlights = highlights
        self._scroller = scroller
        self._move: Move | None = None

    @property
    def is_moving(self) -> bool:
        """Return whether the active passage is shown with other edges than stored."""
        return self._move is not None

    @property
    def passage(self) -> Id | None:
        """Return the active passage."""
        return self._highlights.passage

    @property
    def stretch(self) -> Stretch | None:
        """Return where the active passage is shown, if there is one."""
        move = self._move or self._start()
        return move.now if move else None

    def begin(self) -> bool:
        """Take the active passage in hand; tell whether there is one."""
        self._move = self._move or self._start()
        return self._move is not None

    def show(self, stretch: Stretch) -> None:
        """Show the passage in hand at another stretch."""
        move = self._move
        if move is not None and stretch != move.now:
            self._move = replace(move, now=stretch)
            self._draw(move, stretch)

    def commit(self) -> None:
        """Ask for the passage to be stored as it is shown."""
        move, self._move = self._move, None
        if move is None:
            return
        start, end = trim(self._caret.text, *move.now)
        if start < end and (start, end) != move.before:
            if self._caret.stretch == (self._caret.index,) * 2:
                # The next step must still find the caret in the passage.
                self._caret.go(max(start, min(self._caret.index, end)), select=False)
            self.moved.emit(move.passage_id, start, end)
        if self._highlights.spans_of(move.passage_id):  # nobody moved it
            self._draw(move, move.before)

    def cancel(self) -> None:
        """Show the passage as it is stored."""
        move, self._move = self._move, None
        if move is not None:
            self._draw(move, move.before)

    # Keys ------------------------------------------------------------------------------------

    def press(self, event: QKeyEvent) -> bool:
        """Move an edge by a key, or give it up; any other key commits. Tell whether it was ours."""
        modifiers = event.modifiers() & ~_KEYPAD
        if modifiers & ~_CONTROL == _HELD and event.key() in _STEPS and self._may_step():
            self._step(*_STEPS[event.key()], exact=bool(modifiers & _CONTROL))
            return True
        if event.key() == Qt.Key.Key_Escape and self.is_moving:
            self.cancel()
            return True
        if event.key() not in _MODIFIERS:
            self.commit()
        return False

    def release(self, event: QKeyEvent) -> None:
        """Commit when a modifier that held the move open is let go."""
        if event.key() in _MODIFIERS and event.key() != Qt.Key.Key_Control:
            self.commit()

    def _may_step(self) -> bool:
        if self.is_moving:
            return True
        start, end = self._caret.stretch
        stretch = self.stretch
        return stretch is not None and stretch[0] <= start == end <= stretch[1]

    def _step(self, side: Side, onward: bool, *, exact: bool) -> None:  # noqa: FBT001 - of a table
        self.begin()
        text, now = self._caret.text, self.stretch or (0, 0)
        after = step(text, now, side, onward=onward, exact=exact)
        self.show(after)
        edge = after[1] if side is Side.END else after[0]
        self._scroller.reveal(self._caret.positions.to_utf16(edge))
        word = edge_word(text, after, side)
        ends = side is Side.END
        self.stepped.emit(tr("Ends at “{word}”" if ends else "Starts at “{word}”", word=word))

    # Showing ---------------------------------------------------------------------------------

    def _start(self) -> Move | None:
        passage_id = self._highlights.passage
        spans = self._highlights.spans_of(passage_id) if passage_id is not None else []
        if passage_id is None or not spans:
            return None
        rows = tuple(span.row for span in spans)
        before = rows[0].start, rows[0].end
        return Move(passage_id, rows, before, before)

    def _draw(self, move: Move, stretch: Stretch) -> None:
        start, end = stretch
        rows = [replace(row, start=start, end=end) for row in move.rows]
        self._highlights.replace([move.passage_id], rows)
