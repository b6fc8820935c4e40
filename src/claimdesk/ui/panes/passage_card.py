"""How a passage of a claim is painted: its quote, what it does with the claim, who and where."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyleOptionViewItem

from claimdesk.core.model import LinkRow
from claimdesk.ui.base.cards import Index, RowDelegate, hairline, ink, quiet_ink
from claimdesk.ui.base.lines import elided_lines, paint_lines
from claimdesk.ui.models.row_table import ROW_ROLE
from claimdesk.ui.models.terms import stance_word

_PAD = 8
_GAP = 4
_LINES = 2


class PassageCard(RowDelegate):
    """Two lines of the quote, then stance, speaker and article."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a card: short quotes take one line."""
        row: LinkRow = index.data(ROW_ROLE)
        width = option.rect.width() - 2 * _PAD - 4
        lines = len(elided_lines(f"“{row.quote}”", option.font, width, _LINES)) if width > 0 else 2
        return QSize(120, (lines + 1) * option.fontMetrics.lineSpacing() + _GAP + 2 * _PAD)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint quote and particulars."""
        row: LinkRow = index.data(ROW_ROLE)
        box: QRect = option.rect.adjusted(_PAD + 2, _PAD, -_PAD - 2, -_PAD)
        lines = elided_lines(f"“{row.quote}”", option.font, box.width(), _LINES)
        paint_lines(painter, box, lines)
        step = option.fontMetrics.lineSpacing()
        foot = QRect(box.left(), box.top() + len(lines) * step + _GAP, box.width(), step)
        self._paint_foot(painter, option, foot, row)
        hairline(painter, option)

    def _paint_foot(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, row: LinkRow
    ) -> None:
        metrics = option.fontMetrics
        stance = stance_word(row.stance)
        chip = QRect(box.left(), box.top(), metrics.horizontalAdvance(stance) + 12, box.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(option.palette.color(QPalette.ColorRole.Dark))
        painter.drawRoundedRect(chip, 5, 5)
        painter.setPen(ink(option))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, stance)
        painter.setPen(quiet_ink(option))
        rest = box.adjusted(chip.width() + 8, 0, 0, 0)
        said = " · ".join(part for part in (row.speaker, row.article) if part)
        elided = metrics.elidedText(said, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, elided)
