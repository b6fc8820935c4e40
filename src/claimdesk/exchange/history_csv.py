"""Export of the history to CSV: one row a change, the latest first, as it was asked for."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from claimdesk.core.chronicle import HistoryRow
from claimdesk.core.deeds import Did
from claimdesk.core.ids import as_text
from claimdesk.exchange import csv_export
from claimdesk.exchange.atomic import Batch
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.store import chronicle
from claimdesk.store.chronicle import Wish
from claimdesk.store.store import Session

COLUMNS = (
    *("at", "reviewer", "change", "record", "record_id", "claim_number", "claim", "article"),
    *("words", "field", "old", "new"),
)
_AT_ONCE = 400


def write_history(session: Session, place: Path, wish: Wish, tick: Tick = unwatched) -> int:
    """Write a part of the history, all or nothing; return how many rows there are.

    Evidence that is confidential now is left out with all that happened to it.
    """
    with Batch() as batch, batch.file(place) as stream:
        return csv_export.write_table(stream, COLUMNS, rows(session, wish, tick))


def rows(session: Session, wish: Wish, tick: Tick = unwatched) -> Iterator[tuple[str | int, ...]]:
    """Yield the rows of a part of the history as they go out, the latest first."""
    total = chronicle.last_place(session)
    before: int | None = None
    while True:
        page = chronicle.page(session, wish, before, _AT_ONCE)
        for row in page.rows:
            if not row.about.is_confidential:
                yield from _cells(row)
        before = page.next
        tick(total - (before or 0), total)
        if before is None:
            return


def _cells(row: HistoryRow) -> Iterator[tuple[str | int, ...]]:
    """Yield a line for each field; one for what has none."""
    one = row.about
    start: tuple[str | int, ...] = (
        *(_moment(row.when_ms), row.reviewer, row.did, one.kind, as_text(one.id)),
        *(one.number or "", one.claim, one.article, one.words),
    )
    if row.did not in (Did.ADDED, Did.CHANGED) or not row.changes:
        yield (*start, "", "", "")
    for change in row.changes:
        yield (*start, change.field, change.old, change.new)


def _moment(ms: int) -> str:
    try:
        return dt.datetime.fromtimestamp(ms // 1000, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, OSError, ValueError):  # the clock of whoever wrote it was mad
        return ""
