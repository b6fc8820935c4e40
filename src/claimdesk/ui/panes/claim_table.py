"""The table of claims: how a row is painted, which columns have room, what is remembered."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from claimdesk.core.listing import ClaimOrder
from claimdesk.core.model import Verdict
from claimdesk.ui.base.cards import Index, RowDelegate, hairline, quiet_ink
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.icons import drawing
from claimdesk.ui.base.lines import LineBreaker, paint_lines
from claimdesk.ui.base.marks import Marks, verdict_word
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.claim_listing import ClaimRows
from claimdesk.ui.models.row_table import FALLING, RISING, START
from claimdesk.ui.panes.fields import RETURN

_PAD = 8
_LINES = 2
_CLAIM_ROOM = 15
"""The claim keeps room for about so many capital letters before other columns are shown."""
_WIDTHS = {
    "number": 3,
    "claimant": 8,
    "reviewer": 7,
    "stage": 8,
    "priority": 5,
    "type": 7,
    "tags": 8,
    "due": 7,
    "assigned": 8,
}
"""The usual widths, in the same letters; verdict and passages are as wide as a mark."""
_LAST_FIRST = (
    *("tags", "type", "due", "priority", "assigned", "stage", "claimant", "reviewer"),
    "passages",
)
"""The columns that go first where there is no room for all."""
_AT_FIRST_HIDDEN = frozenset(["priority", "type", "tags", "due", "assigned"])
_MOVED = "application/x-claimdesk-claims"
"""What is dragged: the chosen claims, which the table knows itself."""


class ClaimDelegate(RowDelegate):
    """Paints the verdict as its mark, the rest as up to two lines."""

    def __init__(self, rows: ClaimRows, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = rows
        self._breaker = LineBreaker(_LINES)
        self._marks = Marks()
        self._clocks: dict[tuple[str, int, float], QPixmap] = {}

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        # Not through ``data``: each question would cost a way through Qt and back.
        row, column = self._rows.row_at(index.row()), self._rows.columns[index.column()]
        whole = QRect(option.rect)
        if row is None:
            pass  # it could not be read, which is told elsewhere
        elif column.name == "verdict":
            self._paint_verdict(painter, option, row.verdict)
        else:
            if column.name != "claim":
                painter.setPen(quiet_ink(option))
            elif column.mark and column.mark(row):
                self._paint_due(painter, option)
            self._paint_text(painter, option, column.show(row), column.align)
        option.rect = whole
        hairline(painter, option)

    def _paint_text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        text: str,
        align: Qt.AlignmentFlag,
    ) -> None:
        box: QRect = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        if align != START:
            painter.drawText(box, align, text)
            return
        step = option.fontMetrics.lineSpacing()
        lines = self._breaker.lines(text, option.font, box.width())
        box.setTop(option.rect.center().y() - len(lines) * step // 2)
        paint_lines(painter, box, lines)

    def _paint_due(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Paint a clock at the end of the cell, and leave the rest to the text."""
        side, ratio = _mark_side(option.fontMetrics), painter.device().devicePixelRatioF()
        known = (quiet_ink(option).name(), side, ratio)
        if known not in self._clocks:
            self._clocks[known] = drawing("clock", *known)
        box: QRect = option.rect
        left = box.right() - _PAD - side
        painter.drawPixmap(left, box.center().y() - side // 2, self._clocks[known])
        option.rect = box.adjusted(0, 0, -side - _PAD, 0)

    def _paint_verdict(
        self, painter: QPainter, option: QStyleOptionViewItem, verdict: Verdict | None
    ) -> None:
        side, box = _mark_side(option.fontMetrics), QRectF(option.rect)
        middle, word = box.center(), verdict_word(verdict)
        room = box.width() - side - 3 * _PAD
        if room > side and option.fontMetrics.horizontalAdvance(word) <= room:
            middle.setX(box.left() + _PAD + side / 2)
            text = option.rect.adjusted(_PAD + side + _PAD, 0, 0, 0)
            painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), word)
        self._marks.paint(painter, middle, side, verdict, self._theme.now)


class ClaimTable(QTableView):
    """The claims as rows of two lines; columns leave and come back as the table is resized."""

    opened = Signal()
    """Enter was pressed on the current claim, or it was double-clicked."""
    menu_wanted = Signal(QPoint)
    """(place on the screen) the context menu of the chosen claims is asked for."""

    dropped = Signal(int)
    """(place) the chosen claims were dragged in front of the row at this place."""

    def __init__(self, rows: ClaimRows, theme: Theme) -> None:
        super().__init__()
        self.rows = rows
        self._theme = theme
        self._names = [column.name for column in rows.columns]
        self._widths: dict[str, int] = {}
        self._hidden = set(_AT_FIRST_HIDDEN)
        self._is_fitting = False
        self._drop_at: int | None = None
        self.header_menu = QMenu(self)
        self.setModel(rows)
        self.setItemDelegate(ClaimDelegate(rows, theme, self))
        self._set_up()
        self._set_up_header()
        self._on_font_changed()

    def remembered(self) -> dict[str, Any]:
        """Return the widths the reviewer gave the columns, which are shown and which are not."""
        shown = sorted(_AT_FIRST_HIDDEN - self._hidden)
        hidden = sorted(self._hidden - _AT_FIRST_HIDDEN)
        return {"widths": self._widths, "hidden": hidden, "shown": shown}

    def remember(self, kept: Mapping[str, Any]) -> None:
        """Take over what was remembered; raises what is wrong with it and changes nothing then."""
        widths = {n: int(w) for n, w in kept["widths"].items() if n in self._names}
        hidden = {name for name in kept["hidden"] if name in _LAST_FIRST}
        shown = set(kept.get("shown", ()))
        self._widths = {name: width for name, width in widths.items() if 16 <= width <= 2000}
        self._hidden = hidden | (_AT_FIRST_HIDDEN - shown)
        self._fit_columns()

    def show_order(self, order: ClaimOrder) -> None:
        """Show in the heading what is sorted by; rows are moved only where the order is free."""
        section = -1 if order.is_review else self._names.index(order.column)
        header = self.horizontalHeader()
        header.blockSignals(True)  # noqa: FBT003 - Qt's own
        header.setSortIndicator(section, FALLING if order.is_falling else RISING)
        header.blockSignals(False)  # noqa: FBT003 - Qt's own
        header.viewport().update()
        self.setDragEnabled(order.is_review)

    def chosen_places(self) -> Iterator[int]:
        """Yield where the selected rows are: from ranges, for all may be selected."""
        selection = self.selectionModel().selection()
        for place in range(selection.count()):
            one = selection.at(place)
            yield from range(one.top(), one.bottom() + 1)

    def settle(self) -> None:
        """Measure at once what the table would lay out a moment later, to be scrolled now."""
        self.executeDelayedItemsLayout()
        self.updateGeometries()

    def minimumSizeHint(self) -> QSize:
        """Return room for two claims below the heading: less would be no list."""
        rows = 2 * self.verticalHeader().defaultSectionSize()
        height = self.horizontalHeader().sizeHint().height() + rows
        return QSize(super().minimumSizeHint().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the columns there is room for, and the current claim where it was seen before."""
        was_seen = 0 <= self.visualRect(self.currentIndex()).top() < event.oldSize().height()
        super().resizeEvent(event)
        self._fit_columns()
        if was_seen and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._on_font_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current claim on Enter."""
        if event.key() in RETURN and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the pointer, or at the current row."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            if self.indexAt(event.pos()).isValid():
                self.menu_wanted.emit(event.globalPos())
        elif self.currentIndex().isValid():
            corner = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(corner))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and where the dragged ones would go."""
        super().paintEvent(event)
        if self._drop_at is not None:
            painter = QPainter(self.viewport())
            y = self.verticalHeader().sectionViewportPosition(self._drop_at)
            if y < 0:
                y = self.verticalHeader().length() - self.verticalOffset()
            line = QRect(0, y - 1, self.viewport().width(), 2)
            painter.fillRect(line, QColor(self._theme.now.caret))

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the chosen rows."""
        data = QMimeData()
        data.setData(_MOVED, b"")
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take nothing but the table's own rows."""
        if event.source() is self and event.mimeData().hasFormat(_MOVED):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the rows would go."""
        super().dragMoveEvent(event)
        self._mark(self._place_at(event.position().toPoint()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        super().dragLeaveEvent(event)
        self._mark(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where the rows are to go."""
        self._mark(None)
        event.acceptProposedAction()
        self.dropped.emit(self._place_at(event.position().toPoint()))

    def _place_at(self, point: QPoint) -> int:
        row = self.rowAt(point.y())
        if row < 0:
            return self.rows.rowCount()
        middle = self.rowViewportPosition(row) + self.rowHeight(row) // 2
        return row + (point.y() >= middle)

    def _mark(self, place: int | None) -> None:
        if place != self._drop_at:
            self._drop_at = place
            self.viewport().update()

    def _set_up(self) -> None:
        name_widget(self, "claim-list", tr("Claims"))
        self.setProperty("bare", "true")
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAcceptDrops(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self.opened)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(16)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        claim = self._names.index("claim")
        header.setSectionResizeMode(claim, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicator(-1, RISING)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu_wanted)
        header.sectionResized.connect(self._on_section_resized)

    def _fit_columns(self) -> None:
        """Show the wanted columns, those that matter least only while the claim has room."""
        letter = self.fontMetrics().horizontalAdvance("M")
        widths = {name: self._width(name) for name in self._names if name != "claim"}
        wanted = [name for name in widths if name not in self._hidden]
        room = self.viewport().width() - _CLAIM_ROOM * letter
        for name in _LAST_FIRST:
            if name in wanted and sum(widths[one] for one in wanted) > room:
                wanted.remove(name)
        self._is_fitting = True
        for section, name in enumerate(self._names):
            if name != "claim":
                self.setColumnHidden(section, name not in wanted)
                self.setColumnWidth(section, widths[name])
        self._is_fitting = False

    def _width(self, name: str) -> int:
        metrics = self.fontMetrics()
        usual = _WIDTHS.get(name)
        if usual is None:
            return self._widths.get(name, _mark_side(metrics) + 2 * _PAD)
        return self._widths.get(name, usual * metrics.horizontalAdvance("M"))

    def _on_font_changed(self) -> None:
        step = self.fontMetrics().lineSpacing()
        self.verticalHeader().setMinimumSectionSize(step)
        self.verticalHeader().setDefaultSectionSize(_LINES * step + 12)
        self.updateGeometry()
        self._fit_columns()

    def _on_section_resized(self, section: int, _old: int, new: int) -> None:
        name = self._names[section]
        if not self._is_fitting and name != "claim" and new:
            self._widths[name] = new

    def _on_header_menu_wanted(self, place: QPoint) -> None:
        self.header_menu.clear()
        for column in self.rows.columns:
            if column.name in _LAST_FIRST:
                action = self.header_menu.addAction(column.spoken_title or column.title)
                action.setCheckable(True)
                action.setChecked(column.name not in self._hidden)
                action.toggled.connect(partial(self._on_column_toggled, column.name))
        self.header_menu.popup(self.horizontalHeader().mapToGlobal(place))

    def _on_column_toggled(self, name: str, is_wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        (self._hidden.discard if is_wanted else self._hidden.add)(name)
        self._fit_columns()


class PlaceKeeper:
    """Remembers which row is at the top of a table, and puts it there again."""

    def __init__(self, table: ClaimTable) -> None:
        self._table = table
        self._offset = table.verticalScrollBar().value()
        self._height = max(1, table.verticalHeader().defaultSectionSize())
        first = self._offset // self._height
        self._keys = [table.rows.key_at(place) for place in range(first, first + 20)]

    def restore(self) -> None:
        """Scroll so that the first of the remembered rows that is left stands where it was."""
        if not self._offset:
            return
        self._table.settle()
        for moved, key in enumerate(self._keys):
            place = self._table.rows.place_of(key)
            if place is not None:
                rest = self._offset % self._height
                self._table.verticalScrollBar().setValue((place - moved) * self._height + rest)
                return


def _mark_side(metrics: QFontMetrics) -> int:
    return round(metrics.height() * 0.95)
