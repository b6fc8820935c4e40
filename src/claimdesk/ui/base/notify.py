"""What the program says: quiet announcements, and the one place that shows dialogs of trouble."""

import platform
from collections import deque
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QStyle, QWidget

from claimdesk import __version__
from claimdesk.core.errors import Code, ReviewError
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.message import Message, Told, Way
from claimdesk.ui.base.words import tr

_REMEMBERED = 50
_WARNING = QStyle.StandardPixmap.SP_MessageBoxWarning
_CRITICAL = QStyle.StandardPixmap.SP_MessageBoxCritical


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

    def trouble(
        self, error: ReviewError, facts: Iterable[str] = (), ways: Iterable[Way] = ()
    ) -> Message | None:
        """Say in one sentence what went wrong, what can be done, and the details on request.

        ``facts`` are lines of the details, such as where in a check it was found.
        """
        self.history.append(error.sentence)
        if error.code in (Code.CANCELLED, Code.REFUSED):
            self.quiet.emit(error.sentence)
            return None
        details = [tr("Code: {code}", code=error.code), *facts]
        cause = error.__cause__
        if cause is not None:
            details.append(f"{type(cause).__name__}: {cause}")
        told = Told(error.sentence, details="\n".join((*details, *at_work())))
        return self._show("trouble", told, _WARNING, ways)

    def tell(self, title: str, sentences: Iterable[str], ways: Iterable[Way] = ()) -> Message:
        """Show the result of some work, a sentence a line."""
        told = Told(title, more=tuple(sentences))
        self.history.append(f"{title}\n" + "\n".join(told.more))
        return self._show("result", told, None, ways)

    def bug(self, details: str) -> None:
        """Say that something unexpected happened and offer the details for a report."""
        self.history.append(details)
        sentence = tr("Something unexpected happened. Everything you did is saved; you can go on.")
        told = Told(sentence, details="\n".join((*at_work(), "", details)))
        self._show("bug", told, _CRITICAL)

    def _show(
        self,
        name: str,
        told: Told,
        icon: QStyle.StandardPixmap | None,
        ways: Iterable[Way] = (),
    ) -> Message:
        message = Message(name, told, ways, icon, self.window)
        message.show()
        take_keyboard(message)
        return message


def at_work() -> tuple[str, ...]:
    """Return what a report of trouble should name: the versions at work."""
    return (f"Claimdesk {__version__}, {platform.system()} {platform.release()}",)
