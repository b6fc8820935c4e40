"""The margins of the article: what was looked at, and cues, computed for what is seen only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip

from claimdesk.core.cues import Cue, hits
from claimdesk.core.positions import Positions
from claimdesk.ui.article.margin import _BLOCK, Margin
from claimdesk.ui.article.view import ArticleView

TEXT = "Officials said 30 men left. Nobody saw it.\nThe second paragraph is plain.\n"
_NAMED = "number, who says so, unnamed source"


def margin_of(text: str) -> Margin:
    margin = Margin()
    margin.read(text, Positions(text))
    return margin


def picture(view: ArticleView) -> QImage:
    QApplication.processEvents()
    return view.viewport().grab().toImage()


def test_stretches_that_touch_are_one() -> None:
    margin = margin_of(TEXT)
    margin.cover([(20, 30), (0, 10), (10, 12), (2, 5)])
    assert margin.covers(0, 12)
    assert margin.covers(21, 30)
    assert not margin.covers(0, 13)
    assert not margin.covers(11, 21)
    assert margin.touches(11, 21)
    assert margin.touches(0, 40)
    assert not margin.touches(12, 20)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8))
def test_what_is_covered_and_what_is_not_add_up_to_the_whole(parts: list[tuple[int, int]]) -> None:
    margin = margin_of("a" * 90)
    margin.cover((start, start + length) for start, length in parts)
    covered = {place for start, length in parts for place in range(start, start + length)}
    assert {place for place in range(90) if margin.covers(place, place + 1)} == covered
    assert {place for place in range(90) if margin.touches(place, place + 1)} == covered


def test_cues_of_a_long_text_are_those_of_its_whole() -> None:
    text = "Officials said “some 30 men” left yesterday; nobody saw it. " * 150 + "\n\nNo. 4"
    margin = margin_of(text)
    assert margin.cues(0, len(text)) == hits(text)
    place = _BLOCK * 2
    wanted = [hit for hit in hits(text) if hit.start < place + 9 and place < hit.end]
    assert margin_of(text).cues(place, place + 9) == wanted


def test_a_line_has_at_most_four_letters_and_its_words_are_short() -> None:
    text = "Perhaps officials said “no 30 men” ever left yesterday, " + "1 " * 60
    margin = margin_of(text)
    assert margin.letters(0, len(text)) == "#“@+"
    assert margin.letters(0, 8) == "~"
    assert margin.explained(0, len(text)) == ""
    margin.shows_cues = True
    told = margin.explained(0, len(text)).splitlines()
    assert len(told) == len(Cue)
    assert max(map(len, told)) < 120
    assert margin_of("1 b 2 c 3 d 4 e 5 f 6 g 7").named(0, 9) == ""
    many = margin_of("1 b 2 c 3 d 4 e 5 f 6 g 7")
    many.shows_cues = True
    assert many.explained(0, 30).endswith("“6” …")


def test_cues_stand_beside_the_text_which_makes_room(view: ArticleView) -> None:
    view.resize(600, 500)
    view.set_article(TEXT)
    before, width = picture(view), view._layout.width
    view.show_cues(on=True)
    assert view._layout.width < width
    assert picture(view) != before
    view.show_cues(on=True)
    assert view.cues_in_words(0, 27) == _NAMED
    view.show_cues(on=False)
    assert picture(view) == before
    assert view.cues_in_words(0, 27) == ""


def test_cues_are_looked_for_only_where_the_text_is_seen(view: ArticleView) -> None:
    view.set_article("A plain line of words, and 3 more.\n" * 20_000)
    view.show_cues(on=True)
    picture(view)
    assert 0 < len(view._scene.margin._blocks) < 8


def test_a_bar_stands_beside_what_was_looked_at(view: ArticleView) -> None:
    view.set_article(TEXT)
    before = picture(view)
    view.cover([(43, 73)])
    assert view.is_covered(43, 73)
    assert not view.is_covered(0, 73)
    assert picture(view) != before
    view.cover([])
    assert picture(view) == before


def test_the_margins_explain_themselves_to_the_mouse(view: ArticleView) -> None:
    view.set_article(TEXT)
    view.show_cues(on=True)
    view.cover([(0, 27)])
    left, width = int(view._layout.left), int(view._layout.width)
    words = view._beside(QPoint(left + width + 12, 40))
    assert words.startswith("Nothing to check here\n#  number: “30”")
    assert view._beside(QPoint(left - 6, 40)) == words
    assert view._beside(QPoint(left + 5, 40)) == ""


def test_hovering_a_margin_shows_its_words(
    view: ArticleView, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _widget: shown.append(text))
    view.set_article(TEXT)
    view.cover([(0, 27)])
    point = QPoint(int(view._layout.left) - 6, 40)
    event = QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    assert shown == ["Nothing to check here"]
