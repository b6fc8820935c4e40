"""Who is asked for a verdict on claims."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from claimdesk.core.model import Id
from claimdesk.ui.base.forms import PlainDialog, Sentence, quiet
from claimdesk.ui.base.words import count, tr

_ID = int(Qt.ItemDataRole.UserRole)
_LETTERS = 58
_State = Qt.CheckState


@dataclass(frozen=True, slots=True)
class Askable:
    """A reviewer, and on how many of the chosen claims that one is asked and is done."""

    reviewer_id: Id
    name: str
    asked: int
    done: int


class AssignDialog(PlainDialog):
    """A list of people to check; whoever is asked on some of the claims only stays so."""

    wanted = Signal(object, str)
    """(wished: dict[Id, bool], newcomer: str) who is to be asked and who no more."""

    def __init__(
        self, about: str, claims: int, people: Sequence[Askable], parent: QWidget | None
    ) -> None:
        title = count(claims, "Assign claim", "Assign {n} claims")
        super().__init__("assign", title, parent)
        self._claims = claims
        self.list = QListWidget()
        self.list.setMinimumHeight(self.lines(6))
        self.newcomer = QLineEdit()
        self.newcomer.setPlaceholderText(tr("Name"))
        self.column.addWidget(Sentence(about))
        self.field(tr("&Reviewers asked for a verdict"), "assign-people", self.list, stretch=1)
        self.field(tr("&Somebody who is not in the list"), "assign-newcomer", self.newcomer)
        self.column.addWidget(quiet(tr("Somebody new becomes one of the reviewers, by this name.")))
        for one in people:
            self._offer(one)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._ok = self.button("assign-ok", tr("&Assign"), role, self._on_ok)
        self.cancel_button()
        self.finish(self._ok, _LETTERS)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _offer(self, one: Askable) -> None:
        item = QListWidgetItem(self._worded(one))
        item.setData(_ID, one.reviewer_id)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        some = _State.PartiallyChecked if one.asked else _State.Unchecked
        item.setCheckState(_State.Checked if one.asked == self._claims else some)
        self.list.addItem(item)

    def _worded(self, one: Askable) -> str:
        if self._claims == 1:
            return tr("{name} · verdict given", name=one.name) if one.done else one.name
        if not one.asked:
            return one.name
        return tr(
            "{name} · asked on {asked} of {n}, {done} done",
            name=one.name,
            asked=one.asked,
            n=self._claims,
            done=one.done,
        )

    def _on_ok(self) -> None:
        every = (self.list.item(place) for place in range(self.list.count()))
        wished = {
            Id(item.data(_ID)): item.checkState() == _State.Checked
            for item in every
            if item.checkState() != _State.PartiallyChecked
        }
        self.accept()
        self.wanted.emit(wished, " ".join(self.newcomer.text().split()))
