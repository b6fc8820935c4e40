"""What keeps a claim from being done: each sentence leads to where it is put right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from claimdesk.core.model import Id
from claimdesk.core.rules import Finding, findings
from claimdesk.store import standing
from claimdesk.store.store import Session
from claimdesk.ui.base.dates import today
from claimdesk.ui.base.forms import name_widget, quiet
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.words import tr
from claimdesk.ui.panes.sections import Part


class LackingPart(Part):
    """The findings of the house rules on a claim; nothing is forbidden by them."""

    tables = standing.KINDS
    wanted = Signal(object)
    """(lack: Lack) the place where this can be put right is asked for."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self.buttons: list[QPushButton] = []
        self.nothing = quiet(tr("Nothing is missing."))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(2)
        self._column.addWidget(self.nothing)
        name_widget(self, "lacking", tr("Before it is done"))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops, in order."""
        return tuple(self.buttons)

    def count(self, session: Session, claim_id: Id) -> int:
        """Return how many things are missing."""
        return len(_found(session, claim_id))

    def show_claim(self, claim_id: Id) -> None:
        """Show what is missing."""
        found = self._project.read(_found, claim_id)
        for button in self.buttons:
            self._column.removeWidget(button)
            button.deleteLater()
        self.buttons = [self._button(one) for one in found]
        self.nothing.setVisible(not found)

    def _button(self, finding: Finding) -> QPushButton:
        button = QPushButton(f"· {tr(finding.sentence)}")
        button.setProperty("link", "true")
        button.setAutoDefault(False)
        button.setMinimumWidth(1)
        name_widget(button, f"lacking-{finding.code}", tr(finding.sentence))
        button.setToolTip(tr("Go to where this is put right"))
        button.clicked.connect(lambda: self.wanted.emit(finding.code))
        self._column.addWidget(button)
        return button


def _found(session: Session, claim_id: Id) -> tuple[Finding, ...]:
    stands = standing.of(session, claim_id, today())
    return () if stands is None else findings(stands)
