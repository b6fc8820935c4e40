"""The table of claims: how a row is painted, which columns have room, what is remembered."""

import json
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
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

from claimdesk.core.model import ClaimRow
from claimdesk.ui.base.cards import Index, RowDelegate, hairline, quiet_ink
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.lines import elided_lines, paint_lines
from claimdesk.ui.base.marks import paint_mark
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.row_table import MARK_ROLE, RowTable
from claimdesk.ui.panes.fields import RETURN

_PAD = 8
_LINES = 2
_CLAIM_ROOM = 15
"""The claim keeps room for about so many capital letters before other columns are shown."""
_WIDTHS = {"number": 3, "claimant": 8, "reviewer": 7, "stage": 8}
"""The usual widths, in the same letters; verdict and passages are as wide as a mark."""
_LAST_FIRST = ("stage", "claimant", "reviewer", "passages")
"""The columns that go first where there is no room for all."""
_QUIET = ("number", "claimant", "passages", "reviewer", "stage")
_PLAIN = 1
"""The version of what is remembered."""


class ClaimDelegate(RowDelegate):
    """Paints the verdict as its mark, the rest as up to two lines."""

    def __init__(self, names: Sequence[str], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names = names

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        name = self._names[index.column()]
        if name == "verdict":
            self._paint_verdict(painter, option, index)
        else:
            if name in _QUIET:
                painter.setPen(quiet_ink(option))
            self._paint_text(painter, option, index)
        hairline(painter, option)

    def _paint_text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        step = option.fontMetrics.lineSpacing()
        lines = elided_lines(index.data(), option.font, box.width(), _LINES)
        box.setTop(option.rect.center().y() - len(lines) * step // 2)
        align = index.data(int(Qt.ItemDataRole.TextAlignmentRole))
        if align & Qt.AlignmentFlag.AlignRight or align & Qt.AlignmentFlag.AlignHCenter:
            painter.drawText(option.rect.adjusted(_PAD, 0, -_PAD, 0), int(align), index.data())
        else:
            paint_lines(painter, box, lines)

    def _paint_verdict(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        side = _mark_side(option.fontMetrics)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(option.rect).center())
        word = index.data()
        room = option.rect.width() - 2 * _PAD
        if option.fontMetrics.horizontalAdvance(word) + side + _PAD <= room:
            box.moveLeft(option.rect.left() + _PAD)
            text = option.rect.adjusted(_PAD + side + _PAD, 0, 0, 0)
            painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), word)
        paint_mark(painter, box, index.data(MARK_ROLE), self._theme.now)


class ClaimTable(QTableView):
    """The claims as rows of two lines; columns leave and come back as the table is resized."""

    opened = Signal()
    """Enter was pressed on the current claim, or it was double-clicked."""
    menu_wanted = Signal(QPoint)
    """(place on the screen) the context menu of the chosen claims is asked for."""

    def __init__(self, rows: RowTable[ClaimRow], theme: Theme) -> None:
        super().__init__()
        self.rows = rows
        self._names = [column.name for column in rows.columns]
        self._widths: dict[str, int] = {}
        self._hidden: set[str] = set()
        self._is_fitting = False
        self.header_menu = QMenu(self)
        self.setModel(rows)
        self.setItemDelegate(ClaimDelegate(self._names, theme, self))
        self._set_up()
        self._set_up_header()
        self._on_font_changed()

    def save_state(self) -> bytes:
        """Return the widths the reviewer gave the columns and which are not wanted."""
        state = {"version": _PLAIN, "widths": self._widths, "hidden": sorted(self._hidden)}
        return json.dumps(state).encode()

    def restore_state(self, state: bytes | QByteArray) -> None:
        """Take over what was remembered; what cannot be read is passed over."""
        try:
            kept = json.loads(state if isinstance(state, bytes) else bytes(state.data()))
            widths = {n: int(w) for n, w in kept["widths"].items() if n in self._names}
            hidden = {name for name in kept["hidden"] if name in _LAST_FIRST}
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        self._widths = {name: width for name, width in widths.items() if 16 <= width <= 2000}
        self._hidden = hidden
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the columns there is room for."""
        super().resizeEvent(event)
        self._fit_columns()

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
        self._rows = list(table.rows.rows[first : first + 20])

    def restore(self) -> None:
        """Scroll so that the first of the remembered rows that is left stands where it was."""
        if not self._offset:
            return
        for moved, row in enumerate(self._rows):
            place = self._table.rows.place_of(row.id)
            if place is not None:
                rest = self._offset % self._height
                self._table.verticalScrollBar().setValue((place - moved) * self._height + rest)
                return


def _mark_side(metrics: QFontMetrics) -> int:
    return round(metrics.height() * 0.95)
