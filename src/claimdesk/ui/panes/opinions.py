"""What other reviewers decided on a claim, to be read and not changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from claimdesk.core.model import AdjudicationRow, AssessmentRow, Because, Verdict
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.mark_sign import MarkSign
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.terms import because_word
from claimdesk.ui.panes.fields import caption


@dataclass(frozen=True, slots=True)
class Said:
    """One opinion as it is shown."""

    verdict: Verdict
    heading: str
    reason: str


def opinions(others: Sequence[AssessmentRow], final: AdjudicationRow | None) -> tuple[Said, ...]:
    """Return the opinions to show: the final verdict, then the other reviewers'."""
    shown = [
        Said(row.verdict, _heading(row.reviewer, row.verdict, row.because, row.as_of), row.reason)
        for row in others
    ]
    if final is not None:
        who = tr("Final, {reviewer}", reviewer=final.reviewer)
        heading = _heading(who, final.verdict, final.because, final.as_of)
        if final.stale:
            heading = tr("{said} (a verdict was changed since: settle it again)", said=heading)
        shown.insert(0, Said(final.verdict, heading, final.reason))
    return tuple(shown)


class Opinions(QWidget):
    """The opinions one below the other; not there at all while nobody else decided.

    While they are hidden a line says so, whether there are any or not.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Said, ...] = ()
        self._rows: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addWidget(caption(tr("Other reviewers")))
        self._closed = _words(tr("Blind review: they appear once you have given your verdict."))
        self._closed.setProperty("quiet", "true")
        self._layout.addWidget(self._closed)
        name_widget(self, "other-assessments", tr("Other reviewers"))
        self.hide()

    def show_opinions(self, shown: tuple[Said, ...], *, is_closed: bool = False) -> None:
        """Show these opinions, or that they are hidden."""
        self._closed.setVisible(is_closed)
        self.setVisible(bool(shown) or is_closed)
        if shown == self._shown:
            return
        self._shown = shown
        for row in self._rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_Opinion(said, self._theme) for said in shown]
        for row in self._rows:
            self._layout.addWidget(row)


class _Opinion(QWidget):
    def __init__(self, said: Said, theme: Theme) -> None:
        super().__init__()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(1, 1)
        layout.addWidget(MarkSign(said.verdict, theme), 0, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(_words(said.heading), 0, 1)
        if said.reason:
            reason = _words(said.reason)
            reason.setProperty("quiet", "true")
            layout.addWidget(reason, 1, 1)


def _heading(who: str, verdict: Verdict, because: Because, as_of: str) -> str:
    words = verdict_word(verdict).lower()
    if because:
        words = f"{words} ({because_word(because).lower()})"
    if as_of:
        return tr("{who}: {verdict}, as of {date}", who=who, verdict=words, date=as_of)
    return tr("{who}: {verdict}", who=who, verdict=words)


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
