"""Find by a few letters: "ncs" finds "New claim from selection"."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

_AT_WORD_START = 8
_IN_A_ROW = 5
_WHOLE_WORD_BEGUN = 20
_NOT_FOUND = None


def score(needle: str, text: str) -> int | None:
    """Return how well every word of the needle is found in the text; None if one is not.

    The letters of a word must stand in the text in their order; beginnings of words and letters
    in a row count more.
    """
    haystack = text.casefold()
    total = 0
    for word in needle.casefold().split():
        found = _word_score(word, haystack)
        if found is _NOT_FOUND:
            return None
        total += found
    return total


def ranked(needle: str, things: Iterable[T], text: Callable[[T], str]) -> list[T]:
    """Return what is found, best first; equals, and all for an empty needle, in their order."""
    found = [(thing, score(needle, text(thing))) for thing in things]
    hits = [(thing, points) for thing, points in found if points is not None]
    return [thing for thing, _ in sorted(hits, key=lambda hit: -hit[1])]


def _word_score(word: str, text: str) -> int | None:
    """Return the points of the best way to find the letters of one word, None if there is none."""
    starts = {i for i in range(len(text)) if i == 0 or not text[i - 1].isalnum()}
    # For each place in the text: the best points of a find whose last letter stands there.
    best: dict[int, int] = {-1: 0}
    for place, letter in enumerate(word):
        following: dict[int, int] = {}
        for i, candidate in enumerate(text):
            if candidate != letter:
                continue
            own = 1 + (_AT_WORD_START if i in starts else 0)
            ways = [
                points + own + (_IN_A_ROW if place and before == i - 1 else 0)
                for before, points in best.items()
                if before < i
            ]
            if ways:
                following[i] = max(ways)
        best = following
    if not best:
        return _NOT_FOUND
    begun = any(text.startswith(word, start) for start in starts)
    return max(best.values()) + (_WHOLE_WORD_BEGUN if begun else 0)
