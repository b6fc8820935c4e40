"""The final verdict on a claim: what each reviewer said, and what somebody decides above them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from claimdesk.core.model import AdjudicationRow, AssessmentRow, Because, Opinion, Verdict
from claimdesk.ui.base.forms import Complaint, PlainDialog, Sentence, quiet
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.terms import because_word

_LETTERS = 84


class FinalVerdictDialog(PlainDialog):
    """Shows the opinions one below the other, and asks for verdict and reason."""

    decided = Signal(object)
    """(opinion: Opinion) the claim is settled so."""

    def __init__(
        self,
        title: str,
        said: Sequence[AssessmentRow],
        final: AdjudicationRow | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("final-verdict", title, parent)
        self.verdict = QuietCombo({one: verdict_word(one) for one in Verdict})
        self.because = QuietCombo({why: because_word(why) for why in Because})
        self.reason = QTextEdit()
        self.reason.setProperty("field", "true")
        self.reason.setAcceptRichText(False)
        self.reason.setTabChangesFocus(True)
        self.reason.setMinimumHeight(self.lines(4))
        self._complaint = Complaint("final-complaint")
        self.column.addWidget(self._opinions(said), 1)
        if final is not None and final.stale:
            self.column.addWidget(
                Sentence(tr("A verdict was changed since the claim was settled; settle it again."))
            )
        self.field(tr("Final &verdict"), "final-choice", self.verdict)
        self.field(tr("&Unverified because"), "final-because", self.because)
        self.field(tr("&Reason"), "final-reason", self.reason)
        self.column.addWidget(self._complaint)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._ok = self.button("final-ok", tr("&Settle"), role, self._on_ok)
        self.cancel_button()
        self._show(said, final)
        self.verdict.currentIndexChanged.connect(self._check)
        self.because.currentIndexChanged.connect(self._check)
        self.reason.textChanged.connect(self._check)
        self._check()
        self.finish(self._ok, _LETTERS)
        self.verdict.setFocus()

    def _opinions(self, said: Sequence[AssessmentRow]) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for row in said:
            words = verdict_word(row.verdict).lower()
            because = f" ({because_word(row.because).lower()})" if row.because else ""
            column.addWidget(Sentence(f"{row.reviewer}: {words}{because} {row.as_of}".strip()))
            column.addWidget(quiet(row.reason or tr("No reason was given.")))
        if not said:
            column.addWidget(quiet(tr("Nobody has given a verdict yet.")))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setMinimumHeight(self.lines(10))
        return area

    def _show(self, said: Sequence[AssessmentRow], final: AdjudicationRow | None) -> None:
        """Begin with what was settled before, or with what all agree on."""
        if final is not None:
            self.verdict.show_choice(final.verdict)
            self.because.show_choice(final.because)
            self.reason.setPlainText(final.reason)
        elif len({row.verdict for row in said}) == 1:
            self.verdict.show_choice(said[0].verdict)
            self.because.show_choice(said[0].because)

    def _check(self) -> None:
        is_unverified = self.verdict.choice is Verdict.UNVERIFIED
        self.because.setEnabled(is_unverified)
        trouble = ""
        if is_unverified and self.because.choice is Because.NOT_SAID:
            trouble = tr("Say why it stays unverified.")
        elif not self.reason.toPlainText().strip():
            trouble = tr("A final verdict needs a reason.")
        self._complaint.say(trouble)
        self._ok.setEnabled(not trouble)

    def _on_ok(self) -> None:
        opinion = Opinion(
            self.verdict.choice, self.because.choice, self.reason.toPlainText().strip()
        )
        self.accept()
        self.decided.emit(opinion)
