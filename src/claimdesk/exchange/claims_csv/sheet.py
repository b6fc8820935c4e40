"""Read a table from a CSV file as it stands: its dialect and encoding found, its cells text."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.text import normalise
from claimdesk.exchange import plain_file
from claimdesk.exchange.claims_csv.fields import guess
from claimdesk.exchange.formula_guard import unguard
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.exchange.readers.text import text_in
from claimdesk.exchange.wording import on_one_line, shown
from claimdesk.store.records import MAX_TEXT

DELIMITERS = (",", ";", "\t", "|")
"""What may stand between cells."""
MOST_BYTES = 64_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 200

_SAMPLE = 64_000
_SAMPLE_ROWS = 60
_AT_A_TIME = 500
_NAMED_DELIMITER = "sep="
"""How a first line begins that only tells a spreadsheet what stands between the cells."""

_RULE = re.compile("[-: ]{3,}")
"""What stands in the row between head and body of a table drawn in plain text."""
_PACKED = b"PK\x03\x04"
"""How the files of spreadsheets begin."""

_SPREADSHEET = mark(
    "“{name}” is a file of a spreadsheet program; save it there as CSV (UTF-8) and import that."
)
_NO_ROWS = mark("“{name}” has no rows below its first; there are no claims in it.")
_BAD_MARK = mark(
    "In “{name}” a quotation mark in the row of line {line} is not closed, or not doubled inside "
    "its cell; mend it there."
)
_LONG_CELL = mark("In “{name}” line {line} has a cell of over {most:,} characters.")
_MANY_ROWS = mark("“{name}” has over {most:,} rows; split it.")
_MANY_COLUMNS = mark("“{name}” has over {most} columns; it is no table of claims.")
_BEYOND = mark("Rows with cells beyond the last column: {count}, first in line {line}.")
_TITLE = mark("Left out, as it stands above the table: “{title}”.")
_TWO_HEADERS = mark("The columns are named in line {line}; line {above} above it is left out.")
_COLUMN = mark("Column {number}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file on which it begins, from 1, and as many cells as columns."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: no two of its columns have the same name, and no row is blank.

    ``remarks`` are sentences on what had to be guessed or left out.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read where that is not to be found out; no delimiter means it is."""

    encoding: str | None = None
    delimiter: str | None = None
    has_header: bool = True


def read(path: Path, reading: Reading | None = None, tick: Tick = unwatched) -> Sheet:
    """Read a file; raises ReviewError with one sentence if it is no table or too large."""
    data = plain_file.content(path, MOST_BYTES)
    return sheet_in(data, path.name, reading, tick)


def sheet_in(
    data: bytes, name: str, reading: Reading | None = None, tick: Tick = unwatched
) -> Sheet:
    """Read the bytes of a file of this name."""
    reading = reading or Reading()
    name = shown(name)
    text, remarks = _text(data, name, reading.encoding)
    said, skipped = "", 0
    if text[: len(_NAMED_DELIMITER)].lower() == _NAMED_DELIMITER:
        head, _, text = text.partition("\n")
        said, skipped = head[len(_NAMED_DELIMITER) :].rstrip("\r"), 1
    delimiter = reading.delimiter or (said if said in DELIMITERS else _delimiter_of(text))
    rows = list(_rows(text, delimiter, name, skipped, tick))
    remarks = (*remarks, *_taken_titles(rows))
    header: tuple[str, ...] = ()
    if rows and reading.has_header:
        header, above = _taken_header(rows)
        remarks = (*remarks, *above)
    if rows and text.startswith("|") and _RULE.fullmatch("".join(rows[0].cells)):
        del rows[0]
    if not rows:
        raise ReviewError(Code.EMPTY, _NO_ROWS.format(name=name))
    width = len(header) or max(len(row.cells) for row in rows)
    kept = _inked_columns(header, rows, width)
    named = _named(header or ("",) * width)
    return Sheet(
        name,
        tuple(named[place] for place in kept),
        tuple(Row(row.line, _picked(row.cells, kept)) for row in rows),
        delimiter,
        (*remarks, *_beyond(rows, width)),
    )


def _taken_header(rows: list[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take the names of the columns off the rows, and say so if they are not in the first one.

    Above them there can be names of groups of columns, each in the first column of its group.
    """
    first = rows.pop(0)
    if len(rows) > 1 and "" in (*first.cells, *("",) * (len(rows[0].cells) - len(first.cells))):
        understood = sum(one is not None for one in guess(rows[0].cells))
        if understood > max(1, sum(one is not None for one in guess(first.cells))):
            second = rows.pop(0)
            remark = _TWO_HEADERS.format(line=second.line, above=first.line)
            return second.cells, (remark,)
    return first.cells, ()


def _inked_columns(header: Sequence[str], rows: Sequence[Row], width: int) -> list[int]:
    """Return the places of the columns that have a name or anything in a cell."""
    inked = {place for place, name in enumerate(header) if name}
    for row in rows:
        if len(inked) == width:
            break
        inked.update(place for place, cell in enumerate(row.cells[:width]) if cell)
    return sorted(inked)


def _picked(cells: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    return tuple(cells[place] if place < len(cells) else "" for place in places)


def _text(data: bytes, name: str, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    if data.startswith(_PACKED):
        raise ReviewError(Code.BINARY, _SPREADSHEET.format(name=name))
    try:
        text, remarks = text_in(data, encoding)
    except ReviewError as error:
        raise ReviewError(error.code, f"“{name}”: {error.sentence}") from error
    return text.removeprefix("\ufeff"), remarks


def _rows(text: str, delimiter: str, name: str, skipped: int, tick: Tick) -> Iterator[Row]:
    """Yield the rows that are not blank, without the cells that are blank behind the last."""
    csv.field_size_limit(MAX_TEXT)
    lines = text.count("\n") + 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line, count = 1, 0
    try:
        for written in reader:
            # Not before: what ends a line of a text does not always end a row.
            cells = [normalise(unguard(cell)).strip() for cell in written]
            inked = max((n for n, cell in enumerate(cells, 1) if cell), default=0)
            if inked:
                count += 1
                if count > MOST_ROWS:
                    raise ReviewError(Code.TOO_BIG, _MANY_ROWS.format(name=name, most=MOST_ROWS))
                if inked > MOST_COLUMNS:
                    sentence = _MANY_COLUMNS.format(name=name, most=MOST_COLUMNS)
                    raise ReviewError(Code.TOO_BIG, sentence)
                if count % _AT_A_TIME == 0:
                    tick(line, lines)
                yield Row(line + skipped, tuple(cells[:inked]))
            line = reader.line_num + 1
    except csv.Error as error:
        is_long = "field larger" in str(error)
        sentence = (_LONG_CELL if is_long else _BAD_MARK).format(
            name=name, line=line + skipped, most=MAX_TEXT
        )
        raise ReviewError(Code.TOO_BIG if is_long else Code.REFUSED, sentence) from error


def _taken_titles(rows: list[Row]) -> Iterator[str]:
    """Take lines above the table off the rows, and say so: one cell where most rows have more."""
    usual = Counter(min(len(row.cells), 2) for row in rows).most_common(1)
    if usual and usual[0][0] > 1:
        while len(rows[0].cells) == 1:
            yield _TITLE.format(title=shown(rows.pop(0).cells[0]))


def _named(header: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns: each has one, no two the same, all on one line."""
    names: list[str] = []
    for number, cell in enumerate(header, 1):
        name = on_one_line(" ".join(cell.split())) or _COLUMN.format(number=number)
        times = 2
        whole = name
        while whole in names:
            whole, times = f"{name} ({times})", times + 1
        names.append(whole)
    return tuple(names)


def _beyond(rows: Sequence[Row], width: int) -> Iterator[str]:
    wide = [row.line for row in rows if len(row.cells) > width]
    if wide:
        yield _BEYOND.format(count=len(wide), line=wide[0])


def _delimiter_of(text: str) -> str:
    """Return what cuts the first rows into the most columns, as many in nearly every row."""
    sample = text[:_SAMPLE]
    return max(DELIMITERS, key=lambda one: _evenness(sample, one))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    with suppress(csv.Error):  # the sample may end inside a cell
        for cells in islice(reader, _SAMPLE_ROWS):
            widths[len(cells)] += any(cells)
    several = [(count, width) for width, count in widths.items() if width > 1]
    count, width = max(several, default=(0, 0))
    return count / max(1, widths.total()), width
