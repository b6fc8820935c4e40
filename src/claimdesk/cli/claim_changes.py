"""Our own claims.csv back from a spreadsheet: what would change, or what was changed."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict

from claimdesk.cli.answers import Answer, counted
from claimdesk.cli.opening import looked_at, opened
from claimdesk.core.ids import as_text
from claimdesk.exchange.claims_csv.changes import LABEL, Changes, Difference, apply, changes
from claimdesk.exchange.claims_csv.sheet import Sheet
from claimdesk.exchange.wording import shown

_MOST = 40
"""How many cells are printed of those taken in, and of those left."""


def bring_back(arguments: Namespace, sheet: Sheet) -> Answer:
    """Take in what differs; with ``dry_run`` only say it.

    What the project seems to have changed since is left: that is for somebody who looks at it.
    """
    if arguments.dry_run:
        with looked_at(arguments.project) as reader:
            found = reader.read(changes, sheet)
    else:
        with opened(arguments.project) as store:
            found = store.read(changes, sheet)
            chosen = _taken(found)
            if chosen:
                store.run(LABEL, lambda session: apply(session, chosen))
    return Answer(_data(found, dry=arguments.dry_run), tuple(_lines(found, dry=arguments.dry_run)))


def _taken(found: Changes) -> list[Difference]:
    warned = {one.claim_id for one in found.open if one.warning and one.bound}
    return [
        one for one in found.open if not one.warning and not (one.bound and one.claim_id in warned)
    ]


def _data(found: Changes, *, dry: bool) -> dict[str, object]:
    taken = set(_taken(found))
    return {
        "changes": [
            asdict(one) | {"claim_id": as_text(one.claim_id), "taken": one in taken}
            for one in found.differences
        ],
        "compared": found.compared,
        "absent": found.absent,
        "unknown": list(found.unknown),
        "nameless": list(found.nameless),
        "remarks": list(found.remarks),
        "dry_run": dry,
    }


def _lines(found: Changes, *, dry: bool) -> list[str]:
    taken = _taken(found)
    left = [one for one in found.differences if one not in set(taken)]
    lines = []
    if taken:
        claims = len({one.claim_id for one in taken})
        cells = counted(len(taken), "change", "changes")
        verb = "Would take in" if dry else "Took in"
        lines.append(f"{verb} {cells} to {counted(claims, 'claim', 'claims')}:")
        lines += _some([_line(one) for one in taken])
    else:
        lines.append("There is nothing to take in." if left else "Nothing differs.")
    if left:
        lines.append(f"Left as they are: {counted(len(left), 'cell', 'cells')}")
        lines += _some([_why(one) for one in left])
    return [*lines, *found.remarks]


def _some(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _MOST
    rest = [f"  … and {more:,} more; --json lists all"] if more > 0 else []
    return [*(f"  {line}" for line in lines[:_MOST]), *rest]


def _line(one: Difference) -> str:
    return f"Claim {one.number}, {one.column}: “{shown(one.project)}” → “{shown(one.after)}”"


def _why(one: Difference) -> str:
    return f"Line {one.line}, {one.column}: {one.why_left or one.warning}"
