"""What the commands work on, handed to each of them as one thing."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from claimdesk.core.errors import ReviewError
from claimdesk.core.places import Places
from claimdesk.core.settings import SettingsFile
from claimdesk.ui.base.memory import Memory
from claimdesk.ui.base.notify import Announcer, Notifier
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.tasks import Tasks
from claimdesk.ui.base.theme import Theme


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the program keeps what is not in a project file."""

    data: Path
    log: Path


@dataclass(frozen=True, slots=True)
class Desk:
    """The window's project, pointer and services."""

    project: Project
    selection: Selection
    settings: SettingsFile
    places: Places
    theme: Theme
    announcer: Announcer
    notifier: Notifier
    tasks: Tasks
    memory: Memory
    folders: Folders
    window: QWidget

    def keep(self, **values: object) -> None:
        """Change settings; they hold from now on, also when they cannot be written down."""
        try:
            self.settings.change(**values)
        except ReviewError as error:
            self.notifier.quiet.emit(error.sentence)
