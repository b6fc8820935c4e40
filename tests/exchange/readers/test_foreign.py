"""What other programs write is read as a person would read it."""

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from claimdesk.core.model import ReadArticle
from claimdesk.exchange import intake, readers

FOLDER = Path(__file__).parents[2] / "data" / "foreign"
KINDS = {suffix for kind in readers.KINDS for suffix in kind.suffixes}
PLACES = [*FOLDER.glob("*.*"), FOLDER / "complete" / "Barges.html"]
PATHS = {path.name: path for path in sorted(PLACES) if path.suffix in KINDS - {".md", ".txt"}}
SHORT = {path.name: path for path in sorted((FOLDER / "short").iterdir()) if path.suffix != ".md"}
FILES = list(PATHS)
PAGES = ("Barges.html", "chromium-dom.html", "chromium.mhtml", "page.html", "singlefile.html")
LEAD = (
    "Forty-one barges have been waiting below the lock at Aldersund since Friday, the river "
    "authority said on Tuesday. The Lenn stood at 94 centimetres, the lowest level since "
    "measurements began in 1921, and it is expected to fall further in the coming week."
)

Read = Callable[[str], ReadArticle]


@pytest.fixture(scope="module")
def read() -> Iterator[Read]:
    """Read files by their names, each once and all in one process."""
    with readers.ArticleReader() as reader:
        yield cache(lambda name: reader.read((PATHS | SHORT)[name])[0])


@pytest.mark.parametrize("name", FILES)
def test_headings_and_paragraphs_stand_by_themselves(read: Read, name: str) -> None:
    article = read(name)
    lines = article.text.split("\n")
    headings = ["Barges stranded as the Lenn falls to its lowest level", "What the authority says"]
    places = [lines.index(line) for line in (*headings, "The figures")]
    assert places == sorted(places)
    assert places[0] < lines.index(LEAD) < places[1]
    for words in ("€1.2 million – a figure", "🚨", "😡", "@lennwatch", "Дніпро", "Åse Čapek"):
        assert words in article.text
    assert "no replacement was found." in article.text


FLAT = ("calibre.epub", "calibre.rtf", "chromium.pdf", "libreoffice.epub")
"""What these programs write has no lists any more, or no table, or one without its head."""


@pytest.mark.parametrize("name", [name for name in FILES if name not in FLAT])
def test_lists_and_tables_keep_together(read: Read, name: str) -> None:
    text = read(name).text
    assert "Day | Level | Barges\n31 October | 112 cm | 17\n2 November | 99 cm | 33" in text
    dot, gap = ("• ", "\n\n") if name.endswith(".pdf") else ("- ", "\n")
    assert f"{dot}the lock keeper was ill for two days,{gap}{dot}no replacement" in text
    assert f"1. First, the upper basin is filled.{gap}2. Then the long-distance" in text


@pytest.mark.parametrize("name", [name for name in FILES if "calibre" not in name])
def test_notes_stand_at_the_end_and_are_told(read: Read, name: str) -> None:
    article = read(name)
    assert "The union’s own estimate is €2 million." in article.text.split("filed a complaint.")[1]
    if not name.endswith(".epub") and name != "chromium.pdf":
        assert "Footnotes and endnotes stand at the end: 2." in article.remarks


@pytest.mark.parametrize("name", PAGES)
def test_of_a_page_the_article_is_read_with_its_post_and_caption(read: Read, name: str) -> None:
    article = read(name)
    assert "\n\nThe lock at Aldersund on Tuesday morning. Photo: Åse Čapek\n\n" in article.text
    family, scotland = (
        "👨\u200d👩\u200d👧",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    )
    post = (
        f"🚨 They KNEW. The lock stood open all night, nobody on duty! 😡 #Lenn {scotland} {family}"
    )
    assert f"{post}\n\n— Lenn Watch (@lennwatch) November 2, 2025\n\n" in article.text
    for words in ("cookies", "Weather", "Read also", "Comments", "not believe", "Terms"):
        assert words not in article.text
    assert article.text.endswith("€2 million.\n\n[2] Reported by radio on 3 November.")
    assert (article.author, article.publisher) == ("Ida Holm", "The Lenn Courier")
    assert (article.published, article.language) == ("2025-11-04", "en")


def test_the_folder_beside_a_page_is_no_article() -> None:
    assert [path.name for path in intake.files_in([FOLDER / "complete"]).files] == ["Barges.html"]


def test_every_page_gives_the_same_text(read: Read) -> None:
    assert len({read(name).text for name in PAGES}) == 1


@pytest.mark.parametrize("name", ["pandoc-tracked.docx", "libreoffice-tracked.odt"])
def test_what_was_inserted_is_read_and_what_was_deleted_or_remarked_is_not(
    read: Read, name: str
) -> None:
    article = read(name)
    assert "The lock was opened too early, the union says.[1] It denies everything." in article.text
    assert "nobody should read" not in article.text
    assert "Day | Level\n31 October | 112 cm" in article.text
    assert "1. First" in article.text
    assert "2. Second\n\n[1] A note with two" in article.text


MAIL_HEAD = (
    "From: Åse Čapek <ase@courier.example>\nTo: desk@courier.example\n"
    "Date: Tue, 04 Nov 2025 18:20:00 +0100\nSubject: Barges stranded – “far too low”"
)
POST = "🚨 They KNEW. The lock stood open all night, nobody on duty! 😡"
BARGES = "Forty-one barges have been waiting below the lock at Aldersund since Friday, the river"


def test_a_mail_of_python_with_another_inside(read: Read) -> None:
    article = read("python.eml")
    assert article.text == (
        f"{MAIL_HEAD} 🚢\n\n{BARGES} authority said on Tuesday.\n\n> {POST}\n\n"
        "- no replacement was found.\n\nFrom: Jonas Brekke <jonas@harbour.example>\n"
        "Date: Mon, 03 Nov 2025 08:00:00 +0100\nSubject: The levels\n\n"
        "The Lenn stood at 94 centimetres. Дніпро."
    )
    assert article.remarks == (
        "Left out: attached “image/png”.",
        "Left out: attached “levels.csv”.",
    )


def test_a_mail_of_thunderbird_has_soft_line_ends(read: Read) -> None:
    article = read("thunderbird.eml")
    assert article.text == (
        f"{MAIL_HEAD}\n\n{BARGES} authority said on Tuesday. The Lenn stood at 94 centimetres.\n\n"
        "On 03/11/2025 08:00, Jonas Brekke wrote:\n> “We have never had so many ships at one "
        f"place. There’s no room for a single one more.”\n>\n>> {POST}\n>From here on it falls.\n\n"
        "- the level was forecast on 24 October,\n- no replacement was found.\n\n--\nÅse Čapek"
    )
    assert article.remarks == ()


def test_a_mail_of_outlook_is_nested(read: Read) -> None:
    article = read("outlook.eml")
    assert article.title == "RE: Barges – “far too low”"
    assert "€1.2 million – a figure the union calls “far too low”." in article.text
    assert article.remarks == (
        "Left out: attached “image001.png”.",
        "Left out: attached “winmail.dat”.",
    )


@pytest.mark.parametrize("name", ["ffmpeg.vtt", "ffmpeg.srt"])
def test_subtitles_of_ffmpeg(read: Read, name: str) -> None:
    article = read(name)
    assert article.text == (
        "Forty-one barges have been waiting below the lock at Aldersund.\n"
        "“Far too low”, she said. 🚨\n- Дніпро?\n- No."
    )
    assert len(article.remarks) == 5


def test_all_are_listed_with_what_was_said_of_them(read: Read) -> None:
    """The list is for people to read; ``CLAIMDESK_LIST=1`` writes it anew."""
    said = "\n".join(entry(path, read(path.name)) for path in (PATHS | SHORT).values())
    place = FOLDER / "LISTING.txt"
    if os.environ.get("CLAIMDESK_LIST"):
        place.write_text(said, encoding="utf-8")
    assert said == place.read_text(encoding="utf-8")


def entry(path: Path, article: ReadArticle) -> str:
    """Return what a person is told of a file that was read."""
    facts = (article.title, article.author, article.publisher, article.published, article.url)
    lines = (" | ".join(one for one in facts if one), *article.remarks)
    name = path.relative_to(FOLDER).as_posix()
    return f"{name}: {len(article.text)} characters\n" + "".join(f"    {one}\n" for one in lines)
