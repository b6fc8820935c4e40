"""Every character and any mixture of them: positions are exact, carets stand between graphemes."""

import random
from collections.abc import Iterable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest

from claimdesk.core.positions import Positions
from claimdesk.core.text import grapheme_floor, next_grapheme, normalise
from claimdesk.ui.article.view import ArticleView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "OpenType support missing")

BMP = range(0x10000)
ASTRAL = range(0x10000, 0x110000)
BATCH = 0x1000
PIECES = (
    *("a", "Zz ", "fi", "\t", "1", " ", " ", "\u00a0", "\u00ad", "漢", "かが", "각", "각", "é"),
    *("e\u0301", "o\u0308\u0323", "\u0301", "\u200b", "\u200c", "\u200d", "\u2060", "\ufe0f"),
    *("🚨", "😂", "𝔸", "👍🏽", "🏽", "❤️", "❤", "©", "™", "☎️", "🏳️‍🌈", "👩🏾‍🚒"),
    *("👨‍👩‍👧‍👦", "👨‍", "‍👧", "🇺🇸", "🇫🇮", "🇺", "🇦", "🚨🇺🇸", "👍🇫🇮🇪🇪"),
    *("1️⃣", "#️⃣", "*\u20e3", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"),
    *("🏴\U000e0067", "قال", "الرئيس ", "بَعْد", "لا", "\u0640", "۱۲", "שלום", "שָׁל", " עולם"),
    *("สวัสดี", "น้ำ", "กำ", "हिन्दी", "क्षि", "र्क", "क्", "தமிழ்", "বাংলা", "ខ្មែរ", "မင်္ဂလာ", "བོད"),
    *(
        "\u2066",
        "\u2069",
        "\u200f",
        "\u200e",
        "\u202b",
        "\u202c",
        "\u0600",
        "\u06dd",
        "\ufffc",
        "\ufffd",
    ),
)


def mixtures(seed: int, count: int, most: int = 12) -> list[str]:
    """Return random paragraphs of all kinds of pieces."""
    hand = random.Random(seed)
    return [
        normalise("".join(hand.choice(PIECES) for _ in range(hand.randint(1, most))))
        for _ in range(count)
    ]


def around(letter: str) -> Iterator[str]:
    """Yield texts with a character at the start, in the middle and at the end."""
    for text in (f"{letter}ab", f"a{letter}b", f"ab{letter}", letter):
        yield normalise(text)


def boundaries(text: str) -> list[int]:
    """Return the places between the graphemes of a text."""
    places = [0]
    while places[-1] < len(text):
        places.append(next_grapheme(text, places[-1]))
    return places


def check_positions(document: QTextDocument, text: str) -> None:
    """The document has the paragraphs of the text, unchanged, where the positions say."""
    positions, paragraphs = Positions(text), text.split("\n")
    assert document.characterCount() - 1 == positions.utf16_length
    assert document.blockCount() == len(paragraphs)
    block, index = document.begin(), 0
    for paragraph in paragraphs:
        assert block.text() == paragraph, ascii(paragraph)
        assert block.position() == positions.to_utf16(index), ascii(paragraph)
        assert positions.to_code_point(block.position()) == index
        index += len(paragraph) + 1
        block = block.next()
    for place in range(len(text) + 1):
        assert positions.to_code_point(positions.to_utf16(place)) == place


def check_carets(view: ArticleView, text: str, units: Iterable[int]) -> None:
    """Wherever the document's cursor is put, it ends between graphemes, outward if it selects."""
    positions = Positions(text)
    previous = 0
    for unit in units:
        cursor = QTextCursor(view.document())
        cursor.setPosition(previous)
        cursor.setPosition(unit, QTextCursor.MoveMode.KeepAnchor)
        view.setTextCursor(cursor)
        start, end = view.selection()
        low, high = sorted((previous, unit))
        assert start == grapheme_floor(text, positions.to_code_point(low))
        assert grapheme_floor(text, end) == end
        assert positions.to_utf16(end) >= high
        shown = view.textCursor()
        assert shown.selectionStart() == positions.to_utf16(start)
        assert shown.selectionEnd() == positions.to_utf16(end)
        previous = unit


def press(view: ArticleView, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(view, key, modifier)


def test_every_character_of_the_first_plane_keeps_its_place_in_a_text_of_its_own() -> None:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    for code in BMP:
        for text in around(chr(code)):
            document.setPlainText(text)
            first = document.firstBlock().text()
            assert document.characterCount() - 1 == Positions(text).utf16_length, hex(code)
            assert document.blockCount() == text.count("\n") + 1, hex(code)
            assert first == text.partition("\n")[0], hex(code)


@pytest.mark.parametrize("first", range(0, 0x10000, BATCH * 4), ids=hex)
def test_every_character_of_the_first_plane_keeps_its_place_in_the_view(
    view: ArticleView, first: int
) -> None:
    for start in range(first, first + BATCH * 4, BATCH):
        letters = (chr(code) for code in range(start, start + BATCH))
        text = "\n".join(text for letter in letters for text in around(letter))
        view.set_article(text)
        check_positions(view.document(), text)


def test_characters_beyond_the_first_plane_keep_their_places(view: ArticleView) -> None:
    hand = random.Random(11)
    edges = [(plane << 16) + last for plane in range(1, 17) for last in (0, 1, 0xFFFD, 0xFFFE)]
    codes = [*edges, *hand.sample(ASTRAL, 1500), *range(0x1F1E6, 0x1F650), *range(0xE0000, 0xE0080)]
    text = "\n".join(text for code in codes for text in around(chr(code)))
    view.set_article(text)
    check_positions(view.document(), text)


@pytest.mark.parametrize("seed", range(3))
def test_random_mixtures_keep_their_places_and_cursors_are_put_between_graphemes(
    view: ArticleView, seed: int
) -> None:
    text = "\n".join(mixtures(seed, 1500))
    view.set_article(text)
    check_positions(view.document(), text)
    hand = random.Random(seed)
    length = view.document().characterCount() - 1
    near = [hand.randrange(length) for _ in range(400)]
    check_carets(view, text, [unit for one in near for unit in (one, min(length, one + 3))])


@pytest.mark.parametrize("seed", range(3))
def test_every_boundary_and_nothing_else_is_reached_by_arrow_keys(
    view: ArticleView, seed: int
) -> None:
    text = "\n".join(mixtures(seed + 100, 60))
    view.set_article(text)
    wanted = boundaries(text)
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        view.select(0, 0)
        for onward, places in ((True, wanted), (False, wanted[::-1])):
            assert _walk(view, modifier, len(places), onward=onward) == places


def _walk(
    view: ArticleView, modifier: Qt.KeyboardModifier, most: int, *, onward: bool
) -> list[int]:
    """Press the arrow key that leads onward, or back, and return the stops."""
    seen = [view._caret.index]
    while len(seen) < most:
        block = view.textCursor().block()
        is_right_to_left = block.textDirection() == Qt.LayoutDirection.RightToLeft
        key = Qt.Key.Key_Right if onward is not is_right_to_left else Qt.Key.Key_Left
        press(view, key, modifier)
        seen.append(view._caret.index)
    return seen


def test_up_down_home_end_and_words_stop_between_graphemes(view: ArticleView) -> None:
    text = "\n".join(mixtures(7, 40, most=60))
    view.set_article(text)
    hand = random.Random(7)
    keys = Qt.Key
    moves = [
        *(keys.Key_Up, keys.Key_Down, keys.Key_Home, keys.Key_End),
        *(keys.Key_PageUp, keys.Key_PageDown, keys.Key_Left, keys.Key_Right),
    ]
    modifiers = Qt.KeyboardModifier
    for _ in range(1500):
        held = hand.choice([modifiers.NoModifier, modifiers.ControlModifier, modifiers.AltModifier])
        shift = hand.choice([modifiers.NoModifier, modifiers.ShiftModifier])
        press(view, hand.choice(moves), held | shift)
        assert all(grapheme_floor(text, end) == end for end in view.selection())
