"""The page: column, gutter, zoom, scrolling, find, map, fonts."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QMouseEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from claimdesk.core.model import HighlightRow, Verdict
from claimdesk.core.settings import LineSpacing
from claimdesk.ui.article import minimap
from claimdesk.ui.article.badges import badges
from claimdesk.ui.article.metrics import Typesetting, measured
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.colours import LIGHT
from claimdesk.ui.base.theme import Theme

MakeRow = Callable[..., HighlightRow]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = "\n".join(f"Paragraph {i} says something of its own, and says it well." for i in range(400))

LINE = "Overlapping and nested claims, six deep at the worst place on this line"


def picture(view: ArticleView) -> QImage:
    return view.viewport().grab().toImage()


def top_position(view: ArticleView) -> int:
    return view.cursorForPosition(QPoint(view.viewport().width() // 2, 3)).position()


def caret_box(view: ArticleView, index: int) -> QRect:
    cursor = QTextCursor(view.document())
    cursor.setPosition(index)
    return view.cursorRect(cursor)


@pytest.mark.parametrize("width", [320, 400, 520, 980, 1600])
@pytest.mark.parametrize("pixels", [11, 18, 48])
def test_text_never_runs_into_the_gutter_or_out_of_the_view(
    view: ArticleView, row: MakeRow, width: int, pixels: int
) -> None:
    view.resize(width, 500)
    view.set_font_pixels(pixels)
    view.set_article(LINE, [row(n, n, n + 9) for n in range(1, 30)])
    left, column = view._layout.left, view._layout.width
    assert left + column <= view.viewport().width()
    strip = view._layout.strip_at(view._scene.look.metrics.top + 1)
    for badge in badges(strip, view._scene.look, ()):
        assert badge.box.right() < left
    if width >= 400 and pixels <= 18:
        assert left >= 78
        assert column >= 250


def test_the_column_is_capped_and_centred(view: ArticleView) -> None:
    view.set_article(LONG)
    view.resize(1600, 500)
    left, column = view._layout.left, view._layout.width
    assert column <= view._scene.look.metrics.character * 70
    assert abs(left + column / 2 - view.viewport().width() / 2) < 2


def test_sans_letters_and_another_width_can_be_chosen(view: ArticleView) -> None:
    view.set_article(LONG)
    before = view._layout.width
    view.set_type(Typesetting("sans", 40))
    assert view._layout.width < before
    view.set_font_pixels(20)
    assert "Noto Sans" in view.document().defaultFont().families()
    narrow = view._layout.width
    view.set_type(Typesetting("sans", 40))
    assert view._layout.width == narrow
    view.set_type()
    assert "Noto Serif" in view.document().defaultFont().families()


def test_letters_of_any_family_fall_back_to_those_with_serifs(view: ArticleView) -> None:
    view.set_type(Typesetting("DejaVu Sans Mono"))
    families = view.document().defaultFont().families()
    assert families[0] == "DejaVu Sans Mono"
    assert "Noto Serif" in families


def test_the_lines_move_apart_as_wished(view: ArticleView) -> None:
    view.set_article(LONG)
    lines = []
    for spacing in ("compact", "usual", "wide"):
        view.set_type(Typesetting(spacing=spacing))
        lines.append(view._scene.look.metrics.line)
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("spacing", list(LineSpacing))
@pytest.mark.parametrize("pixels", [11, 13, 18, 26, 48])
def test_three_lanes_fit_between_a_line_and_the_next(pixels: int, spacing: str) -> None:
    metrics = measured(pixels, Typesetting(spacing=spacing))
    lowest = metrics.lane + 2 * metrics.pitch + metrics.thick / 2
    assert lowest <= metrics.line - metrics.above + 0.01
    assert metrics.pitch >= metrics.thick or pixels < 13


def test_badges_that_find_no_room_are_counted_and_the_active_one_is_shown(
    view: ArticleView, row: MakeRow
) -> None:
    rows = [row(n, n, n + 9) for n in range(1, 9)]
    view.set_article(LINE, rows)
    strip = view._layout.strip_at(view._scene.look.metrics.top + 1)
    shown = list(badges(strip, view._scene.look, ()))
    rest = next(b for b in shown if b.is_rest)
    assert rest.label == f"+{len(rest.spans)}"
    assert len(rest.spans) + len(shown) - 1 == 8
    last = rest.spans[-1].key
    again = badges(strip, view._scene.look, {last})
    assert last in {b.spans[0].key for b in again if not b.is_rest}


def test_ctrl_and_wheel_zoom_within_limits(view: ArticleView, qtbot: QtBot) -> None:
    view.set_article(LONG)

    def wheel(turned: int, modifier: Qt.KeyboardModifier) -> None:
        place = QPointF(300, 100)
        event = QWheelEvent(
            place, view.viewport().mapToGlobal(place), QPoint(), QPoint(0, turned),
            Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)

    control = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(view.zoomed) as told:
        wheel(120, control)
    assert told.args == [19]
    wheel(-60, control)
    assert view.font_pixels == 19
    wheel(-60, control)
    assert view.font_pixels == 18
    wheel(120 * 50, control)
    assert view.font_pixels == 48
    wheel(-120 * 60, control)
    assert view.font_pixels == 11
    before = view.verticalScrollBar().value()
    wheel(-120, Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() > before


def test_zoom_and_resize_keep_the_text_at_the_top(view: ArticleView) -> None:
    view.set_article(LONG)
    view.verticalScrollBar().setValue(5000)
    place = top_position(view)
    for zoom, width in ((6, 900), (0, 500), (-9, 500), (0, 1100)):
        view.zoom(zoom)
        view.resize(width, 600)
        assert abs(top_position(view) - place) <= 70


def test_content_moves_by_what_was_scrolled_and_nothing_else(view: ArticleView) -> None:
    view.set_article("\n".join("word " * (i * 37 % 90) for i in range(500)))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    for step in (-130, -400, 77, -900, -2000, 333, -5000):
        position = view.cursorForPosition(QPoint(300, 300)).position()
        before = caret_box(view, position).top()
        at = bar.value()
        view._scroller._before = at
        bar.setValue(at + step)
        assert caret_box(view, position).top() == before - step


def test_find_starts_at_the_caret_and_nothing_found_is_zero(view: ArticleView) -> None:
    view.set_article(LONG)
    view.select(1000, 1000)
    view.find_all("says")
    number, _ = view.find_step(0)
    assert view.selection()[0] == LONG.index("says", 1000)
    assert number > 1
    assert view.find_all("nowhere") == 0
    assert view.find_all("SAYS", case=True) == 0


def test_the_map_shows_verdicts_in_columns_and_scrolls(
    view: ArticleView, row: MakeRow, qtbot: QtBot
) -> None:
    rows = [row(1, 0, 800), row(2, 9000, 9800, Verdict.DENIED), row(3, 20000, 20500, None)]
    view.set_article(LONG, rows)
    QTest.qWait(150)
    assert view._map._map is not None
    image = view._map._map.toImage()
    ground = QColor(LIGHT.map_ground)

    def inked(column: int) -> list[int]:
        x = 3 + column * 4
        return [
            y
            for y in range(image.height())
            if abs(image.pixelColor(x, y).lightness() - ground.lightness()) > 60
        ]

    heights = [inked(column) for column in range(4)]
    assert heights[0]
    assert heights[1]
    assert not heights[2]
    assert heights[3]
    assert max(heights[0]) < min(heights[1]) < min(heights[3])
    QTest.mouseClick(view._map, Qt.MouseButton.LeftButton, pos=QPoint(5, view._map.height() // 2))
    middle = view.verticalScrollBar().value()
    assert 0 < middle < view.verticalScrollBar().maximum()
    place = QPointF(5, 30)
    with_right = QMouseEvent(
        QEvent.Type.MouseMove, place, place, Qt.MouseButton.NoButton, Qt.MouseButton.RightButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view._map, with_right)
    assert view.verticalScrollBar().value() == middle
    QTest.mousePress(view._map, Qt.MouseButton.LeftButton, pos=QPoint(5, 20))
    QTest.mouseMove(view._map, QPoint(5, view._map.height() - 9))
    QTest.mouseRelease(view._map, Qt.MouseButton.LeftButton, pos=QPoint(5, 20))
    QTest.mouseClick(view._map, Qt.MouseButton.RightButton, pos=QPoint(5, 1))
    assert view.verticalScrollBar().value() > middle


def test_a_map_drawn_in_many_turns_is_the_map_drawn_in_one(
    view: ArticleView, row: MakeRow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row(n, n * 500, n * 500 + 70 * n) for n in range(30)]
    view.set_article(LONG, rows)
    QTest.qWait(150)
    at_once = view._map.grab().toImage()
    monkeypatch.setattr(minimap, "_SLICE", 1)
    view.set_highlights([])
    QTest.qWait(150)
    assert view._map.grab().toImage() != at_once
    view.set_highlights(rows)
    view._map._timer.stop()
    view._map._on_time()
    view._map._on_time()
    assert view._map._timer.isActive()
    view._map._timer.stop()
    qtbot.waitUntil(lambda: not view._map._turn.isActive())
    assert view._map.grab().toImage() == at_once


def test_the_map_can_be_seen_before_it_is_drawn(
    theme: Theme, row: MakeRow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minimap, "_SLICE", 1)
    view = ArticleView(theme)
    qtbot.addWidget(view)
    view.set_article(LONG, [row(n, n * 500, n * 500 + 90) for n in range(30)])
    ground = QColor(LIGHT.map_ground)
    assert view._map.grab().toImage().pixelColor(3, view._map.height() - 1) == ground
    assert view._map._map is None


def test_the_font_of_the_program_does_not_change_the_text(view: ArticleView) -> None:
    view.set_article(LONG)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.font()
    app.setFont(QFont("Noto Sans", 30))
    view.setStyleSheet("QTextEdit { font-size: 40px }")
    QApplication.processEvents()
    assert view.document().defaultFont().pixelSize() == 18
    assert view.document().defaultFont().families()[0] == "Charter"
    app.setFont(before)


def test_headings_are_bold_and_blank_lines_small(view: ArticleView) -> None:
    body = "This is the first sentence of a paragraph. " * 4
    view.set_article(f"Strategic shift\n\n{body}")
    picture(view)
    heading = view.document().findBlockByNumber(0).layout().formats()
    assert heading[0].format.fontWeight() >= QFont.Weight.DemiBold
    heights = view._layout.heights
    assert heights[1] < heights[0] / 2
    assert view.document().findBlockByNumber(2).layout().formats() == []


def test_paragraphs_measured_above_the_view_move_nothing(view: ArticleView) -> None:
    # Wide letters: each paragraph takes more lines than its length lets one expect.
    view.set_article("\n".join("WWWWWWWW " * 30 for _ in range(300)))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    place = QPoint(300, 300)
    seen = view.cursorForPosition(place).position()
    height = view._layout.total
    view.document().documentLayout().blockBoundingRect(view.document().findBlockByNumber(100))
    assert view._layout.total > height
    assert view.cursorForPosition(place).position() == seen
    view.document().documentLayout().blockBoundingRect(view.document().lastBlock())
    assert view.cursorForPosition(place).position() == seen
