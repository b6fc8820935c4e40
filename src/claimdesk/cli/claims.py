"""The verb that brings in claims from a table, also from our own claims.csv: claims."""

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from claimdesk.cli.answers import Answer, counted
from claimdesk.cli.claim_changes import bring_back
from claimdesk.cli.opening import looked_at, opened
from claimdesk.cli.reviews import summed
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import as_text
from claimdesk.core.model import Verdict
from claimdesk.exchange.claims_csv import changes, plan, sheet
from claimdesk.exchange.claims_csv.drafts import Drafts, Trouble, Verdicts, drafts
from claimdesk.exchange.claims_csv.fields import Columns, Field, guess, is_enough, rivals
from claimdesk.exchange.claims_csv.places import Outcome, Place, Placed
from claimdesk.exchange.claims_csv.plan import Plan, Planned
from claimdesk.exchange.claims_csv.sheet import Reading, Sheet
from claimdesk.exchange.claims_csv.telling import told
from claimdesk.exchange.claims_csv.verdict_words import tidy
from claimdesk.exchange.review_load import LoadReport
from claimdesk.exchange.wording import shown
from claimdesk.store.store import Session

_REMARKS = 20
"""How many remarks are printed."""
_NOTHING = "-"


def take_in(arguments: Namespace) -> Answer:
    """Import claims from a table of any kind; of our own claims.csv take in what was edited."""
    reading = Reading(arguments.encoding, has_header=not arguments.no_header)
    table = sheet.read(arguments.table, reading)
    if not arguments.columns and _is_from(arguments.project, table):
        return bring_back(arguments, table)
    columns = _columns(table, arguments.columns)
    found = drafts(table, columns, _verdicts(arguments.verdicts))
    report: LoadReport | None = None
    if arguments.dry_run:
        with looked_at(arguments.project) as reader:
            planned = reader.read(plan.plan, found)
    else:
        with opened(arguments.project) as store:
            (planned, report), _ = store.run("Import claims", lambda one: _added(one, found))
    data = {
        "columns": {
            head: field for head, field in zip(table.header, columns, strict=True) if field
        },
        "claims": [_data(one) for one in planned.claims],
        "troubles": [
            {"line": one.line, "column": one.column, "sentence": one.sentence}
            for one in planned.troubles
        ],
        "remarks": table.remarks,
        "added": report.added if report else {},
        "kept": report.kept if report else (),
        "dry_run": bool(arguments.dry_run),
    }
    return Answer(data, tuple(_lines(table, columns, planned, report)))


def _is_from(project: Path, table: Sheet) -> bool:
    with looked_at(project) as reader:
        return reader.read(changes.is_from_here, table)


def _added(session: Session, found: Drafts) -> tuple[Plan, LoadReport]:
    planned = plan.plan(session, found)
    return planned, plan.take_in(session, planned)


def _columns(table: Sheet, said: Iterable[str]) -> Columns:
    """Return what the columns hold, as guessed where nothing is said."""
    columns = list(guess(table.header))
    for pair in said:
        head, _, name = pair.rpartition("=")
        if head not in table.header:
            known = ", ".join(f"“{one}”" for one in table.header)
            raise ReviewError(
                Code.REFUSED, f"There is no column “{shown(head)}”; there are: {known}."
            )
        if name not in {_NOTHING, *Field}:
            known = ", ".join(Field)
            raise ReviewError(
                Code.REFUSED, f"Nothing is called “{shown(name)}”; a column can hold: {known}."
            )
        columns[table.header.index(head)] = None if name == _NOTHING else Field(name)
    if not is_enough(tuple(columns)):
        first = table.header[0]
        raise ReviewError(
            Code.REFUSED,
            f"It is not plain which column holds the claims; say it, as --map '{first}=claim'.",
        )
    return tuple(columns)


def _verdicts(said: Iterable[str]) -> Verdicts:
    found: dict[str, Verdict | None] = {}
    for pair in said:
        word, _, name = pair.rpartition("=")
        if not word or name not in {_NOTHING, *Verdict}:
            known = ", ".join(Verdict)
            raise ReviewError(
                Code.REFUSED, f"“{shown(pair)}” names no verdict; there are: {known}."
            )
        found[tidy(word)] = None if name == _NOTHING else Verdict(name)
    return found


def _data(one: Planned) -> dict[str, object]:
    return {
        "line": one.draft.line,
        "claim": one.draft.claim.text,
        "there": as_text(one.there.id) if one.there else None,
        "quotes": [_quote(placed) for placed in one.quotes],
    }


def _quote(placed: Placed) -> dict[str, object]:
    return {
        "quote": placed.quoted.quote.exact,
        "outcome": placed.outcome,
        "places": [_place(one) for one in placed.places],
    }


def _place(one: Place) -> dict[str, object]:
    return {
        "article": as_text(one.article.id),
        "title": one.article.title,
        "start": one.start,
        "end": one.end,
        "words": one.words,
    }


def _lines(
    table: Sheet, columns: Columns, planned: Plan, report: LoadReport | None
) -> Iterator[str]:
    pairs = list(zip(table.header, columns, strict=True))
    yield "Columns: " + ", ".join(f"{shown(head)} = {one}" for head, one in pairs if one)
    if left := [shown(head) for head, one in pairs if one is None]:
        yield "Left out: " + ", ".join(left)
    yield from table.remarks
    for taken, others in rivals(table.header, columns):
        could = ", ".join(f"“{shown(one)}”" for one in others)
        yield f"“{shown(taken)}” is taken; meant could be {could}: say it with --map."
    there = sum(1 for one in planned.claims if one.there)
    if report is None:
        new = counted(len(planned.claims) - there, "claim", "claims")
        placed = [one for claim in planned.claims for one in claim.quotes if one.is_sure]
        yield f"Would add {new}; quotes found: {len(placed):,}."
    else:
        yield f"Added {summed(report.added)}."
    if there:
        yield f"There already: {counted(there, 'claim', 'claims')}."
    remarks = [*_remarks(planned), *(report.kept if report else ())]
    yield from remarks[:_REMARKS]
    if len(remarks) > _REMARKS:
        yield f"… and {len(remarks) - _REMARKS:,} more; --json lists all."
    if planned.unknown_verdicts:
        word = shown(planned.unknown_verdicts[0])
        yield f"To say what a word means: --verdict '{word}=denied'."


def _remarks(planned: Plan) -> Iterator[str]:
    """Yield what is amiss, in the order of the table."""
    found = [(lines[0], _sentence(lines, *same)) for same, lines in _alike(planned.troubles)]
    found += [
        (placed.quoted.line, f"Line {placed.quoted.line}: {told(placed)}")
        for one in planned.claims
        for placed in one.quotes
        if placed.outcome is not Outcome.FOUND
    ]
    yield from (sentence for _, sentence in sorted(found, key=lambda pair: pair[0]))


def _alike(troubles: Iterable[Trouble]) -> Iterable[tuple[tuple[str, str], list[int]]]:
    """Return what is amiss, each sentence on a column once with all its lines."""
    found: dict[tuple[str, str], list[int]] = {}
    for one in troubles:
        found.setdefault((one.column, one.sentence), []).append(one.line)
    return found.items()


def _sentence(lines: Sequence[int], column: str, sentence: str) -> str:
    of = f", column “{shown(column)}”" if column else ""
    more = len(lines) - 1
    if more:
        return f"Line {lines[0]} and {counted(more, 'more line', 'more lines')}{of}: {sentence}"
    return f"Line {lines[0]}{of}: {sentence}"
