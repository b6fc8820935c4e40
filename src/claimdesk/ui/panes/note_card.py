"""How a note of a claim is painted: its words, then who, when and on what; replies are indented."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from claimdesk.core.apparatus import NoteRow
from claimdesk.ui.base.cards import Index, RowDelegate, hairline, quiet_ink
from claimdesk.ui.base.lines import elided_lines, paint_lines
from claimdesk.ui.models.note_columns import foot
from claimdesk.ui.models.row_table import ROW_ROLE

_PAD = 8
_GAP = 3
_LINES = 6
_INDENT = 22


class NoteCard(RowDelegate):
    """Up to six lines of a note and a quiet line below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a card."""
        row: NoteRow = index.data(ROW_ROLE)
        width = option.rect.width() - 2 * _PAD - 4 - _indent(row)
        lines = len(elided_lines(row.body, option.font, width, _LINES)) if width > 0 else 1
        return QSize(120, (lines + 1) * option.fontMetrics.lineSpacing() + _GAP + 2 * _PAD)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint words and particulars."""
        row: NoteRow = index.data(ROW_ROLE)
        box: QRect = option.rect.adjusted(_PAD + 2 + _indent(row), _PAD, -_PAD - 2, -_PAD)
        metrics, step = option.fontMetrics, option.fontMetrics.lineSpacing()
        if row.reply_to_id:
            sign = QRect(box.left() - _INDENT, box.top(), _INDENT, step)
            painter.drawText(sign, Qt.AlignmentFlag.AlignVCenter, "↳")
        lines = elided_lines(row.body, option.font, box.width(), _LINES)
        paint_lines(painter, box, lines)
        painter.setPen(quiet_ink(option))
        below = QRect(box.left(), box.top() + len(lines) * step + _GAP, box.width(), step)
        words = metrics.elidedText(foot(row), Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, words)
        hairline(painter, option)


def _indent(row: NoteRow) -> int:
    return _INDENT if row.reply_to_id else 0
