"""The small parts of the panes: folding rows, broken lines, dates, tags, elided labels, hints."""

import datetime as dt
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QImage,
    QPainter,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Because, Stage, Stance, Voice
from claimdesk.ui.base import dates, lines
from claimdesk.ui.base.elided_label import ElidedLabel
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.models.terms import (
    because_word,
    stage_word,
    stance_word,
    voice_word,
)
from claimdesk.ui.panes.empty_hint import EmptyHint
from claimdesk.ui.panes.fields import GrowingEdit
from claimdesk.ui.panes.folding import FoldingLayout, FoldingRow
from claimdesk.ui.panes.tag_edit import TagEdit, join_tags, split_tags, tidy_tags
from claimdesk.ui.panes.title import Title

Key = Qt.Key


# Dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "2025", "2025-10", "2025-10-29", "2024-02-29"])
def test_a_year_a_month_and_a_day_are_dates(text: str) -> None:
    assert dates.complaint(text) == ""


@pytest.mark.parametrize(
    "text", ["29.10.2025", "2025-1", "25", "2025-10-29T10", "２０２５", "2025-10-", "yesterday"]
)
def test_other_ways_to_write_a_date_are_explained(text: str) -> None:
    assert "2025, 2025-10 or 2025-10-29" in dates.complaint(text)


@pytest.mark.parametrize("text", ["2025-13", "2025-02-29", "0000", "2025-00-10"])
def test_days_that_never_were_are_explained(text: str) -> None:
    assert "no such day" in dates.complaint(text)


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day: dt.date) -> None:
    assert dates.complaint(day.isoformat()) == ""


# Tags ------------------------------------------------------------------------------------------


@given(st.lists(st.text(alphabet="ab ,"), max_size=6))
def test_tidying_tags_twice_changes_nothing_more(parts: list[str]) -> None:
    once = tidy_tags(",".join(parts))
    assert tidy_tags(once) == once
    assert set(split_tags(once)) == {t for p in parts for t in split_tags(p)}


def test_tags_are_joined_by_name() -> None:
    assert join_tags(["war", "bridge"]) == "bridge, war"


@pytest.fixture
def tags(qtbot: QtBot) -> TagEdit:
    edit = TagEdit()
    edit.offer(["bridge", "brigade", "war"])
    qtbot.addWidget(edit)
    with qtbot.waitActive(edit):
        edit.show()
        edit.activateWindow()
    edit.setFocus()
    return edit


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_tag_at_the_caret_is_completed_and_the_others_stay(tags: TagEdit) -> None:
    QTest.keyClicks(tags, "war, , peace")
    tags.setCursorPosition(5)
    QTest.keyClicks(tags, "bri")
    popup = tags._popup()
    assert popup.isVisible()
    assert popup.model().rowCount() == 2
    QTest.keyClick(tags, Key.Key_Return)
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert tags.text() == "war, bridge, peace"
    assert tags.cursorPosition() == len("war, bridge")
    QTest.keyClicks(tags, "x")
    assert not popup.isVisible()


def test_the_first_tag_is_completed_too(tags: TagEdit) -> None:
    tags.setText("w")
    tags.insert_tag("war")
    assert tags.text() == "war"


# Lines -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("qapp")
@given(st.text(alphabet="aWi é漢😀 \n", max_size=120), st.integers(20, 200), st.integers(1, 3))
def test_a_broken_text_says_the_same_until_it_is_cut(text: str, width: int, most: int) -> None:
    font = QFont()
    broken = lines.elided_lines(text, font, width, most)
    assert len(broken) <= most
    # Dots stand for the end of a word that is wider than its line, and for all that has no line.
    said = (".*".join(map(re.escape, line.replace(" ", "").split("…"))) for line in broken)
    assert re.fullmatch("".join(said), "".join(text.split()))


@pytest.mark.usefixtures("qapp")
@example("a i漢", 20)
@example("--😀", 20)
@given(st.text(alphabet="aWi é漢😀 -\n", max_size=60), st.integers(20, 300))
def test_whether_a_text_takes_two_lines_is_what_breaking_it_says(text: str, width: int) -> None:
    counter = lines.LineCounter()
    for pixels in (12, 20, 12):
        font = QFont()
        font.setPixelSize(pixels)
        is_long = len(lines.elided_lines(text, font, width)) > 1
        assert counter.takes_two_lines(text, font, width) == is_long


def test_a_long_text_ends_in_dots_within_its_width(qtbot: QtBot) -> None:
    font = QFont()
    broken = lines.elided_lines("word " * 100, font, 120)
    assert len(broken) == 2
    assert broken[1].endswith("…")
    assert QFontMetrics(font).horizontalAdvance(broken[1]) <= 120


def test_a_word_wider_than_its_line_ends_in_dots_too(qtbot: QtBot) -> None:
    font = QFont()
    first, second = lines.elided_lines("W" * 80 + " and more", font, 120)
    assert first.endswith("W…")
    assert QFontMetrics(font).horizontalAdvance(first) <= 120
    assert second == "and more"


def test_a_list_remembers_how_its_texts_were_broken_until_its_font_changes(qtbot: QtBot) -> None:
    breaker, font = lines.LineBreaker(2), QFont()
    once = breaker.lines("word " * 100, font, 120)
    assert breaker.lines("word " * 100, font, 120) is once
    font.setPixelSize(40)
    again = breaker.lines("word " * 100, font, 120)
    assert again == lines.elided_lines("word " * 100, font, 120, 2) != once
    for number in range(lines._MOST_BROKEN + 2):
        breaker.lines(str(number), font, 120)
    assert len(breaker._broken) < 10


@pytest.mark.parametrize(
    ("text", "is_rtl"),
    [("abc", False), ("12 שלום", True), ("عاجل: now", True), ("12", False), ("", False)],
)
def test_the_first_letter_with_a_direction_decides(text: str, is_rtl: bool) -> None:
    assert lines.is_right_to_left(text) is is_rtl


@pytest.mark.parametrize("text", ["left", "שלום"])
def test_lines_are_painted_at_the_side_they_are_read_from(qtbot: QtBot, text: str) -> None:
    image = QImage(200, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    lines.paint_lines(painter, QRect(0, 0, 200, 30), [text])
    painter.end()
    white = image.pixel(100, 1)
    columns = [x for x in range(200) if any(image.pixel(x, y) != white for y in range(30))]
    assert (columns[0] > 100) is (text == "שלום")


# Folding ---------------------------------------------------------------------------------------


def row_of(qtbot: QtBot, *, is_even: bool = True) -> tuple[FoldingRow, list[QPushButton]]:
    buttons = [QPushButton("One"), QPushButton("Another one"), QPushButton("Three")]
    row = FoldingRow(*buttons, is_even=is_even)
    qtbot.addWidget(row)
    row.show()
    return row, buttons


def test_a_row_folds_where_it_does_not_fit_and_unfolds_again(qtbot: QtBot) -> None:
    row, buttons = row_of(qtbot)
    row.resize(600, 60)
    assert not row.is_folded
    assert len({button.y() for button in buttons}) == 1
    assert {button.width() for button in buttons} <= {194, 195}
    row.resize(150, 200)
    assert row.is_folded
    assert [button.x() for button in buttons] == [0, 0, 0]
    assert row.heightForWidth(150) > row.heightForWidth(600)
    assert row.minimumSizeHint().width() < 150


def test_an_uneven_row_gives_what_is_left_to_its_first_part(qtbot: QtBot) -> None:
    row, buttons = row_of(qtbot, is_even=False)
    row.resize(600, 60)
    assert buttons[0].width() > 2 * buttons[1].width()
    assert buttons[2].geometry().right() == 599
    buttons[1].hide()
    buttons[2].hide()
    QApplication.processEvents()
    assert buttons[0].width() == 600
    buttons[0].hide()
    QApplication.processEvents()
    assert row.sizeHint().width() == 0


def test_a_row_is_mirrored_where_reading_goes_from_right_to_left(qtbot: QtBot) -> None:
    row, buttons = row_of(qtbot)
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row.resize(600, 60)
    assert buttons[0].x() > buttons[1].x() > buttons[2].x()


def test_a_row_keeps_room_for_parts_that_wrap(qtbot: QtBot) -> None:
    words = QLabel("many words " * 20)
    words.setWordWrap(True)
    row = FoldingRow(words)
    qtbot.addWidget(row)
    assert row.heightForWidth(100) > row.heightForWidth(400)


def test_a_layout_gives_its_items_away(qtbot: QtBot) -> None:
    layout = FoldingLayout(4, is_even=True)
    host = QWidget()
    qtbot.addWidget(host)
    host.setLayout(layout)
    layout.addWidget(QPushButton("One"))
    assert layout.count() == 1
    assert layout.itemAt(1) is None
    assert layout.takeAt(1) is None
    assert layout.expandingDirections() == Qt.Orientation.Horizontal
    item = layout.takeAt(0)
    assert item is not None
    assert layout.count() == 0
    assert layout._direction() == Qt.LayoutDirection.LeftToRight
    assert FoldingLayout(4, is_even=True)._direction() == Qt.LayoutDirection.LeftToRight


# The rest --------------------------------------------------------------------------------------


def test_an_elided_label_takes_any_width_and_keeps_its_text(qtbot: QtBot, theme: Theme) -> None:
    label = ElidedLabel("A rather long text that does not fit")
    qtbot.addWidget(label)
    label.resize(40, 20)
    assert not label.grab().isNull()
    assert label.text() == "A rather long text that does not fit"
    assert label.minimumSizeHint().width() < 40


def test_a_hint_covers_its_list_at_every_size(qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    hint = EmptyHint(view)
    view.show()
    hint.say("Nothing yet")
    view.resize(333, 222)
    assert hint.geometry() == view.viewport().rect()
    hint.say("")
    assert not hint.isVisible()


def test_a_title_grows_with_the_font_of_the_program(qtbot: QtBot) -> None:
    title = Title("Name")
    qtbot.addWidget(title)
    font = QApplication.font()
    before = title.font().pointSizeF()
    larger = QFont(font)
    larger.setPointSizeF(font.pointSizeF() * 2)
    QApplication.setFont(larger)
    try:
        QApplication.processEvents()
        assert title.font().pointSizeF() == pytest.approx(2 * before)
    finally:
        QApplication.setFont(font)


def test_an_editor_grows_with_its_text_up_to_a_limit(qtbot: QtBot) -> None:
    edit = GrowingEdit(2, 5)
    qtbot.addWidget(edit)
    edit.resize(200, 50)
    edit.show()
    low = edit.height()
    edit.setPlainText("line\n" * 3)
    middle = edit.height()
    edit.setPlainText("line\n" * 30)
    high = edit.height()
    assert low < middle < high
    assert edit.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded
    edit.setPlainText("")
    assert edit.height() == low
    font = edit.font()
    font.setPointSize(30)
    edit.setFont(font)
    assert edit.height() > low


def test_every_choice_has_a_word_of_its_own() -> None:
    words = (
        [stance_word(one) for one in Stance],
        [voice_word(one) for one in Voice],
        [stage_word(one) for one in Stage],
        [because_word(one) for one in Because],
    )
    for group in words:
        assert len(set(group)) == len(group)
        assert all(group)
