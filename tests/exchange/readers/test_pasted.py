"""What was copied in a browser becomes text at once."""

from claimdesk.exchange.readers import pasted
from claimdesk.exchange.readers.pasted import read_pasted

PAGE = """<html lang="en"><head><meta charset="utf-8"><title>Rain</title>
<link rel="canonical" href="https://paper.example/rain"></head><body><!--StartFragment-->
<h1>Rain</h1><p>It fell \U0001f327 on</p><ul><li>the town</li><li>the river</li></ul>
<table><tr><td>Monday</td><td>3 mm</td></tr></table><script>alert(1)</script></body></html>"""


def test_lists_and_tables_are_kept_and_the_page_says_where_it_is_from() -> None:
    read = read_pasted(PAGE)
    assert read is not None
    assert (read.title, read.url, read.language) == ("Rain", "https://paper.example/rain", "en")
    assert read.text.startswith("Rain\n\nIt fell \U0001f327 on\n\n- the town\n- the river")
    assert "Monday | 3 mm" in read.text
    assert "alert" not in read.text
    assert read.media_type == "text/html"
    assert len(read.remarks) == 1


def test_a_piece_of_a_page_is_enough() -> None:
    read = read_pasted("<p>One.</p><p>Two.</p>")
    assert read is not None
    assert read.text == "One.\n\nTwo."


def test_a_page_without_text_and_one_too_long_are_left_to_the_plain_text() -> None:
    assert read_pasted("  ") is None
    assert read_pasted("<img src=x>") is None
    assert read_pasted("<p>" + "x" * pasted.MOST_CHARACTERS) is None


def test_the_only_heading_of_the_first_level_is_the_title() -> None:
    page = "<p>The Paper</p><h1 class='x'>Dam <a href='/'>closed</a>\n again</h1><p>It rained.</p>"
    article = read_pasted(page)
    assert article is not None
    assert article.title == "Dam closed again"
    several = read_pasted(f"{page}<h1>Related</h1>")
    assert several is not None
    assert several.title == ""
