"""Export of who says what to CSV: one row a claim, one column a speaker."""

from collections.abc import Iterator
from pathlib import Path

from claimdesk.core.ids import as_text
from claimdesk.core.model import Id
from claimdesk.exchange import csv_export
from claimdesk.exchange.atomic import Batch
from claimdesk.exchange.formula_guard import guard
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.store import parties
from claimdesk.store.parties import PartyRow
from claimdesk.store.store import Session

COLUMNS = ("claim_id", "number", "claim", "claimant", "verdict")
"""What comes before the speakers."""
_AT_ONCE = 400


def write_parties(
    session: Session, place: Path, article_id: Id | None = None, tick: Tick = unwatched
) -> int:
    """Write who says what, all or nothing; return how many claims there are."""
    names = [one.name for one in parties.speakers(session, article_id)]
    with Batch() as batch, batch.file(place) as stream:
        table = _rows(session, names, article_id, tick)
        header = (*COLUMNS, *(guard(name) for name in names))
        return csv_export.write_table(stream, header, table)


def _rows(
    session: Session, names: list[str], article_id: Id | None, tick: Tick
) -> Iterator[tuple[str | int, ...]]:
    ids = parties.claim_ids(session, article_id)
    for first in range(0, len(ids), _AT_ONCE):
        for row in parties.rows(session, ids[first : first + _AT_ONCE], article_id):
            yield _cells(row, names)
        tick(min(first + _AT_ONCE, len(ids)), len(ids))


def _cells(row: PartyRow, names: list[str]) -> tuple[str | int, ...]:
    claim = row.claim
    stances = (sorted({one.stance.value for one in row.by(name)}) for name in names)
    said = tuple("; ".join(one) or "silent" for one in stances)
    return (as_text(claim.id), claim.number, claim.text, claim.claimant, claim.verdict or "", *said)
