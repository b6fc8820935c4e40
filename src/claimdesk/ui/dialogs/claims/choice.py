"""The list from which a claim is picked: words filter it, the likely claims come first.

Whoever asks for a claim shows it in a dialog of its own: to link a passage, to relate two claims,
to merge one into another.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
)
from PySide6.QtWidgets import QLineEdit, QListView, QStyleOptionViewItem, QWidget

from claimdesk.core.model import ClaimRow, Id
from claimdesk.ui.base.cards import RowDelegate
from claimdesk.ui.base.forms import PlainDialog, name_widget, quiet
from claimdesk.ui.base.icons import drawing
from claimdesk.ui.base.lines import elided_lines, paint_lines
from claimdesk.ui.base.marks import paint_mark, verdict_word
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.row_table import ROW_ROLE, Column, Index, RowTable

_KEYS_OF_LIST = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_LIST_FOR_CONTROL = frozenset({Qt.Key.Key_Home, Qt.Key.Key_End})
_PAD = 8
_PAUSE_MS = 200
"""Nobody wants every row read out while typing."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One row to pick: a claim, or a new one of this text.

    ``note`` stands beside a claim.
    """

    row: ClaimRow | None
    text: str
    note: str = ""

    @property
    def spoken(self) -> str:
        """Return the row in words."""
        if self.row is None:
            return tr("New claim: “{words}”", words=self.text)
        parts = (
            tr("Claim {n}, {verdict}", n=self.row.number, verdict=verdict_word(self.row.verdict)),
            self.text,
            self.row.claimant,
            self.note,
        )
        return ". ".join(part.removesuffix(".") for part in parts if part)


Find = Callable[[str], Sequence[ClaimRow]]
"""Returns the claims that hold what is typed, the best first."""


class Candidates(QObject):
    """Where the claims come from, a few at a time, and which of them are in the same article."""

    ranked = Signal()
    """The best are known by now."""

    def __init__(
        self, find: Find, near: Collection[Id] = (), total: int = 0, *, is_ranked: bool = True
    ) -> None:
        """``total`` is how many claims there are; until ``rank`` the best may not be known."""
        super().__init__()
        self.find = find
        self.near = frozenset(near)
        self.total = total
        self.is_ranked = is_ranked

    def rank(self) -> None:
        """Say that the best are known by now."""
        self.is_ranked = True
        self.ranked.emit()


class ClaimChoice(QObject):
    """A line to type words into and the claims that hold them; arrows move, the focus stays.

    Where the best are still looked for, none is current before something is typed or moved: Return
    must not mean a claim that only happens to be the first.
    """

    moved = Signal()
    """Another row is the current one."""
    picked = Signal()
    """The current row was double-clicked."""

    def __init__(
        self, name: str, candidates: Candidates, theme: Theme, new_text: str | None = None
    ) -> None:
        """Offer the candidates, and with ``new_text`` a new claim of what is typed or of that."""
        super().__init__()
        self._name = name
        self._new_text = new_text
        self._candidates = candidates
        self._looking = quiet(tr("Looking for the likely claims…"))
        candidates.ranked.connect(self._on_ranked)
        self.filter = QLineEdit()
        column: Column[Offer] = Column(
            "claim", tr("Claim"), lambda offer: offer.spoken, lambda offer: offer.text
        )
        self._table = RowTable((column,), _key, self)
        self.list = QListView()
        self.list.setModel(self._table)
        self.list.setItemDelegate(_OfferDelegate(theme, candidates.total, self.list))
        theme.changed.connect(self.list.viewport().update)
        self.filter.installEventFilter(self)
        self.list.installEventFilter(self)
        self.filter.textChanged.connect(self._on_typed)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.doubleClicked.connect(self.picked)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._say_current)
        self._on_typed()

    @property
    def typed(self) -> str:
        """Return what was typed to filter."""
        return " ".join(self.filter.text().split())

    @property
    def offers(self) -> list[Offer]:
        """Return the rows as they are shown."""
        return list(self._table.rows)

    @property
    def current(self) -> Offer | None:
        """Return the row that Enter would pick, or None where nothing is found."""
        return self._table.row_at(self.list.currentIndex().row())

    def lay_out(self, dialog: PlainDialog, caption: str) -> None:
        """Take the next place in a dialog."""
        self.setParent(dialog)
        self.filter.setPlaceholderText(tr("Words of the claim, or its number"))
        self.filter.setClearButtonEnabled(True)
        dialog.field(caption, f"{self._name}-filter", self.filter)
        name_widget(self.list, f"{self._name}-list", tr("Claims"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMinimumHeight(dialog.lines(8))
        dialog.column.addWidget(self.list, 1)
        self._looking.setObjectName(f"{self._name}-looking")
        self._looking.setHidden(self._candidates.is_ranked)
        dialog.column.addWidget(self._looking)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list from the filter, and type into the filter from the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.filter and _is_for_list(event):
                QCoreApplication.sendEvent(self.list, event)
                return True
            if watched is self.list and _is_typing(event):
                self.filter.setFocus()
                QCoreApplication.sendEvent(self.filter, event)
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        self._table.replace(self._found())
        is_open = bool(self.typed) or self._candidates.is_ranked
        self.list.setCurrentIndex(self._table.index(0, 0) if is_open else QModelIndex())
        self.list.scrollToTop()
        self._on_current()

    def _on_ranked(self) -> None:
        """Show the best first; what was gone to meanwhile stays the current one."""
        self._looking.hide()
        if self.current is None:
            self._on_typed()
        else:
            self._table.replace(self._found())

    def _found(self) -> list[Offer]:
        typed = self.typed
        found = [_offer(row, self._candidates.near) for row in self._candidates.find(typed)]
        if self._new_text is not None:
            found.append(Offer(None, typed or self._new_text))
        return found

    def _on_current(self) -> None:
        self.moved.emit()
        self._pause.start()

    def _say_current(self) -> None:
        """Tell assistive technology what Enter would pick; the focus stays in the filter."""
        offer = self.current
        if offer is not None and self.filter.hasFocus():
            self.filter.setAccessibleDescription(offer.spoken)
            said = QAccessibleAnnouncementEvent(self.filter, offer.spoken)
            QAccessible.updateAccessibility(said)


class _OfferDelegate(RowDelegate):
    """Paints mark, number, two lines of text, and at the right who claims it."""

    def __init__(self, theme: Theme, claims: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._digits = "0" * max(2, len(str(claims)))

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return a row of two lines."""
        height = 2 * option.fontMetrics.lineSpacing() + 2 * _PAD
        return QSize(option.fontMetrics.averageCharWidth() * 30, height)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the offer."""
        offer: Offer = index.data(ROW_ROLE)
        cells = _Cells.of(option, self._digits)
        if offer.row is None:
            self._paint_new(painter, cells, offer)
        else:
            self._paint_claim(painter, cells, offer, offer.row)

    def _paint_new(self, painter: QPainter, cells: "_Cells", offer: Offer) -> None:
        colours = self._theme.now
        ratio = painter.device().devicePixelRatioF()
        plus = drawing("plus", colours.text, cells.mark.toRect().width(), ratio)
        painter.drawPixmap(cells.mark.toRect(), plus)
        painter.setPen(QColor(colours.text))
        _paint_text(painter, cells.number.united(cells.side), offer.spoken)

    def _paint_claim(self, painter: QPainter, cells: "_Cells", offer: Offer, row: ClaimRow) -> None:
        colours = self._theme.now
        paint_mark(painter, cells.mark, row.verdict, colours)
        painter.setPen(QColor(colours.muted))
        painter.drawText(cells.number, Qt.AlignmentFlag.AlignTrailing, str(row.number))
        _paint_text(painter, cells.side, row.claimant, offer.note)
        painter.setPen(QColor(colours.text))
        _paint_text(painter, cells.text, offer.text)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Where the parts of a row are."""

    mark: QRectF
    number: QRect
    text: QRect
    side: QRect

    @classmethod
    def of(cls, option: QStyleOptionViewItem, digits: str) -> "_Cells":
        """Divide a row; the claimant takes a quarter at most."""
        letters = option.fontMetrics
        box, line = option.rect.adjusted(_PAD + 2, _PAD, -_PAD - 2, -_PAD), letters.lineSpacing()
        size = min(line, round(letters.height() * 0.95))
        mark = QRectF(box.left(), box.top() + (line - size) / 2, size, size)
        number = QRect(box.left() + size + 6, box.top(), letters.horizontalAdvance(digits), line)
        width = min(letters.averageCharWidth() * 24, box.width() // 4)
        side = QRect(box.right() - width, box.top(), width, box.height())
        start = number.right() + 12
        text = QRect(start, box.top(), side.left() - 14 - start, box.height())
        return cls(mark, number, text, side)


def _paint_text(painter: QPainter, box: QRect, text: str, below: str = "") -> None:
    """Paint a text on the two lines of a row, or on the first with another one below it."""
    font, width = painter.font(), box.width()
    if below:
        above = elided_lines(text, font, width, 1) if text else []
        lines = [*above, *elided_lines(below, font, width, 1)]
    else:
        lines = elided_lines(text, font, width, 2)
    paint_lines(painter, box, lines)


def _offer(row: ClaimRow, near: frozenset[Id]) -> Offer:
    return Offer(row, row.text, tr("in this article") if row.id in near else "")


def _key(offer: Offer) -> Id | None:
    return offer.row.id if offer.row else None


def _is_for_list(event: QKeyEvent) -> bool:
    if event.key() in _KEYS_OF_LIST:
        return True
    has_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return has_control and event.key() in _LIST_FOR_CONTROL


def _is_typing(event: QKeyEvent) -> bool:
    if event.key() == Qt.Key.Key_Backspace:
        return True
    commanding = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.text()) and event.text().isprintable() and not event.modifiers() & commanding
