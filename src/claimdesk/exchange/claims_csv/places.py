"""Where the quotes of a table stand in the articles of the project; never a guess."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claimdesk.core.folding import fold
from claimdesk.core.ids import as_text
from claimdesk.core.model import ArticleRow
from claimdesk.core.quoting import Fit, QuoteFinder, Sought, Standing
from claimdesk.core.text import trim
from claimdesk.core.word_index import Stretch
from claimdesk.exchange.claims_csv.drafts import Quoted
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.store import articles
from claimdesk.store.store import Session

_AT_A_TIME = 200
"""Quotes that are looked for before somebody may stop it."""


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
    """Look for each quote in the articles that its row names, or in all.

    Articles are gone through one by one, so that the words of only one are held: for the same
    words at first, then for nearly the same of what has not been found anywhere.
    """
    rows = articles.rows(session)
    named = _Names(rows)
    searches = [_Search(one, named.meant(one)) for one in dict.fromkeys(quotes)]
    total = 2 * len(rows)
    for is_first in (True, False):
        for done, row in enumerate(rows, 0 if is_first else len(rows)):
            tick(done, total)
            here = [one for one in searches if not one.is_over and row in one.meant]
            if here:
                text = articles.text(session, row.version_id)
                finder = QuoteFinder(text)
                for number, one in enumerate(here):
                    if number % _AT_A_TIME == 0:
                        tick(done, total)
                    one.look(row, text, finder, is_first=is_first)
        for one in searches:
            one.is_over = one.is_over or bool(one.hits)
    return {one.quoted: one.placed() for one in searches}


class _Search:
    """What is known of one quote while it is looked for."""

    def __init__(self, quoted: Quoted, meant: Collection[ArticleRow]) -> None:
        self.quoted = quoted
        self.meant = meant
        self.hits: list[tuple[Fit, list[Place]]] = []
        self.is_over = not meant
        self._sought = Sought(quoted.quote)

    def look(self, row: ArticleRow, text: str, finder: QuoteFinder, *, is_first: bool) -> None:
        """Look in an article."""
        standing = _as_said(self.quoted, text) if is_first and len(self.meant) == 1 else None
        if standing is None:
            find = finder.find_words if is_first else finder.find_alike
            standing = find(self._sought)
        if standing.places:
            places = [Place.of(row, text, stretch) for stretch in standing.places]
            self.hits.append((standing.fit, places))

    def placed(self) -> Placed:
        """Return what came of the quote: the same words count before nearly the same."""
        one = self.quoted
        if not self.hits:
            is_elsewhere = one.articles and not self.meant
            return Placed(one, Outcome.NO_ARTICLE if is_elsewhere else Outcome.NOT_FOUND)
        same = [hit for hit in self.hits if hit[0] in (Fit.FOUND, Fit.AMBIGUOUS)] or self.hits
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


class _Names:
    """The articles of a project by what a row may call them."""

    def __init__(self, rows: Sequence[ArticleRow]) -> None:
        self._all = frozenset(rows)
        self._called: dict[str, list[ArticleRow]] = {}
        for row in rows:
            for name in set(_names(row)) - {""}:
                self._called.setdefault(name, []).append(row)

    def meant(self, one: Quoted) -> Collection[ArticleRow]:
        """Return the articles in which a quote is to be looked for."""
        meant: Sequence[ArticleRow] = ()
        for name in one.articles:
            called = self._called.get(_tidy(name), [])
            meant = [row for row in meant if row in called] or meant or called
        return frozenset(meant) if one.articles else self._all


def _names(row: ArticleRow) -> Iterator[str]:
    yield as_text(row.id)
    yield row.text_sha256.hex()
    yield from map(_tidy, (row.title, row.source_url, row.archived_url))


def _tidy(name: str) -> str:
    return fold(" ".join(name.split())).rstrip("/")
