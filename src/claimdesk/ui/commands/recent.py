"""The menu of recent projects: those that are there, and a way to forget them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu

from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.words import tr


class RecentFiles:
    """Fills the menu each time it opens, so that it is never out of date."""

    def __init__(self, menu: QMenu, desk: Desk, open_path: Callable[[Path], object]) -> None:
        self._menu = menu
        self._desk = desk
        self.open_path = open_path
        menu.aboutToShow.connect(self.fill)
        self.fill()

    def paths(self) -> list[Path]:
        """Return the projects that were open, the latest first."""
        return [Path(name) for name in self._desk.settings.now.recent_files]

    def fill(self) -> None:
        """Put the projects into the menu, existing ones first, missing ones greyed."""
        self._menu.clear()
        paths = self.paths()
        for path in sorted(paths, key=lambda path: not path.exists()):
            action = self._menu.addAction(path.stem.replace("&", "&&"))
            action.setToolTip(str(path))
            action.setEnabled(path.exists())
            action.triggered.connect(partial(self._choose, path))
        self._menu.setToolTipsVisible(True)
        self._menu.addSeparator()
        clear = self._menu.addAction(tr("&Clear the list"))
        clear.setEnabled(bool(paths))
        clear.triggered.connect(lambda _checked=False: self.forget_all())

    def forget_all(self) -> None:
        """Forget every recent project; the files stay."""
        self._desk.keep(recent_files=())

    def forget(self, path: Path) -> None:
        """Forget one project; the file stays."""
        kept = tuple(one for one in self._desk.settings.now.recent_files if one != str(path))
        self._desk.keep(recent_files=kept)

    def _choose(self, path: Path, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self.open_path(path)
