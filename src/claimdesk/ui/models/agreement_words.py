"""Who works on a project, and figures of agreement, in words and columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from claimdesk.core.agreement import Together
from claimdesk.core.model import Id, Verdict
from claimdesk.store.agreement import Figures, Worker
from claimdesk.ui.base.dates import moment
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.row_table import END, Column

Names = Mapping[Id, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reviewers by name, and what they said together."""

    first: str
    second: str
    together: Together[Id, Verdict]


def paired(figures: Figures, names: Names) -> list[Pair]:
    """Return the pairs of reviewers, those with most claims in common first."""
    found = [Pair(names[one.first], names[one.second], one) for one in figures.pairs]
    return sorted(found, key=lambda one: (-one.together.items, one.first, one.second))


def worker_columns(me: Id) -> tuple[Column[Worker], ...]:
    """Return the columns of the table of reviewers."""
    return (
        Column("name", tr("Reviewer"), partial(_name, me)),
        Column("initials", tr("Initials"), lambda row: row.reviewer.initials),
        Column("verdicts", tr("Verdicts"), lambda row: f"{row.verdicts:,}", align=END),
        Column("asked", tr("Still asked for"), lambda row: f"{row.asked:,}", align=END),
        Column("last", tr("Last verdict"), _last),
    )


def pair_columns() -> tuple[Column[Pair], ...]:
    """Return the columns of the table of pairs."""
    return (
        Column("pair", tr("Reviewers"), _both),
        Column("items", tr("Both judged"), lambda row: f"{row.together.items:,}", align=END),
        Column("agreed", tr("Agree on"), _agreed, align=END),
        Column("kappa", tr("Cohen’s kappa"), lambda row: figure(row.together.kappa), align=END),
    )


def summary(figures: Figures) -> str:
    """Return how far all reviewers agree, in sentences."""
    if not figures.claims:
        said = tr("No claim has been judged by two reviewers yet.")
    else:
        judged = count(
            figures.claims,
            "{n} claim was judged by two reviewers or more",
            "{n} claims were judged by two reviewers or more",
        )
        said = tr(
            "{judged}; on {agreed} of them all agree ({percent}). Krippendorff’s alpha: {alpha} "
            "(1 is full agreement, 0 what chance would give).",
            judged=judged,
            agreed=figures.agreed,
            percent=percent(figures.agreed, figures.claims),
            alpha=figure(figures.alpha),
        )
    if figures.judged_once:
        once = count(
            figures.judged_once,
            "{n} claim was judged by one reviewer alone and is not counted.",
            "{n} claims were judged by one reviewer alone and are not counted.",
        )
        said = f"{said} {once}"
    return said


def breakdown(pair: Pair | None) -> str:
    """Return how often which verdict of one met which of the other."""
    if pair is None:
        return ""
    table = pair.together.table
    same = [
        tr("both {verdict} {n}", verdict=_word(one), n=table[one, one])
        for one in Verdict
        if (one, one) in table
    ]
    other = [
        tr(
            "{first} {verdict}, {second} {rival} {n}",
            first=pair.first, verdict=_word(one), second=pair.second, rival=_word(two), n=number,
        )
        for (one, two), number in sorted(table.items(), key=lambda item: -item[1])
        if one is not two
    ]  # fmt: skip
    said = "; ".join((*same, *other))
    return f"{said[:1].upper()}{said[1:]}."


def figure(value: float | None) -> str:
    """Return a coefficient with two places, or a dash where it cannot be told."""
    return "–" if value is None else f"{value:.2f}"


def percent(part: int, whole: int) -> str:
    """Return a share in whole percent."""
    return tr("{n} %", n=round(100 * part / whole)) if whole else "–"


def _name(me: Id, row: Worker) -> str:
    return (
        tr("{name} (you)", name=row.reviewer.name) if row.reviewer.id == me else row.reviewer.name
    )


def _last(row: Worker) -> str:
    return moment(row.last_ms) if row.last_ms is not None else ""


def _both(row: Pair) -> str:
    return tr("{first} and {second}", first=row.first, second=row.second)


def _agreed(row: Pair) -> str:
    together = row.together
    return f"{together.agreed:,} ({percent(together.agreed, together.items)})"


def _word(verdict: Verdict) -> str:
    return verdict_word(verdict).lower()
