"""Pages set by hand: all on them once, headings not left alone, highlights where they lie."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from claimdesk.app import press as process
from claimdesk.core.positions import Positions
from claimdesk.exchange import printed
from claimdesk.exchange.printed import Block, Kind, Letters, Mark, Sheets, Style
from claimdesk.ui.article import press_emoji
from claimdesk.ui.article.press import Press
from claimdesk.ui.base.colours import LIGHT


def plain(kind: Kind, text: str, edge: str = "") -> Block:
    return Block(kind, (Letters(text),), (), edge)


def pages(blocks: Sequence[Block], place: Path, title: str = "A title") -> list[str]:
    told: list[tuple[int, int]] = []
    assert Press(Sheets(title, tuple(blocks))).write(place, lambda *step: told.append(step))
    document = pypdfium2.PdfDocument(place.read_bytes())
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert told == [(number, len(found)) for number in range(1, len(found) + 1)]
    return found


def picture(place: Path) -> QImage:
    document = pypdfium2.PdfDocument(place.read_bytes())
    bitmap = document[0].render(scale=2, rev_byteorder=True, force_bitmap_format=2)
    made = QImage(
        bytes(bitmap.buffer),
        bitmap.width,
        bitmap.height,
        bitmap.stride,
        QImage.Format.Format_RGB888,
    )
    kept = made.copy()
    document.close()
    return kept


def colours(image: QImage) -> Iterator[str]:
    for y in range(0, image.height(), 2):
        for x in range(0, image.width(), 3):
            yield image.pixelColor(x, y).name().upper()


def test_long_texts_run_over_pages_and_no_line_is_lost_or_alone(
    qapp: QApplication, tmp_path: Path
) -> None:
    words = [f"word{number}" for number in range(3000)]
    blocks = [plain(Kind.TITLE, "Everything"), plain(Kind.TEXT, " ".join(words))]
    found = pages(blocks, tmp_path / "a.pdf")
    assert len(found) > 3
    text = " ".join(found)
    assert [one for one in text.split() if one.startswith("word")] == words
    for number, page in enumerate(found, 1):
        assert f"{number} / {len(found)}" in page
        assert "A title" in page


@pytest.mark.parametrize("lines", range(1, 12))
def test_a_heading_is_never_left_alone_at_the_foot(
    qapp: QApplication, tmp_path: Path, lines: int
) -> None:
    body = "A body that follows the heading and is long enough for two lines. " * 3
    filling = [plain(Kind.NORMAL, "filling") for _ in range(36 + lines)]
    blocks = [
        *filling,
        plain(Kind.CLAIM, "HEADING", "denied"),
        plain(Kind.NORMAL, body, "denied"),
        plain(Kind.TEXT, "Short line without an end mark"),
        plain(Kind.TEXT, "What stands below it."),
    ]
    found = pages(blocks, tmp_path / "a.pdf")
    (here,) = [page for page in found if "HEADING" in page]
    assert "A body that follows" in here
    (short,) = [page for page in found if "Short line" in page]
    assert "What stands below" in short


def test_highlights_have_ground_and_lanes_in_the_colours_of_their_verdicts(
    qapp: QApplication, tmp_path: Path
) -> None:
    text = "Some words that are marked by several claims at once, and more of them in a row."
    marks = tuple(
        Mark(start, end, lane, verdict)
        for lane, (start, end, verdict) in enumerate(
            [(0, 40, "confirmed"), (5, 30, "denied"), (10, 60, "unverified"), (12, 70, "open")]
        )
    )
    letters = (Letters(text), Letters("⁠3✕≠", Style.REFERENCE, "denied"))
    block = Block(Kind.TEXT, letters, (*marks, Mark(0, 9, 9, "open", disputes=True)))
    (page,) = pages([block], tmp_path / "a.pdf")
    assert text[:20] in page.replace("\r\n", " ")
    seen = set(colours(picture(tmp_path / "a.pdf")))
    assert {LIGHT.confirmed.ink, LIGHT.confirmed.tint} & seen
    assert LIGHT.denied.strong in seen or LIGHT.denied.overlap in seen
    assert QColor(LIGHT.text).name().upper() in seen


def test_the_claims_have_an_edge_in_the_colour_of_their_verdict(
    qapp: QApplication, tmp_path: Path
) -> None:
    blocks = [plain(Kind.CLAIM, "1. Claim", "confirmed"), plain(Kind.NORMAL, "Reason", "confirmed")]
    pages(blocks, tmp_path / "a.pdf")
    assert LIGHT.confirmed.ink in set(colours(picture(tmp_path / "a.pdf")))


def test_words_from_the_right_links_emoji_and_ligatures_are_found(
    qapp: QApplication, tmp_path: Path
) -> None:
    blocks = [
        Block(Kind.TEXT, (Letters("שלום עולם, זה טקסט"),), (Mark(0, 4, 0, "denied"),)),
        Block(
            Kind.FACT,
            (Letters("Address: "), Letters("a page", Style.LINK, "", "https://a.example/")),
        ),
        Block(
            Kind.ITEM, (Letters("? ", Style.VERDICT, "unverified"), Letters("Who", Style.STRONG))
        ),
        plain(Kind.TEXT, "👩‍👩‍👧 the final office 🇺🇦"),
        plain(Kind.NORMAL, "x" * 400),
        plain(Kind.NORMAL, "two\nlines"),
        plain(Kind.PART, ""),
    ]
    (page,) = pages(blocks, tmp_path / "a.pdf")
    assert "the final office" in page
    assert "עולם" in page or "םלוע" in page
    assert b"https://a.example/" in (tmp_path / "a.pdf").read_bytes()


def test_a_block_higher_than_a_page_goes_on_and_on(qapp: QApplication, tmp_path: Path) -> None:
    found = pages([plain(Kind.TITLE, "Very long title " * 400)], tmp_path / "a.pdf")
    assert len(found) > 1


@pytest.mark.qt_log_ignore("Returned false")
def test_the_process_prints_and_says_so_and_fails_by_its_status(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "blocks.json"
    printed.write(source, "T", [plain(Kind.TITLE, "T")])
    assert process.main(source, tmp_path / "out.pdf") == 0
    assert capsys.readouterr().out == "1 1\n"
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert process.main(source, tmp_path / "nowhere" / "out.pdf") == 1


def test_emoji_are_one_picture_each_however_often_they_stand_there(
    qapp: QApplication, tmp_path: Path
) -> None:
    words = "word \U0001f6a8 word \U0001f44d\U0001f3fd, 1\ufe0f\u20e3 "
    mark = Mark(5, 6, 0, "denied")
    blocks = [Block(Kind.TEXT, (Letters(words * 40),), (mark,)), plain(Kind.TITLE, words)]
    found = pages(blocks, tmp_path / "a.pdf")
    assert " ".join(found).count("word") == 82
    data = (tmp_path / "a.pdf").read_bytes()
    assert data.count(b"/Subtype /Image") == 3 * 2  # letters and what shines through
    shown = set(colours(picture(tmp_path / "a.pdf")))
    assert LIGHT.denied.tint.upper() in shown


def test_room_for_emoji_is_as_long_as_they_were() -> None:
    text = "a\U0001f6a8b\u2600\ufe0f\U0001f1fa\U0001f1e6c"
    there = press_emoji.found(text, Positions(text))
    assert [one.text for one in there] == ["\U0001f6a8", "\u2600\ufe0f", "\U0001f1fa\U0001f1e6"]
    blanked = press_emoji.blanked(text, there)
    assert [len(one.encode("utf-16-le")) for one in (text, blanked)] == [26 - 2 * 2] * 2
    assert blanked.replace("\u200b", "") == "a\u00a0b\u00a0\u00a0c"
    assert press_emoji.found("\u2713 \u2715", Positions("\u2713 \u2715")) == []
