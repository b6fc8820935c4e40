"""What Qt and PySide6 do otherwise than one thinks: each trap that is known has its tests.

They stand in the order of the list of known traps: first Unicode, then QTextEdit; those of PySide6
are in test_article_binding.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextCursor, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from claimdesk.core.model import HighlightRow
from claimdesk.core.text import grapheme_floor, next_grapheme
from claimdesk.ui.article.shape import PIECE
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.colours import LIGHT
from ui.article.sources import names_used
from ui.article.texts import STORY, WORLD

MakeRow = Callable[..., HighlightRow]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ELSEWHERE: dict[int, tuple[str, ...]] = {
    1: (
        "test_the_right_key_visits_every_grapheme_of_a_line_once",
        "test_keys_never_leave_the_caret_inside_a_grapheme",
        "test_mouse_drags_never_end_inside_a_grapheme",
    ),
    2: ("test_every_boundary_and_nothing_else_is_reached_by_arrow_keys",),
    4: ("test_alt_and_right_goes_onward_in_right_to_left_text_too",),
    5: (
        "test_right_to_left_text_stands_at_the_right_with_its_highlights",
        "test_highlights_in_right_to_left_text_may_end_at_blanks_and_emoji",
    ),
    6: (
        "test_tab_leaves_the_text_and_arrows_do_not",
        "test_nothing_typed_changes_the_text",
    ),
    8: (
        "test_ctrl_and_wheel_zoom_within_limits",
        "test_the_font_of_the_program_does_not_change_the_text",
    ),
    9: ("test_headings_are_bold_and_blank_lines_small",),
    10: ("test_a_long_paragraph_is_copied_without_our_cuts",),
    11: ("test_a_paragraph_of_one_endless_word_is_shown",),
    12: ("test_copy_gives_the_stored_text_exactly",),
    16: (
        "test_a_failing_override_is_logged_and_answers_for_itself",
        "test_a_failing_paint_does_not_end_the_program",
    ),
    18: ("test_hits_are_boxed_counted_and_stepped_through",),
}
"""Tests of traps that stand with what they are about."""


def press(view: ArticleView, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(view, key, held)


def caret_at(view: ArticleView, index: int) -> QPoint:
    cursor = QTextCursor(view.document())
    cursor.setPosition(view._caret.positions.to_utf16(index))
    return view.cursorRect(cursor).center()


SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_each_of_the_eighteen_traps_has_a_test_and_those_that_stand_elsewhere_are_there() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py")]
    there = set(re.findall(r"^def (test_\w+)", "\n".join(sources), re.MULTILINE))
    numbered = {int(one[0]) for name in there if (one := re.findall(r"^test_(\d\d)_", name))}
    assert numbered == set(range(1, 19))
    assert {name for names in ELSEWHERE.values() for name in names} <= there


def test_01_shift_and_right_takes_a_flag_behind_an_emoji_whole(view: ArticleView) -> None:
    text = "\U0001f6a8\U0001f1fa\U0001f1f8\U0001f1eb\U0001f1ee!"
    view.set_article(text)
    ends = []
    while view.selection()[1] < len(text):
        press(view, Qt.Key.Key_Right, SHIFT)
        ends.append(view.selection())
    assert ends == [(0, 1), (0, 3), (0, 5), (0, 6)]


def test_02_graphemes_are_never_asked_of_the_boundary_finder() -> None:
    assert "QTextBoundaryFinder" not in names_used()


@pytest.mark.parametrize("letters", ["ไทย", "བོད", "ខ្មែរ", "မြန်မာ", "हिन्दी", "தமிழ்"])
def test_02_the_caret_never_stands_inside_an_emoji_behind_letters(
    view: ArticleView, letters: str
) -> None:
    text = f"{letters}\U0001f6a8\U0001f44d\U0001f3fd{letters}"
    view.set_article(text)
    for unit in range(view._caret.positions.utf16_length + 1):
        cursor = view.textCursor()
        cursor.setPosition(unit)
        view.setTextCursor(cursor)
        index = view.selection()[0]
        assert view.textCursor().position() == view._caret.positions.to_utf16(index)
        assert grapheme_floor(text, index) == index


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u1019\u1004\u103a\u1039\u1002\u101c\u102c", [0, 1, 5, 6, 7]),
        ("\u1780\u17d2\u1798", [0, 3]),
        ("\u0915\u094d\u0930\u093f", [0, 4]),
        ("\u094d\u0930", None),
    ],
)
def test_03_syllables_stay_whole_and_the_caret_agrees_about_them(
    view: ArticleView, text: str, expected: list[int] | None
) -> None:
    stops = [0]
    while stops[-1] < len(text):
        stops.append(next_grapheme(text, stops[-1]))
    assert expected is None or stops == expected
    view.set_article(text)
    seen = [0]
    while seen[-1] < len(text):
        press(view, Qt.Key.Key_Right)
        seen.append(view.selection()[0])
    assert seen == stops


def test_04_left_and_right_go_by_sight_but_sentences_by_sense_in_right_to_left_text(
    view: ArticleView,
) -> None:
    text = "قال الرئيس. ونفت كييف ذلك."
    view.set_article(text)
    press(view, Qt.Key.Key_Left)
    assert view.selection() == (1, 1)
    press(view, Qt.Key.Key_Right)
    assert view.selection() == (0, 0)
    press(view, Qt.Key.Key_Right, ALT)
    assert view.selection()[0] == text.index("ونفت")
    press(view, Qt.Key.Key_Left, ALT, SHIFT)
    assert view.selection() == (0, text.index("ونفت"))


def test_05_only_right_to_left_paragraphs_are_laid_out_from_the_right(view: ArticleView) -> None:
    view.set_article(WORLD)
    assert not view.grab().isNull()
    options = [view.document().findBlockByNumber(i).layout().textOption() for i in range(3)]
    right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    assert options[1].textDirection() == right
    assert options[1].alignment() & Qt.AlignmentFlag.AlignRight
    assert [options[0].textDirection() == right, options[2].textDirection() == right] == [False] * 2
    assert left != right


def test_05_a_highlight_across_a_change_of_direction_is_painted_under_its_letters_only(
    view: ArticleView, row: MakeRow
) -> None:
    text = "قال الرئيس Sarrowby اليوم هنا."
    word = text.index("Sarrowby")
    start, end = text.index("الرئيس"), word + 4
    view.set_article(text, [row(1, start, end)])
    image = view.viewport().grab().toImage()
    tint = QColor(LIGHT.confirmed.tint).rgb()

    def is_tinted(index: int) -> bool:
        left, right = sorted((caret_at(view, index).x(), caret_at(view, index + 1).x()))
        y = caret_at(view, index).y()
        return any(image.pixel(x, y - 6) == tint for x in range(left + 2, max(left + 3, right)))

    assert is_tinted(start + 2)
    assert is_tinted(word + 1)
    assert not is_tinted(word + 6)
    assert not is_tinted(text.index("اليوم") + 2)


def test_06_a_text_that_cannot_be_edited_still_has_a_caret(view: ArticleView) -> None:
    view.set_article(STORY)
    flags = Qt.TextInteractionFlag
    assert view.isReadOnly()
    assert view.textInteractionFlags() == (
        flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
    )
    view.select(4, 4)
    image = view.viewport().grab().toImage()
    place = caret_at(view, 4)
    seen = {image.pixelColor(place.x() + by, place.y()).name().upper() for by in range(-2, 3)}
    assert LIGHT.caret in seen


def test_06_space_scrolls_a_page(view: ArticleView) -> None:
    view.set_article("\n".join([STORY] * 40))
    press(view, Qt.Key.Key_Space)
    assert view.verticalScrollBar().value() > view.viewport().height() / 2


def test_07_every_text_is_shown_with_the_caret_and_the_view_at_its_start(
    view: ArticleView,
) -> None:
    for text in (STORY, "\n".join([WORLD] * 40), STORY):
        view.set_article(text)
        assert view.selection() == (0, 0)
        assert view.verticalScrollBar().value() == 0
        press(view, Qt.Key.Key_End, CONTROL)
        assert view.selection() == (len(text), len(text))


def test_08_neither_a_font_nor_a_style_sheet_of_the_program_changes_the_letters(
    view: ArticleView,
) -> None:
    view.set_article(STORY)
    view.set_font_pixels(26)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyleSheet("QWidget { font-size: 7px }")
    QApplication.processEvents()
    assert view.document().defaultFont().pixelSize() == 26
    application.setStyleSheet("")


def test_09_letters_are_drawn_once_and_where_their_lines_are(view: ArticleView) -> None:
    view.set_article("One\n\nTwo\nThree")
    view.clearFocus()
    view.select(0, 0)
    image = view.viewport().grab().toImage()
    left = int(view._layout.left)
    inked = {
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y).lightness() < 90 for x in range(left + 4, left + 200))
    }
    boxes = []
    for number in (0, 2, 3):
        block = view.document().findBlockByNumber(number)
        line = block.layout().lineAt(0)
        top = view._layout.top(number) + line.y()
        boxes.append(range(int(top), int(top + line.height()) + 1))
    assert inked
    assert all(any(y in box for box in boxes) for y in inked)
    assert all(any(y in box for y in inked) for box in boxes)


def test_10_what_is_laid_out_is_cached_and_long_paragraphs_are_cut(view: ArticleView) -> None:
    view.set_article("word " * 20_000)
    assert not view.grab().isNull()
    assert all(
        view.document().findBlockByNumber(i).layout().cacheEnabled() for i in view._layout._kept
    )
    assert view.document().blockCount() > 10
    assert max(view._layout.shape.lengths) <= 2 * PIECE


def test_11_a_paragraph_without_a_blank_is_broken_anywhere(view: ArticleView) -> None:
    view.set_article("x" * 300_000)
    option = view.document().firstBlock().layout().textOption()
    assert option.wrapMode() == QTextOption.WrapMode.WrapAnywhere
    view.set_article(STORY)
    option = view.document().firstBlock().layout().textOption()
    assert option.wrapMode() == QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def test_12_only_plain_text_is_copied(view: ArticleView) -> None:
    text = "5\u00a0km to\u00adday\n\u2066x\u2069"
    view.set_article(text)
    view.selectAll()
    view.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == text
    assert not data.hasHtml()
    assert [kind for kind in data.formats() if "opendocument" in kind] == []


def test_13_no_seam_shows_between_highlights_that_touch(view: ArticleView, row: MakeRow) -> None:
    view.set_article(STORY, [row(1, 0, 11), row(1, 11, 20), row(1, 20, 30)])
    image = view.viewport().grab().toImage()
    y = caret_at(view, 15).y() - 6
    first, last = caret_at(view, 1).x(), caret_at(view, 29).x()
    paper = QColor(LIGHT.paper).rgb()
    assert all(image.pixel(x, y) != paper for x in range(first, last))


def test_13_blanks_that_hang_at_the_end_of_a_line_are_not_marked(
    view: ArticleView, row: MakeRow
) -> None:
    text = "word " * 30 + " " * 40 + "more"
    view.set_article(text, [row(1, 0, len(text))])
    image = view.viewport().grab().toImage()
    right = int(view._layout.left + view._layout.width)
    beyond = {
        image.pixelColor(x, y).name().upper()
        for x in range(right + 2, image.width())
        for y in range(0, 200, 3)
    }
    assert LIGHT.confirmed.tint not in beyond


def test_13_broken_lines_are_tiles_not_dashed_pens(view: ArticleView, row: MakeRow) -> None:
    used = names_used("painting.py")
    assert "drawTiledPixmap" in used
    assert not {"setDashPattern", "setStyle", "PenStyle"} & used
