"""Which claims a text is likely to say: "have we checked this?".

Claims and the quotes of their passages stand in two full-text tables in memory, one of words and
one of trigrams, which forgive endings and misspellings. The ranks in both are fused; whatever text
of a claim fits best stands for the claim. The file itself has no such tables.
"""

import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import null, select
from sqlmodel import col

from claimdesk.core.change import Change
from claimdesk.core.content_words import content_words, overlap
from claimdesk.core.model import Id
from claimdesk.store import claims, passages, touched, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Claim, Link, Passage

SAME = 0.6
"""Two texts that share so much of their words may well be the same claim."""
_CALM = 60
"""How little the first rank counts more than the second (reciprocal rank fusion)."""
_READ = 400
"""Texts of each table that are looked at: more than five claims have."""
_WORDS = 24
"""Words of a long text that are asked for; more would not find others."""
_TEXTS = 16_000
"""Texts that all words together may ask for; beyond them only frequent words are left to ask."""
_FEW = 3
"""Words that are asked for however frequent they are."""
_OUTGROWN = 1.1
"""How many more texts there are when words are counted anew."""
_TABLES = ("words", "trigrams")
_SCHEMA = """
CREATE VIRTUAL TABLE words USING fts5(said, tokenize="porter unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE trigrams USING fts5(said, tokenize="trigram case_sensitive 1");
"""
_STEP = 50
"""Texts that are taken in between two ticks."""
_TRIGRAMS = 32
"""The rarest trigrams of a text, which are asked for: the others are in half of all texts."""
_RENEWING = ("article", "article_version")
"""Changes of these records may hide passages of any number of claims."""


Tick = Callable[[int, int], None]
Read = Callable[..., Any]
"""Answers a query of the store, as ``Reader.read`` does."""
_Text = tuple[Id, Id | None, str]
"""What a claim says: in its own words, or in those of a passage."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A claim that a text is likely to say; ``share`` is how much of the words are the same."""

    claim_id: Id
    share: float


@dataclass(frozen=True, slots=True)
class _Said:
    claim_id: Id
    passage_id: Id | None
    words: frozenset[str]


class LikelyClaims:
    """The index of one project; it follows the edits it is told of."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # background work may make what the window asks
        self._index: _Index | None = None
        self._pending: deque[Change] = deque()  # filled while another thread takes from it
        self._is_whole = self._is_outdated = False

    @property
    def is_made(self) -> bool:
        """Return whether there is an index that only has to follow some edits."""
        return self._is_whole and not self._is_outdated

    def note(self, change: Change) -> None:
        """Remember an edit until the next question."""
        self._pending.append(change)
        self._is_outdated |= _renews(change)

    def refresh(self, read: Read, tick: Tick | None = None, *, waits: bool = True) -> None:
        """Take in what was edited since the last time; all of it the first time.

        ``read`` answers a query of the store; no transaction lasts while texts are taken in.
        ``tick`` is told now and then how many there are, and may raise to stop it. Without
        ``waits`` nothing is done while another thread is at it.
        """
        if not self._lock.acquire(blocking=waits):
            return
        try:
            self._is_outdated = False
            pending = [self._pending.popleft() for _ in range(len(self._pending))]
            if self._index is None or not self._is_whole or any(map(_renews, pending)):
                self._forget()
                self._index = _Index()
                self._index.add(_ticking(read(_everything), tick))
                self._is_whole = True
            elif pending:
                self._index.renew(read(_altered, pending))
        finally:
            self._lock.release()

    def ranked(
        self, text: str, *, without: Iterable[Id] = (), most: int | None = None
    ) -> list[Likely]:
        """Return the claims a text is likely to say, the likeliest first.

        The quotes of passages ``without`` do not count. Nothing is found before a ``refresh``.
        """
        with self._lock:
            words = content_words(text)
            if self._index is None or not words:
                return []
            return self._index.ranked(words, frozenset(without), most)

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        index, self._index, self._is_whole = self._index, None, False
        if index is not None:
            index.close()


class _Index:
    """Two tables of texts, and of which claim each is."""

    def __init__(self) -> None:
        self._sqlite = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._sqlite.executescript(_SCHEMA)
        self._said: dict[int, _Said] = {}
        self._of_claim: dict[Id, list[int]] = {}
        self._last = 0
        self._spread: dict[tuple[str, str], int] = {}
        self._outgrown = 0.0

    def add(self, texts: Iterable[_Text]) -> None:
        """Take in texts of claims."""
        self._sqlite.execute("BEGIN")
        for claim_id, passage_id, text in texts:
            words = content_words(text)
            self._last += 1
            self._said[self._last] = _Said(claim_id, passage_id, frozenset(words))
            self._of_claim.setdefault(claim_id, []).append(self._last)
            for table in _TABLES:
                query = f"INSERT INTO {table}(rowid, said) VALUES (?, ?)"  # noqa: S608 - two names
                self._sqlite.execute(query, (self._last, f" {' '.join(words)}"))
        self._sqlite.execute("COMMIT")

    def renew(self, altered: Mapping[Id, Iterable[_Text]]) -> None:
        """Take in what some claims are now."""
        for claim_id, texts in altered.items():
            for rowid in self._of_claim.pop(claim_id, ()):
                del self._said[rowid]
                for table in _TABLES:
                    query = f"DELETE FROM {table} WHERE rowid = ?"  # noqa: S608 - two names
                    self._sqlite.execute(query, (rowid,))
            self.add(texts)

    def ranked(
        self, words: Sequence[str], without: frozenset[Id], most: int | None
    ) -> list[Likely]:
        """Return the claims with any of these words, the likeliest first."""
        scores: dict[Id, float] = {}
        for table, units in (
            ("words", self._rarest("words", words[:_WORDS], _WORDS)),
            ("trigrams", self._rarest("trigrams", _trigrams(words), _TRIGRAMS)),
        ):
            for rank, claim_id in enumerate(self._found(table, units, without), 1):
                scores[claim_id] = scores.get(claim_id, 0) + 1 / (_CALM + rank)
        best = sorted(scores, key=lambda one: -scores[one])[:most]
        return [Likely(one, self._share(one, frozenset(words), without)) for one in best]

    def close(self) -> None:
        """Free the memory."""
        self._sqlite.close()

    def _rarest(self, table: str, units: Iterable[str], most: int) -> list[str]:
        """Return the rarest of some words that there are, as far as they do not ask for too much.

        The time of a question is that of the texts with any of its words, and what very many
        say tells none of them from the others.
        """
        if len(self._said) > self._outgrown:
            self._spread.clear()
            self._outgrown = len(self._said) * _OUTGROWN
        counted = sorted((self._texts_with(table, one), one) for one in units)
        chosen: list[str] = []
        texts = 0
        for found, one in counted:
            texts += found
            if found and (len(chosen) < _FEW or texts <= _TEXTS):
                chosen.append(one)
        return chosen[:most]

    def _texts_with(self, table: str, unit: str) -> int:
        """Return how many texts have a word; the number may be one of a while ago, but not none."""
        if (table, unit) not in self._spread:
            query = f"SELECT count(*) FROM {table} WHERE {table} MATCH ?"  # noqa: S608 - two names
            (found,) = self._sqlite.execute(query, (f'"{unit}"',)).fetchone()
            if not found:
                return 0
            self._spread[table, unit] = found
        return self._spread[table, unit]

    def _found(self, table: str, units: Sequence[str], without: frozenset[Id]) -> list[Id]:
        """Return the claims that one table finds, each once, the best first."""
        match = " OR ".join(f'"{one}"' for one in units) or '""'
        query = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT {_READ}"  # noqa: S608 - two names
        found = [self._said[rowid] for (rowid,) in self._sqlite.execute(query, (match,))]
        return list(dict.fromkeys(one.claim_id for one in found if one.passage_id not in without))

    def _share(self, claim_id: Id, words: frozenset[str], without: frozenset[Id]) -> float:
        said = [self._said[rowid] for rowid in self._of_claim[claim_id]]
        return max(overlap(words, one.words) for one in said if one.passage_id not in without)


def _trigrams(words: Iterable[str]) -> frozenset[str]:
    """Return the trigrams of some words, beginnings of words too."""
    padded = (f" {word}" for word in words)
    return frozenset(one[at : at + 3] for one in padded for at in range(len(one) - 2))


def _ticking(texts: Sequence[_Text], tick: Tick | None) -> Iterator[_Text]:
    for place, text in enumerate(texts):
        if tick is not None and place % _STEP == 0:
            tick(place, len(texts))
        yield text


def _everything(session: Session) -> list[_Text]:
    return session.records(_text, _own()) + session.records(_text, _quoted())


def _text(claim_id: Id, passage_id: Id | None, said: str) -> _Text:
    return claim_id, passage_id, said


@cache
def _own() -> sa.Select[*tuple[Any, ...]]:
    query = select(col(Claim.id), null(), col(Claim.text)).where(col(Claim.deleted) == 0)
    return query.order_by(*verdicts.list_order())


@cache
def _quoted() -> sa.Select[*tuple[Any, ...]]:
    # In no order: sorting them would take longer than reading them.
    columns = (col(Link.claim_id), col(Link.passage_id), col(Passage.quote))
    return passages.in_list_order(*columns).order_by(None)


def _altered(session: Session, changes: Iterable[Change]) -> dict[Id, list[_Text]]:
    """Return what all claims say now that some edits may have altered; nothing if removed."""
    found: dict[Id, list[_Text]] = {}
    for change in changes:
        for claim_id in touched.claims(session, change) | touched.linked(session, change):
            found[claim_id] = _texts_of(session, claim_id)
    return found


def _texts_of(session: Session, claim_id: Id) -> list[_Text]:
    row = claims.detail(session, claim_id)
    if row is None:
        return []
    quotes = passages.links(session, claim_id)
    return [(claim_id, None, row.text), *((claim_id, one.passage_id, one.quote) for one in quotes)]


def _renews(change: Change) -> bool:
    """Return whether an edit may have altered so much that all is read again."""
    return not touched.is_short(change) or change.touches(*_RENEWING)
