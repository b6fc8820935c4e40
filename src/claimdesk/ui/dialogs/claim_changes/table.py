"""The table of cells that differ: a heading over each claim, rows of two lines, a box to tick."""

from PySide6.QtCore import QModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
)

from claimdesk.core.positions import Positions
from claimdesk.core.word_diff import Mark, Parts
from claimdesk.ui.base.cards import Index, RowDelegate, hairline, ink, paint_check, quiet_ink
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.claim_changes import COLUMNS, ChangeRow, ChangeTable, shown_parts
from claimdesk.ui.models.row_table import ROW_ROLE

_PAD = 7
_LINES = 2
_WHAT_LETTERS = 26


class ChangeView(QTableView):
    """Shows the table; the space bar ticks the current row, whichever of its cells is current."""

    def __init__(self, model: ChangeTable) -> None:
        super().__init__()
        self._changes = model
        name_widget(self, "changes-table", tr("What differs"))
        self.setModel(model)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Cell(self))
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        step = self.fontMetrics().lineSpacing()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(_LINES * step + 2 * _PAD)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        columns.resizeSection(0, self.fontMetrics().averageCharWidth() * _WHAT_LETTERS)
        model.chosen_changed.connect(self.viewport().update)

    def arrange(self) -> None:
        """Let headings reach over all columns, and be a line high; called when rows change."""
        self.clearSpans()
        rows = self.verticalHeader()
        step, usual = self.fontMetrics().lineSpacing(), rows.defaultSectionSize()
        width = len(self._changes.columns)
        for place, row in enumerate(self._changes.rows):
            if row.cell is None:
                self.setSpan(place, 0, 1, width)
            height = step + 3 * _PAD if row.cell is None else usual
            if rows.sectionSize(place) != height:
                rows.resizeSection(place, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the current row with the space bar."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._changes.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self,
        action: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """Stay in the first column: a heading has no other, and rows are gone through whole."""
        cursor = QAbstractItemView.CursorAction
        if action in (cursor.MoveHome, cursor.MoveEnd):
            last = self._changes.rowCount() - 1
            return self._changes.index(0 if action is cursor.MoveHome else last, 0)
        return super().moveCursor(action, modifiers).siblingAtColumn(0)


class _Cell(RowDelegate):
    """Paints a heading in bold, the column and its line, and texts with what differs marked."""

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell; a heading has only the first."""
        row: ChangeRow = index.data(ROW_ROLE)
        box = option.rect.adjusted(_PAD + 2, _PAD, -_PAD, -_PAD)
        if index.column() == 0:
            box.setLeft(paint_check(painter, option, index))
            _paint_what(painter, option, box, row)
        else:
            _paint_text(painter, option, box, row, COLUMNS[index.column()])
        hairline(painter, option)


def _paint_text(
    painter: QPainter, option: QStyleOptionViewItem, box: QRect, row: ChangeRow, name: str
) -> None:
    is_why = name == "after" and row.cell is not None and not row.cell.is_open
    parts = shown_parts(row, name)
    painter.setPen(ink(option) if parts and not is_why else quiet_ink(option))
    shown = _laid_out(parts or ((Mark.SAME, tr("empty")),), option, box.width())
    shown.draw(painter, QPointF(box.left(), box.top()))


def _paint_what(
    painter: QPainter, option: QStyleOptionViewItem, box: QRect, row: ChangeRow
) -> None:
    align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
    if row.cell is None:
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            box, align, painter.fontMetrics().elidedText(row.title, elide, box.width())
        )
        return
    half = QRect(box.left(), box.top(), box.width(), box.height() // 2)
    elided = option.fontMetrics.elidedText(row.title, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(half, align, elided)
    painter.setPen(quiet_ink(option))
    half.translate(0, half.height())
    elided = option.fontMetrics.elidedText(row.where, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(half, align, elided)


def _laid_out(parts: Parts, option: QStyleOptionViewItem, width: int) -> QTextLayout:
    """Break a text into two lines: what goes is struck out, what comes is bold and underlined."""
    text = "".join(part for _, part in parts).replace("\n", " ")
    made = _broken(text, parts, option, width)
    last = made.lineAt(made.lineCount() - 1)
    fits = Positions(text).to_code_point(last.textStart() + last.textLength())
    if fits < len(text):
        cut = text[: fits - 1].rpartition(" ")[0] or text[: fits - 2]
        text = cut.rstrip(" …") + "…"
        made = _broken(text, parts, option, width)
    return made


def _broken(text: str, parts: Parts, option: QStyleOptionViewItem, width: int) -> QTextLayout:
    made = QTextLayout(text, option.font)
    made.setFormats(_formats(text, parts, option))
    made.beginLayout()
    height = option.fontMetrics.lineSpacing()
    while made.lineCount() < _LINES and (line := made.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, (made.lineCount() - 1) * height))
    made.endLayout()
    return made


def _formats(
    text: str, parts: Parts, option: QStyleOptionViewItem
) -> list[QTextLayout.FormatRange]:
    positions = Positions(text)
    formats, at = [], 0
    for mark, part in parts:
        start, end = min(len(text), at), min(len(text), at + len(part))
        at += len(part)
        if mark is Mark.SAME or start == end:
            continue
        one = QTextLayout.FormatRange()
        one.start = positions.to_utf16(start)
        one.length = positions.to_utf16(end) - one.start
        one.format = _marked(mark, option)
        formats.append(one)
    return formats


def _marked(mark: Mark, option: QStyleOptionViewItem) -> QTextCharFormat:
    made = QTextCharFormat()
    if mark is Mark.OUT:
        made.setFontStrikeOut(True)
        made.setForeground(quiet_ink(option))
    else:
        made.setFontWeight(QFont.Weight.Bold)
        made.setFontUnderline(True)
    return made
