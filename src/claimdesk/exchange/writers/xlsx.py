"""Excel workbook: a sheet per table, every text a text, never a formula, a link or a number."""

from collections.abc import Iterator, Sequence
from pathlib import Path
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
    **dict.fromkeys(NUMBERS, 9),
}
_USUAL_WIDTH = 18
_OPTIONS = {
    # Row by row, so that a hundred thousand claims need no memory of their own.
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Sheets:
    """A workbook that is written sheet by sheet, row by row."""

    def __init__(self, stream: BinaryIO) -> None:
        self._book: Any = Workbook(stream, _OPTIONS)
        self._head = self._book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#E7ECEF", "valign": "top"}
        )
        self._text = self._book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self._number = self._book.add_format({"num_format": "0", "valign": "top"})
        self._is_finished = False
        self.remarks: list[str] = []

    def add(self, name: str, columns: Sequence[str], rows: Iterator[Row]) -> int:
        """Add a sheet with a header that stays in view; return how many rows it has."""
        sheet: Any = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            is_number = column in NUMBERS
            sheet.set_column(
                place, place, _WIDTHS.get(column, _USUAL_WIDTH),
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
            self._add_row(sheet, last, row)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        return last

    def __enter__(self) -> Self:
        """Begin with no sheet."""
        return self

    def __exit__(self, *trouble: object) -> None:
        """Take away what was written for a workbook that will not be finished."""
        for sheet in self._book.worksheets():
            if not self._is_finished and sheet.row_data_fh is not None:
                sheet.row_data_fh.close()
                Path(sheet.row_data_filename).unlink()

    def finish(self) -> tuple[str, ...]:
        """Write the workbook to its stream; return what is to be said about it."""
        self._book.close()
        self._is_finished = True
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
