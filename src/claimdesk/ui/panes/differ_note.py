"""On how many claims reviewers differ, in the status bar: a click shows them."""

from claimdesk.core.change import Change
from claimdesk.core.model import Id
from claimdesk.store import adjudications
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.words import tr
from claimdesk.ui.panes.status_note import StatusNote

_TABLES = ("claim", "assessment", "adjudication", "assignment", "project")


class DifferNote(StatusNote):
    """Says on how many claims reviewers differ and nobody has settled it."""

    def __init__(self, project: Project) -> None:
        tip = tr("Show the claims on which reviewers differ")
        super().__init__(project, "status-differ", tip)

    def forget(self) -> None:
        """Know of no claim."""
        self._claims: frozenset[Id] = frozenset()

    def read(self) -> None:
        """Read on which claims reviewers differ."""
        self._claims = self._project.read(adjudications.differing)

    def follow(self, change: Change) -> None:
        """Ask again about the claims an edit touched."""
        if change.touches(*_TABLES):
            read = self._project.read
            self._claims = read(adjudications.differing_after, change, self._claims)

    def words(self) -> str:
        """Return on how many they differ."""
        return tr("Reviewers differ: {n}", n=len(self._claims)) if self._claims else ""
