"""What a row of a table is: a claim, more about the claim above it, or a row of totals."""

import re
from enum import Enum, auto

from claimdesk.exchange.claims_csv.fields import Columns, Field
from claimdesk.exchange.claims_csv.sheet import Row
from claimdesk.exchange.claims_csv.verdict_words import tidy

_OF_A_QUOTE = frozenset(
    {
        *(Field.QUOTE, Field.PREFIX, Field.SUFFIX, Field.START, Field.END, Field.ARTICLE),
        *(Field.SPEAKER, Field.STANCE, Field.VOICE),
    }
)
_MORE = _OF_A_QUOTE | {Field.EVIDENCE, Field.NOTE}
"""What a row may hold that belongs to the claim above: there the cell of the claim was merged."""
_WORTH_A_ROW = frozenset((Field.QUOTE, Field.EVIDENCE, Field.NOTE))
_TOTALS = frozenset(
    map(
        tidy,
        (
            *("total", "totals", "grand total", "sub total", "subtotal", "sum", "summe", "gesamt"),
            *("insgesamt", "gesamtsumme", "somme", "suma", "totale", "итого", "всего", "всього"),
            *("разом", "razem"),
        ),
    )
)
_COUNTED = re.compile(r"[^:]{1,40}: *[\d., ]+ *%?")
_NUMBER = re.compile(r"[\W\d_]+$")


class Kind(Enum):
    """What a row is."""

    CLAIM = auto()
    MORE = auto()
    TOTALS = auto()
    NOTHING = auto()


class RowKinds:
    """Tells the rows of a table apart, asked for one after the other."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._above: Row | None = None
        self._is_below_totals = False

    def kind(self, row: Row) -> Kind:
        """Return what a row is."""
        cells = self._cells(row)
        if self._is_totals(row):
            self._above, self._is_below_totals = None, True
            return Kind.TOTALS
        self._is_below_totals = False
        own = Field.CLAIM if Field.CLAIM in self._columns else Field.QUOTE
        if own in cells:
            self._above = row
            return Kind.CLAIM
        if self._above is not None and cells & _WORTH_A_ROW and self._says_no_other(row):
            return Kind.MORE
        self._above = None
        return Kind.NOTHING

    def _cells(self, row: Row) -> set[Field]:
        pairs = zip(self._columns, row.cells, strict=True)
        return {field for field, said in pairs if field and said}

    def _is_totals(self, row: Row) -> bool:
        inked = [said for said in row.cells if said]
        if tidy(_NUMBER.sub("", inked[0])) in _TOTALS:
            return True
        return self._is_below_totals and all(_COUNTED.fullmatch(said) for said in inked)

    def _says_no_other(self, row: Row) -> bool:
        """Return whether a row has nothing of a claim, or the same as the claim above."""
        above = self._above.cells if self._above else ()
        return all(
            field is None or field in _MORE or said in ("", there)
            for field, said, there in zip(self._columns, row.cells, above, strict=True)
        )
