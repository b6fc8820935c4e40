"""The page: column, gutter, zoom, theme, scrolling, find, what gets painted."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QTextBlock,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from claimdesk.core.model import HighlightRow, Stance, Verdict
from claimdesk.core.settings import ArticleFont
from claimdesk.ui.article.badges import badges
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.colours import DARK, LIGHT
from claimdesk.ui.base.theme import Theme

MakeRow = Callable[..., HighlightRow]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = "\n".join(f"Paragraph {i} says something of its own, and says it well." for i in range(400))
LINE = "Overlapping and nested claims, six deep at the worst place on this line"
ARABIC = "قال الرئيس إن القوات دخلت مدينة Pokrovsk يوم الأربعاء."


def picture(view: ArticleView) -> QImage:
    return view.viewport().grab().toImage()


def colours(image: QImage, area: QRect | None = None) -> set[str]:
    area = area or image.rect()
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(area.left(), area.right(), 1)
        for y in range(area.top(), area.bottom(), 1)
    }


def top_position(view: ArticleView) -> int:
    return view.cursorForPosition(QPoint(view.viewport().width() // 2, 3)).position()


def caret_box(view: ArticleView, index: int) -> QRect:
    cursor = QTextCursor(view.document())
    cursor.setPosition(index)
    return view.cursorRect(cursor)


class PaintSpy(QObject):
    """Remembers which regions of the viewport were painted."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self.region = QRegion()
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


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
    view.set_type(ArticleFont.SANS, 40)
    assert view._layout.width < before
    view.set_font_pixels(20)
    assert "Noto Sans" in view.document().defaultFont().families()
    narrow = view._layout.width
    view.set_type("sans", 40)
    assert view._layout.width == narrow
    view.set_type()
    assert "Noto Serif" in view.document().defaultFont().families()


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


def test_a_theme_change_repaints_in_its_colours(
    view: ArticleView, row: MakeRow, theme: Theme
) -> None:
    view.set_article(LINE, [row(1, 0, 30, Verdict.DENIED)])
    assert {LIGHT.paper, LIGHT.denied.tint, LIGHT.denied.ink} <= colours(picture(view))
    theme.changed.emit(DARK)
    now = colours(picture(view))
    assert {DARK.paper, DARK.denied.tint, DARK.denied.ink} <= now
    assert LIGHT.paper not in now


def test_a_style_sheet_does_not_change_the_paper(view: ArticleView, theme: Theme) -> None:
    view.set_article(LINE)
    view.setStyleSheet("QTextEdit { background: red; color: green }")
    theme.changed.emit(DARK)
    image = picture(view)
    assert image.pixelColor(5, 5).name().upper() == DARK.paper
    assert image.pixelColor(image.width() - 5, image.height() - 5).name().upper() == DARK.paper
    assert DARK.text in colours(image)


@pytest.mark.parametrize("verdict", [*Verdict, None])
def test_each_verdict_has_its_tint_and_ink(
    view: ArticleView, row: MakeRow, verdict: Verdict | None
) -> None:
    view.set_article(LINE, [row(1, 0, 30, verdict)])
    tints = LIGHT.verdict(verdict)
    seen = colours(picture(view))
    assert tints.tint in seen
    assert tints.ink in seen
    assert not {tints.overlap, tints.strong} & seen


def test_overlaps_and_active_highlights_are_tinted_in_steps(
    view: ArticleView, row: MakeRow
) -> None:
    rows = [row(1, 0, 40), row(2, 20, 60, Verdict.UNVERIFIED)]
    view.set_article(LINE, rows)
    seen = colours(picture(view))
    assert {LIGHT.confirmed.tint, LIGHT.unverified.tint, LIGHT.unverified.overlap} <= seen
    view.choose(rows[0].passage_id, rows[0].claim_id)
    seen = colours(picture(view))
    assert LIGHT.confirmed.strong in seen
    assert LIGHT.unverified.overlap not in seen
    assert LIGHT.caret in seen


def test_a_passage_without_a_claim_has_a_line_but_no_tint(view: ArticleView, row: MakeRow) -> None:
    view.set_article(LINE, [row(None, 0, 30)])
    seen = colours(picture(view))
    assert LIGHT.unreviewed.ink in seen
    assert LIGHT.unreviewed.tint not in seen


def test_a_disputing_passage_looks_different_in_the_same_colours(
    view: ArticleView, row: MakeRow
) -> None:
    view.set_article(LINE, [row(1, 0, 30)])
    asserts = picture(view)
    view.set_highlights([row(1, 0, 30, stance=Stance.DISPUTES)])
    disputes = picture(view)
    assert asserts != disputes


def test_deep_highlights_get_a_line_when_they_are_pointed_at(
    view: ArticleView, row: MakeRow
) -> None:
    rows = [row(n, 0, 70 - n) for n in range(1, 6)]
    deep = row(6, 10, 40, Verdict.DENIED)
    view.set_article(LINE, [*rows, deep])
    area = QRect(int(view._layout.left), 0, 600, 70)
    assert LIGHT.denied.ink not in colours(picture(view), area)
    view.choose(deep.passage_id, deep.claim_id)
    assert LIGHT.denied.ink in colours(picture(view), area)


def test_right_to_left_text_stands_at_the_right_with_its_highlights(
    view: ArticleView, row: MakeRow
) -> None:
    start = ARABIC.index("القوات")
    end = ARABIC.index("Pokrovsk") + 8
    view.set_article(ARABIC, [row(1, start, end), row(2, ARABIC.index("Pokrovsk"), end)])
    first = caret_box(view, 0)
    right = view._layout.left + view._layout.width
    assert abs(first.left() - right) < 4
    image = picture(view)
    middle = caret_box(view, start + 2)
    area = QRect(middle.left() - 20, middle.top() - 2, 40, middle.height() + 6)
    assert {LIGHT.confirmed.tint, LIGHT.confirmed.ink} <= colours(image, area)


def test_highlights_in_right_to_left_text_may_end_at_blanks_and_emoji(
    view: ArticleView, row: MakeRow
) -> None:
    text = "قال الرئيس إن القوات دخلت \U0001f468\u200d\U0001f469\u200d\U0001f467 مدينة. " * 6
    end = text.index("\u200d\U0001f467") + 2
    view.resize(400, 400)
    view.set_article(text, [row(1, 3, end), row(2, 3, len(text)), row(3, 10, 26)])
    assert {LIGHT.confirmed.ink, LIGHT.confirmed.overlap} <= colours(picture(view))
    strip = view._layout.strip_at(30)
    line = strip.layout.lineAt(0)
    extents = strip.extents(line, 3, line.textLength() - 9)
    assert strip.edge(line, line.textLength() - 1, extents, opens=False) is None
    family = text.index("\U0001f468")
    extents = strip.extents(line, 3, family + 8)
    last = strip.edge(line, family + 7, extents, opens=False)
    assert last is not None
    assert abs(last.x - extents[0][0]) < 1


def test_the_whole_text_can_be_drawn_elsewhere_at_another_density(
    view: ArticleView, row: MakeRow
) -> None:
    view.set_article(LINE, [row(1, 0, 30, Verdict.DENIED)])
    image = QImage(1800, 400, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    image.fill(QColor(LIGHT.paper))
    painter = QPainter(image)
    view.document().drawContents(painter)
    painter.end()
    assert {LIGHT.denied.ink, LIGHT.denied.tint} <= colours(image)
    assert view.document().documentLayout().pageCount() == 1
    assert view.document().documentLayout().blockBoundingRect(QTextBlock()).isNull()


def test_only_the_bands_of_changed_highlights_are_painted(
    view: ArticleView, row: MakeRow, qtbot: QtBot
) -> None:
    text = LONG.replace("\n", "\n\n")
    view.set_article(text, [row(1, 0, 20)])
    spy = PaintSpy(view)
    QTest.qWait(150)
    spy.region = QRegion()
    view.set_highlights([row(1, 0, 20, Verdict.DENIED)])
    qtbot.waitUntil(lambda: not spy.region.isEmpty())
    painted = spy.region.boundingRect()
    assert painted.contains(caret_box(view, 3))
    assert painted.bottom() < 120
    spy.region = QRegion()
    view.set_highlights([row(1, 0, 20, Verdict.DENIED)])
    QTest.qWait(30)
    assert spy.region.isEmpty()


def test_many_changes_at_once_paint_the_whole_view(
    view: ArticleView, row: MakeRow, qtbot: QtBot
) -> None:
    view.set_article(LONG)
    view.set_highlights([row(n, n * 10, n * 10 + 9) for n in range(400)])
    assert {LIGHT.confirmed.tint} <= colours(picture(view))


def test_hits_are_boxed_counted_and_stepped_through(view: ArticleView) -> None:
    view.set_article(LONG)
    assert view.find_all("says") == 800
    seen = colours(picture(view))
    assert {LIGHT.find, LIGHT.find_now} <= seen
    assert view.find_step(1) == (2, 800)
    assert view.selection() == (LONG.index("says", 15), LONG.index("says", 15) + 4)
    assert LIGHT.selection not in colours(picture(view))
    assert view.find_step(-2) == (800, 800)
    assert view.verticalScrollBar().value() > 0
    assert view.find_step(1) == (1, 800)
    view.clear_find()
    seen = colours(picture(view))
    assert LIGHT.find not in seen
    assert LIGHT.selection in seen
    assert view.find_step(1) == (0, 0)


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
    image = view._map._drawn().toImage()
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


def test_a_paragraph_of_one_endless_word_is_shown(view: ArticleView) -> None:
    view.set_article("x" * 60_000)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert len(colours(picture(view))) > 2
