"""Places that say what a claim says and are not linked to it: found in all articles, word by word.

A sentence is offered for a claim when it holds most of what the claim says, in its own words or in
those of one of its passages; rare words weigh more than common ones, and no number may be missing.
What was dismissed is not offered again. Nothing is linked here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from claimdesk.core.apparatus import DismissalRow
from claimdesk.core.content_words import content_words
from claimdesk.core.folded import Folded
from claimdesk.core.folding import fold
from claimdesk.core.model import ArticleRow, ClaimDetail, Id, LinkRow
from claimdesk.core.sentences import sentences
from claimdesk.core.text import trim
from claimdesk.store import articles, claims, dismissals, passages
from claimdesk.store.store import Session

Read = Callable[..., Any]
"""Answers a query of the store, as ``Reader.read`` does."""
Tick = Callable[[int, int], None]
"""Told (articles done, articles in all); raises to stop the work."""

_ENOUGH = 0.75
"""The share of a claim's words, by weight, that a sentence must hold."""
_FEWEST = 3
"""Words that must be the same: with fewer, everything repeats everything."""
_EVERYWHERE = 200
"""A word in more texts than this finds no candidates, it only confirms them."""
_NUMBER = re.compile(r"\d")
_Taken = dict[tuple[Id, Id], list[tuple[int, int]]]
"""What is linked to a claim in an article, or dismissed."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A stretch (code points) that says what a claim says; ``share`` is 1 for the same words."""

    claim_id: Id
    article_id: Id
    version_id: Id
    start: int
    end: int
    share: float


@dataclass(frozen=True, slots=True)
class _Phrase:
    claim_id: Id
    words: str
    stems: frozenset[str]
    numbers: frozenset[str]


def find(read: Read, tick: Tick) -> list[Repeat]:
    """Return what repeats claims in all articles, by claim in the order of the list."""
    details, links, gone, rows = read(_known)
    phrases = _Phrases(_said(details, links))
    taken = _taken((*links, *gone))
    found: list[Repeat] = []
    for done, row in enumerate(rows):
        tick(done, len(rows))
        text = read(articles.text, row.version_id)
        found += (
            one
            for one in _in_article(row, text, phrases)
            if not _touches(one, taken.get((one.claim_id, row.id), ()))
        )
    tick(len(rows), len(rows))
    order = {row.id: place for place, row in enumerate(details)}
    return sorted(found, key=lambda one: order[one.claim_id])


def still_open(session: Session, found: Iterable[Repeat]) -> list[Repeat]:
    """Return which of some repeats are neither linked nor dismissed by now."""
    there = {row.version_id for row in articles.rows(session)}
    live = {row.id for row in claims.details(session)}
    taken = _taken((*passages.links(session), *dismissals.rows(session)))
    return [
        one
        for one in found
        if one.version_id in there
        and one.claim_id in live
        and not _touches(one, taken.get((one.claim_id, one.article_id), ()))
    ]


class _Phrases:
    """What claims say, found by the words that are in few of them."""

    def __init__(self, phrases: Sequence[_Phrase]) -> None:
        self._phrases = phrases
        spread = Counter(stem for phrase in phrases for stem in phrase.stems)
        self._weights = {
            stem: log((len(phrases) + 1) / number) + 0.5 for stem, number in spread.items()
        }
        self._wholes = [self._weight(phrase.stems) for phrase in phrases]
        self._by_stem: dict[str, list[int]] = {}
        for place, phrase in enumerate(phrases):
            for stem in phrase.stems:
                if spread[stem] <= _EVERYWHERE:
                    self._by_stem.setdefault(stem, []).append(place)

    def said_by(self, stems: frozenset[str], folded: str) -> Iterator[tuple[_Phrase, float]]:
        """Yield what a sentence with these words says, and how much of it."""
        places = {place for stem in stems for place in self._by_stem.get(stem, ())}
        for place in sorted(places):
            phrase = self._phrases[place]
            if phrase.words in folded:
                yield phrase, 1
                continue
            same = phrase.stems & stems
            if len(same) >= _FEWEST and phrase.numbers <= stems:
                share = self._weight(same) / self._wholes[place]
                if share >= _ENOUGH:
                    yield phrase, min(share, 0.99)

    def _weight(self, stems: Iterable[str]) -> float:
        return sum(self._weights[stem] for stem in stems)


def _known(
    session: Session,
) -> tuple[list[ClaimDetail], list[LinkRow], list[DismissalRow], list[ArticleRow]]:
    return (
        claims.details(session),
        passages.links(session),
        dismissals.rows(session),
        articles.rows(session),
    )


def _said(details: Iterable[ClaimDetail], links: Iterable[LinkRow]) -> list[_Phrase]:
    said = [(row.id, row.text) for row in details]
    said += [(one.claim_id, one.quote) for one in links]
    phrases: dict[tuple[Id, str], _Phrase] = {}
    for claim_id, text in said:
        words = " ".join(fold(text).split()).strip(" .,;:!?\"'-")
        stems = frozenset(content_words(text))
        if len(stems) >= _FEWEST:
            numbers = frozenset(one for one in stems if _NUMBER.search(one))
            phrases[claim_id, words] = _Phrase(claim_id, words, stems, numbers)
    return list(phrases.values())


def _in_article(row: ArticleRow, text: str, phrases: _Phrases) -> Iterator[Repeat]:
    for first, last in sentences(text):
        start, end = trim(text, first, last)
        sentence = text[start:end]
        folded = Folded(sentence)
        words = folded.words.replace("\n", " ")
        best: dict[Id, Repeat] = {}
        for phrase, share in phrases.said_by(frozenset(content_words(sentence)), words):
            at, to = 0, end - start
            if share == 1:
                place = words.index(phrase.words)
                at, to = folded.place(place, place + len(phrase.words))
            before = best.get(phrase.claim_id)
            if before is None or before.share < share:
                best[phrase.claim_id] = Repeat(
                    phrase.claim_id, row.id, row.version_id, start + at, start + to, share
                )
        yield from best.values()


def _taken(known: Iterable[LinkRow | DismissalRow]) -> _Taken:
    taken: _Taken = {}
    for one in known:
        taken.setdefault((one.claim_id, one.article_id), []).append((one.start, one.end))
    return taken


def _touches(one: Repeat, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start < one.end and one.start < end for start, end in taken)
