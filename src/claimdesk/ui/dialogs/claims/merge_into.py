"""Which claim takes over what hangs on some others."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from claimdesk.core.model import Id
from claimdesk.ui.base.forms import quiet
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.dialogs.claims.choice import Candidates
from claimdesk.ui.dialogs.claims.finder import ClaimFinder


class MergeIntoDialog(ClaimFinder):
    """Finds the claim that is kept; what would become of the others is shown next."""

    chosen = Signal(object)
    """(claim: Id) this one is to be kept."""

    def __init__(
        self, title: str, candidates: Candidates, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("merge-into", title, candidates, theme, parent)
        promise = quiet(tr("Nothing is merged before you have seen what is joined."))
        self.lay_out(tr("&Claim that is kept"), tr("Ne&xt…"), promise)

    def take(self, claim_id: Id) -> None:
        """Say which one is to be kept."""
        self.chosen.emit(claim_id)
