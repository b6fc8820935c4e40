"""A row of chips: what is set, each to be taken away by a click, on as many lines as it takes."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QStyle, QToolButton, QWidget

from claimdesk.ui.base import icons
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr

_GAP = 6
_MOST_LETTERS = 34
"""What is longer is cut; the tool tip says it whole."""
_AWAY = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FlowLayout(QLayout):
    """Places its items one behind the other, and what does not fit on the next line."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
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

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for a width."""
        return self._place(QRect(0, 0, width, 0), is_trial=True)

    def sizeHint(self) -> QSize:
        """Return the size of a single line."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest item alone."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def setGeometry(self, box: QRect) -> None:
        """Place the items."""
        super().setGeometry(box)
        self._place(box, is_trial=False)

    def _place(self, box: QRect, *, is_trial: bool) -> int:
        margins = self.contentsMargins()
        inside = box.marginsRemoved(margins)
        corner, bottom = inside.topLeft(), inside.top()
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        for item in self._items:
            size = item.sizeHint()
            size.setWidth(min(size.width(), inside.width()))
            if corner.x() > inside.left() and corner.x() + size.width() > inside.right() + 1:
                corner = QPoint(inside.left(), bottom + _GAP)
            if not is_trial:
                item.setGeometry(QStyle.visualRect(direction, inside, QRect(corner, size)))
            bottom = max(bottom, corner.y() + size.height())
            corner += QPoint(size.width() + _GAP, 0)
        return bottom - inside.top() + margins.top() + margins.bottom()


class Chip(QToolButton):
    """One thing that is set; a click, or Delete, takes it away."""

    def __init__(self, name: str, text: str, theme: Theme) -> None:
        super().__init__()
        self.name = name
        cut = text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1].rstrip()}…"
        self.setText(cut.replace("&", "&&"))
        self.setToolTip(tr("{what}\nClick to take it away", what=text))
        self.setIcon(icons.icon("x", theme.now))
        # The cross stands behind the words.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("chip", "true")
        side = self.fontMetrics().height() * 3 // 4
        self.setIconSize(QSize(side, side))
        name_widget(self, f"filter-{name.replace('_', '-')}", tr("Take away: {what}", what=text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away on the keys that remove things."""
        if event.key() in _AWAY:
            self.click()
        else:
            super().keyPressEvent(event)


class ChipRow(QWidget):
    """The chips; not there while there are none."""

    removed = Signal(str)
    """(name) a chip was clicked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: Sequence[tuple[str, str]] = ()
        self.chips: list[Chip] = []
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._on_theme_changed)
        self.hide()

    def show_chips(self, things: Sequence[tuple[str, str]]) -> None:
        """Show these things, name and words of each; the focus stays among the chips."""
        if things == self._shown:
            return
        self._shown = things
        held = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), None)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [Chip(name, text, self._theme) for name, text in things]
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.show()
            chip.clicked.connect(lambda _=False, name=chip.name: self.removed.emit(name))
        self.setVisible(bool(self.chips))
        if held is not None and self.chips:
            self.chips[min(held, len(self.chips) - 1)].setFocus()

    def _on_theme_changed(self) -> None:
        for chip in self.chips:
            chip.setIcon(icons.icon("x", self._theme.now))
