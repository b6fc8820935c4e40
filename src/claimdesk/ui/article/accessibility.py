"""What a screen reader learns of the highlights: words, and text attributes nobody sees.

Qt's own accessible text object serves the article; it reports character formats only, so the
highlights are laid into the document once more with colours that are fully transparent.
"""

from collections.abc import Sequence

from PySide6.QtGui import QAccessible, QColor, QTextCharFormat, QTextCursor, QTextDocument

from claimdesk.core.model import HighlightRow, Stance, Verdict
from claimdesk.ui.article.lanes import Span, SpanIndex
from claimdesk.ui.article.look import Look
from claimdesk.ui.base.words import tr

MOST = 3000
"""Highlights above this number are not laid into the document: few would notice, all would wait."""

MOST_WHEN_HEARD = 20_000
"""The same while a screen reader or its like is there."""

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


def tell_all(document: QTextDocument, index: SpanIndex, look: Look) -> None:
    """Lay all highlights into a document that has none yet."""
    if len(index) <= _most():
        _lay(document, list(index), look)


def tell_changes(
    document: QTextDocument, index: SpanIndex, look: Look, changed: Sequence[Span]
) -> None:
    """Lay the highlights that changed into the document; what lies over them is laid again."""
    if not changed or max(len(index), len(changed)) > _most():
        return
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for span in changed:
        _choose(cursor, span)
        cursor.setCharFormat(QTextCharFormat())
    cursor.endEditBlock()
    again = {id(o): o for span in changed for o in index.overlapping(span.start, span.end)}
    _lay(document, list(again.values()), look)


def _most() -> int:
    return MOST_WHEN_HEARD if QAccessible.isActive() else MOST


def _lay(document: QTextDocument, spans: list[Span], look: Look) -> None:
    """Lay the longer ones first, so that the innermost highlight is the one reported."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for span in sorted(spans, key=lambda span: span.start - span.end):
        _choose(cursor, span)
        cursor.mergeCharFormat(_format(span, look))
    cursor.endEditBlock()


def _choose(cursor: QTextCursor, span: Span) -> None:
    cursor.setPosition(span.start)
    cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)


def _format(span: Span, look: Look) -> QTextCharFormat:
    unseen = QColor(look.shades[span.row.verdict].tint)
    unseen.setAlpha(0)
    reported = QTextCharFormat()
    reported.setBackground(unseen)
    reported.setUnderlineColor(QColor(0, 0, 0, 0))
    reported.setUnderlineStyle(_UNDERLINES[span.row.verdict])
    return reported
