"""How the current claim stands to another one: the kind of relation, and which claim."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from claimdesk.ui.base.forms import PlainDialog
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.dialogs.claims.choice import Candidates, ClaimChoice
from claimdesk.ui.models.relation_words import both_ways, read_way

_LETTERS = 66


class RelateDialog(PlainDialog):
    """Finds the other claim while its words are typed; Return relates."""

    related = Signal(object, bool, object)
    """(kind: RelationKind, is_outgoing, claim: Id) so the current claim stands to this one."""

    def __init__(
        self, number: int, candidates: Candidates, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("relate", tr("Relate claim {n}", n=number), parent)
        self.way = QuietCombo(both_ways())
        self.claims = ClaimChoice("relate", candidates, theme)
        self.field(tr("Claim {n} &stands so", n=number), "relate-kind", self.way)
        self.claims.lay_out(self, tr("To this &claim"))
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._ok = self.button("relate-ok", tr("&Relate"), role, self._on_ok)
        self.cancel_button()
        self.claims.moved.connect(self._on_moved)
        self.claims.picked.connect(self._on_ok)
        self._on_moved()
        self.finish(self._ok, _LETTERS)
        self.resize(self.letters(90), self.lines(28))
        self.claims.filter.setFocus()

    def _on_moved(self) -> None:
        self._ok.setEnabled(self.claims.current is not None)

    def _on_ok(self) -> None:
        offer = self.claims.current
        if offer is not None and offer.row is not None:
            kind, is_outgoing = read_way(self.way.choice)
            self.accept()
            self.related.emit(kind, is_outgoing, offer.row.id)
