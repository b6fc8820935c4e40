"""The article pane: header, text and selection kept together, finding, places remembered."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from claimdesk.core.model import HighlightRow, Id, ReadArticle, Verdict
from claimdesk.core.places import Places
from claimdesk.store import articles, assessments, claims, highlights, passages, projects
from claimdesk.ui.base.notify import Announcer
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.article import ArticlePane

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pane(
    qtbot: QtBot,
    project: Project,
    selection: Selection,
    theme: Theme,
    announcer: Announcer,
    review: dict[str, Id],
    tmp_path: Path,
) -> ArticlePane:
    pane = ArticlePane(project, selection, theme, announcer, Places(tmp_path))
    qtbot.addWidget(pane)
    pane.resize(760, 500)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    selection.choose_article(review["first"])
    return pane


def find(pane: ArticlePane, text: str) -> str:
    """Type into the find bar and return what it counts."""
    pane.open_find()
    pane.find_bar.text.clear()
    QTest.keyClicks(pane.find_bar.text, text)
    pane.find_bar.flush()
    return pane.find_bar.count.text()


def highlight(project: Project, review: dict[str, Id], claim: str) -> HighlightRow:
    row = project.read(articles.row, review["first"])
    assert row is not None
    rows = project.read(highlights.rows, row.version_id)
    return next(one for one in rows if one.claim_id == review[claim])


# Header and empty state ------------------------------------------------------------------------


def test_without_an_article_the_pane_says_how_to_get_one(
    pane: ArticlePane, selection: Selection, qtbot: QtBot
) -> None:
    selection.choose_article(None)
    assert not pane.view.isVisible()
    with qtbot.waitSignal(pane.import_wanted):
        QTest.mouseClick(pane.import_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(pane.paste_wanted):
        QTest.mouseClick(pane.paste_button, Qt.MouseButton.LeftButton)
    pane.open_find()
    assert pane.find_bar.isHidden()
    assert not pane.grab().isNull()


def test_the_header_says_where_the_article_comes_from(
    pane: ArticlePane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    header = pane.header
    assert header.title.text() == "Bridge closed"
    assert header.origin.text() == "Post"
    assert header.address.address == "https://x.example"
    assert header.version.text().startswith("Version 1, imported ")
    change = partial(articles.change, article_id=review["first"], published="2025-10-29")
    project.do("Correct", change)
    assert header.origin.text() == "Post · 2025-10-29"
    selection.choose_article(review["second"])
    assert header.address.isHidden()


def test_a_low_pane_is_mostly_text(pane: ArticlePane) -> None:
    assert pane.header.version.isVisible()
    pane.resize(760, 220)
    assert not pane.header.version.isVisible()
    assert pane.header.title.isVisible()


def test_a_removed_article_leaves_the_empty_page_until_another_is_chosen(
    pane: ArticlePane, project: Project, review: dict[str, Id]
) -> None:
    project.do("Remove", partial(articles.remove, article_id=review["first"]))
    assert not pane.view.isVisible()
    project.do("Other", partial(claims.change, claim_id=review["cost"], claimant="X"))
    assert not pane.view.isVisible()


def test_closing_the_project_empties_the_pane(pane: ArticlePane, project: Project) -> None:
    project.use(None)
    assert not pane.view.isVisible()


# Both ways -------------------------------------------------------------------------------------


def test_what_is_selected_in_the_text_is_what_is_pointed_at(
    pane: ArticlePane, selection: Selection
) -> None:
    pane.focus_text()
    for _ in range(3):
        QTest.keyClick(pane.view, Key.Key_Right, SHIFT)
    assert (selection.now.start, selection.now.end) == (0, 3)
    selection.choose_text(4, 10)
    assert pane.view.selection() == (4, 10)


def test_an_activated_passage_is_what_is_pointed_at(
    pane: ArticlePane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    row = highlight(project, review, "cost")
    pane.view.select(row.start + 2, row.start + 2)
    pane.focus_text()
    QTest.keyClick(pane.view, Key.Key_Return)
    assert selection.now.passage_id == row.passage_id
    assert selection.now.claim_id == review["cost"]


def test_a_moved_edge_is_stored_announced_undone_and_still_pointed_at(
    pane: ArticlePane,
    project: Project,
    selection: Selection,
    announcer: Announcer,
    review: dict[str, Id],
) -> None:
    row = highlight(project, review, "cost")
    selection.choose_passage(row.passage_id, review["cost"])
    pane.view.select(row.start, row.start)
    pane.focus_text()
    QTest.keyPress(pane.view, Key.Key_Right, SHIFT | Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(pane.view, Key.Key_Alt)
    assert list(announcer.history)[-2:] == ["Ends at “,”", "Passage changed"]
    moved = highlight(project, review, "cost")
    assert (moved.start, moved.end) == (row.start, row.end + 1)
    assert selection.now.passage_id == moved.passage_id
    assert project.undo_stack.undoText() == "Move passage edge"
    for step, expected in ((project.undo_stack.undo, row), (project.undo_stack.redo, moved)):
        step()
        assert highlight(project, review, "cost") == expected
        assert (selection.now.passage_id, selection.now.claim_id) == (
            expected.passage_id,
            review["cost"],
        )
        assert len(pane.view._scene.active) == 1


def test_an_edge_that_cannot_be_stored_goes_back(
    pane: ArticlePane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    row = highlight(project, review, "cost")
    selection.choose_passage(row.passage_id, review["cost"])
    pane.view.edges_moved.emit(row.passage_id, 5, 5)
    assert highlight(project, review, "cost") == row
    assert selection.now.passage_id == row.passage_id


def test_a_passage_whose_making_is_undone_is_pointed_at_no_longer(
    pane: ArticlePane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    article = project.read(articles.row, review["first"])
    assert article is not None
    assert pane.isVisible()
    edit = partial(passages.mark, version_id=article.version_id, start=0, end=3)
    passage_id = project.do("Mark", edit)
    selection.choose_passage(passage_id, review["cost"])
    project.undo_stack.undo()
    assert (selection.now.passage_id, selection.now.claim_id) == (None, review["cost"])


def test_the_card_shows_the_text_of_the_claim(
    pane: ArticlePane, project: Project, review: dict[str, Id]
) -> None:
    row = highlight(project, review, "cost")
    assert pane.view.claim_text(row) == "It cost 3 million."
    assert pane.view.claim_text(replace(row, claim_id=None)) == ""
    project.do("Remove", partial(claims.remove, claim_ids=[review["cost"]]))
    assert pane.view.claim_text(row) == ""


def test_a_passage_of_another_article_is_opened_and_revealed(
    pane: ArticlePane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    link = project.read(passages.links, review["closed"])[1]
    selection.show_passage(link.article_id, link.passage_id, review["closed"])
    assert pane.header.title.text() == "Nobody crossed"
    assert len(pane.view._scene.flashed) == 1
    assert len(pane.view._scene.active) == 1


def test_a_chosen_claim_is_lit_in_the_text(
    pane: ArticlePane, selection: Selection, review: dict[str, Id]
) -> None:
    selection.choose_claim(review["cost"])
    assert pane.view._scene.active
    selection.choose_claim(None)
    assert not pane.view._scene.active


def test_a_verdict_redraws_the_highlights_and_keeps_caret_and_find(
    pane: ArticlePane, project: Project, review: dict[str, Id]
) -> None:
    pane.view.select(20, 25)
    decided = partial(assessments.decide, claim_ids=[review["closed"]], verdict=Verdict.CONFIRMED)
    project.do("Decide", decided)
    shown = pane.view.at_caret() or pane.view._scene.index.at(3)
    assert shown
    assert pane.view.selection() == (20, 25)
    project.do("Rename", partial(projects.rename, title="Other"))
    assert pane.view.selection() == (20, 25)


def test_entering_a_passage_is_announced_with_its_verdict(
    pane: ArticlePane, project: Project, announcer: Announcer, review: dict[str, Id]
) -> None:
    decided = partial(assessments.decide, claim_ids=[review["cost"]], verdict=Verdict.DENIED)
    project.do("Decide", decided)
    row = highlight(project, review, "cost")
    pane.view.select(row.start + 2, row.start + 2)
    assert announcer.history[-1].startswith("Claim 2, denied")
    said = len(announcer.history)
    pane.view.select(45, 45)
    assert len(announcer.history) == said


def test_each_article_is_found_again_as_it_was_left(
    pane: ArticlePane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    text = "One line of many.\n" * 400
    long_one = project.do("Add", partial(articles.add, read=ReadArticle(text, "Long")))
    selection.choose_article(long_one)
    pane.view.select(3000, 3010)
    bar = pane.view.verticalScrollBar()
    bar.setValue(1234)
    selection.choose_article(review["first"])
    assert (selection.now.start, selection.now.end) == (0, 0)
    selection.choose_article(long_one)
    assert pane.view.selection() == (3000, 3010)
    assert (selection.now.start, selection.now.end) == (3000, 3010)
    assert bar.value() == pytest.approx(1234, abs=40)


def test_the_menu_of_the_text_is_asked_for(pane: ArticlePane, qtbot: QtBot) -> None:
    place = QPoint(200, 60)
    viewport = pane.view.viewport()
    with qtbot.waitSignal(pane.menu_wanted):
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place)
        )
        QApplication.sendEvent(viewport, event)


# Finding ---------------------------------------------------------------------------------------


def test_typing_finds_and_enter_goes_round(
    pane: ArticlePane, selection: Selection, announcer: Announcer
) -> None:
    pane.open_find()
    text = pane.find_bar.text
    assert text.hasFocus()
    assert (text.accessibleIdentifier(), pane.find_bar.count.accessibleIdentifier()) == (
        "find-text",
        "find-count",
    )
    QTest.keyClicks(text, "it")
    pane.find_bar.flush()
    assert pane.find_bar.count.text() == "1 of 2"
    assert announcer.history[-1] == "2 matches"
    QTest.keyClick(text, Key.Key_Return)
    assert pane.find_bar.count.text() == "2 of 2"
    assert selection.now.has_text
    QTest.keyClick(text, Key.Key_Return)
    assert pane.find_bar.count.text() == "1 of 2, from the top"
    assert announcer.history[-1] == "1 of 2, from the top"
    QTest.keyClick(text, Key.Key_Enter, SHIFT)
    assert pane.find_bar.count.text() == "2 of 2, from the end"
    QTest.mouseClick(pane.find_bar.next, Qt.MouseButton.LeftButton)
    QTest.mouseClick(pane.find_bar.previous, Qt.MouseButton.LeftButton)
    assert pane.find_bar.count.text() == "2 of 2, from the end"
    QTest.keyClick(text, Key.Key_F12)
    assert pane.find_bar.isVisible()


def test_no_match_is_said_and_offers_no_steps(pane: ArticlePane, announcer: Announcer) -> None:
    assert find(pane, "nowhere") == "No matches"
    assert announcer.history[-1] == "No matches"
    assert not pane.find_bar.next.isEnabled()
    QTest.keyClick(pane.find_bar.text, Key.Key_Return)
    assert pane.find_bar.count.text() == "No matches"
    assert find(pane, "") == ""


def test_case_can_matter(pane: ArticlePane) -> None:
    assert find(pane, "the") == "1 of 2"
    pane.find_bar.case.click()
    assert pane.find_bar.count.text() == "No matches"
    assert find(pane, "The") == "1 of 2"


@pytest.mark.parametrize("way", ["escape", "button"])
def test_leaving_takes_the_boxes_away_and_goes_back_to_the_text(
    pane: ArticlePane, way: str
) -> None:
    find(pane, "bridge")
    if way == "escape":
        QTest.keyClick(pane.find_bar.text, Key.Key_Escape)
    else:
        QTest.mouseClick(pane.find_bar.close_button, Qt.MouseButton.LeftButton)
    assert pane.find_bar.isHidden()
    assert pane.view.hasFocus()
    assert pane.view._scene.hits is None


def test_stepping_from_the_text_opens_the_bar_first(pane: ArticlePane) -> None:
    pane.find_step(1)
    assert pane.find_bar.isVisible()
    QTest.keyClicks(pane.find_bar.text, "it")
    pane.find_step(1)
    assert pane.find_bar.count.text() == "2 of 2"
    pane.find_step(-1)
    assert pane.find_bar.count.text() == "1 of 2"


def test_a_few_selected_words_are_looked_for_at_once(pane: ArticlePane) -> None:
    pane.view.select(4, 10)
    pane.open_find()
    assert pane.find_bar.text.text() == "bridge"
    assert pane.find_bar.count.text() == "1 of 1"
    pane.view.select(40, 60)
    pane.open_find()
    assert pane.find_bar.text.text() == "bridge"


def test_another_article_closes_the_find_bar(
    pane: ArticlePane, selection: Selection, review: dict[str, Id]
) -> None:
    find(pane, "bridge")
    selection.choose_article(review["second"])
    assert pane.find_bar.isHidden()


def test_the_icons_follow_the_theme(pane: ArticlePane, theme: Theme) -> None:
    before = pane.find_bar.next.icon().cacheKey()
    theme.prefer("dark")
    assert pane.find_bar.next.icon().cacheKey() != before
    assert not pane.grab().isNull()
    theme.prefer("light")
