"""The words of one note: written, answered or changed beside the work, kept when it is put away."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from claimdesk.ui.base.forms import PlainDialog, Sentence, name_widget
from claimdesk.ui.base.words import tr

_LETTERS = 62
_LINES = 7
_LONGEST = 240
"""Code points of what the note is on that are shown."""


class NoteEdit(QPlainTextEdit):
    """Keeps Ctrl+Return for saving, though the window behind has a command on it."""

    saved = Signal()

    def event(self, event: QEvent) -> bool:
        """Claim Ctrl+Return before any command gets it."""
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


class NoteDialog(PlainDialog):
    """Takes the words of a note; Ctrl+Return saves them."""

    written = Signal(str)
    """(body) the note is to say this; who saves it closes the dialog."""
    left = Signal(str)
    """(draft) it was put away with these words not saved."""

    def __init__(self, title: str, about: str, body: str, parent: QWidget | None) -> None:
        super().__init__("note-dialog", title, parent)
        line = " ".join(about.split())
        shown = line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
        on = Sentence(shown)
        on.setProperty("quiet", "true")
        name_widget(on, "note-about", shown)
        self.column.addWidget(on)
        self._before = body
        self.text = NoteEdit(body)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(self.lines(_LINES))
        self.field(tr("&Note"), "note-text", self.text, 1)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._save = self.button("note-save", tr("&Save"), role, self._on_saved)
        self.cancel_button()
        self.finish(self._save, letters=_LETTERS)
        self.text.saved.connect(self._save.click)
        self.rejected.connect(self._on_rejected)
        self.text.textChanged.connect(self._on_typed)
        self._on_typed()
        self.text.setFocus()

    @property
    def is_changed(self) -> bool:
        """Return whether there are words that are not saved."""
        words = self.text.toPlainText()
        return bool(words.strip()) and words != self._before

    def take_up(self, draft: str) -> None:
        """Go on with words that were put away before."""
        self.text.setPlainText(draft)
        self.text.moveCursor(QTextCursor.MoveOperation.End)

    def _on_rejected(self) -> None:
        if self.is_changed:
            self.left.emit(self.text.toPlainText())

    def _on_typed(self) -> None:
        self._save.setEnabled(bool(self.text.toPlainText().strip()))

    def _on_saved(self) -> None:
        self.written.emit(self.text.toPlainText())


def _is_save(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_return and modifiers == Qt.KeyboardModifier.ControlModifier
