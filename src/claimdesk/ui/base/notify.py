"""What the program says: quiet announcements, and the one place that shows dialogs of trouble."""

from collections import deque
from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from claimdesk.core.errors import Code, ReviewError
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import tr

_REMEMBERED = 50


class Announcer(QObject):
    """Tells a finished action to assistive technology and to the status bar."""

    said = Signal(str)
    """(text) something was announced."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history: deque[str] = deque(maxlen=_REMEMBERED)

    def say(self, widget: QWidget, text: str) -> None:
        """Announce a short text on behalf of a widget."""
        self.history.append(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
        self.said.emit(text)


class Notifier(QObject):
    """Shows trouble and results that need more than a line; no dialog stops the program."""

    quiet = Signal(str)
    """(sentence) trouble that needs no dialog, such as work the reviewer stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history: deque[str] = deque(maxlen=_REMEMBERED)
        self.window: QWidget | None = None

    def trouble(self, error: ReviewError) -> None:
        """Say in one sentence what went wrong, with the details on request."""
        self.history.append(error.sentence)
        if error.code in (Code.CANCELLED, Code.REFUSED):
            self.quiet.emit(error.sentence)
            return
        cause = f"\n{type(error.__cause__).__name__}: {error.__cause__}" if error.__cause__ else ""
        self._show(
            "trouble",
            QMessageBox.Icon.Warning,
            (tr("Claimdesk"), error.sentence, tr("Code: {code}", code=error.code) + cause),
        )

    def tell(self, title: str, sentences: Iterable[str]) -> None:
        """Show the result of some work, a sentence a line."""
        text = "\n".join(sentences)
        self.history.append(f"{title}\n{text}")
        box = self._show("result", QMessageBox.Icon.NoIcon, (tr("Claimdesk"), title, ""))
        box.setInformativeText(text)

    def bug(self, details: str) -> None:
        """Say that something unexpected happened and offer the details for a report."""
        self.history.append(details)
        box = self._show(
            "bug",
            QMessageBox.Icon.Critical,
            (
                tr("Claimdesk"),
                tr("Something unexpected happened. Everything you did is saved; you can go on."),
                details,
            ),
        )
        copy = box.addButton(tr("&Copy details"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(details))

    def _show(self, name: str, icon: QMessageBox.Icon, texts: tuple[str, str, str]) -> QMessageBox:
        title, sentence, details = texts
        box = QMessageBox(icon, title, sentence, QMessageBox.StandardButton.Ok, self.window)
        box.setObjectName(name)
        box.setAccessibleIdentifier(name)
        box.setAccessibleName(sentence)
        box.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if details:
            box.setDetailedText(details)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setModal(False)
        box.show()
        take_keyboard(box)
        return box
