"""Export to CSV: three tables an editor opens in a spreadsheet.

RFC 4180 with CRLF, UTF-8 with a byte-order mark, text defused for spreadsheets.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange import tables
from claimdesk.exchange.atomic import Batch
from claimdesk.exchange.formula_guard import guard
from claimdesk.exchange.outgoing import REVIEWED, Choice
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.exchange.tables import Columns, Row, Tables, Watched
from claimdesk.store.store import Session

TABLES = ("claims", "passages", "assessments")
"""The tables that go out; the evidence of a claim stands in its row."""


def chosen(columns: Columns | None, of: Iterable[str] = TABLES) -> dict[str, tuple[str, ...]]:
    """Return the columns of each of these tables that goes out; REFUSED if none does."""
    found = tables.chosen(of, columns)
    if not found:
        raise ReviewError(Code.REFUSED, "None of these columns is in a table that is written.")
    return found


def targets(place: Path, names: Iterable[str] = TABLES) -> dict[str, Path]:
    """Return where each table goes: into a folder, or the first to a file and two beside it."""
    if place.is_dir():
        return {name: place / f"{name}.csv" for name in names}
    first, *others = names
    beside = {
        name: place.with_name(f"{place.stem}-{name}{place.suffix or '.csv'}") for name in others
    }
    return {first: place, **beside}


def write_csv(
    session: Session, place: Path, choice: Choice = REVIEWED, tick: Tick = unwatched
) -> dict[str, int]:
    """Write the tables, all or none; return how many rows each has."""
    columns = chosen(choice.columns)
    rows = Tables(session, choice)
    watched = Watched(tick, rows.total(columns))
    counts = {}
    with Batch() as batch:
        for name, path in targets(place, columns).items():
            with batch.file(path) as stream:
                body = watched(rows.rows(name, columns[name]))
                counts[name] = write_table(stream, columns[name], body)
        watched.finish()
    return counts


def stream_csv(session: Session, stream: BinaryIO, choice: Choice = REVIEWED) -> int:
    """Write the first table, which is that of claims, to a stream; return how many rows it has."""
    name, columns = next(iter(chosen(choice.columns).items()))
    return write_table(stream, columns, Tables(session, choice).rows(name, columns))


def write_table(stream: BinaryIO, header: Sequence[str], rows: Iterable[Row]) -> int:
    """Write a table to a stream, its text defused; return how many rows there are."""
    with _as_text(stream) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(header)
        count = 0
        for row in rows:
            writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])
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
