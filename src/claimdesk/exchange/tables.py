"""The tables a review goes out in: their columns, and their rows for one choice of claims.

Cells are as they are; a writer defuses what its kind of file would run.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import as_text
from claimdesk.core.listing import ClaimFilter
from claimdesk.core.model import (
    ArticleRow,
    AssessmentRow,
    ClaimRow,
    Id,
    LinkRow,
    PassageRow,
)
from claimdesk.exchange.outgoing import (
    Choice,
    Source,
    chosen_claims,
    chosen_links,
    grouped,
    is_chosen,
    moment,
    open_lines,
    open_sources,
)
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.wording import shown
from claimdesk.store import articles, assessments, listing, passages, tabular
from claimdesk.store.store import Session

CLAIMS = (
    *("claim_id", "number", "claim", "claimant", "said_on", "said_where", "claim_type"),
    *("verdict", "unverified_because", "reason", "as_of", "reviewer", "reviewed_at", "stage"),
    *("agreement", "passages", "articles", "first_quote", "evidence", "tags", "published_at"),
)
PASSAGES = (
    *("claim_id", "number", "claim", "verdict", "stance", "voice", "speaker"),
    *("quote", "prefix", "suffix", "start", "end", "article_id", "article", "publisher"),
    *("url", "archived_url", "published", "article_sha256", "passage_id"),
)
ASSESSMENTS = (
    *("claim_id", "number", "claim", "reviewer", "verdict", "unverified_because"),
    *("reason", "as_of", "reviewed_at"),
)
EVIDENCE = (
    *("claim_id", "number", "claim", "stance", "question", "kind", "title", "author"),
    *("publisher", "published", "url", "archived_url", "citation", "quote", "read_on"),
    *("interest", "asked_on", "asked_how", "answered_on", "attachment", "evidence_id"),
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "claims": CLAIMS,
    "passages": PASSAGES,
    "assessments": ASSESSMENTS,
    "evidence": EVIDENCE,
}
"""The columns of each table, in the order in which tables and columns are offered."""
NUMBERS = frozenset(("number", "passages", "articles", "start", "end"))
"""The columns that hold whole numbers."""

Cell = str | int
Row = tuple[Cell, ...]
Columns = tuple[str, ...]
"""Names as ``claims.reason``, each of them one of ``EVERY_COLUMN``."""

EVERY_COLUMN: Columns = tuple(
    f"{table}.{column}" for table, columns in COLUMNS.items() for column in columns
)


def read_columns(text: str) -> Columns:
    """Return the columns somebody wrote, with commas between; of claims unless a table is named.

    Raises REFUSED for a name that no column has.
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    found = tuple(dict.fromkeys(n if "." in n else f"claims.{n}" for n in names))
    for name in found:
        if name not in EVERY_COLUMN:
            known = ", ".join(COLUMNS.get(name.partition(".")[0], CLAIMS))
            raise ReviewError(
                Code.REFUSED, f"There is no column “{shown(name)}”; there are: {known}."
            )
    if not found:
        raise ReviewError(Code.REFUSED, "Name at least one column.")
    return found


def chosen(tables: Iterable[str], columns: Columns | None) -> dict[str, tuple[str, ...]]:
    """Return the columns of each of these tables; a table of which none is chosen is left out."""
    if columns is None:
        return {table: COLUMNS[table] for table in tables}
    found = {
        table: tuple(one.partition(".")[2] for one in columns if one.startswith(f"{table}."))
        for table in tables
    }
    return {table: names for table, names in found.items() if names}


class Tables:
    """The rows of all tables for one choice of claims; what no table asks for is not read.

    The table of claims, which may be long, is never held as a whole.
    """

    def __init__(self, session: Session, choice: Choice) -> None:
        self._session = session
        self._choice = choice

    def total(self, tables: Iterable[str]) -> int:
        """Return how many rows these tables have at most."""
        counts: Mapping[str, Callable[[], int]] = {
            "claims": lambda: listing.count(self._session, ClaimFilter()),
            "passages": lambda: sum(len(self._links.get(one, ())) for one in self._claims),
            "assessments": lambda: len(self._assessments),
            "evidence": lambda: sum(len(self._sources.get(one, ())) for one in self._claims),
        }
        return sum(counts[table]() for table in tables)

    @cached_property
    def _articles(self) -> Mapping[Id, ArticleRow]:
        return {row.id: row for row in articles.rows(self._session)}

    @cached_property
    def _passages(self) -> Mapping[Id, PassageRow]:
        return {row.id: row for row in passages.rows(self._session)}

    @cached_property
    def _sources(self) -> Mapping[Id, list[Source]]:
        return open_sources(self._session)

    @cached_property
    def _links(self) -> Mapping[Id, list[LinkRow]]:
        return grouped(chosen_links(self._session, self._choice), lambda row: row.claim_id)

    @cached_property
    def _claims(self) -> Mapping[Id, ClaimRow]:
        found = chosen_claims(self._session, self._choice, self._links)
        return {row.id: row for row in found}

    @cached_property
    def _assessments(self) -> list[AssessmentRow]:
        return [row for row in assessments.rows(self._session) if row.claim_id in self._claims]

    def rows(self, table: str, columns: Sequence[str] | None = None) -> Iterator[Row]:
        """Return the rows of a table, of all its columns or of some."""
        rows = self._rows(table)
        if columns is None or tuple(columns) == COLUMNS[table]:
            return rows
        places = [COLUMNS[table].index(name) for name in columns]
        if len(places) == 1:
            return ((row[places[0]],) for row in rows)
        return map(itemgetter(*places), rows)

    def _rows(self, table: str) -> Iterator[Row]:
        match table:
            case "claims":
                return self._claim_rows()
            case "passages":
                return (
                    self._passage(claim, link, self._passages[link.passage_id])
                    for claim in self._claims.values()
                    for link in self._links.get(claim.id, ())
                )
            case "assessments":
                return map(self._assessment, self._assessments)
            case _:
                return (
                    _evidence(claim, source)
                    for claim in self._claims.values()
                    for source in self._sources.get(claim.id, ())
                )

    def _claim_rows(self) -> Iterator[Row]:
        session, choice = self._session, self._choice
        links = _Beside(tabular.links(session))
        lines = _Beside(open_lines(session))
        tags = _Beside(tabular.tags(session))
        for number, row in enumerate(tabular.claims(session), 1):
            linked = links.of(row.id)
            if choice.articles is not None:
                linked = [one for one in linked if one[1] in choice.articles]
            evidence, tagged = lines.of(row.id), tags.of(row.id)
            if is_chosen(choice, row.id, row.verdict, linked):
                yield (
                    *(as_text(row.id), number, row.text, row.claimant, row.said_on),
                    *(row.said_where, row.claim_type, row.verdict or "", row.because),
                    *(row.reason, row.as_of, row.reviewer, moment(row.decided_ms), row.stage),
                    *(row.agreement, len(linked), len({one[1] for one in linked})),
                    linked[0][2] if linked else "",
                    "\n".join([one[1] for one in evidence]),
                    "; ".join([one[1] for one in tagged]),
                    row.published_url,
                )

    def _passage(self, claim: ClaimRow, link: LinkRow, passage: PassageRow) -> Row:
        article: ArticleRow = self._articles[link.article_id]
        return (
            *(as_text(claim.id), claim.number, claim.text, claim.verdict or ""),
            *(link.stance, link.voice, link.speaker, link.quote, passage.prefix, passage.suffix),
            *(link.start, link.end, as_text(article.id), article.title, article.publisher),
            *(article.source_url, article.archived_url, article.published),
            *(article.text_sha256.hex(), as_text(passage.id)),
        )

    def _assessment(self, row: AssessmentRow) -> Row:
        claim = self._claims[row.claim_id]
        return (
            *(as_text(claim.id), claim.number, claim.text, row.reviewer, row.verdict),
            *(row.because, row.reason, row.as_of, moment(row.decided_ms)),
        )


class Watched:
    """Counts rows while they are written, and tells."""

    def __init__(self, tick: Tick, total: int) -> None:
        self._tick = tick
        self._total = total
        self._done = 0

    def __call__(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield rows that are about to be written."""
        for row in rows:
            self._tick(self._done, self._total)
            self._done += 1
            yield row

    def finish(self) -> None:
        """Tell that all are written."""
        self._tick(self._total, self._total)


def _evidence(claim: ClaimRow, source: Source) -> Row:
    row, use = source.row, source.use
    return (
        *(as_text(claim.id), claim.number, claim.text, use.stance, use.question, row.kind),
        *(row.title, row.author, row.publisher, row.published, row.url, row.archive_url),
        *(row.citation, row.quote, row.accessed, row.interest, row.asked_on, row.asked_how),
        *(row.answered_on, row.attachment_name, as_text(row.id)),
    )


class _Beside:
    """What hangs on claims, read beside them: both come in the order of the claim list."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, claim_id: Id) -> Sequence[tuple[Any, ...]]:
        """Return what hangs on the next claim."""
        ahead = self._next
        if ahead is None or ahead[0] != claim_id:
            return ()
        found = []
        while ahead is not None and ahead[0] == claim_id:
            found.append(ahead)
            ahead = next(self._rows, None)
        self._next = ahead
        return found
