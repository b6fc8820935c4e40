"""The find bar: what to find and how it is meant, how many there are, back and forth, mark all."""

import regex
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from claimdesk.core.query import Query
from claimdesk.ui.article.finder import Finding
from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.forms import name_widget, show_text
from claimdesk.ui.base.icons import icon
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.panes.fields import RETURN

_PAUSE_MS = 60
_LONGEST = 1000
_WIDE_LETTERS = 95
"""From this many letters of width on everything stands in one row."""


class FindBar(QWidget):
    """Asks for searches, and tells how they go; somebody else carries them out."""

    wanted = Signal(object)
    """(query: Query) something else is to be found from here on."""
    stepped = Signal(int)
    """(by) the next (1) or the previous (-1) one is to be shown."""
    mark_wanted = Signal()
    """All hits are to become passages."""
    closed = Signal()
    """The bar is not needed any more."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.text = QLineEdit()
        self.count = QLabel()
        self.previous = QToolButton()
        self.next = QToolButton()
        self.close_button = QToolButton()
        self.mark_button = QPushButton(tr("Mar&k all…"))
        self.case = _toggle("find-case", "Aa", tr("&Match case"))
        self.whole_word = _toggle("find-whole-word", "ab", tr("&Whole words"))
        self.is_regex = _toggle("find-regex", ".*", tr("&Regular expression"))
        underlined = self.whole_word.font()
        underlined.setUnderline(True)
        self.whole_word.setFont(underlined)
        self._toggles = (self.case, self.whole_word, self.is_regex)
        self._buttons = (
            (self.previous, "chevron-up", tr("Previous (Shift+Enter)")),
            (self.next, "chevron-down", tr("Next (Enter)")),
            (self.close_button, "x", tr("Close (Esc)")),
        )
        self._options = QWidget()
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._name_parts()
        self._lay_out()
        self._connect()
        self._use_icons()
        self.show_finding(Finding())
        self.hide()

    @property
    def query(self) -> Query:
        """Return what is typed, as it is meant."""
        return Query(self.text.text(), *(toggle.isChecked() for toggle in self._toggles))

    def open(self, needle: str) -> None:
        """Show the bar, ready to type, with a first guess at what is to be found."""
        self.show()
        if needle:
            escaped = regex.escape(needle, literal_spaces=True)
            self.text.setText(escaped if self.is_regex.isChecked() else needle)
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()
        self._ask()

    def show_finding(self, finding: Finding) -> None:
        """Say which of how many is shown, or what is wrong."""
        show_text(self.count, "" if self.query.is_blank else _in_words(finding))
        for button in (self.previous, self.next):
            button.setEnabled(finding.total > 0)
        self.mark_button.setEnabled(finding.is_complete and finding.total > 0)

    def said(self, finding: Finding) -> str:
        """Return what a screen reader is told about a search that is done."""
        if finding.trouble or not finding.total:
            return _in_words(finding)
        return count(finding.total, "{n} match", "{n} matches")

    def flush(self) -> None:
        """Search for what was typed last without waiting for more."""
        if self._pause.isActive():
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter next, Shift+Enter previous, Esc close; on a button Enter presses it."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in RETURN and isinstance(focused, QAbstractButton):
            focused.click()
        elif event.key() in RETURN:
            self.flush()
            is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in two rows where there is no room for one."""
        super().resizeEvent(event)
        self._place_options()

    def _name_parts(self) -> None:
        name_widget(self.text, "find-text", tr("Find in the article"))
        name_widget(self.count, "find-count", tr("Matches"))
        name_widget(self.mark_button, "find-mark-all", plain(self.mark_button.text()))
        self.mark_button.setToolTip(tr("Make passages of all that is found"))
        self.text.setPlaceholderText(tr("Find in the article"))
        self.text.setClearButtonEnabled(True)
        self.text.setMaxLength(_LONGEST)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setProperty("quiet", "true")
        self.count.setWordWrap(True)
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for button, name, tip in self._buttons:
            name_widget(button, f"find-{name}", tip)
            button.setToolTip(tip)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self) -> None:
        options = QHBoxLayout(self._options)
        options.setContentsMargins(0, 0, 0, 0)
        options.setSpacing(2)
        for toggle in self._toggles:
            options.addWidget(toggle)
        options.addSpacing(6)
        options.addWidget(self.count, 1)
        options.addWidget(self.mark_button)
        self._upper.addWidget(self.text, 1)
        for button in (self.previous, self.next, self.close_button):
            self._upper.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        for row in (self._upper, self._lower):
            row.setSpacing(6)
            layout.addLayout(row)
        self._place_options()
        stops = (self.text, *self._toggles, self.mark_button, self.previous, self.next)
        for before, after in zip(stops, (*stops[1:], self.close_button), strict=True):
            self.setTabOrder(before, after)

    def _place_options(self) -> None:
        is_wide = self.width() >= _WIDE_LETTERS * self.fontMetrics().averageCharWidth()
        row, other = (self._upper, self._lower) if is_wide else (self._lower, self._upper)
        if row.indexOf(self._options) < 0:
            other.removeWidget(self._options)
            row.insertWidget(min(1, row.count()), self._options, 1)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._ask)
        for toggle in self._toggles:
            toggle.toggled.connect(self._ask)
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)
        self.mark_button.clicked.connect(self.mark_wanted)
        self.close_button.clicked.connect(self.closed)
        self._theme.changed.connect(self._use_icons)

    def _ask(self) -> None:
        self._pause.stop()
        self.wanted.emit(self.query)

    def _on_previous(self) -> None:
        self.stepped.emit(-1)

    def _on_next(self) -> None:
        self.stepped.emit(1)

    def _use_icons(self) -> None:
        for button, name, _ in self._buttons:
            button.setIcon(icon(name, self._theme.now))


def _toggle(identifier: str, sign: str, text: str) -> QToolButton:
    """Return a small button for one way of finding; its words are the tool tip."""
    made = QToolButton()
    made.setText(sign)
    made.setCheckable(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    keys = QKeySequence.mnemonic(text)
    made.setShortcut(keys)
    shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
    made.setToolTip(f"{plain(text)} ({shown})" if shown else plain(text))
    name_widget(made, identifier, plain(text))
    return made


def _in_words(finding: Finding) -> str:
    """Return "3 of 12", with "…" while there may be more, or why there is nothing."""
    if finding.trouble:
        return finding.trouble
    if not finding.total:
        return tr("No matches") if finding.is_complete else tr("Searching…")
    total = f"{finding.total}" if finding.is_complete else f"{finding.total}…"
    if not finding.number:
        return total
    said = tr("{current} of {total}", current=finding.number, total=total)
    if finding.rounds > 0:
        return tr("{place}, from the top", place=said)
    return tr("{place}, from the end", place=said) if finding.rounds < 0 else said
