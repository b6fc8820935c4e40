"""Are you meant? Claims assigned to my name before I came are taken over, or left to another."""

from collections.abc import Callable
from functools import partial

from claimdesk.core.model import Id
from claimdesk.store import namesakes
from claimdesk.store.namesakes import Namesake
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.message import Message, Told, Way
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.panes.namesake_note import NamesakeNote


class NamesakeCommands:
    """The handler of taking assignments over, and what the note in the status bar asks for."""

    def __init__(self, desk: Desk, note: NamesakeNote) -> None:
        self._desk = desk
        self._project = desk.project
        self._note = note
        self.look()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {"claim.take_over": self.ask}

    def look(self) -> None:
        """Look for the name that the settings have now."""
        declined = [Id(bytes.fromhex(one)) for one in self._desk.settings.now.not_me]
        self._note.look_for(self._desk.settings.me().name, declined)

    def ask(self) -> None:
        """Ask whether I am the one my name was written down for."""
        me = self._desk.settings.me()
        found = self._project.read(namesakes.find, self._project.reviewer_id, me.name)
        if found is None:
            self._say(tr("Nothing is assigned to another “{name}”", name=me.name))
            return
        are = count(found.claims, "{n} claim is", "{n} claims are")
        said = tr("{are} assigned to a “{name}” who has not worked on this project yet.")
        more = tr("If that is you, take them over: then they are assigned to you.")
        told = Told(said.format(are=are, name=found.name), (more,))
        ways = (
            Way("namesake-yes", tr("That is &me: take them over"), partial(self._take, found)),
            Way("namesake-no", tr("&Somebody else"), partial(self._decline, found)),
        )
        message = Message("namesake", told, ways, parent=self._desk.window)
        message.open()
        take_keyboard(message)

    def _take(self, found: Namesake) -> None:
        edit = partial(namesakes.take_over, ids=found.ids)
        if self._project.did(tr("Take over assignments"), edit):
            self._say(
                count(found.claims, "{n} claim assigned to you", "{n} claims assigned to you")
            )

    def _decline(self, found: Namesake) -> None:
        known = dict.fromkeys((*self._desk.settings.now.not_me, *(one.hex() for one in found.ids)))
        self._desk.keep(not_me=tuple(known))
        self.look()

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)
