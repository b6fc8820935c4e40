"""The table of claims: which columns have room, what is remembered, how rows grow."""

import json

import pytest
from PySide6.QtCore import QByteArray, QPoint
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Id
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.claim_list import ClaimListPane


@pytest.fixture
def pane(qtbot: QtBot, project: Project, selection: Selection, theme: Theme) -> ClaimListPane:
    pane = ClaimListPane(project, selection, theme)
    qtbot.addWidget(pane)
    pane.resize(900, 420)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    return pane


def test_columns_leave_where_there_is_no_room_for_them(
    pane: ClaimListPane, review: dict[str, Id], qtbot: QtBot
) -> None:
    def hidden() -> list[str]:
        columns = pane.model.columns
        return [c.name for i, c in enumerate(columns) if pane.table.isColumnHidden(i)]

    assert hidden() == ["priority", "type", "tags", "due", "assigned"]
    pane.resize(300, 400)
    assert hidden() == [
        "claimant",
        "reviewer",
        "stage",
        "priority",
        "type",
        "tags",
        "due",
        "assigned",
    ]
    assert not pane.grab().isNull()
    pane.resize(900, 400)
    assert hidden() == ["priority", "type", "tags", "due", "assigned"]


def test_a_small_table_has_room_for_two_claims_and_keeps_the_current_one_in_sight(
    pane: ClaimListPane, selection: Selection, review: dict[str, Id]
) -> None:
    rows = pane.table.verticalHeader().defaultSectionSize()
    assert pane.table.minimumSizeHint().height() >= 2 * rows
    selection.choose_claim(review["loose"])
    assert pane.table.visualRect(pane.table.currentIndex()).top() > rows
    pane.resize(900, pane.minimumSizeHint().height())
    seen = pane.table.viewport().rect()
    assert seen.contains(pane.table.visualRect(pane.table.currentIndex()).center())


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_columns_can_be_put_away_and_are_remembered(
    pane: ClaimListPane, project: Project, selection: Selection, theme: Theme, qtbot: QtBot
) -> None:
    header = pane.table.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(5, 5))
    actions = pane.table.header_menu.actions()
    offered = ["Claimant", "Passages", "Reviewer", "Stage"]
    offered += ["Priority", "Type", "Tags", "To be checked again on", "Assigned to"]
    assert [action.text() for action in actions] == offered
    pane.table.header_menu.hide()
    actions[0].toggle()
    actions[3].toggle()
    actions[3].toggle()
    actions[6].toggle()
    pane.table.setColumnWidth(5, 133)
    kept = pane.save_state()
    other = ClaimListPane(project, selection, theme)
    qtbot.addWidget(other)
    other.resize(900, 400)
    other.restore_state(QByteArray(kept))
    other.show()
    assert other.table.isColumnHidden(3)
    assert not other.table.isColumnHidden(6)
    assert [other.table.isColumnHidden(place) for place in (7, 8, 9, 10)] == [
        *(True, True, False, True)
    ]
    assert other.table.columnWidth(5) == 133
    assert other.save_state() == kept


@pytest.mark.parametrize(
    "state",
    [b"", b"\xff", b"[]", b"{}", b'{"widths": {"stage": "x"}, "hidden": []}', b'{"widths": 3}'],
)
def test_a_state_that_cannot_be_read_changes_nothing(pane: ClaimListPane, state: bytes) -> None:
    before = pane.save_state()
    pane.restore_state(state)
    assert pane.save_state() == before


def test_nonsense_in_a_state_is_left_out(pane: ClaimListPane) -> None:
    state = {"widths": {"stage": 100000, "zzz": 50}, "hidden": ["claim", "zzz", "stage"]}
    pane.restore_state(json.dumps(state).encode())
    assert not pane.table.isColumnHidden(2)
    assert pane.table.isColumnHidden(6)
    assert json.loads(pane.save_state())["widths"] == {}


def test_a_larger_font_makes_higher_rows(pane: ClaimListPane, review: dict[str, Id]) -> None:
    before = pane.table.rowHeight(0)
    font = pane.table.font()
    font.setPointSize(24)
    pane.table.setFont(font)
    assert pane.table.rowHeight(0) > before * 1.5
