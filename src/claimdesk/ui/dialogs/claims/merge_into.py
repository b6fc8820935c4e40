"""Which claim takes over what hangs on some others."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from claimdesk.ui.base.forms import PlainDialog, quiet
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.dialogs.claims.choice import Candidates, ClaimChoice

_LETTERS = 66


class MergeIntoDialog(PlainDialog):
    """Finds the claim that is kept; what would become of the others is shown next."""

    chosen = Signal(object)
    """(claim: Id) this one is to be kept."""

    def __init__(
        self, title: str, candidates: Candidates, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("merge-into", title, parent)
        self.claims = ClaimChoice("merge", candidates, theme)
        self.claims.lay_out(self, tr("&Claim that is kept"))
        self.column.addWidget(quiet(tr("Nothing is merged before you have seen what is joined.")))
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._ok = self.button("merge-into-ok", tr("Ne&xt…"), role, self._on_ok)
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
            self.accept()
            self.chosen.emit(offer.row.id)
