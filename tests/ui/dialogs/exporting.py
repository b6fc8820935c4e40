"""What tests of the question before an export share: the dialog, as hands use it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QRadioButton

from claimdesk.exchange.format_list import LISTED
from claimdesk.ui.dialogs.export.columns import ColumnsDialog
from claimdesk.ui.dialogs.export.dialog import ExportDialog
from claimdesk.ui.dialogs.export.wish import ExportWish

PARTS = {"project": "review", "title": "River: a/b", "date": "2025-11-28", "reviewer": "Nina"}
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
