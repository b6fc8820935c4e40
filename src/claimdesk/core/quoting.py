"""Find a quote that somebody typed or copied: word for word, else in nearly the same words.

Never a guess: several places that could be meant are all told, and what is only roughly like the
quote is not found. Omissions ("…", "[...]") and insertions in brackets are understood.
"""

from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from claimdesk.core.anchors import Quote
from claimdesk.core.near_words import Like, NearWords
from claimdesk.core.quote_words import (
    Reading,
    only_words,
    parts_of,
    plain,
    readings,
    without_marks,
)
from claimdesk.core.text import trim
from claimdesk.core.word_index import WORD, Stretch, WordIndex, keys_of

_CONTEXT_WORDS = 6
_CLEAR_LEAD = 0.3
_FITS = 0.3
"""What the words before and after must have in common with those said, of 2."""
_FEWEST_WORDS = 4
"""Words a quote with something left out must have."""
_FEWEST_LETTERS = 10
_MOST_LETTERS = 4_000
"""Code points of a quote that is compared letter by letter."""
_ALIKE = 0.72
_ALIKE_IF_SHORT = 0.86
_PART_ALIKE = 0.8
_SHORT = 5
_NEAR_LEAD = 0.06
_OF_CONTEXT = 0.15
_MOST_TOLD = 5
_LONGEST, _FARTHEST = 4, 120
"""Times its words, and words more, that a quote with omissions may reach over."""


class Fit(StrEnum):
    """How a quote stands in a text."""

    FOUND = "found"
    ALIKE = "alike"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a quote stands, in code points: one place, or all that could be meant."""

    fit: Fit
    places: tuple[Stretch, ...] = ()


_NOWHERE = Standing(Fit.NOT_FOUND)


class Sought:
    """A quote made ready once to be looked for in many texts."""

    def __init__(self, quote: Quote) -> None:
        self.quote = quote
        self.exact = without_marks(quote.exact)
        self.readings = tuple(self._ways())
        self.keys = keys_of(self.exact)
        letters = sum(map(len, self.keys))
        self.is_comparable = len(self.keys) > 1 and _FEWEST_LETTERS <= letters <= _MOST_LETTERS
        """Whether it is long enough, and not too long, to be looked for in nearly its words."""
        parts = [(part, keys_of(part)) for part in parts_of(self.exact)]
        has_enough = len(parts) > 1 and _has_enough([keys for _, keys in parts])
        self.parts = parts if has_enough else []
        """What stands between omissions, if it is enough to be looked for."""

    def _ways(self) -> Iterator[tuple[Reading, list[Sequence[str]]]]:
        for number, reading in enumerate(readings(self.exact)):
            keys: list[Sequence[str]] = [keys_of(part) for part in reading.parts]
            if not number or _has_enough(keys):
                yield reading, keys


class QuoteFinder:
    """Finds quotes in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._index = WordIndex(text)

    def find(self, quote: Quote) -> Standing:
        """Return where the quote stands in the same words, else in nearly the same."""
        sought = Sought(quote)
        found = self.find_words(sought)
        return self.find_alike(sought) if found.fit is Fit.NOT_FOUND else found

    def find_words(self, sought: Sought) -> Standing:
        """Return where the words of a quote stand one after the other."""
        for reading, parts in sought.readings:
            if hits := self._index.in_order([self._index.run_of(keys) for keys in parts]):
                return self._chosen(sought.quote, reading, hits)
        return _NOWHERE

    def find_alike(self, sought: Sought) -> Standing:
        """Return where nearly the same words stand: misspelt, one left out, one put in."""
        if not sought.is_comparable:
            return _NOWHERE
        near = NearWords(self._index)
        wanted = _ALIKE_IF_SHORT if len(sought.keys) < _SHORT else _ALIKE
        found = near.stretches(sought.exact, sought.keys, wanted)
        if not found:
            return self._parts_alike(near, sought)
        quote = sought.quote
        ranked = sorted(((self._likeness(quote, one), one.words) for one in found), reverse=True)
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _NEAR_LEAD:
            return self._standing(Fit.AMBIGUOUS, [stretch for _, stretch in ranked[:_MOST_TOLD]])
        return self._standing(Fit.ALIKE, [ranked[0][1]])

    def _likeness(self, quote: Quote, one: Like) -> float:
        return one.likeness + _OF_CONTEXT * self._context(quote, *one.words)

    def _parts_alike(self, near: NearWords, sought: Sought) -> Standing:
        """Return where the parts between omissions stand, if each is found in nearly its words."""
        found = [near.stretches(part, keys, _PART_ALIKE)[:1] for part, keys in sought.parts]
        if found and all(found):
            first, last = found[0][0].words[0], found[-1][0].words[1]
            if first < last < first + _LONGEST * len(sought.keys) + _FARTHEST:
                return self._standing(Fit.ALIKE, [(first, last)])
        return _NOWHERE

    def _chosen(self, quote: Quote, reading: Reading, hits: list[Stretch]) -> Standing:
        """Return the one hit that is meant, or all."""
        has_context = bool(quote.prefix or quote.suffix)
        if len(hits) > 1 and has_context:
            ranked = sorted(((self._context(quote, *hit), hit) for hit in hits), reverse=True)
            if ranked[0][0] - ranked[1][0] >= _CLEAR_LEAD:
                hits = [ranked[0][1]]
        if len(hits) > 1:
            wanted = plain(quote.exact.strip())
            literal = [hit for hit in hits if self._said(quote.exact.strip(), hit) == wanted]
            hits = literal if len(literal) == 1 else hits
        exact = without_marks(quote.exact)
        stretches = [self._with_marks(exact, *self._index.stretch(*hit)) for hit in hits]
        if len(hits) > 1:
            return Standing(Fit.AMBIGUOUS, tuple(trim(self._text, *one) for one in stretches))
        first, last = stretches[0]
        fits = not has_context or self._context(quote, *hits[0]) >= _FITS
        is_same = len(reading.parts) > 1 or only_words(exact) == only_words(self._text[first:last])
        is_found = fits and is_same and not reading.is_edited
        return Standing(Fit.FOUND if is_found else Fit.ALIKE, (trim(self._text, first, last),))

    def _said(self, exact: str, hit: Stretch) -> str:
        first, last = self._with_marks(exact, *self._index.stretch(*hit))
        return plain(self._text[first:last])

    def _standing(self, fit: Fit, hits: list[Stretch]) -> Standing:
        places = (trim(self._text, *self._index.stretch(*hit)) for hit in hits)
        return Standing(fit, tuple(sorted(places)))

    def _context(self, quote: Quote, first: int, last: int) -> float:
        """Return how much of the words said to stand before and after does, from 0 to 2."""
        run = self._index.run
        before = self._index.run_of(keys_of(quote.prefix))[-_CONTEXT_WORDS:]
        after = self._index.run_of(keys_of(quote.suffix))[:_CONTEXT_WORDS]
        # The outer word of a cut context may be half a word.
        if len(before) > 1 and not quote.prefix[0].isspace():
            del before[0]
        if len(after) > 1 and not quote.suffix[-1].isspace():
            del after[-1]
        there = run[max(0, first - len(before)) : first], run[last : last + len(after)]
        return sum(
            Indel.normalized_similarity(said, found)
            for said, found in zip((before, after), there, strict=True)
            if said
        )

    def _with_marks(self, exact: str, first: int, last: int) -> Stretch:
        """Widen a stretch by the punctuation that the quote has at its ends too."""
        text = self._text
        words = list(WORD.finditer(exact))
        before, after = plain(exact[: words[0].start()]), plain(exact[words[-1].end() :])
        for more in range(1, len(before) + 4 if before else 0):
            if first >= more and plain(text[first - more : first]) == before:
                first -= more
                break
        for more in range(1, len(after) + 4 if after else 0):
            if plain(text[last : last + more]) == after:
                last += more
                break
        return first, last


def _has_enough(parts: Sequence[Sized]) -> bool:
    """Return whether the words of a quote with something left out are enough to be sure."""
    shortest = min(map(len, parts))
    return sum(map(len, parts)) >= _FEWEST_WORDS and (len(parts) == 1 or shortest > 1)
