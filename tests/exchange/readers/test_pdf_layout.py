"""PDF knows where letters stand; tables, notes, lists and paragraphs are told from that."""

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers import Wish, pdf, pdf_lines
from claimdesk.exchange.readers.pdf import read_pdf

from .inputs import Placed, placed_pdf

LONG = "The dam above the town was closed on Sunday, the water board said in a statement that"


def read(*pages: list[Placed], scale: float = 1.0) -> ReadArticle:
    return read_pdf(placed_pdf(*pages, scale=scale), Wish())


def down(*lines: str, x: float = 50, top: float = 800, size: float = 12) -> list[Placed]:
    return [(x, top - 14 * number, size, line) for number, line in enumerate(lines)]


def rows(*texts: tuple[str, ...], top: float = 700, columns: tuple[int, ...]) -> list[Placed]:
    return [
        (column, top - 14 * number, 12, cell)
        for number, row in enumerate(texts)
        for column, cell in zip(columns, row, strict=True)
    ]


TABLE = (("Day", "Level", "Ships"), ("2 May", "112 cm", "17"), ("In all", "99 cm or so", "33"))


@pytest.mark.parametrize("scale", [1.0, 0.75])
def test_the_cells_of_a_table_stand_apart_and_its_rows_on_lines(scale: float) -> None:
    table = rows(*TABLE, columns=(50, 150, 300))
    article = read([*down(LONG), *table, *down("After.", top=640)], scale=scale)
    assert article.text == (
        f"{LONG}\n\nDay | Level | Ships\n2 May | 112 cm | 17\nIn all | 99 cm or so | 33\n\nAfter."
    )
    assert "Rows of tables, told by the gaps between their words: 3." in article.remarks[2]


def test_a_table_goes_on_over_pages_and_its_head_may_have_narrow_gaps() -> None:
    head = rows(("Level in all", "Ships"), top=700, columns=(50, 115))
    first = rows(("112 cm", "17"), top=686, columns=(50, 115))
    second = rows(("99 cm", "33"), top=800, columns=(50, 115))
    article = read([*down(LONG), *head, *first], second)
    assert article.text.endswith("\n\nLevel in all | Ships\n112 cm | 17\n99 cm | 33")


def test_figures_under_each_other_on_the_right_are_cells_words_are_not() -> None:
    rent = [(50, 800, 12, "Rent"), (150, 800, 12, "1200")]
    food = [(50, 786, 12, "Food"), (156.67, 786, 12, "300")]
    assert read([*rent, *food]).text == "Rent | 1200\nFood | 300"
    first = [(50, 800, 12, "extraordinarily"), (160, 800, 12, "the")]
    second = [(50, 786, 12, "notwithstanding"), (166.67, 786, 12, "of")]
    assert read([*first, *second]).text == "extraordinarily the notwithstanding of"


def test_evenly_spaced_words_are_cells_if_they_stand_under_each_other() -> None:
    even = rows(("one", "two", "six"), ("ten", "all", "red"), columns=(50, 90, 130))
    assert read(even).text == "one | two | six\nten | all | red"
    odd = [*rows(("ones", "two"), columns=(50, 90)), *rows(("a", "b"), top=686, columns=(50, 70))]
    assert read(odd).text == "ones two a b"


def test_the_tabulator_behind_a_number_makes_no_table() -> None:
    items = rows(("1.", "First"), ("2.", "Second"), columns=(50, 90))
    assert read(items).text == "1. First\n\n2. Second"


def test_words_are_read_from_left_to_right_whenever_they_were_written() -> None:
    assert read(
        [(50, 800, 12, "One"), (140, 800, 12, "four"), (80, 800, 12, "two  three")]
    ).text == ("One two three four")


def test_words_from_right_to_left_stay_as_the_file_has_them() -> None:
    words = [pdf_lines.Word("ירושלים", 90, 120), pdf_lines.Word("של", 60, 80)]
    assert pdf_lines._in_order(words) == words


def test_notes_at_the_foot_of_a_page_stand_at_the_end_of_the_text() -> None:
    first = down(LONG, "was read out in the")
    note = [(50, 105, 7, "1"), (56, 100, 10, "By the board,"), (50, 88, 10, "on Sunday.")]
    second = [(50, 105, 7, "2"), (56, 100, 10, "By radio.")]
    article = read([*first, *note], [*down("town hall at noon."), *second])
    assert article.text.split("\n\n") == [
        f"{LONG} was read out in the town hall at noon.",
        "1 By the board, on Sunday.",
        "2 By radio.",
    ]
    assert "Footnotes and endnotes stand at the end: 2." in article.remarks


def test_a_small_figure_before_larger_letters_is_no_note() -> None:
    page = [(50, 805, 7, "2"), (56, 800, 12, "is the number."), *down("HEADING", top=760, size=20)]
    assert read(page).text == "2 is the number.\n\nHEADING"


def test_a_paragraph_may_begin_further_in() -> None:
    body = down(LONG, "was read out in the town hall, and nobody was hurt by the water,")
    article = read([*body, *down(f"so {LONG}", x=64, top=772), *down(LONG, top=758)])
    assert article.text.endswith(f" hurt by the water,\n\nso {LONG} {LONG}")


def test_lines_in_the_middle_are_one_heading() -> None:
    title = [(200, 800, 12, "Rain on the town, rain"), (228.5, 786, 12, "on the river")]
    assert read([*title, *down(LONG, top=700)]).text == (
        f"Rain on the town, rain on the river\n\n{LONG}"
    )


def test_items_without_a_sign_are_told_by_the_room_behind_them() -> None:
    items = down(
        "the level was forecast,", "the keeper was ill for days,", "no one came", x=80, top=772
    )
    quote = down(LONG.replace(" that", ","), "was read out.", x=80, top=700)
    article = read([*down(LONG, "was read out to all:"), *items, *quote])
    assert article.text.split("\n\n")[1:] == [
        "the level was forecast,",
        "the keeper was ill for days,",
        "no one came",
        LONG.replace(" that", ",") + " was read out.",
    ]


def test_only_the_same_edge_of_every_page_holds_running_lines() -> None:
    table = (("Day", "Level"), ("May", "4"))
    first = [*down("One.", "Two."), *rows(*table, top=100, columns=(50, 150))]
    second = [*rows(*table, top=800, columns=(50, 150)), *down("Three.", "Four.", top=700)]
    assert read(first, second).text.count("Day | Level") == 2


def test_a_page_of_very_many_lines_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_lines, "_MOST_LINES", 1)
    assert read(down("the level,", "the keeper")).text == "the level, the keeper"


def test_letters_without_width_have_a_place_all_the_same() -> None:
    assert read([(50, 800, 0.001, "I"), (50, 780, 12, "It rained.")]).text.endswith("It rained.")


def test_running_lines_and_pages_without_text_are_told() -> None:
    said = {"1": "It rained.", "2": "It snowed.", "3": "The sun shone."}
    pages = [[*down("The Paper", words), (50, 40, 12, n)] for n, words in said.items()]
    article = read(*pages, [])
    assert article.text == "It rained.\n\nIt snowed.\n\nThe sun shone."
    assert article.remarks[2:4] == (
        "Left out: lines that stand at the edge of every page, 6 in all.",
        "Pages without text, perhaps pictures: 4.",
    )


def test_pages_that_are_all_alike_are_read_all_the_same() -> None:
    assert read(down("The same."), down("The same.")).text == "The same. The same."


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_MOST_PAGES", 0)
    with pytest.raises(ReviewError) as raised:
        read(down("One."))
    assert raised.value.code is Code.TOO_BIG
