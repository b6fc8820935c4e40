"""A quiet word below a claim that may be in the list already, and what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from claimdesk.core.model import ClaimRow, Id
from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.forms import Sentence, name_widget
from claimdesk.ui.base.inert import EDITS
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.words import tr

_LONGEST = 160


class AlikeNote(QFrame):
    """Names the claim that says the same; hidden while there is none."""

    go_wanted = Signal(object)
    """(claim: Id) that claim is to be shown."""
    link_wanted = Signal(object)
    """(claim: Id) that claim is to have the passages of this one, which is not needed."""

    def __init__(self) -> None:
        super().__init__()
        self._claim_id: Id | None = None
        self.sentence = Sentence()
        self.go = QPushButton(tr("&Go to it"))
        self.link = QPushButton(tr("&Link to it instead"))
        self.link.setProperty(EDITS, "true")
        self.link.setToolTip(tr("Give its passages to that claim and remove this one; undoable"))
        name_widget(self, "alike", tr("Like another claim"))
        name_widget(self.sentence, "alike-sentence", "")
        for button, name, signal in (
            (self.go, "alike-go", self.go_wanted),
            (self.link, "alike-link", self.link_wanted),
        ):
            name_widget(button, name, plain(button.text()))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, one=signal: one.emit(self._claim_id))
        self.setProperty("notice", "calm")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.go)
        row.addWidget(self.link)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops, in reading order."""
        return self.go, self.link

    def show_claim(self, row: ClaimRow | None) -> str:
        """Name a claim, or nothing; return what is said if it is another one than before."""
        said = "" if row is None else _sentence(row)
        is_new = bool(said) and said != self.sentence.text()
        self._claim_id = None if row is None else row.id
        self.sentence.setText(said)
        self.sentence.setAccessibleName(said)
        self.setVisible(row is not None)
        return said if is_new else ""


def _sentence(row: ClaimRow) -> str:
    text = row.text if len(row.text) <= _LONGEST else f"{row.text[:_LONGEST].rstrip()}…"
    verdict = verdict_word(row.verdict).lower()
    return tr("Like claim {n} ({verdict}): {words}", n=row.number, verdict=verdict, words=text)
