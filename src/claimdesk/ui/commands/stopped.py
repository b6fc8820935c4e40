"""What the window does about a project that cannot be written: says so, and offers ways out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from claimdesk.core.errors import Code, ReviewError
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.message import Way
from claimdesk.ui.base.words import tr
from claimdesk.ui.commands.files import FileCommands
from claimdesk.ui.panes.notice import NoticeBar

FOLLOW_MS = 1000
"""How often a project that is only read is asked for news."""
_SPOILT = (Code.OVERWRITTEN, Code.TRUNCATED)
"""What a copy through the open file cannot help against."""


class Stopped:
    """Watches over the open project, and fills the bar above the panes."""

    def __init__(
        self, desk: Desk, notice: NoticeBar, files: FileCommands, browse: Callable[[], object]
    ) -> None:
        """``browse`` lists the backups."""
        self._desk = desk
        self._project = desk.project
        self._notice = notice
        self._files = files
        self._browse = browse
        self._pulse = QTimer(desk.window, interval=FOLLOW_MS)
        self._pulse.timeout.connect(desk.project.follow)
        desk.project.switched.connect(self._on_switched)
        desk.project.stopped.connect(self._on_stopped)

    def _on_switched(self) -> None:
        why = self._project.why_read_only
        if not why:
            self._pulse.stop()
            self._notice.clear()
            return
        self._pulse.start()
        copy = Way("notice-copy", tr("Work on a &copy…"), self._copy)
        again = Way("notice-again", tr("&Open to work"), self._files.reload)
        self._notice.say(tr("Read only. {why}", why=why), (copy, again), grave=False)

    def _on_stopped(self, error: ReviewError | None) -> None:
        if error is None:
            self._on_switched()
            return
        self._pulse.stop()
        ways = [Way("notice-reload", tr("&Reload"), self._files.reload)]
        if error.code in _SPOILT:
            ways.insert(0, Way("notice-backups", tr("&Backups…"), self._browse))
        else:
            ways.insert(0, Way("notice-save-as", tr("Save &as…"), self._files.save_as))
        self._notice.say(error.sentence, ways, grave=True)
        self._desk.announcer.say(self._desk.window, error.sentence)

    def _copy(self) -> None:
        path: Path | None = self._project.path
        if path is not None:
            self._files.opening.sharing.copy(path)
