"""Documents, books, mails and subtitles: the text a person reads, and what was left out."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers import Wish, packed, pdf, read_article
from claimdesk.exchange.readers.docx import read_docx
from claimdesk.exchange.readers.epub import read_epub
from claimdesk.exchange.readers.kinds import kind_of
from claimdesk.exchange.readers.mail import read_eml
from claimdesk.exchange.readers.mhtml import read_mhtml
from claimdesk.exchange.readers.odt import read_odt
from claimdesk.exchange.readers.pdf import joined, read_pdf, without_running_lines
from claimdesk.exchange.readers.pdf_lines import Line
from claimdesk.exchange.readers.rtf import mended, read_rtf
from claimdesk.exchange.readers.subtitles import read_srt, read_vtt

from . import inputs
from .inputs import TEXT

WISH = Wish()
Members = dict[str, str | bytes]
ABOUT = ("Dam report", "Nina Marsh")
MADE = "The file was made on 2031-05-04. That need not be when the text was published."


def about(article: ReadArticle) -> tuple[str, str]:
    return article.title, article.author


def refusal(read: Callable[[bytes, Wish], ReadArticle], data: bytes) -> ReviewError:
    with pytest.raises(ReviewError) as raised:
        read(data, WISH)
    return raised.value


@pytest.mark.parametrize("kind", inputs.ALL)
def test_every_kind_is_told_by_name_and_read_in_the_process(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(inputs.ALL[kind])
    article, original = read_article(path)
    assert article.text
    assert original.importer == kind


@pytest.mark.parametrize("kind", ["html", "mhtml", "docx", "odt", "rtf", "pdf", "epub", "vtt"])
def test_content_tells_the_kind_without_a_suffix(kind: str) -> None:
    assert kind_of(inputs.ALL[kind], "").id == kind


def test_a_packed_file_of_nobody_is_no_article(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(inputs.packed({"a.txt": "a"}))
    with pytest.raises(ReviewError) as raised:
        read_article(path)
    assert raised.value.code is Code.BINARY


def test_a_word_document_comes_with_footnotes_and_tables() -> None:
    article = read_docx(inputs.ALL["docx"], WISH)
    assert article.text == f"{TEXT}[1]\n\nYear | Level\n\nPut in.\n\n[1] A note."
    assert about(article) == ABOUT
    assert [word in " ".join(article.remarks) for word in ("pictures", "notes", "tracked")] == [
        True
    ] * 3


def test_an_arrow_at_the_end_of_a_line_is_no_way_back_from_a_note() -> None:
    members = inputs.docx_members()
    arrow = str(members["word/document.xml"]).replace("Put in.", "Prices ↑")
    article = read_docx(inputs.packed(members | {"word/document.xml": arrow}), WISH)
    assert "Prices ↑\n\n[1] A note." in article.text


@pytest.mark.parametrize("kind", ["docx", "odt", "pdf"])
def test_the_day_a_file_was_made_is_told_but_is_not_when_its_text_was_published(kind: str) -> None:
    read = {"docx": read_docx, "odt": read_odt, "pdf": read_pdf}[kind]
    article = read(inputs.ALL[kind], WISH)
    assert article.published == ""
    assert article.remarks[-1] == MADE


def test_a_word_document_may_say_nothing_of_itself() -> None:
    members = inputs.docx_members()
    del members["docProps/core.xml"]
    assert about(read_docx(inputs.packed(members), WISH)) == ("", "")
    members["word/document.xml"] = str(members["word/document.xml"]).split("<w:body>")[0] + (
        "<w:body/></w:document>"
    )
    assert refusal(read_docx, inputs.packed(members)).code is Code.EMPTY


def test_an_opendocument_text_comes_with_notes_lists_and_tables() -> None:
    article = read_odt(inputs.ALL["odt"], WISH)
    assert article.text == (
        f"Dam\n\n{TEXT}[1] Then it\twas\nnight.\n\n- First\n\nYear | Level\n\n[1] A note."
    )
    assert (*about(article), article.language) == (*ABOUT, "en-GB")
    assert "notes stand at the end: 1" in article.remarks[1]


def test_an_opendocument_text_may_be_empty_or_locked_or_say_nothing_of_itself() -> None:
    members = inputs.odt_members()
    del members["meta.xml"]
    assert about(read_odt(inputs.packed(members), WISH)) == ("", "")
    empty = members | {"content.xml": "<a/>"}
    assert refusal(read_odt, inputs.packed(empty)).code is Code.EMPTY
    locked = members | {"META-INF/manifest.xml": "<m><encryption-data/></m>"}
    assert "password" in refusal(read_odt, inputs.packed(locked)).sentence


def test_a_book_is_read_in_the_order_of_its_chapters() -> None:
    article = read_epub(inputs.ALL["epub"], WISH)
    assert article.text == f"One\n\n{TEXT}\n\n\nTwo\n\nThe end."
    assert about(article) == ("Dams", "Nina Marsh")
    assert (article.publisher, article.language) == ("Press", "en")
    assert article.published == "2031-05-04"
    assert "Chapters read: 2" in article.remarks[0]


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", ""),
        ("<dc:date>2031</dc:date>", "2031"),
        ("<dc:date>May 2031</dc:date>", ""),
        ('<dc:date event="creation">2031-05-04</dc:date>', ""),
        ('<dc:date event="modification">2032</dc:date><dc:date>2031</dc:date>', "2031"),
        ("", ""),
    ],
)
def test_a_book_came_out_when_it_says_so_not_when_it_was_made(dates: str, published: str) -> None:
    members = inputs.epub_members()
    book = str(members["OPS/book.opf"]).replace("<dc:date>2031-05-04</dc:date>", dates)
    article = read_epub(inputs.packed(members | {"OPS/book.opf": book}), WISH)
    assert article.published == published


def test_a_book_may_be_locked_or_empty_or_without_a_list() -> None:
    members = inputs.epub_members()
    lock = '<e><d><CipherReference URI="{}"/></d></e>'
    fonts = members | {"META-INF/encryption.xml": lock.format("OPS/font.otf")}
    assert read_epub(inputs.packed(fonts), WISH).text
    locked = members | {"META-INF/encryption.xml": lock.format("OPS/two.xhtml")}
    assert refusal(read_epub, inputs.packed(locked)).code is Code.REFUSED
    assert refusal(read_epub, inputs.packed(members | {"OPS/book.opf": "<p/>"})).code is Code.EMPTY
    lost = members | {"META-INF/container.xml": "<c/>"}
    assert refusal(read_epub, inputs.packed(lost)).code is Code.DAMAGED


def test_the_lines_of_a_pdf_are_joined_and_it_is_said() -> None:
    article = read_pdf(inputs.ALL["pdf"], WISH)
    assert article.text == (
        "The dam above the town was closed on Sunday after heavy rain, the water board said in a "
        "statement that was read out to everybody in the town hall at noon. Nobody was hurt.\n\n"
        "The road stays open for the night, said the mayor, who visited the dam today."
    )
    assert about(article) == ABOUT
    assert article.remarks[0].endswith("put together: 1.")


def test_a_hyphen_before_a_capital_stays() -> None:
    assert joined(lines("Jean-", "Paul and wa-", "ter")) == ("Jean-Paul and water", 2)
    assert joined(lines("Jean\ufffePaul and wa\ufffeter")) == ("Jean-Paul and water", 2)
    assert joined(lines("Mc\u00ad", "Coy")) == ("McCoy", 1)
    assert joined([]) == ("", 0)


def lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


def test_headings_notes_items_and_gaps_of_a_pdf_end_paragraphs() -> None:
    body = [
        Line("Rain on the town", 18, bold=True, base=700),
        Line("and on the river", 18, bold=True, base=678),
        Line("It rained all day, and the dam was", 11, base=650),
        Line("closed at noon because the river had", 11, base=636),
        Line("risen. Nobody was hurt by the water.", 11, base=622),
        Line("The road stays open for the night,", 11, base=594),
        Line("said the mayor.", 11, base=580),
        Line("What is known", 11, bold=True, base=560),
        Line("• the level", 11, base=546),
        Line("• the hour", 11, base=532),
        Line("1 A note below.", 8, base=100),
    ]
    text, _ = joined(body)
    rained = "It rained all day, and the dam was closed at noon because the river had risen."
    assert text.split("\n\n") == [
        "Rain on the town and on the river",
        f"{rained} Nobody was hurt by the water.",
        "The road stays open for the night, said the mayor.",
        "What is known",
        "• the level",
        "• the hour",
        "1 A note below.",
    ]


def test_what_stands_on_the_edge_of_every_page_is_no_text_of_the_article() -> None:
    words = ("rain", "wind", "snow")
    pages = [
        lines("The Paper, 3 May", f"First {word}.", f"Then {word}.", f"Page {n} of 3")
        for n, word in enumerate(words, 1)
    ]
    pages.append([])
    kept, left_out = without_running_lines(pages)
    assert [line.text for page in kept for line in page] == [
        one for word in words for one in (f"First {word}.", f"Then {word}.")
    ]
    assert left_out == 6
    assert without_running_lines([lines("The Paper", "Text")]) == ([lines("The Paper", "Text")], 0)


def test_a_pdf_too_large_to_ask_where_each_letter_stands_is_read_by_its_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "_MOST_LAID_OUT", 0)
    assert read_pdf(inputs.ALL["pdf"], WISH).text.startswith("The dam above the town was closed")


def test_a_pdf_of_pictures_a_locked_and_a_broken_one_are_refused() -> None:
    assert "OCR" in refusal(read_pdf, inputs.pdf([], text=False)).sentence
    assert refusal(read_pdf, b"%PDF-1.4\n junk").code is Code.DAMAGED
    key = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"00" * 32 + b"> /U <"
    locked = inputs.pdf(["a"], key + b"11" * 32 + b"> >> /ID [<00> <00>] ")
    assert "password" in refusal(read_pdf, locked).sentence


def test_rtf_gives_whole_characters() -> None:
    article = read_rtf(inputs.RTF, WISH)
    assert article.text == "The dam\n\nIt rained \U0001f240 and été � end."
    assert mended("a\ud83d\ude00\ude00") == "a😀�"
    assert refusal(read_rtf, b"{\\rtf1 }").code is Code.EMPTY
    assert refusal(read_rtf, b"text").code is Code.DAMAGED


def test_subtitles_keep_their_times_as_remarks() -> None:
    article = read_srt(inputs.SRT.encode(), WISH)
    assert article.text == "It rained all day.\nMAYOR: Nobody & nothing."
    assert article.remarks[1:] == (
        "Line 1: 00:00:01,000 to 00:00:02,500",
        "Line 2: 00:00:04,000 to 00:00:05,000",
    )
    named = read_vtt(inputs.VTT.encode("utf-16"), Wish(encoding="utf-16"))
    assert named.text == "Nina Marsh: It rained."
    assert refusal(read_vtt, b"WEBVTT\n\nNothing\n").code is Code.EMPTY


def test_where_several_speak_in_one_subtitle_each_has_a_line() -> None:
    several = b"1\n00:00:01,000 --> 00:00:02,000\n- Dry?\n- <i>No.</i>\n"
    assert read_srt(several, WISH).text == "- Dry?\n- No."
    split = b"1\n00:00:01,000 --> 00:00:02,000\n- Dry as\never.\n"
    assert read_srt(split, WISH).text == "- Dry as ever."


def test_a_mail_comes_with_its_headers_and_its_plain_text() -> None:
    article = read_eml(inputs.ALL["eml"], WISH)
    assert article.text == (
        "From: Nina Märsh <nina@x.example>\nTo: desk@x.example\n"
        f"Date: Sun, 04 May 2031 10:00:00 +0200\nSubject: Dam closed\n\n{TEXT}\nÉté."
    )
    assert about(article) == ("Dam closed", "Nina Märsh <nina@x.example>")
    assert article.published == "2031-05-04"
    assert article.remarks == ("Left out: attached “dam.png”.",)


def test_a_mail_with_a_page_alone_gives_the_text_of_the_page() -> None:
    raw = b"From: a\nDate: never\nContent-Type: text/html; charset=klingon\n\n<p>It rained</p>"
    article = read_eml(raw, WISH)
    assert article.text.endswith("\n\nIt rained")
    assert article.published == ""
    assert "no plain text" in article.remarks[0]
    assert read_eml(b"From: a\n\nIt rained", WISH).text == "From: a\n\nIt rained"
    assert refusal(read_eml, b"From: a\n\n").code is Code.EMPTY
    assert refusal(read_eml, b"It rained").code is Code.DAMAGED


def test_a_web_archive_gives_the_page_and_its_address() -> None:
    article = read_mhtml(inputs.ALL["mhtml"], WISH)
    assert TEXT in article.text
    assert article.title == "Dam closed – News"
    assert article.url == "https://news.example/dam"
    assert refusal(read_mhtml, b"MIME-Version: 1.0\n\ntext").code is Code.EMPTY


BOMB = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>'
REACHING = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'


@pytest.mark.parametrize(
    ("read", "members", "part"),
    [
        (read_docx, inputs.docx_members(), "word/document.xml"),
        (read_odt, inputs.odt_members(), "content.xml"),
        (read_epub, inputs.epub_members(), "OPS/book.opf"),
    ],
    ids=["docx", "odt", "epub"],
)
def test_bombs_entities_and_broken_parts_are_refused_in_words(
    read: Callable[[bytes, Wish], ReadArticle],
    members: Members,
    part: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for hostile in (BOMB, REACHING):
        error = refusal(read, inputs.packed(members | {part: hostile}))
        assert "entities" in error.sentence
    deep = "<a>" * 500 + "</a>" * 500
    assert "deeply" in refusal(read, inputs.packed(members | {part: deep})).sentence
    assert refusal(read, inputs.packed(members | {part: "<a>"})).code is Code.DAMAGED
    lacking = {name: content for name, content in members.items() if name != part}
    assert part in refusal(read, inputs.packed(lacking)).sentence
    whole = inputs.packed(members)
    assert refusal(read, whole[: len(whole) // 2]).code is Code.DAMAGED
    at = whole.index(part.encode()) + len(part) + 2
    assert refusal(read, whole[:at] + b"\xff" * 40 + whole[at + 40 :]).code is Code.DAMAGED
    monkeypatch.setattr(packed, "MOST_UNPACKED", 100_000)
    error = refusal(read, inputs.packed(members | {part: "<a>" + " " * 200_000 + "</a>"}))
    assert error.code is Code.TOO_BIG


def test_a_locked_member_and_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = bytearray(inputs.packed({"a": "text"}))
    whole[6] |= 1
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    with packed.Packed(bytes(whole)) as locked, pytest.raises(ReviewError, match="password"):
        locked.read("a")
    monkeypatch.setattr(packed, "_MOST_MEMBERS", 0)
    with pytest.raises(ReviewError, match="unpacks to more"):
        packed.Packed(inputs.packed({"a": "text"}))


def test_a_bomb_of_a_gigabyte_is_refused_in_the_process(tmp_path: Path) -> None:
    path = tmp_path / "bomb.odt"
    blank = b" " * 300_000_000
    path.write_bytes(inputs.packed(inputs.odt_members() | {"content.xml": blank}))
    with pytest.raises(ReviewError) as raised:
        read_article(path)
    assert raised.value.code is Code.TOO_BIG
    assert sys.getsizeof(path.read_bytes()) < 1_000_000
