"""The one place that builds the whole: a window, the project it shows, and all they stand on."""

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

# sqlmodel comes before Qt: imported after it, it costs 100 ms and 22 MB more.
import claimdesk.store.store  # isort: skip  # noqa: F401
from platformdirs import PlatformDirs
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from claimdesk import __version__
from claimdesk.app.wiring import connect_actions, connect_services, connect_welcome, use_type
from claimdesk.core.errors import Code
from claimdesk.core.places import Places
from claimdesk.core.settings import SettingsFile
from claimdesk.exchange import review_files
from claimdesk.ui.base.action_set import ActionSet
from claimdesk.ui.base.crash import CrashHook
from claimdesk.ui.base.desk import Desk, Folders
from claimdesk.ui.base.memory import Memory
from claimdesk.ui.base.notify import Announcer, Notifier
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.tasks import Tasks
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.commands.alike import Alike
from claimdesk.ui.commands.article import ArticleCommands
from claimdesk.ui.commands.assigning import AssigningCommands
from claimdesk.ui.commands.backups import BackupCommands
from claimdesk.ui.commands.blindness import BlindnessCommands
from claimdesk.ui.commands.claim import ClaimCommands
from claimdesk.ui.commands.claim_tables import SUFFIXES, ClaimTableCommands
from claimdesk.ui.commands.copies import CopyCommands
from claimdesk.ui.commands.coverage import CoverageCommands
from claimdesk.ui.commands.edit import EditCommands
from claimdesk.ui.commands.evidence import EvidenceCommands
from claimdesk.ui.commands.exporting import ExportCommands
from claimdesk.ui.commands.files import FileCommands
from claimdesk.ui.commands.found import FoundCommands
from claimdesk.ui.commands.help import HelpCommands
from claimdesk.ui.commands.history import HistoryCommands
from claimdesk.ui.commands.importing import ImportCommands
from claimdesk.ui.commands.linking import LinkCommands
from claimdesk.ui.commands.listing import ListingCommands, SavedFilters
from claimdesk.ui.commands.namesakes import NamesakeCommands
from claimdesk.ui.commands.notes import NoteCommands
from claimdesk.ui.commands.overview import OverviewCommands
from claimdesk.ui.commands.parties import PartyCommands
from claimdesk.ui.commands.planning import PlanningCommands
from claimdesk.ui.commands.recent import RecentFiles
from claimdesk.ui.commands.relations import RelationCommands
from claimdesk.ui.commands.repeats import RepeatCommands
from claimdesk.ui.commands.reshaping import ReshapingCommands
from claimdesk.ui.commands.reviewers import ReviewerCommands
from claimdesk.ui.commands.rules import RuleCommands
from claimdesk.ui.commands.search import SearchCommands
from claimdesk.ui.commands.settling import SettlingCommands
from claimdesk.ui.commands.stopped import Stopped
from claimdesk.ui.commands.transfer import TransferCommands
from claimdesk.ui.commands.view import ViewCommands
from claimdesk.ui.commands.whereabouts import Whereabouts
from claimdesk.ui.dialogs.progress import ProgressStrip
from claimdesk.ui.main_window import MainWindow

_SETTLED_MS = 600
"""How long a window may take to lay itself out before it is photographed, in ms."""


_LISTENING_MS = 250
"""When a window that is shown begins to take the files of later starts, in ms."""


def run(
    files: Sequence[Path], *, sample: bool, screenshot: Path | None, shares: bool = False
) -> int:
    """Show the window with these files until it is closed; return the exit status.

    A window that ``shares`` takes the files of later starts.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - only a test could have made another kind
    app.setApplicationName("claimdesk")
    app.setApplicationDisplayName("Claimdesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("claimdesk")
    program = Program(app, PlatformDirs("claimdesk", appauthor=False))
    gc.freeze()  # what stands now stays: each search for garbage would go through all of it
    if screenshot is None:
        program.remember_window()
    else:
        QTimer.singleShot(_SETTLED_MS, lambda: program.photograph(screenshot))
    program.show(files, sample=sample)
    if shares:
        QTimer.singleShot(_LISTENING_MS, program.listen)
    try:
        return app.exec()
    finally:
        program.end()
        gc.unfreeze()


def _nothing() -> None:
    """Stand for a door that was never opened."""


class Program:
    """Everything that runs: one window, one project, one pointer, one set of services."""

    def __init__(self, app: QApplication, dirs: PlatformDirs) -> None:
        self._app = app
        self._close_door: Callable[[], None] = _nothing
        self._kept = QSettings(
            str(dirs.user_config_path / "window.ini"), QSettings.Format.IniFormat
        )
        settings, places = SettingsFile(dirs.user_config_path), Places(dirs.user_config_path)
        folders = Folders(data=dirs.user_data_path, log=dirs.user_log_path)
        notifier, announcer = Notifier(), Announcer()
        self._crash = CrashHook(folders.log, notifier.bug, notifier.trouble)
        theme = Theme()
        theme.apply(app, settings.now.theme)
        project, selection, tasks = Project(), Selection(), Tasks()
        self.window = MainWindow(project, selection, theme, announcer, places)
        notifier.window = self.window
        self.desk = Desk(
            *(project, selection, settings, places, theme, announcer, notifier, tasks),
            Memory(project, tasks),
            folders,
            self.window,
        )
        self._whereabouts = Whereabouts(self.desk, self.window.article)
        self.window.closing.connect(self._whereabouts.keep)
        self.files = FileCommands(self.desk)
        self.importing = ImportCommands(self.desk, self.files.new)
        self.transfer = TransferCommands(self.desk, self.files.new)
        self.claim_tables = ClaimTableCommands(self.desk)
        self.exporting = ExportCommands(self.desk, self.window.claims)
        self.actions = self._build_actions()
        connect_services(self.desk, self.window, ProgressStrip())
        connect_actions(self.desk, self.window, self.actions)
        menu = self.actions.submenu("file.recent")
        self._recent = RecentFiles(menu, self.desk, self.files.open_path)
        saved = self.actions.submenu("edit.saved_filters")
        self._saved_filters = SavedFilters(saved, self.desk, self.window.claims)
        connect_welcome(self.desk, self.window, self.actions, self._recent)
        use_type(self.desk, self.window)
        self.window.dropped.connect(partial(self.open_files, is_dropped=True))

    def remember_window(self) -> None:
        """Put the window where it was left, and write down where it is when it closes."""
        self.window.restore_state(self._kept)
        self.window.closing.connect(lambda: self.window.keep_state(self._kept))

    def show(self, files: Sequence[Path], *, sample: bool) -> None:
        """Show the window with the files asked for."""
        self.window.show()
        self.window.activateWindow()
        last = Path(self.desk.settings.now.last_project or ".")
        if sample:
            self.files.open_sample()
        elif not files and last.is_file():
            self.files.open_path(last)
        self.open_files(list(files))

    def open_files(self, paths: list[Path], *, is_dropped: bool = False) -> None:
        """Open what was named or dropped: a project, reviews, tables, articles, by their endings.

        Articles that were dropped are shown before they come in.
        """
        projects = [path for path in paths if path.suffix == ".claimdesk"]
        reviews = [path for path in paths if path.suffix in review_files.SUFFIXES]
        others = [path for path in paths if path not in projects and path not in reviews]
        if projects:
            then = partial(self._bring_in, others, reviews, is_dropped=is_dropped)
            self.files.open_path(projects[0], then)
        else:
            self._bring_in(others, reviews, is_dropped=is_dropped)

    def _bring_in(self, others: list[Path], reviews: list[Path], *, is_dropped: bool) -> None:
        if (reviews or others) and not (self.desk.project.is_open or self.files.new()):
            return
        tables = [path for path in others if path.suffix.lower() in SUFFIXES]
        texts = [path for path in others if path not in tables]
        if texts:
            (self.importing.queue if is_dropped else self.importing.import_articles)(texts)
        for path in tables:
            self.claim_tables.take(path)
        for path in reviews:
            self.transfer.load_review(path)

    def photograph(self, target: Path) -> None:
        """Write a picture of the window and close it; exit status 1 if it cannot be written."""
        if self.desk.tasks.busy:
            QTimer.singleShot(_SETTLED_MS, lambda: self.photograph(target))
            return
        is_written = self.window.grab().save(str(target))
        if not is_written:
            sentence = tr("“{name}” cannot be written; name a .png in another folder.", name=target)
            sys.stderr.write(f"claimdesk: {Code.IO}: {sentence}\n")
        self.window.close()
        self._app.exit(0 if is_written else 1)

    def listen(self) -> None:
        """Take the files of later starts from now on."""
        from claimdesk.app import instance, meeting  # noqa: PLC0415 - start-up time

        def take(paths: list[Path], sample: bool) -> None:  # noqa: FBT001 - of the message
            if sample:
                self.files.open_sample()
            self.open_files(paths)

        self._close_door = instance.Listener(meeting.address(), self.window, take).close

    def end(self) -> None:
        """Put everything away; the window is closed."""
        self._close_door()
        self.desk.tasks.wait_all()
        self.desk.project.use(None)
        self.desk.tasks.wait_all()  # what was saved in leaving begins a backup
        self.desk.theme.release()
        self._crash.remove()

    def _build_actions(self) -> ActionSet:
        window, desk = self.window, self.desk
        backups = BackupCommands(desk, self.files.open_path)
        self.files.opening.rescue.backups_wanted.connect(backups.browse)
        self._stopped = Stopped(desk, window.notice, self.files, backups.browse)
        found = FoundCommands(desk, window.article)
        self._alike = Alike(desk, window.form)
        settling = SettlingCommands(desk, window.claims, window.form)
        namesakes = NamesakeCommands(desk, window.status.namesake)

        def use_settings() -> None:
            use_type(desk, window)
            namesakes.look()

        helping = HelpCommands(desk, lambda: self.actions, use_settings)
        groups = (
            self.files,
            CopyCommands(desk, self.files.save_as),
            backups,
            self.importing,
            self.transfer,
            self.claim_tables,
            self.exporting,
            EditCommands(desk, window.article, window.claims, window.form),
            ViewCommands(desk, window.article, window.panes(), window.stops()),
            ArticleCommands(desk, window.article),
            CoverageCommands(desk, window.article),
            PartyCommands(desk),
            OverviewCommands(desk, window.claims),
            found,
            SearchCommands(desk, found),
            RepeatCommands(desk),
            ClaimCommands(desk, window.claims, window.form),
            LinkCommands(desk, window.form),
            HistoryCommands(desk, window.form),
            EvidenceCommands(desk, window.form),
            NoteCommands(desk, window.article, window.form),
            RuleCommands(desk, window.form, settling.settle),
            BlindnessCommands(desk),
            AssigningCommands(desk, window.claims, window.form),
            namesakes,
            settling,
            ReshapingCommands(desk, window.claims, window.form),
            RelationCommands(desk, window.form),
            ListingCommands(desk, window.claims, window.form),
            PlanningCommands(desk, window.claims, window.form),
            ReviewerCommands(desk, window.claims, helping.preferences),
            helping,
        )
        handlers = {name: run for group in groups for name, run in group.handlers().items()}
        return ActionSet(window, handlers, desk.theme, desk.settings.now.shortcuts)
