"""A word difference as rich text: struck out and underlined, so that no colour is needed."""

import html

from claimdesk.core import word_diff
from claimdesk.core.word_diff import Mark, Parts

_AROUND = 24
_MOST = 240


def difference(old: str, new: str, muted: str) -> str:
    """Return the difference of two texts as HTML; what was removed is in the muted colour."""
    return rich(word_diff.parts(old, new), muted)


def excerpt(old: str, new: str, muted: str) -> str:
    """Return the difference of two texts as HTML, a few lines of it at most."""
    return rich(word_diff.excerpt(word_diff.parts(old, new), _AROUND, _MOST), muted)


def rich(parts: Parts, muted: str) -> str:
    """Return parts of a difference as HTML."""
    shown = []
    before = Mark.SAME
    for mark, text in parts:
        # Between what went and what came there is no blank: one must not run into the other.
        shown.append(" " if before is Mark.OUT and mark is Mark.IN else "")
        shown.append(_styled(mark, html.escape(text).replace("\n", "<br>"), muted))
        before = mark
    return "".join(shown)


def _styled(mark: Mark, text: str, muted: str) -> str:
    if mark is Mark.OUT:
        return f'<s style="color:{muted}">{text}</s>'
    return f"<b><u>{text}</u></b>" if mark is Mark.IN else text
