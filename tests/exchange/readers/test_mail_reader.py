"""Mails of many programs: soft line ends, mails in mails, several ways to say the same."""

from email.message import EmailMessage

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange.readers import Wish, mail
from claimdesk.exchange.readers.mail import flowed, read_eml

HEAD = "From: Nina <nina@x.example>\n\n"


def message(text: str = "", page: str = "") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Nina <nina@x.example>"
    if text:
        made.set_content(text)
    if page:
        add = made.add_alternative if text else made.set_content
        add(page, subtype="html")
    return made


def read(made: EmailMessage) -> tuple[str, tuple[str, ...]]:
    article = read_eml(made.as_bytes(), Wish())
    return article.text, article.remarks


def test_a_mail_in_a_mail_comes_with_its_own_headers() -> None:
    inner = message("The level is falling.")
    inner["Subject"] = "Levels"
    inner.add_attachment(b"1", maintype="image", subtype="png", filename="a.png")
    outer = message("See below.", "<p>See below.</p>")
    outer.add_attachment(inner)
    text, remarks = read(outer)
    inside = "From: Nina <nina@x.example>\nSubject: Levels\n\nThe level is falling."
    assert text == f"{HEAD}See below.\n\n{inside}"
    assert remarks == ("Left out: attached “a.png”.",)


def test_of_several_ways_to_say_the_same_the_plainest_that_says_anything_is_taken() -> None:
    page = message("Plain.", "<p>Rich.</p>")
    [_, rich] = page.iter_parts()
    assert isinstance(rich, EmailMessage)
    rich.add_related(b"1", "image", "gif", cid="<a>")
    assert read(page) == (f"{HEAD}Plain.", ("Left out: attached “image/gif”.",))
    text, remarks = read(message(" ", "<ul><li>Rich.</li></ul>"))
    assert text == f"{HEAD}- Rich."
    assert "no plain text" in remarks[0]
    empty = message(" ", "<script>1</script>")
    with pytest.raises(ReviewError) as raised:
        read(empty)
    assert raised.value.code is Code.EMPTY


def test_soft_line_ends_are_no_line_ends() -> None:
    made = message("It rained all \nday. \n\n- one\n- two\n\n-- \nNina\n")
    made.set_param("format", "flowed")
    assert read(made)[0] == f"{HEAD}It rained all day.\n\n- one\n- two\n\n--\nNina"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a \nb", "a b"),
        ("> a \n> b\n>> c \nd", "> a b\n>> c\nd"),
        (" >a\n  b", ">a\n b"),
        ("-- \nb", "--\nb"),
        ("> \n>a", ">\n> a"),
        ("a \n\nb", "a\n\nb"),
        ("", ""),
    ],
)
def test_lines_flow_together_in_quotations_of_one_depth(raw: str, text: str) -> None:
    assert flowed(raw) == text


def test_lines_may_be_glued_without_a_blank() -> None:
    assert flowed("Дні \nпро", is_glued=True) == "Дніпро"


def test_no_more_parts_are_read_than_a_mail_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "_MOST_PARTS", 2)
    made = message("Plain.")
    made.add_attachment("More.")
    assert read(made)[0] == f"{HEAD}Plain."


@pytest.mark.parametrize("line", ["Date: Sun, 99999999999999999999 May 2031", "From: <@"])
def test_a_header_that_nobody_understands_is_read_as_it_stands(line: str) -> None:
    article = read_eml(f"Subject: Dam\n{line}\n\nIt rained.".encode(), Wish())
    assert line in article.text
    assert article.published == ""
