"""What would become of claims that are merged: told before, and which of them is kept."""

from collections.abc import Callable, Mapping
from html import escape
from math import ceil

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QTextEdit, QWidget

from claimdesk.core.merging import MergePlan
from claimdesk.core.model import Id
from claimdesk.ui.base.forms import PlainDialog
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models import merge_words

_LETTERS = 70
_LONG = 62
_MOST_LINES = 28
"""Characters of a claim that are shown; its tip has them all."""


class MergeDialog(PlainDialog):
    """Shows what is joined, which verdicts stay and what is removed; Return merges."""

    wanted = Signal(object)
    """(claim: Id) the others are to be merged into this one."""

    def __init__(
        self,
        claims: Mapping[Id, tuple[int, str]],
        kept: Id,
        plan: Callable[[Id], MergePlan],
        parent: QWidget | None = None,
    ) -> None:
        """Offer claims, each with number and text; ``plan`` says what keeping one of them does."""
        super().__init__("merge", tr("Merge {n} claims", n=len(claims)), parent)
        self._claims = claims
        self._plan = plan
        self.kept = QuietCombo({one.hex(): _shown(*told) for one, told in claims.items()})
        self.told = QTextEdit()
        self.told.setReadOnly(True)
        self.told.setTabChangesFocus(True)
        self.told.setProperty("field", "true")
        self.told.setMinimumHeight(self.lines(13))
        self.field(tr("&Keep"), "merge-kept", self.kept)
        self.field(tr("&What will be"), "merge-told", self.told, stretch=1)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._ok = self.button("merge-ok", tr("&Merge"), role, self._on_ok)
        self.cancel_button()
        self.kept.show_choice(kept.hex())
        self.kept.currentIndexChanged.connect(self._tell)
        self._tell()
        self.finish(self._ok, _LETTERS)
        self._show_all()
        self._ok.setFocus()

    @property
    def choice(self) -> Id:
        """Return the claim that is to be kept."""
        return Id(bytes.fromhex(self.kept.choice))

    def _show_all(self) -> None:
        """Be as high as it takes to see all that is said, within reason."""
        document = self.told.document().clone()
        document.setTextWidth(self.width() - 2 * self.column.contentsMargins().left())
        wanted = min(ceil(document.size().height()) + self.lines(2), self.lines(_MOST_LINES))
        more = max(0, wanted - self.told.minimumHeight())
        self.resize(self.width(), self.sizeHint().height() + more)

    def _tell(self) -> None:
        kept = self.choice
        plan, (number, text) = self._plan(kept), self._claims[kept]
        self.kept.setToolTip(text)
        gone = [told for one, told in self._claims.items() if one != kept]
        parts = (
            (tr("Comes over to claim {n}", n=number), merge_words.joined(plan)),
            (tr("Verdicts"), merge_words.verdicts(plan, number)),
            (
                count(len(gone), "This claim is removed", "These claims are removed"),
                [
                    *(tr("{n}. {words}", n=one, words=words) for one, words in gone),
                    tr("Wording, claimant and dates stay in the history."),
                ],
            ),
        )
        self.told.setHtml("".join(_part(title, lines) for title, lines in parts if lines))

    def _on_ok(self) -> None:
        kept = self.choice
        self.accept()
        self.wanted.emit(kept)


def _shown(number: int, text: str) -> str:
    line = " ".join(text.split())
    return f"{number}. {line if len(line) <= _LONG else line[: _LONG - 1].rstrip() + '…'}"


def _part(title: str, lines: list[str]) -> str:
    told = "".join(f"<div>{escape(line)}</div>" for line in lines)
    return f"<p style='margin-bottom:9px'><b>{escape(title)}</b>{told}</p>"
