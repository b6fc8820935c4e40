"""What is to be checked first, and when again: priority and due day of one claim or several."""

from collections.abc import Callable
from functools import partial

from claimdesk.core.listing import ClaimFilter
from claimdesk.core.model import Id
from claimdesk.store import claims
from claimdesk.ui.base import dates
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.dialogs.one_line import OneLine
from claimdesk.ui.models.terms import PRIORITIES, priority_word
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.claim_list import ClaimListPane


class PlanningCommands:
    """The handlers of the Claim menu for priority and the day to check again."""

    def __init__(self, desk: Desk, claim_list: ClaimListPane, form: ClaimFormPane) -> None:
        self._desk = desk
        self._project = desk.project
        self._list = claim_list
        self._form = form

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            **{f"claim.priority_{one}": partial(self.set_priority, one) for one in PRIORITIES},
            "claim.recheck": self.ask_day,
            "claim.more": partial(self._form.go_to_section, "more"),
            "edit.filter_due": self.show_due,
        }

    def set_priority(self, priority: int) -> None:
        """Say of the chosen claims how much they are worth checking."""
        self._form.commit()
        chosen = self._list.chosen()
        edit = partial(claims.change_all, claim_ids=chosen, priority=priority)
        if chosen and self._project.did(tr("Change priority"), edit):
            word = priority_word(priority).lower()
            self._say(tr("{claims}: priority {word}", claims=_named(chosen), word=word))

    def ask_day(self) -> None:
        """Ask from which day on the chosen claims are due."""
        self._form.commit()
        chosen = self._list.chosen()
        if not chosen:
            return
        title = count(len(chosen), "Check the claim again", "Check {n} claims again")
        asked = OneLine(
            *("recheck", title),
            label=tr("&On"),
            hint=tr("A year, a month or a day. Leave it empty for never."),
            parent=self._desk.window,
        )
        asked.line.setPlaceholderText(tr("2025, 2025-10 or 2025-10-29"))
        asked.demand(dates.complaint)
        days = {self._day(one) for one in chosen}
        asked.line.setText(days.pop() if len(days) == 1 else "")
        asked.line.selectAll()
        asked.given.connect(partial(self._set_day, chosen))
        asked.open()
        take_keyboard(asked)

    def show_due(self) -> None:
        """List the claims that are due, and no others."""
        self._list.bar.use(ClaimFilter(due_by=dates.today()))
        number = self._list.model.rowCount()
        self._say(count(number, "{n} claim is due", "{n} claims are due"))

    def _set_day(self, claim_ids: list[Id], day: str) -> None:
        edit = partial(claims.change_all, claim_ids=claim_ids, recheck_on=day)
        if self._project.did(tr("Change day to check again"), edit):
            said = tr("{claims}: check again on {day}") if day else tr("{claims}: not due again")
            self._say(said.format(claims=_named(claim_ids), day=day))

    def _day(self, claim_id: Id) -> str:
        detail = self._project.read(claims.detail, claim_id)
        return detail.recheck_on if detail else ""

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def _named(claim_ids: list[Id]) -> str:
    return count(len(claim_ids), "{n} claim", "{n} claims")
