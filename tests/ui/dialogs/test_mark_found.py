"""The preview of what was found, before it is made passages."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QListView,
    QMainWindow,
    QPushButton,
    QRadioButton,
)

from claimdesk.core.model import ClaimRow, Id
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.dialogs.mark_found import MOST, Found, MarkFound, MarkWish
from claimdesk.ui.models.found import FoundPlace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TEXT = (
    "The bridge was closed. " + "Nobody, as far as anyone in the town can say, crossed " * 4
    + "the bridge \U0001f6a7 and it was seen by everybody who wanted to see it on that cold day, "
    + "whatever the papers of the capital have written about it since, in long columns. "
    + "قال إن bridge مغلق"
)  # fmt: skip
HITS = [(i, i + 6) for i in range(len(TEXT)) if TEXT.startswith("bridge", i)]
Open = Callable[..., "Marking"]


class Marking:
    def __init__(self, dialog: MarkFound) -> None:
        self.dialog = dialog
        self.wishes: list[MarkWish] = []
        dialog.wished.connect(self.wishes.append)
        self.list = dialog.findChildren(QListView, "found-list")[0]
        self.all = dialog.findChildren(QCheckBox, "found-all")[0]
        self.claim = dialog.findChildren(QComboBox, "found-claim")[0]
        self.ok = dialog.findChildren(QPushButton, "found-mark")[0]

    def radio(self, name: str) -> QRadioButton:
        return self.dialog.findChildren(QRadioButton, f"found-{name}")[0]

    def summary(self) -> str:
        return next(one.text() for one in self.dialog.findChildren(QLabel) if "match" in one.text())

    def row(self, place: int, role: Qt.ItemDataRole) -> object:
        return self.list.model().index(place, 0).data(role)


@pytest.fixture
def marking(
    window: QMainWindow, rows: list[ClaimRow], theme: Theme, show: Callable[[QDialog], None]
) -> Open:
    def opened(
        *standing: tuple[int, int], current: Id | None = None, claims: list[ClaimRow] = rows
    ) -> Marking:
        found = Found.of(TEXT, HITS, set(standing))
        dialog = MarkFound(found, claims, current, theme, window)
        show(dialog)
        return Marking(dialog)

    return opened


def test_all_hits_are_marked_with_one_key(marking: Open) -> None:
    one = marking()
    assert one.summary() == "3 matches."
    assert one.ok.text() == "&Mark 3 passages"
    QTest.keyClick(one.list, Qt.Key.Key_Return)
    assert one.wishes == [MarkWish(HITS, None)]


def test_single_hits_are_left_out_with_the_space_bar(marking: Open) -> None:
    one = marking()
    assert one.list.hasFocus()
    QTest.keyClick(one.list, Qt.Key.Key_Space)
    assert one.ok.text() == "&Mark 2 passages"
    assert one.all.checkState() is Qt.CheckState.PartiallyChecked
    QTest.keyClick(one.list, Qt.Key.Key_Down)
    QTest.keyClick(one.list, Qt.Key.Key_Space)
    assert one.ok.accessibleName() == "Mark 1 passage"
    QTest.keyClick(one.list, Qt.Key.Key_Space)
    QTest.mouseClick(one.ok, Qt.MouseButton.LeftButton)
    assert one.wishes == [MarkWish(HITS[1:], None)]


def test_all_are_taken_or_left_at_once(marking: Open) -> None:
    one = marking()
    QTest.keyClick(one.all, Qt.Key.Key_Space)
    assert not one.ok.isEnabled()
    assert one.all.checkState() is Qt.CheckState.Unchecked
    QTest.keyClick(one.list, Qt.Key.Key_Space)
    QTest.keyClick(one.all, Qt.Key.Key_Space)
    assert one.all.checkState() is Qt.CheckState.Checked
    assert one.ok.text() == "&Mark 3 passages"


def test_what_is_a_passage_already_counts_only_for_linking(
    marking: Open, rows: list[ClaimRow]
) -> None:
    one = marking(HITS[1], current=rows[2].id)
    assert one.summary() == "3 matches. 1 is a passage already."
    assert one.ok.text() == "&Mark 2 passages"
    assert one.row(1, Qt.ItemDataRole.CheckStateRole) is None
    assert str(one.row(1, Qt.ItemDataRole.AccessibleTextRole)).endswith("Already a passage.")
    model = one.list.model()
    taken = (Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert not model.setData(model.index(1, 0), *taken)
    one.radio("link").click()
    assert one.ok.text() == "&Link 2 passages"
    assert model.setData(model.index(1, 0), *taken)
    assert one.ok.text() == "&Link 3 passages"
    assert not one.dialog.grab().isNull()
    QTest.mouseClick(one.ok, Qt.MouseButton.LeftButton)
    assert one.wishes == [MarkWish(HITS, rows[2].id)]


def test_choosing_a_claim_means_linking(marking: Open, rows: list[ClaimRow]) -> None:
    one = marking()
    assert one.claim.currentIndex() == 0
    one.claim.setFocus()
    QTest.keyClick(one.claim, Qt.Key.Key_Down)
    assert one.radio("link").isChecked()
    assert one.dialog.wish.claim_id == rows[1].id
    said = one.claim.itemData(1, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Claim 2, Denied. The repair cost 3 million."


def test_without_claims_there_is_nothing_to_link_to(marking: Open) -> None:
    one = marking(claims=[])
    assert not one.radio("link").isEnabled()
    assert one.dialog.wish == MarkWish(HITS, None)


def test_cancel_marks_nothing(marking: Open) -> None:
    one = marking()
    QTest.keyClick(one.list, Qt.Key.Key_Escape)
    assert one.wishes == []


@pytest.mark.parametrize("width", [300, 700, 1400])
def test_rows_are_painted_at_every_width(marking: Open, theme: Theme, width: int) -> None:
    one = marking(HITS[0])
    one.list.setFixedWidth(width)
    one.list.setFixedHeight(400)
    one.dialog.column.activate()
    assert not one.list.grab().isNull()


def test_of_many_hits_the_first_that_are_no_passages_are_offered() -> None:
    text = "ab " * (MOST + 10)
    hits = [(i * 3, i * 3 + 2) for i in range(MOST + 10)]
    found = Found.of(text, hits, {hits[0]})
    assert len(found.places) == MOST
    assert found.places[0] == FoundPlace(3, 5)
    assert found.total == MOST + 10


def test_many_hits_are_told_of_in_words(window: QMainWindow, theme: Theme) -> None:
    found = Found("ab ab", [FoundPlace(0, 2), FoundPlace(3, 5)], MOST + 1)
    dialog = MarkFound(found, [], None, theme, window)
    assert "The first 2 that are no passages yet are shown" in dialog._summary()
    dialog.close()


def test_a_hit_becomes_exactly_what_can_be_seen_of_it() -> None:
    found = Found.of("a  b\n", [(0, 3), (1, 3), (3, 5)], {(0, 1)})
    assert found.places == [FoundPlace(0, 1, is_passage=True), FoundPlace(3, 4)]


def test_a_box_shows_whether_a_hit_is_taken(marking: Open) -> None:
    one = marking()
    row = one.list.visualRect(one.list.model().index(1, 0))
    row.setWidth(row.height())
    ticked = one.list.viewport().grab(row).toImage()
    one.list.model().setData(
        one.list.model().index(1, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    assert one.list.viewport().grab(row).toImage() != ticked
