"""Turn the manual to a page: one window of help, whoever asks for it."""

from PySide6.QtWidgets import QWidget

from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.dialogs.manual import Manual


def show_manual(window: QWidget, page: str) -> Manual:
    """Show a page of the manual beside the work; it is opened once."""
    dialog = window.findChild(Manual)
    if dialog is None:
        dialog = Manual(page, window)
        dialog.show()
        take_keyboard(dialog)
    else:
        dialog.turn_to(page)
        dialog.activateWindow()
    dialog.raise_()
    return dialog
