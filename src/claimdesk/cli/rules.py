"""The verb that says what keeps claims from being done: rules."""

import datetime as dt
from argparse import Namespace

from claimdesk.cli.answers import Answer, counted
from claimdesk.cli.opening import looked_at
from claimdesk.core.ids import as_text
from claimdesk.core.model import ClaimRow
from claimdesk.core.rules import Finding, findings
from claimdesk.exchange.wording import shown
from claimdesk.store import claims, standing
from claimdesk.store.store import Session

Open = tuple[ClaimRow, tuple[Finding, ...]]


def rules(arguments: Namespace) -> Answer:
    """Say for every claim what the rules of the house find missing."""
    today = dt.datetime.now().astimezone().date().isoformat()
    with looked_at(arguments.project) as reader:
        found = reader.read(_found, today)
    data = {
        "path": str(arguments.project),
        "claims": [
            {
                "id": as_text(row.id),
                "number": row.number,
                "claim": row.text,
                "lacks": [{"code": one.code, "sentence": one.sentence} for one in lacks],
            }
            for row, lacks in found
        ],
    }
    lines = [line for row, lacks in found if lacks for line in _lines(row, lacks)]
    ready = counted(sum(not lacks for _, lacks in found), "claim lacks", "claims lack")
    return Answer(data, (*lines, f"{ready} nothing."))


def _found(session: Session, today: str) -> list[Open]:
    every = ((row, standing.of(session, row.id, today)) for row in claims.rows(session))
    return [(row, findings(stands)) for row, stands in every if stands is not None]


def _lines(row: ClaimRow, lacks: tuple[Finding, ...]) -> list[str]:
    return [f"{row.number}. {shown(row.text)}", *(f"   {one.sentence}" for one in lacks)]
