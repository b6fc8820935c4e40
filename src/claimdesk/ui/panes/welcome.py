"""The window without a project: what the program is, how to begin, and what was open last."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.elided_label import ElidedLabel
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.icons import icon
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.panes.folding import FoldingRow
from claimdesk.ui.panes.title import Title

_WIDTH = 560
_ICON = 20


class RecentRow(QWidget):
    """A file that was open before: a button to open it, or greyed with one to forget it."""

    opened = Signal()
    """The file is to be opened."""
    forgotten = Signal()
    """The file is to be taken from the list."""

    def __init__(self, path: Path, theme: Theme) -> None:
        super().__init__()
        self.is_there = path.exists()
        self.button = QPushButton()
        self.button.setFlat(True)
        self.button.setEnabled(self.is_there)
        self.button.setToolTip(str(path))
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        spoken = (
            tr("Open {name}", name=path.stem)
            if self.is_there
            else tr("{name}, missing", name=path.stem)
        )
        name_widget(self.button, "recent-file", spoken)
        inside = QVBoxLayout(self.button)
        inside.setContentsMargins(10, 6, 10, 6)
        inside.setSpacing(1)
        inside.addWidget(ElidedLabel(path.stem, Qt.TextElideMode.ElideRight))
        folder = _folder(path) if self.is_there else tr("Missing: {folder}", folder=_folder(path))
        where = ElidedLabel(folder, Qt.TextElideMode.ElideMiddle)
        where.setProperty("quiet", "true")
        inside.addWidget(where)
        self.button.setMinimumHeight(inside.sizeHint().height())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button, 1)
        self.remove = QToolButton()
        self.remove.setIcon(icon("x", theme.now))
        self.remove.setToolTip(tr("Remove from this list"))
        name_widget(
            self.remove, "recent-forget", tr("Remove {name} from this list", name=path.stem)
        )
        self.remove.setVisible(not self.is_there)
        layout.addWidget(self.remove)
        self.button.clicked.connect(self.opened)
        self.remove.clicked.connect(self.forgotten)


class Welcome(QWidget):
    """What is seen first."""

    new_wanted = Signal()
    """A new project is to be made."""
    open_wanted = Signal()
    """A project file is to be chosen and opened."""
    import_wanted = Signal()
    """An article is to be brought into a new project."""
    sample_wanted = Signal()
    """The sample project is to be opened."""
    recent_wanted = Signal(object)
    """(path: Path) a file of the recent ones is to be opened."""
    backups_wanted = Signal()
    """The backups are to be shown: a project was lost."""
    forget_wanted = Signal(object)
    """(path: Path) a file is to be taken from the recent ones."""
    dropped = Signal(list)
    """(paths: list[Path]) files were dropped."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[RecentRow] = []
        self._paths: tuple[Path, ...] = ()
        self.new_button = _button("welcome-new", tr("&New project"))
        self.open_button = _button("welcome-open", tr("&Open…"))
        self.import_button = _button("welcome-import", tr("&Import an article…"))
        self.sample_button = _button("welcome-sample", tr("&Try the sample project"))
        self._icons = (
            (self.new_button, "file-plus"),
            (self.open_button, "folder-open"),
            (self.import_button, "file-input"),
            (self.sample_button, "file-text"),
        )
        self.backups_button = QPushButton(tr("Lost a project? Open a &backup…"))
        name_widget(self.backups_button, "welcome-backups", plain(self.backups_button.text()))
        self.backups_button.setProperty("link", "true")
        self.backups_button.setAutoDefault(False)
        self.recent_heading = QLabel(tr("Recent"))
        self.setAcceptDrops(True)
        self._lay_out()
        self.new_button.clicked.connect(self.new_wanted)
        self.open_button.clicked.connect(self.open_wanted)
        self.import_button.clicked.connect(self.import_wanted)
        self.sample_button.clicked.connect(self.sample_wanted)
        self.backups_button.clicked.connect(self.backups_wanted)
        theme.changed.connect(self._on_theme_changed)
        self._use_icons()
        self.show_recent(())
        self.offer_backups(there_are=False)

    @property
    def recent(self) -> Sequence[RecentRow]:
        """Return the rows of the recent files."""
        return self._rows

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List the files that were open last: those that exist first."""
        self._paths = tuple(paths)
        for row in self._rows:
            self._recent.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for path in sorted(paths, key=lambda path: not path.exists()):
            row = RecentRow(path, self._theme)
            row.opened.connect(partial(self.recent_wanted.emit, path))
            row.forgotten.connect(partial(self.forget_wanted.emit, path))
            self._recent.addWidget(row)
            self._rows.append(row)
        self.recent_heading.setVisible(bool(paths))

    def offer_backups(self, *, there_are: bool) -> None:
        """Offer the backups if there are any."""
        self.backups_button.setVisible(there_are)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand dropped files on."""
        urls = event.mimeData().urls()
        event.acceptProposedAction()
        self.dropped.emit([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def _lay_out(self) -> None:
        name = Title("Claimdesk")
        what = QLabel(tr("Review articles claim by claim: highlight, link, decide, give reasons."))
        what.setWordWrap(True)
        what.setProperty("quiet", "true")
        drop = QLabel(tr("Or drop project files and texts here."))
        drop.setProperty("quiet", "true")
        drop.setWordWrap(True)
        self.recent_heading.setProperty("heading", "true")
        first = FoldingRow(self.new_button, self.open_button)
        second = FoldingRow(self.import_button, self.sample_button)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(name)
        column.addWidget(what)
        column.addSpacing(10)
        column.addWidget(first)
        column.addWidget(second)
        column.addWidget(drop)
        column.addSpacing(14)
        column.addWidget(self.recent_heading)
        column.addLayout(self._recent)
        column.addSpacing(6)
        column.addWidget(self.backups_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(3)
        self._place(column)

    def _place(self, column: QVBoxLayout) -> None:
        """Keep the column at a width that reads well, in the middle, and let it scroll."""
        inside, page = QWidget(), QWidget()
        column.setContentsMargins(0, 0, 0, 0)
        inside.setLayout(column)
        inside.setMaximumWidth(_WIDTH)
        middle = QHBoxLayout(page)
        middle.setContentsMargins(24, 24, 24, 24)
        middle.addStretch(1)
        middle.addWidget(inside, 100)
        middle.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _use_icons(self) -> None:
        for button, name in self._icons:
            button.setIcon(icon(name, self._theme.now, _ICON))
            button.setIconSize(QSize(_ICON, _ICON))

    def _on_theme_changed(self) -> None:
        self._use_icons()
        self.show_recent(self._paths)


def _button(identifier: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    button.setAutoDefault(False)
    name_widget(button, identifier, text.replace("&", ""))
    return button


def _folder(path: Path) -> str:
    """Return the folder of a file, the home folder as "~"."""
    home = Path.home()
    folder = path.parent
    return str(Path("~") / folder.relative_to(home)) if folder.is_relative_to(home) else str(folder)
