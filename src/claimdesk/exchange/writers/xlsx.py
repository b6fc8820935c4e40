"""Excel workbook: a sheet per table, every text a text, never a formula, a link or a number."""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO, RawIOBase
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Self

from xlsxwriter import Workbook

from claimdesk.exchange.tables import NUMBERS, Row

MOST_LETTERS = 32_767
"""UTF-16 code units a cell can hold; what is longer is cut, and said."""
MOST_ROWS = 1_048_575
"""Rows a sheet can hold below its header."""
_WIDTHS = {
    **dict.fromkeys(("claim", "reason", "quote", "first_quote", "evidence", "citation"), 60),
    **dict.fromkeys(("prefix", "suffix", "article", "title", "question", "interest"), 36),
    **dict.fromkeys(("url", "archived_url", "published_at", "tags"), 30),
    **dict.fromkeys(("claim_id", "article_id", "passage_id", "evidence_id"), 38),
    "article_sha256": 66,
    **dict.fromkeys(NUMBERS, 9),
}
_USUAL_WIDTH = 18
_A4 = 9
_LINE, _MOST_LINES = 15, 12
"""Height of a line in points, and lines of a text that are seen at once."""
_OPTIONS = {
    # Row by row, so that a hundred thousand claims need no memory of their own.
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class _Heard(RawIOBase):
    """A stream for the library that tells each time it is written to.

    The library's archive writes its end even when it is given up, and maybe much later; that goes
    nowhere.
    """

    def __init__(self, stream: BinaryIO, beat: Callable[[], object]) -> None:
        self._stream: BinaryIO = stream
        self._beat = beat

    def writable(self) -> bool:
        """Return that it is written to."""
        return True

    def seekable(self) -> bool:
        """Return whether what was written can be corrected."""
        return self._stream.seekable()

    def write(self, data: Any) -> int:
        """Write, unless nobody wants it any more."""
        beat = self._beat
        try:
            beat()
        except BaseException:
            self._stream, self._beat = BytesIO(), lambda: None
            raise
        return self._stream.write(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._stream.tell()


class Sheets:
    """A workbook that is written sheet by sheet, row by row."""

    def __init__(self, stream: BinaryIO, beat: Callable[[], object] = lambda: None) -> None:
        self._folder = TemporaryDirectory(prefix="claimdesk-")
        options = {**_OPTIONS, "tmpdir": self._folder.name}
        self._book: Any = Workbook(_Heard(stream, beat), options)
        self._head = self._book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#E7ECEF", "valign": "top"}
        )
        self._text = self._book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self._number = self._book.add_format({"num_format": "0", "valign": "top"})
        self.remarks: list[str] = []

    def add(self, name: str, columns: Sequence[str], rows: Iterator[Row]) -> int:
        """Add a sheet with a header that stays in view; return how many rows it has."""
        sheet: Any = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        widths = [_WIDTHS.get(column, _USUAL_WIDTH) for column in columns]
        for place, column in enumerate(columns):
            is_number = column in NUMBERS
            sheet.set_column(
                place, place, widths[place],
                self._number if is_number else self._text,
            )  # fmt: skip
            sheet.write_string(0, place, column, self._head)
        last = 0
        for row in rows:
            if last == MOST_ROWS:
                self.remarks.append(
                    f"The sheet “{name}” is full: what came after {MOST_ROWS:,} rows is left out."
                )
                break
            last += 1
            # Not every program makes a row as high as its text when it opens the file.
            if (lines := _lines(row, widths)) > 1:
                sheet.set_row(last, min(lines, _MOST_LINES) * _LINE)
            self._add_row(sheet, last, row)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        return last

    def __enter__(self) -> Self:
        """Begin with no sheet."""
        return self

    def __exit__(self, *trouble: object) -> None:
        """Take away what was written on the way."""
        for sheet in self._book.worksheets():
            if sheet.row_data_fh is not None:
                sheet.row_data_fh.close()
        self._folder.cleanup()

    def finish(self) -> tuple[str, ...]:
        """Write the workbook to its stream; return what is to be said about it."""
        self._book.close()
        return tuple(self.remarks)

    def _add_row(self, sheet: Any, number: int, row: Row) -> None:
        for place, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, place, cell, self._number)
            elif cell:
                sheet.write_string(number, place, self._fitted(sheet, number, cell), self._text)

    def _fitted(self, sheet: Any, number: int, text: str) -> str:
        if len(text) * 2 <= MOST_LETTERS or len(text.encode("utf-16-le")) // 2 <= MOST_LETTERS:
            return text
        self.remarks.append(
            f"Row {number + 1} of the sheet “{sheet.get_name()}” has a text longer than a cell can "
            "hold; it is cut."
        )
        room = text.encode("utf-16-le")[: (MOST_LETTERS - 1) * 2]
        return room.decode("utf-16-le", "ignore") + "…"


def _lines(row: Row, widths: Sequence[int]) -> int:
    """Return about how many lines the longest text of a row takes in columns of these widths."""
    most = 1
    for cell, width in zip(row, widths, strict=True):
        if isinstance(cell, str) and (len(cell) > width or "\n" in cell):
            most = max(most, sum(len(line) // width + 1 for line in cell.split("\n")))
    return most
