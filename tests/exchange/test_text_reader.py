"""Articles from text files: encodings, titles, refusals."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.text import normalise
from claimdesk.exchange import readers
from claimdesk.exchange.readers import Wish, read_article
from claimdesk.exchange.readers.text import read_markdown, read_table, read_text

RUSSIAN = "Библиотека города Озёрска опровергла сообщение. Автор настаивает на своём. " * 5
ARABIC = "وقالت المهندسة ليلى منصور إن السد آمن. وأضافت أن أربع بوابات مفتوحة. " * 5
CHINESE = "港务局发言人周二否认了这一消息。他表示，闸门没有关闭，水位正常。" * 5
JAPANESE = "首相は否定した。水門は開いていたと述べた。事実ではない。" * 5
POLISH = "Premier zaprzeczył, że zażółć gęślą jaźń. Łódź przepłynęła przez śluzę. " * 5


def code_of(data: bytes, encoding: str | None = None) -> Code:
    with pytest.raises(ReviewError) as raised:
        read_text(data, encoding)
    assert raised.value.sentence.endswith(".")
    return raised.value.code


@given(st.text(min_size=1).filter(lambda text: normalise(text).strip("\u200b\u2060 \n\t")))
def test_utf8_text_is_read_without_a_guess_or_refused_as_binary(text: str) -> None:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    try:
        article = read_text(data)
    except ReviewError as error:
        assert error.code in (Code.BINARY, Code.ENCODING, Code.EMPTY)  # noqa: PT017 - a law
    else:
        if b"\x00" not in data:
            assert article.text == text.removeprefix("\ufeff")
            assert article.remarks == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed_and_taken_off(encoding: str) -> None:
    article = read_text("Über 🇫🇮 的".encode(encoding))
    assert (article.text, article.remarks) == ("Über 🇫🇮 的", ())


@pytest.mark.parametrize(
    ("mark", "encoding"), [("fffe", "utf-16-le"), ("feff", "utf-16-be"), ("0000feff", "utf-32-be")]
)
def test_both_byte_orders_are_read(mark: str, encoding: str) -> None:
    assert read_text(bytes.fromhex(mark) + "Дамба".encode(encoding)).text == "Дамба"


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (RUSSIAN, "cp1251", "1251"),
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (ARABIC, "cp1256", "1256"),
        (CHINESE, "gb18030", "GB"),
        (JAPANESE, "shift_jis", "932"),
        (POLISH, "cp1250", "1250"),
        (RUSSIAN, "utf-16-le", "utf-16"),
    ],
)
def test_other_encodings_are_guessed_and_the_guess_is_told(
    text: str, encoding: str, name: str
) -> None:
    article = read_text(text.encode(encoding))
    assert article.text == text
    assert len(article.remarks) == 1
    assert name in article.remarks[0]


def test_a_named_encoding_is_used_without_a_remark() -> None:
    article = read_text(RUSSIAN.encode("iso8859-5"), "iso8859-5")
    assert (article.text, article.remarks) == (RUSSIAN, ())


def test_a_text_cut_in_the_middle_of_a_character_is_still_utf8() -> None:
    article = read_text(RUSSIAN.strip().rstrip(".").encode()[:-1])
    assert article.text.startswith("Библиотека")
    assert article.text.endswith("\ufffd")
    assert "1." in article.remarks[0]


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "base64", "a\0b", "x" * 500])
def test_an_encoding_that_does_not_exist_is_named_in_the_refusal(encoding: str) -> None:
    with pytest.raises(ReviewError, match="There is no encoding called") as raised:
        read_text(b"text", encoding)
    assert raised.value.code is Code.ENCODING
    assert len(raised.value.sentence) < 150
    assert raised.value.sentence.isprintable()


@pytest.mark.parametrize(
    ("data", "encoding"),
    [(b"caf\xe9", "utf-8"), (b"abc", "utf-16"), ("дамба".encode(), "ascii"), (b"x", "idna")],
)
def test_an_encoding_that_does_not_fit_is_refused(data: bytes, encoding: str) -> None:
    if encoding == "idna":
        assert read_text(data, encoding).text == "x"
    else:
        assert code_of(data, encoding) is Code.ENCODING


def test_a_broken_text_behind_a_byte_order_mark_is_refused() -> None:
    assert code_of(b"\xff\xfea\x00b") is Code.ENCODING
    assert code_of(b"\xef\xbb\xbfcaf\xe9") is Code.ENCODING


def test_bytes_in_no_encoding_that_chardet_knows_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import chardet  # noqa: PLC0415 - only replaced here

    monkeypatch.setattr(chardet, "detect", lambda _: {"encoding": "ascii"})
    assert code_of(b"caf\xe9 \xe8\xe9") is Code.ENCODING


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\xef\xbb\xbf", "\u00a0\u200b\n".encode()])
def test_nothing_and_blanks_are_no_article(data: bytes) -> None:
    assert code_of(data) is Code.EMPTY


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" * 40,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        bytes(range(256)) * 8,
        b"%PDF-1.7\n1 0 obj\n",
        b"PK\x03\x04\x14\x00",
        b"{\\rtf1\\ansi It rained.}",
        b"SQLite format 3\x00",
        b"\x01\x02\x03\x04 abc",
    ],
)
def test_what_is_not_text_is_refused_as_binary(data: bytes) -> None:
    assert code_of(data) is Code.BINARY


def test_bytes_read_in_a_wrong_single_byte_encoding_are_binary_too() -> None:
    assert code_of(bytes(range(256)), "latin-1") is Code.BINARY


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n  Dam closed  \n\nIt rained.", "Dam closed"),
        ("Dam closed\r\rIt rained.", "Dam closed"),
        ("# Dam closed\nIt rained.", "Dam closed"),
        ("#dam is closed\nIt rained.", "#dam is closed"),
        ("Is it closed?\nIt is.", "Is it closed?"),
        ("🚨 Dam closed!\nIt rained.", "🚨 Dam closed!"),
        ("Dam closed", ""),
        ("It rained all day.\nIt stopped.", ""),
        (" date 2031-05-04 It seems that " + "it rained " * 20 + "\n\nMore.", ""),
        ("2031-05-04\n\nIt rained.", ""),
        ("-----\nDam", ""),
        ("word " * 30 + "\nMore", "word " * 19 + "word…"),
        ("w" * 120 + "\nMore", "w" * 100 + "…"),
        ("e\u0301" * 70 + "\nMore", "e\u0301" * 50 + "…"),
    ],
)
def test_the_first_line_is_the_title_if_it_looks_like_one(text: str, title: str) -> None:
    assert read_text(text.encode()).title == title


def test_a_table_is_a_text_that_says_where_its_claims_come_in() -> None:
    article = read_table(b"claim;verdict\nIt rained.;true\n")
    assert article.text.startswith("claim;verdict")
    assert article.remarks == ("It is a table. To take claims from it, use Import claims instead.",)


def test_markdown_stays_as_written() -> None:
    article = read_markdown(b"# Dam *closed*\n\nIt rained.")
    assert article.media_type == "text/markdown"
    assert article.text == "# Dam *closed*\n\nIt rained."


def test_a_file_gives_its_text_and_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "river.txt"
    path.write_bytes(b"\xef\xbb\xbfIt rained.\r\nIt stopped.")
    article, original = read_article(path)
    assert article.text == "It rained.\r\nIt stopped."
    assert article.title == "river"
    assert original.data == path.read_bytes()
    assert (original.file_name, original.importer) == ("river.txt", "text")


@pytest.mark.parametrize(
    ("name", "importer"),
    [
        *(("a.MD", "markdown"), ("a.markdown", "markdown"), ("a.log", "text"), ("a", "text")),
        ("a.CSV", "table"),
    ],
)
def test_the_suffix_chooses_the_reader(tmp_path: Path, name: str, importer: str) -> None:
    path = tmp_path / name
    path.write_text("Dam closed\n\nIt rained.", encoding="utf-8")
    article, original = read_article(path)
    assert (article.title, original.importer) == ("Dam closed", importer)


def test_an_encoding_can_be_named_for_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Дамба".encode("koi8-r"))
    assert read_article(path, Wish("koi8-r"))[0].text == "Дамба"


def refusal(path: Path) -> tuple[Code, str]:
    with pytest.raises(ReviewError) as raised:
        read_article(path)
    return raised.value.code, raised.value.sentence


def test_refusals_say_which_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    assert refusal(path) == (Code.EMPTY, "“empty.txt”: There is no text in it.")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt")[0] is Code.MISSING
    assert refusal(tmp_path)[0] is Code.DIRECTORY
    assert refusal(tmp_path / "a\0b")[0] is Code.BAD_NAME


def test_a_device_is_no_article() -> None:
    assert refusal(Path(os.devnull))[0] is Code.NOT_REGULAR


def test_a_file_without_rights_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("It rained.", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # a mode of 000 does not stop an administrator
    assert refusal(path)[0] is Code.NO_PERMISSION


def test_a_file_that_is_too_big_for_an_article_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"a" * 101)
    monkeypatch.setattr(readers, "MOST_BYTES", 100)
    assert refusal(path)[0] is Code.TOO_BIG
    path.write_bytes(b"a" * 100)
    assert read_article(path)[0].text == "a" * 100
