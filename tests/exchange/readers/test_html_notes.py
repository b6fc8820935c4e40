"""Footnotes of web pages come with the article, wherever they stand on the page."""

import pytest

from claimdesk.exchange.readers import Wish
from claimdesk.exchange.readers.html import read_html

FILLER = (
    "<p>The dam above the town was closed on Sunday after heavy rain, the water board said.</p>"
    "<p>The loss is put at two million{mark}, a figure that the union calls far too low.</p>"
    "<p>Nobody was hurt, and the road stays open for the night, said the mayor, who visited.</p>"
)
MARKS = {
    "pandoc": '<a href="#fn1" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
    "libreoffice": '<span title="Footnote"><a href="#ftn1" id="body_ftn1">1</a></span>',
    "word": '<a href="#_ftn1" name="_ftnref1" title=""><span><span>[1]</span></span></a>',
    "wikipedia": '<sup id="cite_ref-1"><a href="https://w.example/a#cite_note-1">[1]</a></sup>',
    "substack": '<a id="footnote-anchor-1" href="#footnote-1">1</a>',
}
NOTES = {
    "pandoc": """<section id="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>The estimate of
        <em>the union</em>.<a href="#fnref1" role="doc-backlink">↩︎</a></p></li></ol></section>""",
    "libreoffice": """<p class="Footnote"><span><a id="ftn1" href="#body_ftn1">1</a></span> The
        estimate of the union.</p>""",
    "word": """<div><br><hr><div id="ftn1"><p class="MsoFootnoteText"><a href="#_ftnref1"
        name="_ftn1" title=""><span>[1]</span></a> The estimate of the union.</p></div></div>""",
    "wikipedia": """<ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b>
        <a href="#cite_ref-1">^</a></b></span> <span>The estimate of the union.</span></li></ol>""",
    "substack": """<div class="footnote"><a id="footnote-1" href="#footnote-anchor-1">1</a>
        <div class="footnote-content"><p>The estimate of the union.</p></div></div>""",
}


def page(mark: str, notes: str, before: str = "") -> bytes:
    article = f"<article><h1>Dam closed</h1>{FILLER.format(mark=mark)}</article>"
    return f"<!DOCTYPE html><html><body>{before}{article}{notes}</body></html>".encode()


@pytest.mark.parametrize("program", MARKS)
def test_a_note_outside_the_article_comes_with_it(program: str) -> None:
    article = read_html(page(MARKS[program], NOTES[program]), Wish())
    assert "at two million[1], a figure" in article.text
    assert article.text.endswith("who visited.\n\n[1] The estimate of the union.")
    assert article.remarks[-1] == "Footnotes and endnotes stand at the end: 1."


def test_a_note_may_be_referred_to_twice_and_keeps_its_mark() -> None:
    marks = '<sup id="a"><a href="#n">[12]</a></sup> and <sup id="b"><a href="#n">[12]</a></sup>'
    note = '<ul><li id="n">^ <a href="#a">a</a> <a href="#b">b</a> Radio.</li></ul>tail'
    article = read_html(page(marks, note), Wish())
    assert "million[12] and [12], a" in article.text
    assert article.text.endswith("\n\n[12] Radio.")
    assert article.text.count("Radio") == 1


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ('<a href="#n">1</a>', '<p id="n">No way back.</p>'),
        ('<a href="#n">1</a>', '<p id="n">No <a href="#gone">way</a> back.</p>'),
        ('<a href="#n">more here</a>', '<p id="n"><a href="#r">x</a></p>'),
        ('<a id="r" href="#n">1</a>', '<div id="n"><h2>Chapter</h2><a href="#r">up</a></div>'),
        ('<a id="r" href="#n">1</a>', f'<div id="n"><a href="#r">x</a>{"<i>x</i>" * 400}</div>'),
        ('<a id="r" href="#gone">1</a>', ""),
        ('<a id="r" href="#n">1</a>', '<b id="n"><a href="#r">up</a></b>'),
        ('<i id="n"><a href="#n">1</a></i>', '<p><a href="#x">x</a></p>'),
    ],
)
def test_other_links_on_the_page_lead_to_no_note(mark: str, note: str) -> None:
    article = read_html(page(mark, note), Wish())
    assert not any("Footnotes" in remark for remark in article.remarks)
    assert "[1]" not in article.text


def test_notes_of_what_is_left_out_are_left_out() -> None:
    marked = '<nav><a href="/">Home</a> <a id="r9" href="#n9">9</a></nav>'
    notes = f'{NOTES["pandoc"]}<p id="n9">Of the menu. <a href="#r9">up</a></p>'
    article = read_html(page(MARKS["pandoc"], notes, marked), Wish())
    assert "Of the menu" not in article.text
    assert article.remarks[-1].endswith(": 1.")


def test_no_more_notes_are_taken_than_a_person_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimdesk.exchange.readers.html_notes._MOST_NOTES", 1)
    marks = '<a id="r1" href="#n1">1</a> <a id="r2" href="#n2">2</a>'
    notes = '<p id="n1">One<a href="#r1">x</a></p><p id="n2">Two<a href="#r2">x</a></p>'
    assert read_html(page(marks, notes), Wish()).remarks[-1].endswith(": 1.")
