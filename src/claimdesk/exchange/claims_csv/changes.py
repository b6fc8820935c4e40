"""Our own claims.csv back from a spreadsheet: what it says otherwise than the project.

Rows are matched by their claim_id, wherever they stand. Nothing is ever removed by a table: what
it lacks stays as it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimdesk.core.i18n import mark
from claimdesk.core.ids import as_text, from_text
from claimdesk.core.listing import ClaimFilter, ClaimOrder
from claimdesk.core.model import Because, Id, Verdict
from claimdesk.exchange.claims_csv.comparison import Read, is_same, read, split_tags
from claimdesk.exchange.claims_csv.opinion import (
    OPINION,
    Cells,
    Owner,
    Owners,
    is_dated,
    newer,
    read_opinion,
)
from claimdesk.exchange.claims_csv.sheet import Row, Sheet
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.exchange.tables import CLAIMS, Tables
from claimdesk.exchange.wording import shown
from claimdesk.store import assessments, claims, listing, past
from claimdesk.store.store import Session

LABEL = mark("Take in changes from claims.csv")
"""What taking changes in is called, for undo."""

_KEY = "claim_id"
_OF_OTHER_TABLES = frozenset(("passage_id", "evidence_id"))
"""Columns that only other tables of ours have; a claim has several rows there."""
_FIELDS: Mapping[str, str] = {
    "claim": "text",
    "claimant": "claimant",
    "said_on": "said_on",
    "said_where": "said_where",
    "claim_type": "claim_type",
    "stage": "stage",
    "published_at": "published_url",
}
"""The columns that are fields of the claim itself."""

_SAID_BEFORE = mark("The project said so before and was changed since.")
_TWICE = mark("Lines {first} and {second} say different things of this claim.")
_UNKNOWN = mark("Rows of claims that are not in this project: {count}, first in line {line}.")
_NO_ID = mark("Rows without a claim_id of this program: {count}, first in line {line}.")
_ABSENT = mark("Claims of the project that the file does not have: {count}; they stay.")
_PASSED_OVER = mark("Columns that are not of this program, passed over: {names}.")


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that differs: what file and project say, and what the project would say then.

    ``why_left`` is the sentence why a cell cannot be taken in; then ``after`` is what stands.
    ``warning`` says that the project seems to have been changed after the file was written: then
    nobody should take the cell in without having looked. ``bound`` cells of a claim are one
    opinion: they are taken in together.
    """

    claim_id: Id
    number: int
    claim: str
    line: int
    column: str
    file: str
    project: str
    after: str
    why_left: str = ""
    warning: str = ""

    @property
    def is_open(self) -> bool:
        """Return whether the cell can be taken in."""
        return not self.why_left

    @property
    def bound(self) -> bool:
        """Return whether the cell is part of an opinion."""
        return self.column in OPINION


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a file says otherwise, in the order of the claim list, and what was passed over.

    ``unknown`` and ``nameless`` are lines of rows whose claim is not in the project, and of rows
    that name none; ``absent`` counts the claims of the project that the file does not have.
    """

    differences: tuple[Difference, ...]
    compared: int
    absent: int
    unknown: tuple[int, ...]
    nameless: tuple[int, ...]
    remarks: tuple[str, ...]

    @property
    def open(self) -> tuple[Difference, ...]:
        """Return what can be taken in."""
        return tuple(one for one in self.differences if one.is_open)


def is_ours(sheet: Sheet) -> bool:
    """Return whether a table is a claims.csv of this program, with whatever columns are left."""
    names = set(_places(sheet))
    others = {name.casefold() for name in sheet.header} & _OF_OTHER_TABLES
    return _KEY in names and len(names) > 1 and not others


def is_from_here(session: Session, sheet: Sheet) -> bool:
    """Return whether a table is ours and has a claim of this project, not only of another."""
    if not is_ours(sheet):
        return False
    place = _places(sheet)[_KEY]
    named = {from_text(row.cells[place]) for row in sheet.rows}
    return not named.isdisjoint(listing.ids(session, ClaimFilter(), ClaimOrder()))


def changes(session: Session, sheet: Sheet, tick: Tick = unwatched) -> Changes:
    """Compare a table of ours with what an export would write for whoever looks."""
    places = _places(sheet)
    rows, nameless = _by_claim(sheet.rows, places[_KEY])
    owners = Owners(session)
    tables = Tables(session, Choice(reviewed=False))
    total = tables.total(["claims"])
    found: list[Difference] = []
    compared = 0
    for done, cells in enumerate(tables.rows("claims")):
        tick(done, total)
        stands = {name: str(cell) for name, cell in zip(CLAIMS, cells, strict=True)}
        theirs = rows.pop(stands[_KEY], None)
        if theirs is not None:
            compared += 1
            found.extend(_differences(session, _Row(theirs, places, stands), owners))
    tick(total, total)
    unknown = tuple(sorted(row.line for some in rows.values() for row in some))
    absent = total - compared
    remarks = _remarks(sheet, unknown, nameless, absent)
    return Changes(tuple(found), compared, absent, unknown, nameless, tuple(remarks))


def apply(session: Session, chosen: Iterable[Difference]) -> int:
    """Take chosen cells into the project; return how many claims they are of."""
    by_claim: dict[Id, dict[str, str]] = {}
    for one in chosen:
        if one.is_open:
            by_claim.setdefault(one.claim_id, {})[one.column] = one.after
    for claim_id, cells in by_claim.items():
        fields = {_FIELDS[name]: cell for name, cell in cells.items() if name in _FIELDS}
        if fields:
            claims.change(session, claim_id, **fields)
        if "tags" in cells:
            claims.set_tags(session, claim_id, split_tags(cells["tags"]))
        if cells.keys() & set(OPINION):
            _decide(session, claim_id, cells)
    return len(by_claim)


class _Row:
    """What file and project say of one claim; ``twice`` is why a column is left, if it is twice."""

    def __init__(self, rows: Sequence[Row], places: Mapping[str, int], stands: Cells) -> None:
        first, *others = rows
        self.claim_id = Id(bytes.fromhex(stands[_KEY].replace("-", "")))
        self.line = first.line
        self.stands = stands
        self.said = {name: first.cells[place] for name, place in places.items() if name != _KEY}
        self.twice = {
            name: _TWICE.format(first=first.line, second=other.line)
            for other in reversed(others)
            for name, place in places.items()
            if not is_same(name, other.cells[place], first.cells[place])
        }


def _differences(session: Session, row: _Row, owners: Owners) -> Iterator[Difference]:
    claim_id = row.claim_id
    found = _read(row, owners.of(claim_id, row.stands), owners.my_name)
    for column, cell in row.said.items():
        if column in found:
            after, why_left = found[column]
            warning = "" if why_left else _warning(session, row, column, owners)
            yield Difference(
                *(claim_id, int(row.stands["number"]), row.stands["claim"], row.line, column),
                *(cell, row.stands[column], after, why_left, warning),
            )


def _warning(session: Session, row: _Row, column: str, owners: Owners) -> str:
    """Return a sentence if the file seems to be older than what stands in the project."""
    cell = row.said[column]
    if column in OPINION:
        if is_dated(row.said) or owners.me is None:
            return newer(row.said, row.stands)
        before = past.of_verdict(session, row.claim_id, owners.me, column)
    elif column in _FIELDS:
        before = past.of_claim(session, row.claim_id, _FIELDS[column])
    else:
        return ""
    return _SAID_BEFORE if any(is_same(column, cell, one) for one in before) else ""


def _read(row: _Row, owner: Owner, my_name: str | None) -> dict[str, Read]:
    """Return what becomes of each cell that differs."""
    said, stands = row.said, row.stands
    found = read_opinion(said, stands, owner, my_name)
    found |= {
        column: read(column, cell, stands[column])
        for column, cell in said.items()
        if column not in OPINION and not is_same(column, cell, stands[column])
    }
    if owner is Owner.NOBODY and said.get("reviewer") == my_name:
        found.pop("reviewer", None)  # it will be so
    twice = dict(row.twice)
    for column in set(OPINION) & found.keys():  # an opinion is left as a whole
        for other in set(OPINION) & row.twice.keys():
            twice.setdefault(column, row.twice[other])
    return found | {column: Read(stands[column], why) for column, why in twice.items()}


def _decide(session: Session, claim_id: Id, cells: Cells) -> None:
    """Give my verdict as the cells have it; what they do not say stays."""
    if "verdict" in cells:
        assessments.decide(session, [claim_id], Verdict(cells["verdict"]))
    because = cells.get("unverified_because")
    assessments.describe(
        session,
        claim_id,
        because=None if because is None else Because(because),
        reason=cells.get("reason"),
        as_of=cells.get("as_of"),
    )


def _places(sheet: Sheet) -> dict[str, int]:
    """Return where the columns of claims.csv stand."""
    names = [name.casefold() for name in sheet.header]
    return {name: names.index(name) for name in CLAIMS if name in names}


def _by_claim(rows: Iterable[Row], place: int) -> tuple[dict[str, list[Row]], tuple[int, ...]]:
    """Return rows by their claim, and the lines of those that name none."""
    found: dict[str, list[Row]] = {}
    nameless: list[int] = []
    for row in rows:
        claim_id = from_text(row.cells[place])
        if claim_id is None:
            nameless.append(row.line)
        else:
            found.setdefault(as_text(claim_id), []).append(row)
    return found, tuple(nameless)


def _remarks(
    sheet: Sheet, unknown: Sequence[int], nameless: Sequence[int], absent: int
) -> Iterator[str]:
    yield from sheet.remarks
    for sentence, lines in ((_UNKNOWN, unknown), (_NO_ID, nameless)):
        if lines:
            yield sentence.format(count=len(lines), line=lines[0])
    if absent:
        yield _ABSENT.format(count=absent)
    foreign = [name for name in sheet.header if name.casefold() not in CLAIMS]
    if foreign:
        yield _PASSED_OVER.format(names=shown(", ".join(foreign)))
