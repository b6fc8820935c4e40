"""Which words and which passages become a claim of their own."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from claimdesk.core.model import Id, LinkRow
from claimdesk.ui.base.forms import PlainDialog, quiet
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.columns import one_line

_ID = int(Qt.ItemDataRole.UserRole)
_LETTERS = 74


class SplitDialog(PlainDialog):
    """Asks for the wording of the new claim and for the passages that go over to it."""

    wanted = Signal(str, object)
    """(text, links: list[Id]) the claim is to be split so."""

    def __init__(
        self, number: int, text: str, links: Sequence[LinkRow], parent: QWidget | None = None
    ) -> None:
        super().__init__("split", tr("Split claim {n}", n=number), parent)
        self.words = QLineEdit(text)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(self.lines(10))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.field(tr("&New claim"), "split-text", self.words)
        for link in links:
            item = QListWidgetItem(f"“{one_line(link.quote)}” · {link.article}")
            item.setData(_ID, link.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.field(tr("&Passages that go over to it"), "split-passages", self.list, stretch=1)
        self.column.addWidget(
            quiet(tr("It keeps claimant, tags and evidence; nobody has judged it yet."))
        )
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._ok = self.button("split-ok", tr("&Split"), role, self._on_ok)
        self.cancel_button()
        self.words.textChanged.connect(self._check)
        self.list.setCurrentRow(0)
        self.finish(self._ok, _LETTERS)
        self.words.setFocus()
        self.words.selectAll()
        self._check()

    def _check(self) -> None:
        self._ok.setEnabled(bool(self.words.text().strip()))

    def _on_ok(self) -> None:
        every = (self.list.item(place) for place in range(self.list.count()))
        chosen = [
            Id(item.data(_ID)) for item in every if item.checkState() == Qt.CheckState.Checked
        ]
        self.accept()
        self.wanted.emit(self.words.text().strip(), chosen)
