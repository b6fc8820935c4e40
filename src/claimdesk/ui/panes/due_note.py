"""How many claims are due to be checked again, in the status bar: a click shows them."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton

from claimdesk.core.change import Change
from claimdesk.core.model import Id
from claimdesk.core.rules import is_due
from claimdesk.store import recheck
from claimdesk.ui.base.dates import today
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.words import count, tr

_AFTER_MS = 100
"""When a project that was opened is looked through: it has been painted by then."""


class DueNote(QPushButton):
    """Quiet words that lead to the claims that are due; not there while there are none."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._days: dict[Id, str] = {}
        self._look = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self.setProperty("link", "true")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tr("Show the claims that are to be checked again"))
        self._look.timeout.connect(self._read)
        project.changed.connect(self._on_changed)
        project.switched.connect(self._on_switched)
        self._on_switched()

    def _read(self) -> None:
        if self._project.is_open:
            self._days = self._project.read(recheck.days)
            self._say()

    def _say(self) -> None:
        now = today()
        number = sum(is_due(day, now) for day in self._days.values())
        said = count(number, "{n} claim is due", "{n} claims are due")
        self.setText(said)
        name_widget(self, "status-due", said)
        self.setVisible(bool(number))

    def _on_changed(self, change: Change) -> None:
        if change.touches("claim") and not self._look.isActive():
            self._days = self._project.read(recheck.after, change, self._days)
        self._say()

    def _on_switched(self) -> None:
        self._days = {}
        self._say()
        self._look.start()
