"""One line to fill in: a name, a date, or some words with commas between them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QDialogButtonBox, QLineEdit, QWidget

from claimdesk.ui.base.forms import Complaint, PlainDialog, quiet
from claimdesk.ui.base.words import tr

_LETTERS = 52


def _need_words(text: str) -> str | None:
    return "" if text else None


class OneLine(PlainDialog):
    """Asks for one line; it cannot be empty unless something else is demanded of it."""

    given = Signal(str)
    """(text) what was filled in, without blanks around it."""

    def __init__(
        self, identifier: str, title: str, *, label: str, hint: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(identifier, title, parent)
        self.line = QLineEdit()
        self.field(label, f"{identifier}-line", self.line)
        if hint:
            self.column.addWidget(quiet(hint))
        self._check: Callable[[str], str | None] = _need_words
        self._complaint = Complaint(f"{identifier}-complaint")
        self._complaint.hide()
        self.column.addWidget(self._complaint)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._ok = self.button(f"{identifier}-ok", tr("&OK"), role, self._on_given)
        self.cancel_button()
        self.finish(self._ok, letters=_LETTERS)
        self.line.textChanged.connect(self._on_typed)
        self._on_typed()
        self.line.setFocus()

    def offer(self, names: Sequence[str]) -> None:
        """Complete what is typed from these."""
        completer = QCompleter(list(names), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)

    def demand(self, complaint: Callable[[str], str | None]) -> None:
        """Take only what there is no complaint about, which is a sentence."""
        self._check = complaint
        self._on_typed()

    def _on_typed(self) -> None:
        complaint = self._check(" ".join(self.line.text().split()))
        self._ok.setEnabled(complaint == "")
        self._complaint.say(complaint or "")
        self._complaint.setVisible(bool(complaint))

    def _on_given(self) -> None:
        text = " ".join(self.line.text().split())
        self.accept()
        self.given.emit(text)
