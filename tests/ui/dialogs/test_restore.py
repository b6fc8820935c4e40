"""The list of backups: what differs, what would come back, by mouse and by keyboard."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QMainWindow, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Verdict
from claimdesk.store.backups import Backup, Shelf
from claimdesk.store.comparison import Comparison, Counts, Item, Kind
from claimdesk.ui.base.dates import when
from claimdesk.ui.dialogs.restore import Backups, difference, holdings

NOW = dt.datetime.now().astimezone()
LATEST = Backup(Path("b.claimdesk"), NOW, 400_000)
EARLIER = Backup(Path("a.claimdesk"), NOW - dt.timedelta(days=40), 300_000, "before merging")
SHELF = Shelf(Path("/backups/1"), "Bridges", Path("/desk/bridges 2026.claimdesk"))
OTHER = Shelf(Path("/backups/2"), "Ferries", Path("/desk/Ferries.claimdesk"))
NAMELESS = Shelf(Path("/backups/3"), "Boats", None)
SAME = Comparison(tuple(Counts(kind, 2, 2, 0, 0, 0) for kind in Kind), ())
FEWER = Comparison(
    (
        Counts(Kind.CLAIM, 17, 20, 4, 1, 0),
        Counts(Kind.PASSAGE, 3, 3, 0, 0, 2),
        Counts(Kind.VERDICT, 2, 1, 0, 1, 0),
    ),
    (
        Item(Kind.CLAIM, "The bridge\nwas closed.", removed=True),
        Item(Kind.VERDICT, "The bridge", removed=False, verdict=Verdict.DENIED),
    ),
)


class Browsing:
    """A list of backups as its user meets it."""

    def __init__(self, dialog: Backups) -> None:
        self.dialog = dialog
        self.compared: list[Backup] = []
        self.opened: list[Backup] = []
        dialog.compare_wanted.connect(self.compared.append)
        dialog.open_wanted.connect(self.opened.append)

    def table(self, name: str) -> QTableView:
        return self.dialog.findChildren(QTableView, name)[0]

    def button(self, name: str) -> QPushButton:
        return self.dialog.findChildren(QPushButton, name)[0]

    def rows(self, name: str) -> list[list[str]]:
        model = self.table(name).model()
        return [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    @property
    def headline(self) -> str:
        return self.dialog.findChildren(QLabel, "backup-difference")[0].text()


@pytest.fixture
def browsing(window: QMainWindow, show: Callable[[QDialog], None]) -> Browsing:
    dialog = Backups([SHELF, OTHER], SHELF, window)
    show(dialog)
    dialog.show_backups([LATEST, EARLIER])
    dialog.forget()
    return Browsing(dialog)


def test_backups_are_listed_with_date_size_and_reason(browsing: Browsing) -> None:
    latest, earlier = browsing.rows("backup-list")
    assert latest == [f"Today, {NOW:%H:%M}", QLocale().formattedDataSize(400_000, 1), ""]
    assert earlier[2] == "before merging"
    said = browsing.table("backup-list").model().index(1, 0)
    assert "before merging" in said.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.data(Qt.ItemDataRole.ToolTipRole) == "a.claimdesk"
    assert browsing.dialog.chosen == LATEST


def test_the_one_that_is_chosen_is_compared_with_now_and_once(
    browsing: Browsing, qtbot: QtBot
) -> None:
    assert browsing.headline == "Comparing with now…"
    browsing.dialog.show_comparison(LATEST, SAME)
    assert browsing.headline == "Nothing differs from now."
    QTest.keyClick(browsing.table("backup-list"), Qt.Key.Key_Down)
    assert browsing.compared == [EARLIER]
    assert browsing.headline == "Comparing with now…"
    browsing.dialog.show_comparison(EARLIER, FEWER)
    QTest.keyClick(browsing.table("backup-list"), Qt.Key.Key_Up)
    QTest.keyClick(browsing.table("backup-list"), Qt.Key.Key_Down)
    assert browsing.compared == [EARLIER]
    assert browsing.headline == "Compared with now: 3 claims fewer, 1 verdict more."


def test_what_differs_and_what_would_come_back_is_shown(browsing: Browsing) -> None:
    browsing.dialog.show_comparison(LATEST, FEWER)
    assert browsing.rows("backup-counts")[0] == ["Claims", "17", "20", "4", "1", "–"]
    assert browsing.rows("backup-items") == [
        ["Claim", "The bridge was closed.", "removed since"],
        ["Verdict", "Denied: The bridge", "changed since"],
    ]
    item = browsing.table("backup-items").model().index(0, 1)
    assert item.data(Qt.ItemDataRole.ToolTipRole) == "The bridge\nwas closed."


def test_why_nothing_can_be_compared_is_said_in_its_place(browsing: Browsing) -> None:
    browsing.dialog.show_comparison(LATEST, "“b.claimdesk” is damaged.")
    assert browsing.headline == "“b.claimdesk” is damaged."
    assert browsing.rows("backup-counts") == []


def test_a_comparison_of_another_one_does_not_show(browsing: Browsing) -> None:
    browsing.dialog.show_comparison(EARLIER, FEWER)
    assert browsing.headline == "Comparing with now…"


def test_after_a_change_everything_is_compared_anew(browsing: Browsing) -> None:
    browsing.dialog.show_comparison(LATEST, SAME)
    browsing.dialog.forget()
    assert browsing.headline == "Comparing with now…"
    assert browsing.compared == [LATEST]


def test_return_a_button_or_a_double_click_opens_a_copy(browsing: Browsing, qtbot: QtBot) -> None:
    QTest.keyClick(browsing.table("backup-list"), Qt.Key.Key_Return)
    browsing.button("backup-open").click()
    view = browsing.table("backup-list")
    view.doubleClicked.emit(view.model().index(1, 0))
    assert browsing.opened == [LATEST, LATEST, LATEST]


def test_the_folder_and_the_help_are_asked_for(browsing: Browsing, qtbot: QtBot) -> None:
    with qtbot.waitSignal(browsing.dialog.folder_wanted) as wanted:
        browsing.button("backup-folder").click()
    assert wanted.args == [SHELF.folder]
    with qtbot.waitSignal(browsing.dialog.help_wanted):
        browsing.button("backup-help").click()


def test_projects_are_told_apart_by_title_file_and_folder(
    window: QMainWindow, show: Callable[[QDialog], None]
) -> None:
    at_home = Shelf(Path("/backups/2"), "Ferries", Path.home() / "desk" / "Ferries.claimdesk")
    dialog = Backups([SHELF, at_home, NAMELESS], at_home, window)
    show(dialog)
    choice = dialog.findChildren(QComboBox, "backup-project")[0]
    assert choice.currentText() == "Ferries, in ~/desk"
    assert choice.itemText(0) == f"Bridges (bridges 2026), in {Path('/desk')}"
    assert choice.itemText(2) == "Boats"


def test_another_project_is_asked_for_and_shown_by_itself(browsing: Browsing, qtbot: QtBot) -> None:
    choice = browsing.dialog.findChildren(QComboBox, "backup-project")[0]
    with qtbot.waitSignal(browsing.dialog.shelf_wanted) as wanted:
        choice.setCurrentIndex(1)
    assert wanted.args == [OTHER]
    assert browsing.dialog.shelf == OTHER
    third = Backup(Path("c.claimdesk"), NOW, 1)
    browsing.dialog.show_backups([third], beside_now=False)
    assert browsing.headline == "Looking into it…"
    browsing.dialog.show_comparison(third, FEWER)
    assert browsing.headline == "It holds 17 claims, 3 passages, 2 verdicts."
    counts = browsing.table("backup-counts")
    shown = [not counts.isColumnHidden(column) for column in range(6)]
    assert shown == [True, True, False, False, False, False]
    assert not browsing.table("backup-items").isVisible()


def test_a_backup_of_an_empty_project_holds_nothing() -> None:
    assert holdings(Comparison((Counts(Kind.NOTE, 0, 2, 1, 1, 0),), ())) == "It holds nothing yet."


def test_new_backups_leave_the_chosen_one_chosen(browsing: Browsing, qtbot: QtBot) -> None:
    QTest.keyClick(browsing.table("backup-list"), Qt.Key.Key_Down)
    newer = Backup(Path("c.claimdesk"), NOW, 1)
    browsing.dialog.show_backups([newer, LATEST, EARLIER])
    assert browsing.dialog.chosen == EARLIER


def test_without_backups_it_says_how_to_make_one(
    window: QMainWindow, show: Callable[[QDialog], None]
) -> None:
    dialog = Backups([SHELF], SHELF, window)
    show(dialog)
    empty = Browsing(dialog)
    hint = dialog.findChildren(QLabel, "backup-empty")[0]
    assert hint.isVisible()
    assert "Ctrl+S" in hint.text()
    assert not empty.table("backup-list").isVisible()
    assert not empty.button("backup-open").isEnabled()
    dialog.forget()
    empty.table("backup-list").doubleClicked.emit(empty.table("backup-list").currentIndex())
    assert empty.compared == empty.opened == []


def test_without_any_backups_on_this_computer_it_says_so(
    window: QMainWindow, show: Callable[[QDialog], None]
) -> None:
    dialog = Backups([], None, window)
    show(dialog)
    hint = dialog.findChildren(QLabel, "backup-empty")[0]
    assert "no backups on this computer" in hint.text()
    assert dialog.findChildren(QComboBox, "backup-project") == []


def test_as_much_of_everything_is_not_called_the_same() -> None:
    changed = Comparison((Counts(Kind.NOTE, 2, 2, 1, 1, 0),), ())
    assert "not all of it is the same" in difference(changed)


def test_days_are_named_as_people_name_them() -> None:
    assert when(NOW).startswith("Today, ")
    assert when(NOW - dt.timedelta(days=1)).startswith("Yesterday, ")
    assert "2024" in when(dt.datetime(2024, 3, 1, 9, 5).astimezone())
    assert when(dt.datetime(2024, 3, 1, 9, 5).astimezone()).endswith(", 09:05")
