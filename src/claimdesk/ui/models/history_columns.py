"""The columns of lists of the history."""

from collections.abc import Callable

from claimdesk.core.chronicle import HistoryRow
from claimdesk.ui.base.dates import moment
from claimdesk.ui.base.words import tr
from claimdesk.ui.models import happened
from claimdesk.ui.models.row_table import Column


def card_columns() -> tuple[Column[HistoryRow], ...]:
    """Return the one column of the list in the claim form."""
    told: Column[HistoryRow] = Column(
        name="told",
        title=tr("History"),
        show=happened.sentence,
        tip=_at_length,
        said=lambda row: ", ".join((happened.spoken(row), happened.who(row), moment(row.when_ms))),
    )
    return (told,)


def list_columns(side: Callable[[HistoryRow], str]) -> tuple[Column[HistoryRow], ...]:
    """Return the columns of the list in the dialog; ``side`` says which of two copies has a row."""
    when: Column[HistoryRow] = Column(
        name="when", title=tr("When"), show=lambda row: moment(row.when_ms)
    )
    person: Column[HistoryRow] = Column(name="who", title=tr("Who"), show=happened.who)
    record: Column[HistoryRow] = Column(
        name="record",
        title=tr("Where"),
        show=lambda row: happened.record_words(row.about),
        tip=lambda row: row.about.claim or row.about.article,
    )
    told: Column[HistoryRow] = Column(
        name="told",
        title=tr("What"),
        show=lambda row: _cut(happened.sentence(row)),
        tip=_at_length,
        said=happened.spoken,
    )
    only: Column[HistoryRow] = Column(name="side", title=tr("Only in"), show=side)
    return (when, person, only, record, told)


_LONGEST = 200


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _at_length(row: HistoryRow) -> str:
    said = tr("{who}, {when}", who=happened.who(row), when=moment(row.when_ms))
    return f"{happened.record_words(row.about)}\n{said}"
