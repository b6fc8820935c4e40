"""What the lists share: the ground of a row and its text, the scrolling and the menu of cards."""

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
_TINTED = State.State_Selected | State.State_MouseOver
_GROUNDED = _TINTED | State.State_HasFocus
"""Where one of these holds, the style paints a ground; else the list's own is seen."""
_CHECKED = {
    Qt.CheckState.Checked: State.State_On,
    Qt.CheckState.Unchecked: State.State_Off,
    Qt.CheckState.PartiallyChecked: State.State_NoChange,
}
_AFTER_CHECK = 10
_EDGE = 3
_FEW = 16
"""Cards that are asked one by one whether they stay as high as they were."""


class RowDelegate(QStyledItemDelegate):
    """Lets the style paint ground, hover and selection, and leaves the rest to ``paint_row``."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as every list has it, then what the row shows."""
        painter.save()
        bare = QStyleOptionViewItem(option)
        if bare.state & _GROUNDED:
            # Not ``initStyleOption``: it asks the row for seven things of which none is painted.
            style = bare.widget.style()
            style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
        painter.setFont(bare.font)
        painter.setPen(ink(bare))
        self.paint_row(painter, bare, index)
        if index.column() == 0 and has_keyboard(bare):
            edge = QRect(bare.rect.left(), bare.rect.top(), _EDGE, bare.rect.height())
            painter.fillRect(edge, bare.palette.color(QPalette.ColorRole.Accent))
        painter.restore()

    @abstractmethod
    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint what the row shows."""


def paint_check(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> int:
    """Paint the check box of a row, where clicks on it are taken; return where the rest begins."""
    box = QStyleOptionViewItem(option)
    box.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    style, view = option.widget.style(), option.widget
    box.rect = style.subElementRect(style.SubElement.SE_ItemViewItemCheckIndicator, box, view)
    checked = index.data(Qt.ItemDataRole.CheckStateRole)
    if checked is not None:
        box.state &= ~(State.State_HasFocus | State.State_MouseOver)
        box.state |= _CHECKED[Qt.CheckState(checked)]
        shape = QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck
        style.drawPrimitive(shape, box, painter, view)
    return box.rect.right() + _AFTER_CHECK


class CardList(QListView):
    """A list of cards as wide as the list, each with a context menu."""

    menu_wanted = Signal(QPoint)
    """(place on the screen) the context menu of the current card is asked for."""

    def __init__(self, model: QAbstractItemModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint cards anew that stay as high as they were; Qt would ask all for their heights."""
        changed = range(first.row(), last.row() + 1)
        # Where much changed, laying all out once costs less than to ask card by card.
        is_little = len(changed) <= _FEW
        if is_little and all(self._stays_as_high(first.sibling(row, 0)) for row in changed):
            QAbstractItemView.dataChanged(self, first, last, roles)
        else:
            super().dataChanged(first, last, roles)

    def _stays_as_high(self, index: QModelIndex) -> bool:
        """Return whether a card still ends where the next one was laid out, or the list ends."""
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        height = self.itemDelegate().sizeHint(option, index).height()
        below = index.siblingAtRow(index.row() + 1)
        end = self.contentsSize().height() - self.verticalOffset()
        return option.rect.top() + height == (
            self.visualRect(below).top() if below.isValid() else end
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the card under the pointer, or of the current one.

        Where several are chosen and it is one of them, they stay chosen.
        """
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            chosen = self.selectionModel()
            keep = QItemSelectionModel.SelectionFlag.NoUpdate
            if chosen.isSelected(index):
                chosen.setCurrentIndex(index, keep)
            else:
                self.setCurrentIndex(index)
            corner = self.visualRect(index).bottomLeft()
            place = event.globalPos() if by_mouse else self.viewport().mapToGlobal(corner)
            self.menu_wanted.emit(place)


def ink(option: QStyleOptionViewItem) -> QColor:
    """Return the colour of a row's text."""
    return option.palette.color(QPalette.ColorRole.WindowText)


def quiet_ink(option: QStyleOptionViewItem) -> QColor:
    """Return the colour of what is less important in a row; full where the ground is tinted."""
    if option.state & _TINTED:
        return ink(option)
    return option.palette.color(QPalette.ColorRole.PlaceholderText)


def has_keyboard(option: QStyleOptionViewItem) -> bool:
    """Return whether a row is selected in the list that has the keyboard."""
    return bool(option.state & State.State_Selected) and option.widget.hasFocus()


def hairline(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Paint a line under a row that parts it from the next."""
    box: QRect = option.rect
    painter.fillRect(box.left(), box.bottom(), box.width(), 1, option.palette.mid())
