"""Asking what should be written where."""

import shutil
from collections.abc import Callable
from pathlib import Path

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

from claimdesk.exchange.format_list import LISTED
from claimdesk.ui.dialogs.export import ExportDialog, ExportWish

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton


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

    def type(self, text: str) -> None:
        self.target.selectAll()
        QTest.keyClicks(self.target, text)


@pytest.fixture
def exporting(window: QMainWindow, tmp_path: Path, show: Callable[[QDialog], None]) -> Exporting:
    dialog = ExportDialog(tmp_path / "review.csv", False, window)
    show(dialog)
    return Exporting(dialog)


def test_return_exports_the_reviewed_claims_as_tables(exporting: Exporting, tmp_path: Path) -> None:
    QTest.keyClick(exporting.target, Qt.Key.Key_Return)
    assert exporting.wishes == [ExportWish("csv", tmp_path / "review.csv", False, False)]


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
    assert exporting.wishes == [ExportWish("csv", tmp_path / "review.csv", True, True)]


def test_a_review_is_always_the_whole_project(exporting: Exporting, tmp_path: Path) -> None:
    exporting.choose("this-article")
    exporting.pick("review")
    choices = exporting.dialog.findChildren(QRadioButton)
    assert [one.isEnabled() for one in choices] == [False, False]
    QTest.mouseClick(exporting.write, LEFT)
    assert exporting.wishes == [ExportWish("review", tmp_path / "review.json", False, False)]


def test_everything_can_be_the_start(window: QMainWindow, tmp_path: Path) -> None:
    assert ExportDialog(tmp_path / "a.csv", True, window).wish.everything


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
