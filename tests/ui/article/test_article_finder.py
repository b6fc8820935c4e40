"""Finding on the page: hits boxed and shown in slices, stepped through, ticked on the map."""

import pytest
from pytestqt.qtbot import QtBot

from claimdesk.core.query import Query
from claimdesk.ui.article.finder import Finding
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.colours import DARK, LIGHT
from claimdesk.ui.base.theme import Theme
from ui.article.texts import STORY

LONG = "\n".join(
    f"Line {n} says nothing of \U0001f6a7 interest, it only goes on." for n in range(9000)
)


class Told:
    """What the finder of a view said, in order."""

    def __init__(self, view: ArticleView) -> None:
        self.findings: list[Finding] = []
        view.finder.changed.connect(self.findings.append)


def chosen(view: ArticleView) -> str:
    start, end = view.selection()
    return view._caret.text[start:end]


def test_a_short_text_is_found_through_at_once(view: ArticleView) -> None:
    view.set_article(STORY)
    told = Told(view)
    view.finder.start(Query("it"))
    assert told.findings == [Finding(1, 5)]
    assert view.finder.hits[0] == (75, 77)
    assert chosen(view) == "it"


def test_a_long_text_is_counted_while_the_first_hit_is_shown(
    qtbot: QtBot, view: ArticleView
) -> None:
    view.set_article(LONG)
    view.select(len(LONG) - 300, len(LONG) - 300)
    told = Told(view)
    view.finder.start(Query("INTEREST"))
    assert chosen(view) == "interest"
    assert not view.finder.finding.is_complete
    assert not view.grab().isNull()
    qtbot.waitUntil(lambda: view.finder.finding.is_complete)
    assert view.finder.finding.total == 9000
    assert view.selection()[0] == LONG.index("interest", len(LONG) - 300)
    assert len(told.findings) > 2


def test_typing_on_starts_where_the_first_letter_did(view: ArticleView) -> None:
    view.set_article(STORY)
    for needle, shown in (("s", 9), ("sa", 36), ("s", 9), ("second", 82)):
        view.finder.start(Query(needle))
        assert view.selection()[0] == shown
    view.finder.start(Query("secondo"))
    view.finder.start(Query("s"))
    assert view.selection()[0] == 9
    view.finder.step(1)
    view.finder.start(Query("it"))
    assert view.selection()[0] > 30


def test_a_step_to_what_is_not_known_yet_is_made_when_it_is(view: ArticleView) -> None:
    view.set_article(LONG)
    view.select(len(LONG) - 300, len(LONG) - 300)
    view.finder.start(Query("interest"))
    first = view.selection()[0]
    view.finder.step(1)
    assert view.selection()[0] == first
    view.finder.finish()
    assert view.selection()[0] == LONG.index("interest", first + 1)


def test_another_query_leaves_the_search_before(qtbot: QtBot, view: ArticleView) -> None:
    view.set_article(LONG)
    view.finder.start(Query("interest"))
    view.finder.start(Query("Line 77 says"))
    qtbot.waitUntil(lambda: view.finder.finding.is_complete)
    assert view.finder.finding == Finding(1, 1)
    view.finder.step(1)
    assert view.finder.finding == Finding(1, 1, rounds=1)


def test_another_text_ends_the_search(view: ArticleView) -> None:
    view.set_article(LONG)
    view.finder.start(Query("interest"))
    view.set_article(STORY)
    view.finder.finish()
    view.finder._advance()
    assert (view.finder.hits, view.finder.finding) == ([], Finding())


@pytest.mark.parametrize("needle", ["(a", "(a+)+$"])
def test_what_cannot_be_carried_out_is_told(view: ArticleView, needle: str) -> None:
    view.set_article("a" * 3000 + "!")
    view.finder.start(Query(needle, is_regex=True))
    view.finder.finish()
    assert view.finder.finding.trouble.startswith("This ")
    view.finder.step(1)
    assert view.finder.hits == []


def test_the_map_ticks_where_something_was_found(view: ArticleView, theme: Theme) -> None:
    view.set_article(LONG)
    for needle in ("Line 1 says", "Line 8999 says"):
        view.finder.start(Query(needle))
        view.finder.finish()
        assert not view._map.grab().isNull()
        ticks = view._map._ticks
        assert ticks is not None
        assert len(ticks) == 1
        assert (ticks[0] < 9) == (needle == "Line 1 says")
        colours = {LIGHT.find_edge.lower(), DARK.find_edge.lower()}
        image = view._map.grab().toImage()
        assert image.pixelColor(19, ticks[0]).name() in colours
    view.finder.start(Query("Line"))
    view.finder.finish()
    view._map.grab()
    assert len(view._map._ticks or ()) == view._map.height()
    view.clear_find()
    view._map.grab()
    assert view._map._ticks == []
