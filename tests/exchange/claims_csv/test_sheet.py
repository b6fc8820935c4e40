"""Tables read as they stand: dialects, encodings, bad files in one sentence."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.text import normalise
from claimdesk.exchange.claims_csv import sheet
from claimdesk.exchange.claims_csv.sheet import DELIMITERS, Reading, Row, Sheet, sheet_in
from claimdesk.exchange.formula_guard import guard

CELL = st.text(alphabet="aб,;|\t\n\"' =-😀…", max_size=12)


def read(text: str, reading: Reading | None = None) -> Sheet:
    return sheet_in(text.encode(), "claims.csv", reading)


def cells(table: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def refusal(data: bytes, reading: Reading | None = None) -> tuple[Code, str]:
    with pytest.raises(ReviewError) as caught:
        sheet_in(data, "claims.csv", reading)
    return caught.value.code, caught.value.sentence


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_what_stands_between_the_cells_is_found(delimiter: str) -> None:
    rows = [["claim", "quote"], ["One, two; three", "a | b"], ["Four\tfive", "c"], ["x", ""]]
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    found = read(stream.getvalue())
    assert found.delimiter == delimiter
    assert [found.header, *cells(found)] == [tuple(row) for row in rows]


@pytest.mark.parametrize("delimiter", DELIMITERS)
@given(table=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6))
def test_what_a_writer_wrote_is_read_back(
    delimiter: str, table: list[tuple[str, str, str]]
) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(("claim", "quote", "tags"))
    writer.writerows([guard(cell) for cell in row] for row in table)
    wanted = [tuple(normalise(cell).strip() for cell in row) for row in table]
    wanted = [row for row in wanted if any(row)]
    if wanted:
        assert cells(read(stream.getvalue(), Reading(delimiter=delimiter))) == wanted
    else:
        assert refusal(stream.getvalue().encode(), Reading(delimiter=delimiter))[0] is Code.EMPTY


def test_rows_know_their_line_also_behind_cells_of_several_lines() -> None:
    found = read('claim,quote\n"a\nb",c\n\n,\nd,e\n')
    assert found.rows == (Row(2, ("a\nb", "c")), Row(6, ("d", "e")))


def test_the_line_that_names_the_delimiter_is_no_row() -> None:
    found = read("sep=;\nclaim;quote\na,b;c\n")
    assert (found.delimiter, found.header, found.rows) == (
        *(";", ("claim", "quote")),
        (Row(3, ("a,b", "c")),),
    )
    assert read("SEP=\nclaim,quote\na,b\n").delimiter == ","


def test_titles_above_the_table_are_left_out_and_told() -> None:
    found = read("Claims of October\n\nclaim;quote\na;b\n")
    assert found.header == ("claim", "quote")
    assert found.remarks == ("Left out, as it stands above the table: “Claims of October”.",)


def test_one_column_is_a_table_too() -> None:
    found = read("claim\nThe tower, they say, fell.\nIt rained\n", Reading(delimiter=";"))
    assert cells(found) == [("The tower, they say, fell.",), ("It rained",)]


def test_columns_without_a_name_and_twins_get_one() -> None:
    found = read("claim,,quote,quote,two\u202e lines\na,b,c,d,e\n")
    assert found.header == ("claim", "Column 2", "quote", "quote (2)", "two� lines")
    assert read("a,b\nc,d\n", Reading(has_header=False)).header == ("Column 1", "Column 2")


def test_cells_beyond_the_last_column_are_told() -> None:
    found = read("claim,quote\na,b,c\nd\ne,f,,\n")
    assert cells(found) == [("a", "b"), ("d", ""), ("e", "f")]
    assert found.remarks == ("Rows with cells beyond the last column: 1, first in line 2.",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
def test_encodings_of_spreadsheets_are_found_or_named(encoding: str) -> None:
    text = "твердження;цитата\n" + "Міст зруйновано вночі;«Мосту більше немає»\n" * 20
    named = encoding if encoding in ("cp1251", "utf-16-le") else None
    found = sheet_in(text.encode(encoding), "claims.csv", Reading(encoding=named))
    assert found.header == ("твердження", "цитата")
    assert len(found.rows) == 20


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", Code.EMPTY, "There is no text in it."),
        (b" \n\n", Code.EMPTY, "There is no text in it."),
        (b"claim,quote\n", Code.EMPTY, "no rows below its first"),
        (b"PK\x03\x04" + bytes(50), Code.BINARY, "save it there as CSV"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), Code.BINARY, "“claims.csv”: It is not a text"),
        (b'claim,quote\na,"b\nc,d\n', Code.REFUSED, "line 2 is not closed"),
        (b'claim,quote\na,b\nc,"d "e" f"\n', Code.REFUSED, "line 3"),
        (b"a," * 300 + b"a\n" + b"b," * 300 + b"b\n", Code.TOO_BIG, "over 200 columns"),
        (b"claim\n" + b"x" * 1_000_001 + b"\n", Code.TOO_BIG, "line 2 has a cell of over 1,000"),
        (b"claim\n\xff\xfe\n", Code.ENCODING, "not written in the encoding utf-8"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data: bytes, code: Code, words: str) -> None:
    found, sentence = refusal(data, Reading("utf-8" if code is Code.ENCODING else None))
    assert found is code
    assert words in sentence


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 3)
    assert refusal(b"claim\na\nb\nc\n")[0] is Code.TOO_BIG


def test_reading_can_be_watched_and_stopped() -> None:
    told: list[tuple[int, int]] = []
    data = b"claim\n" + b"The tower fell\n" * 1200
    sheet_in(data, "claims.csv", tick=lambda *step: told.append(step))
    assert told == [(500, 1202), (1000, 1202)]


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "a table.csv"
    path.write_text("claim,quote\na,b\n")
    found = sheet.read(path)
    assert (found.name, found.header) == ("a table.csv", ("claim", "quote"))


def test_a_line_separator_inside_a_cell_ends_no_row() -> None:
    found = read("claim,quote\r\nOne\u2028two,three\x0cfour\r\n")
    assert cells(found) == [("One\ntwo", "three\nfour")]


def test_the_first_line_may_name_what_stands_between_the_cells_whatever_ends_it() -> None:
    found = read("sep=;\r\nclaim;quote\r\na,b;c\r\n")
    assert (found.delimiter, cells(found)) == (";", [("a,b", "c")])


def test_names_of_groups_above_the_names_of_columns_are_left_out_and_told() -> None:
    found = read("Claim,,Assessment,\nText,Claimant,Verdict,Quote\na,b,true,c\n")
    assert found.header == ("Text", "Claimant", "Verdict", "Quote")
    assert cells(found) == [("a", "b", "true", "c")]
    assert found.remarks == ("The columns are named in line 2; line 1 above it is left out.",)


def test_a_first_row_of_a_table_is_no_header_because_a_column_has_no_name() -> None:
    found = read(",Claim,Verdict\n1,The verdict,true\n2,b,false\n")
    assert found.header == ("Column 1", "Claim", "Verdict")
    assert len(found.rows) == 2


def test_columns_with_neither_a_name_nor_a_cell_are_none() -> None:
    found = read(",Claim,,Quote\n,a,,b\n,c,,\n")
    assert (found.header, cells(found)) == (("Claim", "Quote"), [("a", "b"), ("c", "")])


def test_a_table_drawn_in_plain_text_is_one() -> None:
    found = read("| Claim | Verdict |\n|-------|:-------:|\n| a | true |\n| - | b |\n")
    assert (found.header, cells(found)) == (("Claim", "Verdict"), [("a", "true"), ("-", "b")])


def complaint(data: bytes) -> str:
    """Return what is wrong with what is said of a file; nothing if all is well."""
    try:
        found = sheet_in(data, "claims.csv")
    except ReviewError as error:
        return "" if error.sentence.endswith(".") else error.sentence
    is_even = found.rows and all(len(row.cells) == len(found.header) for row in found.rows)
    return "" if is_even else "rows of another width"


SOUND = 'claim;quote\n"The bridge; is gone";"“We\n saw” it 😀"\nІ знову;x\n'.encode()


@given(
    st.lists(
        st.tuples(st.integers(0, len(SOUND)), st.integers(0, 40), st.binary(max_size=6)),
        min_size=1,
        max_size=6,
    )
)
def test_a_damaged_table_is_a_table_or_a_sentence(cuts: list[tuple[int, int, bytes]]) -> None:
    data = SOUND
    for start, length, put_in in cuts:
        data = data[:start] + put_in + data[start + length :]
    assert complaint(data) == ""


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_a_sentence(data: bytes) -> None:
    assert complaint(data) == ""
