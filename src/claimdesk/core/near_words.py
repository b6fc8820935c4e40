"""Find where nearly the same words stand: by words in common, then letter by letter."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz.distance import LCSseq, Levenshtein

from claimdesk.core.quote_words import plain
from claimdesk.core.word_index import Stretch, WordIndex

_WINDOWS = 12
_EVERYWHERE = 200
"""Places of a word that is too frequent to speak for any of them."""
_LONGEST = 8
"""Letters of a word beyond which it does not weigh more."""
_LEAST_SHARED = 0.4
"""Share of a quote's words that must stand in their order in a window that is looked at."""
_DIAGONAL = 4
"""Words by which places may differ that speak for the same window."""


@dataclass(frozen=True, slots=True)
class Like:
    """A stretch, from word to word, and how much of its letters is the same, from 0 to 1."""

    likeness: float
    words: Stretch


class NearWords:
    """Finds stretches whose letters are nearly those of a quote.

    The words of the quote that stand in the text vote for where it would begin; in the best windows
    a stretch is moved and stretched while it becomes more alike.
    """

    def __init__(self, index: WordIndex) -> None:
        self._index = index

    def stretches(self, exact: str, keys: Sequence[str], wanted: float) -> list[Like]:
        """Return the stretches that are so much alike, the best first; none lies in another.

        ``keys`` are those of the words of the quote.
        """
        windows = self._windows(keys)
        letters = plain(exact).casefold() if windows else ""
        found = (
            one
            for begin in windows
            if (one := self._best(letters, len(keys), begin)).likeness >= wanted
        )
        apart: list[Like] = []
        for one in sorted(found, key=lambda one: (-one.likeness, one.words)):
            if all(not _overlap(one.words, other.words) for other in apart):
                apart.append(one)
        return apart

    def _windows(self, keys: Sequence[str]) -> list[int]:
        """Return at which words the quote may begin: where enough of its words stand in order."""
        run = self._index.run_of(keys)
        wanted = _LEAST_SHARED * len(run)
        if sum(number >= 0 for number in run) < wanted:
            return []
        votes: defaultdict[int, float] = defaultdict(float)
        for place, word in enumerate(keys):
            places = self._index.places_of(word)
            if len(places) > _EVERYWHERE:
                continue
            weight = min(len(word), _LONGEST) / (1 + 0.3 * (len(places) - 1))
            for there in places:
                votes[(there - place) // _DIAGONAL] += weight
        around = {
            window: own + 0.7 * (votes.get(window - 1, 0.0) + votes.get(window + 1, 0.0))
            for window, own in votes.items()
        }
        best = nsmallest(_WINDOWS, around, key=lambda one: (-around[one], one))
        begins = (window * _DIAGONAL for window in best)
        return [
            begin
            for begin in begins
            if LCSseq.similarity(run, self._index.run[slice(*self._reach(len(run), begin))])
            >= wanted
        ]

    def _reach(self, length: int, begin: int) -> Stretch:
        """Return within which words a quote of this length is looked for."""
        low = max(0, begin - 6 - length // 8)
        return low, min(len(self._index.run), begin + length + 10 + length // 4)

    def _best(self, letters: str, length: int, begin: int) -> Like:
        low, high = self._reach(length, begin)
        known: dict[Stretch, float] = {}

        def likeness(stretch: Stretch) -> float:
            if stretch not in known:
                first, last = self._index.stretch(*stretch)
                there = plain(self._index.text[first:last]).casefold()
                known[stretch] = Levenshtein.normalized_similarity(letters, there)
            return known[stretch]

        slid = [
            (one, min(high, one + length)) for one in range(low, max(low + 1, high - length + 1))
        ]
        best = max(slid, key=likeness)
        while (better := max(_beside(best, low, high), key=likeness)) != best:
            if likeness(better) <= likeness(best) + 1e-9:
                break
            best = better
        return Like(likeness(best), best)


def _beside(stretch: Stretch, low: int, high: int) -> Iterator[Stretch]:
    """Yield the stretches whose ends lie up to two words beside those of this one."""
    first, last = stretch
    for begin in range(max(low, first - 2), min(high - 1, first + 2) + 1):
        for end in range(max(begin + 1, last - 2), min(high, last + 2) + 1):
            yield begin, end


def _overlap(one: Stretch, other: Stretch) -> bool:
    return min(one[1], other[1]) > max(one[0], other[0])
