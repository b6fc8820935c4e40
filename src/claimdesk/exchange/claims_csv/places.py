"""Where the quotes of a table stand in the articles of the project; never a guess."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claimdesk.core.folding import fold
from claimdesk.core.ids import as_text
from claimdesk.core.model import ArticleRow
from claimdesk.core.quoting import Fit, QuoteFinder, Standing
from claimdesk.core.text import trim
from claimdesk.core.word_index import WORD, Stretch, key
from claimdesk.exchange.claims_csv.drafts import Quoted
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.store import articles
from claimdesk.store.store import Session

_LEAST_SHARED = 0.5
"""Share of a quote's words, by letters, that an article must have to be searched for it."""


class Outcome(StrEnum):
    """What came of a quote."""

    FOUND = "found"
    MOVED = "moved"
    ALIKE = "alike"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"
    NO_ARTICLE = "no_article"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an article's text, in code points, and its words."""

    article: ArticleRow
    start: int
    end: int
    words: str

    @staticmethod
    def of(article: ArticleRow, text: str, stretch: Stretch) -> "Place":
        """Return the place at a stretch of an article's text."""
        return Place(article, *stretch, text[slice(*stretch)])


@dataclass(frozen=True, slots=True)
class Placed:
    """A quote and where it stands: one place, or all that could be meant."""

    quoted: Quoted
    outcome: Outcome
    places: tuple[Place, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Return whether it stands in one place."""
        return self.outcome in (Outcome.FOUND, Outcome.MOVED, Outcome.ALIKE)


def place_all(
    session: Session, quotes: Iterable[Quoted], tick: Tick = unwatched
) -> dict[Quoted, Placed]:
    """Look for each quote in the articles that its row names, or in all."""
    rows = articles.rows(session)
    named = _Names(rows)
    wanted = {one: named.meant(one) for one in dict.fromkeys(quotes)}
    found = {
        one: Placed(one, Outcome.NO_ARTICLE if one.articles else Outcome.NOT_FOUND)
        for one, meant in wanted.items()
        if not meant
    }
    open_ones = {one: meant for one, meant in wanted.items() if meant}
    for is_first in (True, False):
        hits = _hits(session, open_ones, tick, is_first=is_first)
        for one in list(open_ones):
            if hits[one] or not is_first:
                found[one] = _placed(one, hits[one])
                del open_ones[one]
    return found


Hits = list[tuple[Fit, list[Place]]]


def _hits(
    session: Session,
    wanted: Mapping[Quoted, Sequence[ArticleRow]],
    tick: Tick,
    *,
    is_first: bool,
) -> dict[Quoted, Hits]:
    """Return how quotes stand in articles: in their words at first, then in nearly those.

    Articles are gone through one by one, so that the words of only one are held.
    """
    of_article: dict[ArticleRow, list[Quoted]] = {}
    for one, meant in wanted.items():
        for row in meant:
            of_article.setdefault(row, []).append(one)
    hits: dict[Quoted, Hits] = {one: [] for one in wanted}
    keys = {one: _letters_by_word(one.quote.exact) for one in wanted}
    for done, (row, sought) in enumerate(of_article.items()):
        tick(done + (0 if is_first else len(of_article)), 2 * len(of_article))
        text = articles.text(session, row.version_id)
        finder = QuoteFinder(text)
        for one in sought:
            if not _may_stand(keys[one], finder):
                continue
            standing = _as_said(one, text) if is_first and len(wanted[one]) == 1 else None
            if standing is None:
                find = finder.find_words if is_first else finder.find_alike
                standing = find(one.quote)
            if standing.places:
                hits[one].append(
                    (standing.fit, [Place.of(row, text, at) for at in standing.places])
                )
    return hits


def _placed(one: Quoted, hits: Hits) -> Placed:
    """Return what came of a quote: the same words count before nearly the same."""
    if not hits:
        return Placed(one, Outcome.NOT_FOUND)
    same = [hit for hit in hits if hit[0] in (Fit.FOUND, Fit.AMBIGUOUS)] or hits
    places = tuple(place for _, all_ in same for place in all_)
    if len(places) > 1:
        return Placed(one, Outcome.AMBIGUOUS, places)
    if same[0][0] is Fit.ALIKE:
        return Placed(one, Outcome.ALIKE, places)
    is_moved = one.start >= 0 and places[0].start != one.start
    return Placed(one, Outcome.MOVED if is_moved else Outcome.FOUND, places)


def _as_said(one: Quoted, text: str) -> Standing | None:
    """Return the place the row gives, if the quote stands there letter for letter."""
    exact = one.quote.exact
    if one.start < 0 or one.end != one.start + len(exact) or text[one.start : one.end] != exact:
        return None
    return Standing(Fit.FOUND, (trim(text, one.start, one.end),))


def _letters_by_word(exact: str) -> dict[str, int]:
    return {key(word): len(word) for word in WORD.findall(exact)}


def _may_stand(letters: Mapping[str, int], finder: QuoteFinder) -> bool:
    known = sum(length for word, length in letters.items() if finder.has_word(word))
    return known >= _LEAST_SHARED * sum(letters.values())


class _Names:
    """The articles of a project by what a row may call them."""

    def __init__(self, rows: Sequence[ArticleRow]) -> None:
        self._rows = rows
        self._called: dict[str, list[ArticleRow]] = {}
        for row in rows:
            for name in set(_names(row)) - {""}:
                self._called.setdefault(name, []).append(row)

    def meant(self, one: Quoted) -> Sequence[ArticleRow]:
        """Return the articles in which a quote is to be looked for."""
        meant: Sequence[ArticleRow] = ()
        for name in one.articles:
            called = self._called.get(_tidy(name), [])
            meant = [row for row in meant if row in called] or meant or called
        return meant if one.articles else self._rows


def _names(row: ArticleRow) -> Iterator[str]:
    yield as_text(row.id)
    yield row.text_sha256.hex()
    yield from map(_tidy, (row.title, row.source_url, row.archived_url))


def _tidy(name: str) -> str:
    return fold(" ".join(name.split())).rstrip("/")
