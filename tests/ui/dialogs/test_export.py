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
from claimdesk.ui.dialogs.export.dialog import ExportDialog
from claimdesk.ui.dialogs.export.wish import ExportOffer, ExportWish

from .exporting import LEFT, Exporting

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def wish(
    name: str, target: Path, scope: ExportScope = ExportScope.REVIEWED, **more: Any
) -> ExportWish:
    return ExportWish(name, target, scope, typed=str(target), **more)


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


def test_a_long_export_is_told_before_it_starts(
    window: QMainWindow, tmp_path: Path, show: Callable[[QDialog], None]
) -> None:
    offer = ExportOffer(tmp_path, "a", format="pdf", reviewed=1_000, every=20_000, listed=3_000)
    dialog = ExportDialog(offer, window)
    show(dialog)
    exporting = Exporting(dialog)
    said = dialog.findChildren(QLabel, "export-length")[0]
    assert not said.isVisible()
    exporting.choose("all")
    assert said.text().startswith("20,000 claims on paper are some 10,000 pages")
    exporting.choose("listed")
    assert "3,000 claims" in said.text()
    exporting.choose("this-article")
    assert not said.isVisible()
    exporting.choose("this-article")
    assert said.isVisible()
    exporting.pick("csv")
    assert not said.isVisible()
