"""The claim list: filter, selection both ways, what stays on a refresh, copying."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Because, Id, Opinion, Verdict
from claimdesk.store import adjudications, assessments, checklist, claims, reviewers
from claimdesk.store.store import Session
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.claim_list import ClaimListPane

Key = Qt.Key
NO_KEYS = Qt.KeyboardModifier.NoModifier
SAID = int(Qt.ItemDataRole.AccessibleTextRole)
Reason = QContextMenuEvent.Reason


@pytest.fixture
def pane(qtbot: QtBot, project: Project, selection: Selection, theme: Theme) -> ClaimListPane:
    pane = ClaimListPane(project, selection, theme)
    qtbot.addWidget(pane)
    pane.resize(900, 420)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    return pane


@pytest.fixture
def many(project: Project) -> list[Id]:
    def add(session: Session) -> list[Id]:
        return [claims.add(session, f"Claim of matter {i}") for i in range(60)]

    ids = project.do("Add", add)
    assert ids is not None
    return ids


def hint(pane: ClaimListPane) -> str:
    return pane._hint.text() if pane._hint.isVisible() else ""


def listed(pane: ClaimListPane) -> list[Id]:
    pane.bar.settle()
    return list(pane.model.keys)


def texts(pane: ClaimListPane) -> list[str]:
    return [row.text for row in pane.model.rows_of(listed(pane))]


def decide(project: Project, verdict: Verdict, *ids: Id) -> None:
    project.do("Decide", partial(assessments.decide, claim_ids=ids, verdict=verdict))


def send_menu(widget: QWidget, reason: QContextMenuEvent.Reason, place: QPoint) -> None:
    QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))


def test_an_empty_project_says_how_to_make_a_claim(pane: ClaimListPane) -> None:
    assert hint(pane) == "No claims yet: select text and press Ctrl+Return"
    assert listed(pane) == []


def test_the_parts_have_names_and_the_combo_has_a_label(pane: ClaimListPane) -> None:
    identifiers = [
        part.accessibleIdentifier() for part in (pane.table, pane.bar.edit, pane.bar.verdicts)
    ]
    assert identifiers == ["claim-list", "claim-filter", "verdict-filter"]
    assert pane.bar.verdicts in [label.buddy() for label in pane.findChildren(QLabel)]
    heads = [pane.model.headerData(i, Qt.Orientation.Horizontal, SAID) for i in range(7)]
    assert heads == ["Number", "Verdict", "Claim", "Claimant", "Passages", "Reviewer", "Stage"]


def test_a_row_says_its_verdict_in_words(
    pane: ClaimListPane, project: Project, review: dict[str, Id]
) -> None:
    decide(project, Verdict.UNVERIFIED, review["cost"])

    def differ(session: Session) -> None:
        other = reviewers.named(session, "Omar Haddad")
        assessments.record(session, review["cost"], other, Opinion(Verdict.DENIED))

    project.do("Differ", differ)
    said = [pane.model.index(row, 1).data(SAID) for row in range(3)]
    assert said[0] == "Not reviewed yet"
    assert said[1].endswith(", reviewers differ")

    def settle(session: Session) -> None:
        ida = reviewers.named(session, "Ida Berg")
        adjudications.record(session, review["cost"], ida, Opinion(Verdict.CONFIRMED))

    project.do("Settle", settle)
    assert pane.model.index(1, 1).data(SAID) == "Confirmed, final"
    decide(project, Verdict.UNVERIFIED, review["loose"])
    why = Because.NOT_CHECKABLE
    project.do("Why", partial(assessments.describe, claim_id=review["loose"], because=why))
    assert pane.model.index(2, 1).data(SAID) == "Unverified, not checkable"
    assert pane.model.index(0, 4).data(SAID) == "2 passages"
    assert not pane.grab().isNull()
    pane.table.setColumnWidth(1, 200)
    assert not pane.grab().isNull()


def test_typing_filters_and_esc_clears_and_then_leaves(
    pane: ClaimListPane, review: dict[str, Id], qtbot: QtBot
) -> None:
    pane.focus_filter()
    QTest.keyClicks(pane.bar.edit, "million")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    assert pane._counted.text() == "1 of 3"
    QTest.keyClicks(pane.bar.edit, "zzz")
    qtbot.waitUntil(pane._nothing.isVisible)
    QTest.keyClick(pane.bar.edit, Key.Key_Escape)
    assert pane.bar.edit.text() == ""
    assert len(texts(pane)) == 3
    assert pane.bar.edit.hasFocus()
    QTest.keyClick(pane.bar.edit, Key.Key_Escape)
    assert pane.table.hasFocus()


def test_enter_in_the_filter_goes_to_the_first_claim_found(
    pane: ClaimListPane, selection: Selection, review: dict[str, Id], qtbot: QtBot
) -> None:
    pane.focus_filter()
    QTest.keyClicks(pane.bar.edit, "million")
    QTest.keyClick(pane.bar.edit, Key.Key_Return)
    assert pane.table.hasFocus()
    assert selection.now.claim_id == review["cost"]
    pane.focus_filter()
    QTest.keyClick(pane.bar.edit, Key.Key_Down)
    assert selection.now.claim_id == review["cost"]


def test_leaving_the_filter_of_an_empty_list_chooses_nothing(
    pane: ClaimListPane, selection: Selection, qtbot: QtBot
) -> None:
    QTest.keyClick(pane.bar.edit, Key.Key_Down)
    assert selection.now.claim_id is None


@pytest.mark.parametrize(
    ("choice", "shown"),
    [("All", 3), ("Not reviewed", 1), ("Confirmed", 1), ("Denied", 1), ("Unverified", 0)],
)
def test_the_verdict_filter_lets_one_kind_through(
    pane: ClaimListPane, project: Project, review: dict[str, Id], choice: str, shown: int
) -> None:
    decide(project, Verdict.CONFIRMED, review["closed"])
    decide(project, Verdict.DENIED, review["cost"])
    pane.bar.verdicts.setCurrentText(choice)
    assert pane.model.rowCount() == shown
    pane.clear_filter()
    assert pane.model.rowCount() == 3


def test_a_claim_that_is_filtered_out_stays_the_one_that_is_pointed_at(
    pane: ClaimListPane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    pane.bar.verdicts.setCurrentText("Not reviewed")
    selection.choose_claim(review["closed"])
    assert pane.chosen() == [review["closed"]]
    decide(project, Verdict.DENIED, review["closed"])
    assert selection.now.claim_id == review["closed"]
    assert pane.chosen() == []
    pane.clear_filter()
    assert pane.chosen() == [review["closed"]]


def test_arrow_keys_point_at_claims_and_show_their_passage_here(
    pane: ClaimListPane, selection: Selection, review: dict[str, Id], qtbot: QtBot
) -> None:
    selection.choose_article(review["first"])
    selection.choose_claim(review["closed"])
    pane.table.setFocus()
    with qtbot.waitSignal(selection.reveal):
        QTest.keyClick(pane.table, Key.Key_Down)
    assert selection.now.claim_id == review["cost"]
    assert selection.now.article_id == review["first"]
    with qtbot.assertNotEmitted(selection.reveal):
        QTest.keyClick(pane.table, Key.Key_Down)
    assert selection.now.claim_id == review["loose"]
    assert selection.now.passage_id is None


def test_only_enter_or_a_double_click_goes_to_another_article(
    pane: ClaimListPane, selection: Selection, review: dict[str, Id], qtbot: QtBot
) -> None:
    selection.choose_article(review["second"])
    pane.table.setFocus()
    pane.table.selectRow(1)
    assert selection.now.claim_id == review["cost"]
    assert selection.now.article_id == review["second"]
    QTest.keyClick(pane.table, Key.Key_Return)
    assert selection.now.article_id == review["first"]
    selection.choose_article(review["second"])
    place = pane.table.visualRect(pane.model.index(1, 2)).center()
    QTest.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, place)
    QTest.mouseDClick(pane.table.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, place)
    assert selection.now.article_id == review["first"]


def test_opening_nothing_does_nothing(
    pane: ClaimListPane, selection: Selection, qtbot: QtBot
) -> None:
    QTest.keyClick(pane.table, Key.Key_Return)
    assert selection.now.claim_id is None


def test_several_claims_can_be_chosen_and_stay_chosen_on_a_refresh(
    pane: ClaimListPane, project: Project, selection: Selection, review: dict[str, Id], qtbot: QtBot
) -> None:
    selection.choose_claim(review["loose"])
    pane.table.setFocus()
    QTest.keyClick(pane.table, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert pane.chosen() == [review["cost"], review["loose"]]
    decide(project, Verdict.CONFIRMED, *pane.chosen())
    assert pane.chosen() == [review["cost"], review["loose"]]
    pane.select_all()
    assert len(pane.chosen()) == 3


def test_rows_are_added_to_the_selection_with_ctrl_and_shift(
    pane: ClaimListPane, selection: Selection, review: dict[str, Id]
) -> None:
    def click(row: int, keys: Qt.KeyboardModifier) -> None:
        place = pane.table.visualRect(pane.model.index(row, 2)).center()
        QTest.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, keys, place)

    click(0, NO_KEYS)
    click(2, Qt.KeyboardModifier.ControlModifier)
    assert pane.chosen() == [review["closed"], review["loose"]]
    assert selection.now.claim_id == review["loose"]
    click(0, NO_KEYS)
    click(2, Qt.KeyboardModifier.ShiftModifier)
    assert len(pane.chosen()) == 3


def test_a_change_above_leaves_the_same_rows_at_the_top(
    pane: ClaimListPane, project: Project, many: list[Id]
) -> None:
    bar = pane.table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    top = pane.model.keys[pane.table.rowAt(3)]
    project.do("Remove", partial(claims.remove, claim_ids=many[2:5]))
    assert pane.model.keys[pane.table.rowAt(3)] == top
    project.do("Remove the rest", partial(claims.remove, claim_ids=many[5:]))
    assert pane.model.rowCount() == 2


def test_a_claim_pointed_at_from_elsewhere_is_scrolled_into_view(
    pane: ClaimListPane, selection: Selection, many: list[Id]
) -> None:
    selection.choose_claim(many[50])
    assert (
        pane.table.viewport()
        .rect()
        .contains(pane.table.visualRect(pane.table.currentIndex()).center())
    )
    assert pane.chosen() == [many[50]]


def test_the_current_claim_is_kept_in_view_while_filtering(
    pane: ClaimListPane, selection: Selection, many: list[Id]
) -> None:
    selection.choose_claim(many[55])
    pane.bar.edit.setText("5")
    assert many[55] in listed(pane)
    assert pane.chosen() == [many[55]]


def test_a_removed_claim_gives_its_place_to_its_neighbour(
    pane: ClaimListPane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    selection.choose_claim(review["cost"])
    project.do("Remove", partial(claims.remove, claim_ids=[review["cost"]]))
    assert selection.now.claim_id == review["loose"]
    project.do("Remove", partial(claims.remove, claim_ids=[review["loose"]]))
    assert selection.now.claim_id == review["closed"]
    project.do("Remove", partial(claims.remove, claim_ids=[review["closed"]]))
    assert selection.now.claim_id is None


def test_changes_that_show_nothing_here_are_not_read_again(
    pane: ClaimListPane, project: Project, review: dict[str, Id]
) -> None:
    before = pane.model.row_at(0)
    project.do("Ask", partial(checklist.add, text="Who says so?"))
    assert pane.model.row_at(0) is before


def test_copied_claims_are_lines_that_no_spreadsheet_runs(
    pane: ClaimListPane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    QGuiApplication.clipboard().setText("before")
    pane.copy()
    assert QGuiApplication.clipboard().text() == "before"
    project.do("Word", lambda s: claims.change(s, review["cost"], text="=1+1\nand so on"))
    selection.choose_claim(review["cost"])
    pane.copy()
    cells = QGuiApplication.clipboard().text().split("\t")
    assert cells[:5] == ["2", "Not reviewed yet", "'=1+1 and so on", "A report", "1"]


def test_the_menu_is_asked_for_with_the_mouse_and_with_the_menu_key(
    pane: ClaimListPane, selection: Selection, review: dict[str, Id], qtbot: QtBot
) -> None:
    view = pane.table.viewport()
    with qtbot.assertNotEmitted(pane.menu_wanted):
        send_menu(view, Reason.Keyboard, QPoint(1, 1))
        send_menu(view, Reason.Mouse, QPoint(5, view.height() - 3))
    with qtbot.waitSignal(pane.menu_wanted):
        send_menu(view, Reason.Mouse, pane.table.visualRect(pane.model.index(1, 2)).center())
    selection.choose_claim(review["loose"])
    with qtbot.waitSignal(pane.menu_wanted):
        send_menu(view, Reason.Keyboard, QPoint(1, 1))


def test_another_theme_redraws_the_marks_of_the_filter(pane: ClaimListPane, theme: Theme) -> None:
    def ink() -> int:
        return pane.bar.verdicts.itemIcon(3).pixmap(16, 16).toImage().pixel(3, 8)

    before = ink()
    theme.prefer("dark")
    assert ink() != before
    theme.prefer("light")


def test_closing_the_project_empties_the_list(
    pane: ClaimListPane, project: Project, review: dict[str, Id]
) -> None:
    pane.bar.edit.setText("bridge")
    project.use(None)
    assert pane.model.rowCount() == 0
