"""Claims made of claims: a copy, a merger, a part."""

from collections.abc import Callable
from functools import partial

from claimdesk.core.merging import MergePlan
from claimdesk.core.model import Id
from claimdesk.store import claims, passages, reshaping
from claimdesk.store.store import Session
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.commands.candidates import for_claims
from claimdesk.ui.dialogs.claims.merge import MergeDialog
from claimdesk.ui.dialogs.claims.merge_into import MergeIntoDialog
from claimdesk.ui.dialogs.split_claim import SplitDialog
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.claim_list import ClaimListPane


class ReshapingCommands:
    """The handlers of the Claim menu for what is made of claims."""

    def __init__(self, desk: Desk, claim_list: ClaimListPane, form: ClaimFormPane) -> None:
        self._desk = desk
        self._project = desk.project
        self._selection = desk.selection
        self._list = claim_list
        self._form = form

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "claim.duplicate": self.duplicate,
            "claim.merge": self.merge,
            "claim.merge_into": self.merge_into,
            "claim.split": self.split,
        }

    def duplicate(self) -> None:
        """Make a copy of the current claim right behind it and let it be worded."""
        claim_id = self._current()
        if claim_id is not None:
            edit = partial(reshaping.duplicate, claim_id=claim_id)
            self._go_to_new(self._project.do(tr("Duplicate claim"), edit))

    def merge(self) -> None:
        """Show what merging the chosen claims would do; with one alone, ask for the other."""
        kept = self._current()
        chosen = self._list.chosen()
        if kept is not None and kept in chosen and len(chosen) > 1:
            self._show_merger(kept, chosen)
        else:
            self.merge_into()

    def merge_into(self) -> None:
        """Ask for the claim that takes over what hangs on the chosen ones."""
        current = self._current()
        if current is None:
            return
        chosen = self._list.chosen()
        gone = chosen if current in chosen else [current]
        title = tr("Merge claim {n} into another one", n=self._number(current))
        if len(gone) > 1:
            title = tr("Merge {n} claims into another one", n=len(gone))
        candidates = for_claims(self._desk, gone)
        dialog = MergeIntoDialog(title, candidates, self._desk.theme, self._desk.window)
        dialog.chosen.connect(lambda kept: self._show_merger(kept, [kept, *gone]))
        dialog.open()
        take_keyboard(dialog)

    def _show_merger(self, kept: Id, claim_ids: list[Id]) -> None:
        told = self._project.read(_told, claim_ids)

        def plan(one: Id) -> MergePlan:
            return self._project.read(reshaping.plan, one, claim_ids)

        dialog = MergeDialog(told, kept, plan, self._desk.window)
        dialog.wanted.connect(partial(self._merge, claim_ids))
        dialog.open()
        take_keyboard(dialog)

    def _merge(self, claim_ids: list[Id], kept: Id) -> None:
        others = [one for one in claim_ids if one != kept]
        edit = partial(reshaping.merge, kept=kept, others=others)
        if self._project.did(tr("Merge claims"), edit):
            self._selection.choose_claim(kept)
            what = count(len(others), "{n} claim", "{n} claims")
            self._say(tr("Merged {what} into claim {n}", what=what, n=self._number(kept)))

    def split(self) -> None:
        """Ask which words and passages become a claim of their own."""
        claim_id = self._current()
        if claim_id is None:
            return
        text = self._project.read(_text, claim_id)
        links = self._project.read(passages.links, claim_id)
        dialog = SplitDialog(self._number(claim_id), text, links, self._desk.window)
        dialog.wanted.connect(partial(self._split, claim_id))
        dialog.open()
        take_keyboard(dialog)

    def _split(self, claim_id: Id, text: str, link_ids: list[Id]) -> None:
        edit = partial(reshaping.split, claim_id=claim_id, text=text, link_ids=link_ids)
        self._go_to_new(self._project.do(tr("Split claim"), edit))

    def _go_to_new(self, claim_id: Id | None) -> None:
        if claim_id is not None:
            self._list.clear_filter()
            self._selection.choose_claim(claim_id)
            self._say(tr("New claim {n}", n=self._number(claim_id)))
            self._form.edit_text()

    def _current(self) -> Id | None:
        self._form.commit()
        return self._selection.now.claim_id

    def _number(self, claim_id: Id) -> int:
        return self._project.read(claims.number, claim_id) or 0

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def _text(session: Session, claim_id: Id) -> str:
    detail = claims.detail(session, claim_id)
    return detail.text if detail else ""


def _told(session: Session, claim_ids: list[Id]) -> dict[Id, tuple[int, str]]:
    """Return number and text of some claims, in the order of the list."""
    found = {one: (claims.number(session, one) or 0, _text(session, one)) for one in claim_ids}
    return dict(sorted(found.items(), key=lambda one: one[1]))
