"""How many claims are due to be checked again, in the status bar: a click shows them."""

from claimdesk.core.change import Change
from claimdesk.core.model import Id
from claimdesk.core.rules import is_due
from claimdesk.store import recheck
from claimdesk.ui.base.dates import today
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.panes.status_note import StatusNote


class DueNote(StatusNote):
    """Says how many claims are due."""

    def __init__(self, project: Project) -> None:
        tip = tr("Show the claims that are to be checked again")
        super().__init__(project, "status-due", tip)

    def forget(self) -> None:
        """Know of no claim."""
        self._days: dict[Id, str] = {}

    def read(self) -> None:
        """Read the days on which claims are to be checked again."""
        self._days = self._project.read(recheck.days)

    def follow(self, change: Change) -> None:
        """Read again the days of the claims an edit touched."""
        if change.touches("claim"):
            self._days = self._project.read(recheck.after, change, self._days)

    def words(self) -> str:
        """Return how many are due today."""
        now = today()
        number = sum(is_due(day, now) for day in self._days.values())
        return count(number, "{n} claim is due", "{n} claims are due") if number else ""
