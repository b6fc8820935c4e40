"""What is painted: papers, tints, lanes, boxes, and no more of it than changed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QRectF
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QRegion,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from claimdesk.core.model import HighlightRow, Stance, Verdict
from claimdesk.ui.article.painting import Frame, _faded
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.colours import DARK, LIGHT
from claimdesk.ui.base.theme import Theme

MakeRow = Callable[..., HighlightRow]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = "\n".join(f"Paragraph {i} says something of its own, and says it well." for i in range(400))

LINE = "Overlapping and nested claims, six deep at the worst place on this line"

ARABIC = "قال الرئيس إن القوات دخلت مدينة Sarrowby يوم الأربعاء."


def picture(view: ArticleView) -> QImage:
    return view.viewport().grab().toImage()


def colours(image: QImage, area: QRect | None = None) -> set[str]:
    area = area or image.rect()
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(area.left(), area.right(), 1)
        for y in range(area.top(), area.bottom(), 1)
    }


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
    end = ARABIC.index("Sarrowby") + 8
    view.set_article(ARABIC, [row(1, start, end), row(2, ARABIC.index("Sarrowby"), end)])
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


def test_fading_mutes_what_no_passage_hit_or_selection_covers(
    view: ArticleView, row: MakeRow
) -> None:
    # In letters of this size the inside of a stem has the colour itself.
    view.set_font_pixels(40)
    text = "Marked Plain Found Chosen"
    view.set_article(text, [row(None, 0, 6)])

    def has(colour: str, word: str) -> bool:
        start = text.index(word)
        first, last = caret_box(view, start), caret_box(view, start + len(word))
        area = QRect(first.left() + 3, first.top(), last.left() - first.left() - 6, first.height())
        return colour in colours(picture(view), area)

    assert not has(LIGHT.muted, "Plain")
    view.fade(on=True)
    assert has(LIGHT.muted, "Plain")
    assert has(LIGHT.muted, "Found")
    assert has(LIGHT.text, "Marked")
    assert not has(LIGHT.muted, "Marked")
    view.find_all("Found")
    view.select(text.index("Chosen"), len(text))
    assert has(LIGHT.selection_text, "Chosen")
    assert not has(LIGHT.muted, "Found")
    assert not has(LIGHT.muted, "Chosen")
    view.fade(on=False)
    assert not has(LIGHT.muted, "Plain")


def test_a_passage_into_the_next_paragraph_is_not_faded(view: ArticleView, row: MakeRow) -> None:
    view.set_font_pixels(40)
    view.set_article("One two\nthree four", [row(1, 4, 13), row(2, 0, 7)])
    view.fade(on=True)
    strip = view._layout.strip_at(view._layout.top(1) + 1)
    faded = list(_faded(strip, view._scene, Frame((), 0, QRectF())))
    assert [(one.start, one.length) for one in faded] == [(5, 5)]


def test_a_paragraph_of_one_endless_word_is_shown(view: ArticleView) -> None:
    view.set_article("x" * 60_000)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert len(colours(picture(view))) > 2
