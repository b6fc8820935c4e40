"""What stands in the margins: what was looked at, left of the text, and cues, right of it.

Cues are looked for where the text is seen, a block at a time, and kept until another text is shown.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QTextLine

from claimdesk.core.cues import Cue, Hit, hits
from claimdesk.core.i18n import mark
from claimdesk.core.positions import Positions
from claimdesk.ui.article.look import Look
from claimdesk.ui.article.strips import Strip
from claimdesk.ui.base.words import tr

ROOM = 48.0
"""What the right margin gets for its letters, at the usual size of badges."""

_BLOCK, _LONGEST = 2_000, 620
"""Code points that are looked through at once, and those a cue may reach beyond them."""
_MOST_TOLD = 6
_MOST_LETTERS = 4
_PITCH, _AFTER_TEXT = 11.0, 8.0
_BAR, _BEFORE_TEXT = 2.0, 9.0

_LETTERS = {
    Cue.NUMBER: "#",
    Cue.QUOTATION: "“",
    Cue.ATTRIBUTION: "@",
    Cue.UNNAMED: "?",
    Cue.HEDGE: "~",
    Cue.SUPERLATIVE: "!",
    Cue.DATE: "D",
    Cue.NEGATION: "¬",
}
_WORDS = {
    Cue.NUMBER: mark("number"),
    Cue.QUOTATION: mark("quotation"),
    Cue.ATTRIBUTION: mark("who says so"),
    Cue.UNNAMED: mark("unnamed source"),
    Cue.HEDGE: mark("hedge"),
    Cue.SUPERLATIVE: mark("superlative"),
    Cue.DATE: mark("date without a year"),
    Cue.NEGATION: mark("negation"),
}


class Margin:
    """What there is to say beside the lines of one text; places are code points."""

    def __init__(self) -> None:
        self.shows_cues = False
        self.read("", Positions(""))

    def read(self, text: str, positions: Positions) -> None:
        """Stand beside a new text of which nothing was looked at yet."""
        self._text, self.positions = text, positions
        self._covered: list[tuple[int, int]] = []
        self._blocks: dict[int, list[Hit]] = {}
        self._letters: dict[tuple[int, int], str] = {}

    def cover(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Take over what the reviewer found nothing to check in."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted(stretches):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        self._covered = joined

    def covers(self, start: int, end: int) -> bool:
        """Return whether all of a stretch was looked at."""
        return any(first <= start and end <= last for first, last in self._near(start, end))

    def touches(self, start: int, end: int) -> bool:
        """Return whether some of a stretch was looked at."""
        return any(first < end and start < last for first, last in self._near(start, end))

    def cues(self, start: int, end: int) -> list[Hit]:
        """Return the cues that lie on a stretch, at least in part."""
        blocks = range(max(0, start - _LONGEST) // _BLOCK, (max(start, end - 1)) // _BLOCK + 1)
        near = (hit for block in blocks for hit in self._block(block))
        return [hit for hit in near if hit.start < end and start < hit.end]

    def letters(self, start: int, end: int) -> str:
        """Return a letter for each kind of cue on a line, as many as there is room for."""
        place = (start, end)
        if place not in self._letters:
            kinds = {hit.cue for hit in self.cues(start, end)}
            letters = "".join(_LETTERS[cue] for cue in Cue if cue in kinds)
            if len(letters) > _MOST_LETTERS:
                letters = letters[: _MOST_LETTERS - 1] + "+"
            self._letters[place] = letters
        return self._letters[place]

    def explained(self, start: int, end: int) -> str:
        """Return in words what stands beside a stretch."""
        lines = [tr("Nothing to check here")] if self.touches(start, end) else []
        found = self.cues(start, end) if self.shows_cues else []
        for cue in Cue:
            told = [self._text[hit.start : hit.end] for hit in found if hit.cue is cue]
            if told:
                shown = ", ".join(f"“{_short(one)}”" for one in told[:_MOST_TOLD])
                more = " …" if len(told) > _MOST_TOLD else ""
                lines.append(f"{_LETTERS[cue]}  {tr(_WORDS[cue])}: {shown}{more}")
        return "\n".join(lines)

    def named(self, start: int, end: int) -> str:
        """Return the kinds of cues on a stretch: "number, negation"."""
        kinds = {hit.cue for hit in self.cues(start, end)} if self.shows_cues else set()
        return ", ".join(tr(_WORDS[cue]) for cue in Cue if cue in kinds)

    def _near(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        place = max(0, bisect_right(self._covered, (start, start)) - 1)
        while place < len(self._covered) and self._covered[place][0] < end:
            yield self._covered[place]
            place += 1

    def _block(self, number: int) -> list[Hit]:
        """Return the cues that start in a block; quotations pair from the paragraph's start on."""
        if number not in self._blocks:
            start, end = number * _BLOCK, (number + 1) * _BLOCK
            first = max(0, start - _BLOCK)
            first = max(first, self._text.rfind("\n", first, start) + 1)
            found = hits(self._text, first, min(len(self._text), end + _LONGEST))
            self._blocks[number] = [hit for hit in found if start <= hit.start < end]
        return self._blocks[number]


def paint_margin(painter: QPainter, strip: Strip, look: Look, margin: Margin) -> None:
    """Paint a bar beside lines that were looked at, and the letters of their cues."""
    painter.save()
    painter.setFont(look.metrics.badge_font)
    painter.setPen(look.muted)
    for line in strip.lines():
        start, end = _stretch(strip, line, margin.positions)
        top = strip.baseline(line) - look.metrics.above
        height = float(look.metrics.above + look.metrics.below)
        if margin.touches(start, end):
            bar = QRectF(round(strip.origin.x() - _BEFORE_TEXT), round(top), _BAR, round(height))
            painter.fillRect(bar, look.muted)
        if margin.shows_cues:
            pitch = _PITCH * look.metrics.badge_scale
            left = strip.origin.x() + line.x() + line.width() + _AFTER_TEXT
            for place, letter in enumerate(margin.letters(start, end)):
                box = QRectF(left + place * pitch, top, pitch, height)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


def _stretch(strip: Strip, line: QTextLine, positions: Positions) -> tuple[int, int]:
    first = strip.start + line.textStart()
    return positions.to_code_point(first), positions.to_code_point(first + line.textLength())


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"
