"""The final verdict on a claim: what each reviewer said, and what somebody decides above them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStyle,
    QTextEdit,
    QWidget,
)

from claimdesk.core.model import AdjudicationRow, AssessmentRow, Because, Opinion, Verdict
from claimdesk.ui.base.forms import Complaint, PlainDialog, Sentence, name_widget, quiet
from claimdesk.ui.base.mark_sign import MarkSign
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.terms import because_word

_LETTERS, _OPINION, _LINES = 96, 34, 34
_GAP = 20
_BESIDE = 4
"""Opinions that stand side by side without scrolling, where the window is that wide."""


class FinalVerdictDialog(PlainDialog):
    """Shows the opinions side by side, and asks for verdict and reason."""

    decided = Signal(object)
    """(opinion: Opinion) the claim is settled so."""

    def __init__(
        self,
        title: str,
        said: Sequence[AssessmentRow],
        final: AdjudicationRow | None,
        theme: Theme,
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
        self.column.addWidget(self._opinions(said, theme), 3)
        if final is not None and final.stale:
            self.column.addWidget(
                Sentence(tr("A verdict was changed since the claim was settled; settle it again."))
            )
        self.field(tr("Final &verdict"), "final-choice", self.verdict)
        self.field(tr("&Unverified because"), "final-because", self.because)
        self.field(tr("&Reason"), "final-reason", self.reason, stretch=1)
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
        self.resize(self._wide_enough(len(said)), self.lines(_LINES))
        self.verdict.setFocus()

    def _opinions(self, said: Sequence[AssessmentRow], theme: Theme) -> QScrollArea:
        """Return the opinions side by side, so that an eye can go from one to the other."""
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for one in said:
            row.addWidget(self._opinion(one, theme), 1)
        if not said:
            row.addWidget(quiet(tr("Nobody has given a verdict yet.")))
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setMinimumHeight(self.lines(6))
        name_widget(area, "final-opinions", tr("What each reviewer said"))
        return area

    def _wide_enough(self, opinions: int) -> int:
        """Return how wide the dialog is to be: no wider than the window that it stands over."""
        margins = self.column.contentsMargins()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        each = self.letters(_OPINION) + _GAP
        wanted = min(opinions, _BESIDE) * each + bar + margins.left() + margins.right()
        above = self.parentWidget()
        room = above.window().width() if above is not None else wanted
        return max(self.width(), min(wanted, room))

    def _opinion(self, said: AssessmentRow, theme: Theme) -> QWidget:
        """Return what one reviewer said: who, the verdict with its mark, as of when, why."""
        words = verdict_word(said.verdict)
        because = f" ({because_word(said.because).lower()})" if said.because else ""
        as_of = tr(", as of {date}", date=said.as_of) if said.as_of else ""
        box = QWidget()
        box.setMinimumWidth(self.letters(_OPINION))
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(MarkSign(said.verdict, theme), 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(quiet(said.reviewer), 0, 1)
        grid.addWidget(Sentence(f"{words}{because}{as_of}"), 1, 1)
        grid.addWidget(quiet(said.reason or tr("No reason was given.")), 2, 1)
        grid.setRowStretch(3, 1)
        return box

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
