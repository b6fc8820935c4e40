"""The verb that tells who changed what and when: history."""

import datetime as dt
from argparse import Namespace

from claimdesk.cli.answers import Answer
from claimdesk.cli.opening import looked_at
from claimdesk.exchange import history_csv
from claimdesk.exchange.wording import shown
from claimdesk.store.chronicle import Wish
from claimdesk.store.store import Session


def history(arguments: Namespace) -> Answer:
    """Say who changed what and when, without confidential evidence, the latest first."""
    since_ms = None
    if arguments.since is not None:
        start = dt.datetime.combine(arguments.since, dt.time()).astimezone()
        since_ms = int(start.timestamp() * 1000)
    with looked_at(arguments.project) as reader:
        rows = reader.read(_rows, Wish(since_ms=since_ms))
    data = {"path": str(arguments.project), "changes": rows}
    return Answer(data, tuple(_line(row) for row in rows))


def _rows(session: Session, wish: Wish) -> list[dict[str, str | int]]:
    columns = history_csv.COLUMNS
    return [dict(zip(columns, row, strict=True)) for row in history_csv.rows(session, wish)]


def _line(row: dict[str, str | int]) -> str:
    short = {name: shown(" ".join(str(value).split())) for name, value in row.items()}
    of = f" of claim {row['claim_number']}" if row["claim_number"] else ""
    said = f"{row['at']}  {short['reviewer']}  {row['change']} {row['record']}{of}"
    if row["change"] == "changed":
        return f"{said}: {row['field']}: “{short['old']}” -> “{short['new']}”"
    told = f"{row['field']}: {short['new']}" if row["field"] else short["words"]
    return f"{said}: {told}" if told else said
