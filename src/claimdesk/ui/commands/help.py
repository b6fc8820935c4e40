"""Tools and help: palette, check of the file, preferences, keys, diagnostics, about."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog

from claimdesk.store import checking
from claimdesk.store.opening import Verified
from claimdesk.ui.base.action_set import ActionSet
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.commands.manual import show_manual
from claimdesk.ui.dialogs.about import About, diagnostics
from claimdesk.ui.dialogs.palette import Palette
from claimdesk.ui.dialogs.preferences import Preferences
from claimdesk.ui.dialogs.shortcuts import Shortcuts


class HelpCommands:
    """The handlers of the Tools and Help menus, and the preferences."""

    def __init__(
        self, desk: Desk, actions: Callable[[], ActionSet], use_settings: Callable[[], None]
    ) -> None:
        """``actions`` gives the action set, which is built from these handlers.

        ``use_settings`` lets the window follow preferences that were changed.
        """
        self._desk = desk
        self._use_settings = use_settings
        self._actions = actions

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "edit.preferences": self.preferences,
            "tools.palette": self.palette,
            "tools.check": self.check,
            "help.first_steps": partial(self.manual, "first-steps"),
            "help.keeping": partial(self.manual, "keeping"),
            "help.shortcuts": self.shortcuts,
            "help.diagnostics": self.copy_diagnostics,
            "help.log": self.show_log,
            "help.about": lambda: self._open(About(self._desk.window)),
        }

    def manual(self, page: str) -> None:
        """Show a page of the manual."""
        show_manual(self._desk.window, page)

    def palette(self) -> None:
        """Find any command by a few letters."""
        self._open(Palette(self._actions(), self._desk.window))

    def shortcuts(self) -> None:
        """Show every key, and let it be changed."""
        self._open(Shortcuts(self._actions(), self._desk.settings, self._desk.window))

    def preferences(self) -> None:
        """Show the preferences; they take effect at once."""
        dialog = Preferences(self._desk.settings, self._desk.theme, self._desk.window)
        dialog.changed.connect(self._use_settings)
        self._open(dialog)

    def check(self) -> None:
        """Verify the whole project file in the background."""
        path = self._desk.project.path
        if path is not None:
            self._desk.tasks.start(
                tr("Checking the project file"), checking.check, path, done=self._checked
            )

    def copy_diagnostics(self) -> None:
        """Put versions and settings on the clipboard; nothing of the articles."""
        QGuiApplication.clipboard().setText(diagnostics(self._desk.folders.log))
        self._desk.announcer.say(self._desk.window, tr("Diagnostic information copied"))

    def show_log(self) -> None:
        """Open the folder of the log."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.folders.log)))

    def _checked(self, found: Verified) -> None:
        self._desk.notifier.tell(
            tr("The project file is sound"),
            (
                count(found.articles, "{n} article", "{n} articles"),
                count(found.claims, "{n} claim", "{n} claims"),
                count(found.revisions, "{n} history entry", "{n} history entries"),
                tr("Every text, quote, verdict and history entry matches its fingerprint."),
            ),
        )

    def _open(self, dialog: QDialog) -> None:
        dialog.show()
        dialog.raise_()
        take_keyboard(dialog)
