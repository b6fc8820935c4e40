"""Export of agreement to CSV: one row for each two reviewers, and one for all."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from claimdesk.core.agreement import Together
from claimdesk.core.model import Id, Verdict
from claimdesk.exchange import csv_export
from claimdesk.exchange.atomic import Batch
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.store import agreement
from claimdesk.store.agreement import Figures
from claimdesk.store.store import Session

MEETINGS = tuple(product(Verdict, Verdict))
COLUMNS = (
    *("reviewer", "other_reviewer", "both_judged", "agreed", "percent", "kappa", "alpha"),
    *(f"{one}_{other}" for one, other in MEETINGS),
)
"""The last nine count how often which verdict of one met which of the other."""
Cell = str | int


def write_agreement(session: Session, place: Path, tick: Tick = unwatched) -> int:
    """Write the figures, all or nothing; return how many rows there are."""
    tick(0, 1)
    names = {one.reviewer.id: one.reviewer.name for one in agreement.workers(session)}
    figures = agreement.figures(session)
    with Batch() as batch, batch.file(place) as stream:
        return csv_export.write_table(stream, COLUMNS, _rows(figures, names))


def _rows(figures: Figures, names: dict[Id, str]) -> Iterator[tuple[Cell, ...]]:
    for pair in figures.pairs:
        yield (
            *(names[pair.first], names[pair.second], pair.items, pair.agreed),
            *(_percent(pair.agreed, pair.items), _rounded(pair.kappa), ""),
            *_met(pair),
        )
    share = _percent(figures.agreed, figures.claims)
    alpha = _rounded(figures.alpha)
    yield ("all", "all", figures.claims, figures.agreed, share, "", alpha, *("" for _ in MEETINGS))


def _met(pair: Together[Id, Verdict]) -> tuple[Cell, ...]:
    return tuple(pair.table.get(one, 0) for one in MEETINGS)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else ""


def _rounded(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
