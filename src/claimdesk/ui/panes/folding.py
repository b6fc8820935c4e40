"""A row of widgets that becomes a column where there is no room for a row."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget

_GAP = 8


class FoldingLayout(QLayout):
    """Places its items side by side, or one below the other when they do not fit.

    Side by side all are equally wide, unless ``is_even`` is false: then the first takes what the
    others leave.
    """

    def __init__(self, gap: int, *, is_even: bool) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._is_even = is_even
        self.is_folded = False
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        """Return an item, or None behind the last."""
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        """Give an item away, or None behind the last."""
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Say that more room across is welcome."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on whether the items fit side by side."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for a width."""
        return self._place(QRect(0, 0, width, 0), is_trial=True)

    def sizeHint(self) -> QSize:
        """Return the size of the row."""
        width = self._row_width(self._shown()) + self._around(across=True)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """Return the width of the widest item, for the row can always fold, and its height."""
        widths = [item.minimumSize().width() for item in self._shown()]
        heights = [item.minimumSize().height() for item in self._shown()]
        return QSize(
            max(widths, default=0) + self._around(across=True),
            max(heights, default=0) + self._around(across=False),
        )

    def setGeometry(self, box: QRect) -> None:
        """Place the items."""
        super().setGeometry(box)
        self._place(box, is_trial=False)

    def _place(self, box: QRect, *, is_trial: bool) -> int:
        """Place the items in a box, or only find out how high it would have to be."""
        inside = box.marginsRemoved(self.contentsMargins())
        items = self._shown()
        is_folded = self._row_width(items) > inside.width()
        widths = [inside.width()] * len(items) if is_folded else self._widths(inside.width())
        x, y, bottom = inside.left(), inside.top(), inside.top()
        for item, width in zip(items, widths, strict=True):
            height = _height(item, width)
            if not is_trial:
                where = QRect(x, y, width, height)
                item.setGeometry(QStyle.visualRect(self._direction(), inside, where))
            bottom = max(bottom, y + height)
            if is_folded:
                y = bottom + self.spacing()
            else:
                x += width + self.spacing()
        if not is_trial:
            self.is_folded = is_folded
        return bottom - inside.top() + self._around(across=False)

    def _widths(self, room: int) -> list[int]:
        items = self._shown()
        room -= self.spacing() * (len(items) - 1)
        if self._is_even:
            share, rest = divmod(room, max(1, len(items)))
            return [share + (place < rest) for place in range(len(items))]
        others = [item.sizeHint().width() for item in items[1:]]
        first = max(room - sum(others), items[0].minimumSize().width()) if items else 0
        others = [room - first] if len(others) == 1 else others
        return [first, *others] if items else []

    def _row_width(self, items: list[QLayoutItem]) -> int:
        widths = [item.sizeHint().width() for item in items]
        taken = max(widths, default=0) * len(items) if self._is_even else sum(widths)
        return taken + self.spacing() * max(0, len(items) - 1)

    def _around(self, *, across: bool) -> int:
        margins = self.contentsMargins()
        if across:
            return margins.left() + margins.right()
        return margins.top() + margins.bottom()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _direction(self) -> Qt.LayoutDirection:
        parent = self.parentWidget()
        return parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight


class FoldingRow(QWidget):
    """A widget that does nothing but hold a folding row."""

    def __init__(self, *parts: QWidget, gap: int = _GAP, is_even: bool = True) -> None:
        super().__init__()
        self._folding = FoldingLayout(gap, is_even=is_even)
        self.setLayout(self._folding)
        for part in parts:
            self._folding.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_folded(self) -> bool:
        """Return whether the parts stand one below the other."""
        return self._folding.is_folded


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
