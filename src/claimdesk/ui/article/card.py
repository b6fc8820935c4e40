"""The card that lists all highlights at a place, the innermost first.

Beside the mouse it is only looked at. Opened by Enter it has the keyboard: Tab and the arrows go
through its rows, and past the last one on to whatever comes after the text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QLabel, QStyleOptionViewItem, QVBoxLayout, QWidget

from claimdesk.core.model import HighlightRow
from claimdesk.ui.article.guard import guarded, nothing
from claimdesk.ui.article.lanes import Key
from claimdesk.ui.base.cards import CardList, Index, RowDelegate, hairline, ink, quiet_ink
from claimdesk.ui.base.colours import Palette
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.lines import elided_lines, paint_lines
from claimdesk.ui.base.marks import mark_icon, verdict_word
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.row_table import ROW_ROLE, Column, RowTable
from claimdesk.ui.models.terms import stance_word

_MOST = 8
_WIDTH = 400
_MARK = 16
_PAD = 8
_LINES = 2
_AWAY = 12
_EDGE = 8
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
_NOT_LEFT = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


@dataclass(frozen=True, slots=True)
class Entry:
    """A highlight as the card shows it: in words, and the text of its claim."""

    row: HighlightRow
    words: str
    text: str

    @property
    def key(self) -> Key:
        """Return what makes the highlight the same one after a change."""
        return (self.row.passage_id, self.row.claim_id)

    @property
    def said(self) -> str:
        """Return what is said of the row: "Claim 3, denied: It cost 3 million"."""
        return f"{self.words}: {self.text}" if self.text else self.words


class OverlapCard(QFrame):
    """Lies over the window that the text is in, so that it needs no window manager."""

    chosen = Signal(object)
    """(HighlightRow) a row was stepped to or clicked."""
    left = Signal(object)
    """(onward: bool | None) the keyboard leaves the card: to what comes after, or to the text."""
    menu_wanted = Signal(QPoint)
    """(place on the screen) the menu of the current row's link is asked for."""

    def __init__(self, text: QWidget) -> None:
        super().__init__(text)
        self._text = text
        name_widget(self, "overlap-card", tr("Claims at this place"))
        column: Column[Entry] = Column(
            name="claim", title=tr("Claim"), show=lambda one: one.said, said=lambda one: one.said
        )
        self._model: RowTable[Entry] = RowTable((column,), lambda one: one.key, self)
        self.list = _Rows(self._model)
        self._more = QLabel()
        self._more.setMargin(_PAD)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.list)
        layout.addWidget(self._more)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.left.connect(self.left)
        self.list.menu_wanted.connect(self.menu_wanted)
        self.list.lost.connect(self.hide)
        self.hide()

    @property
    def entries(self) -> Sequence[Entry]:
        """Return what is shown."""
        return self._model.rows

    @property
    def has_keyboard(self) -> bool:
        """Return whether the reader steps through the rows."""
        return self.isVisible() and self.list.hasFocus()

    def show_entries(
        self, entries: Sequence[Entry], colours: Palette, place: QRect, *, keyboard: bool
    ) -> None:
        """Show highlights below a place on the screen, or above it where there is no room."""
        if self.parentWidget() is not self._text.window():
            self.setParent(self._text.window())
        self._use(colours)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not keyboard)
        # Without the keyboard it must not be a stop on the way through the window either.
        policy = Qt.FocusPolicy.StrongFocus if keyboard else Qt.FocusPolicy.NoFocus
        self.list.setFocusPolicy(policy)
        self._fill(entries, 0 if keyboard else None)
        self._fit(keyboard=keyboard)
        self.move(self._beside(place))
        self.show()
        self.raise_()
        if keyboard:
            self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def keep_for(self, rows: Sequence[HighlightRow]) -> None:
        """Go away, unless these are the highlights shown or the reader steps through them."""
        if self.isVisible() and not self.has_keyboard and [e.row for e in self.entries] != rows:
            self.hide()

    def renew(self, entry: Callable[[Key], Entry | None]) -> None:
        """Show what became of the highlights; what is gone leaves the card."""
        if self.isVisible():
            entries = [one for one in map(entry, (e.key for e in self.entries)) if one is not None]
            self._fill(entries, max(0, self.list.currentIndex().row()))
            if not entries:
                self.left.emit(None)

    def _fill(self, entries: Sequence[Entry], current: int | None) -> None:
        with QSignalBlocker(self.list.selectionModel()):
            self._model.replace(entries)
            at = QModelIndex() if current is None else self._model.index(current, 0)
            self.list.setCurrentIndex(at)
        if current is None:
            self.list.clearSelection()
        self.setAccessibleDescription(". ".join(one.said for one in entries[:_MOST]))

    def _fit(self, *, keyboard: bool) -> None:
        """Be as high as the rows, up to a few; the rest is counted, or scrolled to."""
        room = self.window().size()
        width = min(_WIDTH, room.width() - 2 * _EDGE)
        rest = len(self.entries) - _MOST
        self._more.setText(count(rest, "and {n} more", "and {n} more"))
        self._more.setVisible(rest > 0 and not keyboard)
        self.list.setFixedWidth(width - 2)
        self.list.doItemsLayout()
        shown = (self._model.index(row, 0) for row in range(min(_MOST, len(self.entries))))
        height = sum(self.list.visualRect(index).height() for index in shown)
        self.list.setFixedHeight(min(height, room.height() - 2 * _EDGE - 2))
        self.adjustSize()

    def _beside(self, place: QRect) -> QPoint:
        window = self.window()
        top_left = window.mapFromGlobal(place.topLeft())
        bottom = top_left.y() + place.height() + _AWAY
        if bottom + self.height() > window.height() - _EDGE:
            bottom = top_left.y() - self.height() - _AWAY
        most = window.width() - _EDGE - self.width()
        return QPoint(max(_EDGE, min(top_left.x(), most)), max(_EDGE, bottom))

    def _use(self, colours: Palette) -> None:
        self.list.colours = colours
        self.setStyleSheet(
            f"#overlap-card {{ background: {colours.field}; border: 1px solid {colours.edge};"
            " border-radius: 6px }"
            "#overlap-rows { background: transparent; border: none }"
            f"QLabel {{ color: {colours.muted}; background: transparent }}"
        )

    def _on_current(self, now: QModelIndex) -> None:
        entry = self._model.row_at(now.row())
        if entry is not None:
            self.chosen.emit(entry.row)


class _Rows(CardList):
    """The rows of the card."""

    left = Signal(object)
    """(onward: bool | None) as that of the card."""
    lost = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, model: RowTable[Entry]) -> None:
        super().__init__(model)
        self.colours: Palette | None = None
        name_widget(self, "overlap-rows", tr("Claims at this place"))
        self.setItemDelegate(_RowPainter(self))

    @guarded(lambda: True)
    def focusNextPrevChild(self, onward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Step through the rows; past the last one the keyboard leaves the card."""
        place = self.currentIndex().row() + (1 if onward else -1)
        if 0 <= place < self.model().rowCount():
            self.setCurrentIndex(self.model().index(place, 0))
        else:
            self.left.emit(True if onward else None)
        return True

    @guarded(nothing)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the text with Enter and Esc."""
        if event.key() in _RETURN:
            self.left.emit(None)
        else:
            super().keyPressEvent(event)

    @guarded(nothing)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the card is no longer wanted."""
        super().focusOutEvent(event)
        if event.reason() not in _NOT_LEFT:
            self.lost.emit()


class _RowPainter(RowDelegate):
    """Mark, number, verdict and stance on one line, then the claim's text."""

    @guarded(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row: short claims take one line."""
        entry: Entry = index.data(ROW_ROLE)
        lines = len(_text_lines(entry, option))
        return QSize(120, (lines + 1) * option.fontMetrics.lineSpacing() + 2 * _PAD + 2)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one highlight."""
        entry: Entry = index.data(ROW_ROLE)
        box = _inner(option)
        step = option.fontMetrics.lineSpacing()
        self._paint_head(painter, option, QRect(box.topLeft(), QSize(box.width(), step)), entry)
        painter.setFont(option.font)
        painter.setPen(ink(option))
        rest = box.adjusted(0, step + 2, 0, 0)
        paint_lines(painter, rest, _text_lines(entry, option))
        if index.row() < index.model().rowCount() - 1:
            hairline(painter, option)

    def _paint_head(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, entry: Entry
    ) -> None:
        row, rows = entry.row, option.widget
        if row.claim_id is not None and isinstance(rows, _Rows) and rows.colours is not None:
            mark = QRect(box.left() - _MARK - _PAD, box.top(), _MARK, box.height())
            mark_icon(row.verdict, rows.colours, _MARK).paint(painter, mark)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(ink(option))
        start = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, start, _title(row))
        painter.setFont(option.font)
        painter.setPen(quiet_ink(option))
        painter.drawText(
            box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _bearing(row)
        )


def _title(row: HighlightRow) -> str:
    if row.number is None:
        return tr("Passage without a claim")
    return tr("Claim {number}", number=row.number)


def _bearing(row: HighlightRow) -> str:
    if row.number is None or row.stance is None:
        return ""
    return f"{verdict_word(row.verdict)} · {stance_word(row.stance)}"


def _inner(option: QStyleOptionViewItem) -> QRect:
    box: QRect = option.rect.adjusted(_PAD + 2 + _MARK + _PAD, _PAD, -_PAD - 2, -_PAD)
    return box


def _text_lines(entry: Entry, option: QStyleOptionViewItem) -> list[str]:
    if not entry.text:
        return []
    width = _inner(option).width()
    return elided_lines(entry.text, option.font, width if width > 0 else _WIDTH, _LINES)
