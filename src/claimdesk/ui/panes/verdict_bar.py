"""The three verdicts as buttons: mark and word, so that colour is never alone in saying it."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from claimdesk.core.model import Verdict
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.inert import EDITS
from claimdesk.ui.base.marks import paint_mark, verdict_word
from claimdesk.ui.base.theme import Palette, Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.panes.folding import FoldingRow

_RADIUS = 6.0
_PAD = 10
_GAP = 6


class VerdictButton(QPushButton):
    """One verdict; filled with its colour while it is mine."""

    def __init__(self, verdict: Verdict, theme: Theme) -> None:
        super().__init__(verdict_word(verdict))
        self._verdict = verdict
        self._theme = theme
        self.setCheckable(True)
        self.setProperty(EDITS, "true")
        self.setAutoDefault(False)
        # Who clicks goes on with the reason; what is typed then must not go to the button.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(_explained(verdict))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        name_widget(self, f"verdict-{verdict.value}", verdict_word(verdict))

    def sizeHint(self) -> QSize:
        """Return room for mark and word, also when the word is bold."""
        metrics = QFontMetrics(_bold(self.font()))
        width = metrics.horizontalAdvance(self.text()) + _mark_side(metrics) + _GAP + 2 * _PAD
        return QSize(width, metrics.height() + 14)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a verdict is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button as a card with the verdict's mark, and the focus as a ring."""
        palette = self._theme.now
        tints = palette.verdict(self._verdict)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = _bold(self.font()) if self.isChecked() else self.font()
        painter.setFont(font)
        self._paint_card(painter, palette)
        metrics = QFontMetrics(font)
        side = _mark_side(metrics)
        content = side + _GAP + metrics.horizontalAdvance(self.text())
        left = max(_PAD, (self.width() - content) // 2)
        mark = QRectF(left, (self.height() - side) / 2, side, side)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            mark.moveLeft(self.width() - left - side)
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        paint_mark(painter, mark, self._verdict, palette)
        painter.setPen(QColor(tints.ink if self.isChecked() else palette.text))
        words = self.rect().adjusted(left + side + _GAP, 0, -_PAD, 0)
        painter.drawText(
            self.style().visualRect(self.layoutDirection(), self.rect(), words),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading,
            self.text(),
        )
        painter.end()

    def _paint_card(self, painter: QPainter, palette: Palette) -> None:
        tints = palette.verdict(self._verdict)
        card = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        edge, ground = QPen(QColor(palette.disabled), 1), QColor(palette.paper)
        if self.isChecked():
            edge, ground = QPen(QColor(tints.ink), 1.5), QColor(tints.tint)
        if self.isDown() or (self.underMouse() and self.isEnabled()):
            ground = QColor(tints.overlap if self.isChecked() else tints.tint)
        if self.hasFocus():
            edge = QPen(QColor(palette.caret), 2)
        painter.setPen(edge)
        painter.setBrush(ground)
        painter.drawRoundedRect(card, _RADIUS, _RADIUS)


class VerdictBar(FoldingRow):
    """The choice of a verdict, of which one or none is mine."""

    picked = Signal(object)
    """(verdict: Verdict) a verdict was chosen that was not mine before."""

    def __init__(self, theme: Theme) -> None:
        self.buttons = {verdict: VerdictButton(verdict, theme) for verdict in Verdict}
        super().__init__(*self.buttons.values(), gap=_GAP)
        self._mine: Verdict | None = None
        for verdict, button in self.buttons.items():
            button.clicked.connect(partial(self._on_clicked, verdict))

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show my verdict, or that I have none."""
        self._mine = verdict
        for one, button in self.buttons.items():
            button.setChecked(one is verdict)

    def _on_clicked(self, verdict: Verdict) -> None:
        before = self._mine
        self.show_verdict(verdict)
        if verdict is not before:
            self.picked.emit(verdict)


def _explained(verdict: Verdict) -> str:
    match verdict:
        case Verdict.CONFIRMED:
            return tr("Confirmed: found true.")
        case Verdict.DENIED:
            return tr("Denied: found false. A party denying it is a stance of a link.")
        case Verdict.UNVERIFIED:
            return tr("Unverified: looked at and not settled.")


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


def _mark_side(metrics: QFontMetrics) -> int:
    return round(metrics.height() * 0.95)
