"""Asking what should be written where."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from claimdesk.core.settings import ExportScope
from claimdesk.exchange.format_list import LISTED
from claimdesk.ui.dialogs.export.columns import ColumnsDialog
from claimdesk.ui.dialogs.export.dialog import ExportDialog
from claimdesk.ui.dialogs.export.wish import ExportOffer, ExportWish

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PARTS = {"project": "review", "title": "River: a/b", "date": "2025-11-28", "reviewer": "Nina"}
LEFT = Qt.MouseButton.LeftButton


def wish(
    name: str, target: Path, scope: ExportScope = ExportScope.REVIEWED, **more: Any
) -> ExportWish:
    return ExportWish(name, target, scope, typed=str(target), **more)


class Exporting:
    def __init__(self, dialog: ExportDialog) -> None:
        self.dialog = dialog
        self.wishes: list[ExportWish] = []
        dialog.wished.connect(self.wishes.append)
        self.write = dialog.findChildren(QPushButton, "export-write")[0]
        self.target = dialog.findChildren(QLineEdit, "export-target")[0]
        self.files = dialog.findChildren(QLabel, "export-files")[0]
        self.complaint = dialog.findChildren(QLabel, "export-complaint")[0]
        self.replace = dialog.findChildren(QCheckBox, "export-replace")[0]

    def choose(self, name: str) -> None:
        found = [
            *self.dialog.findChildren(QRadioButton, f"export-{name}"),
            *self.dialog.findChildren(QCheckBox, f"export-{name}"),
        ]
        QTest.keyClick(found[0], Qt.Key.Key_Space)

    def pick(self, format_id: str) -> None:
        combo = self.dialog.findChildren(QComboBox, "export-format")[0]
        QTest.keyClick(combo, Qt.Key.Key_Home)
        for _ in range(list(LISTED).index(format_id)):
            QTest.keyClick(combo, Qt.Key.Key_Down)

    def columns(self, name: str) -> None:
        combo = self.dialog.findChildren(QComboBox, "export-columns")[0]
        place = combo.findText(name)
        QTest.keyClick(combo, Qt.Key.Key_Home)
        for _ in range(place):
            QTest.keyClick(combo, Qt.Key.Key_Down)

    def change_columns(self) -> ColumnsDialog:
        button = self.dialog.findChildren(QPushButton, "export-change-columns")[0]
        QTest.mouseClick(button, LEFT)
        return self.dialog.findChildren(ColumnsDialog)[-1]

    def type(self, text: str) -> None:
        self.target.selectAll()
        QTest.keyClicks(self.target, text)


@pytest.fixture
def exporting(window: QMainWindow, tmp_path: Path, show: Callable[[QDialog], None]) -> Exporting:
    dialog = ExportDialog(ExportOffer(tmp_path, "review", PARTS, listed=5, chosen=2), window)
    show(dialog)
    return Exporting(dialog)


def test_return_exports_the_reviewed_claims_as_tables(exporting: Exporting, tmp_path: Path) -> None:
    QTest.keyClick(exporting.target, Qt.Key.Key_Return)
    assert exporting.wishes == [wish("csv", tmp_path / "review.csv")]


def test_it_says_exactly_what_will_be_written(exporting: Exporting, tmp_path: Path) -> None:
    assert exporting.files.text() == (
        f"Will be written in {tmp_path}: “review.csv”, “review-passages.csv”, "
        "“review-assessments.csv”."
    )
    exporting.pick("review")
    assert exporting.files.text() == (
        f"Will be written in {tmp_path}: “review.json”, and beside it the folder “review-files” "
        "if there are attachments."
    )
    assert exporting.files.accessibleName() == exporting.files.text()


def test_all_claims_of_this_article(exporting: Exporting, tmp_path: Path) -> None:
    exporting.choose("all")
    exporting.choose("this-article")
    QTest.mouseClick(exporting.write, LEFT)
    assert exporting.wishes == [
        wish("csv", tmp_path / "review.csv", ExportScope.ALL, this_article=True)
    ]


def test_a_review_is_always_the_whole_project(exporting: Exporting, tmp_path: Path) -> None:
    exporting.choose("this-article")
    exporting.pick("review")
    choices = exporting.dialog.findChildren(QRadioButton)
    assert not any(one.isEnabled() for one in choices)
    QTest.mouseClick(exporting.write, LEFT)
    assert exporting.wishes == [wish("review", tmp_path / "review.json")]


def test_everything_can_be_the_start(window: QMainWindow, tmp_path: Path) -> None:
    offer = ExportOffer(tmp_path, "a", scope=ExportScope.ALL)
    assert ExportDialog(offer, window).wish.scope is ExportScope.ALL


def test_the_ending_follows_the_format_unless_it_is_another(exporting: Exporting) -> None:
    exporting.pick("review")
    assert exporting.target.text().endswith("review.json")
    exporting.pick("csv")
    assert exporting.target.text().endswith("review.csv")
    exporting.type("list.txt")
    exporting.pick("review")
    assert exporting.target.text() == "list.txt"


def test_a_name_gets_the_folder_and_the_ending_it_lacks(
    exporting: Exporting, tmp_path: Path
) -> None:
    exporting.type("list")
    assert exporting.dialog.wish.target == tmp_path / "list.csv"
    exporting.type("~/list.csv")
    assert exporting.dialog.wish.target == Path.home() / "list.csv"


def test_tables_go_into_a_folder(exporting: Exporting, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    exporting.type("tables")
    assert exporting.files.text() == (
        f"Will be written in {tmp_path / 'tables'}: “claims.csv”, “passages.csv”, "
        "“assessments.csv”."
    )
    exporting.pick("review")
    assert exporting.complaint.text() == "“tables” is a folder; write the name of a file."
    assert not exporting.write.isEnabled()


def test_a_file_that_is_there_is_replaced_only_when_the_reviewer_says_so(
    exporting: Exporting, tmp_path: Path
) -> None:
    (tmp_path / "old.csv").write_text("old")
    exporting.type("old.csv")
    assert exporting.replace.isVisible()
    assert exporting.replace.text() == "&Replace “old.csv”, which is there already"
    assert not exporting.write.isEnabled()
    QTest.keyClick(exporting.target, Qt.Key.Key_Return)
    assert exporting.wishes == []
    exporting.choose("replace")
    assert exporting.write.isEnabled()
    QTest.keyClick(exporting.target, Qt.Key.Key_Return)
    assert [wish.target.name for wish in exporting.wishes] == ["old.csv"]


def test_leave_to_replace_is_for_one_name_only(exporting: Exporting, tmp_path: Path) -> None:
    for name in ("old.csv", "old-passages.csv", "other.csv", "old.json"):
        (tmp_path / name).write_text("old")
    exporting.type("old.csv")
    assert exporting.replace.text() == "&Replace the 2 of these files that are there already"
    exporting.choose("replace")
    exporting.type("other.csv")
    assert not exporting.replace.isChecked()
    exporting.choose("replace")
    exporting.pick("review")
    exporting.type("old.json")
    assert not exporting.write.isEnabled()


def test_a_file_that_appears_while_the_dialog_is_open_is_not_overwritten(
    exporting: Exporting, tmp_path: Path
) -> None:
    (tmp_path / "review.csv").write_text("somebody else's")
    QTest.mouseClick(exporting.write, LEFT)
    assert exporting.wishes == []
    assert exporting.replace.isVisible()


def test_no_name_and_no_folder_are_refused_in_words(exporting: Exporting, tmp_path: Path) -> None:
    exporting.type(" ")
    assert exporting.complaint.text() == "Say which file to write."
    assert not exporting.write.isEnabled()
    assert exporting.files.isHidden()
    exporting.type(str(tmp_path / "gone" / "a.csv"))
    assert exporting.complaint.text() == f"There is no folder “{tmp_path / 'gone'}”."


def test_a_folder_that_vanishes_is_noticed(exporting: Exporting, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    exporting.type(str(tmp_path / "stick" / "a.csv"))
    shutil.rmtree(tmp_path / "stick")
    QTest.mouseClick(exporting.write, LEFT)
    assert exporting.wishes == []
    assert "There is no folder" in exporting.complaint.text()


def test_browse_fills_in_the_name(
    exporting: Exporting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [str(tmp_path / "chosen.csv"), ""]
    asked: list[QFileDialog.Option] = []

    def answer(*_args: object, options: QFileDialog.Option) -> tuple[str, str]:
        asked.append(options)
        return answers.pop(0), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    browse = exporting.dialog.findChildren(QPushButton, "export-browse")[0]
    QTest.mouseClick(browse, LEFT)
    QTest.mouseClick(browse, LEFT)
    assert exporting.target.text() == str(tmp_path / "chosen.csv")
    assert exporting.target.hasFocus()
    assert asked == [QFileDialog.Option.DontConfirmOverwrite] * 2


def test_escape_wishes_nothing(exporting: Exporting, qtbot: QtBot) -> None:
    QTest.keyClick(exporting.target, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shiboken6.isValid(exporting.dialog))
    assert exporting.wishes == []


def test_notes_go_along_where_a_format_has_them_and_somebody_wishes_so(
    exporting: Exporting,
) -> None:
    notes = exporting.dialog.findChildren(QCheckBox, "export-notes")[0]
    assert not notes.isEnabled()
    exporting.pick("html-report")
    assert not exporting.dialog.wish.notes
    exporting.choose("notes")
    assert exporting.dialog.wish.notes
    exporting.pick("csv")
    assert not exporting.dialog.wish.notes


def test_parts_of_the_name_are_filled_in_and_shown(exporting: Exporting, tmp_path: Path) -> None:
    exporting.type("{project} {title} {date} {format} {else}")
    assert exporting.dialog.wish.target == (
        tmp_path / "review River- a-b 2025-11-28 csv {else}.csv"
    )
    assert "“review River- a-b 2025-11-28 csv {else}.csv”" in exporting.files.text()
    assert exporting.dialog.wish.typed == "{project} {title} {date} {format} {else}"


def test_a_long_name_makes_room_for_itself(exporting: Exporting) -> None:
    before = exporting.dialog.height()
    exporting.type("long name " * 20)
    assert exporting.dialog.height() > before
    assert exporting.files.height() >= exporting.files.heightForWidth(exporting.files.width())


def test_a_dot_in_a_part_is_no_ending(window: QMainWindow, tmp_path: Path) -> None:
    dialog = ExportDialog(ExportOffer(tmp_path, "{project}", {"project": "v1.2"}), window)
    assert dialog.wish.target == tmp_path / "v1.2.csv"
    dialog.findChildren(QLineEdit, "export-target")[0].setText("a.{project}")
    assert dialog.wish.target == tmp_path / "a.v1.2.csv"


def test_a_part_is_inserted_at_the_caret_and_never_behind_the_ending(exporting: Exporting) -> None:
    menu = exporting.dialog.findChildren(QPushButton, "export-parts")[0].menu()
    assert menu is not None
    by_part = {action.text().split("{")[1].rstrip("}"): action for action in menu.actions()}
    exporting.type("a.csv")
    by_part["date"].trigger()
    assert exporting.target.text() == "a{date}.csv"
    exporting.target.setCursorPosition(0)
    by_part["reviewer"].trigger()
    assert exporting.target.text() == "{reviewer}a{date}.csv"
    assert exporting.target.hasFocus()


def test_listed_and_chosen_claims_can_go_out_by_themselves(exporting: Exporting) -> None:
    radios = exporting.dialog.findChildren(QRadioButton)
    assert [one.text() for one in radios][2:] == [
        *("Tho&se in the list now: 5", "Those &chosen there: 2"),
    ]
    for scope in ("listed", "chosen"):
        exporting.choose(scope)
        assert exporting.dialog.wish.scope == scope


def test_nothing_chosen_cannot_be_asked_for(window: QMainWindow, tmp_path: Path) -> None:
    dialog = ExportDialog(ExportOffer(tmp_path, "a", scope=ExportScope.CHOSEN), window)
    assert dialog.wish.scope is ExportScope.REVIEWED
    assert not dialog.findChildren(QRadioButton, "export-chosen")[0].isEnabled()


def test_a_format_that_is_no_more_is_not_missed(window: QMainWindow, tmp_path: Path) -> None:
    assert ExportDialog(ExportOffer(tmp_path, "a", format="old"), window).wish.format == "csv"


def test_fewer_columns_are_fewer_files(exporting: Exporting, tmp_path: Path) -> None:
    exporting.columns("Quotes in short")
    assert exporting.files.text() == f"Will be written in {tmp_path}: “review.csv”."
    assert "passages.quote" in exporting.dialog.wish.columns
    exporting.columns("All columns")
    assert exporting.dialog.wish.columns == ()


def test_formats_without_tables_have_no_columns(exporting: Exporting) -> None:
    combo = exporting.dialog.findChildren(QComboBox, "export-columns")[0]
    exporting.columns("Claims in short")
    exporting.pick("markdown")
    assert not combo.isVisible()
    assert exporting.dialog.wish.columns == ()
    exporting.pick("xlsx")
    assert combo.currentText() == "Claims in short"
    assert "claims.reason" in exporting.dialog.wish.columns


def test_columns_are_ticked_and_kept_by_name(exporting: Exporting, qtbot: QtBot) -> None:
    kept: list[Any] = []
    exporting.dialog.columns_kept.connect(kept.append)
    columns = exporting.change_columns()
    assert len(columns.ticked) == 21 + 20 + 9
    for table in ("passages", "assessments"):
        QTest.keyClick(columns.findChildren(QCheckBox, f"columns-{table}")[0], Qt.Key.Key_Space)
    QTest.keyClick(columns.findChildren(QCheckBox, "columns-claims-claim_id")[0], Qt.Key.Key_Space)
    assert len(columns.ticked) == 20
    QTest.keyClicks(columns.findChildren(QLineEdit, "columns-name")[0], "No ids")
    QTest.mouseClick(columns.findChildren(QPushButton, "columns-ok")[0], LEFT)

    combo = exporting.dialog.findChildren(QComboBox, "export-columns")[0]
    assert combo.currentText() == "No ids"
    assert list(kept[0]) == ["No ids"]
    assert exporting.dialog.wish.columns == kept[0]["No ids"]

    again = exporting.change_columns()
    QTest.mouseClick(again.findChildren(QPushButton, "columns-forget")[0], LEFT)
    assert kept[1] == {}
    assert combo.currentText() == "20 columns"


def test_all_columns_again_are_all_columns(exporting: Exporting) -> None:
    exporting.columns("Claims in short")
    columns = exporting.change_columns()
    for table in ("claims", "passages", "assessments"):
        QTest.keyClick(columns.findChildren(QCheckBox, f"columns-{table}")[0], Qt.Key.Key_Space)
    QTest.mouseClick(columns.findChildren(QPushButton, "columns-ok")[0], LEFT)
    assert exporting.dialog.wish.columns == ()


def test_a_box_of_a_table_shows_all_some_or_none(exporting: Exporting) -> None:
    columns = exporting.change_columns()
    whole = columns.findChildren(QCheckBox, "columns-claims")[0]
    assert whole.checkState() is Qt.CheckState.Checked
    QTest.keyClick(columns.findChildren(QCheckBox, "columns-claims-claim")[0], Qt.Key.Key_Space)
    assert whole.checkState() is Qt.CheckState.PartiallyChecked
    QTest.keyClick(whole, Qt.Key.Key_Space)
    assert whole.checkState() is Qt.CheckState.Checked
    QTest.keyClick(whole, Qt.Key.Key_Space)
    assert whole.checkState() is Qt.CheckState.Unchecked


def test_no_column_at_all_is_refused_in_words(exporting: Exporting) -> None:
    columns = exporting.change_columns()
    for table in ("claims", "passages", "assessments"):
        QTest.keyClick(columns.findChildren(QCheckBox, f"columns-{table}")[0], Qt.Key.Key_Space)
    assert columns.findChildren(QLabel, "columns-complaint")[0].text() == (
        "Choose at least one column."
    )
    assert not columns.findChildren(QPushButton, "columns-ok")[0].isEnabled()


def test_kept_columns_of_other_tables_are_not_offered_for_fewer(
    window: QMainWindow, tmp_path: Path, show: Callable[[QDialog], None]
) -> None:
    sets = {"Sources": ("evidence.title",), "Gone": ("claims.colour",)}
    offer = ExportOffer(tmp_path, "a", format="xlsx", columns=("evidence.title",), column_sets=sets)
    dialog = ExportDialog(offer, window)
    show(dialog)
    exporting = Exporting(dialog)
    combo = dialog.findChildren(QComboBox, "export-columns")[0]
    assert combo.currentText() == "Sources"
    exporting.pick("csv")
    assert [combo.itemText(n) for n in range(combo.count())] == [
        *("All columns", "Claims in short", "Quotes in short"),
    ]
    assert dialog.wish.columns == ()
