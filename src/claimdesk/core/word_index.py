"""The words of a text as a reader tells them apart, and where runs of them stand.

Case, punctuation, blanks, invisible characters and hyphens at line ends do not count. A Han or kana
character is a word, and so is an emoji.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from unicodedata import normalize

import regex

_SINGLE = r"\p{Han}\p{Hiragana}\p{Katakana}"
_SYMBOLS = "\u2190-\u2bff\u3012\u3020\u303d\U0001f000-\U0001faff"
_LETTER = rf"[[\p{{L}}\p{{N}}]--[{_SINGLE}]]"
_INSIDE = rf"(?:{_LETTER}|[[\p{{M}}\p{{Cf}}]--\u00ad]|\u00ad(?!\n))"
_JOINT = r"(?:['’ʼ‘]|[-\u00ad\u2010]\n[ \t]*(?=\p{L}))[\p{M}\p{Cf}]*"
WORD = regex.compile(
    rf"(?V1)[{_SINGLE}]|[{_SYMBOLS}]|{_LETTER}{_INSIDE}*+(?:{_JOINT}{_LETTER}{_INSIDE}*+)*+"
)

_BROKEN = regex.compile(r"[-\u00ad\u2010]\s+")
_UNSEEN = regex.compile(r"[\p{Cf}\ufe0e\ufe0f]")
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘"), "'")
_FARTHEST = 120
"""Words that may be left out between two parts of a quote."""

Stretch = tuple[int, int]
Run = list[int]
"""Numbers of words one after the other; a number below 0 is a word that the text does not have."""


def key(word: str) -> str:
    """Return what all ways to write a word have in common."""
    if "\n" in word:
        word = _BROKEN.sub("", word)
    if word.isascii():
        return word.lower()
    return normalize("NFKC", _UNSEEN.sub("", word)).casefold().translate(_APOSTROPHES)


def keys_of(text: str) -> tuple[str, ...]:
    """Return the keys of the words of a text, in their order."""
    return tuple(map(key, WORD.findall(text)))


class WordIndex:
    """A text by its words: ``starts`` and ``ends`` are code points, ``run`` numbers its words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.run: Run = []
        self._numbers: dict[str, int] = {}
        self._places: defaultdict[int, list[int]] = defaultdict(list)
        seen: dict[str, int] = {}
        for place, found in enumerate(WORD.finditer(text)):
            word = found[0]
            number = seen.get(word)
            if number is None:
                number = self._numbers.setdefault(key(word), len(self._numbers))
                seen[word] = number
            self.starts.append(found.start())
            self.ends.append(found.end())
            self.run.append(number)
            self._places[number].append(place)

    def run_of(self, keys: Iterable[str]) -> Run:
        """Return words of another text, given by their keys, by the numbers they have here."""
        return [self._numbers.get(one, -1) for one in keys]

    def places_of(self, word_key: str) -> Sequence[int]:
        """Return at which words of the text a word with this key stands."""
        return self._places.get(self._numbers.get(word_key, -1), ())

    def stretch(self, first: int, last: int) -> Stretch:
        """Return the code points from the word ``first`` up to, without, the word ``last``."""
        return self.starts[first], self.ends[last - 1]

    def runs(self, run: Run) -> list[int]:
        """Return at which words the same run begins."""
        if not run or min(run) < 0:
            return []
        rarest = min(range(len(run)), key=lambda place: len(self._places[run[place]]))
        begins = (place - rarest for place in self._places[run[rarest]])
        return [one for one in begins if one >= 0 and self.run[one : one + len(run)] == run]

    def in_order(self, parts: Sequence[Run]) -> list[Stretch]:
        """Return from which word to which all parts stand, one soon after the other."""
        shortest: dict[int, int] = {}
        starts = [self.runs(part) for part in parts]
        for first in starts[0]:
            end = first + len(parts[0])
            for part, places in zip(parts[1:], starts[1:], strict=True):
                at = bisect_left(places, end)
                if at == len(places) or places[at] - end > _FARTHEST:
                    break
                end = places[at] + len(part)
            else:
                shortest[end] = max(first, shortest.get(end, first))
        return sorted((first, end) for end, first in shortest.items())
