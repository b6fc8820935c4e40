"""The way through the article: which passage, which open sentence is next.

Asked of what is drawn already, around the caret: no step reads all passages.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from claimdesk.core.model import HighlightRow, Id
from claimdesk.core.sentences import next_sentence, previous_sentence, sentence_at
from claimdesk.ui.article.caret import Caret
from claimdesk.ui.article.lanes import Span
from claimdesk.ui.article.layout import LazyLayout

_Place = tuple[int, float, bytes]
"""Start, end with a minus, passage: places compare as their passages are read."""


@dataclass(frozen=True, slots=True)
class PassageStep:
    """A passage that was found; ``wrapped`` if that took going on at the other end."""

    row: HighlightRow
    wrapped: bool


@dataclass(frozen=True, slots=True)
class SentenceStep:
    """A sentence that was found, in code points; ``wrapped`` as in PassageStep."""

    start: int
    end: int
    wrapped: bool


class Route:
    """Finds what is next, onward with 1 and back with -1, and goes round at the ends."""

    def __init__(self, layout: LazyLayout, caret: Caret) -> None:
        self._layout = layout
        self._caret = caret

    def passage(self, current: Id | None, by: int) -> PassageStep | None:
        """Return the passage beside the current one, if the caret is there, or else the caret."""
        place, count = self._place(current), len(self._layout.shape.lengths)
        here = self._layout.scene.index.paragraph(place[0])
        ahead = range(here, count) if by > 0 else range(here, -1, -1)
        for paragraph in ahead:
            if row := self._nearest(paragraph, by, place):
                return PassageStep(row, wrapped=False)
        for paragraph in range(count)[::by]:
            if row := self._nearest(paragraph, by):
                return PassageStep(row, wrapped=True)
        return None

    def unclaimed(self, by: int) -> SentenceStep | None:
        """Return the sentence nearest to the caret or selection that nobody dealt with yet."""
        start = self._caret.stretch[0]
        for first, wrapped in self._onward(start) if by > 0 else self._back(start):
            sentence = sentence_at(self._caret.text, first)
            if sentence[0] < sentence[1] and not self._is_dealt_with(*sentence):
                return SentenceStep(*sentence, wrapped)
        return None

    def _place(self, current: Id | None) -> _Place:
        caret = self._caret.positions.to_utf16(self._caret.stretch[0])
        spans = self._layout.scene.index.of(current) if current else []
        here = next((span for span in spans if span.start <= caret <= span.end), None)
        return _place(here) if here else (caret, float("-inf"), b"")

    def _nearest(
        self, paragraph: int, by: int, beyond: _Place | None = None
    ) -> HighlightRow | None:
        """Return the first or last passage that starts in a paragraph, past a place if need be."""
        index = self._layout.scene.index
        starting = [
            span
            for span in index.inside(paragraph)
            if index.paragraph(span.start) == paragraph
            and (beyond is None or (_place(span) > beyond if by > 0 else _place(span) < beyond))
        ]
        if not starting:
            return None
        nearest = (min if by > 0 else max)(map(_place, starting))
        # Of the links of one passage the claim that comes first in the list.
        return min((s for s in starting if _place(s) == nearest), key=lambda s: s.number).row

    def _onward(self, start: int) -> Iterator[tuple[int, bool]]:
        """Yield where the sentences behind a selection or from a caret on start, all round."""
        text, chosen = self._caret.text, self._caret.stretch
        place = start if chosen[0] < chosen[1] else start - 1
        while (place := next_sentence(text, place)) < len(text):
            yield place, False
        place = -1
        while (place := next_sentence(text, place)) < min(start + 1, len(text)):
            yield place, True

    def _back(self, start: int) -> Iterator[tuple[int, bool]]:
        """Yield where the sentences before a place start, all round."""
        text, place = self._caret.text, start
        while place > 0:
            place = previous_sentence(text, place)
            yield place, False
        place = len(text)
        while place > start:
            place = previous_sentence(text, place)
            yield place, True

    def _is_dealt_with(self, start: int, end: int) -> bool:
        to_utf16 = self._caret.positions.to_utf16
        spans = self._layout.scene.index.overlapping(to_utf16(start), to_utf16(end))
        claimed = any(span.row.claim_id is not None for span in spans)
        return claimed or self._layout.scene.margin.covers(start, end)


def _place(span: Span) -> _Place:
    return (span.start, -span.end, span.row.passage_id)
