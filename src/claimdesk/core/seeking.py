"""Look for words, a phrase or an expression in many texts: whatever their case, accents, quotes.

Words are found in any order in one paragraph, and in their other forms: Russian and Ukrainian
endings and the common English ones count for nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from heapq import merge

import regex

from claimdesk.core.folded import Folded
from claimdesk.core.folding import fold
from claimdesk.core.query import TOO_SLOW, Query, QueryError, pattern_of
from claimdesk.core.text import grapheme_ceil, grapheme_floor

Stretch = tuple[int, int]
Seeker = Callable[[Folded], Iterator["Hit"]]

_PATIENCE = 0.5
"""Seconds an expression may take for one text, and for a million characters of it."""
_INSIDE = re.compile(r"\w\w")
_JOINED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
"""Scripts without blanks: a word may start and end anywhere."""
_SHORTEST = 4
"""Letters that must be left of a word without its ending."""
_LONGEST_ENDING = 4
_ENDINGS = tuple(
    ending
    for length in (3, 2, 1)
    for ending in re.findall(
        r"\w+",
        "ами ями ого ому его ему ими ыми ові еві ою ею єю ах ях ам ям ом ем ів ев ов їв ий ый ій "
        "ой ей ая яя ую юю ое ее ые ие их ых им ым ию ия ии а я у ю и ы і ї о е є й ь ing ed es "
        "s e",
    )
    if len(ending) == length
)
_MARKS = re.compile(r"^\W+|\W+$")


class Mode(StrEnum):
    """How what is typed is meant."""

    WORDS = "words"
    PHRASE = "phrase"
    EXPRESSION = "expression"


@dataclass(frozen=True, slots=True)
class Hit:
    """Where something was found, in code points of the text, and which parts of it were meant."""

    start: int
    end: int
    parts: tuple[Stretch, ...]


def seeker(wanted: str, mode: Mode = Mode.WORDS) -> Seeker | None:
    """Return what finds the wanted in a text, in text order; None if nothing is wanted.

    QueryError if an expression cannot be read; later, if it takes too long.
    """
    match mode:
        case Mode.EXPRESSION:
            query = Query(wanted, is_regex=True)
            return None if query.is_blank else _Expression(pattern_of(query))
        case Mode.PHRASE:
            words = fold(wanted).split()
            return _Phrase(words) if words else None
        case _:
            stripped = (_MARKS.sub("", word) or word for word in fold(wanted).split())
            stems = list(dict.fromkeys(map(stem, stripped)))
            return _Words(stems) if stems else None


def stem(word: str) -> str:
    """Return a folded word without its ending, if enough is left of it."""
    if word.isalpha():
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                return word.removesuffix(ending)
    return word


class _Expression:
    def __init__(self, pattern: regex.Pattern[str]) -> None:
        self._pattern = pattern

    def __call__(self, folded: Folded) -> Iterator[Hit]:
        text = folded.text
        seconds = _PATIENCE * (1 + len(text) / 1_000_000)
        try:
            for found in self._pattern.finditer(text, timeout=seconds):
                start, end = found.span()
                if start < end:
                    yield _whole(text, ((start, end),))
        except TimeoutError:
            raise QueryError(TOO_SLOW) from None


class _Phrase:
    def __init__(self, words: list[str]) -> None:
        self._rarest = max(words, key=len)
        self._pattern = re.compile("[ \n]+".join(map(re.escape, words)))

    def __call__(self, folded: Folded) -> Iterator[Hit]:
        if self._rarest in folded.words:
            for found in self._pattern.finditer(folded.words):
                yield _whole(folded.text, (folded.place(*found.span()),))


class _Words:
    def __init__(self, stems: list[str]) -> None:
        self._stems = stems

    def __call__(self, folded: Folded) -> Iterator[Hit]:
        words = folded.words
        if not all(one in words for one in self._stems):
            return
        if len(self._stems) == 1:
            for found in _places(words, self._stems[0]):
                yield _whole(folded.text, (folded.place(*found),))
            return
        for parts in self._together(words):
            yield _whole(folded.text, tuple(folded.place(*part) for part in parts))

    def _together(self, words: str) -> Iterator[list[Stretch]]:
        """Yield for each paragraph with all words where they stand closest to each other."""
        lines = [found.start() for found in re.finditer("\n", words)]
        found = [[(*one, n) for one in _places(words, stem)] for n, stem in enumerate(self._stems)]
        best: dict[int, list[Stretch]] = {}
        latest: dict[int, Stretch] = {}
        line = -1
        for start, end, number in merge(*found):
            if (here := bisect_right(lines, start)) != line:
                latest, line = {}, here
            latest[number] = start, end
            if len(latest) == len(self._stems):
                now = sorted(latest.values())
                if line not in best or _width(now) < _width(best[line]):
                    best[line] = now
        yield from best.values()


def _width(parts: list[Stretch]) -> int:
    return max(end for _, end in parts) - parts[0][0]


def _places(words: str, stem: str) -> Iterator[Stretch]:
    """Yield where words with this stem stand in a folded text."""
    at = words.find(stem)
    most = _LONGEST_ENDING if stem.isalpha() and len(stem) >= _SHORTEST else 0
    while at >= 0:
        end = at + len(stem)
        if not _goes_on(words, at):
            after = _end_of_word(words, end, most)
            if after is not None:
                yield at, after
        at = words.find(stem, end)


def _end_of_word(words: str, end: int, most: int) -> int | None:
    """Return where a word ends that goes on for a few letters at most; None if it goes on."""
    after = end
    while _goes_on(words, after):
        after += 1
        if after - end > most:
            return None
    return after


def _goes_on(words: str, index: int) -> bool:
    """Return whether a word goes on from one side of an index to the other."""
    pair = words[index - 1 : index + 1] if index else ""
    if len(pair) < 2 or not (pair.isalnum() or _INSIDE.fullmatch(pair)):
        return False
    return pair.isascii() or not _JOINED.search(pair)


def _whole(text: str, parts: tuple[Stretch, ...]) -> Hit:
    """Return a hit that cuts no grapheme."""
    first, last = parts[0]
    if len(parts) > 1:
        last = max(end for _, end in parts)
    return Hit(grapheme_floor(text, first), grapheme_ceil(text, last), parts)
