"""A window that stays open beside the work: opened once, gone with the project it is about."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QDialog

from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard

D = TypeVar("D", bound=QDialog)


class Beside(Generic[D]):
    """Holds the one window of a kind; ``make`` builds it and connects what it asks for."""

    def __init__(self, desk: Desk, make: Callable[[], D]) -> None:
        self._make = make
        self.dialog: D | None = None
        desk.project.switched.connect(self._on_switched)

    def show(self) -> D:
        """Open the window, or bring the one that is open to the front; it gets the keyboard."""
        if self.dialog is None:
            self.dialog = self._make()
            self.dialog.finished.connect(self._on_finished)
        dialog = self.dialog
        dialog.show()
        dialog.raise_()
        take_keyboard(dialog)
        return dialog

    def _on_finished(self) -> None:
        self.dialog = None

    def _on_switched(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
