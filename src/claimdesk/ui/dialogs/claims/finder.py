"""A dialog that asks for one claim; what it is asked for is said by those that inherit."""

from abc import abstractmethod

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from claimdesk.core.model import Id
from claimdesk.ui.base.forms import PlainDialog
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.dialogs.claims.choice import Candidates, ClaimChoice

_LETTERS = 66


class ClaimFinder(PlainDialog):
    """Finds a claim while its words are typed; Return takes the current one."""

    def __init__(
        self, name: str, title: str, candidates: Candidates, theme: Theme, parent: QWidget | None
    ) -> None:
        super().__init__(name, title, parent)
        self.claims = ClaimChoice(name, candidates, theme)

    def lay_out(self, caption: str, ok: str, *below: QWidget) -> None:
        """Take the next place: the claims, what stands below them, and the buttons."""
        self.claims.lay_out(self, caption)
        for one in below:
            self.column.addWidget(one)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._ok = self.button(f"{self.objectName()}-ok", ok, role, self._on_ok)
        self.cancel_button()
        self.claims.moved.connect(self._on_moved)
        self.claims.picked.connect(self._on_ok)
        self._on_moved()
        self.finish(self._ok, _LETTERS)
        self.resize(self.letters(90), self.lines(28))
        self.claims.filter.setFocus()

    @abstractmethod
    def take(self, claim_id: Id) -> None:
        """Do what the claim was asked for; the dialog is closed by now."""

    def _on_moved(self) -> None:
        self._ok.setEnabled(self.claims.current is not None)

    def _on_ok(self) -> None:
        offer = self.claims.current
        if offer is not None and offer.row is not None:
            self.accept()
            self.take(offer.row.id)
