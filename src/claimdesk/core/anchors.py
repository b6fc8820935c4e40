"""Quotes with context: made from a place in a text, found again when the text is not the same.

A quote is only ever found word for word, and only where there is no doubt: an anchor that lands on
look-alike text is worse than one that says it is lost.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from claimdesk.core.text import grapheme_floor

CONTEXT = 32
"""How many code points before and after a passage are kept with it."""

_MOST_PLACES = 2_000
_GOOD_FIT = 0.4
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
    length = len(quote.exact)
    if not length:
        return None
    if start >= 0 and end == start + length and text.startswith(quote.exact, start):
        return Found(start, end, moved=False)
    place = _place_meant(text, quote)
    return None if place is None else Found(place, place + length, moved=True)


def _place_meant(text: str, quote: Quote) -> int | None:
    """Return the one place that is meant, or None where none or several could be."""
    if quote.prefix or quote.suffix:
        in_context = list(islice(_places(text, quote.prefix + quote.exact + quote.suffix), 2))
        if len(in_context) == 1:
            return in_context[0] + len(quote.prefix)
    places = list(islice(_places(text, quote.exact), _MOST_PLACES + 1))
    if len(places) > _MOST_PLACES:
        return None
    ranked = sorted(((_fit(text, quote, place), place) for place in places), reverse=True)
    if not ranked:
        return None
    fit, place = ranked[0]
    if len(ranked) == 1:
        return place if fit >= _GOOD_FIT or _stands_alone(text, place, len(quote.exact)) else None
    return place if fit >= _GOOD_FIT and fit - ranked[1][0] >= _CLEAR_LEAD else None


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _fit(text: str, quote: Quote, place: int) -> float:
    """Return the share of the context, counted outward from the quote, that stands here too."""
    end = place + len(quote.exact)
    before = text[max(0, place - len(quote.prefix)) : place]
    after = text[end : end + len(quote.suffix)]
    same = _same(reversed(before), reversed(quote.prefix)) + _same(after, quote.suffix)
    return same / max(1, len(quote.prefix) + len(quote.suffix))


def _same(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _stands_alone(text: str, start: int, length: int) -> bool:
    """Return whether no word and no grapheme is cut: "Linus" is not found in "chinos"."""
    end = start + length
    return all(
        grapheme_floor(text, edge) == edge
        and not (text[edge - 1 : edge].isalnum() and text[edge : edge + 1].isalnum())
        for edge in (start, end)
    )
