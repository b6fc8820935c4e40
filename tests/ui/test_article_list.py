"""The article list: what it shows, that it points both ways, what happens when articles go."""

import re
from functools import partial
from typing import NoReturn

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id, ReadArticle, Verdict
from claimdesk.core.sentences import sentences
from claimdesk.store import articles, assessments, claims, coverage
from claimdesk.store.store import Session
from claimdesk.ui.base.cards import Index
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.models.shares import Shares
from claimdesk.ui.panes.article_list import ArticleCard, ArticleListPane

NO_KEYS = Qt.KeyboardModifier.NoModifier
SAID = int(Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def pane(qtbot: QtBot, project: Project, selection: Selection, theme: Theme) -> ArticleListPane:
    pane = ArticleListPane(project, selection, theme)
    qtbot.addWidget(pane)
    pane.resize(220, 400)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    return pane


def hint(pane: ArticleListPane) -> str:
    return pane._hint.text() if pane._hint.isVisible() else ""


def spoken(pane: ArticleListPane, place: int) -> str:
    """Return what is said of a card, without how much of the article was looked at."""
    said = str(pane.model.index(place, 0).data(SAID))
    return re.sub(r", \d+ of \d+ sentences .*", "", said)


def test_an_empty_project_says_how_to_get_articles_in(pane: ArticleListPane) -> None:
    assert hint(pane) == "Drop files here or press Ctrl+I"
    assert pane.view.accessibleIdentifier() == "article-list"
    assert pane.view.accessibleName() == "Articles"


def test_articles_show_title_and_progress_in_words(
    pane: ArticleListPane, project: Project, review: dict[str, Id]
) -> None:
    assert hint(pane) == ""
    said = [spoken(pane, place) for place in range(2)]
    assert said == [
        "Bridge closed, 0 of 2 claims reviewed",
        "Nobody crossed, 0 of 1 claim reviewed",
    ]
    project.do(
        "Decide",
        partial(assessments.decide, claim_ids=[review["closed"]], verdict=Verdict.DENIED),
    )
    assert spoken(pane, 0) == "Bridge closed, 1 of 2 claims reviewed"
    project.do("Add", partial(articles.add, read=ReadArticle("Nothing here", "Third")))
    assert spoken(pane, 2) == "Third, no claims yet"
    assert "Post" in pane.model.index(0, 0).data(int(Qt.ItemDataRole.ToolTipRole))
    assert not pane.grab().isNull()


def test_a_narrow_list_still_paints(pane: ArticleListPane, review: dict[str, Id]) -> None:
    pane.resize(50, 300)
    assert not pane.grab().isNull()
    pane.view.setFixedWidth(10)
    assert not pane.grab().isNull()


def test_the_first_article_is_pointed_at_until_another_is_chosen(
    pane: ArticleListPane, selection: Selection, review: dict[str, Id], qtbot: QtBot
) -> None:
    assert selection.now.article_id == review["first"]
    pane.view.setFocus()
    QTest.keyClick(pane.view, Qt.Key.Key_Down)
    assert selection.now.article_id == review["second"]
    selection.choose_article(review["first"])
    assert pane.view.currentIndex().row() == 0


def test_clicking_an_article_points_at_it(
    pane: ArticleListPane, selection: Selection, review: dict[str, Id], qtbot: QtBot
) -> None:
    place = pane.view.visualRect(pane.model.index(1, 0)).center()
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, place)
    assert selection.now.article_id == review["second"]


def test_enter_opens_the_article(
    pane: ArticleListPane, review: dict[str, Id], qtbot: QtBot
) -> None:
    pane.view.setFocus()
    with qtbot.waitSignal(pane.opened, timeout=1000):
        QTest.keyClick(pane.view, Qt.Key.Key_Return)


def test_a_removed_article_gives_its_place_to_its_neighbour_and_undo_brings_it_back(
    pane: ArticleListPane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    selection.choose_article(review["second"])
    project.do("Remove", partial(articles.remove, article_id=review["second"]))
    assert selection.now.article_id == review["first"]
    project.do("Remove", partial(articles.remove, article_id=review["first"]))
    assert selection.now.article_id is None
    assert hint(pane)
    project.undo_stack.undo()
    assert selection.now.article_id == review["first"]


def test_changes_that_show_nothing_here_are_not_read_again(
    pane: ArticleListPane, project: Project, review: dict[str, Id]
) -> None:
    before = pane.model.row_at(0)
    project.do("Tag", partial(claims.set_tags, claim_id=review["cost"], names=["money"]))
    assert pane.model.row_at(0) is before


def test_closing_the_project_empties_the_list(
    pane: ArticleListPane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    project.use(None)
    assert pane.model.rowCount() == 0
    assert selection.now.article_id is None


def test_the_menu_is_asked_for_with_the_mouse_and_with_the_menu_key(
    pane: ArticleListPane, selection: Selection, review: dict[str, Id], qtbot: QtBot
) -> None:
    view, reason = pane.view, QContextMenuEvent.Reason
    place = view.visualRect(pane.model.index(1, 0)).center()
    with qtbot.waitSignal(pane.menu_wanted) as asked:
        event = QContextMenuEvent(reason.Mouse, place, view.viewport().mapToGlobal(place))
        QApplication.sendEvent(view.viewport(), event)
    assert asked.args == [view.viewport().mapToGlobal(place)]
    assert selection.now.article_id == review["second"]
    with qtbot.waitSignal(pane.menu_wanted):
        QApplication.sendEvent(
            view.viewport(), QContextMenuEvent(reason.Keyboard, QPoint(1, 1), QPoint())
        )
    nowhere = QPoint(5, view.viewport().height() - 5)
    with qtbot.assertNotEmitted(pane.menu_wanted):
        event = QContextMenuEvent(reason.Mouse, nowhere, view.viewport().mapToGlobal(nowhere))
        QApplication.sendEvent(view.viewport(), event)


def test_a_card_that_changes_asks_no_card_out_of_sight_for_its_height(
    pane: ArticleListPane, project: Project, review: dict[str, Id], theme: Theme
) -> None:
    asked: list[str] = []

    class Counting(ArticleCard):
        def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
            asked.append(index.data())
            return super().sizeHint(option, index)

    def many(session: Session) -> None:
        for number in range(60):
            articles.add(session, ReadArticle(f"Text {number}", f"Article {number}"))

    project.do("Import", many)
    pane.view.setItemDelegate(Counting(theme, pane._title_at, pane._shares, pane.view))
    QApplication.processEvents()
    assert "Article 59" in asked
    asked.clear()
    verdict = partial(assessments.decide, claim_ids=[review["cost"]], verdict=Verdict.DENIED)
    project.do("Decide", verdict)
    QApplication.processEvents()
    assert "Bridge closed" in asked
    assert "Article 59" not in asked  # only what is in sight is painted
    long = "A title that says more than one line of a narrow list can hold"
    project.do("Rename", partial(articles.change, article_id=review["first"], title=long))
    QApplication.processEvents()
    boxes = [pane.view.visualRect(pane.model.index(place, 0)) for place in range(2)]
    assert boxes[0].bottom() < boxes[1].top()
    assert boxes[0].height() > boxes[1].height()


def test_only_the_reviews_of_articles_in_sight_are_counted(
    pane: ArticleListPane, project: Project, review: dict[str, Id], selection: Selection
) -> None:
    def many(session: Session) -> None:
        for number in range(300):
            articles.add(session, ReadArticle(f"Text {number}", f"Article {number}"))

    project.do("Import", many)
    QApplication.processEvents()
    last = pane.model.keys[-1]
    assert len(pane.model.keys) == 302
    assert last not in pane.model._kept
    selection.choose_article(last)
    QApplication.processEvents()
    assert pane.view.visualRect(pane.model.index_of(last)).bottom() <= pane.view.height()
    assert pane.model._kept[last] is not None


def test_a_list_that_cannot_be_read_while_it_is_painted_says_so_once_it_is(
    pane: ArticleListPane, project: Project, review: dict[str, Id], qtbot: QtBot
) -> None:
    with project.path.open("r+b") as file:  # type: ignore[union-attr]  # it is open
        file.truncate(4096)
    pane.model.show(list(pane.model.keys))
    with qtbot.waitSignal(project.failed):
        assert not pane.grab().isNull()


def test_how_much_of_an_article_was_looked_at_is_found_out_and_follows_the_work(
    pane: ArticleListPane, project: Project, review: dict[str, Id], qtbot: QtBot
) -> None:
    row = project.read(articles.row, review["second"])
    assert row is not None
    every = list(sentences(project.read(articles.text, row.version_id)))

    def share() -> str:
        return str(pane.model.index(1, 0).data(SAID)).partition("reviewed, ")[2]

    qtbot.waitUntil(lambda: share().startswith("1 of "))
    assert share().startswith(f"1 of {len(every)} sentences have a claim or nothing to check (")
    mark = partial(coverage.mark, version_id=row.version_id, spans=every)
    project.do("Nothing", mark)
    qtbot.waitUntil(lambda: share().endswith("(100 %)"))
    tip = pane.model.index(1, 0).data(int(Qt.ItemDataRole.ToolTipRole))
    assert tip.endswith(
        f"{len(every)} of {len(every)} sentences have a claim or nothing to check (100 %)"
    )
    project.undo_stack.undo()
    qtbot.waitUntil(lambda: share().startswith("1 of "))
    assert not pane.grab().isNull()


def test_a_share_that_cannot_be_read_is_left_out(
    pane: ArticleListPane, project: Project, review: dict[str, Id], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_about: object) -> NoReturn:
        raise ReviewError(Code.IO, "The disk is gone.")

    monkeypatch.setattr(coverage, "dealt_with", broken)
    shares = Shares(project)
    assert shares.of(review["first"]) is None
    QApplication.processEvents()
    assert not shares._idle.isActive()
    assert shares.of(review["first"]) is None
