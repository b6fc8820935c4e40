"""Whether claims wait for somebody of my name, in the status bar: a click asks if I am meant."""

from collections.abc import Collection

from claimdesk.core.change import Change
from claimdesk.core.model import Id
from claimdesk.store import namesakes
from claimdesk.store.namesakes import Namesake
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.panes.status_note import StatusNote


class NamesakeNote(StatusNote):
    """Says how many claims wait for somebody of my name who never worked on the project."""

    def __init__(self, project: Project) -> None:
        self._name = ""
        self._declined: frozenset[Id] = frozenset()
        super().__init__(project, "status-namesake", tr("Say whether you are meant"))

    def look_for(self, name: str, declined: Collection[Id]) -> None:
        """Look for this name from now on; ``declined`` are known to be others."""
        self._name, self._declined = name, frozenset(declined)
        self._on_look()

    def forget(self) -> None:
        """Know of nobody."""
        self._found: Namesake | None = None

    def read(self) -> None:
        """Look whether somebody of the name is asked for verdicts."""
        me = self._project.reviewer_id
        self._found = self._project.read(namesakes.find, me, self._name, self._declined)

    def follow(self, change: Change) -> None:
        """Look again when somebody is asked, or asked no more."""
        if change.touches("assignment", "reviewer", "claim"):
            self.read()

    def words(self) -> str:
        """Return the question; there is none where nothing can be written."""
        if self._found is None or self._project.why_read_only:
            return ""
        claims = count(self._found.claims, "{n} claim", "{n} claims")
        return tr("{claims} for “{name}”: is that you?", claims=claims, name=self._found.name)
