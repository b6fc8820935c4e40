"""Labelled text fields that know what is typed and not saved yet.

A field is given what the project holds (``show_stored``) and saves through the function it was
made with. Typing wins over what comes from outside until it is saved; what cannot be saved stays
in the field with a sentence that says why.
"""

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QCompleter, QFrame, QLabel, QLineEdit, QTextEdit, QVBoxLayout, QWidget

Complaint = str
"""Why a text cannot be saved; empty when it can."""
_SHORT = 16
RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def caption(text: str, buddy: QWidget | None = None) -> QLabel:
    """Return the quiet label above a field."""
    label = QLabel(text)
    label.setProperty("quiet", "true")
    if buddy is not None:
        label.setBuddy(buddy)
    return label


def captioned(text: str, field: QWidget) -> QWidget:
    """Return a widget with its caption above it."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(3)
    layout.addWidget(caption(text, field))
    layout.addWidget(field)
    return whole


class Field(QWidget):
    """A caption, an editor and, when needed, a sentence on what is wrong."""

    typed = Signal()
    """Something is typed that is not saved."""
    entered = Signal()
    """The editor was given the focus."""

    def __init__(
        self,
        label: str,
        editor: QWidget,
        save: Callable[[str], object],
        check: Callable[[str], Complaint],
    ) -> None:
        super().__init__()
        self.editor = editor
        self._save = save
        self._check = check
        self.tidy: Callable[[str], str] = str.strip
        """Gives what is typed the form it is saved in."""
        self._stored = ""
        self._written = ""
        self._shown = ""
        self._is_writing = False
        self.caption = caption(label, editor)
        self.complaint = QLabel()
        self.complaint.setWordWrap(True)
        self.complaint.setForegroundRole(QPalette.ColorRole.BrightText)
        self.complaint.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for part in (self.caption, editor, self.complaint):
            layout.addWidget(part)
        editor.installEventFilter(self)

    @property
    def is_touched(self) -> bool:
        """Return whether something is typed that is not saved."""
        return self._read() != self._shown

    @property
    def text(self) -> str:
        """Return what the field says, as it would be saved."""
        return self.tidy(self._read())

    @property
    def draft(self) -> str | None:
        """Return what is typed and not saved, exactly, or None."""
        return self._read() if self.is_touched else None

    def reset(self, stored: str, draft: str | None = None) -> None:
        """Show the value of another record, and what was left unsaved there."""
        self._stored = stored
        self._put(stored)
        self.complain("")
        if draft is not None:
            self._quietly_write(draft)
            self.complain(self._check(self.text))

    def show_stored(self, stored: str) -> None:
        """Show what the project holds now, unless something else is typed."""
        self._stored = stored
        if not self.is_touched:
            if stored != self._written:
                self._put(stored)
        elif self.text == stored:
            self._written, self._shown = stored, self._read()

    def commit(self) -> None:
        """Save what is typed, or say why it cannot be saved."""
        if not self.is_touched:
            self.complain("")
            if self._written != self._stored:
                self._put(self._stored)
            return
        complaint = self._check(self.text)
        self.complain(complaint)
        if complaint:
            return
        if self.text != self._stored:
            self._save(self.text)
        if self.text == self._stored:
            # The blanks around it are left alone: the reviewer may be in the middle of a word.
            self._written, self._shown = self._stored, self._read()

    def complain(self, sentence: Complaint) -> None:
        """Show a sentence under the editor, or take it away."""
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when the focus leaves, but not for the editor's own menu; leave undo alone."""
        if isinstance(event, QFocusEvent):
            if event.type() == QEvent.Type.FocusIn:
                self.entered.emit()
            elif event.reason() != Qt.FocusReason.PopupFocusReason:
                self.commit()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if (event.matches(undo) and not self.is_touched) or (
                event.matches(redo) and not self._can_redo()
            ):
                # Nothing is typed: the editor would swallow the key that undoes the last action.
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _put(self, stored: str) -> None:
        self._written = stored
        self._quietly_write(stored)
        self._shown = self._read()

    def _quietly_write(self, text: str) -> None:
        self._is_writing = True
        self._write(text)
        self._is_writing = False

    def _announce(self) -> None:
        if self.is_touched and not self._is_writing:
            self.typed.emit()

    @abstractmethod
    def _read(self) -> str:
        """Return what the editor says."""

    @abstractmethod
    def _write(self, text: str) -> None:
        """Make the editor say something."""

    @abstractmethod
    def _can_redo(self) -> bool:
        """Return whether typing that was taken back can come again."""


class LineField(Field):
    """A field of one line; Enter saves."""

    def __init__(
        self,
        label: str,
        save: Callable[[str], object],
        check: Callable[[str], Complaint] = lambda _: "",
        editor: QLineEdit | None = None,
    ) -> None:
        self._words: QStringListModel | None = None
        self.line = editor or QLineEdit()
        super().__init__(label, self.line, save, check)
        self.line.textChanged.connect(self._announce)
        self.line.returnPressed.connect(self.commit)

    def sizeHint(self) -> QSize:
        """Return room for a date or a name."""
        width = _SHORT * self.fontMetrics().averageCharWidth()
        return QSize(width, super().sizeHint().height())

    def offer(self, words: list[str]) -> None:
        """Complete from these words."""
        if self._words is None:
            self._words = QStringListModel(self)
            completer = QCompleter(self._words, self.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.line.setCompleter(completer)
        self._words.setStringList(words)

    def _read(self) -> str:
        return self.line.text()

    def _write(self, text: str) -> None:
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def _can_redo(self) -> bool:
        return self.line.isRedoAvailable()


class TextField(Field):
    """A field of several lines that grows with its text; Ctrl+Return saves."""

    def __init__(
        self,
        label: str,
        save: Callable[[str], object],
        check: Callable[[str], Complaint] = lambda _: "",
        lines: tuple[int, int] = (2, 9),
    ) -> None:
        self.edit = GrowingEdit(*lines)
        super().__init__(label, self.edit, save, check)
        self.edit.textChanged.connect(self._announce)
        self.edit.saved.connect(self.commit)

    def _read(self) -> str:
        return self.edit.exact_text()

    def _write(self, text: str) -> None:
        self.edit.setPlainText(text)
        self.edit.moveCursor(QTextCursor.MoveOperation.Start)

    def _can_redo(self) -> bool:
        return self.edit.document().isRedoAvailable()


class GrowingEdit(QTextEdit):
    """A plain-text editor as high as its text, between a least and a most number of lines."""

    saved = Signal()
    """Ctrl+Return was pressed."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setProperty("field", "true")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def exact_text(self) -> str:
        """Return the text as typed; ``toPlainText`` would turn no-break spaces into blanks."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Return for saving, though the window has a command on it."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and _is_save(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Ctrl+Return."""
        if _is_save(event):
            self.saved.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow when the lines break earlier."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        around = self.height() - self.viewport().height()
        margins = 2 * round(self.document().documentMargin()) + around
        wanted = round(self.document().size().height()) + around
        low, high = self._least * line + margins, self._most * line + margins
        self.setFixedHeight(min(max(wanted, low), high))
        needs_bar = wanted > high
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if needs_bar else policy.ScrollBarAlwaysOff
        )


def separator() -> QFrame:
    """Return a hairline between two parts of a form."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    return line


def _is_save(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in RETURN and modifiers == Qt.KeyboardModifier.ControlModifier
