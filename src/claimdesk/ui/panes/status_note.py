"""A count in the status bar that leads to what it counts; not there while there is nothing."""

from abc import abstractmethod

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton

from claimdesk.core.change import Change
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.project import Project

_AFTER_MS = 100
"""When a project that was opened is looked through: it has been painted by then."""


class StatusNote(QPushButton):
    """Quiet words that follow the project; a click is for whoever owns the status bar."""

    def __init__(self, project: Project, identifier: str, tip: str) -> None:
        super().__init__()
        self._project = project
        self._identifier = identifier
        self._look = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self.setProperty("link", "true")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tip)
        self._look.timeout.connect(self._on_look)
        project.changed.connect(self._on_changed)
        project.switched.connect(self._on_switched)
        self._on_switched()

    @abstractmethod
    def forget(self) -> None:
        """Know nothing of a project any more."""

    @abstractmethod
    def read(self) -> None:
        """Read what is counted."""

    @abstractmethod
    def follow(self, change: Change) -> None:
        """Read again what an edit touched."""

    @abstractmethod
    def words(self) -> str:
        """Return what is said; nothing where there is nothing to say."""

    def _say(self) -> None:
        said = self.words()
        self.setText(said)
        name_widget(self, self._identifier, said)
        self.setVisible(bool(said))

    def _on_look(self) -> None:
        if self._project.is_open:
            self.read()
            self._say()

    def _on_changed(self, change: Change) -> None:
        if not self._look.isActive():
            self.follow(change)
        self._say()

    def _on_switched(self) -> None:
        self.forget()
        self._say()
        self._look.start()
