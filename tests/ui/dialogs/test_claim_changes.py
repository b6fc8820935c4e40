"""What a claims.csv says otherwise: shown cell by cell, chosen by keys, taken in."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMainWindow, QStyle, QStyleOptionViewItem

from claimdesk.core.ids import derived_id
from claimdesk.exchange.claims_csv.changes import Changes, Difference
from claimdesk.ui.dialogs.claim_changes.dialog import ClaimChanges
from claimdesk.ui.models.claim_changes import ChangeRow
from claimdesk.ui.models.row_table import ROW_ROLE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = "The bridge was closed for a week because of the storm that nobody had foreseen. " * 6
Open = Callable[..., "Shown"]


def cell(number: int, column: str, project: str, after: str, **more: str) -> Difference:
    claim_id = derived_id("claim", b"%d" % number)
    file = more.pop("file", after)
    why_left, warning = more.get("why_left", ""), more.get("warning", "")
    return Difference(
        *(claim_id, number, f"Claim\nof {number}.", number + 1, column),
        *(file, project, after, why_left, warning),
    )


FOUND = Changes(
    (
        cell(1, "claim", LONG, LONG.replace("week", "long, long month")),
        cell(1, "stage", "open", "open", file="ready", why_left="“ready” is no stage."),
        cell(2, "verdict", "confirmed", "denied"),
        cell(2, "reason", "It was.", ""),
        cell(2, "tags", "", "river"),
        cell(3, "claimant", "Mayor", "King", warning="The project said so before."),
        cell(4, "number", "4", "4", file="7", why_left="The number is the place."),
    ),
    compared=4,
    absent=0,
    unknown=(),
    nameless=(),
    remarks=("Rows without a claim_id of this program: 1, first in line 9.",),
)


class Shown:
    def __init__(self, dialog: ClaimChanges) -> None:
        self.dialog = dialog
        self.model, self.view, self.detail = dialog.model, dialog.view, dialog.detail
        self.ok = dialog._ok
        self.wishes: list[list[Difference]] = []
        dialog.wished.connect(self.wishes.append)

    def columns(self) -> list[tuple[int, str]]:
        return [(one.number, one.column) for one in self.model.chosen]

    def rows(self) -> list[str]:
        return [row.cell.column if row.cell else f"{row.number}" for row in self.model.rows]

    def go_to(self, name: str) -> None:
        self.view.setCurrentIndex(self.model.index(self.rows().index(name), 0))

    def space(self, *names: str) -> None:
        for name in names:
            self.go_to(name)
            QTest.keyClick(self.view, Qt.Key.Key_Space)

    def box(self, name: str) -> Qt.CheckState | None:
        index = self.model.index(self.rows().index(name), 0)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        return None if state is None else Qt.CheckState(state)

    def detail_texts(self) -> Sequence[str]:
        return [text.toPlainText() for text in self.detail.texts.values()]


@pytest.fixture
def shown(window: QMainWindow, show: Callable[[QDialog], None]) -> Open:
    def opened(found: Changes = FOUND, why_read_only: str = "") -> Shown:
        dialog = ClaimChanges("claims.csv", found, why_read_only, window)
        show(dialog)
        return Shown(dialog)

    return opened


def test_all_that_is_sure_is_taken_in_with_one_key(shown: Open) -> None:
    one = shown()
    assert one.dialog.summary.text() == (
        "5 changes to 3 claims can be taken in. 2 cells stay as they are."
    )
    assert one.ok.text() == "&Take in 4 changes"
    assert one.columns() == [(1, "claim"), (2, "verdict"), (2, "reason"), (2, "tags")]
    QTest.keyClick(one.view, Qt.Key.Key_Return)
    assert [[cell.column for cell in wish] for wish in one.wishes] == [
        ["claim", "verdict", "reason", "tags"]
    ]


def test_a_cell_is_left_with_the_space_bar_and_an_opinion_goes_as_a_whole(shown: Open) -> None:
    one = shown()
    one.space("reason")
    assert one.columns() == [(1, "claim"), (2, "tags")]
    assert one.box("2") is Qt.CheckState.PartiallyChecked
    one.space("verdict")
    assert one.box("2") is Qt.CheckState.Checked
    assert one.ok.text() == "&Take in 4 changes"


def test_a_heading_takes_and_leaves_all_cells_of_its_claim(shown: Open) -> None:
    one = shown()
    one.space("2")
    assert one.columns() == [(1, "claim")]
    assert one.ok.text() == "&Take in 1 change"
    one.space("tags")
    one.space("2")
    assert one.columns() == [(1, "claim"), (2, "verdict"), (2, "reason"), (2, "tags")]
    one.space("4")
    one.space("number")
    assert one.box("4") is one.box("number") is None


def test_what_the_project_changed_since_is_not_chosen_but_can_be(shown: Open) -> None:
    one = shown()
    assert one.box("claimant") is Qt.CheckState.Unchecked
    one.go_to("claimant")
    assert one.detail.about.text() == "Claim 3, Claimant, line 4, changed since"
    assert one.detail.why.text() == "The project said so before."
    one.space("claimant")
    assert (3, "claimant") in one.columns()


def test_an_opinion_of_which_one_cell_is_doubtful_is_not_chosen(shown: Open) -> None:
    doubtful = (
        cell(1, "verdict", "confirmed", "denied", warning="Changed since."),
        cell(1, "reason", "", "So."),
        cell(1, "tags", "", "river"),
    )
    one = shown(Changes(doubtful, 1, 0, (), (), ()))
    assert one.columns() == [(1, "tags")]


def test_all_and_none(shown: Open) -> None:
    one = shown()
    QTest.mouseClick(one.dialog.all, Qt.MouseButton.LeftButton)
    assert one.ok.text() == "&Take in 5 changes"
    assert not one.dialog.all.isEnabled()
    QTest.mouseClick(one.dialog.none, Qt.MouseButton.LeftButton)
    assert one.columns() == []
    assert not one.ok.isEnabled()
    assert not one.dialog.none.isEnabled()


def test_the_filter_leaves_out_what_cannot_be_taken_in(shown: Open) -> None:
    one = shown()
    one.go_to("number")
    one.dialog.only.setChecked(True)
    assert one.rows() == ["1", "claim", "2", "verdict", "reason", "tags", "3", "claimant"]
    assert one.view.columnSpan(0, 0) == one.view.columnSpan(2, 0) == 4
    assert one.view.columnSpan(1, 0) == one.view.columnSpan(3, 0) == 1
    assert one.view.rowHeight(0) == one.view.rowHeight(2) < one.view.rowHeight(1)
    one.dialog.only.setChecked(False)
    assert len(one.rows()) == 11


def test_a_cell_is_shown_in_full_with_its_words_marked(shown: Open) -> None:
    one = shown()
    assert one.rows()[one.view.currentIndex().row()] == "claim"
    assert one.detail.about.text() == "Claim 1, Claim, line 2"
    assert one.detail_texts()[0].count("long, long month") == 6
    assert "week" in one.detail_texts()[1]
    assert not one.detail.why.isVisible()
    one.go_to("stage")
    assert one.detail.why.text() == "“ready” is no stage."
    assert one.detail.why.isVisible()
    assert one.detail_texts() == ["ready", "open", "open"]
    one.go_to("reason")
    assert one.detail_texts() == ["empty", "It was.", "empty"]
    one.go_to("2")
    assert one.detail.about.text() == "Claim 2: Claim\nof 2."
    assert one.detail_texts() == ["", "", ""]


def test_rows_are_said_in_words(shown: Open) -> None:
    one = shown()
    spoken = {
        row.cell.column if row.cell else "": row.spoken
        for row in one.model.rows
        if row.number in (2, 3)
    }
    assert spoken[""] == "Claim 3: Claim of 3."
    assert spoken["reason"] == "Reason, line 3: the file says nothing, the project says It was."
    assert spoken["claimant"] == (
        "Claimant, line 4, changed since: the file says King, the project says Mayor. "
        "The project said so before."
    )


def test_the_table_says_in_its_last_column_why_a_cell_stays(shown: Open) -> None:
    one = shown()
    place = one.rows().index("stage")
    assert [one.model.index(place, column).data() for column in range(4)] == [
        *("Stage", "ready", "open", "“ready” is no stage.")
    ]
    assert one.model.index(place, 3).data(Qt.ItemDataRole.ToolTipRole) == "“ready” is no stage."
    assert one.model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole) is None
    assert [one.model.index(0, column).data() for column in range(4)] == [
        *("Claim 1: Claim of 1.", "", "", "")
    ]
    assert one.model.rows[0].where == ""


def test_a_click_on_the_box_ticks_it_and_it_is_painted(shown: Open) -> None:
    one = shown()
    index = one.model.index(one.rows().index("tags"), 0)
    option = QStyleOptionViewItem()
    one.view.initViewItemOption(option)
    option.rect = one.view.visualRect(index)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
    box = one.view.style().subElementRect(part, option, one.view)
    QTest.mouseClick(one.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert one.box("tags") is Qt.CheckState.Unchecked
    empty = one.view.viewport().grab(box).toImage()
    one.model.toggle(index.row())
    assert one.view.viewport().grab(box).toImage() != empty
    one.model.toggle(index.row())
    QTest.mouseClick(one.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert one.box("tags") is Qt.CheckState.Checked


def test_the_model_takes_only_ticks(shown: Open) -> None:
    one = shown()
    index = one.model.index(one.rows().index("tags"), 0)
    assert not one.model.setData(index, "river")
    heading = one.model.index(one.rows().index("4"), 0)
    role = Qt.ItemDataRole.CheckStateRole
    assert not one.model.setData(heading, Qt.CheckState.Checked, role)
    assert not heading.flags() & Qt.ItemFlag.ItemIsUserCheckable
    one.model.toggle(99)
    row: ChangeRow = index.data(ROW_ROLE)
    assert row.cell is not None


def test_the_keys_stay_in_the_first_column(shown: Open) -> None:
    one = shown()
    QTest.keyClick(one.view, Qt.Key.Key_Right)
    assert one.view.currentIndex().column() == 0
    QTest.keyClick(one.view, Qt.Key.Key_End)
    assert one.rows()[one.view.currentIndex().row()] == "number"
    QTest.keyClick(one.view, Qt.Key.Key_Home)
    assert one.rows()[one.view.currentIndex().row()] == "1"


def test_a_project_that_may_only_be_read_takes_nothing_in(shown: Open) -> None:
    one = shown(why_read_only="It is open elsewhere.")
    assert not one.ok.isEnabled()
    assert one.ok.toolTip() == "It is open elsewhere."


def test_an_empty_list_says_so_and_only_closes(shown: Open) -> None:
    one = shown(Changes((), 3, 0, (), (), ()))
    assert one.dialog.empty.isVisible()
    assert one.dialog.empty.text() == "Nothing differs."
    assert not one.view.isVisible()
    assert not one.ok.isVisible()
    QTest.keyClick(one.dialog, Qt.Key.Key_Return)
    assert one.wishes == []


def test_where_nothing_can_be_taken_in_all_is_told(shown: Open) -> None:
    one = shown(Changes((FOUND.differences[1],), 1, 0, (), (), ()))
    assert one.dialog.summary.text() == "1 cell stays as it is."
    assert not one.dialog.only.isEnabled()
    assert not one.ok.isEnabled()
