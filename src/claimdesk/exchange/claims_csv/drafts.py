"""What the rows of a table say, as claims to be; what a cell says amiss is told and left out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from claimdesk.core.anchors import Quote
from claimdesk.core.i18n import mark
from claimdesk.core.ids import from_text
from claimdesk.core.model import Because, ClaimType, Opinion, Stage, Stance, Verdict, Voice
from claimdesk.exchange import review_format as form
from claimdesk.exchange.claims_csv import comparison
from claimdesk.exchange.claims_csv.day_order import DayOrder, day_order
from claimdesk.exchange.claims_csv.fields import Columns, Field
from claimdesk.exchange.claims_csv.other_words import own_word
from claimdesk.exchange.claims_csv.row_kinds import Kind, RowKinds
from claimdesk.exchange.claims_csv.sheet import Row, Sheet
from claimdesk.exchange.claims_csv.verdict_words import because_of, in_essence, tidy, verdict_of
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.exchange.wording import shown

E = TypeVar("E", bound=StrEnum)
Verdicts = Mapping[str, Verdict | None]
"""What words for verdicts are to mean, as ``tidy`` gives them; None leaves the verdict out."""

_AT_A_TIME = 200

_NO_CLAIM = mark("It has no claim, and is left out.")
_TOTALS = mark("It is a row of totals, and is left out.")
_MORE = mark("It has no claim of its own; what it has belongs to the claim in line {line}.")
_DAY_FIRST = mark("Here only the day can come first; so it is read in all dates of the column.")
_MONTH_FIRST = mark("Here only the month can come first; so it is read in all dates of the column.")
_NO_VERDICT = mark("“{said}” is no verdict known here; the claim comes in without one.")
_NO_WORD = mark("“{said}” is none of {choices}; it is left out.")
_NO_NUMBER = mark("“{said}” is no whole number; it is left out.")
_NO_PLACE = mark("“{said}” is no place in a text; it is left out.")
_LEFT_OUT = mark("{why} It is left out.")
_NOT_THE_SAME = mark("The claim is in line {line} too and says otherwise there; this is left out.")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a cell, or with a whole row where there is no column.

    ``is_note`` tells that nothing is wrong, and only how it was understood is said.
    """

    line: int
    column: str
    sentence: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote of a row, what the row says of its place, and how it is to be linked.

    ``start`` and ``end`` are code points, -1 where not said; ``articles`` are titles, addresses,
    ids or fingerprints of which one must be that of the article.
    """

    line: int
    quote: Quote
    start: int = -1
    end: int = -1
    articles: tuple[str, ...] = ()
    stance: Stance = Stance.ASSERTS
    voice: Voice = Voice.NOT_SAID
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim to be; ``claim.id`` is the UUID that the table gives it, or nothing.

    ``line`` is that of its first row, ``more_lines`` are those of other rows about it.
    """

    line: int
    claim: form.Claim
    opinion: Opinion | None = None
    reviewer: str = ""
    quotes: tuple[Quoted, ...] = ()
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    more_lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafts:
    """The claims of a table, each once, in the order of the table; and what is amiss."""

    claims: tuple[Draft, ...]
    troubles: tuple[Trouble, ...]
    unknown_verdicts: tuple[str, ...] = ()
    """Words in the column of verdicts that mean no verdict by themselves, as they stand there."""


def drafts(
    sheet: Sheet, columns: Columns, verdicts: Verdicts | None = None, tick: Tick = unwatched
) -> Drafts:
    """Read a table of which it is known what its columns hold."""
    reading = _Reading(sheet.header, columns, verdicts or {})
    reading.find_day_orders(sheet.rows)
    kinds = RowKinds(columns)
    found: dict[str, Draft] = {}
    own = ""
    for done, row in enumerate(sheet.rows):
        if done % _AT_A_TIME == 0:
            tick(done, len(sheet.rows))
        match kinds.kind(row):
            case Kind.CLAIM:
                draft = reading.draft(row)
                own = _identity(draft.claim)
                found[own] = reading.joined(found[own], draft) if own in found else draft
            case Kind.MORE:
                found[own] = reading.with_more(found[own], row)
            case Kind.TOTALS:
                reading.complain(row.line, "", _TOTALS)
            case _:
                reading.complain(row.line, "", _NO_CLAIM)
    tick(len(sheet.rows), len(sheet.rows))
    return Drafts(tuple(found.values()), tuple(reading.troubles), tuple(reading.unknown))


def _identity(claim: form.Claim) -> str:
    return claim.id or f"{in_essence(claim.text)}\n{tidy(claim.claimant)}"


@dataclass
class _Reading:
    """Reads rows one by one, and keeps what is amiss."""

    header: Sequence[str]
    columns: Columns
    verdicts: Verdicts
    troubles: list[Trouble] = field(default_factory=list)
    unknown: dict[str, None] = field(default_factory=dict)
    day_orders: dict[str, DayOrder] = field(default_factory=dict)

    def complain(self, line: int, column: str, sentence: str) -> None:
        """Keep what is wrong with a row or one of its cells."""
        self.troubles.append(Trouble(line, column, sentence))

    def note(self, line: int, column: str, sentence: str) -> None:
        """Keep how a row or one of its cells was understood."""
        self.troubles.append(Trouble(line, column, sentence, is_note=True))

    def find_day_orders(self, rows: Sequence[Row]) -> None:
        """Find out, for each column of dates, whether the day comes first, and say so."""
        for place, (head, field_) in enumerate(zip(self.header, self.columns, strict=True)):
            if field_ in _DATES:
                order = day_order((row.line, row.cells[place]) for row in rows)
                if order is not None:
                    self.day_orders[head] = order
                    sentence = _DAY_FIRST if order.is_day_first else _MONTH_FIRST
                    self.note(order.line, head, sentence)

    def draft(self, row: Row) -> Draft:
        """Return the claim of a row that has one."""
        cells = _Cells(self, row)
        text = cells.text(Field.CLAIM if Field.CLAIM in self.columns else Field.QUOTE)
        own = from_text(cells.text(Field.CLAIM_ID))
        claim = form.Claim(
            id=cells.text(Field.CLAIM_ID) if own else "",
            text=text,
            context=cells.text(Field.CONTEXT),
            claimant=cells.read(Field.CLAIMANT),
            said_on=cells.read(Field.SAID_ON),
            said_where=cells.read(Field.SAID_WHERE),
            claim_type=ClaimType(cells.read(Field.CLAIM_TYPE)),
            stage=Stage(cells.read(Field.STAGE) or Stage.OPEN),
            priority=cells.priority(),
            tags=cells.tags(),
            published_url=cells.read(Field.PUBLISHED_AT),
            recheck_on=cells.read(Field.RECHECK_ON),
        )
        return Draft(
            line=row.line,
            claim=claim,
            opinion=cells.opinion(),
            reviewer=cells.text(Field.REVIEWER),
            quotes=cells.quotes(),
            evidence=cells.evidence(),
            notes=tuple(said for _, said in cells.all(Field.NOTE)),
        )

    def with_more(self, one: Draft, row: Row) -> Draft:
        """Return a claim with what a row below it has that has no claim of its own."""
        cells = _Cells(self, row)
        self.note(row.line, "", _MORE.format(line=one.line))
        return _with(
            one,
            Draft(
                row.line,
                one.claim,
                quotes=cells.quotes(),
                evidence=cells.evidence(),
                notes=tuple(said for _, said in cells.all(Field.NOTE)),
            ),
        )

    def joined(self, one: Draft, more: Draft) -> Draft:
        """Return a claim with what another row about it says more; the first row counts."""
        is_other = any(
            getattr(more.claim, part.name) not in (getattr(one.claim, part.name), part.default)
            for part in form.keys(form.Claim).values()
            if part.name not in ("id", "text")
        )
        if is_other or (more.opinion and more.opinion != one.opinion):
            self.complain(more.line, "", _NOT_THE_SAME.format(line=one.line))
        return _with(one, more)


def _with(one: Draft, more: Draft) -> Draft:
    return replace(
        one,
        quotes=one.quotes + tuple(quote for quote in more.quotes if quote not in one.quotes),
        evidence=tuple(dict.fromkeys((*one.evidence, *more.evidence))),
        notes=tuple(dict.fromkeys((*one.notes, *more.notes))),
        more_lines=(*one.more_lines, more.line),
    )


class _Cells:
    """The cells of one row by what they hold."""

    def __init__(self, reading: _Reading, row: Row) -> None:
        self._reading = reading
        self._line = row.line
        self._cells: dict[Field, list[tuple[str, str]]] = {}
        for head, field_, said in zip(reading.header, reading.columns, row.cells, strict=True):
            if field_ is not None and said:
                self._cells.setdefault(field_, []).append((head, said))

    def complain(self, column: str, sentence: str) -> None:
        """Keep what is wrong with a cell."""
        self._reading.complain(self._line, column, sentence)

    def all(self, field_: Field) -> list[tuple[str, str]]:
        """Return the columns and cells that hold something, which are not blank."""
        return self._cells.get(field_, [])

    def text(self, field_: Field) -> str:
        """Return what a cell says as it stands."""
        return next((said for _, said in self.all(field_)), "")

    def read(self, field_: Field) -> str:
        """Return what a cell says as the project keeps it, or nothing if it cannot."""
        for column, said in self.all(field_):
            order = self._reading.day_orders.get(column)
            meant = order.meant(said) if order else own_word(field_, said)
            found = comparison.read(_AS.get(field_, field_), meant, "")
            if found.why_left:
                self.complain(column, _LEFT_OUT.format(why=found.why_left))
            else:
                return found.after
        return ""

    def tags(self) -> tuple[str, ...]:
        """Return all tags, by name."""
        return tuple(
            sorted({tag for _, said in self.all(Field.TAGS) for tag in comparison.split_tags(said)})
        )

    def priority(self) -> int:
        """Return the priority, given as a number or a word."""
        for column, said in self.all(Field.PRIORITY):
            number = self._whole(column, own_word(Field.PRIORITY, said))
            if number is not None:
                return number
        return 0

    def opinion(self) -> Opinion | None:
        """Return the verdict with all that goes with it."""
        reason = self.text(Field.REASON)
        because = Because(self.read(Field.BECAUSE))
        as_of = self.read(Field.AS_OF)
        for column, said in self.all(Field.VERDICT):
            word = tidy(said)
            if word in self._reading.verdicts:
                verdict = self._reading.verdicts[word]
            else:
                verdict = verdict_of(said)
                if verdict is None:
                    self._reading.unknown.setdefault(said)
                    self.complain(column, _NO_VERDICT.format(said=shown(said)))
            if verdict is not None:
                is_open = verdict is Verdict.UNVERIFIED
                why = (because or because_of(said)) if is_open else Because.NOT_SAID
                return Opinion(verdict, why, reason, as_of)
        return None

    def evidence(self) -> tuple[str, ...]:
        """Return all evidence: each line is a piece."""
        lines = (line for _, said in self.all(Field.EVIDENCE) for line in said.split("\n"))
        return tuple(line.strip() for line in lines if line.strip())

    def quotes(self) -> tuple[Quoted, ...]:
        """Return all quotes with what the row says of their place."""
        return tuple(self._quoted(said) for _, said in self.all(Field.QUOTE))

    def _quoted(self, exact: str) -> Quoted:
        return Quoted(
            self._line,
            Quote(exact, self.text(Field.PREFIX), self.text(Field.SUFFIX)),
            self._position(Field.START),
            self._position(Field.END),
            tuple(said for _, said in self.all(Field.ARTICLE)),
            self._word(Field.STANCE, Stance, Stance.ASSERTS),
            self._word(Field.VOICE, Voice, Voice.NOT_SAID),
            " ".join(self.text(Field.SPEAKER).split()),
        )

    def _position(self, field_: Field) -> int:
        for column, said in self.all(field_):
            number = self._whole(column, said)
            if number is not None and number >= 0:
                return number
            if number is not None:
                self.complain(column, _NO_PLACE.format(said=shown(said)))
        return -1

    def _whole(self, column: str, said: str) -> int | None:
        digits = _FRACTION.sub("", said)
        if digits.removeprefix("-").isdecimal() and len(digits) <= _DIGITS:
            return int(digits)
        self.complain(column, _NO_NUMBER.format(said=shown(said)))
        return None

    def _word(self, field_: Field, kind: type[E], default: E) -> E:
        for column, said in self.all(field_):
            word = tidy(said).replace(" ", "_")
            if word in list(kind):
                return kind(word)
            choices = ", ".join(one for one in kind if one)
            self.complain(column, _NO_WORD.format(said=shown(said), choices=choices))
        return default


_DIGITS = 9
_FRACTION = re.compile(r"[.,]0+$")
_DATES = frozenset((Field.SAID_ON, Field.AS_OF, Field.RECHECK_ON))
_AS: Mapping[Field, str] = {Field.RECHECK_ON: Field.SAID_ON}
"""Columns that are read like another."""
