"""What a screen reader learns of the highlights: words, and text attributes nobody sees.

Qt's own accessible text object serves the article; it reports character formats only, so the
highlights are laid into the document once more with colours that are fully transparent.
"""

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QColor, QTextCharFormat, QTextCursor, QTextDocument

from claimdesk.core.model import HighlightRow, Stance, Verdict
from claimdesk.ui.article.lanes import Span
from claimdesk.ui.article.look import Look
from claimdesk.ui.article.painting import Scene
from claimdesk.ui.base.words import tr

MOST = 3000
"""Highlights above this number are not laid into the document: few would notice, all would wait."""

MOST_WHEN_HEARD = 20_000
"""The same while a screen reader or its like is there."""

_LATER_MS = 60
_SLICE = 300
"""Highlights laid in one turn of the event loop: 2 ms."""

_UNDERLINES = {
    Verdict.CONFIRMED: QTextCharFormat.UnderlineStyle.SingleUnderline,
    Verdict.DENIED: QTextCharFormat.UnderlineStyle.DashUnderline,
    Verdict.UNVERIFIED: QTextCharFormat.UnderlineStyle.DotLine,
    None: QTextCharFormat.UnderlineStyle.DashDotLine,
}


def in_words(row: HighlightRow) -> str:
    """Return what a highlight says: "Claim 3, denied, disputed here"."""
    if row.number is None:
        return tr("Passage without a claim")
    verdict = {
        Verdict.CONFIRMED: tr("confirmed"),
        Verdict.DENIED: tr("denied"),
        Verdict.UNVERIFIED: tr("unverified"),
        None: tr("not reviewed"),
    }[row.verdict]
    stance = {
        Stance.SUPPORTS: tr("supported here"),
        Stance.DISPUTES: tr("disputed here"),
        Stance.MENTIONS: tr("mentioned here"),
    }.get(row.stance or Stance.ASSERTS)
    claim = tr("Claim {number}, {verdict}", number=row.number, verdict=verdict)
    return f"{claim}, {stance}" if stance else claim


class Reported:
    """Lays the highlights into the document, a few at a time and only when the view is painted.

    200 take 1.5 ms at opening, and a changed one as long as painting it. A screen reader does not
    wait: while one listens all is laid at once.
    """

    def __init__(self, document: QTextDocument, scene: Scene) -> None:
        self._document = document
        self._scene = scene
        self._untold: deque[tuple[int, int]] = deque()
        self._begins = False
        self._timer = QTimer(document, singleShot=True)
        self._timer.timeout.connect(self._on_time)

    def begin(self) -> None:
        """Lay all highlights into a document that has none yet."""
        self._untold.clear()
        self._begins = True
        self._soon()

    def change(self, spans: Sequence[Span]) -> None:
        """Lay anew what lies where these highlights are, or were."""
        if max(len(self._scene.index), len(spans)) <= _most():
            self._untold.extend((span.start, span.end) for span in spans)
            self._soon()

    def _soon(self) -> None:
        if not QAccessible.isActive():
            self._timer.start(_LATER_MS)
            return
        self._lay_some()
        while self._untold:
            self._lay_some()

    def _on_time(self) -> None:
        if not self._scene.index.is_whole:
            self._timer.start(_LATER_MS)
            return
        self._lay_some()
        if self._untold:
            self._timer.start(0)

    def _lay_some(self) -> None:
        look, index = self._scene.look, self._scene.index
        if self._begins and len(index) <= _most():
            self._untold.extend(index.stretches())
        self._begins = False
        formats = {verdict: _format(look, verdict) for verdict in look.shades}
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        laid = 0
        while self._untold and laid < _SLICE:
            start, end = self._untold.popleft()
            _choose(cursor, start, end)
            cursor.setCharFormat(QTextCharFormat())
            # The longer ones first, so that the innermost highlight is the one reported.
            spans = sorted(index.overlapping(start, end), key=lambda span: span.start - span.end)
            for span in spans:
                _choose(cursor, max(start, span.start), min(end, span.end))
                cursor.mergeCharFormat(formats[span.row.verdict])
            laid += 1 + len(spans)
        cursor.endEditBlock()


def _most() -> int:
    return MOST_WHEN_HEARD if QAccessible.isActive() else MOST


def _choose(cursor: QTextCursor, start: int, end: int) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)


def _format(look: Look, verdict: Verdict | None) -> QTextCharFormat:
    unseen = QColor(look.shades[verdict].tint)
    unseen.setAlpha(0)
    reported = QTextCharFormat()
    reported.setBackground(unseen)
    reported.setUnderlineColor(QColor(0, 0, 0, 0))
    reported.setUnderlineStyle(_UNDERLINES[verdict])
    return reported
