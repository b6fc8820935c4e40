"""The claims of a table before they come in: which are wanted, and where their quotes stand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from claimdesk.core.i18n import mark
from claimdesk.exchange.claims_csv.drafts import Quoted, Trouble
from claimdesk.exchange.claims_csv.fields import Field
from claimdesk.exchange.claims_csv.places import Outcome, Place
from claimdesk.exchange.claims_csv.plan import Plan, Planned, Wish
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.row_table import Column, Index, RowTable

Role = Qt.ItemDataRole
_MOST_LINES = 8

_FIELDS: Mapping[Field, str] = {
    Field.CLAIM: mark("Claim"),
    Field.CLAIMANT: mark("Claimant"),
    Field.QUOTE: mark("Quote in the article"),
    Field.VERDICT: mark("Verdict"),
    Field.REASON: mark("Reason"),
    Field.EVIDENCE: mark("Evidence"),
    Field.SAID_ON: mark("Said on"),
    Field.SAID_WHERE: mark("Said where"),
    Field.CONTEXT: mark("Context"),
    Field.CLAIM_TYPE: mark("Type of claim"),
    Field.TAGS: mark("Tags"),
    Field.NOTE: mark("Note"),
    Field.BECAUSE: mark("Why unverified"),
    Field.AS_OF: mark("As of"),
    Field.REVIEWER: mark("Reviewer"),
    Field.STAGE: mark("Stage"),
    Field.PRIORITY: mark("Priority"),
    Field.RECHECK_ON: mark("Check again on"),
    Field.PUBLISHED_AT: mark("Where the check is published"),
    Field.ARTICLE: mark("Article: title or address"),
    Field.SPEAKER: mark("Speaker of the quote"),
    Field.STANCE: mark("Stance of the quote"),
    Field.VOICE: mark("Voice of the quote"),
    Field.PREFIX: mark("Text before the quote"),
    Field.SUFFIX: mark("Text after the quote"),
    Field.START: mark("Start of the quote"),
    Field.END: mark("End of the quote"),
    Field.CLAIM_ID: mark("Id of the claim"),
}
_OUTCOMES: Mapping[Outcome, tuple[str, str]] = {
    Outcome.FOUND: (mark("{n} found"), mark("{n} found")),
    Outcome.MOVED: (mark("{n} found elsewhere"), mark("{n} found elsewhere")),
    Outcome.ALIKE: (mark("{n} in other words"), mark("{n} in other words")),
    Outcome.AMBIGUOUS: (mark("{n} in several places"), mark("{n} in several places")),
    Outcome.NOT_FOUND: (mark("{n} not found"), mark("{n} not found")),
    Outcome.NO_ARTICLE: (mark("{n} of another article"), mark("{n} of other articles")),
}


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One claim of the table; ``picked`` are the places somebody chose for its quotes."""

    planned: Planned
    troubles: tuple[Trouble, ...] = ()
    is_wanted: bool = True
    picked: Mapping[Quoted, Place | None] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Return whether the project does not have the claim."""
        return self.planned.there is None

    @property
    def adds(self) -> bool:
        """Return whether the project has the claim, and gets something more on it."""
        return not self.is_new and (self.planned.adds > 0 or any(self.picked.values()))

    @property
    def line(self) -> int:
        """Return the line of the file on which the claim begins."""
        return self.planned.draft.line


@dataclass
class Tally:
    """What the wanted claims come to, kept up to date row by row."""

    wanted: int = 0
    new: int = 0
    added_to: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)

    @property
    def there(self) -> int:
        """Return how many claims the project has already."""
        return self.wanted - self.new

    def count(self, row: ImportRow, times: int) -> None:
        """Count a row in (1) or out (-1)."""
        if row.is_wanted:
            self.wanted += times
            self.new += times * row.is_new
            self.added_to += times * row.adds
            for outcome in outcomes(row):
                self.outcomes[outcome] += times


class ClaimImportTable(RowTable[ImportRow]):
    """The claims of a table with a check box each; all are wanted at first.

    ``left_out`` are the lines of the rows of which no claim can be made.
    """

    wanted_changed = Signal()
    """Another number of claims is wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_columns(), lambda row: row.line, parent)
        self.left_out: tuple[int, ...] = ()
        self.tally = Tally()

    def show_plan(self, plan: Plan) -> None:
        """Show what a table comes to; what was left out or picked stays so where it can."""
        before = {row.planned.draft.claim.text: row for row in self.rows}
        troubles: dict[int, list[Trouble]] = {}
        for one in plan.troubles:
            troubles.setdefault(one.line, []).append(one)
        rows = []
        for planned in plan.claims:
            lines = (planned.draft.line, *planned.draft.more_lines)
            amiss = [one for line in lines for one in troubles.pop(line, ())]
            old = before.get(planned.draft.claim.text)
            is_wanted, picked = (old.is_wanted, old.picked) if old else (True, {})
            rows.append(ImportRow(planned, tuple(amiss), is_wanted, picked))
        self.left_out = tuple(sorted(troubles))
        self.tally = Tally()
        for row in rows:
            self.tally.count(row, 1)
        self.replace(rows)
        self.wanted_changed.emit()

    @property
    def wish(self) -> Wish:
        """Return what somebody decided."""
        picked: dict[Quoted, Place | None] = {}
        for row in self.rows:
            picked.update(row.picked)
        return Wish(frozenset(row.line for row in self.rows if not row.is_wanted), picked)

    def want_all(self, *, wanted: bool) -> None:
        """Tick all claims, or none."""
        others = [row for row in self.rows if row.is_wanted is not wanted]
        self._put([replace(row, is_wanted=wanted) for row in others])

    def pick(self, row: ImportRow, quoted: Quoted, place: Place | None) -> None:
        """Take a quote to stand in a place, or nowhere."""
        self._put([replace(row, picked={**row.picked, quoted: place})])

    def _put(self, rows: Sequence[ImportRow]) -> None:
        for row in rows:
            self.tally.count(self.rows[self._places[row.line]], -1)
            self.tally.count(row, 1)
        self.change(rows)
        self.wanted_changed.emit()

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what the view asks of one cell, and whether a claim is ticked."""
        if role == Role.CheckStateRole and index.isValid() and index.column() == 0:
            row = self.row_at(index.row())
            is_wanted = row is not None and row.is_wanted
            return Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Tick a claim or leave it out."""
        row = self.row_at(index.row())
        if role != Role.CheckStateRole or row is None:
            return False
        is_wanted = Qt.CheckState(value) is Qt.CheckState.Checked
        self._put([replace(row, is_wanted=is_wanted)])
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell: the first can be ticked."""
        own = super().flags(index)
        return own | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else own


def field_word(of: Field) -> str:
    """Return what a column can hold, in words."""
    return tr(_FIELDS[of])


FIELDS = tuple(_FIELDS)
"""What a column can hold, in the order in which it is offered."""


def summary(table: ClaimImportTable) -> str:
    """Return what the wanted claims of a table come to, in one line."""
    tally = table.tally
    if tally.wanted and not tally.new + tally.added_to:
        return _nothing_new(tally, len(table.rows))
    claims = [count(tally.new, "{n} new claim", "{n} new claims")]
    if tally.there:
        one, many = "{n} in the project already", "{n} in the project already"
        there = count(tally.there, one, many)
        if tally.added_to:
            more = tr("{n} of them get more", n=tally.added_to)
            there = tr("{there} ({more})", there=there, more=more)
        claims.append(there)
    if table.left_out:
        one, many = "{n} row without a claim left out", "{n} rows without a claim left out"
        said = count(len(table.left_out), one, many)
        where = in_lines(table.left_out)
        claims.append(tr("{rows} ({lines})", rows=said, lines=f"{where[:1].lower()}{where[1:]}"))
    quotes = quotes_said(tally.outcomes)
    said = ", ".join(claims)
    return tr("{claims}; quotes: {quotes}", claims=said, quotes=quotes) if quotes else said


def _nothing_new(tally: Tally, rows: int) -> str:
    if tally.wanted < rows:
        one = "The claim that is ticked is in the project already, with all the table says of it."
        many = "The {n} that are ticked are in the project already, with all the table says."
        return count(tally.wanted, one, many)
    one = "The claim is in the project already, with all the table says of it: nothing to import."
    many = "All {n} claims are in the project already, with all the table says: nothing to import."
    return count(rows, one, many)


def deed(tally: Tally) -> str:
    """Return what the button does, with its mnemonic."""
    if tally.new or not tally.added_to:
        said = count(tally.new, "&Import {n} claim", "&Import {n} claims")
        more = count(tally.added_to, "add to {n}", "add to {n}") if tally.added_to else ""
        return tr("{deed}, {more}", deed=said, more=more) if more else said
    return count(tally.added_to, "&Add to {n} claim", "&Add to {n} claims")


def outcomes(row: ImportRow) -> list[Outcome]:
    """Return what came of each quote of a claim, with what was picked."""
    found = []
    for one in row.planned.quotes:
        is_picked = one.quoted in row.picked and not one.is_sure
        found.append(Outcome.FOUND if is_picked and row.picked[one.quoted] else one.outcome)
    return found


def remarks(row: ImportRow) -> list[tuple[str, bool]]:
    """Return what is amiss with a claim, each sentence once, and whether it is only a note."""
    lines: dict[tuple[str, str, bool], list[int]] = {}
    for one in row.troubles:
        lines.setdefault((one.column, one.sentence, one.is_note), []).append(one.line)
    found = []
    for (column, sentence, is_note), where in lines.items():
        said = tr(sentence)
        if column:
            said = tr("{column}: {said}", column=column, said=said)
        if where != [row.line]:
            said = tr("{lines}: {said}", lines=in_lines(where), said=said)
        found.append((said, is_note))
    return found


def in_lines(lines: Sequence[int]) -> str:
    """Return where something is amiss, in so many words."""
    shown = ", ".join(f"{line:,}" for line in lines[:_MOST_LINES])
    if len(lines) == 1:
        return tr("Line {lines}", lines=shown)
    more = len(lines) - _MOST_LINES
    if more > 0:
        return tr("Lines {lines} and {n} more", lines=shown, n=more)
    return tr("Lines {lines}", lines=shown)


def quotes_said(counts: Mapping[Outcome, int]) -> str:
    """Return how many quotes came out how."""
    parts = (
        count(counts[outcome], one, many)
        for outcome, (one, many) in _OUTCOMES.items()
        if counts.get(outcome)
    )
    return ", ".join(parts)


def _columns() -> tuple[Column[ImportRow], ...]:
    claim: Column[ImportRow] = Column(
        name="claim",
        title=tr("Claim"),
        show=lambda row: " ".join(row.planned.draft.claim.text.split()),
        tip=lambda row: row.planned.draft.claim.text,
        said=lambda row: f"{row.planned.draft.claim.text}, {_state(row)}",
    )
    verdict: Column[ImportRow] = Column(name="verdict", title=tr("Verdict"), show=_verdict)
    quotes: Column[ImportRow] = Column(
        name="quotes", title=tr("Quotes"), show=lambda row: quotes_said(Counter(outcomes(row)))
    )
    state: Column[ImportRow] = Column(name="state", title=tr("State"), show=_state)
    return claim, verdict, quotes, state


def _verdict(row: ImportRow) -> str:
    opinion = row.planned.draft.opinion
    return verdict_word(opinion.verdict) if opinion else ""


def _state(row: ImportRow) -> str:
    said = tr("new") if row.is_new else tr("in the project")
    if row.adds:
        said = tr("gets more")
    if row.troubles:
        trouble = count(len(remarks(row)), "{n} remark", "{n} remarks")
        return tr("{state}, {trouble}", state=said, trouble=trouble)
    return said
