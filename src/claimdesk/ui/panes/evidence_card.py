"""How a piece of evidence of a claim is painted: stance, title, where it is from."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyleOptionViewItem

from claimdesk.ui.base.cards import Index, RowDelegate, hairline, ink, quiet_ink
from claimdesk.ui.base.lines import elided_lines, paint_lines
from claimdesk.ui.models.evidence_columns import Weighed, name_of, origin_of
from claimdesk.ui.models.row_table import ROW_ROLE
from claimdesk.ui.models.terms import evidence_stance_sign, evidence_stance_word

_PAD = 8
_GAP = 4
_LINES = 2


class EvidenceCard(RowDelegate):
    """Up to two lines of the title, then stance and origin."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a card: short titles take one line."""
        one: Weighed = index.data(ROW_ROLE)
        width = option.rect.width() - 2 * _PAD - 4
        lines = len(elided_lines(name_of(one.row), option.font, width, _LINES)) if width > 0 else 2
        return QSize(120, (lines + 1) * option.fontMetrics.lineSpacing() + _GAP + 2 * _PAD)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint title and particulars."""
        one: Weighed = index.data(ROW_ROLE)
        box: QRect = option.rect.adjusted(_PAD + 2, _PAD, -_PAD - 2, -_PAD)
        lines = elided_lines(name_of(one.row), option.font, box.width(), _LINES)
        paint_lines(painter, box, lines)
        metrics, step = option.fontMetrics, option.fontMetrics.lineSpacing()
        foot = QRect(box.left(), box.top() + len(lines) * step + _GAP, box.width(), step)
        stance = f"{evidence_stance_sign(one.stance)} {evidence_stance_word(one.stance)}"
        chip = QRect(foot.left(), foot.top(), metrics.horizontalAdvance(stance) + 12, step)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(option.palette.color(QPalette.ColorRole.Dark))
        painter.drawRoundedRect(chip, 5, 5)
        painter.setPen(ink(option))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, stance)
        painter.setPen(quiet_ink(option))
        rest = foot.adjusted(chip.width() + 8, 0, 0, 0)
        said = metrics.elidedText(origin_of(one.row), Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, said)
        hairline(painter, option)
