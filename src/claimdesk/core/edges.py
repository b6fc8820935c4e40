"""Where the ends of a passage may go: by word, by grapheme, to a place in the text.

An edge never crosses the other one. Indexes are code points, ends exclusive.
"""

from enum import Enum

from claimdesk.core.text import grapheme_floor, next_grapheme, previous_grapheme, trim, word_at

Stretch = tuple[int, int]


class Side(Enum):
    """Which edge of a stretch is meant."""

    START = 0
    END = 1


def step(text: str, stretch: Stretch, side: Side, *, onward: bool, exact: bool) -> Stretch:
    """Move an edge by a word or a mark, or exactly by a grapheme; it stays where it must."""
    start, end = stretch
    if side is Side.START:
        to = _by_grapheme(text, start, onward=onward) if exact else _start(text, stretch, onward)
    else:
        to = _by_grapheme(text, end, onward=onward) if exact else _end(text, stretch, onward)
    return _with(stretch, side, to)


def drag(text: str, stretch: Stretch, side: Side, index: int, *, exact: bool) -> Stretch:
    """Move an edge to the word that holds a character, or exactly before that character."""
    start, end = stretch
    if side is Side.START:
        index = min(index, previous_grapheme(text, end))
        if exact:
            return _with(stretch, side, grapheme_floor(text, index))
        ink = trim(text, index, end)[0]
        return _with(stretch, side, ink if ink > index else _word(text, index)[0])
    index = max(index, next_grapheme(text, start) if exact else start)
    if exact:
        return _with(stretch, side, grapheme_floor(text, index))
    is_ink = len(set(trim(text, index, next_grapheme(text, index)))) > 1
    return _with(stretch, side, _word(text, index)[1] if is_ink else trim(text, start, index)[1])


def edge_word(text: str, stretch: Stretch, side: Side) -> str:
    """Return the first or the last word of a stretch."""
    start, end = trim(text, *stretch)
    first, last = _word(text, start if side is Side.START else previous_grapheme(text, end))
    return text[max(start, first) : min(end, last)]


def _with(stretch: Stretch, side: Side, to: int) -> Stretch:
    start, end = (to, stretch[1]) if side is Side.START else (stretch[0], to)
    return (start, end) if start < end else stretch


def _by_grapheme(text: str, index: int, *, onward: bool) -> int:
    return next_grapheme(text, index) if onward else previous_grapheme(text, index)


def _start(text: str, stretch: Stretch, onward: bool) -> int:  # noqa: FBT001 - told by step
    """Return where the next word inside starts, or the last one before."""
    start, end = stretch
    if onward:
        ink = trim(text, start, end)[0]
        after = _word(text, ink)[1]
        return trim(text, after, end)[0] if after < end else start
    before = trim(text, 0, start)
    return _word(text, previous_grapheme(text, before[1]))[0] if before[0] < before[1] else start


def _end(text: str, stretch: Stretch, onward: bool) -> int:  # noqa: FBT001 - told by step
    """Return where the next word after ends, or the last but one inside."""
    start, end = stretch
    if onward:
        after = trim(text, end, len(text))
        return _word(text, after[0])[1] if after[0] < after[1] else end
    ink = trim(text, start, end)[1]
    before = _word(text, previous_grapheme(text, ink))[0]
    return trim(text, start, before)[1] if before > start else end


def _word(text: str, index: int) -> Stretch:
    """Return the word that holds a character, or else the grapheme alone."""
    start, end = word_at(text, index)
    if start <= index < end:
        return start, end
    return grapheme_floor(text, index), next_grapheme(text, index)
