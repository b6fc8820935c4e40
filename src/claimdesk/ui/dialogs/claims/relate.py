"""How the current claim stands to another one: the kind of relation, and which claim."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from claimdesk.core.model import Id
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.dialogs.claims.choice import Candidates
from claimdesk.ui.dialogs.claims.finder import ClaimFinder
from claimdesk.ui.models.relation_words import both_ways, read_way


class RelateDialog(ClaimFinder):
    """Asks for the kind of relation and finds the other claim."""

    related = Signal(object, bool, object)
    """(kind: RelationKind, is_outgoing, claim: Id) so the current claim stands to this one."""

    def __init__(
        self, number: int, candidates: Candidates, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("relate", tr("Relate claim {n}", n=number), candidates, theme, parent)
        self.way = QuietCombo(both_ways())
        self.field(tr("Claim {n} &stands so", n=number), "relate-kind", self.way)
        self.lay_out(tr("To this &claim"), tr("&Relate"))

    def take(self, claim_id: Id) -> None:
        """Say how the current claim stands to the chosen one."""
        kind, is_outgoing = read_way(self.way.choice)
        self.related.emit(kind, is_outgoing, claim_id)
