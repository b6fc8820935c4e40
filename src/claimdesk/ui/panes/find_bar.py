"""The find bar: what to find, how many there are, back and forth, close."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.icons import icon
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.panes.fields import RETURN

_PAUSE_MS = 60


class FindBar(QWidget):
    """Asks for searches; the article pane carries them out and tells the count."""

    wanted = Signal(str, bool)
    """(needle, case) something else is to be found from here on."""
    stepped = Signal(int)
    """(by) the next (1) or the previous (-1) one is to be shown."""
    closed = Signal()
    """The bar is not needed any more."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.text = QLineEdit()
        self.case = QCheckBox(tr("Match &case"))
        self.count = QLabel()
        self.previous = QToolButton()
        self.next = QToolButton()
        self.close_button = QToolButton()
        self._buttons = (
            (self.previous, "chevron-up", tr("Previous (Shift+Enter)")),
            (self.next, "chevron-down", tr("Next (Enter)")),
            (self.close_button, "x", tr("Close (Esc)")),
        )
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._use_icons()
        self.hide()

    def open(self, needle: str) -> None:
        """Show the bar, ready to type, with a first guess at what is to be found."""
        self.show()
        if needle:
            self.text.setText(needle)
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()
        self._ask()

    def show_count(self, current: int, total: int) -> None:
        """Say which of how many is shown."""
        if not self.text.text():
            self.count.setText("")
        elif total:
            self.count.setText(tr("{current} of {total}", current=current, total=total))
        else:
            self.count.setText(tr("No matches"))
        for button in (self.previous, self.next):
            button.setEnabled(total > 0)

    def said(self, total: int) -> str:
        """Return what a screen reader is told about a search."""
        return count(total, "{n} match", "{n} matches") if total else tr("No matches")

    def flush(self) -> None:
        """Search for what was typed last without waiting for more."""
        if self._pause.isActive():
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter next, Shift+Enter previous, Esc close."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in RETURN:
            self.flush()
            is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        name_widget(self.text, "find-text", tr("Find in the article"))
        name_widget(self.count, "find-count", tr("Matches"))
        self.text.setPlaceholderText(tr("Find in the article"))
        self.text.setClearButtonEnabled(True)
        self.count.setProperty("quiet", "true")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(6)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.count)
        layout.addWidget(self.previous)
        layout.addWidget(self.next)
        layout.addWidget(self.case)
        layout.addWidget(self.close_button)
        for button, name, tip in self._buttons:
            name_widget(button, f"find-{name}", tip)
            button.setToolTip(tip)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._ask)
        self.case.toggled.connect(self._ask)
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)
        self.close_button.clicked.connect(self.closed)
        self._theme.changed.connect(self._use_icons)

    def _ask(self) -> None:
        self._pause.stop()
        self.wanted.emit(self.text.text(), self.case.isChecked())

    def _on_previous(self) -> None:
        self.stepped.emit(-1)

    def _on_next(self) -> None:
        self.stepped.emit(1)

    def _use_icons(self) -> None:
        for button, name, _ in self._buttons:
            button.setIcon(icon(name, self._theme.now))
