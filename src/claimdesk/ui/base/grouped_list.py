"""A list in groups: a heading with its count, below it rows that stress some of their words."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from claimdesk.ui.base.cards import Index, RowDelegate, hairline, ink, quiet_ink
from claimdesk.ui.base.emphasis import emphasised
from claimdesk.ui.base.lines import LineCounter

_PAD = 6
_INDENT = 14


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text on one line; its parts (code points) are what matters in it."""

    text: str
    parts: tuple[tuple[int, int], ...] = ()


class GroupedRow(Protocol):
    """A heading, or a row below it, which has a snippet."""

    @property
    def title(self) -> str:
        """Return how the group is headed."""
        ...

    @property
    def total(self) -> int:
        """Return how many the group has."""
        ...

    @property
    def where(self) -> str:
        """Return the quiet line above a snippet; "" for none."""
        ...

    @property
    def snippet(self) -> Snippet | None:
        """Return what a row shows; None for a heading."""
        ...


class GroupedDelegate(RowDelegate):
    """Paints a heading with its count, or a row on one to three lines."""

    def __init__(self, view: QListView, role: int) -> None:
        """Paint the rows of a list, which are found under a role."""
        super().__init__(view)
        self._role = role
        self._counter = LineCounter()
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setLayoutMode(QListView.LayoutMode.Batched)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setItemDelegate(self)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return one line for a heading, one to three for a row."""
        row: GroupedRow = index.data(self._role)
        step, snippet = option.fontMetrics.lineSpacing(), row.snippet
        if snippet is None:
            return QSize(120, step + 3 * _PAD)
        room = option.rect.width() - 2 * _PAD - _INDENT - 4
        is_long = self._counter.takes_two_lines(snippet.text, option.font, room)
        return QSize(120, (1 + is_long + bool(row.where)) * step + 2 * _PAD)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the heading or the row."""
        row: GroupedRow = index.data(self._role)
        if row.snippet is None:
            _paint_heading(painter, option, row)
        else:
            _paint_snippet(painter, option, row.where, row.snippet)
        hairline(painter, option)


def _paint_snippet(
    painter: QPainter, option: QStyleOptionViewItem, where: str, snippet: Snippet
) -> None:
    box = option.rect.adjusted(_PAD + _INDENT, _PAD, -_PAD - 4, -_PAD)
    step = option.fontMetrics.lineSpacing()
    if where:
        painter.setPen(quiet_ink(option))
        elided = option.fontMetrics.elidedText(where, Qt.TextElideMode.ElideRight, box.width())
        line = box.adjusted(0, 0, 0, step - box.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, elided)
        box.setTop(box.top() + step)
    painter.setPen(ink(option))
    shown = emphasised(snippet.text, snippet.parts, option.font, box.width())
    shown.draw(painter, QPointF(box.left(), box.top()))


def _paint_heading(painter: QPainter, option: QStyleOptionViewItem, row: GroupedRow) -> None:
    box = option.rect.adjusted(_PAD, 2 * _PAD, -_PAD - 4, -_PAD)
    number = str(row.total)
    room = box.width() - option.fontMetrics.horizontalAdvance(number) - 12
    painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
    font = painter.font()
    font.setBold(True)
    painter.setFont(font)
    # Nobody can choose a heading, but it is not out of use either.
    painter.setPen(option.palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText))
    title = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, room)
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
