"""Choosing which columns the tables of an export have, in which order, kept by which name."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from claimdesk.ui.dialogs.export.columns import ColumnsDialog
from claimdesk.ui.dialogs.export.dialog import ExportDialog
from claimdesk.ui.dialogs.export.wish import ExportOffer

from .exporting import LEFT, Exporting

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


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


def ordered(columns: ColumnsDialog, table: str) -> QListWidget:
    return columns.findChildren(QListWidget, f"columns-{table}-order")[0]


def test_columns_go_out_in_the_order_they_are_put_in(exporting: Exporting) -> None:
    columns = exporting.change_columns()
    shown = ordered(columns, "claims")
    shown.setCurrentRow(7)
    for _ in range(9):
        QTest.keyClick(shown, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert columns.ticked[:3] == ("claims.verdict", "claims.claim_id", "claims.number")
    QTest.keyClick(shown, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Space)
    wanted = columns.ticked
    assert wanted[:3] == ("claims.claim_id", "claims.verdict", "claims.claim")
    QTest.mouseClick(columns.findChildren(QPushButton, "columns-ok")[0], LEFT)
    assert exporting.dialog.wish.columns == wanted

    again = exporting.change_columns()
    assert again.ticked == wanted
    shown = ordered(again, "claims")
    texts = [shown.item(place).text() for place in range(shown.count())]
    assert texts[:4] == ["claim_id", "number", "verdict", "claim"]


def test_a_column_is_dragged_to_its_place(exporting: Exporting) -> None:
    columns = exporting.change_columns()
    shown = ordered(columns, "passages")
    assert shown.dragDropMode() is QListWidget.DragDropMode.InternalMove
    model, root = shown.model(), shown.rootIndex()
    assert model.moveRow(root, 7, root, 0)  # what a drop comes to
    first = next(one for one in columns.ticked if one.startswith("passages."))
    assert first == "passages.quote"


def test_columns_are_ticked_and_kept_by_name(exporting: Exporting, qtbot: QtBot) -> None:
    kept: list[Any] = []
    exporting.dialog.columns_kept.connect(kept.append)
    columns = exporting.change_columns()
    assert len(columns.ticked) == 21 + 20 + 9
    for table in ("passages", "assessments"):
        QTest.keyClick(columns.findChildren(QCheckBox, f"columns-{table}")[0], Qt.Key.Key_Space)
    QTest.keyClick(ordered(columns, "claims"), Qt.Key.Key_Space)  # claim_id stands first
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
    QTest.keyClick(ordered(columns, "claims"), Qt.Key.Key_Space)
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
