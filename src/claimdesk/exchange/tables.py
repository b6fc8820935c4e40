"""The tables a review goes out in: their columns, and their rows for one choice of claims.

Cells are as they are; a writer defuses what its kind of file would run.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import as_text
from claimdesk.core.model import (
    ArticleRow,
    AssessmentRow,
    ClaimDetail,
    ClaimRow,
    LinkRow,
    PassageRow,
)
from claimdesk.exchange.outgoing import (
    Choice,
    Source,
    chosen_claims,
    chosen_links,
    grouped,
    moment,
    open_sources,
)
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.wording import shown
from claimdesk.store import articles, assessments, claims, passages
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
    """The rows of all tables for one choice of claims."""

    def __init__(self, session: Session, choice: Choice) -> None:
        self._articles = {row.id: row for row in articles.rows(session)}
        self._passages = {row.id: row for row in passages.rows(session)}
        self._details = {row.id: row for row in claims.details(session)}
        self._tags = grouped(claims.tags(session), lambda row: row.claim_id)
        self._sources = open_sources(session)
        self._links = grouped(chosen_links(session, choice), lambda row: row.claim_id)
        self._claims = {row.id: row for row in chosen_claims(session, choice, self._links)}
        self._assessments = [
            row for row in assessments.rows(session) if row.claim_id in self._claims
        ]

    def total(self, tables: Iterable[str]) -> int:
        """Return how many rows these tables have in all."""
        counts = {
            "claims": len(self._claims),
            "passages": sum(len(self._links.get(one, ())) for one in self._claims),
            "assessments": len(self._assessments),
            "evidence": sum(len(self._sources.get(one, ())) for one in self._claims),
        }
        return sum(counts[table] for table in tables)

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
                return (self._claim(row, self._details[row.id]) for row in self._claims.values())
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

    def _claim(self, row: ClaimRow, detail: ClaimDetail) -> Row:
        links = self._links.get(row.id, [])
        return (
            *(as_text(row.id), row.number, row.text, row.claimant, detail.said_on),
            *(detail.said_where, detail.claim_type, row.verdict or "", row.because, row.reason),
            *(row.as_of, row.reviewer, moment(row.decided_ms), row.stage, row.agreement),
            *(len(links), len({link.article_id for link in links})),
            links[0].quote if links else "",
            "\n".join(map(_line, self._sources.get(row.id, ()))),
            "; ".join(tag.name for tag in self._tags.get(row.id, ())),
            detail.published_url,
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


def _line(source: Source) -> str:
    """Return evidence on one line: title and address."""
    row = source.row
    return " ".join(f"{row.title or row.citation} {row.url}".split()) or row.kind
