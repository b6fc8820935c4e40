"""Where annotations stand in the articles of the project; never a guess.

A quote is found word for word, in nearly the same words, at several places or not at all; all but
the first is said of each annotation. Only what stands in one place is taken.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from claimdesk.core.anchors import Quote
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import as_text
from claimdesk.core.model import ArticleRow
from claimdesk.core.quoting import Fit, QuoteFinder, Standing
from claimdesk.exchange import review_format as form
from claimdesk.exchange.annotation_shape import Spot, Thing
from claimdesk.exchange.review_read import stand
from claimdesk.exchange.wording import shown
from claimdesk.exchange.writers.web_annotation import fingerprint, urn
from claimdesk.store import articles
from claimdesk.store.store import Session

_MOST_TOLD = 5
_MOST_HELD = 32
"""Articles whose words are held, each some ten times its text."""


class Places:
    """The articles of a project, and the passages found in them.

    ``moved`` has sentences on what stands elsewhere, or in other words, than it was said.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        rows = articles.rows(session)
        self._called = (
            _by_name(rows, lambda row: [fingerprint(row.text_sha256)]),
            _by_name(rows, lambda row: [urn(row.id)]),
            _by_name(rows, _addresses),
        )
        self._texts: dict[ArticleRow, str] = {}
        self._finders: dict[ArticleRow, QuoteFinder] = {}
        self._used: dict[str, form.Article] = {}
        self._passages: dict[tuple[str, int, int], form.Passage] = {}
        self._unknown: Counter[str] = Counter()
        self._missing: list[str] = []
        self.moved: list[str] = []

    @property
    def missing(self) -> tuple[str, ...]:
        """Return sentences on what was not found."""
        unknown = (
            f"“{name}” is not in this project; passages left out with it: {count}."
            for name, count in self._unknown.items()
        )
        return (*unknown, *self._missing)

    def check(self) -> None:
        """Raise MISSING if there are passages and none is in an article of the project."""
        if self._unknown and not self._used and not self._missing:
            name = next(iter(self._unknown))
            raise ReviewError(
                Code.MISSING, f"These annotations are on “{name}”; import that article first."
            )

    def articles(self) -> Iterator[form.Article]:
        """Yield the articles that are annotated, in the words of the review format."""
        yield from self._used.values()

    def passages(self) -> Iterator[form.Passage]:
        """Yield each passage once."""
        yield from self._passages.values()

    def article(self, thing: Thing) -> str:
        """Return the id of the one article a thing is, or nothing."""
        rows = self._meant(thing)
        return self._use(rows[0]) if len(rows) == 1 else ""

    def passage(self, spot: Spot) -> str:
        """Return the id of the passage at a spot, or nothing if it is no part or is not found."""
        if not spot.is_part:
            return ""
        rows = self._meant(spot.thing)
        if not rows:
            self._unknown[shown(spot.thing.said.get("title") or spot.thing.id)] += 1
            return ""
        hits = [(row, self._stand(row, spot, rows)) for row in rows]
        same = [hit for hit in hits if hit[1].fit in (Fit.FOUND, Fit.AMBIGUOUS)]
        places = [(row, one.fit, at) for row, one in same or hits for at in one.places]
        if len(places) != 1:
            self._missing.append(f"{spot.place} {_trouble(spot, places, rows)}.")
            return ""
        ((row, fit, (start, end)),) = places
        quote = self._text(row)[start:end]
        if told := _told(spot, fit, start, end, quote):
            self.moved.append(f"{spot.place} {told}.")
        self._use(row)
        own = as_text(row.id)
        # An id of the file could be that of another place in the project.
        one = form.Passage(f"{own}:{start}-{end}", own, start, end, quote)
        return self._passages.setdefault((own, start, end), one).id

    def _stand(self, row: ArticleRow, spot: Spot, rows: list[ArticleRow]) -> Standing:
        """Return where a spot stands in an article: word for word, else in nearly its words."""
        text, exact = self._text(row), spot.exact
        if not exact and spot.start >= 0 and len(rows) == 1 and _is_same_text(row, spot.thing):
            exact = text[spot.start : spot.end]
        if not exact.strip():
            return Standing(Fit.NOT_FOUND)
        own = as_text(row.id)
        said = form.Passage("-", own, spot.start, spot.end, exact, spot.prefix, spot.suffix)
        one = stand(said, text)
        if one is not None:
            return Standing(Fit.FOUND, ((one.start, one.end),))
        return self._finder(row).find(Quote(exact, spot.prefix, spot.suffix))

    def _finder(self, row: ArticleRow) -> QuoteFinder:
        """Return what finds quotes in an article; of many articles only some are held."""
        if row not in self._finders:
            if len(self._finders) == _MOST_HELD:
                del self._finders[next(iter(self._finders))]
            self._finders[row] = QuoteFinder(self._text(row))
        return self._finders[row]

    def _meant(self, thing: Thing) -> list[ArticleRow]:
        """Return the articles a thing may be: by the text, else by the id, else by the address."""
        names = (thing.id, *thing.also)
        for called in self._called:
            found = [row for name in names for row in called.get(name, ())]
            if found:
                return list(dict.fromkeys(found))
        return []

    def _text(self, row: ArticleRow) -> str:
        if row not in self._texts:
            self._texts[row] = articles.text(self._session, row.version_id)
        return self._texts[row]

    def _use(self, row: ArticleRow) -> str:
        own = as_text(row.id)
        self._used.setdefault(own, form.Article(own, row.title, sha256=row.text_sha256.hex()))
        return own


def _addresses(row: ArticleRow) -> Iterator[str]:
    yield from filter(None, (row.source_url, row.archived_url))


def _by_name(
    rows: list[ArticleRow], names: Callable[[ArticleRow], Iterable[str]]
) -> dict[str, list[ArticleRow]]:
    called: dict[str, list[ArticleRow]] = {}
    for row in rows:
        for name in names(row):
            called.setdefault(name, []).append(row)
    return called


def _is_same_text(row: ArticleRow, thing: Thing) -> bool:
    return fingerprint(row.text_sha256) in (thing.id, *thing.also)


_Place = tuple[ArticleRow, Fit, tuple[int, int]]
"""Where a spot may stand: in which article, how, and from where to where, in code points."""


def _told(spot: Spot, fit: Fit, start: int, end: int, quote: str) -> str:
    """Return what is to be said of a spot that was found, if it is not just as it was said."""
    if fit is Fit.ALIKE:
        return (
            f"“{shown(spot.exact)}” stands at {start} to {end} in nearly these words: "
            f"“{shown(quote)}”"
        )
    if spot.start >= 0 and (start, end) != (spot.start, spot.end):
        return f"“{shown(quote)}” stands at {start} to {end}, not at {spot.start} to {spot.end}"
    return ""


def _trouble(spot: Spot, places: list[_Place], rows: list[ArticleRow]) -> str:
    """Return why a spot has no passage, to complete "items[3].target ..."."""
    if len({row for row, _, _ in places}) > 1:
        return f"“{shown(spot.exact)}” stands in several articles of this address"
    if places:
        starts = ", ".join(str(start) for _, _, (start, _) in places[:_MOST_TOLD])
        return (
            f"“{shown(spot.exact)}” could be meant at {len(places)} places in "
            f"“{shown(rows[0].title)}”, at {starts}"
        )
    if spot.exact.strip():
        return f"“{shown(spot.exact)}” was not found in “{shown(rows[0].title)}”"
    if spot.start >= 0:
        return "has a position without the words that stand there"
    return "names its place in a way that is not read here"
