"""Who is asked for a verdict: claims are assigned, listed and gone through one after the other."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

from claimdesk.core.listing import ClaimFilter
from claimdesk.core.model import Id
from claimdesk.store import assignments, claims, reviewers
from claimdesk.store.store import Session
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.dialogs.assign import Askable, AssignDialog
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.claim_list import ClaimListPane


class AssigningCommands:
    """The handlers of the Claim and Edit menus for assignments."""

    def __init__(self, desk: Desk, claim_list: ClaimListPane, form: ClaimFormPane) -> None:
        self._desk = desk
        self._project = desk.project
        self._selection = desk.selection
        self._list = claim_list
        self._form = form

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "claim.assign": self.ask,
            "claim.assign_me": self.take,
            "claim.next_assigned": self.next_mine,
            "edit.filter_mine": self.show_mine,
        }

    def ask(self) -> None:
        """Show who is asked on the chosen claims, and take what is checked."""
        self._form.commit()
        chosen = self._chosen()
        if not chosen:
            return
        about = self._about(chosen)
        people = self._askable(chosen)
        dialog = AssignDialog(about, len(chosen), people, self._desk.window)
        dialog.wanted.connect(partial(self._share, chosen))
        dialog.open()
        take_keyboard(dialog)

    def take(self) -> None:
        """Ask myself for a verdict on the chosen claims."""
        self._form.commit()
        chosen = self._chosen()
        if chosen:
            self._share(chosen, {self._project.reviewer_id: True}, "")

    def next_mine(self) -> None:
        """Go to the next claim I am asked about and have not judged, round and round."""
        self._form.commit()
        here, me = self._selection.now.claim_id, self._project.reviewer_id
        found = self._project.read(assignments.next_owed, me, here)
        if found is None:
            self._say(tr("Nothing that is assigned to you is left to judge"))
            return
        self._selection.choose_claim(found)
        row = self._project.read(claims.row, found)
        if row is not None:
            self._say(tr("Claim {n}: {claim}", n=row.number, claim=row.text))

    def show_mine(self) -> None:
        """List the claims I am asked about and have not judged."""
        me = frozenset([self._project.reviewer_id])
        self._list.bar.use(ClaimFilter(assigned=me, unanswered=True))
        number = self._list.model.rowCount()
        self._say(count(number, "{n} claim left to judge", "{n} claims left to judge"))

    def _share(self, chosen: list[Id], wished: Mapping[Id, bool], newcomer: str) -> None:
        new, gone = self._project.read(_news, chosen, wished)
        new += len(chosen) if newcomer else 0
        if not new and not gone:
            self._say(tr("They are assigned so already"))
            return
        label = count(new, "Assign claim", "Assign claims") if new else tr("Take assignment back")
        edit = partial(assignments.share, claim_ids=chosen, wished=wished, newcomer=newcomer)
        if self._project.did(label, edit):
            self._say(self._shared(chosen))

    def _shared(self, chosen: list[Id]) -> str:
        """Return who is asked now on at least one of some claims."""
        people = self._askable(chosen)
        names = ", ".join(one.name for one in people if one.asked)
        named = count(len(chosen), "{n} claim", "{n} claims")
        said = tr("{claims}: assigned to {names}") if names else tr("{claims}: assigned to nobody")
        return said.format(claims=named, names=names)

    def _askable(self, chosen: list[Id]) -> list[Askable]:
        """Return everybody, oneself first, with what they are asked of the chosen claims."""
        asked, done = self._project.read(_asked, chosen)
        me = self._desk.settings.me()
        people = self._project.read(_people, chosen)
        mine = {me.id: tr("{name} (you)", name=people.pop(me.id, me.name))}
        return [
            Askable(one, name, asked[one], done[one]) for one, name in {**mine, **people}.items()
        ]

    def _about(self, chosen: list[Id]) -> str:
        row = self._project.read(claims.row, chosen[0])
        if len(chosen) > 1 or row is None:
            return count(len(chosen), "{n} claim is chosen.", "{n} claims are chosen.")
        return f"{row.number}. {row.text}"

    def _chosen(self) -> list[Id]:
        """Return the claims chosen in the list, or the current one where it is filtered out."""
        now = self._selection.now.claim_id
        return self._list.chosen() or ([now] if now is not None else [])

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def _people(session: Session, chosen: list[Id]) -> dict[Id, str]:
    """Return all reviewers by name, and who is asked though a copy took the name from the list."""
    wanted = frozenset(chosen)
    asked = (row for row in assignments.rows(session) if row.claim_id in wanted)
    people = {row.reviewer_id: row.reviewer for row in asked}
    people |= {row.id: row.name for row in reviewers.rows(session)}
    return dict(sorted(people.items(), key=lambda one: one[1]))


def _asked(session: Session, chosen: list[Id]) -> tuple[Counter[Id], Counter[Id]]:
    wanted = frozenset(chosen)
    rows = [row for row in assignments.rows(session) if row.claim_id in wanted]
    done = Counter(row.reviewer_id for row in rows if row.done)
    return Counter(row.reviewer_id for row in rows), done


def _news(session: Session, chosen: list[Id], wished: Mapping[Id, bool]) -> tuple[int, int]:
    """Return how often somebody will be asked anew, and asked no more."""
    asked, _ = _asked(session, chosen)
    new = sum(len(chosen) - asked[one] for one, is_asked in wished.items() if is_asked)
    return new, sum(asked[one] for one, is_asked in wished.items() if not is_asked)
