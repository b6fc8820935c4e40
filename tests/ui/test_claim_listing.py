"""The list follows every edit: it shows what reading it anew would show, sorted and filtered."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import new_id
from claimdesk.core.listing import NOT_REVIEWED, ClaimColumn, ClaimFilter, ClaimOrder
from claimdesk.core.model import Id, ReviewerRow, Verdict
from claimdesk.store import assessments, claims, listing
from claimdesk.store.store import Session, Store
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.models.claim_listing import ClaimListing
from claimdesk.ui.panes.claim_list import ClaimListPane

WORDS = ("bridge", "river", "Élan")
FILTERS = (
    ClaimFilter(),
    ClaimFilter("bridge"),
    ClaimFilter(verdicts=NOT_REVIEWED),
    ClaimFilter(tags=frozenset(["war"])),
)


def some_claims(session: Session, number: int) -> list[Id]:
    return [claims.add(session, f"Claim about the {WORDS[n % 3]} {n}") for n in range(number)]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_following_edits_shows_what_reading_anew_shows(
    qapp: QApplication, me: ReviewerRow, tmp_path: Path, data: st.DataObject
) -> None:
    store = Store.create(tmp_path / f"{new_id().hex()}.claimdesk", "P", me, durable=False)
    project = Project()
    project.use(store)
    known = project.do("Add", partial(some_claims, number=5)) or []
    shown = ClaimListing(project)
    shown.wanted = data.draw(st.sampled_from(FILTERS))
    shown.order = ClaimOrder(data.draw(st.sampled_from(ClaimColumn)), data.draw(st.booleans()))
    shown.show(whole=data.draw(st.booleans()))
    project.changed.connect(shown.follow)
    for _ in range(6):
        known += data.draw(st.sampled_from([edit, undo]))(project, known, data)
        read = project.read(listing.ids, shown.wanted, shown.order)
        assert list(shown.rows.keys) == read
        rows = project.read(listing.rows, read)
        assert [shown.rows.row_at(place) for place in range(len(read))] == [rows[k] for k in read]
    project.use(None)


def undo(project: Project, _known: list[Id], _data: st.DataObject) -> list[Id]:
    project.undo_stack.undo()
    return []


def edit(project: Project, known: list[Id], data: st.DataObject) -> list[Id]:
    there = [one for one in known if project.read(claims.number, one)]
    deed = data.draw(st.sampled_from(["add", "decide", "word", "tag", "remove", "move"]))
    if deed == "add" or not there:
        return project.do("Add", partial(some_claims, number=data.draw(st.integers(1, 3)))) or []
    some = data.draw(st.lists(st.sampled_from(there), unique=True, min_size=1, max_size=3))
    match deed:
        case "decide":
            run = partial(assessments.decide, claim_ids=some, verdict=Verdict.DENIED)
        case "word":
            run = partial(claims.change, claim_id=some[0], text=data.draw(st.sampled_from(WORDS)))
        case "tag":
            run = partial(claims.tag, claim_ids=some, names=["war"])
        case "remove":
            run = partial(claims.remove, claim_ids=some)
        case _:
            run = partial(claims.move, claim_ids=some, before=data.draw(st.sampled_from(there)))
    project.do("Edit", run)
    return []


@pytest.fixture
def pane(qtbot: QtBot, project: Project, selection: Selection, theme: Theme) -> ClaimListPane:
    project.do("Add", partial(some_claims, number=300))
    pane = ClaimListPane(project, selection, theme)
    qtbot.addWidget(pane)
    pane.resize(700, 420)
    pane.show()
    return pane


def test_a_long_list_is_read_as_far_as_it_is_looked_at(pane: ClaimListPane) -> None:
    assert pane.model.rowCount() == 300
    assert pane.model.head is not None
    assert pane.model.index(40, 0).data() == "41"
    assert pane.model.head is not None
    assert pane.model.index(299, 0).data() == "300"
    assert pane.model.head is None


def test_an_edit_before_all_is_read_shows_the_whole_list_as_it_is_now(
    pane: ClaimListPane, project: Project
) -> None:
    assert pane.model.head is not None
    first = pane.model.key_at(0)
    assert first is not None
    project.do("Remove", partial(claims.remove, claim_ids=[first]))
    assert pane.model.head is None
    assert list(pane.model.keys) == [row.id for row in project.read(claims.rows)]


def test_the_others_are_read_by_themselves(pane: ClaimListPane, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: pane.model.head is None)
    assert len(pane.model.keys) == 300


def test_clicking_a_heading_sorts_rising_falling_and_as_the_review_again(
    pane: ClaimListPane, selection: Selection
) -> None:
    selection.choose_claim(pane.model.keys[7])
    header = pane.table.horizontalHeader()
    orders = []
    for _ in range(3):
        place = QPoint(header.sectionViewportPosition(2) + 30, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        orders.append((pane.order.column.value, pane.order.is_falling))
        assert pane.chosen() == [selection.now.claim_id]
    assert orders == [("claim", False), ("claim", True), ("number", False)]


def test_the_order_is_remembered(
    pane: ClaimListPane, project: Project, selection: Selection, theme: Theme, qtbot: QtBot
) -> None:
    pane.sort(ClaimOrder(ClaimColumn.STAGE, is_falling=True))
    other = ClaimListPane(project, selection, theme)
    qtbot.addWidget(other)
    other.restore_state(pane.save_state())
    assert other.order == pane.order
    assert not other.table.dragEnabled()


def test_several_chosen_claims_stay_chosen_when_the_list_is_sorted(
    pane: ClaimListPane, selection: Selection
) -> None:
    selection.choose_claim(pane.model.keys[0])
    chosen = set(pane.model.keys[:5])
    pane.table.selectionModel().clearSelection()
    for place in range(5):
        mode = pane.table.selectionModel().SelectionFlag
        pane.table.selectionModel().select(pane.model.index(place, 0), mode.Select | mode.Rows)
    pane.sort(ClaimOrder(ClaimColumn.CLAIM))
    assert set(pane.chosen()) == chosen
    assert pane.table.currentIndex().row() == pane.model.place_of(selection.now.claim_id)


def test_rows_are_dragged_to_another_place(pane: ClaimListPane, qtbot: QtBot) -> None:
    table, keys = pane.table, list(pane.model.keys)
    table.selectRow(0)
    data = QMimeData()
    data.setData("application/x-claimdesk-claims", b"")
    below = table.visualRect(pane.model.index(2, 2)).bottomLeft() - QPoint(0, 2)
    move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    table.dragMoveEvent(QDragMoveEvent(below, move, data, left, none.NoModifier))
    assert table._drop_at == 3
    assert not pane.grab().isNull()
    table.dragLeaveEvent(QDragLeaveEvent())
    assert table._drop_at is None
    table.dragMoveEvent(QDragMoveEvent(QPoint(5, 1), move, data, left, none.NoModifier))
    with qtbot.waitSignal(pane.move_wanted) as wanted:
        table.dropEvent(QDropEvent(QPointF(below), move, data, left, none.NoModifier))
    assert wanted.args == [[keys[0]], keys[3]]
    stranger = QDragEnterEvent(below, move, QMimeData(), left, none.NoModifier)
    stranger.ignore()
    table.dragEnterEvent(stranger)
    assert not stranger.isAccepted()


def test_behind_the_last_row_is_the_end(pane: ClaimListPane) -> None:
    pane.bar.use(ClaimFilter("#3"))
    assert pane.table._place_at(QPoint(5, pane.table.viewport().height() - 2)) == 1
    pane.table._mark(1)
    assert not pane.grab().isNull()


def test_trouble_in_the_middle_of_painting_is_told_once_afterwards(
    pane: ClaimListPane, project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_values: object) -> None:
        raise ReviewError(Code.IO, "The disk is gone.")

    with monkeypatch.context() as patch, qtbot.waitSignal(project.failed) as told:
        patch.setattr(project, "read", fail)
        pane.model.renew_all()
        assert pane.model.index(0, 0).data() is None
    assert told.args[0].sentence == "The disk is gone."
