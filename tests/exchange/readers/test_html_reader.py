"""Web pages as browsers save them: the article, what it says of itself, what was left out."""

from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers import Wish, read_article
from claimdesk.exchange.readers.extraction import extract
from claimdesk.exchange.readers.html import read_html
from claimdesk.exchange.readers.markup import text_of
from claimdesk.exchange.readers.metadata import metadata

HEAD = (
    '<meta charset="utf-8"><title>Dam closed - The Daily</title>'
    '<meta property="og:site_name" content="The Daily"><meta name="author" content="Nina Marsh">'
    '<meta property="article:published_time" content="2031-05-04T10:00:00+02:00">'
    '<link rel="canonical" href="https://news.example/dam">'
)
BODY = """<nav><a href="/">Home</a> <a href="/s">Sport</a></nav><article><h1>Dam closed</h1>
<p>The dam above the town was closed on Sunday after heavy rain, the water board said.</p>
{inside}
<p>Nobody was hurt, and the road stays open for the night, said the mayor, who visited.</p>
<p>The board will meet again on Tuesday to decide whether to open the gates.</p></article>
<footer>Cookie policy and terms</footer>"""
POST = "We have closed all the gates, and nobody is in danger tonight."
EMBEDS = {
    "twitter": f'<blockquote class="twitter-tweet"><p lang="en">{POST}</p>&mdash; Board'
    ' <a href="https://twitter.example/1">May 4</a></blockquote><script async></script>',
    "instagram": f'<div class="embed social"><blockquote class="instagram-media"><div>'
    f'<a href="https://i.example/p">View</a><p>{POST}</p></div></blockquote></div>',
    "facebook": f'<div class="fb-post"><blockquote class="fb-xfbml-parse-ignore"><p>{POST}</p>'
    "</blockquote></div>",
    "mastodon": f'<blockquote class="mastodon-embed"><div><div>{POST}</div></div></blockquote>',
    "tiktok": f'<blockquote class="tiktok-embed"><section><p>{POST}</p></section></blockquote>',
    "quotation": f"<blockquote><p>{POST}</p></blockquote>",
}


def page(inside: str = "", head: str = HEAD, before: str = "") -> str:
    body = BODY.replace("{inside}", inside)
    return f'<!DOCTYPE html>{before}<html lang="en"><head>{head}</head><body>{body}</body></html>'


def read(source: str, whole_page: bool = False) -> ReadArticle:
    return read_html(source.encode(), Wish(whole_page=whole_page))


def test_the_article_comes_with_what_the_page_says_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "Dam closed.html"
    path.write_text(page(), encoding="utf-8")
    article, original = read_article(path)
    assert article.text.startswith("Dam closed\n\nThe dam above")
    assert "Sport" not in article.text
    assert "Cookie" not in article.text
    assert (article.title, article.author) == ("Dam closed - The Daily", "Nina Marsh")
    assert (article.publisher, article.published) == ("The Daily", "2031-05-04")
    assert (article.url, article.language) == ("https://news.example/dam", "en")
    assert article.media_type == "text/html"
    assert article.remarks[0].startswith("Left out: what does not look like the article")
    assert (original.data, original.importer) == (path.read_bytes(), "html")


def test_the_whole_page_is_there_if_it_is_wished() -> None:
    article = read(page(EMBEDS["twitter"]), whole_page=True)
    assert "Home Sport" in article.text
    assert "Cookie policy" in article.text
    assert POST in article.text
    assert "whole page" in article.remarks[0]


@pytest.mark.parametrize("embed", EMBEDS)
def test_embedded_posts_and_quotations_survive(embed: str) -> None:
    article = read(page(EMBEDS[embed]))
    assert article.text.count(POST) == 1
    assert article.text.index("The dam above") < article.text.index(POST)
    assert article.text.index(POST) < article.text.index("Nobody was hurt")
    assert not any("posts left out" in remark for remark in article.remarks)


def test_lists_and_tables_keep_their_rows_together() -> None:
    table = "<table><tr><th>Year</th><th>Level</th></tr><tr><td>2030</td><td>4.1</td></tr></table>"
    article = read(page(f"<ul><li>First item</li><li>Second item</li></ul>{table}"))
    assert "- First item\n- Second item\n\n" in article.text
    assert "Year | Level\n2030 | 4.1\n\n" in article.text


@pytest.mark.parametrize(
    "words",
    [
        "a family 👨\u200d👩\u200d👧 and the flags 🇺🇦 🏴\U000e0067\U000e0062\U000e0065\U000e007f",
        "می\u200cخواهم and a right-to-left\u200f mark, a soft\u00adhyphen, a zero\u200bwidth",
        "the 10\u202f000 of “the ‘nested “quotation” in’ it”",
        "𒀀 is older than 𒀁",
    ],
    ids=["emoji", "joiners", "quotations", "cuneiform"],
)
def test_every_letter_of_the_article_is_the_one_on_the_page(words: str) -> None:
    article = read(page(f"<p>The word of the day was {words}, said the mayor, who visited.</p>"))
    assert f"The word of the day was {words}, said" in article.text


def test_abbreviations_and_small_print_break_no_sentence() -> None:
    inside = (
        "<p>The <abbr title='x'>NATO</abbr> and <time>today</time> H<sub>2</sub>O, <span>so</span> "
        "<mark>it</mark> <small>goes</small>.</p>"
    )
    assert "\n\nThe NATO and today H2O, so it goes.\n\n" in read(page(inside)).text


def test_paragraphs_apart_by_breaks_and_empty_lines_of_code_are_of_one_piece() -> None:
    inside = (
        "<p>It rained all day, said the board.<br><br>Then it did not rain.<br>Nobody was hurt.</p>"
        "<pre>one\n\ntwo</pre>"
    )
    assert (
        "\n\nIt rained all day, said the board.\n\nThen it did not rain.\nNobody was hurt.\n\n"
        "one\n\ntwo\n\n"
    ) in read(page(inside)).text


def test_captions_of_pictures_stay() -> None:
    caption = "The closed gates on Sunday morning, seen from the bridge. Photo: Nina Marsh"
    figure = f'<figure class="image"><img src="a.png"><figcaption>{caption}</figcaption></figure>'
    article = read(page(figure))
    assert f"\n\n{caption}\n\n" in article.text
    assert len(article.remarks) == 1


def test_what_a_browser_hides_is_not_read_and_hides_nothing_else() -> None:
    inside = (
        "<p><span hidden>Not this.</span> <b style='display:none'>Nor this.</b>But that one.</p>"
    )
    text = read(page(inside)).text
    assert "\n\nBut that one.\n\n" in text
    assert "this." not in text


def test_headings_stay_with_what_follows_them() -> None:
    parts = "<h2><a id='x'></a>What we know</h2><p>The level is falling, said the board.</p>"
    text = read(page(parts) + "<h2>Related</h2><p><a href='/'>Other</a></p>").text
    assert "\n\nWhat we know\n\nThe level is falling" in text
    assert "Related" not in text


def test_labels_of_lists_that_a_program_wrote_are_not_doubled() -> None:
    lists = (
        "<ul><li><p><span>••</span>First item of it</p></li></ul>"
        "<ol><li><p><span>1.</span>Second item</p></li><li>2. Third item</li></ol>"
    )
    assert "- First item of it\n\n1. Second item\n2. Third item\n\n" in read(page(lists)).text


def test_a_page_in_xml_has_elements_without_content() -> None:
    source = '<?xml version="1.0"?>' + page(
        "<h2><a id='x'/><span/>What we know</h2><?a b?><p>Much.</p>"
    )
    assert "\n\nWhat we know\n\nMuch.\n\n" in read(source).text


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0030)https://news.example/dam?x=1 -->",
        "<!--\n Page saved with SingleFile \n url: https://news.example/dam?x=1 \n date: x\n-->",
    ],
)
def test_the_address_a_page_was_saved_from_is_found(comment: str) -> None:
    assert read(page(head="", before=comment)).url == "https://news.example/dam?x=1"
    assert read(page(before=comment)).url == "https://news.example/dam"
    other = HEAD.replace("news.example", "elsewhere.example")
    assert read(page(head=other, before=comment)).url == "https://news.example/dam?x=1"


def test_pictures_inside_a_single_file_are_passed_over() -> None:
    article = read(page(f'<img src="data:image/png;base64,{"QUJD" * 300_000}">'))
    assert "QUJD" not in article.text
    assert "The dam above" in article.text


def test_structured_data_comes_before_loose_facts() -> None:
    data = (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": '
        '["NewsArticle"], "headline": "Closed", "author": [{"name": "A"}, {"name": "B"}, 3], '
        '"publisher": {"name": "P"}, "datePublished": "2031-05-06T01:00Z"}]}</script>'
    )
    broken = '<script type="application/ld+json">{"@type": </script><script>1</script>'
    found = metadata(f"<title>T</title>{broken}{data}")
    assert (found.title, found.author) == ("Closed", "A, B")
    assert (found.publisher, found.published) == ("P", "2031-05-06")
    assert metadata(f"<title>T</title>{broken}").title == "T"


def test_what_is_no_name_and_no_address_is_not_taken() -> None:
    found = metadata(
        '<html><meta name="author" content="https://x.example/nina"><meta name="date" '
        'content="yesterday"><link rel="canonical" href="/dam"><meta property="og:url" '
        'content="javascript:1"><meta property="og:locale" content="pl_PL">'
    )
    assert (found.author, found.published, found.url, found.language) == ("", "", "", "pl-PL")


@pytest.mark.parametrize(
    ("encoding", "said", "wished"),
    [
        ("cp1251", "windows-1251", None),
        ("cp1252", "iso-8859-1", None),
        ("utf-8", "klingon", None),
        ("cp1252", "ascii", None),
        ("utf-16", "", None),
        ("koi8-r", "utf-8", "koi8-r"),
    ],
)
def test_the_encoding_is_the_one_named_or_said_or_found(
    encoding: str, said: str, wished: str | None
) -> None:
    word = "Дамба" if encoding != "cp1252" else "“Café”"
    source = page(
        f"<p>{word} {word} was the word on everybody's lips.</p>", f"<meta charset={said}>"
    )
    assert word in read_html(source.encode(encoding), Wish(encoding=wished)).text


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(ReviewError) as raised:
        read("<html><head><title>App</title></head><body><script>run()</script></body></html>")
    assert raised.value.code is Code.EMPTY


def test_a_page_without_an_article_is_read_whole() -> None:
    article = read("<html><body><footer><a href=/>Hi</a></footer></body></html>")
    assert article.text == "Hi"
    assert article.remarks == ("No article was recognised; the whole page was read.",)


def test_a_post_that_is_left_out_is_told() -> None:
    blanks = "<p>" + "It rained on the town, and it rained on the river. " * 9 + "</p>"
    aside = f"<div class='sidebar related'><blockquote>{POST}</blockquote>{blanks * 3}</div>"
    short = "<blockquote>Short.</blockquote>"
    article = read(page(f"{short}<footer>{aside}</footer>"))
    assert POST not in article.text
    assert "posts or captions left out: 1" in article.remarks[-1]


def test_nothing_foreign_is_fetched_and_no_entity_is_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    source = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">'
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        f'<html><link rel="stylesheet" href="http://127.0.0.1:9/x.css">'
        f'<body><article><p>&x; &b; It rained on the town.</p><iframe src="{secret.as_uri()}">'
        "</iframe></article></body></html>"
    )
    path = tmp_path / "a.html"
    path.write_text(source)
    article, _ = read_article(path)
    assert "It rained" in article.text
    assert "SECRET" not in article.text
    assert "aaaaaaaaaa" not in article.text


def test_deep_nesting_is_read_or_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<html><body>" + "<div>" * 200_000 + "Deep down.", encoding="utf-8")
    try:
        said = read_article(path)[0].text
    except ReviewError as error:
        said = error.sentence
    assert "Deep down." in said or said.startswith("“deep.html”: ")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One <b>two</b>\n three<br>four</p><p>Five</p>", "One two three\nfour\n\nFive"),
        ("<ol><li><p>a</p><li>b</ol><ul><li>c</ul>", "1. a\n2. b\n\n- c"),
        ("<li>alone</li></ol></pre>", "- alone"),
        ("<pre>a\n  b</pre> c", "a\nb\n\nc"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a | b\nc"),
        ("a<span hidden>no<span>no</span></span>b<i style='display: none'>no</i>c", "abc"),
        ("<script>1</script><svg><br/><text>no</text></svg>x</svg>", "x"),
        ("<template>no<template>no</template>no</template>yes<script/>", "yes"),
        ("x" + "<ul>" * 100 + "<li>y", "x\n\n- y"),
    ],
)
def test_blocks_become_paragraphs(source: str, text: str) -> None:
    assert text_of(source) == text


def test_characters_that_no_tree_takes_are_shown_as_damaged() -> None:
    text = read(page("<p>It rained\x0b on the &#xffff; town,\x02 said the water board.</p>")).text
    assert "said the water board." in text
    assert "on the \ufffd town" in text


def test_there_is_no_article_where_there_is_no_element() -> None:
    assert extract("<!-- a -->").text == ""
