"""Where reviewers differ: from one such claim to the next, and the final verdict on each."""

from collections.abc import Callable
from functools import partial

from claimdesk.core.listing import ClaimFilter
from claimdesk.core.model import Id, Opinion
from claimdesk.store import adjudications, assessments, blind, claims
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.dialogs.final_verdict import FinalVerdictDialog
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.claim_list import ClaimListPane


class SettlingCommands:
    """The handlers of the Claim menu for second opinions."""

    def __init__(self, desk: Desk, claim_list: ClaimListPane, form: ClaimFormPane) -> None:
        self._desk = desk
        self._project = desk.project
        self._selection = desk.selection
        self._list = claim_list
        self._form = form

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "claim.settle": self.settle,
            "claim.settle_again": self.settle_again,
            "claim.unsettle": self.unsettle,
            "claim.next_difference": partial(self.step, 1),
            "edit.filter_differ": self.show_differences,
            "claim.previous_difference": partial(self.step, -1),
        }

    def settle(self) -> None:
        """Show what each reviewer said of the current claim and ask for the final verdict."""
        self._form.commit()
        claim_id = self._selection.now.claim_id
        if claim_id is None:
            return
        if self._project.read(blind.hides, claim_id):
            self._say(tr("Blind review: give your own verdict first"))
            return
        said = self._project.read(assessments.rows, claim_id)
        final = next(iter(self._project.read(adjudications.rows, claim_id)), None)
        title = tr("Final verdict on claim {n}", n=self._number(claim_id))
        dialog = FinalVerdictDialog(title, said, final, self._desk.theme, self._desk.window)
        dialog.decided.connect(partial(self._decide, claim_id))
        dialog.open()
        take_keyboard(dialog)

    def settle_again(self) -> None:
        """Confirm the final verdict on the current claim as it is, after it became stale."""
        claim_id = self._selection.now.claim_id
        if claim_id is None:
            return
        final = next(iter(self._project.read(adjudications.rows, claim_id)), None)
        if final is None:
            self._say(tr("The claim has no final verdict"))
        elif not final.stale:
            self._say(tr("The final verdict rests on what is said now"))
        else:
            self._decide(claim_id, Opinion(final.verdict, final.because, final.reason))

    def unsettle(self) -> None:
        """Take the final verdict on the current claim back."""
        claim_id = self._selection.now.claim_id
        if claim_id is None or not self._project.read(adjudications.rows, claim_id):
            self._say(tr("The claim has no final verdict"))
            return
        edit = partial(adjudications.withdraw, claim_ids=[claim_id])
        if self._project.did(tr("Take final verdict back"), edit):
            self._say(tr("Final verdict on claim {n} taken back", n=self._number(claim_id)))

    def step(self, by: int) -> None:
        """Go to the next or previous claim on which reviewers differ, round and round."""
        self._form.commit()
        rows = self._project.read(adjudications.disagreements)
        if not rows:
            self._say(tr("Nowhere do reviewers differ"))
            return
        here = self._selection.now.claim_id
        number = 0 if here is None else self._number(here)
        ahead = [row for row in rows if (row.number - number) * by > 0]
        row = (ahead or rows)[0 if by > 0 else -1]
        self._selection.choose_claim(row.claim_id)
        who = ", ".join(f"{name} {verdict_word(verdict).lower()}" for name, verdict in row.verdicts)
        said = tr("Claim {n}: {who}", n=row.number, who=who)
        is_listed = self._list.shows(row.claim_id)
        self._say(said if is_listed else tr("{said} (not in the list as filtered)", said=said))

    def show_differences(self) -> None:
        """List the claims on which reviewers differ, and no others."""
        self._list.bar.use(ClaimFilter(differ=True))
        number = self._list.model.rowCount()
        self._say(count(number, "Reviewers differ on {n} claim", "Reviewers differ on {n} claims"))

    def _decide(self, claim_id: Id, opinion: Opinion) -> None:
        edit = partial(adjudications.decide, claim_ids=[claim_id], opinion=opinion)
        word = verdict_word(opinion.verdict).lower()
        if self._project.did(tr("Final verdict: {verdict}", verdict=word), edit):
            number = self._number(claim_id)
            self._say(tr("Claim {n} settled: {verdict}", n=number, verdict=word))

    def _number(self, claim_id: Id) -> int:
        return self._project.read(claims.number, claim_id) or 0

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)
