"""On how many claims reviewers differ, in the status bar: a click shows them."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton

from claimdesk.core.change import Change
from claimdesk.core.model import Id
from claimdesk.store import adjudications
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.words import tr

_TABLES = ("claim", "assessment", "adjudication", "assignment", "project")
_AFTER_MS = 120
"""When a project that was opened is looked through: it has been painted by then."""


class DifferNote(QPushButton):
    """Quiet words that lead to the claims reviewers differ on; not there while there are none."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._claims: frozenset[Id] = frozenset()
        self._look = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self.setProperty("link", "true")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tr("Show the claims on which reviewers differ"))
        self._look.timeout.connect(self._read)
        project.changed.connect(self._on_changed)
        project.switched.connect(self._on_switched)
        self._on_switched()

    def _read(self) -> None:
        if self._project.is_open:
            self._claims = self._project.read(adjudications.differing)
            self._say()

    def _say(self) -> None:
        said = tr("Reviewers differ: {n}", n=len(self._claims))
        self.setText(said)
        name_widget(self, "status-differ", said)
        self.setVisible(bool(self._claims))

    def _on_changed(self, change: Change) -> None:
        if change.touches(*_TABLES) and not self._look.isActive():
            read = self._project.read
            self._claims = read(adjudications.differing_after, change, self._claims)
            self._say()

    def _on_switched(self) -> None:
        self._claims = frozenset()
        self._say()
        self._look.start()
