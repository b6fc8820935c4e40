"""The switch of blind review: others' verdicts on a claim stay hidden until mine is given."""

from collections.abc import Callable
from functools import partial

from claimdesk.store import projects
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.words import tr


class BlindnessCommands:
    """The handler of Tools > Blind review."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {"tools.blind": self.toggle}

    def toggle(self) -> None:
        """Begin blind review in this project, or end it, for everybody."""
        project = self._desk.project
        begins = not project.read(projects.row).blind
        name = tr("Begin blind review") if begins else tr("End blind review")
        if project.did(name, partial(projects.set_blind, blind=begins)):
            said = (
                tr("Blind review: verdicts of others appear once you have given yours")
                if begins
                else tr("Blind review has ended: all verdicts are shown")
            )
            self._desk.announcer.say(self._desk.window, said)
