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
    def line(self) -> int:
        """Return the line of the file on which the claim begins."""
        return self.planned.draft.line


class ClaimImportTable(RowTable[ImportRow]):
    """The claims of a table with a check box each; all are wanted at first.

    ``left_out`` counts the rows of which no claim can be made.
    """

    wanted_changed = Signal()
    """Another number of claims is wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_columns(), lambda row: row.line, parent)
        self.left_out = 0

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
        self.left_out = len(troubles)
        self.replace(rows)
        self.wanted_changed.emit()

    @property
    def wish(self) -> Wish:
        """Return what somebody decided."""
        picked: dict[Quoted, Place | None] = {}
        for row in self.rows:
            picked.update(row.picked)
        return Wish(frozenset(row.line for row in self.rows if not row.is_wanted), picked)

    @property
    def wanted(self) -> int:
        """Return how many claims are wanted."""
        return sum(row.is_wanted for row in self.rows)

    def want_all(self, *, wanted: bool) -> None:
        """Tick all claims, or none."""
        self.change([replace(row, is_wanted=wanted) for row in self.rows])
        self.wanted_changed.emit()

    def pick(self, row: ImportRow, quoted: Quoted, place: Place | None) -> None:
        """Take a quote to stand in a place, or nowhere."""
        self.change([replace(row, picked={**row.picked, quoted: place})])
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
        self.change([replace(row, is_wanted=is_wanted)])
        self.wanted_changed.emit()
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
    wanted = [row for row in table.rows if row.is_wanted]
    new = sum(1 for row in wanted if row.planned.there is None)
    there = len(wanted) - new
    claims = [count(new, "{n} new claim", "{n} new claims")]
    if there:
        claims.append(count(there, "{n} in the project already", "{n} in the project already"))
    if table.left_out:
        one, many = "{n} row without a claim left out", "{n} rows without a claim left out"
        claims.append(count(table.left_out, one, many))
    quotes = quotes_said([one for row in wanted for one in outcomes(row)])
    said = ", ".join(claims)
    return tr("{claims}; quotes: {quotes}", claims=said, quotes=quotes) if quotes else said


def outcomes(row: ImportRow) -> list[Outcome]:
    """Return what came of each quote of a claim, with what was picked."""
    found = []
    for one in row.planned.quotes:
        is_picked = one.quoted in row.picked and not one.is_sure
        found.append(Outcome.FOUND if is_picked and row.picked[one.quoted] else one.outcome)
    return found


def quotes_said(found: Sequence[Outcome]) -> str:
    """Return how many quotes came out how."""
    counts = Counter(found)
    parts = (
        count(counts[outcome], one, many)
        for outcome, (one, many) in _OUTCOMES.items()
        if counts[outcome]
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
        name="quotes", title=tr("Quotes"), show=lambda row: quotes_said(outcomes(row))
    )
    state: Column[ImportRow] = Column(name="state", title=tr("State"), show=_state)
    return claim, verdict, quotes, state


def _verdict(row: ImportRow) -> str:
    opinion = row.planned.draft.opinion
    return verdict_word(opinion.verdict) if opinion else ""


def _state(row: ImportRow) -> str:
    said = tr("new") if row.planned.there is None else tr("in the project")
    if row.troubles:
        trouble = count(len(row.troubles), "{n} remark", "{n} remarks")
        return tr("{state}, {trouble}", state=said, trouble=trouble)
    return said
