"""Going through the article: by word and paragraph, wider and narrower, from passage to passage."""

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from claimdesk.core.model import HighlightRow, Id, Verdict
from claimdesk.core.text import grapheme_floor, normalise
from claimdesk.ui.article.lanes import Span, SpanIndex
from claimdesk.ui.article.view import ArticleView
from ui.article.texts import STORY, WORLD

MakeRow = Callable[..., HighlightRow]
Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "OpenType support missing")

LONG = "\n".join(f"Paragraph {i} says something. It goes on." for i in range(300))


def press(view: ArticleView, key: Key, modifier: Qt.KeyboardModifier = CONTROL) -> tuple[int, int]:
    QTest.keyClick(view, key, modifier)
    return view.selection()


# By word, by paragraph -------------------------------------------------------------------------


def test_ctrl_and_down_goes_to_the_next_paragraph_and_with_shift_selects(view: ArticleView) -> None:
    view.set_article(STORY)
    second = STORY.index("A second")
    assert press(view, Key.Key_Down) == (second, second)
    assert press(view, Key.Key_Down) == (len(STORY), len(STORY))
    assert press(view, Key.Key_Up) == (second, second)
    assert press(view, Key.Key_Up, CONTROL | SHIFT) == (0, second)


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("Don’t stop, now", [6, 10, 12, 15]),
        ("市政府否认。", [1, 2, 3, 4, 5, 6]),
        ("สวัสดี ชาว", [7, 10]),
        ("\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd", [5, 9]),
    ],
)
def test_steps_by_word_go_over_whole_words_in_every_script(
    view: ArticleView, text: str, stops: list[int]
) -> None:
    view.set_article(text)
    # In a paragraph that runs from right to left the left arrow is the one that leads on.
    onward = Key.Key_Left if text[0] == "\u05e9" else Key.Key_Right
    back = Key.Key_Right if onward is Key.Key_Left else Key.Key_Left
    assert [press(view, onward)[0] for _ in stops] == stops
    assert [press(view, back)[0] for _ in stops] == [*reversed(stops[:-1]), 0]
    assert press(view, onward, CONTROL | SHIFT) == (0, stops[0])


@pytest.mark.parametrize("text", [STORY, WORLD])
def test_line_ends_and_words_keep_to_whole_graphemes(view: ArticleView, text: str) -> None:
    view.set_article(text)
    view.resize(300, 500)
    keys = (Key.Key_End, Key.Key_Home, Key.Key_Right, Key.Key_Left, Key.Key_Down, Key.Key_Up)
    for modifier in (Qt.KeyboardModifier.NoModifier, CONTROL, SHIFT, CONTROL | SHIFT):
        for keys_pressed in itertools.permutations(keys, 3):
            for key in keys_pressed:
                chosen = press(view, key, modifier)
                assert all(grapheme_floor(text, end) == end for end in chosen)


@pytest.mark.parametrize("unit", ["Word is. Next one ", "слово "])
def test_in_one_paragraph_of_10_mb_every_step_looks_around_the_caret_only(
    view: ArticleView, unit: str
) -> None:
    text = unit * (10_000_000 // len(unit.encode()))
    view.set_article(text)
    middle = len(text) // 2 // len(unit) * len(unit)
    view.select(middle, middle)
    assert press(view, Key.Key_Right)[0] == middle + unit.index(" ") + 1
    assert press(view, Key.Key_Left)[0] == middle
    assert view.expand()
    assert view.selection() == (middle, middle + unit.index(" "))
    laid_out = len(view._layout._kept)
    assert press(view, Key.Key_Down)[0] == len(text)
    assert press(view, Key.Key_Up)[0] == 0
    assert len(view._layout._kept) < laid_out + 20


# Wider and narrower ----------------------------------------------------------------------------


def test_the_selection_widens_step_by_step_and_shrinks_the_same_way_back(view: ArticleView) -> None:
    view.set_article(STORY)
    place = STORY.index("capture") + 2
    view.select(place, place)
    steps = [view.selection()]
    while view.expand():
        steps.append(view.selection())
    assert [STORY[start:end] for start, end in steps[1:]] == [
        "capture",
        "Ordain has announced the capture of Sarrowby.",
        STORY.split("\n")[0],
        STORY,
    ]
    for stretch in reversed(steps[:-1]):
        assert view.shrink()
        assert view.selection() == stretch
    assert not view.shrink()


def test_another_selection_or_another_text_forgets_the_steps(view: ArticleView) -> None:
    view.set_article(STORY)
    view.select(3, 3)
    view.expand()
    view.select(10, 12)
    assert not view.shrink()
    view.expand()
    widened = view.selection()
    view.set_article(STORY + "!")
    view.select(*widened)
    assert not view.shrink()
    assert view.selection() == widened


def test_widening_to_the_whole_text_leaves_the_view_where_it_is(view: ArticleView) -> None:
    view.set_article(LONG)
    view.select(6000, 6000)
    before = view.verticalScrollBar().value()
    while view.expand():
        assert view.verticalScrollBar().value() == before > 0
    while view.shrink():
        assert view.verticalScrollBar().value() == before
    view.verticalScrollBar().setValue(0)
    view.expand()
    assert view.verticalScrollBar().value() > 0
    assert view._scroller.shows(6000, 6000)


# From passage to passage -----------------------------------------------------------------------


def walk(view: ArticleView, by: int, times: int) -> list[tuple[int | None, bool]]:
    """Return numbers and wraps of the passages gone to, with the caret at each."""
    found: list[tuple[int | None, bool]] = []
    current: Id | None = None
    for _ in range(times):
        step = view.passage_beside(current, by)
        assert step is not None
        current = step.row.passage_id
        view.select(step.row.start, step.row.start)
        found.append((step.row.number, step.wrapped))
    return found


def test_passages_come_in_reading_order_and_go_round(view: ArticleView, row: MakeRow) -> None:
    second = STORY.index("A second")
    rows = [row(1, 10, 60), row(2, 10, 20), row(5, 10, 20), row(3, 50, 60), row(4, second, 90)]
    view.set_article(STORY, rows)
    view.select(10, 10)
    numbers = [(1, False), (2, False), (3, False), (4, False), (1, True), (2, False)]
    assert walk(view, 1, 6) == numbers
    view.select(10, 10)
    assert walk(view, -1, 5) == [(4, True), (3, False), (2, False), (1, False), (4, True)]


def test_a_passage_the_caret_has_left_is_no_starting_point(view: ArticleView, row: MakeRow) -> None:
    rows = [row(1, 0, 5), row(2, 20, 25), row(3, 40, 45)]
    view.set_article(STORY, rows)
    for caret, expected in ((30, 3), (46, 1), (5, 2), (0, 2)):
        view.select(caret, caret)
        step = view.passage_beside(rows[0].passage_id, 1)
        assert step is not None
        assert step.row.number == expected
    view.select(20, 20)
    step = view.passage_beside(Id(b"somewhere else"), 1)
    assert step is not None
    assert step.row.number == 2


def test_without_passages_there_is_none_to_go_to(view: ArticleView) -> None:
    view.set_article(STORY)
    assert view.passage_beside(None, 1) is None
    assert view.passage_beside(None, -1) is None


def test_a_step_looks_at_the_paragraphs_on_its_way_only(
    view: ArticleView, row: MakeRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row(i + 1, i * 40 + 2, i * 40 + 30) for i in range(250)]
    view.set_article(LONG, rows)
    view.select(5000, 5000)
    inside, seen = SpanIndex.inside, []

    def noted(index: SpanIndex, paragraph: int) -> list[Span]:
        seen.append(paragraph)
        return inside(index, paragraph)

    monkeypatch.setattr(SpanIndex, "inside", noted)
    assert view.passage_beside(None, 1)
    assert 1 <= len(seen) <= 3


def test_a_revealed_passage_takes_a_mere_caret_along_and_leaves_a_selection(
    view: ArticleView, row: MakeRow
) -> None:
    one = row(1, 30, 40)
    view.set_article(STORY, [one])
    view.reveal_passage(one.passage_id)
    assert view.selection() == (30, 30)
    view.select(3, 9)
    view.reveal_passage(one.passage_id)
    assert view.selection() == (3, 9)
    assert view.stretch_of(one.passage_id) == (30, 40)
    assert view.stretch_of(Id(b"nowhere")) == (0, 0)


# Sentences without a claim ---------------------------------------------------------------------

NEWS = "Bridge closed\n\nIt is shut. Nobody knows why.\nAdvertisement\nIt may open soon."


def sentences_found(view: ArticleView, by: int, times: int) -> list[tuple[str, bool]]:
    found = []
    for _ in range(times):
        step = view.unclaimed_beside(by)
        assert step is not None
        view.select(step.start, step.end)
        found.append((NEWS[step.start : step.end], step.wrapped))
    return found


def test_sentences_without_a_claim_are_visited_in_turn(view: ArticleView, row: MakeRow) -> None:
    shut, may = NEWS.index("shut"), NEWS.index("may")
    view.set_article(NEWS, [row(1, shut, shut + 4), row(None, may, may + 3)])
    assert sentences_found(view, 1, 5) == [
        ("Bridge closed", False),
        ("Nobody knows why.", False),
        ("Advertisement", False),
        ("It may open soon.", False),
        ("Bridge closed", True),
    ]
    assert sentences_found(view, -1, 3) == [
        ("It may open soon.", True),
        ("Advertisement", False),
        ("Nobody knows why.", False),
    ]


def test_from_the_middle_of_a_sentence_the_search_goes_to_the_next_and_to_its_start(
    view: ArticleView,
) -> None:
    view.set_article(NEWS)
    place = NEWS.index("knows")
    view.select(place, place)
    assert sentences_found(view, 1, 1) == [("Advertisement", False)]
    view.select(place, place)
    assert sentences_found(view, -1, 1) == [("Nobody knows why.", False)]


def test_when_every_sentence_has_a_claim_none_is_found(view: ArticleView, row: MakeRow) -> None:
    view.set_article(NEWS, [row(1, 0, len(NEWS), Verdict.DENIED)])
    for by in (1, -1):
        assert view.unclaimed_beside(by) is None
    view.set_article("")
    for by in (1, -1):
        assert view.unclaimed_beside(by) is None
    view.set_article(" \n ")
    for by in (1, -1):
        assert view.unclaimed_beside(by) is None


def test_the_only_sentence_left_is_found_again(view: ArticleView) -> None:
    view.set_article("Only one.")
    view.select(0, 9)
    step = view.unclaimed_beside(1)
    assert step is not None
    assert (step.start, step.end, step.wrapped) == (0, 9, True)


# Where the reader is ---------------------------------------------------------------------------


def test_the_line_at_the_top_comes_back_at_every_size_and_width(view: ArticleView) -> None:
    view.set_article(LONG)
    for value in (0, 1, 700, 4321, view.verticalScrollBar().maximum()):
        view.verticalScrollBar().setValue(value)
        top = view.top_place()
        for width, pixels in ((900, 18), (500, 18), (900, 26)):
            view.resize(width, 600)
            view.set_font_pixels(pixels)
            for _ in range(3):
                view.show_from(top)
                assert view.top_place() <= top
                at_end = view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
                assert at_end or LONG[view.top_place() : top + 1].count("\n") == 0
        view.resize(900, 600)
        view.set_font_pixels(18)


def test_showing_the_same_place_again_and_again_does_not_wander(view: ArticleView) -> None:
    view.set_article(LONG)
    view.show_from(LONG.index("Paragraph 150"))
    for _ in range(5):
        assert view.top_place() == LONG.index("Paragraph 150")
        view.show_from(view.top_place())
    view.show_from(10**9)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


# Copy ------------------------------------------------------------------------------------------


def test_what_is_copied_is_the_stored_text_to_the_last_character(view: ArticleView) -> None:
    text = normalise(
        "5\u00a0km\u2028\U0001f6a8\U0001f1fa\U0001f1f8 to\u00adday\r\n\u200bcafe\u0301"
    )
    view.set_article(text)
    for start, end in ((0, len(text)), (1, 4), (5, 8)):
        view.select(start, end)
        view.copy()
        assert QGuiApplication.clipboard().text() == text[start:end]
