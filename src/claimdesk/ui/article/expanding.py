"""Widen the selection step by step, and take the steps back."""

from claimdesk.core.widening import Stretch, wider
from claimdesk.ui.article.caret import Caret


class Expander:
    """Remembers what was selected before each step, as long as nothing else was selected."""

    def __init__(self, caret: Caret) -> None:
        self._caret = caret
        self._text = ""
        self._steps: list[Stretch] = []

    def expand(self) -> bool:
        """Select the next wider stretch; tell whether there is one."""
        now = self._caret.stretch
        if not self._is_last(now):
            self._text, self._steps = self._caret.text, [now]
        after = wider(self._caret.text, *now)
        if after == now:
            return False
        self._caret.select(*after)
        self._steps.append(self._caret.stretch)
        return True

    def shrink(self) -> bool:
        """Select what was selected before the last step; tell whether there was one."""
        if not self._is_last(self._caret.stretch) or len(self._steps) < 2:
            return False
        self._steps.pop()
        self._caret.select(*self._steps[-1])
        return True

    def _is_last(self, stretch: Stretch) -> bool:
        same_text = self._text is self._caret.text
        return same_text and bool(self._steps) and self._steps[-1] == stretch
