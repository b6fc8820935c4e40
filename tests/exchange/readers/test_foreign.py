"""What other programs write is read as a person would read it."""

from pathlib import Path

import pytest

from claimdesk.exchange.readers import read_article

FOLDER = Path(__file__).parents[2] / "data" / "foreign"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".md")
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


@pytest.mark.parametrize(
    "name", ["pandoc.html", "pandoc.epub", "pandoc.docx", "pandoc.odt", "libreoffice.docx"]
)
def test_lists_and_tables_keep_together(name: str) -> None:
    text = read_article(FOLDER / name)[0].text
    assert "31 October | 112 cm | 17" in text
    assert "1. First, the upper basin is filled.\n2. Then the long-distance" in text
    assert "- the lock keeper was ill for two days,\n- no replacement" in text
