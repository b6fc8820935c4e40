"""Keep the text where the reader has it while paragraphs get measured, sizes and widths change."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QTextEdit

from claimdesk.ui.article.layout import LazyLayout

_ABOVE = 40
_BELOW = 80
_REVEALED_AT = 0.3


@dataclass(frozen=True, slots=True)
class _Kept:
    """The place in the text that stays at the top, and the scroll bar's value with it there."""

    position: int
    away: float
    value: int


class Scroller:
    """The scroll bar of the article view in terms of the text."""

    def __init__(self, edit: QTextEdit, layout: LazyLayout) -> None:
        self._edit = edit
        self._layout = layout
        self._bar = edit.verticalScrollBar()
        self._before = 0
        self._kept: _Kept | None = None
        layout.grew.connect(self._on_grew)

    def settle(self) -> None:
        """Measure what is in sight and near it; what the reader sees stays in its place."""
        value, height = self._bar.value(), self._edit.viewport().height()
        anchor = self._layout.paragraph_at(self._before)
        grown, changed = self._layout.measure(value - height / 2, value + height * 1.5, anchor)
        if changed:
            self.announce()
        if grown:
            # The view shows the same text afterwards: nobody needs to hear of this.
            with QSignalBlocker(self._bar):
                self._bar.setValue(round(value + grown))
        self._before = self._bar.value()
        # Pixels are not moved, they are painted anew: the correction above is unknown to Qt.
        self._edit.viewport().update()

    def forget(self) -> None:
        """Know nothing of the text before; the new one is shown from its start."""
        self._kept = None
        self._before = 0
        self.announce()
        self.go(0)
        self.settle()

    def announce(self) -> None:
        """Tell the scroll bar how long the text is."""
        self._layout.documentSizeChanged.emit(self._layout.documentSize())
        self._bar.setSingleStep(self._layout.scene.look.metrics.line)

    def top_of(self, position: int) -> float:
        """Return where the line with a position starts, from the top of the text."""
        block = self._edit.document().findBlock(position)
        top = self._layout.blockBoundingRect(block).top()
        line = block.layout().lineForTextPosition(position - block.position())
        return top + (line.y() if line.isValid() else 0.0)

    def shows(self, start: int, end: int) -> bool:
        """Return whether a line of a stretch is in sight."""
        above, below = self.top_of(end), self.top_of(start)
        value = self._bar.value()
        return above >= value and below <= value + self._edit.viewport().height()

    def first_shown(self) -> int:
        """Return the position that the first line in full sight starts with."""
        half = self._layout.scene.look.metrics.line / 2
        strip = self._layout.strip_at(self._bar.value() + half)
        return strip.start + strip.layout.lineAt(strip.first).textStart()

    def show_from(self, position: int) -> None:
        """Show the text from the line with a position on, also when the view gets its size."""
        self.go(self.top_of(position) if position else 0)
        self._kept = _Kept(position, 0.0, self._bar.value())

    def reveal(self, position: int) -> None:
        """Bring a position into view, unless it is there with room around it."""
        top, height = self.top_of(position), self._edit.viewport().height()
        below = min(_BELOW, height / 3)
        if not self._bar.value() + min(_ABOVE, below) <= top <= self._bar.value() + height - below:
            self.go(top - height * _REVEALED_AT)

    def go(self, top: float) -> None:
        """Show the text from this height on."""
        # What gets measured above it must not push it away.
        self._before = min(round(top), self._bar.maximum())
        self._bar.setValue(round(top))

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Keep the line at the top of the view at the top while lines are made anew."""
        value = self._bar.value()
        if self._kept is None or self._kept.value != value:
            strip = self._layout.strip_at(value)
            line = strip.layout.lineAt(strip.first)
            away = strip.origin.y() + line.y() - value
            self._kept = _Kept(strip.start + line.textStart(), away, value)
        kept = self._kept
        yield
        self.announce()
        if value > 0:
            self.go(self.top_of(kept.position) - kept.away)
        self._before = self._bar.value()
        self.settle()
        # One change after the other, as when zooming, must not wander off line by line.
        self._kept = _Kept(kept.position, kept.away, self._bar.value())

    def _on_grew(self, paragraph: int, grown: float) -> None:
        """Tell how long the text is now; what is seen stays when a paragraph above it differs."""
        value = self._bar.value()
        is_above = self._layout.top(paragraph + 1) - grown <= value
        with QSignalBlocker(self._bar):
            self.announce()
            self._bar.setValue(round(value + grown) if is_above else value)
        self._before = self._bar.value()
