"""RTF of many programs: notes, tables, lists and letters are read as a person would read them."""

import pytest

from claimdesk.core.errors import ReviewError
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers import Wish
from claimdesk.exchange.readers.rtf import read_rtf


def read(body: str, head: str = r"\ansi\ansicpg1252\deff0", encoding: str = "") -> ReadArticle:
    source = f"{{\\rtf1{head} {body}}}".encode("latin-1")
    return read_rtf(source, Wish(encoding=encoding or None))


def test_notes_are_called_in_the_text_and_stand_at_its_end() -> None:
    word = r"{\super\chftn{\footnote\pard\plain{\super\chftn} The union\par says so.}} today"
    pandoc = r"{\super\chftn}{\*\footnote\chftn\~\plain\pard {\pard Radio.\par}}.\par"
    article = read(rf"It fell{word} and rose{pandoc}")
    assert article.text == "It fell[1] today and rose[2].\n\n[1] The union says so.\n\n[2] Radio."
    assert article.remarks[1] == "Footnotes and endnotes stand at the end: 2."


WORD_ROWS = (
    r"\trowd\cellx1\cellx2\pard\plain\intbl Day\cell Level\cell\row"
    r"\pard\plain\intbl Mon\cell\pard\plain\intbl 4\par metres\cell\row\pard\plain "
)
PANDOC_ROWS = (
    r"{\trowd{{{\pard\intbl Day\par}\cell}{{\pard\intbl Level\par}\cell}}\intbl\row}"
    r"{\trowd{{{\pard\intbl Mon\par}\cell}{{\pard\intbl 4\par metres\par}\cell}}\intbl\row}"
)


@pytest.mark.parametrize("rows", [WORD_ROWS, PANDOC_ROWS], ids=["Word", "pandoc"])
def test_the_cells_of_a_table_stand_apart_and_its_rows_on_lines(rows: str) -> None:
    assert read(rf"Before\par{rows}{{\pard After\par}}").text == (
        "Before\n\nDay | Level\nMon | 4 metres\n\nAfter"
    )


def test_a_table_within_a_table_is_read_row_by_row() -> None:
    inner = r"{a\nestcell{\nonesttables\par}}{b\nestcell}{\*\nesttableprops\trowd\nestrow}"
    assert read(rf"\pard\intbl Out\cell {inner}\cell\row").text == "Out | a | b"


def test_items_keep_their_numbers_and_stand_close_together() -> None:
    lists = (
        r"{\listtext\pard\plain 1.\tab}One\par{\pntext 2.\tab}Two\par "
        r"{\listtext\u8226\'95\tab}Dot\par{\listtext\f1\'b7\tab}Dot\par\par "
        r"{\listtext\tab}Plain\par 3.\tab Three\par\bullet\tab Last\par 2025\tab not an item"
    )
    assert read(rf"Before\par{lists}").text == (
        "Before\n\n1. One\n2. Two\n\n- Dot\n- Dot\n\nPlain\n\n3. Three\n\n- Last\n\n"
        "2025\tnot an item"
    )


def test_what_is_no_text_of_the_document_is_left_out() -> None:
    silent = (
        r"{\header Page}{\*\unknown{\nested No}}{\info{\subject No}}{\pict\bin4 }{\x abc}"
        r"{\field{\*\fldinst HYPERLINK \"http://x.example\"}{\fldrslt a link}}"
        r"{\v hidden}{\deleted gone}{\v0 shown}{\*\annotation a comment}{\v also\plain not}"
        r"{\upr{\title Old}{\*\ud{\fs20 new}}}{\object{\*\objdata 00}{\result  seen}}"
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt  boxed}}{\shprslt boxed again}}"
    )
    article = read(f"It rained {silent}.")
    assert article.text == "It rained a linkshownnotnew seen boxed."
    assert "comments, hidden text" in article.remarks[0]


def test_letters_are_those_of_their_font_and_of_the_document() -> None:
    fonts = (
        r"{\fonttbl{\f0\fcharset0 A;}{\f1\fnil\fcharset204 B;}{\f2\cpg1253 C;}{\f3\fcharset128 D;}"
        r"{\f4\cpg99999 E;}{\f5\fcharset1 F;}}"
    )
    said = (
        r"\'e9 {\f1 \'c4\'e0\f0\'e9} {\f1\'c4\plain\'e9} {\f2\'e1} {\f3\'83\'41\'83A} {\f4\'e9}"
        r" {\f5\'e9}"
    )
    assert read(fonts + said).text == "é Даé Дé α アア é é"
    assert read(r"\'c4", r"\ansi\ansicpg1251").text == "Д"
    assert read(r"\'8e", r"\mac").text == "é"
    assert read(r"\'82", r"\pc").text == "é"
    assert read(r"\'e9", r"\ansi\ansicpg4711").text == "é"
    assert read("\u00c3\u00a9", r"\ansi\ansicpg65001").text == "é"
    assert read(r"\'c4", r"\ansi\ansicpg1252", "cp1251").text == "Д"


def test_characters_in_unicode_take_the_place_of_what_stands_for_them() -> None:
    assert read(
        r"\u8220?a\u8221\'94 {\uc2\u8364EUR} {\uc0\u1044 a\u-3913\u-8704 } \u233?"
    ).text == ("“a” €R Дa\uf0b7� é")
    assert read(r"a\u1114112?b\u55357?\u56832?\u-1").text == "a�b😀\uffff"


def test_signs_have_words_of_their_own() -> None:
    said = r"\{a\}\\ \lquote b\rquote \ldblquote c\rdblquote\emdash\endash\~x\-y\_z\line d\
e\tab f\zwj g\:"
    assert read(said).text == "{a}\\ ‘b’“c”—– x\u00ady\u2011z\nd\n\ne\tf\u200dg"


def test_title_author_and_day_come_from_the_file() -> None:
    info = r"{\info{\title Dam \'e9t\u233?}{\author Nina}{\creatim\yr2031\mo5\dy4}{\revtim\yr2032}}"
    article = read(rf"{info}It rained.")
    assert (article.title, article.author, article.published) == ("Dam été", "Nina", "")
    assert article.remarks[-1].startswith("The file was made on 2031-05-04.")
    assert read("It rained.").remarks[1:] == ()


def test_what_follows_the_document_is_not_read_and_depth_is_bounded() -> None:
    assert read("It \nrai\r\nned.").text == "It rained."
    assert read("It rained.} more {and more").text == "It rained."
    assert read(r"It rained. \bin9999").text == "It rained."
    assert read("It rained.\\\n").text == "It rained."
    with pytest.raises(ReviewError, match="nested too deeply"):
        read("{" * 2000)
