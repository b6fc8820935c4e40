"""Export of the overview to CSV: one row a bar, one column a verdict."""

from pathlib import Path

from claimdesk.core.model import Verdict
from claimdesk.exchange import csv_export
from claimdesk.exchange.atomic import Batch
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.store import overview
from claimdesk.store.overview import Grouping
from claimdesk.store.store import Session

COLUMNS = ("chart", "name", *Verdict, "not_reviewed", "claims")


def write_overview(
    session: Session, place: Path, grouping: Grouping, tick: Tick = unwatched
) -> int:
    """Write the bars of one chart, all or nothing; return how many there are."""
    tick(0, 1)
    found = overview.bars(session, grouping)
    order = (*Verdict, None)
    rows = (
        (grouping.value, one.name, *(one.counts.get(verdict, 0) for verdict in order), one.claims)
        for one in found
    )
    with Batch() as batch, batch.file(place) as stream:
        number = csv_export.write_table(stream, COLUMNS, rows)
    tick(1, 1)
    return number
