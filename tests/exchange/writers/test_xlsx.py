"""Workbooks: what Excel and LibreOffice open is text where text was, and numbers where numbers."""

import io
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange import formats, tables
from claimdesk.exchange.formats import FORMATS
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.review_json import LoadReport
from claimdesk.exchange.tables import Row, Tables
from claimdesk.exchange.writers import xlsx
from claimdesk.store.store import Store

Load = Callable[..., LoadReport]
ALL = Choice(reviewed=False)
M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets(data: bytes) -> dict[str, ET.Element]:
    with ZipFile(io.BytesIO(data)) as archive:
        book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - our own
        names = [one.attrib["name"] for one in book.iter(f"{M}sheet")]
        return {
            name: ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314
            for number, name in enumerate(names, 1)
        }


def rows(sheet: ET.Element) -> Iterator[list[str | int]]:
    width = len(list(next(sheet.iter(f"{M}row"))))
    for row in sheet.iter(f"{M}row"):
        found: list[str | int] = [""] * width
        for cell in row.iter(f"{M}c"):
            place = 0
            for letter in cell.attrib["r"].rstrip("0123456789"):
                place = place * 26 + ord(letter) - 64
            if (value := cell.findtext(f"{M}v")) is not None:
                found[place - 1] = int(value)
            else:
                found[place - 1] = "".join(one.text or "" for one in cell.iter(f"{M}t"))
        yield found


def book(*cells: str) -> tuple[bytes, tuple[str, ...]]:
    stream = io.BytesIO()
    with xlsx.Sheets(stream) as made:
        made.add("claims", ("claim",), iter([(cell,) for cell in cells]))
        remarks = made.finish()
    return stream.getvalue(), remarks


@pytest.fixture
def workbook(new_store: Callable[[], Store], load: Load, whole: dict[str, Any]) -> Store:
    store = new_store()
    load(store, whole)
    return store


def written(store: Store, choice: Choice = ALL) -> dict[str, ET.Element]:
    stream = io.BytesIO()
    store.read(FORMATS["xlsx"].stream, stream, choice)
    return sheets(stream.getvalue())


def test_each_sheet_holds_its_table_cell_by_cell(workbook: Store) -> None:
    found = written(workbook)

    assert list(found) == ["claims", "passages", "assessments", "evidence"]
    for name, sheet in found.items():
        header, *body = rows(sheet)
        wanted: list[Row] = workbook.read(lambda session: list(Tables(session, ALL).rows(name)))  # noqa: B023
        assert header == list(tables.COLUMNS[name])
        assert [tuple(row) for row in body] == wanted


def test_no_cell_is_a_formula_or_a_link() -> None:
    texts = (
        "=1+1",
        "-1",
        "+1",
        "@x",
        "https://example.org",
        "0012",
        "1e5",
        "👩‍👩‍👧\nnext",
        "_x000D_",
    )
    data, _ = book(*texts)
    (sheet,) = sheets(data).values()

    assert [row[0] for row in rows(sheet)][1:-1] == list(texts[:-1])
    assert not list(sheet.iter(f"{M}f"))
    assert not list(sheet.iter(f"{M}hyperlink"))
    assert {cell.attrib["t"] for cell in sheet.iter(f"{M}c")} == {"inlineStr"}


def test_the_header_stays_and_filters_reach_to_the_last_row(workbook: Store) -> None:
    sheet = written(workbook)["claims"]
    pane, filters = sheet.find(f".//{M}pane"), sheet.find(f"{M}autoFilter")

    assert pane is not None
    assert (pane.attrib["ySplit"], pane.attrib["state"]) == ("1", "frozen")
    assert filters is not None
    assert filters.attrib["ref"] == "A1:U5"
    assert len(list(sheet.iter(f"{M}col"))) > 1


def test_rows_are_as_high_as_their_text_and_pages_lie_on_their_side() -> None:
    data, _ = book("short", "two\nlines", "word " * 25, "long " * 900)
    (sheet,) = sheets(data).values()

    heights = [row.get("ht") for row in sheet.iter(f"{M}row")]
    assert heights == [None, None, "30", "45", "180"]
    page = sheet.find(f"{M}pageSetup")
    assert page is not None
    assert (page.attrib["orientation"], page.attrib["paperSize"]) == ("landscape", "9")


def test_chosen_columns_stand_in_the_order_they_were_named(workbook: Store) -> None:
    found = written(workbook, Choice(reviewed=False, columns=tables.read_columns("claim, number")))

    assert list(found) == ["claims"]
    assert next(rows(found["claims"])) == ["claim", "number"]


def test_a_text_too_long_for_a_cell_is_cut_between_characters_and_said() -> None:
    data, remarks = book("a" + "😀" * 20_000, "b" * 32_767)
    (sheet,) = sheets(data).values()
    _, (cut,), (whole,) = rows(sheet)

    assert cut == "a" + "😀" * 16_382 + "…"
    assert len(str(cut).encode("utf-16-le")) // 2 <= xlsx.MOST_LETTERS
    assert whole == "b" * 32_767
    assert remarks == (
        "Row 2 of the sheet “claims” has a text longer than a cell can hold; it is cut.",
    )


def test_a_full_sheet_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    data, remarks = book("1", "2", "3")

    assert len(list(rows(next(iter(sheets(data).values()))))) == 3
    assert remarks == ("The sheet “claims” is full: what came after 2 rows is left out.",)


def test_a_workbook_that_is_given_up_leaves_no_files(
    workbook: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))

    def stop(done: int, _total: int) -> None:
        if done == 6:
            assert list((tmp_path / "scratch").iterdir())
            raise ReviewError(Code.CANCELLED, "Stopped.")

    with pytest.raises(ReviewError):
        workbook.read(FORMATS["xlsx"].write, tmp_path / "out.xlsx", ALL, stop)

    assert not list((tmp_path / "scratch").iterdir())
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_workbook_is_given_up_while_it_is_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    packing: list[bool] = []

    def beat() -> None:
        if packing:
            raise ReviewError(Code.CANCELLED, "Stopped.")

    with (tmp_path / "out").open("wb") as stream, xlsx.Sheets(stream, beat) as made:
        made.add("claims", ("claim",), iter((("one",), ("two",))))
        packing.append(True)
        with pytest.raises(ReviewError):
            made.finish()
    (tmp_path / "out").unlink()

    assert not list(tmp_path.iterdir())


def test_without_its_library_it_says_what_to_install(
    workbook: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(formats, "import_module", missing)
    with pytest.raises(ReviewError) as caught:
        workbook.read(FORMATS["xlsx"].stream, io.BytesIO())

    assert caught.value.code is Code.NOT_INSTALLED
    assert 'pip install "claimdesk[xlsx]"' in caught.value.sentence
