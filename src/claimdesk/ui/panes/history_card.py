"""How one row of a claim's history is painted: what, who and when, and below it the difference."""

import html

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPalette,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QStyleOptionViewItem

from claimdesk.core.chronicle import HistoryRow
from claimdesk.core.deeds import Did
from claimdesk.ui.base.cards import Index, RowDelegate, hairline, ink, quiet_ink
from claimdesk.ui.base.dates import moment
from claimdesk.ui.models import happened, marked
from claimdesk.ui.models.row_table import ROW_ROLE

_PAD = 7
_GAP = 2
_LONGEST = 220
"""Code points of a record's own words that a card shows."""


class HistoryCard(RowDelegate):
    """One quiet line of what, who and when; then the value that was there and the one that came."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a card: short differences take one line."""
        row: HistoryRow = index.data(ROW_ROLE)
        body = _body(row, option, option.rect.width() - 2 * _PAD - 4)
        height = 0 if body is None else _GAP + int(body.size().height())
        return QSize(120, option.fontMetrics.lineSpacing() + height + 2 * _PAD)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the line and the difference."""
        row: HistoryRow = index.data(ROW_ROLE)
        box: QRect = option.rect.adjusted(_PAD + 2, _PAD, -_PAD - 2, -_PAD)
        line = QRect(box.left(), box.top(), box.width(), option.fontMetrics.lineSpacing())
        self._paint_head(painter, option, line, row)
        body = _body(row, option, box.width())
        if body is not None:
            painter.translate(QPointF(box.left(), line.bottom() + 1 + _GAP))
            context = QAbstractTextDocumentLayout.PaintContext()
            context.palette.setColor(QPalette.ColorRole.Text, ink(option))
            body.documentLayout().draw(painter, context)
            painter.translate(QPointF(-box.left(), -line.bottom() - 1 - _GAP))
        hairline(painter, option)

    def _paint_head(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, row: HistoryRow
    ) -> None:
        said = " · ".join((row.initials or happened.who(row), moment(row.when_ms)))
        width = option.fontMetrics.horizontalAdvance(said)
        room = max(box.width() - width - 12, box.width() // 3)
        done = happened.done(row)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(box, Qt.AlignmentFlag.AlignLeading, _elided(option, done, room, elide))
        painter.setPen(quiet_ink(option))
        rest = box.adjusted(box.width() - min(width, box.width() - room), 0, 0, 0)
        painter.drawText(
            rest, Qt.AlignmentFlag.AlignTrailing, _elided(option, said, rest.width(), elide)
        )


def _elided(option: QStyleOptionViewItem, text: str, width: int, how: Qt.TextElideMode) -> str:
    return option.fontMetrics.elidedText(text, how, width)


def _body(row: HistoryRow, option: QStyleOptionViewItem, width: int) -> QTextDocument | None:
    """Return what stands below the line, laid out; None if there is nothing to say."""
    told = _html(row, quiet_ink(option).name())
    if not told:
        return None
    document = QTextDocument()
    document.setDefaultFont(option.font)
    document.setDocumentMargin(0)
    wrap = QTextOption()
    wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(wrap)
    document.setHtml(told)
    document.setTextWidth(max(width, 40))
    return document


def _html(row: HistoryRow, muted: str) -> str:
    if row.did is not Did.CHANGED:
        return html.escape(_cut(happened.one_line(happened.gist(row))))
    old = happened.one_line(happened.old_words(row))
    new = happened.one_line(happened.new_words(row))
    return marked.excerpt(old, new, muted) if old else html.escape(_cut(new))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
