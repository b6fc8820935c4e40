"""What other programs write is read as a person would read it."""

from pathlib import Path

import pytest

from claimdesk.exchange.readers import read_article

FOLDER = Path(__file__).parents[2] / "data" / "foreign"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix not in (".md", ".csv"))
LEAD = (
    "Forty-one barges have been waiting below the lock at Aldersund since Friday, the river "
    "authority said on Tuesday. The Lenn stood at 94 centimetres, the lowest level since "
    "measurements began in 1921, and it is expected to fall further in the coming week."
)


@pytest.mark.parametrize("name", FILES)
def test_headings_and_paragraphs_stand_by_themselves(name: str) -> None:
    article, _ = read_article(FOLDER / name)
    lines = article.text.split("\n")
    headings = ["Barges stranded as the Lenn falls to its lowest level", "What the authority says"]
    places = [lines.index(line) for line in (*headings, "The figures")]
    assert places == sorted(places)
    assert places[0] < lines.index(LEAD) < places[1]
    for words in ("€1.2 million – a figure", "🚨", "😡", "@lennwatch", "Дніпро", "Åse Čapek"):
        assert words in article.text
    assert "no replacement was found." in article.text


FLAT = ("calibre.rtf", "libreoffice.epub")
"""What these programs write has no lists any more, and a table without its head or none."""


@pytest.mark.parametrize("name", [name for name in FILES if name not in FLAT])
def test_lists_and_tables_keep_together(name: str) -> None:
    text = read_article(FOLDER / name)[0].text
    assert "Day | Level | Barges\n31 October | 112 cm | 17\n2 November | 99 cm | 33" in text
    dot, gap = ("• ", "\n\n") if name.endswith(".pdf") else ("- ", "\n")
    assert f"{dot}the lock keeper was ill for two days,{gap}{dot}no replacement" in text
    assert f"1. First, the upper basin is filled.{gap}2. Then the long-distance" in text


@pytest.mark.parametrize("name", [name for name in FILES if "calibre" not in name])
def test_notes_stand_at_the_end_and_are_told(name: str) -> None:
    article = read_article(FOLDER / name)[0]
    assert "The union’s own estimate is €2 million." in article.text.split("filed a complaint.")[1]
    if not name.endswith(".epub"):
        assert "Footnotes and endnotes stand at the end: 2." in article.remarks
