"""Export to CSV: three tables an editor opens in a spreadsheet.

RFC 4180 with CRLF, UTF-8 with a byte-order mark, text defused for spreadsheets. Confidential
evidence stays at home.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from claimdesk.core.ids import as_text
from claimdesk.core.model import (
    ArticleRow,
    AssessmentRow,
    ClaimDetail,
    ClaimRow,
    LinkRow,
    PassageRow,
)
from claimdesk.exchange.atomic import Batch
from claimdesk.exchange.formula_guard import guard
from claimdesk.exchange.outgoing import (
    REVIEWED,
    Choice,
    Source,
    chosen_claims,
    chosen_links,
    grouped,
    moment,
    open_sources,
)
from claimdesk.exchange.progress import Tick, unwatched
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
TABLES = {"claims": CLAIMS, "passages": PASSAGES, "assessments": ASSESSMENTS}
"""The columns of each table."""

Cell = str | int


def targets(place: Path) -> dict[str, Path]:
    """Return where each table goes: into a folder, or to a file and two beside it."""
    if place.is_dir():
        return {name: place / f"{name}.csv" for name in TABLES}
    beside = {
        name: place.with_name(f"{place.stem}-{name}{place.suffix or '.csv'}") for name in TABLES
    }
    return {**beside, "claims": place}


def write_csv(
    session: Session, place: Path, choice: Choice = REVIEWED, tick: Tick = unwatched
) -> dict[str, int]:
    """Write all three tables, all or none; return how many rows each has."""
    tables = Tables(session, choice)
    watched = _Watched(tick, tables.total)
    counts = {}
    with Batch() as batch:
        for name, path in targets(place).items():
            with batch.file(path) as stream:
                counts[name] = write_table(stream, TABLES[name], watched(tables.rows(name)))
        tick(tables.total, tables.total)
    return counts


def stream_csv(session: Session, stream: BinaryIO, choice: Choice = REVIEWED) -> int:
    """Write the table of claims to a stream; return how many rows it has."""
    return write_table(stream, CLAIMS, Tables(session, choice).rows("claims"))


class Tables:
    """The rows of the three tables for one choice of claims."""

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

    @property
    def total(self) -> int:
        """Return how many rows there are in all."""
        links = sum(len(self._links.get(claim_id, ())) for claim_id in self._claims)
        return len(self._claims) + links + len(self._assessments)

    def rows(self, name: str) -> Iterator[tuple[Cell, ...]]:
        """Return the rows of a table, cells as they are."""
        match name:
            case "claims":
                return (self._claim(row, self._details[row.id]) for row in self._claims.values())
            case "passages":
                return (
                    self._passage(claim, link, self._passages[link.passage_id])
                    for claim in self._claims.values()
                    for link in self._links.get(claim.id, ())
                )
            case _:
                return (self._assessment(row) for row in self._assessments)

    def _claim(self, row: ClaimRow, detail: ClaimDetail) -> tuple[Cell, ...]:
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

    def _passage(self, claim: ClaimRow, link: LinkRow, passage: PassageRow) -> tuple[Cell, ...]:
        article: ArticleRow = self._articles[link.article_id]
        return (
            *(as_text(claim.id), claim.number, claim.text, claim.verdict or ""),
            *(link.stance, link.voice, link.speaker, link.quote, passage.prefix, passage.suffix),
            *(link.start, link.end, as_text(article.id), article.title, article.publisher),
            *(article.source_url, article.archived_url, article.published),
            *(article.text_sha256.hex(), as_text(passage.id)),
        )

    def _assessment(self, row: AssessmentRow) -> tuple[Cell, ...]:
        claim = self._claims[row.claim_id]
        return (
            *(as_text(claim.id), claim.number, claim.text, row.reviewer, row.verdict),
            *(row.because, row.reason, row.as_of, moment(row.decided_ms)),
        )


class _Watched:
    """Counts rows while they are written, and tells."""

    def __init__(self, tick: Tick, total: int) -> None:
        self._tick = tick
        self._total = total
        self._done = 0

    def __call__(self, rows: Iterable[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
        for row in rows:
            self._tick(self._done, self._total)
            self._done += 1
            yield row


def write_table(stream: BinaryIO, header: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> int:
    """Write a table to a stream, its text defused; return how many rows there are."""
    with _as_text(stream) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(header)
        count = 0
        for row in rows:
            writer.writerow(guard(cell) if isinstance(cell, str) else cell for cell in row)
            count += 1
    return count


@contextmanager
def _as_text(stream: BinaryIO) -> Iterator[io.TextIOWrapper]:
    """Write text to a stream that stays open."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        yield text
    finally:
        text.detach()


def _line(source: Source) -> str:
    """Return evidence on one line: title and address."""
    row = source.row
    return " ".join(f"{row.title or row.citation} {row.url}".split()) or row.kind
