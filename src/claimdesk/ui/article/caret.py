"""The caret and the selection in code points, always on whole graphemes.

Qt's own steps may end inside a flag or a family; here they are put right after every move.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from claimdesk.core.positions import Positions
from claimdesk.core.text import grapheme_ceil, grapheme_floor, next_grapheme, previous_grapheme


class Caret:
    """What the reader points at in the text, in terms of the stored text."""

    def __init__(self, edit: QTextEdit) -> None:
        self._edit = edit
        self._held = False
        self.text = ""
        self.positions = Positions("")

    @property
    def is_held(self) -> bool:
        """Return whether a move is under way, so that its steps mean nothing yet."""
        return self._held

    @property
    def index(self) -> int:
        """Return where the caret stands."""
        return self.positions.to_code_point(self._edit.textCursor().position())

    @property
    def stretch(self) -> tuple[int, int]:
        """Return what is selected; both ends are equal for a mere caret."""
        cursor = self._edit.textCursor()
        return (
            self.positions.to_code_point(cursor.selectionStart()),
            self.positions.to_code_point(cursor.selectionEnd()),
        )

    @property
    def is_rightward(self) -> bool:
        """Return whether the paragraph runs from left to right, so that Right is onward."""
        direction = self._edit.textCursor().block().textDirection()
        return direction is not Qt.LayoutDirection.RightToLeft

    def read(self, text: str, positions: Positions) -> None:
        """Stand in a new text."""
        self.text, self.positions = text, positions

    def select(self, anchor: int, index: int) -> None:
        """Select from one place to another, in code points; the caret stands at the second."""
        cursor = self._edit.textCursor()
        cursor.setPosition(self.positions.to_utf16(self._within(anchor)))
        end = self.positions.to_utf16(self._within(index))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)

    def go(self, index: int, *, select: bool) -> None:
        """Move the caret, taking the selection's end along or leaving it."""
        anchor = self.positions.to_code_point(self._edit.textCursor().anchor())
        self.select(anchor if select else index, index)

    def snap(self) -> None:
        """Put both ends of the selection on grapheme boundaries, outward."""
        cursor = self._edit.textCursor()
        anchor, position = cursor.anchor(), cursor.position()
        if position >= anchor:
            ends = self._snapped(anchor, up=False), self._snapped(position, up=position > anchor)
        else:
            ends = self._snapped(anchor, up=True), self._snapped(position, up=False)
        self._place(ends, cursor)

    @contextmanager
    def moving(self, *, by_one: bool = False) -> Iterator[None]:
        """Let Qt move the caret; if it stopped inside a grapheme the move goes on its way.

        A move by one ends at the next grapheme, also where Qt would jump over it.
        """
        start = self._edit.textCursor()
        before, collapses = start.position(), start.hasSelection()
        self._held = True
        try:
            yield
            cursor = self._edit.textCursor()
            after = cursor.position()
            settled = self._snapped(after, up=after > before)
            if by_one and after != before and (cursor.hasSelection() or not collapses):
                settled = self._stepped(before, onward=after > before)
            anchor = cursor.anchor() if cursor.hasSelection() else settled
            self._place((anchor, settled), cursor)
        finally:
            self._held = False
        self.snap()

    def _place(self, ends: tuple[int, int], cursor: QTextCursor) -> None:
        if ends == (cursor.anchor(), cursor.position()):
            return
        held, self._held = self._held, True
        cursor.setPosition(ends[0])
        cursor.setPosition(ends[1], QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)
        self._held = held

    def _snapped(self, unit: int, *, up: bool) -> int:
        index = self.positions.to_code_point(unit, up=up)
        boundary = grapheme_ceil if up else grapheme_floor
        return self.positions.to_utf16(boundary(self.text, index))

    def _stepped(self, unit: int, *, onward: bool) -> int:
        step = next_grapheme if onward else previous_grapheme
        return self.positions.to_utf16(step(self.text, self.positions.to_code_point(unit)))

    def _within(self, index: int) -> int:
        return max(0, min(len(self.text), index))
