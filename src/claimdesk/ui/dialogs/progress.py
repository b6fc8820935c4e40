"""The strip that says how long work takes, and lets it be stopped."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.words import tr

_PATIENCE_MS = 400
"""Work that is done sooner is not worth a flicker."""
_BAR_LETTERS = 18


class ProgressStrip(QWidget):
    """A quiet line for the status bar; it comes only when work takes a while."""

    cancelled = Signal()
    """The reviewer wants the work to stop."""
    appeared = Signal()
    """The work takes a while, so the strip wants to be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name_widget(self, "progress", tr("Progress"))
        self._title = QLabel()
        self._title.setObjectName("progress-title")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(self.fontMetrics().averageCharWidth() * _BAR_LETTERS)
        name_widget(self._bar, "progress-bar", tr("Progress"))
        self._cancel = QToolButton()
        self._cancel.setAutoRaise(True)
        name_widget(self._cancel, "progress-cancel", tr("Cancel"))
        self._cancel.clicked.connect(self._on_cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self._title, self._bar, self._cancel):
            row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience_over)
        self.hide()

    @property
    def is_working(self) -> bool:
        """Return whether something is being done, shown already or not."""
        return self._patience.isActive() or not self.isHidden()

    def begin(self, title: str) -> None:
        """Say what is being done, unless it is done at once."""
        self._title.setText(title)
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self._cancel.setText(tr("Cancel"))
        self._cancel.setEnabled(True)
        if self.isHidden() and not self._patience.isActive():
            self._patience.start()

    def advance(self, done: int, total: int) -> None:
        """Show how far the work is; a total of 0 means that nobody knows."""
        self._bar.setRange(0, max(0, total))
        self._bar.setValue(done)

    def finish(self) -> None:
        """Go away; the work has ended."""
        self._patience.stop()
        self.hide()

    def _on_patience_over(self) -> None:
        self.show()
        self.appeared.emit()

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(tr("Stopping…"))
        self.cancelled.emit()
