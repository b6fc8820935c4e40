"""Quotes with context: made from a place in a text, found again when the text is not the same.

A quote is only ever found word for word, and only where there is no doubt: an anchor that lands on
look-alike text is worse than one that says it is lost.
"""

from dataclasses import dataclass
from itertools import islice

from claimdesk.core.text import grapheme_ceil, grapheme_floor

CONTEXT = 32
"""How many code points before and after a passage are kept with it."""

_MOST_PLACES = 2_000
_GOOD_FIT = 0.5
_CLEAR_LEAD = 0.25


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact words of a passage with the text before and after them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands, and whether that is another place than was said."""

    start: int
    end: int
    moved: bool


def quote_of(text: str, start: int, end: int) -> Quote:
    """Return the quote of a stretch of text with its context."""
    return Quote(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def find(text: str, quote: Quote, start: int, end: int) -> Found | None:
    """Return where the quote stands: as said, or in the one other place that must be meant."""
    if not quote.exact:
        return None
    if 0 <= start < end and text[start:end] == quote.exact:
        return Found(start, end, moved=False)
    place = _meant(text, quote, _places(text, quote.exact))
    return None if place is None else Found(place, place + len(quote.exact), moved=True)


def _places(text: str, exact: str) -> list[int]:
    """Return where the words stand, up to one more than is worth comparing."""

    def all_places() -> list[int]:
        places: list[int] = []
        place = text.find(exact)
        while place >= 0 and len(places) <= _MOST_PLACES:
            places.append(place)
            place = text.find(exact, place + 1)
        return places

    return list(islice(all_places(), _MOST_PLACES + 1))


def _meant(text: str, quote: Quote, places: list[int]) -> int | None:
    """Return the one place that is meant, or None where none or several could be."""
    return places[0] if places else None
