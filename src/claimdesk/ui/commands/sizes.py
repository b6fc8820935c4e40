"""Dialogs that come back as large as they were left."""

from PySide6.QtWidgets import QDialog

from claimdesk.ui.base.desk import Desk


def remember_size(desk: Desk, dialog: QDialog) -> None:
    """Make a dialog as large as it was left the last time, and write down how it is left now."""
    name = dialog.objectName()
    width, _, height = desk.settings.now.dialog_sizes.get(name, "").partition("x")
    if width.isdecimal() and height.isdecimal():
        dialog.resize(int(width), int(height))
    opened = dialog.size()

    def keep() -> None:
        if dialog.size() != opened:
            now = f"{dialog.width()}x{dialog.height()}"
            sizes = dict(desk.settings.now.dialog_sizes) | {name: now}
            desk.keep(dialog_sizes=sizes)

    dialog.finished.connect(keep)
