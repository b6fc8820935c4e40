"""How claims stand to each other: related, otherwise related, taken apart again."""

from collections.abc import Callable
from functools import partial

from claimdesk.core.apparatus import NeighbourRow, RelationRow
from claimdesk.core.model import Id, RelationKind
from claimdesk.store import claims, relations
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import tr
from claimdesk.ui.commands.candidates import for_claims
from claimdesk.ui.dialogs.claims.relate import RelateDialog
from claimdesk.ui.models.relation_words import relation_word
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.relation_list import RelationPart


class RelationCommands:
    """The handlers for relations, and what their section of the form asks for."""

    def __init__(self, desk: Desk, form: ClaimFormPane) -> None:
        self._desk = desk
        self._project = desk.project
        self._selection = desk.selection
        self._form = form
        part = form.form.sections.named("relations").part
        assert isinstance(part, RelationPart)  # noqa: S101 - of the same program
        part.add_wanted.connect(self.relate)
        part.go_wanted.connect(self._selection.choose_claim)
        part.change_wanted.connect(self._change)
        part.remove_wanted.connect(self._remove)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {"claim.relate": self.relate}

    def relate(self) -> None:
        """Ask how the current claim stands to another one."""
        self._form.commit()
        claim_id = self._selection.now.claim_id
        if claim_id is None:
            return
        candidates = for_claims(self._desk, [claim_id])
        number, theme = self._number(claim_id), self._desk.theme
        dialog = RelateDialog(number, candidates, theme, self._desk.window)
        dialog.related.connect(partial(self._relate, claim_id))
        dialog.open()
        take_keyboard(dialog)

    def _relate(self, claim_id: Id, kind: RelationKind, is_outgoing: bool, other: Id) -> None:  # noqa: FBT001 - of the signal
        row = _joined(claim_id, other, kind, is_outgoing=is_outgoing)
        edit = partial(
            relations.relate, from_id=row.from_claim_id, to_id=row.to_claim_id, kind=kind
        )
        if self._project.did(tr("Relate claims"), edit):
            self._say_relation(claim_id, other, kind, is_outgoing=is_outgoing)

    def _change(self, row: NeighbourRow, kind: RelationKind, is_outgoing: bool) -> None:  # noqa: FBT001 - of the signal
        claim_id = self._selection.now.claim_id
        if claim_id is None:
            return
        old = _joined(claim_id, row.claim_id, row.kind, is_outgoing=row.outgoing)
        new = _joined(claim_id, row.claim_id, kind, is_outgoing=is_outgoing)
        if self._project.did(tr("Change relation"), partial(relations.change, old=old, new=new)):
            self._say_relation(claim_id, row.claim_id, kind, is_outgoing=is_outgoing)

    def _remove(self, row: NeighbourRow) -> None:
        claim_id = self._selection.now.claim_id
        if claim_id is None:
            return
        gone = [_joined(claim_id, row.claim_id, row.kind, is_outgoing=row.outgoing)]
        edit = partial(relations.remove, gone=gone)
        if self._project.did(tr("Take claims out of relation"), edit):
            self._say(tr("Relation to claim {n} taken back", n=row.number))

    def _say_relation(
        self, claim_id: Id, other: Id, kind: RelationKind, *, is_outgoing: bool
    ) -> None:
        word = relation_word(kind, is_outgoing=is_outgoing).lower()
        number, to = self._number(claim_id), self._number(other)
        self._say(tr("Claim {n}: {word} claim {m}", n=number, word=word, m=to))

    def _number(self, claim_id: Id) -> int:
        return self._project.read(claims.number, claim_id) or 0

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def _joined(claim_id: Id, other: Id, kind: RelationKind, *, is_outgoing: bool) -> RelationRow:
    """Return a relation as the project holds it, from how it looks from one of its ends."""
    ends = (claim_id, other) if is_outgoing else (other, claim_id)
    return RelationRow(*ends, kind)
