"""The filter above the claim list: what is asked for, its chips, its menu, and nothing found."""

from functools import partial

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.core.listing import NOT_REVIEWED, ClaimFilter
from claimdesk.core.model import Id, Stage, Stance, Verdict
from claimdesk.store import assessments, claims
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.chips import ChipRow, FlowLayout
from claimdesk.ui.panes.claim_list import ClaimListPane


@pytest.fixture
def pane(
    qtbot: QtBot, project: Project, selection: Selection, theme: Theme, review: dict[str, Id]
) -> ClaimListPane:
    project.do("Tag", partial(claims.set_tags, claim_id=review["cost"], names=["war"]))
    pane = ClaimListPane(project, selection, theme)
    qtbot.addWidget(pane)
    pane.resize(520, 420)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    return pane


def listed(pane: ClaimListPane) -> list[Id]:
    return list(pane.model.keys)


def menu_of(pane: ClaimListPane, title: str) -> QMenu:
    menu = action(pane.bar.menu, title).menu()
    assert isinstance(menu, QMenu)
    return menu


def action(menu: QMenu, text: str) -> QAction:
    return next(one for one in menu.actions() if one.text().replace("&", "") == text)


def pick(pane: ClaimListPane, title: str, word: str) -> None:
    pane.bar.menu.aboutToShow.emit()
    action(menu_of(pane, title), word).trigger()


def chips(pane: ClaimListPane) -> list[str]:
    return [chip.text() for chip in pane.bar.chips.chips]


def test_each_criterion_is_picked_from_the_menu_and_shown_as_a_chip(
    pane: ClaimListPane, review: dict[str, Id]
) -> None:
    pick(pane, "Tag", "war")
    assert (listed(pane), chips(pane)) == ([review["cost"]], ["Tag: war"])
    assert pane._counted.text() == "1 of 3"
    pick(pane, "Tag", "war")
    pick(pane, "Claimant", "The city")
    assert (listed(pane), chips(pane)) == ([review["closed"]], ["Claimant: The city"])
    pick(pane, "Claimant", "A report")
    assert chips(pane) == ["Claimant: A report or The city"]
    pick(pane, "Stage", "Done")
    assert listed(pane) == []
    pane.clear_filter()
    pick(pane, "Priority", "High")
    pick(pane, "Type", "Figure")
    assert chips(pane) == ["Priority: High", "Type: Figure"]
    pick(pane, "Priority", "High")
    pick(pane, "Priority", "Not said")
    pick(pane, "Type", "Not said")
    assert chips(pane) == ["Priority: Not said", "Type: Figure or Not said"]
    assert len(listed(pane)) == 3
    pane.clear_filter()
    pick(pane, "Article", "Nobody crossed")
    assert (listed(pane), chips(pane)) == ([review["closed"]], ["Article: Nobody crossed"])
    pane.clear_filter()
    pick(pane, "Stance", "Asserts")
    assert listed(pane) == [review["closed"], review["cost"]]
    pane.clear_filter()
    for word in ("No passage", "Due to be checked again"):
        pane.bar.menu.aboutToShow.emit()
        action(pane.bar.menu, word).trigger()
    assert chips(pane) == ["No passage", "Due to be checked again"]
    assert listed(pane) == []
    pane.bar.menu.aboutToShow.emit()
    action(pane.bar.menu, "Due to be checked again").trigger()
    assert listed(pane) == [review["loose"]]
    pane.bar.menu.aboutToShow.emit()
    action(pane.bar.menu, "Clear filter").trigger()
    assert len(listed(pane)) == 3
    assert not pane.bar.chips.isVisible()


def test_reviewers_are_told_by_name_and_those_of_other_projects_as_such(
    pane: ClaimListPane, project: Project, review: dict[str, Id]
) -> None:
    decide = partial(assessments.decide, claim_ids=[review["cost"]], verdict=Verdict.DENIED)
    project.do("Decide", decide)
    me = project.reviewer_id
    pane.bar.use(ClaimFilter(reviewers=frozenset([me])))
    assert listed(pane) == [review["cost"]]
    assert chips(pane)[0].startswith("Reviewer: ")
    pane.bar.use(ClaimFilter(reviewers=frozenset([Id(b"?" * 16)])))
    assert chips(pane) == ["Reviewer: not in this project"]


def test_chips_are_taken_away_by_click_and_key_and_the_focus_stays_among_them(
    pane: ClaimListPane, theme: Theme
) -> None:
    wanted = ClaimFilter(stages=frozenset([Stage.OPEN]), differ=True, no_evidence=True)
    pane.bar.use(wanted)
    first = pane.bar.chips.chips[0]
    assert first.accessibleIdentifier() == "filter-stages"
    assert first.accessibleName() == "Take away: Stage: Open"
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Delete)
    assert chips(pane) == ["Reviewers differ", "No evidence"]
    assert pane.bar.chips.chips[0].hasFocus()
    QTest.keyClick(pane.bar.chips.chips[0], Qt.Key.Key_Tab)
    QTest.mouseClick(pane.bar.chips.chips[1], Qt.MouseButton.LeftButton)
    assert pane.bar.wanted == ClaimFilter(differ=True)
    theme.prefer("dark")
    theme.prefer("light")


def test_in_a_narrow_and_low_pane_no_row_of_the_filter_is_pressed_together(
    pane: ClaimListPane,
) -> None:
    pane.resize(250, 300)
    pane.bar.use(ClaimFilter(stages=frozenset([Stage.OPEN]), differ=True, no_evidence=True))
    pane.resize(250, pane.minimumSizeHint().height())
    QApplication.processEvents()
    shown = pane.bar.rect()
    for part in (pane.bar.edit, pane.bar.verdicts, pane.bar.more, *pane.bar.chips.chips):
        box = QRect(part.mapTo(pane.bar, part.rect().topLeft()), part.size())
        assert shown.contains(box)
        assert part.height() >= part.sizeHint().height()


def test_a_long_chip_is_cut_and_its_tip_says_it_whole(pane: ClaimListPane) -> None:
    pane.bar.use(ClaimFilter(tags=frozenset(["a very long tag that somebody wrote & left"])))
    chip = pane.bar.chips.chips[0]
    assert chip.text().endswith("…")
    assert "wrote & left" in chip.toolTip()


def test_nothing_found_offers_the_way_back(pane: ClaimListPane) -> None:
    pane.bar.use(ClaimFilter("zzz", NOT_REVIEWED, stances=frozenset([Stance.DISPUTES])))
    button = pane._nothing.button
    assert button.isVisible()
    assert button.accessibleIdentifier() == "clear-filter"
    pane.resize(700, 300)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isVisible()
    assert len(listed(pane)) == 3
    assert pane.bar.edit.text() == ""
    assert pane.bar.verdicts.currentText() == "All"


def test_a_filter_that_no_choice_by_verdict_fits_is_used_without_it(pane: ClaimListPane) -> None:
    two = frozenset([Verdict.DENIED, Verdict.CONFIRMED])
    pane.bar.use(ClaimFilter(verdicts=two, due_by="2000-01-01"))
    assert pane.bar.wanted.verdicts == frozenset()
    assert pane.bar.wanted.due_by > "2026"


def test_the_menu_of_no_project_is_empty(pane: ClaimListPane, project: Project) -> None:
    pane.bar.use(ClaimFilter(tags=frozenset(["war"])))
    project.use(None)
    pane.bar.menu.aboutToShow.emit()
    assert pane.bar.menu.actions() == []
    assert listed(pane) == []


def test_chips_flow_onto_as_many_lines_as_they_take(qtbot: QtBot, theme: Theme) -> None:
    row = ChipRow(theme)
    qtbot.addWidget(row)
    row.show_chips([(f"one_{n}", f"Something number {n}") for n in range(6)])
    lines = [row.heightForWidth(width) for width in (2000, 400, 150)]
    assert lines == sorted(lines)
    assert lines[0] < lines[1] < lines[2]
    flow = row.layout()
    assert isinstance(flow, FlowLayout)
    assert (flow.count(), flow.itemAt(9), flow.takeAt(9)) == (6, None, None)
    assert flow.sizeHint().width() <= 400
    row.show_chips([])
    assert flow.count() == 0


def test_a_layout_without_a_widget_still_knows_its_height(qtbot: QtBot) -> None:
    flow = FlowLayout()
    flow.setGeometry(QRect(0, 0, 100, 20))
    assert flow.heightForWidth(100) == 0
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.setLayout(flow)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_is_asked_for_by_key_and_nothing_waits_for_its_end(pane: ClaimListPane) -> None:
    pane.bar.ask()
    assert pane.bar.menu.isVisible()
    assert pane.bar.menu.activeAction() is pane.bar.menu.actions()[0]
    QTest.keyClick(pane.bar.menu, Qt.Key.Key_Escape)
    assert not pane.bar.menu.isVisible()
